"""The values that targets can be filtered by, with how many targets have each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from nt_desktop.catalog.selection import NO_DEADLINE, year_of
from nt_desktop.model import Document, Target
from nt_desktop.search.results import FacetValue

Values = Callable[[Target, Document | None], Iterable[str]]


def _departments(target: Target) -> set[str]:
    leads, participants = target.lead_canonical or target.lead, target.participants_canonical or target.participants
    return {*leads, *participants}


FIELDS: tuple[tuple[str, str, Values], ...] = (
    ("years", "期限", lambda t, d: (year_of(t.deadline),)),
    ("regions", "地区", lambda t, d: (d.region,) if d and d.region else ()),
    ("departments", "部门", lambda t, d: _departments(t)),
    ("documents", "文件", lambda t, d: (t.document,)),
    ("units", "单位", lambda t, d: (t.unit,) if t.unit else ()),
)  # fmt: skip


def facet_values(
    values: Values, targets: Iterable[Target], documents: Mapping[str, Document], by_name: bool = False
) -> tuple[FacetValue, ...]:
    """Each value with its count, the most frequent first, or in the order of their names."""
    counts: Counter[str] = Counter()
    for target in targets:
        counts.update(values(target, documents.get(target.document)))
    order = sorted(counts) if by_name else [value for value, _ in counts.most_common()]
    if NO_DEADLINE in counts and by_name:
        order = [value for value in order if value != NO_DEADLINE] + [NO_DEADLINE]
    return tuple(
        FacetValue(value, documents[value].title if value in documents else value, counts[value]) for value in order
    )
