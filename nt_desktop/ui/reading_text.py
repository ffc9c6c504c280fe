"""Sets a document as a QTextDocument: a centred column of prose, tables across the whole width.

Prose stands in frames whose margins centre the column; tables stand between them and may be wider. Every clause and
every cell is inserted word for word, so a position in a clause's text is its place plus as many UTF-16 units.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from nt_desktop.model import Cell, Clause, Span, Table, text_position
from nt_desktop.ui import utf16
from nt_desktop.ui.page import Page
from nt_desktop.ui.scripts import script_parts, set_script
from nt_desktop.ui.table_grid import UNCERTAIN, cells_of, column_widths, numeric_columns
from nt_desktop.ui.theme import (
    BETWEEN,
    GRID,
    INSIDE,
    LINE_CHARACTERS,
    LINE_HEIGHT,
    Colours,
    Face,
    em,
    interface_font,
    reading_font,
    tabular,
)

MARGIN = 32
"""Room at both sides of the column for marks, in pixels."""
ROWS_SHOWN = 400
"""More rows of a table than these are left to the table window: a QTextTable lays out all its rows at once."""
LONGEST_HEADING = 40
"""Characters: what is longer is a sentence, whatever it was taken for."""
ALL_ROWS = "table:"
"""Anchors beginning so ask for a whole table, `document:` for a cited document."""
CITED = "document:"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause or a table cell stands in the QTextDocument; `key` is that of the clause or the table row."""

    key: str
    position: int
    text: str
    spans: tuple[Span, ...]
    start: int
    end: int

    @property
    def stop(self) -> int:
        return self.position + utf16.length(self.text)

    def units(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Spans of the text as spans of the QTextDocument."""
        return [(self.position + start, self.position + end) for start, end in utf16.spans_in_units(self.text, spans)]

    def from_source(self, start: int, end: int) -> tuple[int, int] | None:
        """A span of the source as one of the QTextDocument; None where it lies outside."""
        if end <= self.start or start >= self.end or not self.spans:
            return None
        first = text_position(self.spans, max(start, self.start))
        last = text_position(self.spans, min(end, self.end) - 1) + 1
        return self.units([(first, max(first, last))])[0]


@dataclass(slots=True)
class ReadingText:
    """A document as set, with where everything stands in it."""

    document: QTextDocument
    places: list[Place] = field(default_factory=list)
    by_key: dict[str, list[Place]] = field(default_factory=dict)
    prose: list[QTextFrame] = field(default_factory=list)
    tables: list[tuple[Table, QTextTable]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def at(self, position: int) -> Place | None:
        """The clause or cell that holds a position, or the last one before it."""
        found = bisect_right(self.starts, position) - 1
        return self.places[found] if found >= 0 else (self.places[0] if self.places else None)

    def place(self, key: str) -> Place | None:
        """Where a key begins: a clause, the first cell of a row, or the first row of a table."""
        if found := self.by_key.get(key):
            return found[0]
        for row in range(1, ROWS_SHOWN + 1):
            if "#表" not in key or "/" in key.rpartition("#")[2]:
                break
            if found := self.by_key.get(f"{key}/{row}"):
                return found[0]
        return None


class Typesetter:
    """Sets one page in a face and size, for a width in pixels."""

    def __init__(self, colours: Colours, face: Face, points: float, width: int) -> None:
        self._colours = colours
        self._font = reading_font(face, points)
        self._bold = reading_font(face, points, bold=True)
        self._small = tabular(interface_font())
        self._em = em(self._font)
        self._width = width
        self._cursor = QTextCursor()
        self._text = ReadingText(QTextDocument())
        self._cited: list[tuple[int, int, str]] = []

    def set_page(self, page: Page) -> ReadingText:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(self._font)
        document.setDocumentMargin(0)
        self._text = ReadingText(document)
        self._cited = [(each.start, each.end, each.document) for each in page.references if each.document]
        self._cursor = QTextCursor(document)
        self._cursor.beginEditBlock()
        self._cursor.setBlockFormat(_thin())
        parts: list[Clause | Table] = sorted((*page.clauses, *page.tables), key=lambda part: (part.start, part.end))
        for is_table, run in groupby(parts, lambda part: isinstance(part, Table)):
            if is_table:
                for table in run:
                    assert isinstance(table, Table)
                    self._set_table(table)
            else:
                self._set_prose([part for part in run if isinstance(part, Clause)])
        self._cursor.endEditBlock()
        self._text.starts = [place.position for place in self._text.places]
        for place in self._text.places:
            self._text.by_key.setdefault(place.key, []).append(place)
        return self._text

    def _set_prose(self, clauses: Sequence[Clause]) -> None:
        root = self._cursor
        frame = root.insertFrame(prose_format(self._width, self._em))
        self._text.prose.append(frame)
        for number, clause in enumerate(clauses):
            block = self._block_format(clause, first=number == 0)
            if number == 0:
                root.setBlockFormat(block)
            else:
                root.insertBlock(block)
            self._set_clause(clause)
        root.movePosition(QTextCursor.MoveOperation.End)
        root.setBlockFormat(_thin())

    def _set_clause(self, clause: Clause) -> None:
        self._text.places.append(
            Place(clause.key, self._cursor.position(), clause.text, clause.spans, clause.start, clause.end)
        )
        edges = {0, len(clause.text)}
        strong = self._strong_until(clause)
        edges.add(strong)
        links = []
        for start, end, key in self._cited:
            if clause.spans and clause.start <= start and end <= clause.end:
                first, last = text_position(clause.spans, start), text_position(clause.spans, end - 1) + 1
                links.append((first, last, key))
                edges |= {first, last}
        scripts = list(script_parts(clause.text))
        edges.update(edge for start, end, _ in scripts for edge in (start, end))
        cuts = sorted(edges)
        for start, end in pairwise(cuts):
            style = self._char_format(clause, strong=end <= strong)
            for first, last, key in links:
                if first <= start and end <= last:
                    style.setAnchor(True)
                    style.setAnchorHref(CITED + key)
                    style.setForeground(QColor(self._colours.accent))
            for first, last, part in scripts:
                if first <= start and end <= last:
                    set_script(style, part)
            self._cursor.insertText(clause.text[start:end], style)

    def _strong_until(self, clause: Clause) -> int:
        """How much of a clause's text is set bold: titles whole, headings, and what runs in before the text."""
        if clause.role == "title":
            return len(clause.text)
        if not clause.heading or clause.level > 3:
            return 0
        found = clause.text.find(clause.heading)
        if not 0 <= found <= len(clause.label) + 2 or len(clause.heading) > LONGEST_HEADING:
            return 0
        end = found + len(clause.heading)
        sentence = clause.role != "heading" and clause.text[end:].strip("。；;. ") == ""
        return 0 if sentence else end

    def _char_format(self, clause: Clause, strong: bool) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setFont(self._bold if strong or clause.role == "caption" else self._font)
        muted = clause.role in ("doc_number", "colophon")
        style.setForeground(QColor(self._colours.muted if muted else self._colours.text))
        return style

    def _block_format(self, clause: Clause, first: bool) -> QTextBlockFormat:
        block = _lines(self._font)
        block.setBottomMargin(GRID)
        match clause.role:
            case "title":
                block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                block.setTopMargin(0 if first else BETWEEN)
            case "doc_number" | "caption":
                block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                block.setTopMargin(BETWEEN if clause.role == "caption" else 0)
                block.setBottomMargin(INSIDE if clause.role == "caption" else BETWEEN)
            case "issuer" | "date":
                block.setAlignment(Qt.AlignmentFlag.AlignRight)
            case "recipients":
                block.setTopMargin(INSIDE)
            case _:
                block.setTextIndent(2 * self._em)
                if clause.heading and clause.level == 1:
                    block.setTopMargin(BETWEEN + INSIDE)
                elif clause.heading and clause.level == 2:
                    block.setTopMargin(INSIDE + GRID)
        return block

    def _set_table(self, table: Table) -> None:
        shown = min(len(table.rows), ROWS_SHOWN)
        cells = cells_of(table, shown)
        unit = em(self._small)
        room = max(self._width - 2 * MARGIN, 12 * unit)
        widths = column_widths(table, unit, room, 2 * INSIDE)
        grid = self._cursor.insertTable(max(shown, 1), max(table.n_cols, 1), self._table_format(widths, table))
        right = numeric_columns(table)
        for cell in cells:
            self._set_cell(table, grid, cell, cell.col in right)
        self._text.tables.append((table, grid))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._cursor.setBlockFormat(_thin())
        if shown < len(table.rows):
            self._say_more(table, shown)

    def _say_more(self, table: Table, shown: int) -> None:
        style = QTextCharFormat()
        style.setFont(self._small)
        style.setForeground(QColor(self._colours.accent))
        style.setAnchor(True)
        style.setAnchorHref(ALL_ROWS + table.key)
        block = _lines(self._small)
        block.setLeftMargin(MARGIN)
        self._cursor.insertBlock(block)
        self._cursor.insertText(f"此处显示前 {shown} 行，在表格窗口中查看全部 {len(table.rows)} 行", style)
        self._cursor.insertBlock(_thin())

    def _set_cell(self, table: Table, grid: QTextTable, cell: Cell, right: bool) -> None:
        rows = min(cell.row_span, grid.rows() - cell.row)
        columns = min(cell.col_span, grid.columns() - cell.col)
        if rows > 1 or columns > 1:
            grid.mergeCells(cell.row, cell.col, rows, columns)
        place = grid.cellAt(cell.row, cell.col)
        header = cell.row < table.n_header_rows
        section = columns == grid.columns() and not header
        style = QTextCharFormat()
        style.setFont(interface_font(bold=True) if section else self._small)
        colours = self._colours
        style.setForeground(QColor(colours.muted if header else colours.text))
        if header or section:
            ground = style.toTableCellFormat()
            ground.setBackground(QColor(colours.window))
            place.setFormat(ground)
        if not cell.text:
            return
        cursor = place.firstCursorPosition()
        block = _lines(self._small)
        if right and not section:
            block.setAlignment(Qt.AlignmentFlag.AlignRight)
        if cell.uncertain:
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            style.setUnderlineColor(QColor(colours.muted))
            style.setToolTip(UNCERTAIN)
        cursor.setBlockFormat(block)
        self._text.places.append(
            Place(table.row_key(cell.row), cursor.position(), cell.text, cell.spans, cell.start, cell.end)
        )
        cursor.insertText(cell.text, style)

    def _table_format(self, widths: Sequence[float], table: Table) -> QTextTableFormat:
        style = QTextTableFormat()
        style.setBorderCollapse(True)
        style.setBorder(1)
        style.setBorderBrush(QBrush(QColor(self._colours.hairline)))
        style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        style.setCellPadding(GRID + 1)
        style.setCellSpacing(0)
        style.setTopMargin(INSIDE)
        style.setBottomMargin(BETWEEN)
        style.setLeftMargin(table_margin(self._width, sum(widths)))
        style.setHeaderRowCount(table.n_header_rows)
        style.setColumnWidthConstraints([QTextLength(QTextLength.Type.FixedLength, width) for width in widths])
        return style


def column_margin(width: int, unit: float) -> int:
    """The margin at each side that centres a column of at most 42 characters in a width in pixels."""
    return max(MARGIN, int((width - LINE_CHARACTERS * unit) / 2))


def prose_format(width: int, unit: float) -> QTextFrameFormat:
    style = QTextFrameFormat()
    margin = column_margin(width, unit)
    style.setLeftMargin(margin)
    style.setRightMargin(max(MARGIN, int(width - margin - LINE_CHARACTERS * unit)))
    return style


def table_margin(width: int, table_width: float) -> float:
    return max(float(MARGIN), (width - table_width) / 2)


def _lines(font: QFont) -> QTextBlockFormat:
    block = QTextBlockFormat()
    factor = LINE_HEIGHT if font.pointSizeF() > 10 else 1.5
    block.setLineHeight(round(factor * em(font)), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return block


def _thin() -> QTextBlockFormat:
    """For the empty paragraphs that Qt wants around frames and tables."""
    block = QTextBlockFormat()
    block.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return block
