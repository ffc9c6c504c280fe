"""The geometry of a table on screen: which cells there are, how wide its columns, which hold figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from nt_desktop.model import Cell, Table

UNCERTAIN = "推断：原文没有写明这个单元格的位置，请对照原文"
SAMPLE_ROWS = 200
NARROWEST = 2.5
WIDEST = 22.0
"""Characters: a column is no narrower or wider than these unless the table leaves room."""
_MONTH = re.compile(r"20\d\d\s*[.．/-]\s*\d{1,2}$")
_FIGURE = re.compile(r"[-+±≥≤><≈~]?\s*[\d,，.．]+\s*[%％‰]?$|[-—–/]+$")


def cells_of(table: Table, rows: int | None = None) -> tuple[Cell, ...]:
    """The cells of a table, or of its first `rows` grid rows; made from its grid where it came without any."""
    if table.cells:
        return table.cells if rows is None else tuple(cell for cell in table.cells if cell.row < rows)
    return tuple(
        Cell(number, column, 1, 1, text, table.start, table.end)
        for number, row in enumerate(table.rows[:rows])
        for column, text in enumerate(row)
    )


def width_of(text: str) -> float:
    """The width of a text in Chinese characters."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WF" else 0.56 for character in text)


def column_widths(table: Table, unit: float, room: float, padding: float) -> list[float]:
    """The width of each column in pixels; they fill no more than `room` unless that would make them unreadable.

    `unit` is the width of a Chinese character, `padding` that of a cell, both in pixels.
    """
    wanted, least = _wants(table)
    wants = [unit * width + padding for width in wanted]
    floors = [unit * width + padding for width in least]
    if sum(wants) <= room:
        return wants
    spare = room - sum(floors)
    if spare <= 0:
        return floors
    stretch = sum(want - floor for want, floor in zip(wants, floors, strict=True))
    return [floor + (want - floor) * spare / stretch for want, floor in zip(wants, floors, strict=True)]


def _wants(table: Table) -> tuple[list[float], list[float]]:
    """What each column would like and what it needs, in characters."""
    columns = max(table.n_cols, 1)
    wanted = [NARROWEST] * columns
    least = [NARROWEST] * columns
    for cell in cells_of(table, SAMPLE_ROWS):
        if cell.col_span > 1 or cell.col >= columns or not cell.text:
            continue
        widest = max(width_of(paragraph) for paragraph in cell.text.split("\n"))
        wanted[cell.col] = max(wanted[cell.col], min(widest, WIDEST))
        unbroken = width_of(cell.text) if _FIGURE.match(cell.text) else min(widest, 5.0)
        least[cell.col] = max(least[cell.col], min(unbroken, 8.0))
    return wanted, least


def numeric_columns(table: Table) -> frozenset[int]:
    """The columns that hold figures, which are set flush right."""
    return frozenset(
        column for column in range(table.n_cols) if _is_numeric([_at(row, column) for row in _data_rows(table)])
    )


def _data_rows(table: Table) -> Sequence[tuple[str, ...]]:
    rows = table.rows[table.n_header_rows : table.n_header_rows + SAMPLE_ROWS]
    return [row for row in rows if len(set(row)) > 1 or len(row) == 1]


def _at(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _is_numeric(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    figures = sum(bool(_FIGURE.match(text)) and not _MONTH.match(text) for text in filled)
    return bool(filled) and figures >= 0.7 * len(filled) and any(text[0].isdigit() for text in filled)
