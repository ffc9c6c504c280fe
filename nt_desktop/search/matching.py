"""Which units a query finds: posting lists first, then the normal form of the text itself where grams leave doubt."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

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
_LOOKED_UP = 256  # distinct grams of a very long word that are looked up
WORD = 64  # bits that are counted at once
Expand = Callable[[Word | FieldTest], Iterable[str]]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a hit shows of its document."""

    key: str
    title: str
    number: str | None
    date: str | None
    seed: str


Numbers = Sequence[int]


class Edges(NamedTuple):
    """Places among bits: `words` takes what is known of the word of 64 bits that each stands in.

    `masks` has the bits that stand before each place in its word.
    """

    words: Callable[[Numbers], Numbers]
    masks: list[int]


class Groups(NamedTuple):
    """Documents by a value: `ordered` takes what is known of all, those with one value together.

    `spans` has the values, and where in that order the documents with each begin and end.
    """

    ordered: Callable[[Numbers], Numbers]
    spans: list[tuple[str, int, int]]


def _taking(places: list[int]) -> Callable[[Numbers], Numbers]:
    """What takes these places out of numbers."""
    return itemgetter(*places) if len(places) > 1 else lambda numbers: [numbers[place] for place in places]


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
        self._better: dict[int, int] = {}
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

    @cached_property
    def document_edges(self) -> Edges:
        """Where the units of each document begin, and where those of the last end."""
        places = [divmod(first, WORD) for first in self.first_units]
        return Edges(_taking([at for at, _ in places]), [(1 << bits) - 1 for _, bits in places])

    @cached_property
    def groups(self) -> tuple[Groups, Groups, Groups]:
        """Documents by region, year and kind."""
        regions = self._grouped("document.region", ["", *self.region_names].__getitem__)
        kinds = self._grouped("document.kind", ["", *self.kind_names].__getitem__)
        return regions, self._grouped("document.year", lambda year: str(year or "")), kinds

    def _grouped(self, column: str, name: Callable[[int], str]) -> Groups:
        values = self.columns.numbers(column, "H").tolist()
        order = sorted(range(len(values)), key=values.__getitem__)
        spans: list[tuple[str, int, int]] = []
        for value, numbers in groupby(order, values.__getitem__):
            first = spans[-1][2] if spans else 0
            spans.append((name(value), first, first + len(list(numbers))))
        return Groups(_taking(order), spans)

    def likeliest(self, found: Found, limit: int) -> list[int]:
        """The `limit` units of more that are likely to rank first: by their priors, not by their words."""
        if isinstance(found, int):
            return self._likeliest_bits(found, limit)
        units = list(found)
        priors = bytes(map(self.priors.__getitem__, units))
        n, level = 0, 255
        while n + (more := priors.count(level)) < limit and level:
            n += more
            level -= 1
        better = [unit for unit, prior in zip(units, priors, strict=True) if prior > level]
        equal = sorted(unit for unit, prior in zip(units, priors, strict=True) if prior == level)
        return better + equal[: limit - n]

    def _likeliest_bits(self, found: int, limit: int) -> list[int]:
        low, high = 0, len(self.columns.facts["prior_levels"])
        while low < high:
            middle = (low + high) // 2
            if (found & self._better_than(middle)).bit_count() >= limit:
                high = middle
            else:
                low = middle + 1
        better = members(found & self._better_than(low - 1)) if low else []
        return better + members(found & self._better_than(low) & ~self._better_than(low - 1), limit - len(better))

    def _better_than(self, level: int) -> int:
        """The units with the prior listed there or a better one: none before the first of the list, all after it."""
        bits = self._better.get(level)
        if bits is None:
            if 0 <= level < len(self.columns.facts["prior_levels"]):
                size = (self.n_units + 7) // 8
                bits = int.from_bytes(self.columns.blob("unit.better")[level * size : (level + 1) * size], "little")
            else:
                bits = 0 if level < 0 else all_of(self.n_units)
            self._better[level] = bits
        return bits

    def bits_of(self, field: str, name: str) -> int:
        """The units with a value of a field, as bits: of such values there are few, and they are asked for often."""
        bits = self._bits.get((field, name))
        if bits is None:
            number = self.terms.number(field, normal_form(name).encode())
            bits = 0 if number is None else as_bits(self.terms.found(field, number), self.n_units)
            self._bits[field, name] = bits
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
