"""Counts of hits by region, year, kind, department and document."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable
from functools import reduce
from heapq import nlargest

from nt_desktop.search.found import Found, all_of, as_bits, as_bytes, members
from nt_desktop.search.matching import Shelf
from nt_desktop.search.results import Facet, FacetValue, Filters
from nt_desktop.search.schema import DATED, DEPARTMENT, KIND, REGION

_MOST_DOCUMENTS = 60


def document_counts(shelf: Shelf, found: Found) -> dict[int, int]:
    """How many hits each document has, for those that have any."""
    if not isinstance(found, int) or found.bit_count() < shelf.n_documents:
        return Counter(map(shelf.document_of.__getitem__, members(found)))
    raw = as_bytes(found)
    counts: dict[int, int] = {}
    first_units = shelf.first_units.tolist()
    from_bytes = int.from_bytes
    for document in range(shelf.n_documents):
        first, last = first_units[document], first_units[document + 1]
        bits = from_bytes(raw[first >> 3 : (last + 7) >> 3], "little") >> (first & 7)
        if bits:
            n = (bits & ((1 << (last - first)) - 1)).bit_count()
            if n:
                counts[document] = n
    return counts


def make_facets(shelf: Shelf, found: Found) -> tuple[Facet, ...]:
    """All facets of some hits."""
    bits = as_bits(found, shelf.n_units)
    counts = document_counts(shelf, found)
    frequent = nlargest(_MOST_DOCUMENTS, counts, key=counts.__getitem__)
    facts = [(shelf.facts_of(document), counts[document]) for document in frequent]
    years = [name.decode() for _, name in shelf.terms.names(DATED)]
    return (
        Facet("region", "地区", _values(shelf, bits, REGION, shelf.region_names)),
        Facet("year", "年份", _values(shelf, bits, DATED, years)),
        Facet("kind", "类型", _values(shelf, bits, KIND, shelf.kind_names)),
        Facet("department", "部门", _values(shelf, bits, DEPARTMENT, shelf.facet_departments)),
        Facet("document", "文件", tuple(FacetValue(fact.key, fact.title, n) for fact, n in facts)),
    )


def _values(shelf: Shelf, bits: int, field: str, names: Iterable[str]) -> tuple[FacetValue, ...]:
    counted = [(name, (bits & shelf.bits_of(field, name)).bit_count()) for name in names]
    return tuple(FacetValue(name, name, n) for name, n in sorted(counted, key=lambda pair: -pair[1]) if n)


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
