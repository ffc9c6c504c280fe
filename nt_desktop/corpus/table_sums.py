"""Totals that are not the sum of what they total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nt_desktop.corpus.table_kinds import bare, column_kind, is_total, words

_FIGURE = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?|-?\d{1,3}(?:[,，]\d{3}){1,4}(?:\.\d{1,6})?")
_ROUNDED = Decimal("0.06")  # how far sums of figures with decimals may be apart


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A total in grid row `row` and column `column` that is printed as `total` where its parts add up to `added`."""

    row: int
    column: int
    label: str
    total: Decimal
    added: Decimal


def wrong_sums(grid: Sequence[Sequence[str]], header: Sequence[str], body: Sequence[int]) -> tuple[WrongSum, ...]:
    """Totals of rows (a column 合计) and of columns (a row 合计) that don't add up; `body` are the data rows.

    Only plain figures are added; a row or column with anything else, with shares or with subtotals is left alone.
    """
    return (*_across(grid, header, body), *_down(grid, header, body))


def _across(grid: Sequence[Sequence[str]], header: Sequence[str], body: Sequence[int]) -> Iterator[WrongSum]:
    totals = [column for column, path in enumerate(header) if is_total(path.split(" / ")[-1])]
    if len(totals) != 1 or any(_is_part(path) for path in header):
        return
    total = totals[0]
    parents = {path.split(" / ")[0] for path in header}
    own = header[total].split(" / ")
    parts = [
        column
        for column, path in enumerate(header)
        if column != total
        and (len(own) == 1 or path.split(" / ")[0] == own[0])
        and column_kind(path.split(" / ")[-1]) not in ("serial", "remark", "time")
    ]
    if len(parts) < 2 or len(parents) < 2:
        return
    for row in body:
        found = _added([grid[row][column] for column in parts], grid[row][total])
        if found is not None:
            label = next(
                (
                    grid[row][column]
                    for column in range(len(header))
                    if column != total and not _figure(grid[row][column])
                ),
                "",
            )
            yield WrongSum(row, total, f"{label} {header[total]}".strip(), *found)


def _down(grid: Sequence[Sequence[str]], header: Sequence[str], body: Sequence[int]) -> Iterator[WrongSum]:
    totals = [row for row in body if any(is_total(text) for text in grid[row][:2])]
    if len(totals) != 1 or any(_is_part(text) for row in body for text in grid[row][:2]):
        return
    total = totals[0]
    parts = [row for row in body if row != total]
    if len(parts) < 2 or total not in (body[0], body[-1]):
        return
    for column, path in enumerate(header):
        if column_kind(path.split(" / ")[-1]) in ("serial", "time", "remark"):
            continue
        found = _added([grid[row][column] for row in parts], grid[total][column])
        if found is not None:
            label = next(text for text in grid[total][:2] if is_total(text))
            yield WrongSum(total, column, f"{path} {label}", *found)


def _added(parts: Sequence[str], total: str) -> tuple[Decimal, Decimal] | None:
    """The total and the sum of its parts where they differ; labels and marks among the parts count nothing."""
    printed = _figure(total)
    if printed is None:
        return None
    figures = []
    others = 0
    for text in parts:
        value = _figure(text)
        if value is not None:
            figures.append(value)
        elif text and bare(text) not in words().none:
            others += 1
    if len(figures) < 2 or others > 2 or others >= len(figures):
        return None
    added = sum(figures, Decimal(0))
    allowed = Decimal(0) if all(value == value.to_integral_value() for value in [*figures, printed]) else _ROUNDED
    return None if abs(added - printed) <= allowed else (printed, added)


def _figure(text: str) -> Decimal | None:
    seen = bare(text[:24])
    if len(text) > 24 or not _FIGURE.fullmatch(seen):
        return None
    return Decimal(seen.replace(",", "").replace("，", ""))


def _is_part(text: str) -> bool:
    return any(word in text[:60] for word in words().subtotals)
