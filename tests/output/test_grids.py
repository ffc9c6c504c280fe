from __future__ import annotations

from dataclasses import replace

from nt_desktop.output.columns import plan_table
from nt_desktop.output.excerpt import Grid, GridCell
from nt_desktop.output.grids import split_columns, table_grid
from tests.hand_library import PLAN, HandLibrary

UPRIGHT, TURNED = 4422.0, 6378.0  # 156 mm and 225 mm in tenths of a point


def grid(rows: list[list[str]], header: int = 1) -> Grid:
    cells = tuple(GridCell(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Grid("表", "标题", len(rows), len(rows[0]), header, cells)


def test_grid_of_a_table_is_the_table(library: HandLibrary) -> None:
    table = library.table(f"{PLAN}#表1")
    assert table_grid(table).rows() == table.rows


def test_cells_that_do_not_tile_the_grid_are_made_from_its_rows(library: HandLibrary) -> None:
    table = library.table(f"{PLAN}#表1")
    assert table_grid(replace(table, cells=table.cells[1:])).rows() == table.rows


def test_split_keeps_the_first_column_and_cuts_merged_headers() -> None:
    cells = (
        GridCell(0, 0, 2, 1, "地区"),
        GridCell(0, 1, 1, 3, "季度"),
        *(GridCell(1, c, 1, 1, f"{c}季度") for c in (1, 2, 3)),
    )
    first, second = split_columns(Grid("表", "", 2, 4, 2, cells), [[0, 1, 2], [0, 3]])
    assert first.rows() == (("地区", "季度", "季度"), ("地区", "1季度", "2季度"))
    assert second.rows() == (("地区", "季度"), ("地区", "3季度"))


def test_small_table_stands_upright_in_the_wanted_size() -> None:
    plan = plan_table(grid([["指标", "目标值"], ["优良天数比率", "88%"]]), UPRIGHT, TURNED, 12, 9)
    assert (plan.size, plan.turned, len(plan.parts)) == (12, False, 1)
    (_, widths), *_ = plan.parts
    assert abs(sum(widths) - UPRIGHT) < 1


def test_wide_table_is_turned() -> None:
    rows = [[f"第{i}项指标名称" for i in range(12)], ["完成百分之九十"] * 12]
    plan = plan_table(grid(rows), UPRIGHT, TURNED, 12, 9)
    assert plan.turned
    assert len(plan.parts) == 1


def test_very_wide_table_is_split_with_the_first_column_kept_and_no_column_lost() -> None:
    rows = [
        ["地区名称", *(f"第{i}项指标名称" for i in range(30))],
        ["启东市", *(f"任务{i}完成情况" for i in range(30))],
    ]
    plan = plan_table(grid(rows), UPRIGHT, TURNED, 12, 9)
    assert plan.turned
    assert len(plan.parts) > 1
    assert all(part.rows()[0][0] == "地区名称" for part, _ in plan.parts)
    assert [head for part, _ in plan.parts for head in part.rows()[0][1:]] == rows[0][1:]


def test_long_words_get_wide_columns() -> None:
    rows = [["序号", "任务", "分值"], ["1", "完善生活垃圾分类投放、收集、运输、处置体系，" * 4, "2"]]
    ((_, (number, task, score)),) = plan_table(grid(rows), UPRIGHT, TURNED, 12, 9).parts
    assert task > 4 * number
    assert task > 4 * score


def test_one_long_cell_takes_nothing_from_the_other_columns() -> None:
    rows = [["指标", "牵头"], *([f"第{i:02}项指标的名称有这么长", "市生态环境局、市水利局"] for i in range(40))]
    before, after = (
        plan_table(grid(table), UPRIGHT / 2, TURNED, 12, 9).parts[0][1]
        for table in (rows, [*rows, ["指标", "各县（市、区）人民政府、" * 12]])
    )
    assert after[0] > 0.9 * before[0]


def test_list_of_the_programs_own_is_set_small_and_turned_where_rows_would_be_high() -> None:
    def listed(leads: str) -> Grid:
        rows = [
            ["序号", "指标", "牵头", "来源"],
            *(["1", "秸秆综合利用率", leads, "通政办发〔2023〕24号"] for _ in range(20)),
        ]
        return replace(grid(rows), key="", caption="")

    short, long = (plan_table(listed(leads), UPRIGHT, TURNED, 12, 9) for leads in ("市水利局", "市农业农村局、" * 9))
    assert (short.size, short.turned) == (10, False)
    assert (long.size, long.turned) == (10, True)
    ((_, (number, indicator, lead, source)),) = long.parts
    assert lead > source > indicator > number
