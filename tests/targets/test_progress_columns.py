"""What columns for quarters and years say of the aim of their row."""

from __future__ import annotations

from decimal import Decimal

from nt_desktop.model import Target
from nt_desktop.targets.figure_targets import TableContext
from nt_desktop.targets.table_targets import table_findings

from .grids import table_of
from .test_figure_targets import facts, read

Fact = tuple[str, Decimal | str, str, str | None]


def told(targets: list[Target]) -> list[Fact]:
    return [(t.indicator, t.value, t.unit, t.deadline) for t in targets]


def test_parts_and_all_of_a_row_are_named_after_its_aim() -> None:
    found = read(
        """项目名称 | 目标任务 | 一季度 | 二季度 | 三季度
        ----
        煤炭总量控制 | 完成总量控制项目1项 | 制定方案 | 完成项目工程量的40% | 全部完成""",
        "2022年考核项目内容",
    )
    assert told(found) == [
        ("总量控制项目数", Decimal(1), "项", "2022"),
        ("总量控制项目工程量完成比例", Decimal(40), "%", "2022-06-30"),
        ("总量控制项目完成比例", Decimal(100), "%", "2022-09-30"),
    ]


def test_a_row_whose_aim_is_a_mere_state_or_several_things_is_called_by_its_name() -> None:
    found = read(
        """项目名称 | 目标任务 | 一季度 | 二季度
        ----
        小散乱排水整治 | 整改完成 | 完成30% | 全部完成
        绿色企业建设 | 绿色改造工程2家、绿色工厂3家 | 制定方案 | 全部开工""",
        "2022年考核项目内容",
    )
    assert told(found) == [
        ("小散乱排水整治完成比例", Decimal(30), "%", "2022-03-31"),
        ("小散乱排水整治完成比例", Decimal(100), "%", "2022-06-30"),
        ("绿色改造工程数", Decimal(2), "家", "2022"),
        ("绿色工厂数", Decimal(3), "家", "2022"),
        ("绿色企业建设开工比例", Decimal(100), "%", "2022-06-30"),
    ]


def test_completion_is_called_completion() -> None:
    found = read(
        """项目名称 | 一季度 | 二季度
        ----
        码头整治 | 非法码头取缔完成30% | 船闸建设完成工程量40%""",
        "2022年考核项目内容",
    )
    assert told(found) == [
        ("非法码头取缔完成比例", Decimal(30), "%", "2022-03-31"),
        ("船闸建设工程量完成比例", Decimal(40), "%", "2022-06-30"),
    ]


def test_a_share_of_what_was_just_listed_is_closed() -> None:
    found = read(
        """行动要求 | 2017年 | 2018年
        ----
        不具备安全条件的 | 确定关停企业名单。2017年底前，关停50%以上，2018年底前全部关闭。 | 持续监管""",
        "2017-2018年度计划表",
    )
    assert told(found) == [
        ("不具备安全条件的企业关停比例", Decimal(50), "%", "2017-12-31"),
        ("不具备安全条件的企业关闭比例", Decimal(100), "%", "2018-12-31"),
    ]
    assert found[0].comparator == ">="


def test_what_has_been_reached_in_a_year_is_a_result_of_that_year() -> None:
    found = read(
        """工作目标 | 2017年 | 2018年
        ----
        加强湿地保护 | 自然湿地保护率已达到65%。 | 自然湿地保护率达到66%。""",
        "分年度工作任务",
        2017,
    )
    assert [(t.kind, *fact) for t, fact in zip(found, told(found), strict=True)] == [
        ("result", "自然湿地保护率", Decimal(65), "%", "2017"),
        ("target", "自然湿地保护率", Decimal(66), "%", "2018"),
    ]


def test_completing_what_there_is_is_a_target() -> None:
    found = read(
        """工作目标 | 2017年
        ----
        规范管理 | 完成现有4家经营单位规范化建档工作。二是拆除保护区内4个装卸码头。""",
        "分年度工作任务",
        2017,
    )
    assert [(t.kind, t.value, t.unit, t.deadline) for t in found] == [
        ("target", Decimal(4), "家", "2017"),
        ("target", Decimal(4), "个", "2017"),
    ]


def test_a_count_for_a_year_is_of_what_its_task_builds() -> None:
    text = """序号 | 主要任务 | 2017年 | 2018年
        ----
        1 | 组织编制生活污水治理专项规划，合理选择接入污水处理厂统一处理，就地建设小型设施相对集中处理等治理模式 | 31个 | 12个"""
    found = read(text, "年度计划及责任分解表", 2017)
    assert told(found) == [("小型设施数", Decimal(31), "个", "2017"), ("小型设施数", Decimal(12), "个", "2018")]


def test_the_value_in_the_name_of_a_row_is_no_part_of_the_indicator() -> None:
    text = """主要目标 | 2017年 | 2018年
        ----
        污水处理率达到90% | 85% | 90%"""
    found = read(text, "年度计划表", 2017)
    assert [t.indicator for t in found] == ["污水处理率"] * 3


def test_a_header_that_is_printed_again_says_nothing() -> None:
    text = """环境问题 | 一季度 | 责任单位
        ----
        企业整治 | 完成5家企业整治 | 市化治办
        环境问题 | 一季度 | 责任单位
        园区管理 | 完成2家企业搬迁 | 市发改委"""
    found, duties = table_findings(table_of(text, "2017年度计划"), TableContext(2017, None), text)
    assert [fact[2] for fact in facts(found)] == ["=", "="]
    assert [duty.department for duty in duties] == ["市化治办", "市发改委"]
