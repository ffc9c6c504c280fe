from __future__ import annotations

from decimal import Decimal

import pytest

from nt_desktop.targets.quantities import find_quantities, read_chinese_number, read_quantity


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("达 100 %", "100", "%", None),
        ("１００％", "100", "%", None),
        ("不低于百分之五十", "50", "%", ">="),
        ("百分之九十二点五", "92.5", "%", None),
        ("占三分之一", "33.33", "%", None),
        ("1,200 户", "1200", "户", None),
        ("1.2万辆", "1.2", "万辆", None),
        ("25 微克 / 立方米左右", "25", "微克/立方米", "~"),
        ("3.1吨/月·平方千米以下", "3.1", "吨/月·平方千米", "<="),
        ("近600万千瓦", "600", "万千瓦", "~"),
        ("突破1000万千瓦", "1000", "万千瓦", ">"),
        ("300余次", "300", "次", ">"),
        ("不得高于3.1吨", "3.1", "吨", "<="),
        ("不少于3辆/周", "3", "辆/周", ">="),
        ("10家以上", "10", "家", ">="),
        ("9.8万吨/年", "9.8", "万吨/年", None),
        ("三座码头", "3", "座", None),
        ("一半以上", "50", "%", ">="),
        ("2倍或以上", "2", "倍", ">="),
        ("45μg/m³", "45", "μg/m3", None),
    ],
)
def test_reads_number_unit_and_bound(text: str, value: str, unit: str, comparator: str | None) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.unit, quantity.comparator) == (Decimal(value), unit, comparator)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [("1—2 个", 1, 2, "个"), ("30-40%", 30, 40, "%"), ("30%～40%", 30, 40, "%"), ("3至4家", 3, 4, "家")],
)
def test_reads_ranges(text: str, low: int, high: int, unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.value_max, quantity.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "PM2.5",
        "（DB32/4440-2022）",
        "5G基站",
        "4A级景区",
        "G15跨境桥",
        "2023年",
        "2023—2025年",
        "6月30日",
        "第三个",
        "两位数以上",
        "12345热线",
        "1806景区",
        "比例1:5",
        "数个",
    ],
)
def test_leaves_names_codes_dates_and_ordinals_out(text: str) -> None:
    assert find_quantities(text) == ()


def test_positions_are_those_of_the_text_given() -> None:
    text = "全市 PM_{2.5} 浓度降至 25 微克 / 立方米左右，不少于 １２ 个。"
    first, second = find_quantities(text)
    assert text[first.start : first.end] == "25 微克 / 立方米"
    assert text[first.full_start : first.full_end] == "25 微克 / 立方米左右"
    assert text[second.full_start : second.full_end] == "不少于 １２ 个"


def test_a_cell_is_a_quantity_only_when_it_says_no_more() -> None:
    whole = read_quantity("95%以上")
    assert whole is not None
    assert whole.comparator == ">="
    assert read_quantity("完成12个") is None


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("二十三", 23), ("一百零五", 105), ("两千", 2000), ("三甲", None)]
)
def test_chinese_numerals(text: str, number: int | None) -> None:
    assert read_chinese_number(text) == number


def test_a_long_line_without_punctuation_is_read() -> None:
    assert len(find_quantities("设施12个" * 20_000)) == 20_000
    assert find_quantities("一" * 100_000) == ()


def test_a_count_for_each_of_an_area_has_both_in_its_unit() -> None:
    text = "建成区达到每平方公里配备1辆以上清扫车"
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.unit, quantity.comparator) == (Decimal(1), "辆/平方公里", ">=")
    assert text[quantity.full_start : quantity.full_end] == "每平方公里配备1辆以上"
    assert [q.unit for q in find_quantities("每户补助1000元，每年新增12万平方米")] == ["元", "万平方米"]
