"""Setting a table whose column widths are known, and cutting it into pages by rows.

A row is as high as a whole number of text lines ("slots"), so that a merged cell's lines always fit into the rows that
it covers, wherever pages break. Lengths are layout units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nt_desktop.output.columns import PAD_X, ems
from nt_desktop.output.excerpt import Grid, GridCell
from nt_desktop.output.layouts import UNITS, Use
from nt_desktop.output.typesetting import Align, Line, Piece, Typesetter

_LINE_PITCH = 1.35
_PAD_Y = 0.3
"""In ems of the table's type size."""
_NARROW = 12  # ems below which lines stay ragged


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell with its lines; short ones are centred."""

    cell: GridCell
    lines: tuple[Line, ...]
    centred: bool


@dataclass(frozen=True, slots=True)
class SetTable:
    """A part of a table ready to be cut into pages; `slots` has the height of each row in lines."""

    grid: Grid
    widths: tuple[float, ...]
    size: float
    cells: tuple[SetCell, ...]
    slots: tuple[int, ...]

    @property
    def pitch(self) -> float:
        return self.size * UNITS * _LINE_PITCH

    @property
    def pad_x(self) -> float:
        return self.size * UNITS * PAD_X

    @property
    def pad(self) -> float:
        return self.size * UNITS * _PAD_Y

    def height(self, slots: int) -> float:
        """The height of a row, or part of one, of so many lines."""
        return slots * self.pitch + 2 * self.pad


@dataclass(frozen=True, slots=True)
class RowPart:
    """The lines `first` to `last` (end exclusive) of a row."""

    row: int
    first: int
    last: int


def set_table(grid: Grid, widths: Sequence[float], size: float, typesetter: Typesetter) -> SetTable:
    """Break the cells' text into lines and find the height of every row."""
    em = size * UNITS
    cells = []
    slots = [1] * grid.n_rows
    tall: list[SetCell] = []
    ragged_columns = _long_columns(grid, widths, em) if grid.is_list else frozenset()
    for cell in grid.cells:
        measure = sum(widths[cell.col : cell.col + cell.col_span]) - 2 * PAD_X * em
        header = cell.row < grid.n_header_rows
        section = cell.col_span == grid.n_cols > 1 and not header
        use: Use = "first" if header or section else "song"
        ragged: Align = "justify" if measure > _NARROW * em else "left"
        lines: list[Line] = []
        paragraphs = cell.text.split("\n")
        short = all(ems(line) * em <= measure for line in paragraphs)
        number = len(cell.text) <= 12
        centred = header or ((short and (number or (len(paragraphs) == 1 and grid.n_cols > 2))) and not section)
        if cell.col in ragged_columns and not header:
            centred = False
        for paragraph in paragraphs:
            lines += typesetter.lines([Piece(paragraph, use, size)], measure, "center" if centred else ragged)
        done = SetCell(cell, tuple(lines), centred)
        cells.append(done)
        if cell.row_span == 1:
            slots[cell.row] = max(slots[cell.row], len(lines))
        else:
            tall.append(done)
    for done in sorted(tall, key=lambda each: each.cell.row_span):
        rows = range(done.cell.row, done.cell.row + done.cell.row_span)
        missing = len(done.lines) - sum(slots[row] for row in rows)
        for i in range(max(missing, 0)):
            slots[rows[i % len(rows)]] += 1
    return SetTable(grid, tuple(widths), size, tuple(cells), tuple(slots))


def _long_columns(grid: Grid, widths: Sequence[float], em: float) -> frozenset[int]:
    """The columns of which some cells take several lines: all their cells then begin at the left, to be run down."""
    room = [width - 2 * PAD_X * em + 0.1 * em for width in widths]  # a trifle for rounding
    return frozenset(cell.col for cell in grid.cells if cell.col_span == 1 and ems(cell.text) * em > room[cell.col])


def cut_rows(table: SetTable, first_room: float, room: float) -> Iterator[tuple[RowPart, ...]]:
    """Cut the rows below the header into pages; the rooms are heights left for them, the header taken off already.

    A row is kept whole where a page can hold it, unless it is high and much room would stay empty. The first page may
    be empty when not even a beginning fits. In a list of the program's own a page begins with the section it is in.
    """
    sections = {
        each.cell.row for each in table.cells if each.cell.col_span == table.grid.n_cols > 1 and each.cell.row_span == 1
    }
    page: list[RowPart] = []
    left = first_room
    pristine = first_room >= room
    for row in range(table.grid.n_header_rows, table.grid.n_rows):
        done = 0
        while done < table.slots[row]:
            rest = table.slots[row] - done
            fitting = int((left - 2 * table.pad + 0.01) / table.pitch)
            if fitting >= rest:
                page.append(RowPart(row, done, table.slots[row]))
                left -= table.height(rest)
                done = table.slots[row]
                continue
            whole_page = int((room - 2 * table.pad) / table.pitch)
            splits = rest > whole_page or (rest > 8 and fitting >= 4 and rest - fitting >= 2)
            if (splits and fitting >= 1) or (pristine and not page):
                part = max(fitting, 1)
                page.append(RowPart(row, done, done + part))
                done += part
            held = [page.pop()] if len(page) > 1 and page[-1].row in sections and page[-1].row < row else []
            yield tuple(page)  # a section row goes with the first row under it
            if table.grid.is_list and not held and page and row not in sections:
                above = max((section for section in sections if section < row), default=None)
                held = [] if above is None else [RowPart(above, 0, table.slots[above])]
            page, pristine = held, True
            left = room - sum(table.height(part.last - part.first) for part in held)
    if page:
        yield tuple(page)
