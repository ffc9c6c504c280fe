from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from nt_desktop.catalog.catalog import Catalog
from nt_desktop.errors import Cancelled
from nt_desktop.output.excerpt import Excerpt, ExcerptOptions
from nt_desktop.output.excerpts import make_excerpt, make_table_excerpt
from nt_desktop.output.printing import compose_excerpt, page_layout, paint_excerpt, substitution_sentences, write_pdf
from nt_desktop.output.wording import targets_list
from nt_desktop.output.writing import write_excerpt
from tests.hand_library import NOTICE, PLAN, HandLibrary, Paper, document

pytestmark = pytest.mark.usefixtures("qapp")
MM = 720 / 25.4
FOOT = re.compile(r"摘录，以原文为准打印日期：.{8,11}第\d+页共\d+页资料截至：\d+年\d+月\d+日")


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pdf_text(path: Path) -> str:
    return FOOT.sub("", "".join(bare(page.extract_text()) for page in PdfReader(path).pages))


def long_library(paragraphs: int = 3) -> HandLibrary:
    paper = Paper("长文")
    for number in range(1, paragraphs + 1):
        paper.add(f"¶{number}", "国" * 28 * 15)
    return HandLibrary([document("长文", "长文")], paper.clauses)


def test_page_of_a_plan_has_22_lines_of_28_characters(qapp: QApplication) -> None:
    pages = compose_excerpt(make_excerpt(long_library(), ["长文"]))
    second = [run for run in pages.pages[1].glyphs if run.piece.text.startswith("国")]
    assert len({run.y for run in second}) == 22
    full = [run.piece.text for run in second if len(run.piece.text) > 1]
    assert {len(text) for text in full} == {26, 28, 2}  # two characters indent, two are left for the last line
    assert min(run.x for run in second) == pytest.approx(28 * MM, abs=1)
    assert min(run.y for run in second) > 37 * MM
    assert max(run.y for run in second) < (297 - 35) * MM


def test_full_lines_end_at_the_right_margin(qapp: QApplication) -> None:
    pages = compose_excerpt(make_excerpt(long_library(), ["长文"]))
    for run in pages.pages[1].glyphs:
        if len(run.piece.text) == 28:
            assert run.x + pages.typesetter.width(run.piece) == pytest.approx((210 - 26) * MM, abs=12)


def test_pdf_holds_every_word_and_its_source(excerpt: Excerpt, out: Path) -> None:
    path = out / "摘录.pdf"
    write_excerpt(excerpt, path)
    text = pdf_text(path)
    for passage in excerpt.passages:
        assert bare(passage.title) in text
        for block in passage.blocks:
            words = [block.text] if hasattr(block, "text") else [cell.text for cell in block.cells]
            assert all(bare(each) in text for each in words)
    assert "——摘自《南通市人民政府办公室关于印发" in text
    assert "通政办发〔2023〕24号" in text
    assert "备注：向局长汇报时用。" in text
    assert "条款编号：通政办发〔2023〕24号#一/一/1" in text
    assert "一般工业大宗固废综合利用率≥95%2025市生态环境局" in text


def test_copied_characters_are_those_of_the_document(out: Path) -> None:
    """一人工 are not the radicals ⼀⼈⼯, —— is not ⸺, 8 after GB is 8, and rare characters are not lost."""
    words = "一二人工大小方日月水火——（GB8978-1996）PM2.5、CO2，Ⅲ类；𠮷祥𠮷庆“三线一单”"
    paper = Paper("甲")
    paper.add("¶1", words)
    path = out / "甲.pdf"
    write_excerpt(make_excerpt(HandLibrary([document("甲", "甲")], paper.clauses), ["甲#¶1"]), path)
    assert bare(words) in pdf_text(path)


def test_pdf_has_title_outline_and_language(excerpt: Excerpt, out: Path) -> None:
    path = out / "摘录.pdf"
    write_excerpt(excerpt, path)
    reader = PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title == excerpt.title
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    top = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert [entry.title for entry in top] == [excerpt.passages[0].title, excerpt.passages[-1].title]
    inner = next(entry for entry in reader.outline if isinstance(entry, list))
    assert [entry.title for entry in inner] == ["一、（一）1", "二、23"]
    assert all(page.mediabox[2:] == [595, 842] for page in reader.pages)


def test_every_page_says_number_dates_and_that_it_is_an_excerpt(out: Path) -> None:
    path = out / "长文.pdf"
    write_excerpt(make_excerpt(long_library(), ["长文"], ExcerptOptions(printed="2026-11-22")), path)
    pages = PdfReader(path).pages
    for number, page in enumerate(pages, start=1):
        text = bare(page.extract_text())
        assert f"第{number}页共{len(pages)}页" in text
        assert "打印日期：2026年11月22日" in text
        assert "摘录，以原文为准" in text


def test_no_page_has_a_source_without_text(qapp: QApplication) -> None:
    """Paragraphs of every length from one line to a page: the source never stands alone."""
    for length in range(20, 640, 28):
        paper = Paper("长文")
        paper.add("¶1", "国" * 28 * 18)
        paper.add("¶2", "家" * length)
        pages = compose_excerpt(make_excerpt(HandLibrary([document("长文", "长文")], paper.clauses), ["长文"]))
        words = "".join(run.piece.text for run in pages.pages[-1].glyphs)
        assert "家" in words
        assert "——摘自" in words
        everything = "".join(run.piece.text for page in pages.pages for run in page.glyphs)
        assert everything.count("家") == length


