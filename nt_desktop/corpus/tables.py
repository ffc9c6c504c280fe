"""Word tables that were flattened to one cell per TAB line, read back as grids.

`table_regions` finds the lines; `read_table` makes rows of them (`table_rows`), reads the header (`table_header`),
places the cells of rows that are too short (`table_placing`) and tells merged cells from blank ones
(`table_merges`). What is a guess is marked `uncertain` in its cell and told in an observation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nt_desktop.corpus.lines import Line
from nt_desktop.corpus.table_header import Header, count_header_rows, read_header
from nt_desktop.corpus.table_kinds import bare, column_kind, content_of, is_note, words
from nt_desktop.corpus.table_merges import BodyRow, doubtful_blanks, find_merges
from nt_desktop.corpus.table_placing import Column, Placing, make_columns, place_rows
from nt_desktop.corpus.table_regions import Region, table_regions
from nt_desktop.corpus.table_rows import RawCell, RawRow, read_rows
from nt_desktop.corpus.table_sums import wrong_sums
from nt_desktop.model import Cell, Observation, Span

__all__ = ["RawTable", "Region", "read_table", "table_regions"]

MAX_COLUMNS = 200
_SHOWN = 24
_UNIT = re.compile(
    r"(?<![\u4e00-\u9fff])(?:计量|金额|数量|数据)?单\s{0,4}位\s{0,4}(?:[:：]|为|均为)\s{0,4}([^\s，。；、）)（(：:]{1,8})"
)
_UNIT_AT_END = re.compile(r"[（(]([^（）()\d]{1,8})[）)]\s*$")
_NOT_UNITS = ("续", "试行", "表", "附", "版", "稿", "年", "季", "月", "含", "按", "部分")


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


@dataclass(slots=True)
class _Slot:
    """A cell of the grid in the making."""

    row: int
    first: int
    width: int
    raw: RawCell
    height: int = 1
    uncertain: bool = False


@dataclass(slots=True)
class _Grid:
    """The cells of a table in the making, and what was odd."""

    slots: list[_Slot] = field(default_factory=list)
    notes: list[Observation] = field(default_factory=list)

    def remark(self, cell: RawCell, message: str, kind: str = "表格") -> None:
        self.notes.append(Observation(kind, "", cell.line, message, cell.start, cell.end))


@dataclass(slots=True)
class _Body:
    """Rows below the header: cells, and for each row whether it is data, a section, a repeated header or a note."""

    rows: list[RawRow] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


def read_table(lines: Sequence[Line], region: Region, caption: str, context: str) -> RawTable | None:
    """The grid of the table on the lines of a region; None where there is none.

    `caption` is the text above the table (empty: the table's first row may be one); `context` the text before it, which
    may tell the unit.
    """
    raw_rows = read_rows(lines[region.first : region.last + 1])
    if not raw_rows or max(map(len, raw_rows)) > MAX_COLUMNS:
        return None
    grid = _Grid()
    titles, rows = _above_header(raw_rows, grid)
    if not rows:
        return None
    n_header = count_header_rows([[cell.text for cell in row] for row in rows[: _HEAD + 1]])
    body = _classify(rows[:n_header], rows[n_header:], grid)
    data = [row for row, role in zip(body.rows, body.roles, strict=True) if role == "data"]
    header = read_header(_texts(rows[:n_header]), _texts(data))
    cut = _cut_off(lines, region, body, header)
    _add_header(rows[:n_header], header, grid)
    columns = make_columns(header.paths)
    _add_body(body, header, columns, n_header, cut, grid)
    _carry_stub_label(header, body, grid)
    cells, texts = _filled(grid.slots, n_header + len(body.rows), header.n_cols)
    sections = tuple(row[0].text for row, role in zip(body.rows, body.roles, strict=True) if role == "section")
    own_caption = caption or next((cell.text for cell in titles if not _is_unit(cell.text)), "")
    places = [n_header + number for number, role in enumerate(body.roles) if role == "data"]
    _check_sums(texts, header, places, grid)
    return RawTable(
        caption=own_caption,
        n_cols=header.n_cols,
        n_header_rows=n_header,
        header=header.paths,
        rows=texts,
        section_rows=sections,
        cells=cells,
        start=lines[region.first].start,
        end=lines[region.last].end,
        unit=_unit(own_caption, [cell.text for cell in titles], context),
        observations=tuple(sorted(grid.notes, key=lambda note: note.start)),
    )


_HEAD = 8


def _texts(rows: Sequence[RawRow]) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows]


def _above_header(rows: Sequence[RawRow], grid: _Grid) -> tuple[list[RawCell], list[RawRow]]:
    """Rows of a single cell above the header (a caption, a unit), and the rows from the header on."""
    titles: list[RawCell] = []
    position = 0
    while position < len(rows) - 1 and len(rows[position]) == 1 and position < 3:
        if rows[position][0].text:
            titles.append(rows[position][0])
        position += 1
    if position and (position == len(rows) or len(rows[position]) == 1):
        return [], list(rows)
    return titles, list(rows[position:])


def _classify(head: Sequence[RawRow], rows: Sequence[RawRow], grid: _Grid) -> _Body:
    """What each row below the header is; stray empty rows are left out."""
    body = _Body()
    labels = {tuple(bare(cell.text) for cell in row) for row in head}
    for row in rows:
        if len(row) == 1 and not row[0].text:
            grid.remark(row[0], "表格中有一个空行（只有一个空单元格），已略去。")
            continue
        role = "data"
        if len(row) == 1 and content_of(row[0].text) != "serial":
            role = "note" if is_note(row[0].text) else "section"
        elif len(row) > 1 and tuple(bare(cell.text) for cell in row) in labels:
            role = "header"
            grid.remark(row[0], "表头在表中重复出现（多因换页），不是数据。")
        body.rows.append(row)
        body.roles.append(role)
    return body


def _cut_off(lines: Sequence[Line], region: Region, body: _Body, header: Header) -> bool:
    """Whether the last row breaks off with the file: too short, and its cells fit the first columns."""
    if not body.rows or any(not line.blank for line in lines[region.last + 1 : region.last + 50]):
        return False
    last = [cell.text for cell in body.rows[-1]]
    full = [len(row) for row, role in zip(body.rows[:-1], body.roles, strict=False) if role == "data"]
    if body.roles[-1] != "data" or len(last) >= header.n_cols or len(last) in full:
        return False
    kinds = [column_kind(path.split(" / ")[-1]) for path in header.paths]
    typed = [
        (kind, content_of(text)) for kind, text in zip(kinds, last, strict=False) if kind in ("serial", "lead", "time")
    ]
    wanted = {"serial": ("serial", "empty"), "lead": ("department", "empty", "short"), "time": ("date", "empty")}
    tail = content_of(last[-1]) in ("department", "date") and kinds[-1] in ("lead", "participant", "time")
    return bool(typed) and all(content in wanted[kind] for kind, content in typed) and not tail


def _add_header(rows: Sequence[RawRow], header: Header, grid: _Grid) -> None:
    """The cells of the header rows; a label above an empty cell covers both."""
    open_slots: dict[int, _Slot] = {}
    for number, (row, cells) in enumerate(zip(rows, header.rows, strict=True)):
        for cell in cells:
            above = open_slots.get(cell.first)
            width = cell.last - cell.first + 1
            if cell.down and above is not None and above.width == width:
                above.height += 1
                continue
            slot = _Slot(
                number, cell.first, width, row[cell.cell], uncertain=header.short and width > 1 and bool(cell.text)
            )
            grid.slots.append(slot)
            open_slots[cell.first] = slot
    if header.short and rows:
        wide = [cell for cell in header.rows[-1] if cell.last > cell.first]
        labels = "、".join(header.paths[cell.first].replace(" / ", "/") for cell in wide)
        grid.remark(rows[0][0], f"表头比数据少 {sum(c.last - c.first for c in wide)} 栏，推断“{labels}”占多栏。")


def _add_body(body: _Body, header: Header, columns: list[Column], n_header: int, cut: bool, grid: _Grid) -> None:
    """The cells of the rows below the header, in their columns, merged downwards where they go on."""
    width = header.n_cols
    fitted = [_fitted(row, width, grid) for row in body.rows]
    ordinary = [
        number
        for number, role in enumerate(body.roles)
        if role == "data" and not (cut and number == len(body.rows) - 1) and len(fitted[number]) > 1
    ]
    placed = place_rows([[cell.text for cell in fitted[number]] for number in ordinary], columns)
    placings: dict[int, Placing] = dict(zip(ordinary, placed, strict=True))
    rows: list[BodyRow] = []
    for number, (row, role) in enumerate(zip(fitted, body.roles, strict=True)):
        if number in placings:
            rows.append(BodyRow(tuple(cell.text for cell in row), placings[number].widths))
        elif role == "data":
            missing = width - len(row)
            rows.append(BodyRow((*(cell.text for cell in row), *[""] * missing), (1,) * width))
            fitted[number] = (*row, *[RawCell("", row[-1].end, row[-1].end, row[-1].line)] * missing)
            reason = "表格在文件末尾中断，这一行不完整" if cut else "这一行只有一个单元格"
            grid.remark(row[0], f"{reason}，缺 {missing} 个单元格。")
        elif role == "header":
            rows.append(BodyRow(tuple(cell.text for cell in row), _header_widths(row, header), data=False))
        else:
            rows.append(BodyRow((row[0].text,), (width,), data=False))
    merges = {(merge.row, merge.cell): merge for merge in find_merges(rows, columns)}
    doubtful = doubtful_blanks(rows, columns)
    slots: dict[tuple[int, int], _Slot] = {}
    for number, (placed_row, cells) in enumerate(zip(rows, fitted, strict=True)):
        sure = number not in placings or placings[number].sure
        doubts: list[str] = []
        at = 0
        for index, (raw, covered) in enumerate(zip(cells, placed_row.widths, strict=True)):
            merge = merges.get((number, index))
            label = header.paths[at].replace(" / ", "/")
            if merge is not None:
                slot = slots[merge.above, merge.above_cell]
                slot.height += 1
                slots[number, index] = slot
                if not merge.sure:
                    slot.uncertain = True
                    doubts.append(f"“{label}”空，作与上一行合并")
            else:
                slot = _Slot(n_header + number, at, covered, raw)
                slots[number, index] = slot
                grid.slots.append(slot)
                if placed_row.data and not sure and (covered > 1 or _beside_wide(placed_row.widths, index)):
                    slot.uncertain = True
                    if covered > 1:
                        doubts.append(f"“{raw.text[:_SHOWN] or '（空）'}”占 {covered} 栏（自“{label}”起）是推断")
                elif placed_row.data and (
                    number not in placings or (number in doubtful and columns[at].kind == "period")
                ):
                    slot.uncertain = True
            at += covered
        if number in doubtful:
            doubts.append("各期都空，也可能与上一行合并")
        if doubts:
            grid.remark(cells[0], f"第 {n_header + number + 1} 行：{'；'.join(doubts)}。", "存疑单元格")


def _beside_wide(widths: Sequence[int], index: int) -> bool:
    return any(width > 1 for width in widths[max(0, index - 1) : index + 2])


def _header_widths(row: RawRow, header: Header) -> tuple[int, ...]:
    """The columns that the labels of a repeated header row cover: those of the header row it repeats."""
    texts = [bare(cell.text) for cell in row]
    for cells in header.rows:
        if [bare(cell.text) for cell in cells] == texts:
            return tuple(cell.last - cell.first + 1 for cell in cells)
    return (*(1,) * (len(row) - 1), header.n_cols - len(row) + 1)


def _fitted(row: RawRow, width: int, grid: _Grid) -> RawRow:
    """A row with no more cells than there are columns: empty ones at its end go, the rest joins the last."""
    if len(row) <= width:
        return row
    grid.remark(row[0], f"这一行有 {len(row)} 个单元格，比表头的 {width} 栏多；多出的内容并入最后一栏。")
    kept, extra = row[: width - 1], [cell for cell in row[width - 1 :] if cell.text]
    if not extra:
        return (*kept, row[width - 1])
    spans: list[Span] = []
    text = ""
    for cell in extra:
        text += "\n" if text else ""
        spans += [Span(span.text_start + len(text), span.source_start, span.length) for span in cell.spans]
        text += cell.text
    return (*kept, RawCell(text, extra[0].start, extra[-1].end, extra[0].line, tuple(spans)))


def _carry_stub_label(header: Header, body: _Body, grid: _Grid) -> None:
    """A first label that is no column's name but the row's own goes down over rows whose first cell is empty."""
    data = [row for row, role in zip(body.rows, body.roles, strict=True) if role == "data"]
    if not header.rows or not data or len(data) < len(body.rows) or any(row[0].text for row in data):
        return
    label = header.paths[0].split(" / ")[-1]
    if not label or column_kind(label) != "other":
        return
    n_header = len(header.rows)
    own = [slot for slot in grid.slots if slot.first == 0 and slot.row < n_header and slot.raw.text]
    below = [slot for slot in grid.slots if slot.first == 0 and slot.row >= n_header]
    if own and own[-1].width == 1 and all(slot.width == 1 for slot in below):
        own[-1].height += len(below)
        grid.slots = [slot for slot in grid.slots if slot not in below]


def _filled(slots: list[_Slot], n_rows: int, n_cols: int) -> tuple[tuple[Cell, ...], tuple[tuple[str, ...], ...]]:
    """The cells, and the grid with each text in every position that its cell covers."""
    texts = [[""] * n_cols for _ in range(n_rows)]
    cells = []
    for slot in sorted(slots, key=lambda slot: (slot.row, slot.first)):
        raw = slot.raw
        for row in texts[slot.row : slot.row + slot.height]:
            row[slot.first : slot.first + slot.width] = [raw.text] * slot.width
        cells.append(
            Cell(slot.row, slot.first, slot.height, slot.width, raw.text, raw.start, raw.end, raw.spans, slot.uncertain)
        )
    return tuple(cells), tuple(map(tuple, texts))


def _check_sums(
    texts: Sequence[Sequence[str]],
    header: Header,
    places: Sequence[int],
    grid: _Grid,
) -> None:
    """Note totals that are not the sum of their parts."""
    wrong = wrong_sums(texts, header.paths, places)
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
