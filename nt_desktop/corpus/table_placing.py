"""Places the cells of a row in the columns of its table.

A horizontal merge leaves fewer cells in a row than the table has columns. Which cell covers several is told by meaning:
each cell is scored against each column, by what that column holds in the rows that are sure and by what its header's
words promise, and the best way to lay all cells out in order is found by dynamic programming. Years that a cell
mentions draw it to the columns of those years.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nt_desktop.corpus.table_kinds import (
    CONTENTS,
    Content,
    Kind,
    bare,
    column_kind,
    content_of,
    period_number,
    usual_share,
    words,
    years_in,
)

SURE = 0.45  # of the score that the best placing must be ahead by
_EFFORT = 60_000  # states of the search, beyond which cells are only laid out in order
_PRIOR = 3.0  # rows that a header's words count for
_KNOWN_VALUE = 1.2
_KEPT_VALUES = 200
_QUANTITY = 16
_Years = tuple[tuple[int, bool], ...]
_UNLIKE = -4.5  # what it costs a cell to cover columns that have nothing in common


@dataclass(frozen=True, slots=True)
class Placing:
    """The number of columns each cell of a row covers, in order, and whether another way was as good."""

    widths: tuple[int, ...]
    sure: bool


@dataclass(slots=True)
class Column:
    """What is known of a column: its kind, its place under the header, and what stands in its rows."""

    kind: Kind
    parent: str
    label: str
    period: int | None
    contents: Counter[Content] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)

    def learn(self, text: str) -> None:
        """Take a cell that stands in this column for sure."""
        self.contents[content_of(text)] += 1
        if text and len(text) <= 60 and (len(self.values) < _KEPT_VALUES or text in self.values):
            self.values[text] += 1

    def scores(self) -> dict[Content, float]:
        """How well each content fits, as the logarithm of its share."""
        usual = usual_share("period" if self.period is not None else self.kind)
        total = _PRIOR + sum(self.contents.values())
        return {
            content: math.log((_PRIOR * share + self.contents[content]) / total + 0.003)
            for content, share in zip(CONTENTS, usual, strict=True)
        }


def make_columns(header: Sequence[str]) -> list[Column]:
    """Columns of header paths, with nothing learnt yet."""
    columns = []
    for path in header:
        parent, _, label = path.rpartition(" / ")
        kind = column_kind(label)
        if kind == "other" and parent:
            kind = column_kind(parent)
        columns.append(Column(kind, parent, label, period_number(label) if kind == "period" else None))
    return columns


def place_rows(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[Placing]:
    """Where the cells of each row stand. No row may have more cells than there are columns."""
    width = len(columns)
    for row in rows:
        if len(row) == width:
            for column, text in zip(columns, row, strict=True):
                column.learn(text)
    short = [number for number, row in enumerate(rows) if len(row) < width]
    full = Placing((1,) * width, True)
    placed = [full] * len(rows)
    if not short:
        return placed
    first = _Search(columns, Counter())
    for number in short:
        placed[number] = first.place(rows[number])
    borders: Counter[int] = Counter()
    for number in short:
        position = 0
        for text, covered in zip(rows[number], placed[number].widths, strict=True):
            if covered == 1 and placed[number].sure:
                columns[position].learn(text)
            position += covered
            if placed[number].sure:
                borders[position] += 1
    second = _Search(columns, borders)
    for number in short:
        placed[number] = second.place(rows[number])
    return placed


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to lay out the first cells of a row: its score, the width of the last of them, the way up to there."""

    score: float
    width: int
    before: _Way | None

    def widths(self) -> tuple[int, ...]:
        found = []
        way: _Way | None = self
        while way is not None and way.before is not None:
            found.append(way.width)
            way = way.before
        return tuple(reversed(found))


