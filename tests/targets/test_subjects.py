from __future__ import annotations

import pytest

from nt_desktop.targets.subjects import clean_subject, part_known, part_subjects


@pytest.mark.parametrize(
    ("text", "count", "names"),
    [
        ("铁路、水路货运周转量", 2, ["铁路货运周转量", "水路货运周转量"]),
        ("城市、乡镇生活污水集中收集率", 2, ["城市生活污水集中收集率", "乡镇生活污水集中收集率"]),
        ("氮氧化物及VOCs排放量", 2, ["氮氧化物排放量", "VOCs排放量"]),
        ("挥发性有机物、氮氧化物排放量", 2, ["挥发性有机物排放量", "氮氧化物排放量"]),
        ("化学需氧量、氨氮、总磷排放总量", 3, ["化学需氧量排放总量", "氨氮排放总量", "总磷排放总量"]),
        ("市级、省级以上信访量", 2, ["市级信访量", "省级以上信访量"]),
        ("国、省考断面水质优Ⅲ比例", None, ["国考断面水质优Ⅲ比例", "省考断面水质优Ⅲ比例"]),
        ("营运货车和货船单位运输周转量", None, ["营运货车单位运输周转量", "营运货船单位运输周转量"]),
        ("废旧农膜回收率和包装废弃物回收率", None, ["废旧农膜回收率", "包装废弃物回收率"]),
        ("国家级乡村旅游重点镇村", None, ["国家级乡村旅游重点镇", "国家级乡村旅游重点村"]),
        ("排污口溯源率、整治率", 2, ["排污口溯源率", "排污口整治率"]),
        ("“苏质贷”“通科贷”", None, ["“苏质贷”", "“通科贷”"]),
    ],
)
def test_subjects_that_share_a_predicate_are_parted(text: str, count: int | None, names: list[str]) -> None:
    assert [subject.name for subject in part_subjects(text, count)] == names


def test_a_list_inside_one_indicator_stays_whole() -> None:
    assert [s.name for s in part_known("港口生产新能源、清洁能源消费占比")] == ["港口生产新能源、清洁能源消费占比"]


def test_indicators_known_by_name_are_parted() -> None:
    assert [s.name for s in part_known("受污染耕地和污染地块安全利用率")] == [
        "受污染耕地安全利用率",
        "污染地块安全利用率",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("企业入库、整改率", ["企业入库率", "企业整改率"]),
        ("监测设备安装率、联网率", ["监测设备安装率", "监测设备联网率"]),
        ("二、三级林网控制率", ["二级林网控制率", "三级林网控制率"]),
        (
            "经营户的隔油池、沉淀池等设施的设置率和污水纳管率",
            ["经营户的隔油池、沉淀池等设施设置率", "经营户污水纳管率"],
        ),
        ("企业安全生产、环境管理水平", ["企业安全生产、环境管理水平"]),
    ],
)
def test_two_rates_under_one_head(text: str, names: list[str]) -> None:
    assert [s.name for s in part_known(text)] == names


@pytest.mark.parametrize(
    ("text", "name", "scope"),
    [
        ("力争全市秸秆综合利用率", "秸秆综合利用率", "全市"),
        ("确保在用柴油车抽测排放合格率", "在用柴油车抽测排放合格率", None),
        ("城市建成区道路机械化清扫率", "道路机械化清扫率", "城市建成区"),
        ("沿江地区自然湿地保护率", "自然湿地保护率", "沿江地区"),
        ("（4）污染地块安全利用率", "污染地块安全利用率", None),
        ("上市公司再融资金额力争实现", "上市公司再融资金额", None),
    ],
)
def test_modal_words_and_scope_are_no_part_of_the_name(text: str, name: str, scope: str | None) -> None:
    subject = clean_subject(text)
    assert (subject.name, subject.scope) == (name, scope)
