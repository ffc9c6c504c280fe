"""Building a search index in one pass over the units: grams are gathered for all units and sorted once.

Columns, by name:
`text` and `shown`: normal form and original of each unit; `context` and `context.shown`: the same of what the units
stand under, one line each, shared by neighbours; `unit.*`: document, context, place, role, key and path of each unit;
`document.*`: facts of each document and the range of its units; `terms`, `postings`: see `codec`; `name.*`: what can be
completed, see `names`. Everything a result shows is in these files, so that a search asks no database.
"""

from __future__ import annotations

import json
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from nt_desktop.errors import Cancelled
from nt_desktop.model import Document
from nt_desktop.normal import normal_form
from nt_desktop.progress import IsCancelled, Report, never, silent
from nt_desktop.search.codec import GramFieldWriter
from nt_desktop.search.equivalents import compiled_vocabulary
from nt_desktop.search.names import NameCollector
from nt_desktop.search.phrases import frequent_phrases
from nt_desktop.search.ranking import default_weights
from nt_desktop.search.roles import ROLES
from nt_desktop.search.schema import (
    CONTEXT,
    DATED,
    DEPARTMENT,
    INDICATOR,
    KIND,
    LEAD,
    NAME_FIELDS,
    REGION,
    TEXT,
    YEAR,
    grams,
    schema,
)
from nt_desktop.search.storage import Columns, ColumnWriter
from nt_desktop.search.units import Unit

STAGE = "建立全文索引"
_N_FACET_DEPARTMENTS = 60
_BEST_SHARE = 512  # one unit in so many is among the best
_EVERY = 2000  # units between two reports

Postings = defaultdict[str, "array[int]"]


