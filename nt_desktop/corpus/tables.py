"""Flattened tables, as far as rows go: each cell is a line that starts with a TAB, a blank line begins a new row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nt_desktop.corpus.lines import Line
from nt_desktop.model import Cell, Observation, Span


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of a table, as indices into the lines of the source, both inclusive; `layout` marks one that is no data."""

    first: int
    last: int
    layout: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it was read, before it has a key."""

    caption: str
    n_cols: int
    n_header_rows: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    section_rows: tuple[str, ...]
    cells: tuple[Cell, ...]
    start: int
    end: int
    unit: str | None
    observations: tuple[Observation, ...]


def table_regions(lines: Sequence[Line]) -> tuple[Region, ...]:
    """Where tables stand."""
    found = []
    first = last = None
    for index, line in enumerate(lines):
        if line.text.startswith("\t"):
            if first is None:
                first = index
            last = index
        elif first is not None and last is not None and not line.blank:
            ahead = [other.text.startswith("\t") for other in lines[index + 1 : index + 4] if not other.blank]
            if not ahead or not ahead[0]:
                end = index if index == last + 1 and lines[index - 1].text.strip() == "" else last
                found.append(Region(first, end))
                first = last = None
    if first is not None and last is not None:
        found.append(Region(first, last))
    return tuple(region for region in found if region.last > region.first)


def read_table(lines: Sequence[Line], region: Region, caption: str, context: str) -> RawTable | None:
    """The rows of a table, padded to the longest."""
    rows: list[list[list[Line]]] = []
    gap = True
    for line in lines[region.first : region.last + 1]:
        if line.blank and not line.text.startswith("\t"):
            gap = True
        elif line.text.startswith("\t"):
            if gap or not rows:
                rows.append([])
            rows[-1].append([line])
            gap = False
        else:
            rows[-1][-1].append(line)
            gap = False
    width = max(len(row) for row in rows)
    cells = []
    grid = []
    for number, row in enumerate(rows):
        texts = []
        for column, cell_lines in enumerate(row):
            text, spans = "", []
            for line in cell_lines:
                printed = line.text.strip()
                if printed:
                    at = line.start + line.text.index(printed)
                    text += "\n" if text else ""
                    spans.append(Span(len(text), at, len(printed)))
                    text += printed
            start = spans[0].source_start if spans else cell_lines[0].start
            end = spans[-1].source_start + spans[-1].length if spans else start
            texts.append(text)
            cells.append(Cell(number, column, 1, 1, text, start, end, tuple(spans)))
        grid.append(tuple(texts + [""] * (width - len(texts))))
    header = tuple(text.replace("\n", "") for text in grid[0])
    start, end = lines[region.first].start, lines[region.last].end
    return RawTable(caption, width, 1, header, tuple(grid), (), tuple(cells), start, end, None, ())
