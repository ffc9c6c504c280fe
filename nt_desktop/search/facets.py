"""Counts of hits by region, year, kind, department and document."""

from __future__ import annotations

import json
from collections import Counter

from nt_desktop.normal import normal_form
from nt_desktop.search.found import Found, as_bytes, both, count, either
from nt_desktop.search.matching import Shelf
from nt_desktop.search.results import Facet, FacetValue, Filters
from nt_desktop.search.schema import DEPARTMENT

_MOST_VALUES = 40
_MOST_DOCUMENTS = 200


def document_counts(shelf: Shelf, found: Found) -> dict[int, int]:
    """How many hits each document has, for those that have any."""
    if not isinstance(found, int):
        return dict(Counter(map(shelf.document_of.__getitem__, found)))
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
    counts = document_counts(shelf, found)
    regions: Counter[str] = Counter()
    years: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for document, n in counts.items():
        regions[shelf.region_names[shelf.regions[document]]] += n
        years[str(shelf.years[document] or "")] += n
        kinds[shelf.kind_names[shelf.kinds[document]]] += n
    frequent = sorted(counts, key=lambda document: (-counts[document], document))[:_MOST_DOCUMENTS]
    facts = [(json.loads(shelf.document_facts[document]), counts[document]) for document in frequent]
    return (
        Facet("region", "地区", _values(regions, "未注明")),
        Facet("year", "年份", _values(years, "未注明")),
        Facet("kind", "类型", _values(kinds, "其他")),
        Facet("department", "部门", _departments(shelf, found)),
        Facet("document", "文件", tuple(FacetValue(fact[0], fact[1], n) for fact, n in facts)),
    )


def _values(counts: Counter[str], unknown: str) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(value, value or unknown, n) for value, n in counts.most_common(_MOST_VALUES))


def _departments(shelf: Shelf, found: Found) -> tuple[FacetValue, ...]:
    values = []
    for name in shelf.facet_departments:
        number = shelf.terms.number(DEPARTMENT, normal_form(name).encode())
        n = count(both(found, shelf.terms.found(DEPARTMENT, number))) if number is not None else 0
        if n:
            values.append(FacetValue(name, name, n))
    return tuple(sorted(values, key=lambda value: -value.count))


def allowed_units(shelf: Shelf, filters: Filters) -> Found | None:
    """The units that filters leave; None where they narrow nothing."""
    if not filters.narrows:
        return None
    documents = set(range(shelf.n_documents))
    if filters.documents:
        wanted = set(filters.documents)
        documents &= {n for n in documents if json.loads(shelf.document_facts[n])[0] in wanted}
    if filters.kinds:
        kinds = {at for at, name in enumerate(shelf.kind_names) if name in filters.kinds}
        documents &= {n for n in documents if shelf.kinds[n] in kinds}
    if filters.regions:
        regions = {at for at, name in enumerate(shelf.region_names) if name in filters.regions}
        documents &= {n for n in documents if shelf.regions[n] in regions}
    if filters.years:
        documents &= {n for n in documents if shelf.years[n] in filters.years}
    found = shelf.units_of(documents)
    if filters.departments:
        having: Found = set()
        for name in filters.departments:
            number = shelf.terms.number(DEPARTMENT, normal_form(name).encode())
            if number is not None:
                having = either(having, shelf.terms.found(DEPARTMENT, number), shelf.n_units)
        found = both(found, having)
    return found
