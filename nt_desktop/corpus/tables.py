"""Word tables that were flattened to one cell per TAB line, read back as grids.

`table_regions` finds the lines; `read_table` makes rows of them (`table_rows`), reads the header (`table_header`),
places the cells of rows that are too short (`table_placing`) and tells merged cells from blank ones
(`table_merges`). What is a guess is marked `uncertain` in its cell and told in an observation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nt_desktop.corpus.lines import Line
from nt_desktop.corpus.table_delimited import delimited_rows, is_delimited
from nt_desktop.corpus.table_grid import Body, Grid, add_body, add_header, carry_stub_label, classify
from nt_desktop.corpus.table_header import MAX_HEADER_ROWS, Header, count_header_rows, read_header
from nt_desktop.corpus.table_kinds import bare, column_kind, content_of, is_label_like, words
from nt_desktop.corpus.table_regions import Region, table_regions
from nt_desktop.corpus.table_rows import RawCell, RawRow, read_rows
from nt_desktop.corpus.table_sums import wrong_sums
from nt_desktop.model import Cell, Observation

__all__ = ["RawTable", "Region", "read_table", "table_regions"]

MAX_COLUMNS = 200
_UNIT = re.compile(
    r"(?<![\u4e00-\u9fff])(?:计量|金额|数量|数据)?单\s{0,4}位\s{0,4}(?:[:：]|为|均为)\s{0,4}([^\s，。；、）)（(：:]{1,8})"
)
_UNIT_AT_END = re.compile(r"[（(]([^（）()\d]{1,8})[）)]\s*$")
_NOT_UNITS = ("续", "试行", "表", "附", "版", "稿", "年", "季", "月", "含", "按", "部分")
_BLANK_AT_END = 50  # lines after a table that are looked at to tell whether the file ends with it
_EXPECTED = {
    "serial": ("serial", "empty"),
    "lead": ("department", "empty", "short"),
    "time": ("date", "empty"),
}


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it was read, before it has a key; the fields are those of `Table`.

    `observations` name no seed yet. A caption that stands in the table's own first row is in no grid row.
    """

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


def read_table(lines: Sequence[Line], region: Region, caption: str, context: str) -> RawTable | None:
    """The grid of the table on the lines of a region; None where there is none.

    `caption` is the text above the table; a title in the table's own first row is added to it. `context` is the text
    before the table, which may tell the unit.
    """
    own = lines[region.first : region.last + 1]
    raw_rows = delimited_rows(own) if is_delimited(own) else read_rows(own)
    if not raw_rows or max(map(len, raw_rows)) > MAX_COLUMNS:
        return None
    grid = Grid()
    titles, rows = _above_header(raw_rows)
    rows = _without_covered(rows)
    n_header = count_header_rows(_texts(rows[: MAX_HEADER_ROWS + 2]))
    head = rows[:n_header]
    body = classify(head, rows[n_header:], grid)
    header = read_header(_texts(head), _texts(body.of("data")))
    _mark_broken(lines, region, body, header, grid)
    add_header(head, header, grid)
    add_body(body, header, grid)
    carry_stub_label(header, body, grid)
    cells, texts = grid.filled(n_header + len(body.rows), header.n_cols)
    data = [n_header + number for number, role in enumerate(body.roles) if role == "data"]
    _check_sums(texts, header, data, grid)
    names = [cell.text for cell in titles]
    own_caption = " ".join(dict.fromkeys(name for name in (caption, *names) if name and not _is_unit(name)))
    return RawTable(
        caption=own_caption,
        n_cols=header.n_cols,
        n_header_rows=n_header,
        header=header.paths,
        rows=texts,
        section_rows=tuple(row[0].text for row in body.of("section")),
        cells=cells,
        start=lines[region.first].start,
        end=lines[region.last].end,
        unit=_unit(own_caption, names, context),
        observations=tuple(sorted(grid.notes, key=lambda note: note.start)),
    )


