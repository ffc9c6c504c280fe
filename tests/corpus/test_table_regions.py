"""Which lines belong to tables."""

from __future__ import annotations

import pytest

from nt_desktop.corpus.lines import split_lines
from nt_desktop.corpus.tables import read_table, table_regions
from tests.corpus.test_tables import flat

SMALL = flat("序号|项目|责任单位", "1|道路改造|住建局", "2|桥梁|交通局")


def lines_of(text: str) -> list[tuple[int, int]]:
    """First and last line numbers of the tables of a text."""
    return [(region.first + 1, region.last + 1) for region in table_regions(split_lines(text))]


@pytest.mark.parametrize(
    "text",
    [
        "\t为全面贯彻党中央决策部署，结合实际，制定本方案。\n\n第二段。\n",
        "\t为全面贯彻党中央决策部署，切实做好各项工作，结合我市实际情况，制定本工作方案，请认真执行。\n"
        "\t各地各部门要高度重视，切实加强组织领导，层层压实责任，确保全面完成本年度的各项目标任务。\n",
        "\t1．加强领导。各单位要高度重视。\n\t2．强化考核。\n\t3．严格督查。\n",
        "\t联系人：张三\n\t联系电话：12345678\n",
        "文字\t中间有制表符\t的一行\n",
        "\t" + "没有换行的一行文字，" * 100_000,
        "",
    ],
    ids=["indented", "indented paragraphs", "list", "contact", "inside", "one long line", "nothing"],
)
def test_running_text_with_tabs_is_no_table(text: str) -> None:
    assert lines_of(text) == []


@pytest.mark.parametrize(
    "after",
    [
        "\n\n\n三、保障措施\n",
        "\n三、保障措施\n（一）加强领导。各单位要高度重视。\n",
        "\n\n各单位要高度重视安全工作，认真落实主体责任，确保完成全年目标任务，并及时报送进展情况。\n",
        "\n注：项目以实际下达为准。\n",
        "\n2024年6月26日\n",
        "\n\n启东市治理垃圾专项工作方案\n",
    ],
    ids=["two blank lines", "label at once", "prose after a blank line", "note", "date", "title"],
)
def test_table_ends_where_running_text_begins(after: str) -> None:
    assert lines_of(SMALL + after) == [(1, 11)]


def test_last_cell_may_have_several_paragraphs() -> None:
    assert lines_of(SMALL + "\n\n城管局\n\n\n三、保障措施\n") == [(1, 13)]


def test_numbering_goes_on_in_the_last_cell() -> None:
    text = flat("序号|项目|要求", "1|道路|1．完成招标；") + "\n2．开工建设。\n\n\n三、保障措施\n"
    assert lines_of(text) == [(1, 8)]


def test_last_cell_may_begin_with_an_empty_paragraph() -> None:
    text = flat("级别|启动条件|响应措施", "Ⅲ级|发生较大险情。|") + "\n\n1.会商研判；\n2.派出工作组。\n\n\n附件2\n"
    assert lines_of(text) == [(1, 10)]


def test_caption_parts_two_tables_without_blank_lines() -> None:
    other = flat("序号|指标名称|单位|目标值", "1|森林覆盖率|%|25")
    assert lines_of(f"{SMALL}\n表2 主要指标\n{other}") == [(1, 11), (13, 21)]


def test_header_of_another_table_begins_a_region_of_its_own() -> None:
    other = flat("序号|指标名称|单位|目标值", "1|森林覆盖率|%|25", "2|水质优良率|%|90")
    assert lines_of(f"{SMALL}\n\n\n{other}") == [(1, 13), (14, 27)]


def test_two_blank_lines_inside_a_table_do_not_end_it() -> None:
    text = SMALL.replace("\t住建局\n\n", "\t住建局\n\n\n").replace("\t2\n", "\t2\n\n\n")
    assert lines_of(text) == [(1, 14)]


def test_list_of_attachments_set_in_columns_is_layout() -> None:
    text = "\t附件：\n\t1、重点工程项目表\n\n\t\n\t2、任务分解表\n\n\n附件1\n"
    (region,) = table_regions(split_lines(text))
    assert region.layout


def test_file_of_tables_only() -> None:
    found = lines_of("\n\n\n".join(f"表{number} 项目\n{SMALL}" for number in range(1, 301)))
    assert len(found) == 300


def test_table_of_very_many_rows_is_read_whole() -> None:
    rows = (f"{number}|项目{number}|住建局" if number % 5 else f"{number}|项目" for number in range(1, 20_001))
    lines = split_lines(flat("序号|项目|责任单位", *rows))
    (region,) = table_regions(lines)
    table = read_table(lines, region, "", "")
    assert table is not None
    assert len(table.rows) == 20_001
    assert table.rows[20_000][0] == "20000"


def test_more_cells_in_a_row_than_any_table_has_is_left_to_prose() -> None:
    lines = split_lines("\n".join(f"\t单元格{number}" for number in range(5000)))
    assert all(read_table(lines, region, "", "") is None for region in table_regions(lines))
