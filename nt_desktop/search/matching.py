"""Which units a query finds: posting lists first, then the normal form of the text itself where grams leave doubt."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from pathlib import Path
from typing import Any

from nt_desktop.normal import normal_form
from nt_desktop.search.codec import GramTermsReader
from nt_desktop.search.equivalents import offer_compiled
from nt_desktop.search.found import Found, all_both, all_of, as_bits, count, either, members, ranges, without
from nt_desktop.search.phrases import FREQUENT, LONGEST
from nt_desktop.search.query import FieldTest, Word, read_years
from nt_desktop.search.schema import DATED, DEPARTMENT, INDICATOR, LEAD, NUMBER, REGION, TEXT, TITLE, YEAR
from nt_desktop.search.storage import Columns
from nt_desktop.search.whoosh_parts import query

_RAREST = 4  # grams of a word that are intersected before its text is looked at
_LOOKED_THROUGH = 30000  # units whose priors are compared
_LOOKED_UP = 256  # distinct grams of a very long word that are looked up
Expand = Callable[[Word | FieldTest], Iterable[str]]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a hit shows of its document."""

    key: str
    title: str
    number: str | None
    date: str | None
    seed: str


class Shelf:
    """The columns of an index, under the names that searching uses."""

    def __init__(self, folder: Path) -> None:
        self.columns = columns = Columns.open(folder)
        self.texts = columns.strings("text")
        self.shown = columns.strings("shown")
        self.contexts = columns.strings("context")
        self.contexts_shown = columns.strings("context.shown")
        self.keys = columns.strings("unit.key")
        self.paths = columns.strings("unit.path")
        self.document_of = columns.numbers("unit.document")
        self.context_of = columns.numbers("unit.context")
        self.starts = columns.numbers("unit.start")
        self.ends = columns.numbers("unit.end")
        self.heading_ends = columns.numbers("unit.heading")
        self.roles = columns.numbers("unit.role", "B")
        self.n_targets = columns.numbers("unit.targets", "B")
        self.priors = columns.numbers("unit.prior", "B")
        self.first_units = columns.numbers("document.first")
        self.first_of_context = columns.numbers("context.first")
        self.years = columns.numbers("document.year", "H")
        self.titles = columns.strings("document.title")
        self.doc_numbers = columns.strings("document.number")
        self._facts = columns.strings("document.facts")
        self.terms = GramTermsReader(columns)
        offer_compiled(columns.blob("vocabulary")[:])
        facts = columns.facts
        self.kind_names: list[str] = facts["kinds"]
        self.region_names: list[str] = facts["regions"]
        self.facet_departments: list[str] = facts["departments"]
        self.n_units = len(self.starts)
        self._prior_levels: list[int] = facts["prior_levels"]
        self._likely: dict[int, int] = {}
        self._known_facts: dict[int, DocumentFacts] = {}
        self._bits: dict[tuple[str, str], int] = {}
        self.n_documents = max(len(self.first_units) - 1, 0)
        self.mean_length = self.texts.offsets[self.n_units] / max(self.n_units, 1) if self.n_units else 1.0

    def close(self) -> None:
        """Let go of the files."""
        self.terms.close()
        self.columns.close()

    def facts_of(self, document: int) -> DocumentFacts:
        """What a hit shows of its document."""
        known = self._known_facts.get(document)
        if known is None:
            known = self._known_facts[document] = DocumentFacts(*json.loads(self._facts[document]))
        return known

    def likeliest(self, found: Found, limit: int) -> list[int]:
        """The `limit` units of very many that are likely to rank first: by their priors, not by their words."""
        if isinstance(found, int):
            for level in self._prior_levels:
                among = found & self._likely_bits(level)
                if among.bit_count() * 2 >= limit:
                    found = among
                    break
        return nlargest(limit, members(found, _LOOKED_THROUGH), key=self.priors.__getitem__)

    def bits_of(self, field: str, name: str) -> int:
        """The units with a value of a field, as bits: of such values there are few, and they are asked for often."""
        bits = self._bits.get((field, name))
        if bits is None:
            number = self.terms.number(field, normal_form(name).encode())
            bits = 0 if number is None else as_bits(self.terms.found(field, number), self.n_units)
            self._bits[field, name] = bits
        return bits

    def _likely_bits(self, level: int) -> int:
        """The units with this prior or a better one."""
        bits = self._likely.get(level)
        if bits is None:
            raw = bytes(self.priors).translate(bytes(int(prior >= level) for prior in range(256)))
            packed = bytearray((len(raw) + 7) // 8)
            for match in re.finditer(b"\x01", raw):
                packed[match.start() >> 3] |= 1 << (match.start() & 7)
            bits = self._likely[level] = int.from_bytes(packed, "little")
        return bits

    def units_of(self, documents: Iterable[int]) -> int:
        """The units of some documents."""
        return ranges(((self.first_units[n], self.first_units[n + 1]) for n in documents), self.n_units)


class Matcher:
    """Answers which units have a word, a value, or satisfy a whole query."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._word = lru_cache(maxsize=256)(self._find_word)

    def units_with(self, word: str) -> Found:
        """The units whose normal form contains this one: exactly those."""
        return self._word(word)

    def _find_word(self, word: str) -> Found:
        terms = self._shelf.terms
        number = terms.number(TEXT, word.encode()) if len(word) <= LONGEST else None
        if number is not None:
            return terms.found(TEXT, number)
        if len(word) <= 2:
            return set()
        pairs = list(dict.fromkeys(word[at : at + 2] for at in range(len(word) - 1)))[:_LOOKED_UP]
        numbers: list[int] = []
        for pair in pairs:
            number = terms.number(TEXT, pair.encode())
            if number is None:
                return set()
            numbers.append(number)
        numbers.sort(key=terms.count_of)
        if terms.count_of(numbers[0]) >= FREQUENT:
            numbers = sorted(numbers + self._frequent_parts(word), key=terms.count_of)
        candidates = all_both([terms.found(TEXT, number) for number in numbers[:_RAREST]])
        return self._verified(word, candidates)

    def _frequent_parts(self, word: str) -> list[int]:
        """Where runs of three and more characters of the word stand, if they are terms of their own."""
        found: list[int] = []
        for at in range(min(len(word) - 2, _LOOKED_UP)):
            longest = None
            for length in range(3, min(LONGEST, len(word) - at) + 1):
                number = self._shelf.terms.number(TEXT, word[at : at + length].encode())
                if number is None:
                    break  # no longer run is frequent where a shorter one is not
                longest = number
            if longest is not None:
                found.append(longest)
        return found

    def _verified(self, word: str, candidates: Found) -> Found:
        find, offsets = self._shelf.texts.blob.find, self._shelf.texts.offsets
        needle = word.encode()
        return {n for n in members(candidates) if find(needle, offsets[n], offsets[n + 1]) >= 0}

    def units_satisfying(self, tree: Any, expand: Expand | None = None) -> Found:
        """The units that satisfy a query; with `expand`, a word is also found in the wordings that it gives."""
        size = self._shelf.n_units
        if isinstance(tree, Word):
            found = self.units_with(tree.text)
            for other in expand(tree) if expand else ():
                found = either(found, self.units_with(normal_form(other)), size)
            return found
        if isinstance(tree, FieldTest):
            return self._field(tree, expand)
        if isinstance(tree, query.Or):
            found = set()
            for part in tree.subqueries:
                found = either(found, self.units_satisfying(part, expand), size)
            return found
        if isinstance(tree, query.Not):
            return without(all_of(size), self.units_satisfying(tree.query, expand), size)
        wanted = [part for part in tree.subqueries if not isinstance(part, query.Not)]
        found = all_both([self.units_satisfying(part, expand) for part in wanted]) if wanted else all_of(size)
        for part in tree.subqueries:
            if isinstance(part, query.Not) and found:
                # whatever is excluded stays excluded by its own words only
                found = without(found, self.units_satisfying(part.query), size)
        return found

    def _field(self, test: FieldTest, expand: Expand | None) -> Found:
        shelf, field, value = self._shelf, test.fieldname, test.text
        if field == YEAR:
            return self._years(value)
        if field in (DEPARTMENT, LEAD, INDICATOR):
            found: Found = set()
            names = {value, *map(normal_form, expand(test) if expand else ())}
            for number in {n for name in names for n in shelf.terms.numbers_of(field, name.encode())}:
                found = either(found, shelf.terms.found(field, number), shelf.n_units)
            return found
        if field in (TITLE, NUMBER):
            return self._by_name(value, field == TITLE)
        bits = 0
        for name in shelf.region_names if field == REGION else shelf.kind_names:
            if value in normal_form(name):
                bits |= shelf.bits_of(field, name)
        return bits

    def _by_name(self, value: str, by_title: bool) -> Found:
        """The units of documents with this in their title or 文号, which may be set in any way."""
        shelf = self._shelf
        names: Iterable[str] = map(shelf.titles.text, range(shelf.n_documents))
        if not by_title:
            value = _bare(value)
            names = (_bare(shelf.doc_numbers.text(n)) for n in range(shelf.n_documents))
        return shelf.units_of(n for n, name in enumerate(names) if value and value in name)

    def _years(self, value: str) -> Found:
        """Units of documents dated in these years, and units with a target due in them."""
        years = read_years(value)
        if years is None:
            return set()
        shelf, (first, last) = self._shelf, years
        bits = 0
        for field in (YEAR, DATED):
            for _, name in shelf.terms.names(field):
                if name and first <= int(name) <= last:
                    bits |= shelf.bits_of(field, name.decode())
        return bits

    def missing(self, words: Iterable[Word]) -> tuple[str, ...]:
        """The words that stand nowhere, as typed."""
        return tuple(word.shown for word in words if not count(self.units_with(word.text)))


def _bare(text: str) -> str:
    """Letters and digits only: 通政办发202324 for any way to set a 文号."""
    return "".join(filter(str.isalnum, text)).removesuffix("号")
