from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from nt_desktop.catalog.catalog import Catalog
from nt_desktop.errors import Cancelled
from nt_desktop.output.excerpt import Excerpt, Grid, Text
from nt_desktop.output.excerpts import make_excerpt
from nt_desktop.output.writing import write_excerpt
from tests.hand_library import PLAN, HandLibrary


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def word_text(path: Path) -> str:
    return bare("".join(element.text or "" for element in docx.Document(str(path)).element.body.iter(qn("w:t"))))


def test_words_and_sources_are_there_in_order(excerpt: Excerpt, out: Path) -> None:
    path = out / "摘录.docx"
    write_excerpt(excerpt, path)
    text = word_text(path)
    position = 0
    for passage in excerpt.passages:
        for block in passage.blocks:
            for words in [block.text] if isinstance(block, Text) else [cell.text for cell in block.cells]:
                position = text.index(bare(words), position if isinstance(block, Text) else 0)
    assert text.count("——摘自《") == len(excerpt.passages)
    assert "备注：向局长汇报时用。" in text


def test_headings_and_title_have_word_styles(library: HandLibrary, out: Path) -> None:
    path = out / "方案.docx"
    write_excerpt(make_excerpt(library, [PLAN]), path)
    styles = {paragraph.text: paragraph.style.name for paragraph in docx.Document(str(path)).paragraphs}
    assert styles["南通市减污降碳协同增效三年行动计划（2023—2025年）"] == "Title"
    assert styles["一、总体要求"] == "Heading 1"
    assert styles["（一）工作原则"] == "Heading 2"
    assert styles["2023年4月25日"] == "落款"


def test_table_repeats_its_header_and_keeps_merged_cells(library: HandLibrary, out: Path) -> None:
    path = out / "表.docx"
    write_excerpt(make_excerpt(library, [f"{PLAN}#表1"]), path)
    (table,) = docx.Document(str(path)).tables
    headers = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
    assert headers == [True, True, False, False, False, False]
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "项目名称", "进度安排", "进度安排", "牵头部门"]
    assert [cell.text for cell in table.rows[2].cells] == ["一、新建项目"] * 5
    assert table.cell(4, 4)._tc is table.cell(5, 4)._tc


def test_page_is_a4_with_the_margins_of_the_standard(excerpt: Excerpt, out: Path) -> None:
    path = out / "摘录.docx"
    write_excerpt(excerpt, path)
    document = docx.Document(str(path))
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size.mm) for size in (*sizes, section.left_margin, section.right_margin)] == [
        210,
        297,
        37,
        35,
        28,
        26,
    ]
    assert document.styles["Normal"].font.size.pt == 16
    assert document.core_properties.title == excerpt.title
    codes = [element.text for element in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_characters_that_xml_forbids_do_no_harm(library: HandLibrary, out: Path) -> None:
    path = out / "坏字.docx"
    key = f"{PLAN}#一/一/1"
    write_excerpt(make_excerpt(library.edited(key, "控\x07制\x0b符\ud800"), [key]), path)
    assert "控制符" in word_text(path)


def test_cancelled_file_is_not_left(excerpt: Excerpt, out: Path) -> None:
    with pytest.raises(Cancelled):
        write_excerpt(excerpt, out / "摘录.docx", cancelled=lambda: True)
    assert list(out.iterdir()) == []


def test_words_and_cells_of_the_real_documents_come_out_unchanged(catalog: Catalog, out: Path) -> None:
    path = out / "全部.docx"
    keys = [clause.key for doc in catalog.documents() for clause in catalog.clauses(doc.key)[::9]]
    keys += [table.key for doc in catalog.documents() for table in catalog.tables(doc.key)[:2]]
    excerpt = make_excerpt(catalog, keys)
    write_excerpt(excerpt, path)
    text = word_text(path)
    blocks = [block for passage in excerpt.passages for block in passage.blocks]
    missing = [block.key for block in blocks if isinstance(block, Text) and bare(block.text) not in text]
    for grid in (block for block in blocks if isinstance(block, Grid)):
        missing += [f"{grid.key} {cell.text}" for cell in grid.cells if bare(cell.text) not in text]
    assert missing == []
