"""Column widths of a table: upright or turned, in which type size, split by columns where it must be.

Pure arithmetic on character counts, so that the paper and the Word file agree. Lengths are tenths of a point.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nt_desktop.output.excerpt import Grid
from nt_desktop.output.grids import split_columns
from nt_desktop.output.layouts import UNITS

PAD_X = 0.3
"""Blank at the left and right of a cell, in ems of the table's type size."""
_TOKEN = re.compile(r"[0-9A-Za-z.,%/:〔〕\-]+")
_SAMPLE = 2000  # cells of a column that its width is judged by
_MOST_UPRIGHT = 14  # lines of the longest cell beyond which a table is set smaller, then turned
_MOST_TURNED = 18
_MOST_OF_LIST = 2.0  # lines of a list's usual rows beyond which it is turned


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is set: type size in pt, turned by a quarter or upright, and its parts with their column widths."""

    size: float
    turned: bool
    parts: tuple[tuple[Grid, tuple[float, ...]], ...]


class _Columns:
    """What the columns of a grid ask for, in ems.

    `least` keeps numbers whole, `comfort` is a readable width, `full` sets every paragraph on one line; `most` is the
    length of the longest cell, `usual` and `seldom` what nine of ten and 49 of 50 do not exceed, `mass`
    the mean length.
    """

    def __init__(self, grid: Grid) -> None:
        self.least = [1.0] * grid.n_cols
        self.comfort = [2.0] * grid.n_cols
        self.full = [1.0] * grid.n_cols
        self.most = [1.0] * grid.n_cols
        lengths: list[list[float]] = [[] for _ in range(grid.n_cols)]
        for cell in grid.cells:
            if cell.col_span > 1 or len(lengths[cell.col]) >= _SAMPLE:
                continue
            column = cell.col
            lines = [ems(line) for line in cell.text.split("\n")]
            token = max((ems(found) for found in _TOKEN.findall(cell.text)), default=0.0)
            self.least[column] = max(self.least[column], min(token, 9.0), min(max(lines), 3.0))
            self.comfort[column] = max(self.comfort[column], min(token, 9.0), min(max(lines), 4.0))
            self.full[column] = max(self.full[column], *lines)
            self.most[column] = max(self.most[column], sum(lines))
            lengths[column].append(sum(lines))
        self.mass = [max(1.0, sum(column) / max(len(column), 1)) for column in lengths]
        self.usual = [max(1.0, _longest(column, 10)) for column in lengths]
        self.seldom = [max(1.0, _longest(column, 50)) for column in lengths]

    def widths(self, measure: float, size: float) -> tuple[float, ...]:
        """Column widths that fill the measure."""
        em = size * UNITS
        pad = 2 * PAD_X * em
        room = measure - pad * len(self.full)
        if sum(self.full) * em <= room:
            base = [full * em for full in self.full]
        else:
            base = self._shared(room, em)
        stretch = room / sum(base)
        return tuple(width * stretch + pad for width in base)

    def _shared(self, room: float, em: float) -> list[float]:
        """What is left above the least goes to the columns by the root of their text.

        First none gets more than nine of ten cells need, so that one long cell takes nothing from the others, then
        what all but one of fifty need, then none more than its full width.
        """
        widths = [least * em for least in self.least]
        usual, seldom = ([*map(min, self.full, lengths)] for lengths in (self.usual, self.seldom))
        for enough in (usual, usual, usual, seldom, seldom, self.full, self.full):
            left = room - sum(widths)
            weights = [
                (self.mass[i] * self.usual[i]) ** 0.5 if widths[i] < enough[i] * em else 0.0 for i in range(len(widths))
            ]
            if left <= 0 or not any(weights):
                continue
            for i, weight in enumerate(weights):
                widths[i] = min(widths[i] + left * weight / sum(weights), max(enough[i] * em, widths[i]))
        return widths

    def readable(self, measure: float, size: float) -> bool:
        """Whether no column is too narrow to read."""
        em = size * UNITS
        return sum(self.comfort) * em + 2 * PAD_X * em * len(self.comfort) <= measure

    def tallest(self, measure: float, size: float) -> float:
        """About how many lines the longest cell takes."""
        return self._lines(self.most, measure, size)

    def high(self, measure: float, size: float) -> float:
        """About how many lines the longest of the usual cells take."""
        return self._lines(self.usual, measure, size)

    def _lines(self, lengths: Sequence[float], measure: float, size: float) -> float:
        em = size * UNITS
        widths = self.widths(measure, size)
        return max(length * em / (width - 2 * PAD_X * em) for length, width in zip(lengths, widths, strict=True))


def _longest(lengths: Sequence[float], of: int) -> float:
    """The longest, but for one of so many; 0.0 of none."""
    return sorted(lengths)[-1 - len(lengths) // of] if lengths else 0.0


def plan_table(grid: Grid, upright: float, turned: float, size: float, least: float) -> Plan:
    """Choose how a table is set: upright, else smaller, else turned, else turned and split with the first columns kept.

    `upright` and `turned` are the measures of the two ways, `size` and `least` the largest and smallest type in pt.
    A list of the program's own is set small, and turned as soon as its usual rows are high: it is run down by line.
    """
    columns = _Columns(grid)
    if grid.is_list:
        size = min(size, least + 1)
        is_turned = columns.readable(turned, size) and columns.high(upright, size) > _MOST_OF_LIST
        if is_turned:
            return Plan(size, True, ((grid, columns.widths(turned, size)),))
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
    need = [(comfort + 2 * PAD_X) * em for comfort in columns.comfort]
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


def ems(text: str) -> float:
    """About how wide a text is, in ems."""
    return sum(1.0 if ord(char) > 0x2000 else 0.55 for char in text)
