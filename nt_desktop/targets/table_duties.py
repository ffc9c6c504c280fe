"""Who answers for the rows of a table: columns of departments, cells that say `X牵头，Y参与`, brackets inside cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nt_desktop.model import Cell, Duty, DutyRole, Span, Table
from nt_desktop.targets.duties import DutyNote, NamedDuty, find_duty_notes, read_duties
from nt_desktop.targets.name_lists import split_bodies
from nt_desktop.targets.names import is_clause
from nt_desktop.targets.plain import tidy
from nt_desktop.targets.sentence_targets import source_range
from nt_desktop.targets.table_columns import Column, body_cells, is_blank

_STATES = re.compile(r"牵头|配合|参与|会同|协助|负责|落实|实施|职责|等.{0,4}(?:部门|单位)")
_NOTED = re.compile(r"牵\s*头|(?:责任|参与|配合|落实)(?:单位|部门)\s*[：:]")
_PATH = " / "


@lru_cache(maxsize=4096)
def cell_duties(text: str, role: DutyRole) -> tuple[NamedDuty, ...]:
    """The bodies that a cell of a column of departments names, in order.

    In a column that leads, `X牵头，Y参与` names both in their roles; a task names nobody.
    """
    if is_blank(text):
        return ()
    stated = read_duties(text, anybody=True) if _STATES.search(text) else ()
    if stated:
        return stated if role == "lead" else tuple(NamedDuty(d.department, role, d.start, d.end) for d in stated)
    return tuple(
        NamedDuty(body.name, role, body.start, body.end)
        for body in (split_bodies(text) if not is_clause(text) else ())
        if not is_blank(body.name) and not is_clause(body.name)
    )


@lru_cache(maxsize=1024)
def cell_notes(text: str) -> tuple[DutyNote, ...]:
    """The brackets of a cell of words that say who heads or answers: `（牵头单位：X；参与单位：Y）`."""
    if not _NOTED.search(text):
        return ()
    return tuple(note for note in find_duty_notes(text) if note.bracketed and note.duties and not note.default)


def row_bodies(table: Table, columns: Sequence[Column], row: int, role: DutyRole) -> tuple[str, ...]:
    """The departments that the columns of a row name in this role, each once."""
    texts = {column: table.rows[row][column.index] for column in columns if column.role in ("leading", "joint")}
    leading = {text for column, text in texts.items() if column.role == "leading"}
    found: dict[str, None] = {}
    for column, text in texts.items():
        if column.role == "leading" or text not in leading:  # a cell across both columns leads
            found |= dict.fromkeys(duty.department for duty in _answering(column, text) if duty.role == role)
    return tuple(found)


def table_duties(table: Table, columns: Sequence[Column], deadlines: Sequence[str | None]) -> Iterator[Duty]:
    """Who answers for each row of a table, in columns of departments and in brackets; `deadlines` are those of rows."""
    cells = body_cells(table)
    for cell in cells:
        if columns[cell.col].role == "words":
            for note in cell_notes(cell.text):
                for duty in note.duties:
                    yield _duty(table, cell, cell.row, duty, deadlines[cell.row])
    answering = [column for column in columns if column.role in ("leading", "joint")]
    places: dict[tuple[int, int], Cell] = {}
    for cell in cells if answering else ():
        for row in range(cell.row, cell.row + cell.row_span):
            for col in range(cell.col, cell.col + cell.col_span):
                places[row, col] = cell
    for row in range(table.n_header_rows, len(table.rows)) if answering else ():
        read: Cell | None = None
        for column in answering:
            naming = places.get((row, column.index))
            if naming is None or naming is read:  # a cell across both columns leads
                continue
            read = naming
            for duty in _answering(column, naming.text):
                yield _duty(table, naming, row, duty, deadlines[row])


def _answering(column: Column, text: str) -> tuple[NamedDuty, ...]:
    """What a cell of departments names; a header repeated further down names nobody."""
    if tidy(text) in (tidy(part) for part in column.header.split(_PATH)):
        return ()
    return cell_duties(text, "lead" if column.role == "leading" else "participant")


def _duty(table: Table, cell: Cell, row: int, duty: NamedDuty, deadline: str | None) -> Duty:
    place = source_range(cell.spans or (Span(0, cell.start, len(cell.text)),), duty.start, duty.end)
    return duty.stated(table.row_key(row), table.document, table.seed, deadline, place)
