"""Making a target of a statement, and what it gets beside what is printed: canonical names, a value in a base unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from nt_desktop.model import Target
from nt_desktop.targets.names import canonical_department, canonical_indicator
from nt_desktop.targets.statement import Statement
from nt_desktop.targets.units import class_to_base, to_base


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands: its clause or table row, and from `start` to `end` of the source, which prints `quote`.

    `uncertain` marks a cell that was hard to make out.
    """

    seed: str
    document: str
    clause: str
    quote: str
    start: int
    end: int
    table: str | None = None
    row_label: str | None = None
    col_label: str | None = None
    uncertain: bool = False


def stated_target(
    statement: Statement, place: Place, lead: tuple[str, ...], participants: tuple[str, ...], key: str = ""
) -> Target:
    """The target that a statement makes at its place, complete."""
    base_value, base_unit = _in_base_unit(statement.value, statement.unit)
    return Target(
        key=key,
        seed=place.seed,
        document=place.document,
        clause=place.clause,
        table=place.table,
        row_label=place.row_label,
        col_label=place.col_label,
        quote=place.quote,
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
        start=place.start,
        end=place.end,
        indicator_canonical=canonical_indicator(statement.indicator),
        lead_canonical=tuple(map(canonical_department, lead)),
        participants_canonical=tuple(map(canonical_department, participants)),
        base_value=base_value,
        base_unit=base_unit,
        rule=f"表格·{statement.rule}" if place.table else statement.rule,
        confidence=round(statement.confidence * (0.85 if place.uncertain else 1), 2),
    )


def complete(target: Target, key: str | None = None) -> Target:
    """The target with its canonical names and base value filled in, under this key where one is given."""
    base_value, base_unit = _in_base_unit(target.value, target.unit)
    return replace(
        target,
        key=target.key if key is None else key,
        indicator_canonical=canonical_indicator(target.indicator),
        lead_canonical=tuple(map(canonical_department, target.lead)),
        participants_canonical=tuple(map(canonical_department, target.participants)),
        base_value=base_value,
        base_unit=base_unit,
    )


def _in_base_unit(value: Decimal | str, unit: str) -> tuple[float | None, str]:
    return to_base(float(value), unit) if isinstance(value, Decimal) else class_to_base(value, unit)
