"""What a target gets beside what is printed: canonical names, and its value in a base unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nt_desktop.model import Target
from nt_desktop.targets.names import canonical_department, canonical_indicator
from nt_desktop.targets.units import to_base


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