class _Search:
    """Finds the best placing of a row, for columns as they are known now."""

    def __init__(self, columns: Sequence[Column], borders: Counter[int]) -> None:
        self._columns = columns
        self._scores = [column.scores() for column in columns]
        self._links = [_link(a, b) for a, b in pairwise(columns)] + [0.0]
        self._siblings = [_are_siblings(a, b) for a, b in pairwise(columns)]
        rows = max(borders.values(), default=0)
        self._borders = {position: count / rows for position, count in borders.items()} if rows else {}

    def place(self, row: Sequence[str]) -> Placing:
        """The best placing of one row."""
        width, count = len(self._columns), len(row)
        spare = width - count
        if count == 1:
            return Placing((width,), True)
        if count * (spare + 1) ** 2 > _EFFORT:
            return Placing((*(1,) * (count - 1), spare + 1), False)
        quantities = _dated_quantities(row)
        # per number of spare columns used so far: the two best ways
        state: list[list[_Way]] = [[_Way(0.0, 0, None)], *([] for _ in range(spare))]
        for number, text in enumerate(row):
            following: list[list[_Way]] = [[] for _ in range(spare + 1)]
            last = number == count - 1
            years = quantities.get(number, years_in(text))
            for used, ways in enumerate(state):
                if not ways:
                    continue
                for extra in range(spare - used, -1, -1) if not last else (spare - used,):
                    score = self._score(text, number + used, extra + 1, years)
                    following[used + extra] += [_Way(way.score + score, extra + 1, way) for way in ways]
            for ways in following:
                ways.sort(key=lambda way: -way.score)
                del ways[2:]
            state = following
        ways = state[spare]
        widths = ways[0].widths()
        ahead = len(ways) < 2 or ways[0].score - ways[1].score >= SURE
        return Placing(widths, ahead and not self._is_guess(row, widths, quantities))

    def _is_guess(self, row: Sequence[str], widths: Sequence[int], dated: Mapping[int, _Years]) -> bool:
        """Whether cells share out the columns of one group with nothing in words or in other rows to say how."""
        at = 0
        for number, covered in enumerate(widths[:-1]):
            at += covered
            wide = max(covered, widths[number + 1]) > 1
            known = self._borders.get(at, 0.0) > 0 or not self._siblings[at - 1]
            if wide and not known and row[number] and row[number + 1]:
                pair = (number, number + 1)
                if not any(i in dated or years_in(row[i]) or _recurs(row[i]) for i in pair):
                    return True
        return False

    def _score(self, text: str, first: int, covered: int, years: Sequence[tuple[int, bool]]) -> float:
        """How well a cell fits over `covered` columns from `first` on."""
        columns = self._columns[first : first + covered]
        content = content_of(text)
        score = sum(self._fit(text, content, first + i) for i in range(covered)) / covered
        score += sum(self._links[first : first + covered - 1])
        if covered > 1 and not text:
            score -= sum(0.3 if sibling else 2.5 for sibling in self._siblings[first : first + covered - 1])
        if covered > 1 and bare(text) in words().none:
            score += 0.08 * (covered - 1)
        if covered > 1 and _recurs(text):
            score += 0.3 * sum(self._siblings[first : first + covered - 1])
        score += _year_score(columns, years)
        end = first + covered
        if end < len(self._columns) and self._borders and self._siblings[end - 1]:
            score += 0.6 * self._borders.get(end, 0.0)
        return score

    def _fit(self, text: str, content: Content, position: int) -> float:
        score = self._scores[position][content]
        return score + _KNOWN_VALUE if text and text in self._columns[position].values else score


def _recurs(text: str) -> bool:
    """Whether a text speaks of what is done year after year."""
    return any(word in text[:400] for word in words().recurring)


def _are_siblings(a: Column, b: Column) -> bool:
    return (a.parent != "" and a.parent == b.parent) or (a.kind == b.kind == "period" and a.parent == b.parent)


def _link(a: Column, b: Column) -> float:
    """What it costs a cell to cover two neighbouring columns."""
    if _are_siblings(a, b):
        return -0.1
    kinds = {a.kind, b.kind}
    if kinds <= {"lead", "participant"}:
        return -0.7
    if kinds <= {"serial", "category", "task", "name", "place", "detail"}:
        return -1.0
    return _UNLIKE


def _year_score(columns: Sequence[Column], years: Sequence[tuple[int, bool]]) -> float:
    """How the years that a cell mentions agree with the columns it would cover."""
    shown = [column.period for column in columns if column.period is not None and column.period > 1900]
    if not shown or not years:
        return 0.0
    mentioned = {year for year, _ in years}
    earliest, latest = min(mentioned), max(mentioned)
    covered = len(mentioned & set(shown)) / len(mentioned)
    due = all(by for year, by in years if year == earliest)
    outside = sum(year > latest or (year < earliest and not due) for year in shown)
    return 2.0 * covered - 0.7 * outside


def _dated_quantities(row: Sequence[str]) -> dict[int, _Years]:
    """Short cells that another cell of the row names together with a single year: `到2020年达到30万千瓦`."""
    found: dict[int, _Years] = {}
    stub = [text[:400] for text in row[:3] if len(text) > _QUANTITY]
    for number, text in enumerate(row):
        if 1 < len(text) <= _QUANTITY and any(c.isdigit() for c in text):
            for sentence in stub:
                years = years_in(sentence)
                if text in sentence and len({year for year, _ in years}) == 1:
                    found[number] = ((years[0][0], False),)
    return found
