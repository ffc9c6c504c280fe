"""The grid of a table: header cells over their columns, rows placed and merged, with what is uncertain noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from nt_desktop.corpus.table_header import Header, HeaderCell
from nt_desktop.corpus.table_kinds import bare, content_of, is_note, names_column
from nt_desktop.corpus.table_merges import BodyRow, doubtful_blanks, find_merges
from nt_desktop.corpus.table_placing import Column, Placing, make_columns, place_rows
from nt_desktop.corpus.table_rows import RawCell, RawRow
from nt_desktop.model import Cell, Observation, Span

Role = Literal["data", "section", "header", "note", "broken"]

_SHOWN = 24


@dataclass(slots=True)
class Slot:
    """A cell of the grid in the making: it covers `height` rows and `width` columns from its place on."""

    row: int
    first: int
    width: int
    raw: RawCell
    height: int = 1
    uncertain: bool = False


@dataclass(slots=True)
class Body:
    """The rows below the header, each with what it is; `broken` is one whose cells are missing."""

    rows: list[RawRow] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)

    def of(self, role: Role) -> list[RawRow]:
        return [row for row, own in zip(self.rows, self.roles, strict=True) if own == role]


@dataclass(slots=True)
class Grid:
    """The cells of a table in the making, and what was odd."""

    slots: list[Slot] = field(default_factory=list)
    notes: list[Observation] = field(default_factory=list)

    def remark(self, cell: RawCell, message: str, kind: str = "表格") -> None:
        """Note something about the table at a cell of it."""
        self.notes.append(Observation(kind, "", cell.line, message, cell.start, cell.end))

    def filled(self, n_rows: int, n_cols: int) -> tuple[tuple[Cell, ...], tuple[tuple[str, ...], ...]]:
        """The cells, and the grid with each text in every position that its cell covers."""
        texts = [[""] * n_cols for _ in range(n_rows)]
        cells = []
        for slot in sorted(self.slots, key=lambda slot: (slot.row, slot.first)):
            raw, width = slot.raw, slot.width
            for row in texts[slot.row : slot.row + slot.height]:
                row[slot.first : slot.first + width] = [raw.text] * width
            cells.append(
                Cell(slot.row, slot.first, slot.height, width, raw.text, raw.start, raw.end, raw.spans, slot.uncertain)
            )
        return tuple(cells), tuple(map(tuple, texts))


def classify(head: Sequence[RawRow], rows: Sequence[RawRow], grid: Grid) -> Body:
    """What each row below the header is; stray empty rows are left out."""
    body = Body()
    labels = {tuple(bare(cell.text) for cell in row) for row in head}
    for row in rows:
        if len(row) == 1 and not row[0].text:
            grid.remark(row[0], "表格中有一个空行（只有一个空单元格），已略去。")
            continue
        role: Role = "data"
        if len(row) == 1:
            serial = content_of(row[0].text) == "serial"
            role = "broken" if serial else "note" if is_note(row[0].text) else "section"
        elif tuple(bare(cell.text) for cell in row) in labels:
            role = "header"
            grid.remark(row[0], "表头在表中重复出现（多因换页），不是数据。")
        body.rows.append(row)
        body.roles.append(role)
    return body


def add_header(rows: Sequence[RawRow], header: Header, grid: Grid) -> None:
    """The cells of the header rows; a label above an empty cell covers both."""
    above: dict[int, Slot] = {}
    for number, (row, cells) in enumerate(zip(rows, header.rows, strict=True)):
        above = _add_labels(row, cells, number, above, grid)
    if header.short and rows:
        for slot in grid.slots:
            slot.uncertain = slot.uncertain or (slot.row + slot.height == len(rows) and slot.width > 1)
        wide = [cell for cell in header.rows[-1] if cell.last > cell.first]
        labels = "、".join(_printed(header.paths[cell.first]) for cell in wide)
        missing = sum(cell.last - cell.first for cell in wide)
        grid.remark(rows[0][0], f"表头比数据少 {missing} 栏，推断“{labels}”占多栏。")


def _add_labels(
    row: RawRow, cells: Sequence[HeaderCell], number: int, above: Mapping[int, Slot], grid: Grid
) -> dict[int, Slot]:
    """The cells of one header row at grid row `number`; gives the slots that it leaves open by their first column."""
    left = {}
    for cell in cells:
        slot = above.get(cell.first)
        width = cell.last - cell.first + 1
        if cell.down and slot is not None and slot.width == width:
            slot.height += 1
        else:
            slot = Slot(number, cell.first, width, row[cell.cell])
            grid.slots.append(slot)
        left[cell.first] = slot
    return left


def add_body(body: Body, header: Header, grid: Grid) -> None:
    """The cells of the rows below the header, in their columns, merged downwards where they go on."""
    columns = make_columns(header.paths)
    cells = [_fitted(row, header.n_cols, grid) for row in body.rows]
    ordinary = [number for number, role in enumerate(body.roles) if role == "data"]
    placed = place_rows([[cell.text for cell in cells[number]] for number in ordinary], columns)
    placings = dict(zip(ordinary, placed, strict=True))
    rows = []
    for number, role in enumerate(body.roles):
        if role == "broken":
            cells[number] = _padded(cells[number], header.n_cols)
        widths = placings[number].widths if number in placings else _widths(cells[number], role, header)
        rows.append(BodyRow(tuple(cell.text for cell in cells[number]), widths, data=role == "data"))
    _add_rows(rows, cells, placings, body.roles, header, columns, grid)


def _add_rows(
    rows: Sequence[BodyRow],
    cells: Sequence[RawRow],
    placings: Mapping[int, Placing],
    roles: Sequence[Role],
    header: Header,
    columns: Sequence[Column],
    grid: Grid,
) -> None:
    n_header = len(header.rows)
    merges = {(merge.row, merge.cell): merge for merge in find_merges(rows, columns)}
    doubtful = doubtful_blanks(rows, columns)
    slots: dict[tuple[int, int], Slot] = {}
    open_labels: dict[int, Slot] = {}
    for number, row in enumerate(rows):
        if roles[number] == "header":
            repeated = _repeated_row(cells[number], header)
            if repeated is not None:
                open_labels = _add_labels(cells[number], repeated, n_header + number, open_labels, grid)
                continue
        open_labels = {}
        sure = number not in placings or placings[number].sure
        doubts: list[str] = []
        at = 0
        for index, (raw, covered) in enumerate(zip(cells[number], row.widths, strict=True)):
            merge = merges.get((number, index))
            if merge is not None:
                slot = slots[number, index] = slots[merge.above, merge.above_cell]
                slot.height += 1
                if not merge.sure:
                    slot.uncertain = True
                    doubts.append(f"“{_printed(header.paths[at])}”空，作与上一行合并")
            else:
                slot = slots[number, index] = Slot(n_header + number, at, covered, raw)
                grid.slots.append(slot)
                shared = not sure and max(row.widths[max(0, index - 1) : index + 2]) > 1
                blank = number in doubtful and columns[at].kind == "period"
                slot.uncertain = shared or blank or roles[number] == "broken"
                if shared and covered > 1:
                    text = raw.text[:_SHOWN] or "（空）"
                    doubts.append(f"“{text}”占 {covered} 栏（自“{_printed(header.paths[at])}”起）是推断")
            at += covered
        if number in doubtful:
            doubts.append("各期都空，也可能与上一行合并")
        if doubts:
            grid.remark(cells[number][0], f"第 {n_header + number + 1} 行：{'；'.join(doubts)}。", "存疑单元格")


def carry_stub_label(header: Header, body: Body, grid: Grid) -> None:
    """A first label that is no column's name but the row's own goes down over rows whose first cell is empty."""
    if not header.rows or not body.rows or set(body.roles) != {"data"} or any(row[0].text for row in body.rows):
        return
    label = header.paths[0].split(" / ")[-1]
    if not label or names_column(label):
        return
    n_header = len(header.rows)
    own = [slot for slot in grid.slots if slot.first == 0 and slot.row < n_header and slot.raw.text]
    below = [slot for slot in grid.slots if slot.first == 0 and slot.row >= n_header]
    if own and own[-1].width == 1 and all(slot.width == 1 for slot in below):
        own[-1].height += len(below)
        grid.slots = [slot for slot in grid.slots if slot.first or slot.row < n_header]


def _printed(path: str) -> str:
    return path.replace(" / ", "/")


def _widths(row: RawRow, role: Role, header: Header) -> tuple[int, ...]:
    """How many columns the cells of a row cover that is no ordinary one."""
    if role == "broken":
        return (1,) * header.n_cols
    if len(row) == 1:
        return (header.n_cols,)
    repeated = _repeated_row(row, header)
    if repeated is not None:
        return tuple(cell.last - cell.first + 1 for cell in repeated)
    return (*(1,) * (len(row) - 1), header.n_cols - len(row) + 1)


def _repeated_row(row: RawRow, header: Header) -> tuple[HeaderCell, ...] | None:
    """The header row that a row repeats."""
    texts = [bare(cell.text) for cell in row]
    return next((cells for cells in header.rows if [bare(cell.text) for cell in cells] == texts), None)


def _padded(row: RawRow, width: int) -> RawRow:
    end, line = row[-1].end, row[-1].line
    return (*row, *(RawCell("", end, end, line) for _ in range(width - len(row))))


def _fitted(row: RawRow, width: int, grid: Grid) -> RawRow:
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
