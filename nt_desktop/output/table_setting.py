"""Setting a table: column widths, upright or turned, split by columns, and cut into pages by rows.

A row is as high as a whole number of text lines ("slots"), so that a merged cell's lines always fit into the rows that
it covers, wherever pages break. Lengths are layout units.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nt_desktop.output.excerpt import Grid, GridCell
from nt_desktop.output.faces import UNITS
from nt_desktop.output.grids import split_columns
from nt_desktop.output.typesetting import Line, Piece, Typesetter

_TOKEN = re.compile(r"[0-9A-Za-z.,%/:〔〕\-]+")
_LINE_PITCH = 1.35
_PAD_X = 0.3
_PAD_Y = 0.3
"""In ems of the table's type size."""
_SAMPLE = 2000  # cells of a column that its width is judged by
_MOST_UPRIGHT = 14  # lines of the longest cell beyond which a table is set smaller, then turned
_MOST_TURNED = 18


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is set: type size in pt, turned by a quarter or upright, and its parts with their column widths."""

    size: float
    turned: bool
    parts: tuple[tuple[Grid, tuple[float, ...]], ...]


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
        return self.size * UNITS * _PAD_X

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


class _Columns:
    """What the columns of a grid ask for, in ems.

    `least` keeps numbers whole, `comfort` is a readable width, `full` sets every paragraph on one line; `most` is the
    length of the longest cell, `mass` the mean length.
    """

    def __init__(self, grid: Grid) -> None:
        self.least = [1.0] * grid.n_cols
        self.comfort = [2.0] * grid.n_cols
        self.full = [1.0] * grid.n_cols
        self.most = [1.0] * grid.n_cols
        sums = [0.0] * grid.n_cols
        counts = [0] * grid.n_cols
        for cell in grid.cells:
            if cell.col_span > 1 or counts[cell.col] >= _SAMPLE:
                continue
            column = cell.col
            lines = [_ems(line) for line in cell.text.split("\n")]
            token = max((_ems(found) for found in _TOKEN.findall(cell.text)), default=0.0)
            self.least[column] = max(self.least[column], min(token, 9.0), min(max(lines), 3.0))
            self.comfort[column] = max(self.comfort[column], min(token, 9.0), min(max(lines), 4.0))
            self.full[column] = max(self.full[column], *lines)
            self.most[column] = max(self.most[column], sum(lines))
            sums[column] += sum(lines)
            counts[column] += 1
        self.mass = [max(1.0, total / max(count, 1)) for total, count in zip(sums, counts, strict=True)]

    def widths(self, measure: float, size: float) -> tuple[float, ...]:
        """Column widths that fill the measure."""
        em = size * UNITS
        pad = 2 * _PAD_X * em
        room = measure - pad * len(self.full)
        if sum(self.full) * em <= room:
            base = [full * em for full in self.full]
        else:
            base = self._shared(room, em)
        stretch = room / sum(base)
        return tuple(width * stretch + pad for width in base)

    def _shared(self, room: float, em: float) -> list[float]:
        """What is left above the least goes to the columns by the root of their text, none beyond its full width."""
        widths = [least * em for least in self.least]
        for _ in range(4):
            left = room - sum(widths)
            weights = [
                (self.mass[i] * self.most[i]) ** 0.5 if widths[i] < self.full[i] * em else 0.0
                for i in range(len(widths))
            ]
            if left <= 0 or not any(weights):
                break
            for i, weight in enumerate(weights):
                widths[i] = min(widths[i] + left * weight / sum(weights), max(self.full[i] * em, widths[i]))
        return widths

    def readable(self, measure: float, size: float) -> bool:
        """Whether no column is too narrow to read."""
        em = size * UNITS
        return sum(self.comfort) * em + 2 * _PAD_X * em * len(self.comfort) <= measure

    def tallest(self, measure: float, size: float) -> float:
        """About how many lines the longest cell takes."""
        em = size * UNITS
        widths = self.widths(measure, size)
        return max(most * em / (width - 2 * _PAD_X * em) for most, width in zip(self.most, widths, strict=True))


def plan_table(grid: Grid, upright: float, turned: float, size: float, least: float) -> Plan:
    """Choose how a table is set: upright, else smaller, else turned, else turned and split with the first columns kept.

    `upright` and `turned` are the measures of the two ways, `size` and `least` the largest and smallest type in pt.
    """
    columns = _Columns(grid)
    ways: list[tuple[bool, float, float, float]] = [
        (False, upright, candidate, _MOST_UPRIGHT) for candidate in _sizes(size, max(least, size - 2))
    ]
    ways += [(True, turned, candidate, _MOST_TURNED) for candidate in _sizes(size, least)]
    ways += [(True, turned, least, math.inf)]
    for is_turned, measure, candidate, most in ways:
        if columns.readable(measure, candidate) and columns.tallest(measure, candidate) <= most:
            return Plan(candidate, is_turned, ((grid, columns.widths(measure, candidate)),))
    groups = _column_groups(columns, turned, least)
    if len(groups) == 1:
        return Plan(least, True, ((grid, columns.widths(turned, least)),))
    parts = split_columns(grid, groups)
    return Plan(least, True, tuple((part, _Columns(part).widths(turned, least)) for part in parts))


def _sizes(size: float, least: float) -> Iterator[float]:
    while size > least:
        yield size
        size -= 0.75
    yield least


def _column_groups(columns: _Columns, measure: float, size: float) -> list[list[int]]:
    """Columns for each part: the first one (and the second after a narrow one such as 序号) and as many as fit."""
    em = size * UNITS
    n_cols = len(columns.full)
    kept = [0, 1] if n_cols > 3 and columns.full[0] <= 3.0 else [0]
    need = [(comfort + 2 * _PAD_X) * em for comfort in columns.comfort]
    room = measure - sum(need[column] for column in kept)
    rest = [column for column in range(n_cols) if column not in kept]
    parts = max(1, -(-int(sum(need[column] for column in rest)) // max(int(room), 1)))
    share = sum(need[column] for column in rest) / parts
    groups: list[list[int]] = [[]]
    filled = 0.0
    for column in rest:
        over = filled + need[column] > room or (filled + need[column] / 2 > share and len(groups) < parts)
        if groups[-1] and over:
            groups.append([])
            filled = 0.0
        groups[-1].append(column)
        filled += need[column]
    return [kept + group for group in groups]


def set_table(grid: Grid, widths: Sequence[float], size: float, typesetter: Typesetter) -> SetTable:
    """Break the cells' text into lines and find the height of every row."""
    em = size * UNITS
    cells = []
    slots = [1] * grid.n_rows
    tall: list[SetCell] = []
    for cell in grid.cells:
        measure = sum(widths[cell.col : cell.col + cell.col_span]) - 2 * _PAD_X * em
        header = cell.row < grid.n_header_rows
        section = cell.col_span == grid.n_cols > 1 and not header
        use = "first" if header or section else "song"
        lines: list[Line] = []
        paragraphs = cell.text.split("\n")
        short = all(_ems(line) * em <= measure for line in paragraphs)
        number = len(cell.text) <= 12
        centred = header or ((short and (number or (len(paragraphs) == 1 and grid.n_cols > 2))) and not section)
        for paragraph in paragraphs:
            piece = Piece(paragraph, "first" if use == "first" else "song", size)
            lines += typesetter.lines([piece], measure, "center" if centred else "justify")
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


def cut_rows(table: SetTable, first_room: float, room: float) -> Iterator[tuple[RowPart, ...]]:
    """Cut the rows below the header into pages; the rooms are heights left for them, the header taken off already.

    A row is kept whole where a page can hold it, unless it is high and much room would stay empty. The first page may
    be empty when not even a beginning fits.
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
            page, pristine = held, True
            left = room - sum(table.height(part.last - part.first) for part in held)
    if page:
        yield tuple(page)


def _ems(text: str) -> float:
    """About how wide a text is, in ems."""
    return sum(1.0 if ord(char) > 0x2000 else 0.55 for char in text)
