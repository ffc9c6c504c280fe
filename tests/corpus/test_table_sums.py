"""Totals that don't add up."""

from __future__ import annotations

from decimal import Decimal

from nt_desktop.corpus.table_sums import wrong_sums

HEADER = ("区镇", "汇龙", "吕四", "王鲍", "合计")


def wrong(*rows: str, header: tuple[str, ...] = HEADER) -> list[tuple[int, int, Decimal, Decimal]]:
    grid = [header, *(tuple(cell.strip() for cell in row.split("|")) for row in rows)]
    found = wrong_sums(grid, header, range(1, len(grid)))
    return [(item.row, item.column, item.total, item.added) for item in found]


def test_right_totals_are_silent() -> None:
    assert wrong("养殖场 | 8 | 9 | 2 | 19", "已关闭 | 7 | / | 0 | 7") == []


def test_total_of_a_row() -> None:
    assert wrong("养殖场 | 8 | 9 | 2 | 20") == [(1, 4, Decimal(20), Decimal(19))]


def test_total_of_a_column() -> None:
    header = ("序号", "项目", "投资（万元）")
    found = wrong("1 | 道路 | 1,200", "2 | 桥梁 | 800", " | 合计 | 2100", header=header)
    assert found == [(3, 2, Decimal(2100), Decimal(2000))]


def test_rounded_figures_may_differ_in_the_last_place() -> None:
    assert wrong("面积 | 1.24 | 2.33 | 3.41 | 7.0") == []


def test_subtotals_and_texts_are_left_alone() -> None:
    assert wrong("养殖场 | 8 | 9 | 9 | 17", header=("区镇", "汇龙", "吕四", "小计", "合计")) == []
    assert wrong("情况 | 完成 | 已启动 | 2 | 5") == []
