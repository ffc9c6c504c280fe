"""Targets, duties and tables as spreadsheets: .xlsx with typed cells, .csv (UTF-8 with BOM, so that Excel reads it)."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Generic, TypeVar

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from nt_desktop.catalog.selection import KIND_NAMES
from nt_desktop.errors import OutputError
from nt_desktop.model import Document, Duty, Table, Target
from nt_desktop.output.excerpt import Grid
from nt_desktop.output.grids import table_grid
from nt_desktop.output.whole_file import written_whole
from nt_desktop.output.wording import COMPARATOR_SIGNS

R = TypeVar("R")
Value = str | int | float | Decimal | None
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_LONGEST = 32767  # characters that an Excel cell holds
_ROLES = {"lead": "牵头", "participant": "配合"}


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column of a sheet: its head, its width in characters, and what it shows of a record and its document."""

    head: str
    width: int
    value: Callable[[R, Document | None], Value]


_TARGET_COLUMNS: tuple[Column[Target], ...] = (
    Column("指标", 30, lambda t, _: t.indicator),
    Column("类型", 8, lambda t, _: KIND_NAMES[t.kind]),
    Column("比较", 8, lambda t, _: COMPARATOR_SIGNS[t.comparator] or "＝"),
    Column("目标值", 12, lambda t, _: t.value),
    Column("上限", 10, lambda t, _: t.value_max),
    Column("单位", 14, lambda t, _: t.unit),
    Column("基期", 10, lambda t, _: t.baseline),
    Column("期限", 12, lambda t, _: t.deadline),
    Column("范围", 14, lambda t, _: t.scope),
    Column("牵头", 24, lambda t, _: "、".join(t.lead)),
    Column("配合", 30, lambda t, _: "、".join(t.participants)),
    Column("原文", 50, lambda t, _: t.quote),
    Column("来源", 40, lambda _, d: d.title if d else None),
    Column("文号", 24, lambda _, d: d.doc_number if d else None),
    Column("地区", 12, lambda _, d: d.region if d else None),
    Column("成文日期", 12, lambda _, d: d.date if d else None),
    Column("条款编号", 34, lambda t, _: t.clause or t.table),
)
_DUTY_COLUMNS: tuple[Column[Duty], ...] = (
    Column("部门", 24, lambda duty, _: duty.department),
    Column("规范名称", 24, lambda duty, _: duty.department_canonical),
    Column("角色", 8, lambda duty, _: _ROLES[duty.role]),
    Column("期限", 12, lambda duty, _: duty.deadline),
    Column("来源", 40, lambda _, d: d.title if d else None),
    Column("文号", 24, lambda _, d: d.doc_number if d else None),
    Column("地区", 12, lambda _, d: d.region if d else None),
    Column("成文日期", 12, lambda _, d: d.date if d else None),
    Column("条款编号", 34, lambda duty, _: duty.clause),
)


def export_targets(targets: Iterable[Target], documents: Mapping[str, Document], path: Path) -> None:
    """Write targets, one to a row. Raises OutputError; what stood at the path is left as it was then."""
    _export("指标", _TARGET_COLUMNS, ((target, documents.get(target.document)) for target in targets), path)


def export_duties(duties: Iterable[Duty], documents: Mapping[str, Document], path: Path) -> None:
    """Write duties, one to a row. Raises OutputError; what stood at the path is left as it was then."""
    _export("任务分工", _DUTY_COLUMNS, ((duty, documents.get(duty.document)) for duty in duties), path)


def export_tables(tables: Sequence[Table], path: Path) -> None:
    """Write tables: a sheet for each in .xlsx, with merged cells; below one another in .csv. Raises OutputError."""
    _check_ending(path)
    with written_whole(path) as temporary:
        write_grids([table_grid(table) for table in tables], temporary, path.suffix.lower())


