"""Targets and duties in tables: cells that are figures, cells that are sentences, and columns of departments.

A sentence in a cell is read as running text is; what it leaves out comes from the table: the deadline from the column's
header (`年度计划 / 2018年`), from the row's own date, from the one year that the table names, or from the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nt_desktop.model import Cell, Duty, Span, Table, Target
from nt_desktop.targets.completion import Place, complete, stated_target
from nt_desktop.targets.deadlines import scan_dates
from nt_desktop.targets.figure_targets import (
    TableContext,
    column_deadline,
    column_label,
    figure_targets,
    indicator_name,
    is_dated,
    row_bodies,
    row_deadline,
    row_label,
)
from nt_desktop.targets.names import canonical_department, split_bodies
from nt_desktop.targets.passage_reader import NAMELESS
from nt_desktop.targets.plain import read_plain, tidy
from nt_desktop.targets.segments import states_value
from nt_desktop.targets.sentence_targets import source_range
from nt_desktop.targets.statement import Setting, Statement
from nt_desktop.targets.statements import read_statements
from nt_desktop.targets.table_columns import Column, body_cells, has_word, is_blank, is_figure, read_columns

_AMOUNT = re.compile(r"^(?:完成)?(?:\d[\d,.]*[台座个家项条辆处户套艘眼公里]*)?|\d[\d,.]*[台座个家项条辆处户套艘眼]$")


def table_findings(table: Table, context: TableContext, source_text: str) -> tuple[list[Target], list[Duty]]:
    """Everything the cells of a table aim at, and who answers for its rows, each in reading order."""
    columns = read_columns(table)
    context = _own_context(table, context)
    return _targets(table, columns, context, source_text), list(_duties(table, columns, context))


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


def _duties(table: Table, columns: tuple[Column, ...], context: TableContext) -> Iterator[Duty]:
    """Who answers for each row of a table that has columns of departments."""
    answering = [column for column in columns if column.role in ("leading", "joint")]
    if not answering:
        return
    places: dict[tuple[int, int], Cell] = {}
    for cell in body_cells(table):
        for column in answering:
            if cell.col <= column.index < cell.col + cell.col_span:
                for row in range(cell.row, cell.row + cell.row_span):
                    places[row, column.index] = cell
    for row in range(table.n_header_rows, len(table.rows)):
        deadline = row_deadline(table, columns, row, context)
        for column in answering:
            naming = places.get((row, column.index))
            if naming is None or is_blank(naming.text):
                continue
            for body in split_bodies(naming.text):
                if is_blank(body.name):
                    continue
                start, end = source_range(_spans(naming), body.start, body.end)
                yield Duty(
                    clause=table.row_key(row),
                    document=table.document,
                    seed=table.seed,
                    department=body.name,
                    department_canonical=canonical_department(body.name),
                    role="lead" if column.role == "leading" else "participant",
                    deadline=deadline,
                    start=start,
                    end=end,
                )


def _own_context(table: Table, context: TableContext) -> TableContext:
    """The plan's context, made narrower by the one year that the caption names, or else the headers."""
    for words in (table.caption, "。".join(dict.fromkeys(table.header))):
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
    spoken = [column.role == "words" and not has_word(column.header, "listing") for column in columns]
    for cell in body_cells(table):
        if not spoken[cell.col] or is_blank(cell.text) or is_figure(cell.text):
            continue
        if not states_value(tidy(cell.text)):
            continue
        plain = read_plain(cell.text)
        column = columns[cell.col]
        own = column_deadline(table, cell, context) or row_deadline(table, columns, cell.row, context)
        subject = _row_subject(row_label(table, columns, cell.row)) if is_dated(column) else ""
        setting = Setting(year=context.year, deadline=own or context.deadline, subject=subject or None)
        for statement in read_statements(plain.text, setting):
            nameless = NAMELESS.fullmatch(statement.indicator)
            if nameless and (name := _row_subject(_row_words(table, columns, cell.row) or "")) not in cell.text:
                measured = name if name.endswith(nameless["measure"]) else name + nameless["measure"]
                statement = replace(statement, indicator=measured)
            begin, end = plain.span(statement.start, statement.end)
            start, stop = source_range(_spans(cell), begin, end)
            yield _target(table, columns, cell, statement, source_text[start:stop], start, stop)


def _row_subject(label: str) -> str:
    """What `完成22台` under a quarter is said of: `完成43台锅炉提标改造` gives 锅炉提标改造."""
    return indicator_name(_AMOUNT.sub("", label))


def _spans(cell: Cell) -> tuple[Span, ...]:
    return cell.spans or (Span(0, cell.start, len(cell.text)),)


def _target(
    table: Table, columns: tuple[Column, ...], cell: Cell, statement: Statement, quote: str, start: int, end: int
) -> Target:
    row = table.row_key(cell.row)
    label = _row_words(table, columns, cell.row)
    place = Place(
        table.seed, table.document, row, quote, start, end, table.key, label, column_label(table, cell), cell.uncertain
    )
    lead, joint = (row_bodies(table, columns, cell.row, role) for role in ("leading", "joint"))
    return stated_target(statement, place, lead, joint)


def _row_words(table: Table, columns: tuple[Column, ...], row: int) -> str | None:
    """The first words of a row: what a reader would call it."""
    words = (table.rows[row][column.index] for column in columns if column.role == "words")
    return next((text.replace("\n", "") for text in words if not is_blank(text)), None)
