from __future__ import annotations

from decimal import Decimal

from nt_desktop.targets.figure_targets import TableContext
from nt_desktop.targets.statement import Setting
from nt_desktop.targets.table_phrases import read_scale
from nt_desktop.targets.table_targets import table_findings

from .grids import table_of
from .test_figure_targets import facts


def test_the_size_of_a_work_is_a_target_due_when_the_row_says() -> None:
    text = """序号 | 项目名称 | 建设内容、规模 | 计划总投资（万元） | 年度建设目标（完成期限） | 责任单位
        ----
        1 | 某公司污水处理工程 | 污水处理设施提升500立方米/年 | 150 | 2022.12 | 区生态环境局
        2 | 北片雨水管网项目 | 雨水管网疏通、检测，130公里 | 583 | 2022.6 | 区住建局
        3 | 东闸改造项目 | 东闸改造 | 3000 | 2022.12 | 区水利局
        4 | 园区道路工程 | 6.5公里 | 900 | 2022.12 | 区住建局
        5 | 光伏项目 | 新建15MW光伏发电项目 | 12000 | 2022.12 | 区发改局"""
    found = table_findings(table_of(text, "表2 治理项目"), TableContext(2022, "2022"), text)[0]
    assert facts(found) == [
        ("target", "污水处理设施提升规模", "=", Decimal(500), "立方米/年", "2022-12-31"),
        ("target", "雨水管网疏通、检测长度", "=", Decimal(130), "公里", "2022-06-30"),
        ("target", "园区道路工程长度", "=", Decimal("6.5"), "公里", "2022-12-31"),
        ("target", "新建光伏发电项目规模", "=", Decimal(15), "MW", "2022-12-31"),
    ]
    assert [t.lead for t in found] == [("区生态环境局",), ("区住建局",), ("区住建局",), ("区发改局",)]


def test_two_sizes_of_one_work_are_left_to_sentences() -> None:
    assert read_scale("埋设40厘米管500米", "排水工程", Setting()) is None
    assert read_scale("处理能力提高50%", "污水厂", Setting()) is None


def test_a_number_in_place_of_a_name_counts_a_group() -> None:
    text = """序号 | 项目类别 | 企业名称 | 整治措施 | 完成时间
        ----
        1 | A级企业培育 | 3家重工类企业 | 达到A级企业标准 | 2022.12
        2 | 餐饮油烟治理 | 395家回头看 | 安装净化装置等 | 2022.04
        3 | 绿色工厂 | 某化工公司 | 绿色工厂创建 | 2022.12"""
    found = table_findings(table_of(text, "表2 产业结构调整项目表"), TableContext(2022, None), text)[0]
    assert facts(found) == [
        ("target", "达到A级企业标准的重工类企业数", "=", Decimal(3), "家", "2022-12-31"),
        ("target", "餐饮油烟治理回头看数", "=", Decimal(395), "家", "2022-04-30"),
    ]


def test_what_a_year_is_to_cost_is_a_target_and_what_all_costs_is_none() -> None:
    text = """工程名称 | 总投资（万元） | 2022年计划投资（万元） | 责任单位
        ----
        全市光伏发电项目 | 18000 | 12000 | 市发改委"""
    (found,) = table_findings(table_of(text, "重点工程计划表"), TableContext(2022, None), text)[0]
    assert (found.indicator, found.value, found.unit, found.deadline) == ("计划投资", Decimal(12000), "万元", "2022")
    assert found.scope == "全市光伏发电项目"
