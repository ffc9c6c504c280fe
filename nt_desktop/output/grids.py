"""Tables as grids of merged cells: whole, by chosen rows, or cut into groups of columns."""

from __future__ import annotations

from collections.abc import Sequence

from nt_desktop.model import Table
from nt_desktop.output.excerpt import Grid, GridCell


def table_grid(table: Table, rows: Sequence[int] | None = None) -> Grid:
    """The grid of a table; of chosen rows (0-based) with the header rows and the section row each stands under."""
    cells = _cells(table)
    n_rows = len(table.rows)
    if rows is not None:
        chosen = set(range(min(table.n_header_rows, n_rows))) | set(rows)
        sections = [cell.row for cell in cells if cell.col_span == table.n_cols > 1 and cell.row >= table.n_header_rows]
        for row in rows:
            chosen |= set([section for section in sections if section < row][-1:])
        cells = _only_rows(cells, sorted(chosen))
        n_rows = len(chosen)
    header = min(table.n_header_rows, n_rows)
    return Grid(table.key, table.caption, n_rows, table.n_cols, header, tuple(cells))


def split_columns(grid: Grid, groups: Sequence[Sequence[int]]) -> tuple[Grid, ...]:
    """The grid cut into grids of the given columns (ascending); a merged cell shows in every part that it reaches."""
    parts = []
    for columns in groups:
        place = {column: i for i, column in enumerate(columns)}
        cells = []
        for cell in grid.cells:
            covered = [place[col] for col in range(cell.col, cell.col + cell.col_span) if col in place]
            for first, last in _runs(covered):
                cells.append(GridCell(cell.row, first, cell.row_span, last - first + 1, cell.text))
        parts.append(Grid(grid.key, grid.caption, grid.n_rows, len(columns), grid.n_header_rows, tuple(cells)))
    return tuple(parts)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _cells(table: Table) -> list[GridCell]:
    """The table's own cells where they tile its grid; else one for each position."""
    covered: set[tuple[int, int]] = set()
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            covered.update((row, col) for col in range(cell.col, cell.col + cell.col_span))
    area = sum(cell.row_span * cell.col_span for cell in table.cells)
    grid = {(row, col) for row in range(len(table.rows)) for col in range(table.n_cols)}
    if covered == grid and area == len(grid):
        return [GridCell(cell.row, cell.col, cell.row_span, cell.col_span, cell.text) for cell in table.cells]
    return [
        GridCell(row, col, 1, 1, text)
        for row, texts in enumerate(table.rows)
        for col, text in enumerate(texts[: table.n_cols])
    ]


def _only_rows(cells: Sequence[GridCell], rows: Sequence[int]) -> list[GridCell]:
    place = {row: i for i, row in enumerate(rows)}
    kept = []
    for cell in cells:
        covered = [place[row] for row in range(cell.row, cell.row + cell.row_span) if row in place]
        for first, last in _runs(covered):
            kept.append(GridCell(first, cell.col, last - first + 1, cell.col_span, cell.text))
    return kept
