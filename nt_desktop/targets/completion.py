"""Making a target of a statement, and what it gets beside what is printed: canonical names, a value in a base unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nt_desktop.model import Target
from nt_desktop.targets.names import canonical_department, canonical_indicator
from nt_desktop.targets.statement import Statement
from nt_desktop.targets.units import to_base


def stated_target(
    statement: Statement, seed: str, document: str, clause: str, quote: str, start: int, end: int
) -> Target:
    """The target that a statement makes at its place in the source, without key, table and who answers."""
    return Target(
        key="",
        seed=seed,
        document=document,
        clause=clause,
        table=None,
        row_label=None,
        col_label=None,
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
        lead=(),
        participants=(),
        start=start,
        end=end,
        rule=statement.rule,
        confidence=round(statement.confidence, 2),
    )


def complete(target: Target) -> Target:
    """The target with its canonical names and base value filled in."""
    base_value, base_unit = None, ""
    if isinstance(target.value, Decimal):
        base_value, base_unit = to_base(float(target.value), target.unit)
    return replace(
        target,
        indicator_canonical=canonical_indicator(target.indicator),
        lead_canonical=tuple(map(canonical_department, target.lead)),
        participants_canonical=tuple(map(canonical_department, target.participants)),
        base_value=base_value,
        base_unit=base_unit,
    )
