"""Composing an excerpt into pages after GB/T 9704: 22 lines of 28 characters, tables with repeated headers.

A table too wide for the page is set turned on pages of its own, its top to the left on every page, page number and
dates staying where they are on the others, as the standard asks.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from nt_desktop.errors import Cancelled
from nt_desktop.output.columns import Plan, plan_table
from nt_desktop.output.excerpt import Excerpt, Grid, Passage, Text
from nt_desktop.output.faces import Faces
from nt_desktop.output.furniture import furnish
from nt_desktop.output.layouts import PAGE_HEIGHT, PAGE_WIDTH, UNITS, Measures, Use, measures
from nt_desktop.output.pages import Glyphs, Mark, Page, Pages, Rule
from nt_desktop.output.table_painting import HAIRLINE, TablePainter, header_parts, height_of
from nt_desktop.output.table_setting import SetTable, cut_rows, set_table
from nt_desktop.output.typesetting import Align, Line, Piece, Typesetter
from nt_desktop.output.wording import (
    citation_line,
    meta_parts,
    path_line,
    source_code_line,
    targets_grid,
)
from nt_desktop.progress import IsCancelled, Report, never, silent

_MM = 72 / 25.4 * UNITS
_HEADING_FACES: tuple[Use, ...] = ("first", "second", "body")
_CHAPTER = ("章", "编")


def compose(excerpt: Excerpt, faces: Faces, report: Report = silent, cancelled: IsCancelled = never) -> Pages:
    """Set an excerpt on A4 pages. Raises Cancelled. `report` counts passages, and blocks where there is only one."""
    return _Composer(excerpt, faces, report, cancelled).compose()


class _Composer:
    def __init__(self, excerpt: Excerpt, faces: Faces, report: Report, cancelled: IsCancelled) -> None:
        self.excerpt = excerpt
        self.report = report
        self.cancelled = cancelled
        self.typesetter = Typesetter(faces)
        self.spec: Measures = measures(excerpt.options.layout)
        self.margin_left = self.spec.left * _MM
        self.margin_top = self.spec.top * _MM
        self.text_width = (PAGE_WIDTH - self.spec.left - self.spec.right) * _MM
        self.text_height = (PAGE_HEIGHT - self.spec.top - self.spec.bottom) * _MM
        self.pitch = self.text_height / self.spec.lines
        self.em = self.spec.body * UNITS
        # A shade less than the measure, for Qt rounds widths; justification gives it back.
        self.spacing = self.text_width / self.spec.characters / self.em * 0.999
        self.pages: list[Page] = [Page()]
        self.marks: list[Mark] = []
        self.y = 0.0
        self.lines: list[tuple[float, int]] = []  # lines of text set since the page or a table began: height, glyphs
        self.plans: dict[int, Plan] = {}  # by the identity of grids, which live as long as the excerpt
        self.faces = faces

    def compose(self) -> Pages:
        excerpt = self.excerpt
        total = sum(len(passage.blocks) for passage in excerpt.passages)
        done = 0
        if excerpt.options.title:
            self._turn(bool(excerpt.passages) and self._is_turned(excerpt.passages[0]))
            self._title(excerpt.options.title)
            self._space(0.5)
        document = ""
        for passage in excerpt.passages:
            self._turn(self._is_turned(passage))
            if passage.document != document or passage.whole or not passage.title:
                self._begin_document(passage, first=not document)
            else:
                self._space(0.6)
            document = passage.document
            if not passage.whole:
                self._begin_passage(passage)
            self._snap()
            for number, block in enumerate(passage.blocks):
                if self.cancelled():
                    raise Cancelled
                if isinstance(block, Text):
                    if not (self.turned and block.role == "caption"):
                        self._turn(False)
                    self._text(block, passage)
                else:
                    before = passage.blocks[number - 1] if number else None
                    self._table(block, caption=not _is_caption(before, block))
                done += 1
                self.report("排版", done, total)
            self._end_passage(passage)
        furnish(self.pages, excerpt, self.typesetter)
        return Pages(tuple(self.pages), tuple(self.marks), excerpt.title, self.faces.substitutes, self.typesetter)

    def _is_turned(self, passage: Passage) -> bool:
        """Whether a passage begins with a table that has to be turned: its head is then set on the same page."""
        blocks = [block for block in passage.blocks if not isinstance(block, Text) or block.role != "caption"]
        if passage.whole or not blocks or isinstance(blocks[0], Text):
            return False
        return self._plan(blocks[0]).turned

    def _plan(self, grid: Grid) -> Plan:
        if id(grid) not in self.plans:
            spec = self.spec
            self.plans[id(grid)] = plan_table(grid, self.text_width, self.text_height, spec.table, spec.table_least)
        return self.plans[id(grid)]

    # --- where we are -----------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def turned(self) -> bool:
        return self.page.turned

    @property
    def left(self) -> float:
        return 0.0 if self.turned else self.margin_left

    @property
    def top(self) -> float:
        return 0.0 if self.turned else self.margin_top

    @property
    def width(self) -> float:
        return self.text_height if self.turned else self.text_width

    @property
    def height(self) -> float:
        return self.text_width if self.turned else self.text_height

    @property
    def glyphs(self) -> list[Glyphs]:
        return self.page.turned_glyphs if self.turned else self.page.glyphs

    @property
    def rules(self) -> list[Rule]:
        return self.page.turned_rules if self.turned else self.page.rules

    def _turn(self, turned: bool) -> None:
        """See to it that what follows is set upright, or turned by a quarter."""
        if self.turned != turned:
            if self.y > 0:
                self._new_page()
            self.page.turned = turned

    def _new_page(self) -> None:
        self.pages.append(Page(turned=self.turned))
        self.y = 0.0
        self.lines = []

    def _carry_lines(self) -> None:
        """Take the last two lines of text along to a new page: a page with a source and no text is not allowed."""
        if len(self.lines) < 5:
            self._new_page()
            return
        first, start = self.lines[-2]
        carried = self.glyphs[start:]
        del self.glyphs[start:]
        used = self.y - first
        self._new_page()
        self.glyphs.extend(Glyphs(run.x, run.y - first, run.piece, run.grey) for run in carried)
        self.y = used

    def _need(self, height: float) -> None:
        """Go to a new page unless this much is left on this one."""
        if self.y > 0 and self.y + height > self.height + 1:
            self._new_page()

    def _space(self, lines: float) -> None:
        if self.y > 0:
            self.y += lines * self.pitch

    def _snap(self) -> None:
        """Go on to the next line of the page's grid."""
        self.y = math.ceil(round(self.y / self.pitch, 3)) * self.pitch

    def _mark(self, title: str, depth: int) -> None:
        self.marks.append(Mark(title, len(self.pages) - 1, depth, self.top + self.y))

    def _put(self, lines: Sequence[Line], pitch: float, grey: bool = False) -> None:
        for line in lines:
            self._need(pitch)
            self.lines.append((self.y, len(self.glyphs)))
            for run in line.runs:
                y = self.top + self.y + self.typesetter.baseline(run.piece, pitch)
                self.glyphs.append(Glyphs(self.left + run.x, y, run.piece, grey))
            self.y += pitch

    # --- around the words -------------------------------------------------------------------------------------------

    def _title(self, title: str) -> None:
        lines = self.typesetter.balanced(Piece(title, "title", self.spec.title), self.width)
        pitch = self.spec.title * UNITS * 1.6
        self._need(len(lines) * pitch + 4 * self.pitch)
        self._put(lines, pitch)

    def _begin_document(self, passage: Passage, first: bool) -> None:
        if not first:
            if passage.whole:
                self._new_page()
            else:
                self._need(self.spec.title * UNITS * 3.2 + 5 * self.pitch)
                if self.y > 0:
                    self.y += 0.5 * self.pitch
                    y = self.top + self.y
                    self.rules.append(Rule(self.left, y, self.left + self.width, y, HAIRLINE))
                    self.y += 0.8 * self.pitch
        if passage.title:
            self._mark(passage.title, 0)
        if passage.whole or not passage.title:
            return
        self._title(passage.title)
        self.y += 0.2 * self.pitch
        for words in self._meta_lines(passage):
            lines = self.typesetter.lines([Piece(words, "note", self.spec.meta)], self.width, "center")
            self._put(lines, self.spec.meta * UNITS * 1.6)
        self._space(0.4)

    def _meta_lines(self, passage: Passage) -> tuple[str, ...]:
        parts = meta_parts(passage)
        words = "\u3000".join(parts)
        if len(parts) < 2 or self.typesetter.width(Piece(words, "note", self.spec.meta)) <= self.width:
            return (words,)
        return (parts[0], "\u3000".join(parts[1:]))

    def _begin_passage(self, passage: Passage) -> None:
        if passage.title:
            self._mark(passage.place or _beginning(passage), 1)
        path = path_line(passage)
        if self.excerpt.options.headings and path:
            lines = self.typesetter.lines([Piece(path, "note", self.spec.small)], self.width, "left")
            pitch = self.spec.small * UNITS * 1.5
            table = bool(passage.blocks) and not isinstance(passage.blocks[0], Text)
            self._need(len(lines) * pitch + (6 if table else 2) * self.pitch)
            self._put(lines, pitch, grey=True)

    def _end_passage(self, passage: Passage) -> None:
        small = self.spec.small
        pitch = small * UNITS * 1.5
        indent = 2 * small * UNITS
        if passage.targets:
            self._space(0.3)
            self._table(targets_grid(passage.targets), caption=True)
        if passage.note:
            self._need(2 * pitch)
            self._space(0.3)
            for number, paragraph in enumerate(passage.note.split("\n")):
                pieces = [Piece("备注：", "first", small)] if number == 0 else []
                pieces.append(Piece(paragraph, "note", small))
                self._put(self.typesetter.lines(pieces, self.width, first=indent, indent=indent), pitch)
        if not passage.title:
            return
        self._space(0.2)
        piece = Piece(citation_line(passage), "note", small)
        fits = self.typesetter.width(piece) <= self.width
        lines = self.typesetter.lines(
            [piece], self.width, "right" if fits else "left", 0.0 if fits else indent, indent * 2
        )
        if self.y > 0 and self.y + min(len(lines), 3) * pitch > self.height + 1:
            self._carry_lines()
        self._put(lines, pitch)
        if self.excerpt.options.source_codes:
            code = Piece(source_code_line(passage), "song", small * 0.85)
            self._put(self.typesetter.lines([code], self.width, "right"), pitch, grey=True)

    # --- the words --------------------------------------------------------------------------------------------------

    def _text(self, block: Text, passage: Passage) -> None:
        indent = 2 * self.em * self.spacing
        lead = self._piece(block.text[: block.lead], _heading_face(block))
        rest = self._piece(block.text[block.lead :], "body")
        keep = 0
        align: Align = "justify"
        match block.role:
            case "title":
                self._space(1 if self.y else 0)
                self._title(block.text)
                self._snap()
                return
            case "doc_number":
                lines = self.typesetter.lines([self._piece(block.text, "body")], self.width, "center")
            case "recipients":
                self._space(1)
                lines = self.typesetter.lines([rest], self.width)
            case "issuer" | "date":
                right = 4 * self.em if block.role == "date" else 2 * self.em
                lines = self.typesetter.lines([self._piece(block.text, "body")], self.width - right, "right")
            case "caption":
                lines = self.typesetter.lines([Piece(block.text, "first", self.spec.small)], self.width, "center")
                keep = 3
            case "heading":
                face = _heading_face(block)
                whole = block.lead >= len(block.text.rstrip()) or not block.lead
                pieces = [self._piece(block.text, face, bold=block.depth >= 3)] if whole else [lead, rest]
                chapter = any(sign in block.text[:6] for sign in _CHAPTER) and block.text.startswith("第")
                align = "center" if chapter else "justify"
                lines = self.typesetter.lines(pieces, self.width, align, 0.0 if chapter else indent)
                keep = 1
                if passage.whole:
                    self._need((len(lines) + keep) * self.pitch)
                    self._mark(block.text.strip()[:40], min(max(block.depth, 1), 3))
            case _:
                if block.lead and block.depth >= 3:
                    lead = self._piece(block.text[: block.lead], "body", bold=True)
                lines = self.typesetter.lines([lead, rest], self.width, first=indent)
        self._need((min(len(lines), 2) + keep if keep else 1) * self.pitch)
        self._put(lines, self.pitch)

    def _piece(self, text: str, use: Use, bold: bool = False) -> Piece:
        return Piece(text, use, self.spec.body, bold, self.spacing)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, grid: Grid, caption: bool) -> None:
        if not grid.n_rows or not grid.n_cols:
            return
        plan = self._plan(grid)
        if not grid.key:  # a table made for this passage may not outlive it
            del self.plans[id(grid)]
        if plan.turned:
            self._turn(True)
        elif self.turned and not self._small(grid):
            self._turn(False)
        for number, (part, widths) in enumerate(plan.parts):
            title = grid.caption.replace("\n", "") if caption else ""
            table = set_table(part, widths, plan.size, self.typesetter)
            if number:
                title = f"{grid.caption}（续）".replace("\n", "")
                self.y += 0.6 * self.pitch
                self._need(min(sum(table.height(slots) for slots in table.slots) + 2 * self.pitch, self.height))
            self._table_part(table, title)
        self.y += 0.4 * self.pitch

    def _small(self, grid: Grid) -> bool:
        """Whether a table is one of ours that may follow a turned one on its page."""
        return not grid.key

    def _table_part(self, table: SetTable, title: str) -> None:
        pitch = self.spec.small * UNITS * 1.7
        piece = Piece(title, "first", self.spec.small)
        lines = self.typesetter.lines([piece], self.width, "center")
        header = height_of(table, header_parts(table))
        body = table.slots[table.grid.n_header_rows :]
        first_row = table.height(min(body[0], 4)) if body else 0.0
        self._need(min(len(lines) * pitch + header + first_row, self.height))
        self._put(lines, pitch)
        painter = TablePainter(table)
        sheets = cut_rows(table, self.height - self.y - header, self.height - header) if body else iter([()])
        begun = False
        for rows in sheets:
            if begun or (body and not rows):
                self._new_page()
            if rows or not body:
                begun = True
                everything = (*header_parts(table), *rows)
                left = self.left + (self.width - sum(table.widths)) / 2
                painter.paint(everything, left, self.top + self.y, self.typesetter, self.glyphs, self.rules)
                self.y += height_of(table, everything)
                self.lines = []
            if self.cancelled():
                raise Cancelled


def _heading_face(block: Text) -> Use:
    return _HEADING_FACES[min(max(block.depth, 1), len(_HEADING_FACES)) - 1]


def _is_caption(block: Text | Grid | None, grid: Grid) -> bool:
    """Whether a paragraph is the table's own caption, printed already."""
    return isinstance(block, Text) and "".join(block.text.split()) == "".join(grid.caption.split())


def _beginning(passage: Passage) -> str:
    for block in passage.blocks:
        words = block.text if isinstance(block, Text) else block.caption
        if words.strip():
            return words.strip()[:24]
    return passage.title
