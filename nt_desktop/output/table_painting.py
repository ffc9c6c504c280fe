"""Where the frames and words of a table stand, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from nt_desktop.output.layouts import UNITS
from nt_desktop.output.pages import Glyphs, Rule
from nt_desktop.output.table_setting import RowPart, SetTable
from nt_desktop.output.typesetting import Typesetter

HAIRLINE = 0.5 * UNITS
"""The thickness of a table's lines."""


class TablePainter:
    """Paints a table page by page; remembers how much of a cell cut by a page break was painted."""

    def __init__(self, table: SetTable) -> None:
        self.table = table
        self.painted = [0] * len(table.cells)
        self.by_row: dict[int, list[int]] = {}
        for number, done in enumerate(table.cells):
            for row in range(done.cell.row, done.cell.row + done.cell.row_span):
                self.by_row.setdefault(row, []).append(number)

    def paint(
        self,
        parts: Sequence[RowPart],
        x: float,
        y: float,
        typesetter: Typesetter,
        glyphs: list[Glyphs],
        rules: list[Rule],
    ) -> None:
        table = self.table
        tops: dict[int, float] = {}
        for part in parts:
            tops[part.row] = y
            y += table.height(part.last - part.first)
        bottom_of = {part.row: tops[part.row] + table.height(part.last - part.first) for part in parts}
        slots_of = {part.row: part.last - part.first for part in parts}
        seen: set[int] = set()
        lefts = [x]
        for width in table.widths:
            lefts.append(lefts[-1] + width)
        for part in parts:
            for number in sorted(self.by_row.get(part.row, ()), key=lambda i: table.cells[i].cell.col):
                if number in seen:
                    continue
                seen.add(number)
                cell = table.cells[number].cell
                rows = [row for row in range(cell.row, cell.row + cell.row_span) if row in tops]
                top, bottom = tops[rows[0]], bottom_of[rows[-1]]
                left, right = lefts[cell.col], lefts[cell.col + cell.col_span]
                _frame(left, top, right, bottom, rules)
                self._words(number, sum(slots_of[row] for row in rows), left, top, bottom, typesetter, glyphs)

    def _words(
        self,
        number: int,
        slots: int,
        left: float,
        top: float,
        bottom: float,
        typesetter: Typesetter,
        glyphs: list[Glyphs],
    ) -> None:
        table = self.table
        done = table.cells[number]
        header = done.cell.row < table.grid.n_header_rows
        again = self.painted[number] >= len(done.lines)  # a section's name on the next page
        first = 0 if header or again else self.painted[number]
        lines = done.lines[first : first + slots]
        self.painted[number] = first + len(lines)
        y = top + table.pad
        if len(lines) < slots:
            y = (top + bottom - len(lines) * table.pitch) / 2
        for line in lines:
            for run in line.runs:
                baseline = y + typesetter.baseline(run.piece, table.pitch)
                glyphs.append(Glyphs(left + table.pad_x + run.x, baseline, run.piece))
            y += table.pitch


def _frame(left: float, top: float, right: float, bottom: float, rules: list[Rule]) -> None:
    rules.append(Rule(left, top, right, top, HAIRLINE))
    rules.append(Rule(left, bottom, right, bottom, HAIRLINE))
    rules.append(Rule(left, top, left, bottom, HAIRLINE))
    rules.append(Rule(right, top, right, bottom, HAIRLINE))


def header_parts(table: SetTable) -> tuple[RowPart, ...]:
    """The header rows, which stand on every page."""
    return tuple(RowPart(row, 0, table.slots[row]) for row in range(table.grid.n_header_rows))


def height_of(table: SetTable, parts: Sequence[RowPart]) -> float:
    """How high these parts of rows are together."""
    return sum(table.height(part.last - part.first) for part in parts)
