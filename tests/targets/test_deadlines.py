from __future__ import annotations

import pytest

from nt_desktop.targets.deadlines import find_deadline, plan_start, plan_year, scan_dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("到2025年，", "2025"),
        ("2023年底前", "2023-12-31"),
        ("到2024年底", "2024-12-31"),
        ("2025年6月底", "2025-06-30"),
        ("至2025年6月", "2025-06-30"),
        ("6月底前", "2021-06-30"),
        ("年底前", "2021-12-31"),
        ("今年6月底前", "2021-06-30"),
        ("年内", "2021"),
        ("7月1日", "2021-07-01"),
        ("二季度", "2021-06-30"),
        ("2023年上半年", "2023-06-30"),
        ("2023年1月—2023年4月", "2023-04-30"),
        ("1-3月", "2021-03-31"),
        ("2021.12", "2021-12-31"),
        ("2021.9", "2021-09-30"),
        ("截至2023年10月底", "2023-10-31"),
        ("2024年2月底前", "2024-02-29"),
        ("每年", "每年"),
        ("每季度末", "每季度末"),
        ("“十四五”期末", "2025"),
    ],
)
def test_dates_as_fine_as_the_text(text: str, value: str) -> None:
    assert find_deadline(text, 2021) == value


@pytest.mark.parametrize(
    "text",
    [
        "较2020年下降",
        "与2020年相比",
        "比2015年减少",
        "较上年同期下降",
        "2022年起",
        "“十四五”规划",
        "尽可能不在7-9月期间安排停工",
        "“十四五”期间生态流量底线要求",
    ],
)
def test_baselines_and_beginnings_are_no_deadlines(text: str) -> None:
    assert find_deadline(text, 2021) is None


def test_a_month_without_any_year_is_left_out() -> None:
    assert find_deadline("6月底前") is None


def test_a_month_takes_the_year_named_before_it() -> None:
    dates = scan_dates("2019年启动，9月底前完成", None)
    assert [date.value for date in dates] == ["2019", "2019-09-30"]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("南通经济技术开发区2021年水污染防治工作计划", 2021),
        ("关于印发《2023年海门区农村生活污水治理实施方案》的通知", 2023),
        ("三年行动计划（2023—2025年）", None),
        ("行动方案（2023年-2025年）", None),
        ("减少煤炭消费总量专项工作方案", None),
    ],
)
def test_only_an_annual_plan_has_a_year(title: str, year: int | None) -> None:
    assert plan_year(title) == year


def test_the_beginning_of_a_word_is_no_beginning_of_a_year() -> None:
    assert find_deadline("2026年初步建成") == "2026"
    assert [m.role for m in scan_dates("2026年初有12家")] == ["baseline"]


def test_a_rate_a_day_is_no_date() -> None:
    assert scan_dates("新增能力每日60万吨") == ()
    assert [m.value for m in scan_dates("每日巡查2次")] == ["每日"]


def test_what_is_past_dates_nothing_that_is_to_come() -> None:
    assert [m.value for m in scan_dates("2015年达到80%，年底前建成3座。", 2016)] == ["2015", "2016-12-31"]
    assert [m.value for m in scan_dates("2017年达到80%，年底前建成3座。", 2016)] == ["2017", "2017-12-31"]


def test_a_five_year_plan_begins_four_years_before_its_end() -> None:
    assert [plan_start(title) for title in ("“十五五”林业规划", "“十一五”规划", "林业规划")] == [2026, 2006, None]
