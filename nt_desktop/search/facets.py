"""Counts of hits by region, year, kind, department and document."""

from __future__ import annotations

import operator
import struct
from collections.abc import Sequence
from functools import reduce
from heapq import nlargest
from itertools import accumulate

from nt_desktop.search.found import Found, all_of, as_bits
from nt_desktop.search.matching import WORD, Groups, Shelf
from nt_desktop.search.results import Facet, FacetName, FacetValue, Filters
from nt_desktop.search.schema import DATED, DEPARTMENT, KIND, REGION

_MOST_DOCUMENTS = 60


def document_counts(shelf: Shelf, found: Found) -> list[int]:
    """How many hits each document has."""
    if not isinstance(found, int):
        counts = [0] * shelf.n_documents
        for unit in found:
            counts[shelf.document_of[unit]] += 1
        return counts
    n_words = shelf.n_units // WORD + 1
    words = struct.unpack(f"<{n_words}Q", found.to_bytes(n_words * 8, "little"))
    before_word = list(accumulate(map(int.bit_count, words), initial=0))
    edges = shelf.document_edges
    within = map(int.bit_count, map(operator.and_, edges.words(words), edges.masks))
    before_document = list(map(operator.add, edges.words(before_word), within))
    return list(map(operator.sub, before_document[1:], before_document))


def make_facets(shelf: Shelf, found: Found) -> tuple[Facet, ...]:
    """All facets of some hits."""
    counts = document_counts(shelf, found)
    regions, years, kinds = (_sums(groups, counts) for groups in shelf.groups)
    frequent = nlargest(_MOST_DOCUMENTS, range(shelf.n_documents), key=counts.__getitem__)
    facts = [(shelf.facts_of(document), counts[document]) for document in frequent if counts[document]]
    return (
        _facet("region", "地区", regions),
        _facet("year", "年份", years),
        _facet("kind", "类型", kinds),
        _facet("department", "部门", _departments(shelf, found)),
        Facet("document", "文件", tuple(FacetValue(fact.key, fact.title, n) for fact, n in facts)),
    )


def _sums(groups: Groups, counts: Sequence[int]) -> dict[str, int]:
    ordered = groups.ordered(counts)
    return {value: sum(ordered[first:last]) for value, first, last in groups.spans}


def _departments(shelf: Shelf, found: Found) -> dict[str, int]:
    bits = as_bits(found, shelf.n_units) if shelf.facet_departments else 0
    return {name: (bits & shelf.bits_of(DEPARTMENT, name)).bit_count() for name in shelf.facet_departments}


def _facet(name: FacetName, label: str, counts: dict[str, int]) -> Facet:
    ordered = sorted((-n, value) for value, n in counts.items() if n and value)
    return Facet(name, label, tuple(FacetValue(value, value, -n) for n, value in ordered))


def allowed_units(shelf: Shelf, filters: Filters) -> Found | None:
    """The units that filters leave; None where they narrow nothing."""
    if not filters.narrows:
        return None
    bits = all_of(shelf.n_units)
    if filters.documents:
        wanted = set(filters.documents)
        bits &= shelf.units_of(n for n in range(shelf.n_documents) if shelf.facts_of(n).key in wanted)
    for field, names in (
        (KIND, filters.kinds),
        (REGION, filters.regions),
        (DATED, map(str, filters.years)),
        (DEPARTMENT, filters.departments),
    ):
        chosen = list(names)
        if chosen:
            bits &= reduce(operator.or_, (shelf.bits_of(field, name) for name in chosen))
    return bits
