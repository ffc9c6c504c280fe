"""The form of 高级检索 writes what the search box reads."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from nt_desktop.search.query import describe, parse_query
from nt_desktop.search.results import Filters
from nt_desktop.ui.query_form import QueryForm
from nt_desktop.ui.query_parts import QueryParts, read_parts, with_filters

FULL = QueryParts(
    every="秸秆 利用率", phrase="综合利用 方案", either="还田 离田", none="焚烧", fields=(("标题", "工作方案"), ("牵头", "农业农村局")),
    first=2021, last=2025,
)  # fmt: skip


def test_every_part_is_written_in_the_query_language() -> None:
    written = FULL.written()
    assert written == ('秸秆 利用率 "综合利用 方案" (还田 OR 离田) 标题:工作方案 牵头:农业农村局 年份:2021..2025 -焚烧')
    said = describe(parse_query(written))
    for words in ("“秸秆”", "（“还田” 或 “离田”）", "标题含“工作方案”", "不含“焚烧”", "2021 至 2025"):
        assert words in said


@pytest.mark.parametrize(
    "parts",
    [FULL, QueryParts(every="PM2.5"), QueryParts(first=2023), QueryParts(last=2025), QueryParts(first=2023, last=2023),
     QueryParts(every="水", none="水利 供水"), QueryParts(phrase="一句话")],
)  # fmt: skip
def test_what_was_written_is_read_back(parts: QueryParts) -> None:
    assert read_parts(parts.written()) == parts


@pytest.mark.parametrize("typed", ["-5", "OR", "标题:水", "(附件", '"引号', "2021..2025"])
def test_signs_of_the_language_typed_into_the_form_are_words(typed: str) -> None:
    tree = parse_query(QueryParts(every=f"水 {typed}").written()).tree
    assert len(tree.subqueries) == 2
    assert tree.subqueries[1].quoted


def test_a_query_beyond_the_form_is_left_alone() -> None:
    assert read_parts("(标题:水 OR 标题:气) 治理") is None


def test_filters_are_saved_with_the_query() -> None:
    filters = Filters(kinds=("计划", "方案"), years=(2023,), regions=("海门区",))
    written = with_filters("秸秆 OR 农膜", filters)
    assert written == "(秸秆 OR 农膜) (类型:计划 OR 类型:方案) 年份:2023 地区:海门区"
    assert "类型含“计划” 或 类型含“方案”" in describe(parse_query(written))
    assert with_filters("秸秆", Filters()) == "秸秆"


def test_the_form_starts_with_the_query_and_hands_over_another(qtbot: QtBot) -> None:
    form = QueryForm("秸秆 -焚烧", None)
    qtbot.addWidget(form)
    assert (form.every.text(), form.none.text()) == ("秸秆", "焚烧")
    form.fields["标题"].setText("方案")
    form.first.setValue(2021)
    assert "不早于 2021" in form.understood.text()
    with qtbot.waitSignal(form.query_written) as written:
        form.search_button.click()
    assert written.args == ["秸秆 标题:方案 年份:2021.. -焚烧"]


def test_an_empty_form_searches_nothing(qtbot: QtBot) -> None:
    form = QueryForm("", None)
    qtbot.addWidget(form)
    assert not form.search_button.isEnabled()
