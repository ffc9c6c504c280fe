from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from nt_desktop.errors import NtDesktopError
from nt_desktop.targets.corrections import apply_corrections, read_corrections

from .test_contradictions import FIRST, SECOND


def corrected(*entries: dict[str, Any]) -> list[Any]:
    return list(apply_corrections([FIRST, SECOND], read_corrections({"correction": list(entries)})))


def test_without_corrections_nothing_changes() -> None:
    assert corrected() == [FIRST, SECOND]


def test_a_record_is_confirmed_with_the_date_it_was_checked_on() -> None:
    first, second = corrected({"key": FIRST.key, "action": "confirm", "checked": "2023-12-01"})
    assert first == replace(FIRST, checked="2023-12-01", confidence=1.0)
    assert second == SECOND


def test_a_record_is_fixed_and_its_derived_values_follow() -> None:
    fields = {"value": 1.2, "unit": "万吨", "lead": ["市发改委"]}
    first, _ = corrected({"key": FIRST.key, "action": "fix", "checked": "2023-12-01", "fields": fields})
    assert (first.value, first.unit, first.lead) == (Decimal("1.2"), "万吨", ("市发改委",))
    assert (first.base_value, first.base_unit) == (12000.0, "吨")
    assert first.lead_canonical == ("发展和改革委员会",)


def test_a_record_is_dropped() -> None:
    assert corrected({"key": FIRST.key, "action": "drop"}) == [SECOND]


@pytest.mark.parametrize(
    "entry",
    [
        {"action": "drop"},
        {"key": "k", "action": "delete"},
        {"key": "k", "action": "confirm"},
        {"key": "k", "action": "fix", "checked": "2023-12-01", "fields": {"start": 0}},
    ],
)
def test_an_entry_that_cannot_be_read_is_named(entry: dict[str, Any]) -> None:
    with pytest.raises(NtDesktopError, match=r"corrections\.toml"):
        corrected(entry)
