"""Making a target of a statement, and what it gets beside what is printed: canonical names, a value in a base unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from nt_desktop.model import Target
from nt_desktop.targets.names import canonical_department, canonical_indicator
from nt_desktop.targets.statement import Statement
from nt_desktop.targets.units import to_base


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where in a table a sentence stands, and whether its cell is one that was hard to make out."""

    table: str
    row_label: str | None
    col_label: str
    uncertain: bool


def stated_target(
    statement: Statement,
    seed: str,
    document: str,
    clause: str,
    quote: str,
    start: int,
    end: int,
    lead: tuple[str, ...],
    participants: tuple[str, ...],
    place: TablePlace | None = None,
) -> Target:
    """The target that a statement makes at its place in the source, to be completed; `place` where a table states it."""
    certainty = 0.85 if place is not None and place.uncertain else 1
    return Target(
        key="",
        seed=seed,
        document=document,
        clause=clause,
        table=place.table if place else None,
        row_label=place.row_label if place else None,
        col_label=place.col_label if place else None,
        quote=quote,
        kind=statement.kind,
        indicator=statement.indicator,
        comparator=statement.comparator,
        value=statement.value,
        value_max=statement.value_max,
        unit=statement.unit,
        change=statement.change,
        baseline=statement.baseline,
        deadline=statement.deadline,
        scope=statement.scope,
        lead=lead,
        participants=participants,
        start=start,
        end=end,
        rule=f"表格·{statement.rule}" if place else statement.rule,
        confidence=round(statement.confidence * certainty, 2),
    )


def complete(target: Target, key: str | None = None) -> Target:
    """The target with its canonical names and base value filled in, and under this key where one is given."""
    base_value, base_unit = None, ""
    if isinstance(target.value, Decimal):
        base_value, base_unit = to_base(float(target.value), target.unit)
    return replace(
        target,
        key=target.key if key is None else key,
        indicator_canonical=canonical_indicator(target.indicator),
        lead_canonical=tuple(map(canonical_department, target.lead)),
        participants_canonical=tuple(map(canonical_department, target.participants)),
        base_value=base_value,
        base_unit=base_unit,
    )