def build_search_index(
    folder: Path,
    units: Iterable[Unit],
    documents: Sequence[Document],
    report: Report = silent,
    cancelled: IsCancelled = never,
) -> None:
    """Build the search index of a corpus into a folder, which is made where missing.

    The units of one document must come together. Raises Cancelled when `cancelled()` turns true.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writer = ColumnWriter(folder)
    gathering = _Gathering(writer, documents)
    try:
        for number, unit in enumerate(units):
            if number % _EVERY == 0:
                if cancelled():
                    raise Cancelled
                report(STAGE, number, number + _EVERY)
            gathering.add(unit)
    finally:
        gathering.close()
    report(STAGE, 1, 2)
    facts = gathering.finish(cancelled)
    writer.finish(facts)
    report(STAGE, 1, 1)


class _Gathering:
    """What is known of the units so far."""

    def __init__(self, writer: ColumnWriter, documents: Sequence[Document]) -> None:
        self._writer = writer
        self._documents = {document.key: document for document in documents}
        column = writer.string_column
        self._text, self._shown = column("text"), column("shown")
        self._context, self._context_shown = column("context"), column("context.shown")
        self._keys, self._paths, self._facts = column("unit.key"), column("unit.path"), column("document.facts")
        self._titles, self._doc_numbers = column("document.title"), column("document.number")
        self._of_document, self._of_context = array("I"), array("I")
        self._starts, self._ends, self._heading_ends = array("I"), array("I"), array("I")
        self._roles, self._n_targets = array("B"), array("B")
        self._first_units, self._first_contexts = array("I"), array("I")
        self._years = array("H")
        self._of_all: tuple[tuple[str, list[str]], ...] = ()
        self._postings: dict[str, Postings] = {
            name: defaultdict(lambda: array("I")) for name in (TEXT, CONTEXT, *NAME_FIELDS)
        }
        self._names = NameCollector()
        self._n_departments: Counter[str] = Counter()
        self._at_document = ""
        self._seen: dict[str, None] = {}
        self._at_context: tuple[str, ...] | None = None

    def add(self, unit: Unit) -> None:
        """Take in the next unit."""
        number = len(self._starts)
        if unit.document != self._at_document:
            self._begin_document(unit.document, number)
        context = unit.context
        if context != self._at_context:
            self._begin_context(context, number)
        normal = normal_form(unit.text)
        self._text.append(normal.encode())
        self._shown.append(_encodable(unit.text))
        self._keys.append(_encodable(unit.key.removeprefix(unit.document)))
        self._paths.append(_encodable("\n".join(unit.path)))
        self._of_document.append(len(self._first_units) - 1)
        self._of_context.append(len(self._first_contexts) - 1)
        self._starts.append(unit.start)
        self._ends.append(unit.end)
        heading = unit.text[: unit.heading_length]
        self._heading_ends.append(len(normal_form(heading).encode()) if heading else 0)
        self._roles.append(ROLES.index(unit.role))
        self._n_targets.append(min(unit.n_targets, 255))
        postings = self._postings[TEXT]
        for gram in grams(normal):
            postings[gram].append(number)
        for field, values in (
            (DEPARTMENT, unit.departments),
            (LEAD, unit.leads),
            (INDICATOR, unit.indicators),
            (YEAR, map(str, unit.years)),
            *self._of_all,
        ):
            for value in sorted({normal_form(value) for value in values} - {""}):
                self._postings[field][value].append(number)
        self._names.add_unit(unit)
        self._n_departments.update(unit.departments)

    def _begin_document(self, key: str, number: int) -> None:
        if key in self._seen:
            raise ValueError(f"units of {key} do not stand together")
        self._seen[key] = None
        self._at_document, self._at_context = key, None
        document = self._documents[key]
        year = self._year(document)
        self._first_units.append(number)
        self._years.append(year)
        self._of_all = (DATED, [str(year or "")]), (KIND, [document.kind]), (REGION, [document.region or ""])
        self._titles.append(normal_form(document.title).encode())
        self._doc_numbers.append(normal_form(document.doc_number or "").encode())
        facts = [document.key, document.title, document.doc_number, document.date, document.seed]
        self._facts.append(json.dumps(facts, ensure_ascii=False).encode())
        self._names.add_document(document)

    def _year(self, document: Document | None) -> int:
        """The year of a document's date, its parent's, or the first of its period; 0 where nothing tells."""
        asked: set[str] = set()
        while document is not None and document.key not in asked:
            asked.add(document.key)
            for value in (document.date, document.period):
                if value and value[:4].isdecimal():
                    return int(value[:4])
            document = self._documents.get(document.parent or "")
        return 0

    def _begin_context(self, context: tuple[str, ...], number: int) -> None:
        self._at_context = context
        at = len(self._first_contexts)
        self._first_contexts.append(number)
        lines = [normal_form(line) for line in context]
        self._context.append("\n".join(lines).encode())
        self._context_shown.append(_encodable("\n".join(line.replace("\n", "") for line in context)))
        postings = self._postings[CONTEXT]
        for gram in set().union(*map(grams, lines)):
            postings[gram].append(at)

    def close(self) -> None:
        """Close the files that are being written."""
        for column in (
            self._text, self._shown, self._context, self._context_shown, self._keys, self._paths, self._facts,
            self._titles, self._doc_numbers,
        ):  # fmt: skip
            column.close()

    def finish(self, cancelled: IsCancelled) -> dict[str, Any]:
        """Write the columns that are known only at the end; gives the facts that are read on opening."""
        write = self._writer.numbers
        self._first_units.append(len(self._starts))
        self._first_contexts.append(len(self._starts))
        write("unit.document", self._of_document)
        write("unit.context", self._of_context)
        write("unit.start", self._starts)
        write("unit.end", self._ends)
        write("unit.heading", self._heading_ends)
        write("unit.role", self._roles)
        write("unit.targets", self._n_targets)
        priors = self._priors()
        levels = _levels(priors)
        write("unit.prior", priors)
        self._writer.blob("unit.better", [_at_least(priors, level) for level in levels])
        write("document.first", self._first_units)
        write("context.first", self._first_contexts)
        write("document.year", self._years)
        begun = [self._documents[key] for key in self._seen]
        kinds = sorted({document.kind for document in begun})
        regions = sorted({document.region for document in begun if document.region})
        write("document.kind", array("H", [kinds.index(document.kind) + 1 for document in begun]))
        write("document.region", array("H", [1 + regions.index(d.region) if d.region else 0 for d in begun]))
        self._writer.blob("vocabulary", [compiled_vocabulary()])
        n_units = len(self._starts)
        sizes = dict.fromkeys((TEXT, *NAME_FIELDS), n_units) | {CONTEXT: len(self._first_contexts) - 1}
        pairs = ((gram, len(units)) for gram, units in self._postings[TEXT].items() if len(gram) == 2)
        self._names.write(self._writer, ((gram, n) for gram, n in pairs if n > 1))
        texts = Columns(self._writer.folder, {})
        self._postings[TEXT] |= frequent_phrases(texts.strings("text"), self._postings[TEXT], n_units, cancelled)
        texts.close()
        return {
            "fields": self._write_terms(sizes, cancelled),
            "sizes": sizes,
            "kinds": kinds,
            "regions": regions,
            "prior_levels": levels,
            "departments": [name for name, _ in self._n_departments.most_common(_N_FACET_DEPARTMENTS)],
        }

    def _priors(self) -> array[int]:
        """For each unit, 0 to 255, how well it would rank among others with the same words: short ones and headings."""
        weights = default_weights()
        k1, b = weights.exact["k1"], weights.exact["b"]
        lengths = self._text.lengths()
        mean = sum(lengths) / max(len(lengths), 1)
        priors = array("B")
        for length, role, heading_end in zip(lengths, self._roles, self._heading_ends, strict=True):
            n = 1 + (weights.exact["heading"] if heading_end == length else 0)
            gain = n * (k1 + 1) / (n + k1 * (1 - b + b * math.sqrt(length / mean))) * weights.role[role]
            priors.append(min(int(gain * 90), 255))
        return priors

    def _write_terms(self, sizes: dict[str, int], cancelled: IsCancelled) -> dict[str, list[int]]:
        known = schema()
        terms = GramFieldWriter(self._writer, sizes)
        try:
            for name in sorted(self._postings):
                if cancelled():
                    raise Cancelled
                postings = self._postings[name]
                terms.start_field(name, known[name])
                for term in sorted(postings):
                    terms.start_term(term.encode())
                    terms.add_sorted(postings[term])
                    terms.finish_term()
                terms.finish_field()
            return terms.finish()
        finally:
            terms.close()


def _levels(priors: array[int]) -> list[int]:
    """The priors, falling, that shares of all units have which double from one in 512 to one in two."""
    counts = Counter(priors)
    levels: list[int] = []
    n, wanted = 0, len(priors) / _BEST_SHARE
    for prior in range(255, -1, -1):
        n += counts[prior]
        if n >= wanted and 2 * n <= len(priors):
            levels.append(prior)
            wanted = 2 * n
    return levels


def _at_least(priors: array[int], level: int) -> bytes:
    """The units with this prior or a better one, a bit each."""
    packed = bytearray((len(priors) + 7) // 8)
    for number, prior in enumerate(priors):
        if prior >= level:
            packed[number >> 3] |= 1 << (number & 7)
    return bytes(packed)


def _encodable(text: str) -> bytes:
    """UTF-8; half of a surrogate pair, which has none, becomes a question mark."""
    return text.encode("utf-8", "replace")
