from __future__ import annotations

import pytest

from nt_desktop.targets.units import class_to_base, to_base, unit_kind


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        (1.8, "万吨", (18000.0, "吨")),
        (8506, "万元", (85060000.0, "元")),
        (4.14, "亿元", (414000000.0, "元")),
        (58, "万户", (580000.0, "户")),
        (0.5, "万辆", (5000.0, "个")),
        (216, "公里", (216.0, "公里")),
        (1500, "平方公里", (1500.0, "平方公里")),
        (95, "%", (95.0, "%")),
    ],
)
def test_scales_and_units_turn_into_base_units(value: float, unit: str, base: tuple[float, str]) -> None:
    assert to_base(value, unit) == base


def test_micrograms_and_milligrams_compare() -> None:
    small, unit = to_base(100, "毫克/升")
    smaller, same = to_base(33, "微克/立方米")
    assert unit == same
    assert small > smaller


def test_shares_of_time_stay_apart_from_amounts() -> None:
    assert to_base(9.8, "万吨/年") == (98000.0, "吨/年")


def test_an_unknown_unit_is_returned_as_it_is() -> None:
    assert to_base(3, "斗") == (3, "斗")
    assert unit_kind("斗") is None
    assert unit_kind("万人次") == "count"


def test_foreign_money_is_no_yuan() -> None:
    assert to_base(100, "亿美元") == (1e10, "美元")
    assert to_base(100, "亿元") == (1e10, "元")


def test_grades_of_water_compare_however_they_are_printed() -> None:
    assert class_to_base("三", "类") == class_to_base("Ⅲ", "类") == class_to_base("III", "类") == (3.0, "类")
    assert class_to_base("消除劣Ⅴ类", "类") == (None, "")
    assert class_to_base("Ⅲ", "级") == (None, "")
