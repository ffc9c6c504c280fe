"""Empty cells: which go on from the cell above, and which are blank.

A vertical merge and a blank look the same. Serial numbers, categories, tasks and responsible departments are merged;
years, figures and remarks are blank; who takes part is blank where the row names its own leading department. A
column that prints the same text row after row is not merged where it is empty. Nothing is merged across a section row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nt_desktop.corpus.table_kinds import Kind, is_total
from nt_desktop.corpus.table_placing import Column

_BLANK: frozenset[Kind] = frozenset({"period", "number", "remark"})
_GROUPING: frozenset[Kind] = frozenset({"serial", "category", "place", "task"})
_HAN_SERIAL = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?、?")
_REPEATED = 3  # rows in succession with the same text that show a column is not merged


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row below the header: the texts of its cells and how many columns each covers; `data` false for section rows,
    notes and repeated headers, which nothing is merged across."""

    texts: tuple[str, ...]
    widths: tuple[int, ...]
    data: bool = True

    @property
    def total(self) -> bool:
        """Whether it is a row of totals, in which an empty cell is blank."""
        return any(is_total(text) for text in self.texts[:3])


@dataclass(frozen=True, slots=True)
class Merge:
    """The empty cell `cell` of body row `row` goes on from body row `above`; `sure` where nothing speaks against it."""

    row: int
    cell: int
    above: int
    above_cell: int
    sure: bool


@dataclass(slots=True)
class _Anchor:
    """The cell that an empty one below would go on from."""

    row: int
    cell: int
    first: int
    width: int


def find_merges(rows: Sequence[BodyRow], columns: Sequence[Column]) -> tuple[Merge, ...]:
    """The empty cells that go on from above, by row."""
    kinds = [_settled_kind(column) for column in columns]
    printed = [a or b for a, b in zip(_repeating(rows, len(columns)), _side_by_side(columns), strict=True)]
    leads = [position for position, kind in enumerate(kinds) if kind == "lead"]
    grouping = _grouping_rows(rows) if kinds and kinds[0] == "serial" else frozenset()
    anchors: list[_Anchor | None] = [None] * len(columns)
    found: list[Merge] = []
    for number, row in enumerate(rows):
        if not row.data or row.total or number in grouping or not any(row.texts):
            anchors = [None] * len(columns)
            continue
        starts = _starts(row.widths)
        filled = {
            column
            for text, first, width in zip(row.texts, starts, row.widths, strict=True)
            if text
            for column in range(first, first + width)
        }
        numbered = kinds[0] == "serial" and 0 in filled
        own_lead = any(position in filled for position in leads)
        for cell, (text, first, width) in enumerate(zip(row.texts, starts, row.widths, strict=True)):
            kind = kinds[first]
            if text:
                anchor = _Anchor(number, cell, first, width)
                anchors[first : first + width] = [anchor] * width
                continue
            above = anchors[first]
            apart = (
                above is None
                or (above.first, above.width) != (first, width)
                or kind in _BLANK
                or printed[first]
                or (kind == "participant" and (own_lead or not leads))
            )
            if apart or above is None:
                anchors[first : first + width] = [None] * width
                continue
            sure = not numbered or kind in _GROUPING or first < 2
            found.append(Merge(number, cell, above.row, above.cell, sure))
    return tuple(found)


def _grouping_rows(rows: Sequence[BodyRow]) -> frozenset[int]:
    """Rows numbered 一, 二 among rows numbered 1, 2: they head a group, and their empty cells are blank."""
    counted = any(row.texts and row.texts[0].isdecimal() for row in rows)
    heads = (number for number, row in enumerate(rows) if row.texts and _HAN_SERIAL.fullmatch(row.texts[0]))
    return frozenset(heads) if counted else frozenset()


def doubtful_blanks(rows: Sequence[BodyRow], columns: Sequence[Column]) -> frozenset[int]:
    """Rows whose period columns are all blank though most rows fill them: they may go on from the row above."""
    periods = [position for position, column in enumerate(columns) if column.kind == "period"]
    if len(periods) < 2:
        return frozenset()
    empty = []
    full = 0
    for number, row in enumerate(rows):
        if not row.data:
            continue
        at = dict(zip(_starts(row.widths), row.texts, strict=True))
        texts = [at.get(position) for position in periods]
        if not any(texts):
            empty.append(number)
        elif all(texts):
            full += 1
    return frozenset(empty) if full > len(empty) or full == len(empty) == 1 else frozenset()


def _settled_kind(column: Column) -> Kind:
    """The kind of a column by its header, or where that says nothing by what mostly stands in it."""
    if column.kind not in ("other", "task", "name"):
        return column.kind
    filled = sum(count for content, count in column.contents.items() if content != "empty")
    if filled == 0:
        return column.kind
    figures = sum(column.contents[content] for content in ("number", "serial", "mark"))
    if figures * 2 > filled:
        return "number"
    if column.contents["department"] * 2 > filled and column.kind == "other":
        return "lead"
    return column.kind


def _side_by_side(columns: Sequence[Column]) -> list[bool]:
    """Per column, whether its label comes again further on: the rows of such a table fill two sets of columns."""
    places: dict[str, list[int]] = {}
    for position, column in enumerate(columns):
        places.setdefault(column.label, []).append(position)
    return [
        bool(column.label) and places[column.label][-1] - places[column.label][0] >= len(places[column.label])
        for column in columns
    ]


def _repeating(rows: Sequence[BodyRow], n_cols: int) -> list[bool]:
    """Per column, whether it prints the same text in several rows in succession."""
    last: list[str] = [""] * n_cols
    length = [0] * n_cols
    longest: Counter[int] = Counter()
    for row in rows:
        if not row.data:
            last = [""] * n_cols
            continue
        for text, first in zip(row.texts, _starts(row.widths), strict=True):
            length[first] = length[first] + 1 if text and text == last[first] else 1
            last[first] = text
            if text:
                longest[first] = max(longest[first], length[first])
    return [longest[column] >= _REPEATED for column in range(n_cols)]


def _starts(widths: Sequence[int]) -> list[int]:
    starts, at = [], 0
    for width in widths:
        starts.append(at)
        at += width
    return starts