def _texts(rows: Sequence[RawRow]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def _above_header(rows: Sequence[RawRow]) -> tuple[list[RawCell], Sequence[RawRow]]:
    """Rows of a single cell above the header (a caption, a unit), and the rows from the header on."""
    count = next((number for number, row in enumerate(rows[:4]) if len(row) > 1), 0)
    return [row[0] for row in rows[:count] if row[0].text], rows[count:]


def _without_covered(rows: Sequence[RawRow]) -> Sequence[RawRow]:
    """The rows, the empty cells taken out of the first that only its labels cover: those that labels stand below.

    Some conversions print an empty cell for each further column that a label covers, others none.
    """
    if len(rows) < 3 or len(rows[0]) != len(rows[1]):
        return rows
    above, below = _texts(rows[:2])
    if not all(map(is_label_like, (*above, *below))) or not above[0] or below[0]:
        return rows
    covered = {index for index, text in enumerate(above) if not text and below[index]}
    for index, text in enumerate(below):
        alone = bool(text and above[index]) and index + 1 not in covered
        if alone or (not text and not above[index]) or content_of(text) in ("serial", "number"):
            return rows
    if not covered:
        return rows
    return [tuple(cell for index, cell in enumerate(rows[0]) if index not in covered), *rows[1:]]


def _mark_broken(lines: Sequence[Line], region: Region, body: Body, header: Header, grid: Grid) -> None:
    """Say of rows that they are broken off: those of a serial number alone, and a last row cut with its file."""
    if body.rows and body.roles[-1] == "data" and _is_cut_off(lines, region, body, header):
        body.roles[-1] = "broken"
    for number, (row, role) in enumerate(zip(body.rows, body.roles, strict=True)):
        if role == "broken":
            last = number == len(body.rows) - 1
            reason = "表格在这里中断" if last else "这一行只有一个单元格"
            grid.remark(row[0], f"{reason}，缺 {header.n_cols - len(row)} 个单元格。")


def _is_cut_off(lines: Sequence[Line], region: Region, body: Body, header: Header) -> bool:
    """Whether the last row breaks off with the file: too short, and its cells fit the first columns."""
    if any(not line.blank for line in lines[region.last + 1 : region.last + _BLANK_AT_END]):
        return False
    last = [cell.text for cell in body.rows[-1]]
    if len(last) >= header.n_cols or any(len(row) == len(last) for row in body.of("data")[:-1]):
        return False
    kinds = [column_kind(path.split(" / ")[-1]) for path in header.paths]
    typed = [(kind, content_of(text)) for kind, text in zip(kinds, last, strict=False) if kind in _EXPECTED]
    ends_well = content_of(last[-1]) in ("department", "date") and kinds[-1] in ("lead", "participant", "time")
    return bool(typed) and all(content in _EXPECTED[kind] for kind, content in typed) and not ends_well


def _check_sums(texts: Sequence[Sequence[str]], header: Header, data: Sequence[int], grid: Grid) -> None:
    """Note totals that are not the sum of their parts."""
    wrong = wrong_sums(texts, header.paths, data)
    if not wrong:
        return
    at = {(slot.row, slot.first): slot.raw for slot in grid.slots}
    for item in wrong:
        cell = at.get((item.row, item.column))
        if cell is not None:
            grid.remark(cell, f"“{item.label}”为 {item.total}，各项相加得 {item.added}。", "合计不符")


def _is_unit(text: str) -> bool:
    return bare(text).startswith(words().units) and len(text) < 40


def _unit(caption: str, titles: Sequence[str], context: str) -> str | None:
    """The unit that caption, first row or the text before the table give for all figures."""
    for text in (*titles, caption, context[-300:]):
        found = _UNIT.search(text)
        if found:
            return found[1]
    at_end = _UNIT_AT_END.search(caption)
    if at_end and not any(word in at_end[1] for word in _NOT_UNITS):
        return at_end[1].removeprefix("单位")
    return None
