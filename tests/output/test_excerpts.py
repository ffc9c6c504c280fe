from __future__ import annotations

from dataclasses import replace

import pytest

from nt_desktop.errors import UnknownKeyError
from nt_desktop.output.excerpt import ExcerptOptions, Grid, Step, Text
from nt_desktop.output.excerpts import make_excerpt, make_table_excerpt
from nt_desktop.output.plain_text import render_text
from nt_desktop.output.wording import source_line, targets_list
from tests.hand_library import NOTICE, PLAN, HandLibrary, Paper, document


def test_heading_brings_its_whole_subtree(library: HandLibrary) -> None:
    (passage,) = make_excerpt(library, [f"{PLAN}#一/一"]).passages
    assert [block.key for block in passage.blocks] == [
        f"{PLAN}#一/一",
        f"{PLAN}#一/一/1",
        f"{PLAN}#一/一/2",
        f"{PLAN}#一/一/2¶1",
    ]


def test_item_brings_its_unnumbered_paragraphs_and_its_table(library: HandLibrary) -> None:
    (passage,) = make_excerpt(library, [f"{PLAN}#二/23"]).passages
    assert [block.key for block in passage.blocks] == [f"{PLAN}#二/23", f"{PLAN}#二/23¶1", f"{PLAN}#表1"]


def test_unnumbered_paragraph_stands_alone_under_the_whole_path(library: HandLibrary) -> None:
    (passage,) = make_excerpt(library, [f"{PLAN}#一/一/2¶1"]).passages
    assert [block.key for block in passage.blocks] == [f"{PLAN}#一/一/2¶1"]
    assert passage.path == (Step("一、", "总体要求"), Step("（一）", "工作原则"), Step("2.", "坚持系统推进"))


def test_passage_names_its_source(library: HandLibrary) -> None:
    (passage,) = make_excerpt(library, [f"{PLAN}#一/一/1"]).passages
    assert passage.doc_number == "通政办发〔2023〕24号"
    assert passage.issuer == "南通市人民政府办公室"
    assert passage.date == "2023-04-25"
    assert passage.path == (Step("一、", "总体要求"), Step("（一）", "工作原则"))
    assert passage.place == "一、（一）1"


def test_document_key_brings_every_block_in_reading_order(library: HandLibrary) -> None:
    (passage,) = make_excerpt(library, [PLAN]).passages
    assert passage.whole
    roles = [block.role if isinstance(block, Text) else "table" for block in passage.blocks]
    assert roles[0] == "title"
    assert roles[-3:] == ["table", "issuer", "date"]


def test_table_row_comes_with_header_and_section_row(library: HandLibrary) -> None:
    (passage,) = make_excerpt(library, [f"{PLAN}#表1/5"]).passages
    (grid,) = passage.blocks
    assert isinstance(grid, Grid)
    assert grid.n_header_rows == 2
    assert [row[1] for row in grid.rows()] == ["项目名称", "项目名称", "一、新建项目", "建筑垃圾处置中心"]
    assert passage.place == "二、23表1第5行"


def test_neighbouring_rows_of_a_table_share_one_grid_and_keep_merged_cells(library: HandLibrary) -> None:
    (passage,) = make_excerpt(library, [f"{PLAN}#表1/5", f"{PLAN}#表1/6"]).passages
    (grid,) = passage.blocks
    assert isinstance(grid, Grid)
    assert [(cell.row_span, cell.text) for cell in grid.cells if cell.col == 4 and cell.row > 2] == [(2, "城市管理局")]


def test_what_another_key_brings_is_not_printed_twice(library: HandLibrary) -> None:
    excerpt = make_excerpt(library, [f"{PLAN}#一/一/1", f"{PLAN}#表1/4", f"{PLAN}#一", f"{PLAN}#二/23"])
    assert [passage.keys for passage in excerpt.passages] == [(f"{PLAN}#一",), (f"{PLAN}#二/23",)]


def test_notes_and_targets_of_what_stands_inside_are_shown(library: HandLibrary) -> None:
    options = ExcerptOptions(notes=((f"{PLAN}#二/23", "核对"),), targets=True)
    (passage,) = make_excerpt(library, [f"{PLAN}#二"], options).passages
    assert passage.note == "核对"
    assert [target.indicator for target in passage.targets] == ["一般工业大宗固废综合利用率"]


def test_excerpt_knows_until_when_the_collection_reaches(library: HandLibrary) -> None:
    excerpt = make_excerpt(library, [f"{PLAN}#一", f"{NOTICE}#一"])
    assert excerpt.collected == "2023-06-30"
    assert excerpt.title.endswith("等2件文件摘录")


def test_part_is_cited_with_what_issues_it() -> None:
    paper = Paper("甲/附件1")
    paper.add("一", "一、目标", ("一、",), "目标", "heading")
    documents = (
        document("甲", "关于印发方案的通知", doc_number="甲政发〔2023〕1号", date="2023-01-02"),
        document("甲/附件1", "治理垃圾专项方案", doc_number=None, parent="甲"),
    )
    (passage,) = make_excerpt(HandLibrary(documents, paper.clauses), ["甲/附件1#一"]).passages
    assert (passage.doc_number, passage.date) == ("甲政发〔2023〕1号", "2023-01-02")
    assert source_line(passage) == "《治理垃圾专项方案》（《关于印发方案的通知》附件，甲政发〔2023〕1号）一"


def test_list_of_targets_is_an_excerpt_without_a_citation(library: HandLibrary) -> None:
    documents = {document.key: document for document in library.documents()}
    grid = targets_list(library.targets(), documents)
    assert [row[1:] for row in grid.rows()] == [
        ("指标", "目标值", "期限", "牵头", "来源"),
        ("一般工业大宗固废综合利用率", "≥ 95 %", "2025", "市生态环境局", PLAN),
        ("秸秆综合利用率", "≥ 95 %", "2025", "", NOTICE),
    ]
    mixed = targets_list([replace(library.targets()[0], kind="result"), library.targets()[1]], documents)
    assert [row[2] for row in mixed.rows()] == ["类型", "成效", "目标"]
    text = render_text(make_table_excerpt(library, grid, "固废指标"))
    assert text.startswith("固废指标\n")
    assert "摘自" not in text


def test_targets_of_one_document_stand_under_its_name(library: HandLibrary) -> None:
    documents = {document.key: document for document in library.documents()}
    plan, notice = library.targets()
    grid = targets_list([plan] * 5 + [notice], documents)
    across = {cell.row: cell.text for cell in grid.cells if cell.col_span == grid.n_cols}
    assert across == {1: f"《{documents[PLAN].title}》（{PLAN}）", 7: f"《{documents[NOTICE].title}》（{NOTICE}）"}
    assert [row[0] for row in grid.rows()[2:7]] == ["1", "2", "3", "4", "5"]
    assert grid.rows()[0] == ("序号", "指标", "目标值", "期限", "牵头")
    assert render_text(make_table_excerpt(library, grid, "指标")).count(f"（{PLAN}）") == 1


@pytest.mark.parametrize("key", ["没有这个文件", f"{PLAN}#九", f"{PLAN}#表9", f"{PLAN}#表1/99", f"{PLAN}#表1/0", ""])
def test_unknown_keys_are_named(library: HandLibrary, key: str) -> None:
    with pytest.raises(UnknownKeyError):
        make_excerpt(library, [key])