def test_wide_table_is_turned_with_its_header_on_every_page(out: Path) -> None:
    paper = Paper("宽表")
    paper.add("一", "一、任务分解", ("一、",), "任务分解", "heading")
    heads = [f"第{i}项指标" for i in range(12)]
    rows = [heads, *([f"第{r}行第{c}列内容说明" for c in range(12)] for r in range(40))]
    paper.add_table("附表1  任务分解表", rows, 1)
    path = out / "宽表.pdf"
    library = HandLibrary([document("宽表", "宽表")], paper.clauses, paper.tables)
    write_excerpt(make_excerpt(library, ["宽表#表1"]), path)
    pages = PdfReader(path).pages
    assert len(pages) > 1
    assert all(page.rotation == 90 for page in pages)
    texts = [bare(page.extract_text()) for page in pages]
    assert all("第11项指标" in text for text in texts)
    whole = "".join(texts)
    assert all(cell in whole for row in rows for cell in row)


def test_list_names_its_heads_and_its_section_on_every_page(library: HandLibrary) -> None:
    documents = {document.key: document for document in library.documents()}
    plan, notice = library.targets()
    listed = [replace(plan, lead=("市农业农村局、各县（市、区）人民政府",) * 3)] * 120 + [notice] * 5
    pages = compose_excerpt(make_table_excerpt(library, targets_list(listed, documents), "指标"))
    assert pages.count > 2
    for number, page in enumerate(pages.pages, start=1):
        assert page.turned
        words = bare("".join(run.piece.text for run in page.turned_glyphs))
        assert "指标目标值期限牵头" in words
        assert f"（{PLAN}）" in words
        assert f"第{number}页共{pages.count}页" in words
        assert not page.glyphs
    assert f"（{NOTICE}）" in words


def test_row_higher_than_a_page_goes_on_without_losing_words(out: Path) -> None:
    paper = Paper("高行")
    long = "".join(f"第{number}项任务由有关部门按职责分工负责。" for number in range(300))
    paper.add("¶1", "见下表：")
    paper.add_table("", [["序号", "内容"], ["1", long]], 1)
    path = out / "高行.pdf"
    library = HandLibrary([document("高行", "高行")], paper.clauses, paper.tables)
    write_excerpt(make_excerpt(library, ["高行#表1"]), path)
    reader = PdfReader(path)
    assert len(reader.pages) > 1
    text = pdf_text(path).replace("序号内容", "")
    assert all(f"第{number}项任务" in text for number in (0, 150, 299))
    assert text.count("有关部门") >= 298  # a page may end inside one or two of them


def test_cancelled_export_leaves_nothing_behind(excerpt: Excerpt, out: Path) -> None:
    path = out / "摘录.pdf"
    path.write_bytes(b"before")
    with pytest.raises(Cancelled):
        write_excerpt(excerpt, path, cancelled=lambda: True)
    assert path.read_bytes() == b"before"
    assert list(out.iterdir()) == [path]


def test_progress_is_told_to_the_end(excerpt: Excerpt, out: Path) -> None:
    told: list[tuple[str, int, int]] = []
    write_pdf(excerpt, out / "a.pdf", lambda *step: told.append(step))
    assert [step for step in told if step[0] == "打印"][-1][1:] == (told[-1][2], told[-1][2])


def test_preview_and_printer_paint_the_same_pages(excerpt: Excerpt, out: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out / "打印.pdf"))
    printer.setPageLayout(page_layout())
    pages = paint_excerpt(excerpt, printer)
    assert len(PdfReader(out / "打印.pdf").pages) == pages.count


def test_stand_in_fonts_are_named(excerpt: Excerpt) -> None:
    pages = compose_excerpt(excerpt)
    sentences = substitution_sentences(pages)
    assert len(sentences) == len(pages.substitutes)
    assert all(sentence.startswith("本机没有“") for sentence in sentences)


@pytest.mark.parametrize("layout", ["公文", "紧凑", "大字"])
def test_layouts_hold_the_same_words(library: HandLibrary, out: Path, layout: str) -> None:
    path = out / f"{layout}.pdf"
    keys = [f"{PLAN}#一", f"{NOTICE}#一"]
    excerpt = make_excerpt(library, keys, ExcerptOptions(layout=layout))  # type: ignore[arg-type]
    write_excerpt(excerpt, path)
    text = pdf_text(path)
    assert all(bare(block.text) in text for passage in excerpt.passages for block in passage.blocks)


def test_words_of_the_real_documents_come_out_unchanged(catalog: Catalog, out: Path) -> None:
    """Every twentieth clause of each document, in one PDF."""
    keys = [clause.key for doc in catalog.documents() for clause in catalog.clauses(doc.key)[::20]]
    excerpt = make_excerpt(catalog, keys)
    path = out / "全部.pdf"
    write_excerpt(excerpt, path)
    text = pdf_text(path)
    blocks = [block for passage in excerpt.passages for block in passage.blocks if hasattr(block, "text")]
    missing = [block.key for block in blocks if bare(block.text) not in text]
    assert len(blocks) > 80
    assert missing == []
