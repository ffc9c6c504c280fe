"""Targets and duties in tables: cells that are figures, cells that are sentences, and columns of departments.

A sentence in a cell is read as running text is; what it leaves out comes from the table: the deadline from the column's
header (`年度计划 / 2018年`), from the row's own date, from the one year that the table names, or from the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nt_desktop.model import Cell, Duty, Span, Table, Target
from nt_desktop.targets.carried import NAMELESS
from nt_desktop.targets.completion import Place, complete, stated_target
from nt_desktop.targets.deadlines import scan_dates
from nt_desktop.targets.figure_targets import (
    TableContext,
    column_deadline,
    column_label,
    figure_targets,
    indicator_name,
    is_dated,
    row_deadline,
    row_label,
)
from nt_desktop.targets.plain import read_plain, tidy
from nt_desktop.targets.planned_works import lists_works, tells
from nt_desktop.targets.quantities import scan_quantities
from nt_desktop.targets.segments import states_value
from nt_desktop.targets.sentence_targets import source_range
from nt_desktop.targets.statement import Setting, Statement
from nt_desktop.targets.statements import read_statements
from nt_desktop.targets.table_columns import (
    Column,
    body_cells,
    has_word,
    is_blank,
    is_figure,
    read_columns,
    unnumbered,
)
from nt_desktop.targets.table_duties import cell_notes, row_bodies, table_duties
from nt_desktop.targets.table_phrases import read_scale, read_several

_AMOUNT = re.compile(r"^(?:完成)?(?:\d[\d,.]*[台座个家项条辆处户套艘眼公里]*)?|\d[\d,.]*[台座个家项条辆处户套艘眼]$")
_STATE = re.compile(r"(?:全面|全部|基本)?(?:整改|整治|治理|改造|建设|排查|验收)*(?:完成|到位|达标|建成|销号)")


def table_findings(table: Table, context: TableContext, source_text: str) -> tuple[list[Target], list[Duty]]:
    """Everything the cells of a table aim at, and who answers for its rows, each in reading order."""
    columns = read_columns(table)
    context = _own_context(table, context)
    deadlines = [row_deadline(table, columns, row, context) for row in range(len(table.rows))]
    return _targets(table, columns, context, source_text), list(table_duties(table, columns, deadlines))


def _targets(table: Table, columns: tuple[Column, ...], context: TableContext, source_text: str) -> list[Target]:
    """The targets of a table; their keys count those of each row."""
    stated = list(_sentence_targets(table, columns, context, source_text))
    found = [*figure_targets(table, columns, context, stated), *stated]
    found.sort(key=lambda target: (target.start, target.end))
    count: dict[str, int] = {}
    numbered = []
    for target in found:
        row = target.clause or ""
        count[row] = count.get(row, 0) + 1
        numbered.append(complete(target, f"{row}!{count[row]}"))
    return numbered


def _own_context(table: Table, context: TableContext) -> TableContext:
    """The plan's context, made narrower by the one year that the caption names, or else the headers."""
    for words in (unnumbered(table.caption), "。".join(dict.fromkeys(table.header))):
        dates = scan_dates(tidy(words))
        years = {date.year for date in dates if date.role == "deadline" and date.year}
        if len(years) == 1:
            (year,) = years
            return TableContext(year, str(year), min(year, context.first_year or year))
        if years:
            return replace(context, deadline=None)
    return context


def _sentence_targets(
    table: Table, columns: tuple[Column, ...], context: TableContext, source_text: str
) -> Iterator[Target]:
    planned = _is_planned(table, columns)
    spoken = [column.role == "words" or (column.role == "scale" and planned) for column in columns]
    for cell in body_cells(table):
        scale = columns[cell.col].role == "scale"
        if not spoken[cell.col] or is_blank(cell.text) or (not scale and is_figure(cell.text)):
            continue
        if not states_value(tidy(cell.text)):
            continue
        plain = read_plain(cell.text)
        column = columns[cell.col]
        own = column_deadline(table, cell, context) or row_deadline(table, columns, cell.row, context)
        subject = _progress_subject(table, columns, cell.row) if is_dated(column) else ""
        setting = Setting(year=context.year, deadline=own or context.deadline, subject=subject or None)
        for statement in _cell_statements(table, columns, cell, plain.text, setting):
            nameless = NAMELESS.fullmatch(statement.indicator)
            if nameless and (name := _row_subject(_row_words(table, columns, cell.row) or "")) not in cell.text:
                measured = name if name.endswith(nameless["measure"]) else name + nameless["measure"]
                statement = replace(statement, indicator=measured)
            dated = is_dated(column) and cell.col_span == 1 and statement.rule != "已办"
            if dated and statement.kind == "result" and not statement.deadline:
                statement = replace(statement, deadline=column_deadline(table, cell, context))
            if statement.deadline == "每年" and own and is_dated(column) and cell.col_span > 1:
                statement = replace(statement, deadline=own, unit=f"{statement.unit}/年")
            begin, end = plain.span(statement.start, statement.end)
            start, stop = source_range(_spans(cell), begin, end)
            answering = _answering(table, columns, cell, end)
            yield _target(table, columns, cell, statement, source_text[start:stop], start, stop, answering)


