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
    for quantity in segment.quantities:
        if is_condition(masked, segment, quantity, stretches):
            continue
        between = masked[lists[-1][-1].full_end : quantity.full_start] if lists else ""
        joined = bool(lists) and (between in _BETWEEN or (between == "" and lists[-1][-1].unit == quantity.unit))
        if joined:
            lists[-1].append(quantity)
        else:
            lists.append([quantity])
    if not lists:
        return []
    rights = [*(members[0].full_start for members in lists[1:]), segment.end]
    return [Group(tuple(members), segment.start, right) for members, right in zip(lists, rights, strict=True)]
