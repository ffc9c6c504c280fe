"""An excerpt as a Word file: real styles and headings, tables with repeated header rows and merged cells.

Tables are written as XML directly: python-docx looks every cell up anew, which takes hours for a long table.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from nt_desktop.errors import Cancelled
from nt_desktop.output.columns import plan_table
from nt_desktop.output.excerpt import DISCLAIMER, Excerpt, Grid, GridCell, Passage, Text
from nt_desktop.output.layouts import PAGE_HEIGHT, PAGE_WIDTH, UNITS, Measures, Use, face_wishes, measures
from nt_desktop.output.wording import (
    citation_line,
    dates_line,
    meta_parts,
    path_line,
    source_code_line,
    targets_grid,
)
from nt_desktop.progress import IsCancelled, Report

_MM = 72 / 25.4 * UNITS
_TWIPS = 20 / UNITS  # in a layout unit
_LATIN = "Times New Roman"
_GREY = RGBColor(0x55, 0x55, 0x55)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML
_HEADINGS = ("Heading 1", "Heading 2", "Heading 3")
_HEADING_FACES: tuple[Use, ...] = ("first", "second", "body")


def write_docx(excerpt: Excerpt, path: Path, report: Report, cancelled: IsCancelled) -> None:
    """Write an excerpt to exactly this path. Raises OSError, Cancelled."""
    writer = _Writer(excerpt)
    total = sum(len(passage.blocks) for passage in excerpt.passages)
    done = 0
    document = ""
    if excerpt.options.title:
        writer.paragraph(excerpt.options.title, "Title")
    for passage in excerpt.passages:
        writer.begin(passage, new=passage.document != document or passage.whole)
        document = passage.document
        before = ""
        for block in passage.blocks:
            if cancelled():
                raise Cancelled
            if isinstance(block, Text):
                writer.text(block)
                before = "".join(block.text.split())
            else:
                writer.table(block, caption="".join(block.caption.split()) != before)
                before = ""
            done += 1
            report("写入", done, total)
        writer.end(passage)
    writer.document.save(str(path))


class _Writer:
    def __init__(self, excerpt: Excerpt) -> None:
        self.excerpt = excerpt
        self.spec: Measures = measures(excerpt.options.layout)
        self.fonts: dict[Use, str] = {wish.use: wish.word for wish in face_wishes()}
        self.document: WordDocument = docx.Document()
        self.turned = False
        self.begun = False
        properties = self.document.core_properties
        properties.title = _clean(excerpt.title)[:255]
        properties.author = "nt-desktop"
        properties.language = "zh-CN"
        properties.comments = DISCLAIMER
        self._styles()
        self._furnish(self.document.sections[0])

    # --- styles and pages -------------------------------------------------------------------------------------------

    def _styles(self) -> None:
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")  # else stand-in fonts come in Japanese shapes
        spec = self.spec
        grid = (PAGE_HEIGHT - spec.top - spec.bottom) * _MM / spec.lines / UNITS
        normal = self._style("Normal", "body", spec.body, indent=2, pitch=grid)
        normal.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        # 28 characters on a line by their spacing, 22 lines by exact pitch: a grid of the page would pull tables apart.
        character = (PAGE_WIDTH - spec.left - spec.right) * _MM / spec.characters / UNITS
        spacing = round((character - spec.body) * 20)
        _child(normal.element.get_or_add_rPr(), "w:spacing", val=str(spacing))
        self._style("Title", "title", spec.title, align=WD_ALIGN_PARAGRAPH.CENTER, pitch=spec.title * 1.6)
        for name, use in zip(_HEADINGS, _HEADING_FACES, strict=True):
            style = self._style(name, use, spec.body, indent=2, pitch=grid)
            style.font.bold = name == "Heading 3"
            style.paragraph_format.keep_with_next = True
        centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
        self._style("文件信息", "note", spec.meta, align=centre, pitch=spec.meta * 1.8)
        place = self._style("条款位置", "note", spec.small, pitch=spec.small * 1.6, grey=True)
        place.paragraph_format.keep_with_next = True
        self._style("文号", "body", spec.body, align=centre, pitch=grid)
        self._style("主送机关", "body", spec.body, pitch=grid)
        closing = self._style("落款", "body", spec.body, align=right, pitch=grid)
        closing.paragraph_format.right_indent = Pt(spec.body * 2)
        caption = self._style("表题", "first", spec.small, align=centre, pitch=spec.small * 1.7)
        caption.paragraph_format.keep_with_next = True
        self._style("表格文字", "song", spec.table, pitch=spec.table * 1.35)
        self.cell_style: str = self.document.styles["表格文字"].style_id
        self._style("备注", "note", spec.small, indent=2, pitch=spec.small * 1.6)
        self._style("出处", "note", spec.small, align=right, pitch=spec.small * 1.6)
        self._style("页眉页脚", "song", spec.foot, pitch=spec.foot * 1.4, grey=True)

    def _style(
        self,
        name: str,
        use: Use,
        size: float,
        *,
        align: WD_ALIGN_PARAGRAPH | None = None,
        indent: int = 0,
        pitch: float,
        grey: bool = False,
    ) -> ParagraphStyle:
        styles = self.document.styles
        style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        if name not in ("Normal", "Title", *_HEADINGS):
            style.base_style = styles["Normal"]
        style.font.size = Pt(size)
        style.font.bold = False
        style.font.italic = False
        style.font.color.rgb = _GREY if grey else RGBColor(0, 0, 0)
        self._face(style.element.get_or_add_rPr(), use)
        layout = style.paragraph_format
        layout.alignment = align if align is not None else WD_ALIGN_PARAGRAPH.LEFT
        layout.space_before = layout.space_after = Pt(0)
        layout.line_spacing = Pt(round(pitch, 2))
        layout.first_line_indent = Pt(size * indent)
        borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
        if borders is not None:
            style.element.get_or_add_pPr().remove(borders)
        return style

    def _face(self, properties: BaseOxmlElement, use: Use) -> None:
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            properties.insert(0, fonts)
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        fonts.set(qn("w:ascii"), _LATIN)
        fonts.set(qn("w:hAnsi"), _LATIN)
        fonts.set(qn("w:cs"), _LATIN)
        fonts.set(qn("w:eastAsia"), self.fonts[use])
        fonts.set(qn("w:hint"), "eastAsia")

    def _furnish(self, section: Section) -> None:
        spec = self.spec
        section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
        section.top_margin, section.bottom_margin = Mm(spec.top), Mm(spec.bottom)
        section.left_margin, section.right_margin = Mm(spec.left), Mm(spec.right)
        section.header_distance = Mm(max(spec.top - 13, 8))
        section.footer_distance = Mm(max(spec.bottom - 13, 8))
        head = section.header.paragraphs[0]
        head.style = self.document.styles["页眉页脚"]
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        head.add_run(DISCLAIMER)
        printed, collected = dates_line(self.excerpt.printed, self.excerpt.collected)
        foot = section.footer.paragraphs[0]
        foot.style = self.document.styles["页眉页脚"]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.add_run(f"{printed}\u3000\u3000第")
        _field(foot, "PAGE")
        foot.add_run("页 共")
        _field(foot, "NUMPAGES")
        foot.add_run(f"页\u3000\u3000{collected}")

    def _turn(self, turned: bool) -> None:
        """Begin a section of upright or landscape pages where the page has to change."""
        if turned == self.turned:
            return
        if self.begun:
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
        else:
            section = self.document.sections[-1]
        spec = self.spec
        wide, high, sides = (PAGE_HEIGHT, PAGE_WIDTH, True) if turned else (PAGE_WIDTH, PAGE_HEIGHT, False)
        section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(wide), Mm(high)
        section.top_margin, section.bottom_margin = (
            (Mm(spec.left), Mm(spec.right)) if sides else (Mm(spec.top), Mm(spec.bottom))
        )
        section.left_margin, section.right_margin = (
            (Mm(spec.bottom), Mm(spec.top)) if sides else (Mm(spec.left), Mm(spec.right))
        )
        self.turned = turned

    # --- paragraphs -------------------------------------------------------------------------------------------------

    def paragraph(self, text: str, style: str = "Normal") -> Paragraph:
        self.begun = True
        return self.document.add_paragraph(_clean(text), style)

    def begin(self, passage: Passage, new: bool) -> None:
        blocks = [block for block in passage.blocks if not isinstance(block, Text) or block.role != "caption"]
        first = blocks[0] if blocks and not passage.whole else None
        self._turn(isinstance(first, Grid) and self._plan_turned(first))
        if passage.whole:
            if self.begun:
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            return
        if new and passage.title:
            self.paragraph(passage.title, "Title").paragraph_format.keep_with_next = True
            parts = meta_parts(passage)
            if parts:
                self.paragraph("\u3000".join(parts), "文件信息").paragraph_format.keep_with_next = True
        path = path_line(passage)
        if self.excerpt.options.headings and path:
            self.paragraph(path, "条款位置")

    def end(self, passage: Passage) -> None:
        if passage.targets:
            self._grid(targets_grid(passage.targets), True)
        if passage.note:
            paragraph = self.document.add_paragraph(style="备注")
            head = paragraph.add_run("备注：")
            self._face(head._r.get_or_add_rPr(), "first")
            for number, line in enumerate(_clean(passage.note).split("\n")):
                if number:
                    paragraph.add_run().add_break()
                paragraph.add_run(line)
        if passage.title:
            self.paragraph(citation_line(passage), "出处")
        if self.excerpt.options.source_codes:
            run = self.paragraph("", "出处").add_run(_clean(source_code_line(passage)))
            run.font.color.rgb = _GREY

    def text(self, block: Text) -> None:
        self._turn(False)
        match block.role:
            case "title":
                self.paragraph(block.text, "Title")
            case "doc_number":
                self.paragraph(block.text, "文号")
            case "recipients":
                self.paragraph(block.text, "主送机关")
            case "issuer" | "date":
                self.paragraph(block.text, "落款")
            case "caption":
                self.paragraph(block.text, "表题")
            case "heading" if not block.lead or block.lead >= len(block.text.rstrip()):
                self.paragraph(block.text, _HEADINGS[min(max(block.depth, 1), 3) - 1])
            case _:
                paragraph = self.paragraph("")
                depth = min(max(block.depth, 1), 3)
                lead = paragraph.add_run(_clean(block.text[: block.lead])) if block.lead else None
                paragraph.add_run(_clean(block.text[block.lead :]))
                if lead is not None:
                    self._face(lead._r.get_or_add_rPr(), _HEADING_FACES[depth - 1])
                    lead.bold = depth == 3 or None

    # --- tables -----------------------------------------------------------------------------------------------------

    def table(self, grid: Grid, caption: bool) -> None:
        self._turn(self._plan_turned(grid))
        self._grid(grid, caption)

    def _plan_turned(self, grid: Grid) -> bool:
        return plan_table(grid, *self._measure(), self.spec.table, self.spec.table_least).turned

    def _measure(self) -> tuple[float, float]:
        spec = self.spec
        return (PAGE_WIDTH - spec.left - spec.right) * _MM, (PAGE_HEIGHT - spec.top - spec.bottom) * _MM

    def _grid(self, grid: Grid, caption: bool) -> None:
        if not grid.n_rows or not grid.n_cols:
            return
        plan = plan_table(grid, *self._measure(), self.spec.table, self.spec.table_least)
        for number, (part, widths) in enumerate(plan.parts):
            title = grid.caption.replace("\n", "")
            if number:
                self.paragraph(f"{title}（续）", "表题").paragraph_format.page_break_before = True
            elif caption and title:
                self.paragraph(title, "表题")
            body = self.document.element.body
            table = self._table_element(part, [round(width * _TWIPS) for width in widths], plan.size)
            body.insert(len(body) - 1, table)  # before the section's properties
            self.begun = True
            space = self.document.add_paragraph(style="表格文字")  # Word joins tables that touch
            space.paragraph_format.line_spacing = Pt(6)

    def _table_element(self, grid: Grid, widths: list[int], size: float) -> BaseOxmlElement:
        table = OxmlElement("w:tbl")
        properties = _child(table, "w:tblPr")
        _child(properties, "w:tblW", w=str(sum(widths)), type="dxa")
        _child(properties, "w:jc", val="center")
        borders = _child(properties, "w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            _child(borders, f"w:{side}", val="single", sz="4", space="0", color="000000")
        _child(properties, "w:tblLayout", type="fixed")
        margins = _child(properties, "w:tblCellMar")
        for side in ("left", "right"):
            _child(margins, f"w:{side}", w=str(round(size * 6)), type="dxa")
        columns = _child(table, "w:tblGrid")
        for width in widths:
            _child(columns, "w:gridCol", w=str(width))
        by_row: list[list[GridCell]] = [[] for _ in range(grid.n_rows)]
        for cell in grid.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                by_row[row].append(cell)
        for row, cells in enumerate(by_row):
            element = _child(table, "w:tr")
            row_properties = _child(element, "w:trPr")
            header = row < grid.n_header_rows
            if max((len(cell.text) for cell in cells), default=0) < 400:
                _child(row_properties, "w:cantSplit")
            if header:
                _child(row_properties, "w:tblHeader")
            for cell in sorted(cells, key=lambda each: each.col):
                self._cell(element, cell, row, widths, header, size)
        return table

    def _cell(
        self, row_element: BaseOxmlElement, cell: GridCell, row: int, widths: list[int], header: bool, size: float
    ) -> None:
        element = _child(row_element, "w:tc")
        properties = _child(element, "w:tcPr")
        _child(properties, "w:tcW", w=str(sum(widths[cell.col : cell.col + cell.col_span])), type="dxa")
        if cell.col_span > 1:
            _child(properties, "w:gridSpan", val=str(cell.col_span))
        if cell.row_span > 1:
            _child(properties, "w:vMerge", **({"val": "restart"} if row == cell.row else {}))
        _child(properties, "w:vAlign", val="center")
        lines = cell.text.split("\n") if row == cell.row else [""]
        centred = header or (len(cell.text) <= 12 and cell.col_span < len(widths))
        for line in lines:
            paragraph = _child(element, "w:p")
            layout = _child(paragraph, "w:pPr")
            _child(layout, "w:pStyle", val=self.cell_style)
            _child(layout, "w:jc", val="center" if centred else "left")
            if not line:
                continue
            run = _child(paragraph, "w:r")
            face = _child(run, "w:rPr")
            if header or cell.col_span == len(widths) > 1:
                self._face(face, "first")
            _child(face, "w:sz", val=str(round(size * 2)))
            words = _child(run, "w:t")
            words.text = _clean(line)
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _child(parent: BaseOxmlElement, name: str, **attributes: str) -> BaseOxmlElement:
    element: BaseOxmlElement = parent.makeelement(_name(name), {_name(f"w:{key}"): v for key, v in attributes.items()})
    parent.append(element)
    return element


@cache
def _name(prefixed: str) -> str:
    return qn(prefixed)


def _field(paragraph: Paragraph, code: str) -> None:
    run: Run = paragraph.add_run()
    _child(run._r, "w:fldChar", fldCharType="begin")
    _child(run._r, "w:instrText").text = code
    _child(run._r, "w:fldChar", fldCharType="separate")
    _child(run._r, "w:t").text = "1"
    _child(run._r, "w:fldChar", fldCharType="end")


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
