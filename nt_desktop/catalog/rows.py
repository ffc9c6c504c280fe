"""The rows of a table as passages of their own: what is searched, bookmarked and cited by `…#表3/5`."""

from __future__ import annotations

from dataclasses import dataclass

from nt_desktop.model import Table

CELL_SEPARATOR = " │ "


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table's grid; `row` counts from 0 with the header rows; `start` and `end` are of its own cells.

    `text` has the row's cells with a bar between, each merged cell once, line breaks inside a cell taken out.
    """

    table: Table
    row: int
    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return self.table.row_key(self.row)

    @property
    def document(self) -> str:
        return self.table.document


def table_rows(table: Table) -> tuple[TableRow, ...]:
    """Every row of a table's grid. A row in which no cell begins has the place of the whole table."""
    places: dict[int, tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()  # positions that a cell covers from the left: its text stands there again
    for cell in table.cells:
        if cell.text:
            start, end = places.get(cell.row, (cell.start, cell.end))
            places[cell.row] = (min(start, cell.start), max(end, cell.end))
        if cell.col_span > 1:
            covered |= {
                (row, column)
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.col + 1, cell.col + cell.col_span)
            }
    whole = (table.start, table.end)
    rows = []
    for number, cells in enumerate(table.rows):
        kept = [cell for column, cell in enumerate(cells) if cell and (number, column) not in covered]
        text = CELL_SEPARATOR.join(cell.replace("\n", "") for cell in kept)
        rows.append(TableRow(table, number, text, *places.get(number, whole)))
    return tuple(rows)
