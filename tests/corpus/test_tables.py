"""Tables of other styles than the seeds', written as text with the grid a reader would make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from nt_desktop.corpus.lines import split_lines
from nt_desktop.corpus.tables import RawTable, read_table, table_regions
from nt_desktop.model import source_offset

TABLES = Path(__file__).parent / "tables"
SEEDS = Path(__file__).parents[2] / "seeds"
DOUBTFUL = "?"  # a position that the expected grid leaves open


def flat(*rows: str, gap: str = "\n\n") -> str:
    """Rows with cells between bars, flattened as in the sources."""
    return gap.join("\n".join("\t" + cell for cell in row.split("|")) for row in rows)


def tables_of(text: str) -> list[RawTable]:
    lines = split_lines(text)
    found = []
    for region in table_regions(lines):
        table = read_table(lines, region, "", "")
        assert table is not None
        found.append(table)
    return found


def table_of(text: str) -> RawTable:
    (table,) = tables_of(text)
    return table


def notes(table: RawTable, kind: str = "表格") -> list[str]:
    return [note.message for note in table.observations if note.kind == kind]


@pytest.mark.parametrize("path", sorted(TABLES.glob("*.txt")), ids=lambda path: path.stem)
def test_grid_is_what_a_reader_sees(path: Path) -> None:
    source, expected = path.read_text(encoding="utf-8").split("=====\n")
    head, body = expected.split("-----\n")
    rows, sections = [], []
    table = table_of(source.removesuffix("\n"))
    for line in (head + body).splitlines():
        if line.startswith("§ "):
            sections.append(line[2:])
            rows.append([line[2:]] * table.n_cols)
        else:
            rows.append([cell.strip().replace("⏎", "\n") for cell in line.split("|")])
    got = [
        [DOUBTFUL if want == DOUBTFUL else cell for cell, want in zip(row, wanted, strict=True)]
        for row, wanted in zip(table.rows, rows, strict=True)
    ]
    assert got == rows
    assert table.n_header_rows == len(head.splitlines())
    assert list(table.section_rows) == sections


def test_header_has_one_path_per_column() -> None:
    source, _ = (TABLES / "quarterly_projects.txt").read_text(encoding="utf-8").split("=====\n")
    table = table_of(source)
    assert table.header == (
        "序号",
        "项目名称",
        "总投资",
        "形象进度 / 一季度",
        "形象进度 / 二季度",
        "形象进度 / 三季度",
        "形象进度 / 四季度",
        "责任单位",
    )


def test_caption_unit_and_wrong_total_of_a_table_with_its_title_inside() -> None:
    source, _ = (TABLES / "quarterly_projects.txt").read_text(encoding="utf-8").split("=====\n")
    table = table_of(source)
    assert table.caption == "2024年交通重点项目推进计划"
    assert table.unit == "万元"
    (message,) = notes(table, "合计不符")
    assert "4200" in message
    assert "4300" in message


def test_cells_that_share_columns_by_guess_are_uncertain() -> None:
    source, _ = (TABLES / "quarterly_projects.txt").read_text(encoding="utf-8").split("=====\n")
    table = table_of(source)
    row = next(number for number, texts in enumerate(table.rows) if texts[1] == "客运枢纽")
    shared = [cell for cell in table.cells if cell.row == row and 3 <= cell.col <= 6]
    assert len(shared) == 3
    assert any(cell.uncertain for cell in shared)
    assert not any(cell.uncertain for cell in table.cells if cell.row == 2)


def test_short_header_is_marked_and_told() -> None:
    source, _ = (TABLES / "one_label_short.txt").read_text(encoding="utf-8").split("=====\n")
    table = table_of(source)
    wide = [cell for cell in table.cells if cell.row == 0 and cell.text == "具体措施"]
    assert [(cell.col, cell.col_span, cell.uncertain) for cell in wide] == [(2, 2, True)]
    assert any("少 1 栏" in message for message in notes(table))


def test_merged_cells_span_their_rows() -> None:
    table = table_of(flat("序号|类别|项目", "1|道路|改造", "2||养护", "3|桥梁|新建"))
    spans = {cell.text: (cell.row, cell.row_span) for cell in table.cells if cell.col == 1}
    assert spans == {"类别": (0, 1), "道路": (1, 2), "桥梁": (3, 1)}


def test_column_that_repeats_its_text_is_not_merged() -> None:
    rows = [f"{number}|工地{number}|开工前安装在线监测并联网|住建局" for number in (1, 2, 3)]
    table = table_of(flat("序号|工地名称|安装要求|责任单位", *rows, "4|工地4||住建局"))
    assert table.rows[-1] == ("4", "工地4", "", "住建局")


def test_blank_end_of_a_list_in_two_sets_of_columns() -> None:
    table = table_of(flat("序号|企业名称|序号|企业名称", "1|甲公司|2|乙公司", "3|丙公司|4|丁公司", "5|戊公司||"))
    assert table.rows[-1] == ("5", "戊公司", "", "")


def test_nothing_is_merged_across_a_section_row() -> None:
    table = table_of(flat("序号|类别|项目", "1|道路|改造", "二、桥梁工程", "||新建跨河桥", "2||养护"))
    assert table.rows[3] == ("", "", "新建跨河桥")
    assert table.section_rows == ("二、桥梁工程",)


def test_row_wider_than_its_header_keeps_its_text() -> None:
    table = table_of(flat("序号|项目|责任单位", "1|道路|住建局", "2|桥梁|交通局|另有说明", "3|河道|水利局"))
    assert table.n_cols == 3
    assert table.rows[2] == ("2", "桥梁", "交通局\n另有说明")
    assert any("比表头的 3 栏多" in message for message in notes(table))


def test_table_cut_off_at_the_end_of_the_file() -> None:
    table = table_of(flat("序号|项目|年度|责任单位", "1|道路|2024年|住建局", "2|桥梁|2024年|交通局", "3|河道"))
    assert table.rows[-1] == ("3", "河道", "", "")
    assert all(cell.uncertain for cell in table.cells if cell.row == 3)
    assert any("中断" in message for message in notes(table))


def test_stray_empty_row_is_left_out_and_told() -> None:
    table = table_of(flat("序号|项目|责任单位", "1|道路|住建局", "", "2|桥梁|交通局"))
    assert [row[0] for row in table.rows] == ["序号", "1", "2"]
    assert any("空行" in message for message in notes(table))


def test_repeated_header_stays_in_the_grid_and_is_told() -> None:
    header = ("序号|项目|年度计划|责任单位", "||2023年|2024年|")
    table = table_of(flat(*header, "1|道路|招标|施工|住建局", *header, "2|桥梁|招标|施工|交通局"))
    assert table.rows[3:5] == table.rows[:2]
    assert len(notes(table)) == 2


def test_rows_without_blank_lines_between_them() -> None:
    table = table_of(flat("序号|项目|责任单位", "1|道路|住建局", "2|桥梁|交通局", gap="\n"))
    assert table.rows == (("序号", "项目", "责任单位"), ("1", "道路", "住建局"), ("2", "桥梁", "交通局"))


def test_label_of_the_only_row_goes_down_from_the_header() -> None:
    table = table_of(flat("沿江园区|挥发性有机物减排比例（%）|氮氧化物减排比例（%）", "|12%|10%"))
    assert table.n_header_rows == 1
    assert table.rows[1] == ("沿江园区", "12%", "10%")


def test_three_header_rows_whose_groups_are_told_by_their_words() -> None:
    text = (SEEDS / "001_cd5f39bb52c0aae5.txt").read_text(encoding="utf-8")
    table = next(table for table in tables_of_seed(text) if table.n_cols == 26)
    assert table.n_header_rows == 3
    assert table.header[2:5] == tuple(
        f"产业结构调整 / {label}" for label in ("绿色工厂", "A级企业培育", "重点行业绿色改造工程")
    )
    assert table.header[8:10] == ("能源结构调整 / 锅炉提标改造或回头看项目", "运输结构调整 / “公转铁”提升工程")
    assert table.header[14:16] == (
        "VOCs污染治理 / VOCs治理工程 / 储罐治理项目",
        "VOCs污染治理 / VOCs治理任务 / 源头替代“回头看”",
    )
    assert table.header[20:22] == ("面源污染治理 / 餐饮油烟治理项目", "扬尘治理 / 码头堆场扬尘治理项目")
    assert table.header[-1] == "合计"
    (message,) = notes(table, "合计不符")
    assert "1600" in message
    assert "1601" in message


def test_groups_of_two_header_rows_begin_anew() -> None:
    text = (SEEDS / "001_cd5f39bb52c0aae5.txt").read_text(encoding="utf-8")
    table = next(table for table in tables_of_seed(text) if "PM2.5浓度（μg/m³） / 1-3月" in table.header)
    assert table.header[1:] == (
        "PM2.5浓度（μg/m³） / 全年工作目标",
        "PM2.5浓度（μg/m³） / 1-3月",
        "优良天数比率（%） / 全年工作目标",
        "优良天数比率（%） / 全年奋斗目标",
        "优良天数比率（%） / 6-9月",
    )
    assert table.rows[2] == ("开发区", "33", "45", "88.5", "88.8", "90.3")


def test_years_place_the_cells_of_short_rows() -> None:
    text = (SEEDS / "002_170c7a9f9b5c38ba.txt").read_text(encoding="utf-8")
    table = next(table for table in tables_of_seed(text) if "协助部门" in table.header)
    assert (table.n_cols, table.n_header_rows, len(table.rows)) == (10, 2, 25)
    illegal = table.rows[3]  # 2017年底前关停50%以上企业，2018年底前全部关闭 | 对关停企业进行回头看
    assert illegal[3] == illegal[4] != illegal[5] == illegal[6] == "对关停企业进行回头看"
    assert illegal[8] == illegal[9]
    moved = table.rows[12]  # one text for all four years
    assert len(set(moved[3:7])) == 1
    assert moved[8:] == ("市发改委（市化治办）", "市环保局")


@pytest.mark.parametrize("name", ["001_cd5f39bb52c0aae5.txt", "002_170c7a9f9b5c38ba.txt"])
def test_every_visible_character_of_a_table_is_in_one_cell(name: str) -> None:
    text = (SEEDS / name).read_text(encoding="utf-8")
    lines = split_lines(text)
    regions = [region for region in table_regions(lines) if not region.layout]
    assert len(regions) > 18
    for region in regions:
        table = read_table(lines, region, "", "")
        assert table is not None
        seen = [
            offset
            for cell in table.cells
            for span in cell.spans
            for offset in range(span.source_start, span.source_start + span.length)
            if not text[offset].isspace()
        ]
        visible = [offset for offset in range(table.start, table.end) if not text[offset].isspace()]
        assert sorted(seen) == visible


def test_positions_in_a_cell_lead_to_the_source() -> None:
    text = "序言\n" + flat("序号|责任\n单位", "1|市住建局\n\n市交通局")
    table = table_of(text)
    cell = next(cell for cell in table.cells if cell.text == "市住建局\n市交通局")
    for position in (0, 2, 5, 8):
        assert text[source_offset(cell.spans, position)] == cell.text[position]
    assert text[cell.start : cell.end] == "市住建局\n\n市交通局"
    assert table.header[1] == "责任单位"


def tables_of_seed(text: str) -> list[RawTable]:
    lines = split_lines(text)
    read = [read_table(lines, region, "", "") for region in table_regions(lines) if not region.layout]
    return [table for table in read if table is not None]
