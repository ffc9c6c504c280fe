"""The values of a segment in groups: those listed together (75%、65%) are read together, conditions not at all."""

from __future__ import annotations

from nt_desktop.targets.conditions import Stretch, is_condition
from nt_desktop.targets.quantities import Quantity
from nt_desktop.targets.segments import Segment
from nt_desktop.targets.statement import Group

_BETWEEN = ("、", "和", "与", "及", "以及", "，")


def value_groups(masked: str, segment: Segment, stretches: tuple[Stretch, ...]) -> list[Group]:
    """The groups of a segment, each with the text up to the next; `stretches` say when something holds."""
    lists: list[list[Quantity]] = []
    begins: list[int] = []  # where what is said of each list begins: at the size that labels it, or at its first value
    label: Quantity | None = None
    for quantity, following in zip(segment.quantities, (*segment.quantities[1:], None), strict=True):
        if _labels(quantity, following):
            label = quantity
            continue
        if is_condition(masked, segment, quantity, stretches):
            continue
        between = masked[lists[-1][-1].full_end : quantity.full_start] if lists else ""
        joined = bool(lists) and (between in _BETWEEN or (between == "" and lists[-1][-1].unit == quantity.unit))
        if joined:
            lists[-1].append(quantity)
        else:
            lists.append([quantity])
            labelled = label is not None and label.full_end == quantity.full_start
            begins.append(label.full_start if label is not None and labelled else quantity.full_start)
    if not lists:
        return []
    rights = [*begins[1:], segment.end]
    return [Group(tuple(members), segment.start, right) for members, right in zip(lists, rights, strict=True)]


def _labels(quantity: Quantity, following: Quantity | None) -> bool:
    """Whether a size only says which ones the count right behind it counts: 10亿元以上20个、50亿元以上3个."""
    return (
        quantity.bound in ("以上", "以下", "及以上", "及以下")
        and quantity.kind == "measure"
        and following is not None
        and following.kind == "count"
        and following.full_start == quantity.full_end
    )
