from __future__ import annotations

import pytest

from nt_desktop.targets.shared_heads import names_places, share_tail


@pytest.mark.parametrize(
    ("items", "names"),
    [
        (["公路", "水路货运量"], ["公路货运量", "水路货运量"]),
        (["大豆", "油菜种植面积"], ["大豆种植面积", "油菜种植面积"]),
        (["城市", "县城污水处理率"], ["城市污水处理率", "县城污水处理率"]),
        (["甘薯种植", "收获机械化率"], ["甘薯种植机械化率", "甘薯收获机械化率"]),
        (["脱硫", "脱硝机组容量"], ["脱硫机组容量", "脱硝机组容量"]),
        (
            ["颗粒物", "氮氧化物", "挥发性有机物（VOCs）排放总量"],
            ["颗粒物排放总量", "氮氧化物排放总量", "挥发性有机物（VOCs）排放总量"],
        ),
        (
            ["颗粒物(PM10)", "氮氧化物(NOx)等主要污染物的排放量"],
            ["颗粒物(PM10)排放量", "氮氧化物(NOx)排放量"],
        ),
        (["加油站", "储油库的油气回收设施检查"], ["加油站的油气回收设施检查", "储油库的油气回收设施检查"]),
    ],
)
def test_a_certain_end_is_shared(items: list[str], names: list[str]) -> None:
    assert share_tail(items) == names


@pytest.mark.parametrize(
    "items",
    [
        ["京津冀", "长三角", "珠三角"],
        ["单位生产总值能耗", "二氧化碳排放"],
        ["外贸进出口", "注册外资实际到账"],
        ["工业投资", "服务业投资"],
        ["小麦机收", "玉米机播率"],
        ["供水普及率"],
    ],
)
def test_what_is_whole_or_uncertain_stays_as_printed(items: list[str]) -> None:
    assert share_tail(items) == items


def test_places_are_known_by_their_ends() -> None:
    assert [names_places(text) for text in ("清河市", "县城", "珠三角", "污水处理率")] == [True, True, True, False]