def write_grids(grids: Sequence[Grid], path: Path, ending: str) -> None:
    """Write tables to exactly this path as `.xlsx` or `.csv`. Raises OSError."""
    if ending == ".csv":
        rows: Iterable[Sequence[str]] = chain.from_iterable(
            ([grid.caption.replace("\n", "")], *grid.rows(), []) for grid in grids
        )
        _write_csv(rows, path)
        return
    workbook = Workbook()
    del workbook[workbook.sheetnames[0]]
    taken: set[str] = set()
    for number, grid in enumerate(grids, start=1):
        _write_sheet(workbook.create_sheet(_sheet_name(grid.caption or f"表{number}", taken)), grid)
    workbook.save(path)


def _export(name: str, columns: Sequence[Column[R]], records: Iterable[tuple[R, Document | None]], path: Path) -> None:
    _check_ending(path)
    heads = [column.head for column in columns]
    rows = ([column.value(record, document) for column in columns] for record, document in records)
    with written_whole(path) as temporary:
        if path.suffix.lower() == ".csv":
            _write_csv(chain([heads], rows), temporary)
        else:
            _write_xlsx(name, heads, [column.width for column in columns], rows, temporary)


def _check_ending(path: Path) -> None:
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise OutputError(path, f"不认识的文件类型“{path.suffix or path.name}”", "请使用扩展名 .xlsx 或 .csv。")


def _write_csv(rows: Iterable[Sequence[Value]], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        csv.writer(file).writerows([_guarded(value) for value in row] for row in rows)


def _guarded(value: Value) -> Value:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.startswith(_FORMULA) and len(value) > 1 and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def _write_xlsx(
    name: str, heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Value]], path: Path
) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    bold = Font(bold=True)
    head_cells = []
    for head in heads:
        cell = WriteOnlyCell(sheet, head)
        cell.font = bold
        head_cells.append(cell)
    sheet.append(head_cells)
    count = 1
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{count}"
    workbook.save(path)


def _write_sheet(sheet: Worksheet, grid: Grid) -> None:
    thin = Side(style="thin")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    bold = Font(bold=True)
    wrap = Alignment(vertical="center", wrap_text=True)
    centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.cell(1, 1, _clean(grid.caption.replace("\n", ""))).font = bold
    for row in range(grid.n_rows):
        for column in range(grid.n_cols):
            sheet.cell(row + 2, column + 1).border = border
    for cell in grid.cells:
        header = cell.row < grid.n_header_rows
        target = sheet.cell(cell.row + 2, cell.col + 1)
        number = _NUMBER.fullmatch(cell.text) if not header else None
        target.value = (float(cell.text) if "." in cell.text else int(cell.text)) if number else _clean(cell.text)
        if not number:
            target.data_type = "s"
        target.alignment = centre if header else wrap
        target.font = bold if header else Font()
        if cell.row_span * cell.col_span > 1:
            last_row, last_column = cell.row + cell.row_span + 1, cell.col + cell.col_span
            sheet.merge_cells(
                start_row=cell.row + 2, start_column=cell.col + 1, end_row=last_row, end_column=last_column
            )
    for column in range(grid.n_cols):
        longest = max((len(cell.text) for cell in grid.cells if cell.col == column and cell.col_span == 1), default=4)
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(max(longest * 2, 8), 50)
    sheet.freeze_panes = f"A{grid.n_header_rows + 2}"


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> str | int | float | Cell | None:
    """A value to append; words that begin like a formula as a cell that says they are words."""
    typed = _typed(value)
    if not isinstance(typed, str) or not typed.startswith("="):
        return typed  # a cell object for every value would take half a minute for each 30,000 rows
    cell = WriteOnlyCell(sheet, typed)
    cell.data_type = "s"
    return cell


def _typed(value: Value) -> str | int | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return _clean(value) if isinstance(value, str) else value


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)[:_LONGEST]


def _sheet_name(caption: str, taken: set[str]) -> str:
    """A name Excel takes: at most 31 characters, none of []:*?/\\, not twice."""
    base = re.sub(r"[\[\]:*?/\\']", " ", _clean(caption).replace("\n", "")).strip()[:27] or "表"
    name, number = base, 2
    while name.casefold() in taken:
        name, number = f"{base}({number})", number + 1
    taken.add(name.casefold())
    return name
