from __future__ import annotations

from decimal import Decimal

from nt_desktop.model import Target
from nt_desktop.targets.figure_targets import TableContext
from nt_desktop.targets.table_targets import table_findings

from .grids import table_of


def read(text: str, caption: str = "", year: int | None = None) -> list[Target]:
    return table_findings(table_of(text, caption), TableContext(year, None), text)[0]


def facts(targets: list[Target]) -> list[tuple[str, str, str, Decimal | str, str, str | None]]:
    return [(t.kind, t.indicator, t.comparator, t.value, t.unit, t.deadline) for t in targets]


def test_a_header_names_the_indicator_and_the_row_its_scope() -> None:
    found = read(
        """地区 | 颗粒物浓度（微克/立方米） | 优良天数比率（%）
        ----
        东湖镇 | 33 | 88.5
        西河镇 | 35 | /""",
        "2021年环境质量目标分解表",
    )
    assert facts(found) == [
        ("target", "颗粒物浓度", "=", Decimal(33), "微克/立方米", "2021"),
        ("target", "优良天数比率", "=", Decimal("88.5"), "%", "2021"),
        ("target", "颗粒物浓度", "=", Decimal(35), "微克/立方米", "2021"),
    ]
    assert [t.scope for t in found] == ["东湖镇", "东湖镇", "西河镇"]


def test_a_row_names_the_indicator_and_the_years_its_deadlines() -> None:
    found = read(
        """序号 | 指标名称 | 单位 | 2020年 | 2025年目标 | 牵头部门
        ----
        1 | 森林覆盖率 | % | 24 | ≥24.5 | 市自然资源局
        2 | 污水处理能力 | 万吨/日 | 30 | 45 | 市住建局、市水利局""",
        "主要指标表",
        2023,
    )
    assert facts(found) == [
        ("baseline", "森林覆盖率", "=", Decimal(24), "%", None),
        ("target", "森林覆盖率", ">=", Decimal("24.5"), "%", "2025"),
        ("baseline", "污水处理能力", "=", Decimal(30), "万吨/日", None),
        ("target", "污水处理能力", "=", Decimal(45), "万吨/日", "2025"),
    ]
    assert found[3].lead == ("市住建局", "市水利局")


def test_rows_are_indicators_where_the_columns_are_places() -> None:
    found = read(
        """区镇 | 东湖 | 西河 | 合计
        ----
        规模场数量 | 3 | 1 | 4
        已关闭数 | 1 | 0 | 1
        今年治理任务数 | 2 | 1 | 3""",
        "某市2017年治理任务数分解（个）",
    )
    assert facts(found)[::3] == [
        ("baseline", "规模场数量", "=", Decimal(3), "个", None),
        ("result", "已关闭数", "=", Decimal(1), "个", None),
        ("target", "今年治理任务数", "=", Decimal(2), "个", "2017"),
    ]
    assert [t.scope for t in found[:3]] == ["东湖", "西河", None]


def test_a_change_against_a_year_and_two_figures_in_a_cell() -> None:
    found = read(
        """地区 | 煤炭消费总量（万吨） | 煤炭消费总量（万吨） | 节能改造（台/万千瓦）
        | 2017年消费总量控制目标 | 2017年比2015年减少消费总量 |
        ----
        某市 | 560 | 5 | 3/198""",
        "2017年目标任务",
    )
    assert facts(found) == [
        ("target", "煤炭消费总量控制目标", "=", Decimal(560), "万吨", "2017"),
        ("target", "煤炭消费总量", "decrease", Decimal(5), "万吨", "2017"),
        ("target", "节能改造台数", "=", Decimal(3), "台", "2017"),
        ("target", "节能改造容量", "=", Decimal(198), "万千瓦", "2017"),
    ]
    assert (found[1].change, found[1].baseline) == (True, "2015")


def test_a_figure_for_a_year_has_the_indicator_of_the_sentence_in_its_row() -> None:
    found = read(
        """序号 | 主要工作目标 | 2019年 | 2020年 | 责任部门
        ----
        1 | 到2020年，全市光伏发电装机规模达到10万千瓦 | 8万千瓦 | 10万千瓦 | 市发改委
        2 | 完成省下达目标 | 完成省下达目标 | 完成省下达目标 | 市统计局""",
        "年度计划分解表",
        2017,
    )
    assert facts(found) == [
        ("target", "光伏发电装机规模", "=", Decimal(10), "万千瓦", "2020"),
        ("target", "光伏发电装机规模", "=", Decimal(8), "万千瓦", "2019"),
        ("target", "光伏发电装机规模", "=", Decimal(10), "万千瓦", "2020"),
    ]
    assert {t.lead for t in found} == {("市发改委",)}


def test_sizes_in_a_list_of_companies_promise_nothing() -> None:
    assert (
        read(
            """序号 | 企业名称 | 锅炉吨位（蒸吨/小时） | 完成时间
            ----
            1 | 某纺织公司 | 14.2 | 2021.8
            2 | 某化工公司 | 10 | 2021.12""",
            "锅炉提标改造项目表",
            2021,
        )
        == []
    )


def test_a_quote_is_the_cell_as_it_stands() -> None:
    text = "地区 | 绿化面积目标（亩）\n----\n东湖 | 1,200"
    (found,) = table_findings(table_of(text), TableContext(2024, "2024"), text)[0]
    assert text[found.start : found.end] == found.quote == "1,200"
    assert (found.value, found.unit, found.deadline) == (Decimal(1200), "亩", "2024")
    assert (found.key, found.clause, found.row_label) == ("d#表1/2!1", "d#表1/2", "东湖")
