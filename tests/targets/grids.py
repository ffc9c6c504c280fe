"""Tables for tests, written as text: a line for each row, cells between bars, header rows above a line of dashes."""

from __future__ import annotations

from nt_desktop.model import Cell, Span, Table


def table_of(text: str, caption: str = "") -> Table:
    """A table as the reading of a source would give it, without merged cells; offsets are those of `text`."""
    rows: list[tuple[str, ...]] = []
    cells: list[Cell] = []
    n_header_rows = 0
    position = 0
    for line in text.split("\n"):
        if set(line.strip()) == {"-"}:
            n_header_rows = len(rows)
        elif line.strip():
            at = position
            words = []
            for column, raw in enumerate(line.split("|")):
                cell = raw.strip()
                start = at + (raw.index(cell) if cell else 0)
                span = (Span(0, start, len(cell)),) if cell else ()
                cells.append(Cell(len(rows), column, 1, 1, cell, start, start + len(cell), span))
                words.append(cell)
                at += len(raw) + 1
            rows.append(tuple(words))
        position += len(line) + 1
    header = tuple(
        " / ".join(dict.fromkeys(row[column] for row in rows[:n_header_rows] if row[column]))
        for column in range(len(rows[0]))
    )
    return Table(
        "d#表1", "a.txt", "d", None, 1, caption, len(rows[0]), n_header_rows, header, tuple(rows), (), 0, len(text),
        None, tuple(cells),
    )  # fmt: skip
