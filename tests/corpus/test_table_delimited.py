from __future__ import annotations

from nt_desktop.model import Table
from tests.corpus.reading_texts import read_text

HEAD = "平川县2023年重点工作安排\n为做好重点工作，制定本安排。\n一、重点工作\n"


def only_table(text: str) -> Table:
    source = HEAD + text
    (table,) = read_text(source).tables
    for cell in table.cells:
        for span in cell.spans:
            piece = cell.text[span.text_start : span.text_start + span.length]
            assert piece == source[span.source_start : span.source_start + span.length]
    return table


def test_a_markdown_table_is_a_grid() -> None:
    table = only_table(
        "| 序号 | 指标 | **2023年** |\n| :--- | --- | ---: |\n| 1 | 绿化率 | 38% |\n| 2 | 亮灯率<br>主干道 |  |\n二、要求"
    )
    assert table.rows == (("序号", "指标", "2023年"), ("1", "绿化率", "38%"), ("2", "亮灯率\n主干道", ""))


def test_lines_of_cells_between_tabs_are_rows() -> None:
    table = only_table("序号\t任务\t牵头单位\n1\t造林\t县林业局\n\t管护\t县林业局\n二、要求\n落实责任。")
    assert table.rows == (
        ("序号", "任务", "牵头单位"),
        ("1", "造林", "县林业局"),
        ("1", "管护", "县林业局"),
    )


def test_a_drawn_table_joins_the_lines_of_a_row() -> None:
    table = only_table(
        "┌──┬────┬──┐\n│序号│项目名称│经费│\n├──┼────┼──┤\n│1   │高标准农│32  │\n│    │田建设  │    │\n"
        "├──┼────┼──┤\n│2   │供水    │15  │\n└──┴────┴──┘"
    )
    assert table.rows == (("序号", "项目名称", "经费"), ("1", "高标准农\n田建设", "32"), ("2", "供水", "15"))


def test_names_set_with_tabs_and_entries_of_contents_are_no_tables() -> None:
    assert read_text(HEAD + "组长：\t张三\t县长\n成员：\t李四\t局长\n王五\t赵六\t科长\n").tables == ()
    assert read_text(HEAD + "总则\t1\n职责\t2\n附则\t3\n").tables == ()
    assert read_text(HEAD + "| 只有一行 | 不是表 |\n正文。").tables == ()
