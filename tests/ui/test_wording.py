"""How values, dates and places are written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nt_desktop.ui.utf16 import character, spans_in_units, units
from nt_desktop.ui.wording import (
    date_text,
    meta_line,
    number,
    place_line,
    short_title,
    value_phrase,
    value_text,
    year_of,
)
from tests.ui.samples import DOCUMENT, TARGETS


@pytest.mark.parametrize(
    ("value", "expected"),
    [("13.50", "13.5"), ("100", "100"), ("12345.0", "12,345"), ("0.0060", "0.006"), ("1E+3", "1000")],
)
def test_numbers_have_no_exponent_and_no_idle_zeros(value: str, expected: str) -> None:
    assert number(Decimal(value)) == expected


def test_comparators_are_signs_on_screen_and_words_for_those_who_listen() -> None:
    assert value_text(TARGETS[0]) == "≥ 95"
    assert value_phrase(TARGETS[0]) == "不低于 95 %"
    assert value_text(replace(TARGETS[0], comparator="decrease", value=Decimal("12"))) == "↓ 12"
    assert value_text(replace(TARGETS[0], comparator="=", value=Decimal(30), value_max=Decimal(40))) == "30–40"
    assert value_text(replace(TARGETS[0], value="Ⅲ类")) == "≥ Ⅲ类"


def test_dates_are_written_as_offices_do() -> None:
    assert date_text("2023-04-05") == "2023年4月5日"
    assert date_text("2023") == "2023年"
    assert date_text(None) == ""
    assert meta_line(DOCUMENT) == "通政办发〔2023〕24号 · 南通市人民政府办公室 · 2023年4月25日"
    assert year_of(replace(DOCUMENT, date=None, period=None)) == "2023"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("区政府办公室关于印发《海门旅游产业高质量发展三年行动计划》的通知", "海门旅游产业高质量发展三年行动计划"),
        ("南通市人民政府办公室关于印发南通市数字人民币试点工作方案的通知", "南通市数字人民币试点工作方案"),
        ("南通市人民政府关于明确生产安全事故调查处理职责的通知", "明确生产安全事故调查处理职责"),
        ("启东市减少煤炭消费总量专项工作方案", "启东市减少煤炭消费总量专项工作方案"),
        ("南通市人民政府大事记", "南通市人民政府大事记"),
    ],
)
def test_short_titles_say_what_a_document_is_about(title: str, expected: str) -> None:
    assert short_title(title) == expected


def test_a_place_pairs_labels_with_their_headings() -> None:
    assert place_line(("二、", "（四）", "10."), ("措施", "结构")) == "二、措施 › （四）结构 › 10."
    assert place_line((), ("表1 任务", "序号 任务"), is_row=True) == "表1 任务"


def test_positions_are_converted_once_and_back() -> None:
    text = "a𠮷b𠮷c"
    assert units(text, 3) == 4
    assert spans_in_units(text, [(1, 2), (2, 3), (4, 5)]) == ((1, 3), (3, 4), (6, 7))
    assert character(text, 4) == 3
    assert spans_in_units("abc", [(0, 3)]) == ((0, 3),)
