from __future__ import annotations

from decimal import Decimal

from nt_desktop.targets.figure_targets import TableContext
from nt_desktop.targets.planned_works import counter
from nt_desktop.targets.table_targets import table_findings

from .grids import table_of
from .test_figure_targets import facts, read


def test_counts_under_the_names_of_works_are_targets_in_a_list_of_planned_works() -> None:
    found = read(
        """地区 | 产业结构调整 | 面源治理 | 面源治理 | 合计
        | 绿色工厂 | 加油站油气回收改造 | 餐饮油烟治理项目 |
        ----
        东湖镇 | 2 | 0 | 40 | 42""",
        "表1 2022年大气治理项目汇总表",
    )
    assert facts(found) == [
        ("target", "绿色工厂", "=", Decimal(2), "项", "2022"),
        ("target", "加油站油气回收改造", "=", Decimal(0), "项", "2022"),
        ("target", "餐饮油烟治理项目", "=", Decimal(40), "项", "2022"),
        ("target", "大气治理项目合计", "=", Decimal(42), "项", "2022"),
    ]
    assert {t.scope for t in found} == {"东湖镇"}


def test_stocks_in_a_list_of_planned_works_are_where_it_starts_from() -> None:
    found = read(
        """地区 | 现有企业 | 处理规模 | 污水处理工程
        ----
        东湖镇 | 12 | / | 3""",
        "2022年重点项目计划表",
    )
    assert facts(found) == [
        ("baseline", "现有企业", "=", Decimal(12), "", None),
        ("target", "污水处理工程", "=", Decimal(3), "项", "2022"),
    ]


def test_an_amount_in_a_row_that_names_a_project_is_a_target_and_that_of_a_company_is_none() -> None:
    text = """序号 | 企业名称 | 锅炉台数 | 锅炉规模（蒸吨/小时） | 完成时间 | 落实单位
        ----
        1 | 某纺织公司 | 2 | 14 | 2022.3 | 生态环境局
        2 | 锅炉提标改造项目 | 37 | / | 2022.6 | 生态环境局、各街道"""
    found = table_findings(table_of(text, "锅炉提标改造项目表"), TableContext(2022, None), text)[0]
    assert facts(found) == [("target", "锅炉提标改造项目锅炉台数", "=", Decimal(37), "台", "2022-06-30")]
    assert found[0].lead == ("生态环境局", "各街道")


def test_a_size_counts_no_works() -> None:
    assert read("地区 | 处理规模\n----\n东湖镇 | 500", "2022年治理项目汇总表") == []


def test_a_list_of_works_that_have_been_done_promises_nothing() -> None:
    assert read("地区 | 绿色工厂\n----\n东湖镇 | 2", "2021年项目汇总表（已完成）") == []


def test_the_measure_word_of_a_count() -> None:
    assert counter("锅炉台数") == "台"
    assert counter("非道机械更换") == "台"
    assert counter("储罐治理项目") == "项"
    assert counter("优良天数") == ""