def _cell_statements(
    table: Table, columns: tuple[Column, ...], cell: Cell, text: str, setting: Setting
) -> tuple[Statement, ...]:
    """What a cell states, read as its column wants it: as sentences, as the size of a work, as a number of works."""
    column = columns[cell.col]
    listing = column.role == "words" and has_word(column.header, "listing")
    if not listing and column.role == "words":
        return read_statements(text, setting)
    row = table.rows[cell.row]
    words = [other.index for other in columns if other.role == "words" and not is_blank(row[other.index])]
    before = next((row[index] for index in reversed(words) if index < cell.col), "")
    after = next((row[index] for index in words if index > cell.col), "")
    if listing:
        dated = any(other.role == "date" for other in columns)
        several = read_several(text, after, before, setting) if dated else None
        return (several,) if several else ()
    size = read_scale(text, before, setting)
    stated = (size,) if size else read_statements(text, setting)
    work = tidy(before)
    return tuple(s if s.scope or not work or s.indicator.startswith(work) else replace(s, scope=work) for s in stated)


def _is_planned(table: Table, columns: tuple[Column, ...]) -> bool:
    """Whether a table gives the size of what is to be built: its caption plans, or its rows have a date."""
    dated = any(column.role == "date" for column in columns)
    return not tells(table.caption) and (dated or lists_works(table.caption) or has_word(table.caption, "kinds.target"))


def _row_subject(label: str) -> str:
    """What `完成22台` under a quarter is said of: `完成43台锅炉提标改造` gives 锅炉提标改造."""
    return indicator_name(_AMOUNT.sub("", label))


def _progress_subject(table: Table, columns: tuple[Column, ...], row: int) -> str:
    """What `完成30%` and 全部完成 under a quarter are said of: the aim of the row, or its name where that says no more.

    An aim of several parts (绿色改造工程2家、建设绿色工厂2家) or a mere state (整改完成) says less than the name.
    """
    label = row_label(table, columns, row)
    counted = [quantity for quantity in scan_quantities(tidy(label)) if not quantity.spelled]
    if len(counted) > 1 or _STATE.fullmatch(label):
        label = _row_words(table, columns, row) or label
    return _row_subject(label)


def _spans(cell: Cell) -> tuple[Span, ...]:
    return cell.spans or (Span(0, cell.start, len(cell.text)),)


def _answering(
    table: Table, columns: tuple[Column, ...], cell: Cell, position: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lead and participants of what ends at a position in a cell: of the bracket behind it, else of the row."""
    note = next((note for note in cell_notes(cell.text) if note.end > position), None)
    if note is not None:
        return note.lead, note.participants
    row = cell.row
    return row_bodies(table, columns, row, "lead"), row_bodies(table, columns, row, "participant")


def _target(
    table: Table,
    columns: tuple[Column, ...],
    cell: Cell,
    statement: Statement,
    quote: str,
    start: int,
    end: int,
    answering: tuple[tuple[str, ...], tuple[str, ...]],
) -> Target:
    row = table.row_key(cell.row)
    label = _row_words(table, columns, cell.row)
    place = Place(
        table.seed, table.document, row, quote, start, end, table.key, label, column_label(table, cell), cell.uncertain
    )
    return stated_target(statement, place, *answering)


def _row_words(table: Table, columns: tuple[Column, ...], row: int) -> str | None:
    """The first words of a row: what a reader would call it."""
    words = (table.rows[row][column.index] for column in columns if column.role == "words")
    return next((text.replace("\n", "") for text in words if not is_blank(text)), None)
