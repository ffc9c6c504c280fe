from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nt_desktop.catalog.records import from_row, to_json, to_row

from .samples import CLAUSE, DOCUMENT, DUTY, OBSERVATION, TABLE, TARGET


@pytest.mark.parametrize("record", [DOCUMENT, CLAUSE, TABLE, TARGET, DUTY, OBSERVATION])
def test_a_record_comes_back_from_its_row_as_it_was(record: object) -> None:
    assert from_row(type(record), to_row(record)) == record


def test_rows_hold_only_what_a_database_column_can_hold() -> None:
    assert all(isinstance(value, str | int | float | None) for value in to_row(TABLE).values())


def test_a_class_in_words_stays_words_and_a_number_stays_exact() -> None:
    words = replace(TARGET, value="Ⅲ类")
    tenth = replace(TARGET, value=Decimal("0.10"), value_max=Decimal("0.30"))
    assert from_row(type(TARGET), to_row(words)).value == "Ⅲ类"
    assert str(from_row(type(TARGET), to_row(tenth)).value) == "0.10"
    assert from_row(type(TARGET), to_row(tenth)).value_max == Decimal("0.30")


def test_json_has_the_names_of_the_model_and_plain_numbers() -> None:
    printed = to_json(TARGET)
    assert printed["value"] == 95
    assert isinstance(printed["value"], int)
    assert to_json(replace(TARGET, value=Decimal("13.5")))["value"] == 13.5
    assert printed["lead"] == ["市水利局"]
    assert "spans" not in to_json(CLAUSE)
    assert to_json(TABLE)["rows"] == [["年份", "目标"], ["2025", "95%"]]
