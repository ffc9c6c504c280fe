"""The header of a table: how many rows it has, which columns each of its labels covers, and the path of each column.

Below a label that stands alone the next header row has an empty cell; below one that spans a group it has the
labels of the group. Where several groups are neighbours, their labels tell where one ends: they begin anew, or
speak of what the group's label says.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nt_desktop.corpus.table_kinds import (
    CONTENTS,
    bare,
    column_kind,
    content_of,
    is_label_like,
    is_period,
    looks_like_header,
    usual_share,
    words,
)
from nt_desktop.corpus.table_placing import Column

MAX_HEADER_ROWS = 5
_ALWAYS_ONE = {"serial", "remark", "number", "time"}
_EFFORT = 60_000
_SHARED = 0.3  # of the data rows that must be wider than the header for the header to be short


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A label in a header row: over columns `first` to `last`, both inclusive; `down` where it goes on from above."""

    first: int
    last: int
    text: str
    cell: int
    down: bool


@dataclass(frozen=True, slots=True)
class Header:
    """The header rows of a table over `n_cols` columns; `short` where its labels are fewer than the columns."""

    n_cols: int
    rows: tuple[tuple[HeaderCell, ...], ...]
    paths: tuple[str, ...]
    short: bool


def count_header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the top of a table are its header."""
    if not rows or not _may_begin(rows[0]):
        return 0
    count = 1
    while count < min(len(rows) - 1, MAX_HEADER_ROWS) and _is_next(rows[count - 1], rows[count]):
        count += 1
    return count


def _may_begin(row: Sequence[str]) -> bool:
    filled = [text for text in row if text]
    if not filled or content_of(filled[0]) in ("serial", "number"):
        return False
    return all(map(is_label_like, filled)) or looks_like_header(row)


def _is_next(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row holds the labels below those of the header row above it."""
    if len(row) <= len(above) or len(row) < 2 or not all(map(is_label_like, row)):
        return False
    filled = [text for text in row if text]
    if not filled:
        return False
    figures = sum(content_of(text) in ("serial", "number", "mark") and not is_period(text) for text in filled)
    if figures * 4 > len(filled):
        return False
    if len(filled) < len(row):
        return bool(_groups(above, row)) and (not row[0] or column_kind(row[0]) != "other" or is_period(row[0]))
    known = sum(column_kind(text) != "other" for text in filled)
    return known * 2 >= len(filled) and content_of(filled[0]) != "department"


def read_header(rows: Sequence[Sequence[str]], body: Sequence[Sequence[str]]) -> Header:
    """The header of a table whose header rows are `rows` and whose further rows are `body` (section rows left out)."""
    bottom = len(rows[-1]) if rows else 0
    n_cols = _number_of_columns(bottom, body)
    if not rows:
        return Header(n_cols, (), ("",) * n_cols, False)
    children: list[list[int]] = []  # per header row, how many cells of the row below each of its cells covers
    for above, below in pairwise(rows):
        children.append(_groups(above, below) or _in_order(len(above), len(below)))
    labels = _leaf_labels(rows, children)
    widths = [1] * bottom if bottom == n_cols else _spread(labels, body, n_cols)
    spans = [_positions(widths)]
    for counts in reversed(children):
        covered, at = [], 0
        for count in counts:
            covered.append((spans[0][at][0], spans[0][at + count - 1][1]))
            at += count
        spans.insert(0, covered)
    cells: list[tuple[HeaderCell, ...]] = []
    paths = [""] * n_cols
    for number, (row, places) in enumerate(zip(rows, spans, strict=True)):
        line = []
        for index, (text, (first, last)) in enumerate(zip(row, places, strict=True)):
            line.append(HeaderCell(first, last, text, index, down=number > 0 and not text))
            label = text.replace("\n", "").strip()
            for column in range(first, last + 1):
                if label and paths[column].split(" / ")[-1] != label:
                    paths[column] = f"{paths[column]} / {label}" if paths[column] else label
        cells.append(tuple(line))
    return Header(n_cols, tuple(cells), tuple(paths), bottom < n_cols)


def _number_of_columns(bottom: int, body: Sequence[Sequence[str]]) -> int:
    """The width of the header, or of the rows where enough of them are wider."""
    widths = [len(row) for row in body if len(row) > 1]
    if not widths:
        return max(bottom, 1)
    counts = {width: widths.count(width) for width in set(widths) if width >= bottom}
    wider = {width: count for width, count in counts.items() if width > bottom}
    if not wider:
        return bottom or max(widths)
    best = max(wider, key=lambda width: (wider[width], -width))
    enough = wider[best] >= _SHARED * len(widths) and wider[best] > counts.get(bottom, 0)
    return best if enough or not bottom else bottom


def _groups(above: Sequence[str], below: Sequence[str]) -> list[int] | None:
    """How many cells of the row below each label covers: one empty cell, or a group of labels; None if impossible."""
    n, m = len(above), len(below)
    if n > m or n * m * max(1, m - n) > _EFFORT:
        return None
    reach = m - n + 1
    best: list[list[tuple[float, int]]] = [[(-math.inf, 0)] * (m + 1) for _ in range(n + 1)]
    best[0][0] = (0.0, 0)
    usual = _usual_size(above, below)
    for i in range(1, n + 1):
        for j in range(i, min(m, i + reach - 1) + 1):
            for size in range(1, min(reach, j - i + 1) + 1):
                score = best[i - 1][j - size][0]
                if score == -math.inf:
                    continue
                score += _group_score(above, below, i - 1, j - size, size, usual)
                if score > best[i][j][0]:
                    best[i][j] = (score, size)
    if best[n][m][0] == -math.inf:
        return None
    sizes: list[int] = []
    at = m
    for i in range(n, 0, -1):
        sizes.append(best[i][at][1])
        at -= sizes[-1]
    return sizes[::-1]


def _usual_size(above: Sequence[str], below: Sequence[str]) -> float:
    """How many labels a group has on average."""
    alone = sum(not text for text in below)
    groups = max(1, len(above) - alone)
    return (len(below) - alone) / groups


def _group_score(above: Sequence[str], below: Sequence[str], label: int, first: int, size: int, usual: float) -> float:
    """How well a label stands over `size` cells of the row below."""
    group = [bare(text) for text in below[first : first + size]]
    filled = [text for text in group if text]
    if not filled:
        return 0.0 if size == 1 else -math.inf
    if len(filled) < size or not above[label] or column_kind(above[label]) in _ALWAYS_ONE - {"number"}:
        return -math.inf
    score = -0.15 * abs(size - usual)
    if len(set(filled)) < size:
        score -= 3.0
    if is_period(filled[0]) and all(map(is_period, filled)):
        score += 0.2 * size
        if first and is_period(below[first - 1]) and not _begins_anew(below[first - 1], filled[0]):
            score -= 1.0
    elif any(map(is_period, filled)):
        score -= 1.0
    if label and first and bare(below[first - 1]):
        score += _begins_like(filled[0], below[:first])
    return score + sum(_kinship(above[label], text) for text in filled)


def _begins_anew(before: str, text: str) -> bool:
    return bare(before) >= bare(text)


def _begins_like(text: str, before: Sequence[str]) -> float:
    """How much a label looks like one that a group before it began with."""
    if is_period(text):
        return 1.2 if text in map(bare, before) else 0.0
    shared = max((_shared_start(text, bare(other)) for other in before), default=0)
    return min(2.0, 0.4 * shared) if shared >= 2 else 0.0


def _shared_start(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _kinship(label: str, text: str) -> float:
    """How much two labels speak of the same thing: shared words, or words of one theme."""
    a, b = bare(label), bare(text)
    pairs = {a[i : i + 2] for i in range(len(a) - 1)} - {"项目", "工程", "治理", "污染", "调整", "任务", "工作", "改造"}
    score = 0.6 * min(2, sum(pair in b for pair in pairs))
    for group in words().themes:
        if any(word in a for word in group) and any(word in b for word in group):
            score += 1.0
            break
    return score


def _in_order(n: int, m: int) -> list[int]:
    """Sizes for labels whose groups cannot be told: as equal as can be."""
    if n > m:
        return [1] * m
    return [m // n + (i < m % n) for i in range(n)]


def _leaf_labels(rows: Sequence[Sequence[str]], children: Sequence[Sequence[int]]) -> list[str]:
    """The label over each cell of the bottom header row: its own, or where it is empty the one above."""
    labels = list(rows[0])
    for row, counts in zip(rows[1:], children, strict=True):
        spread = [label for label, count in zip(labels, counts, strict=False) for _ in range(count)]
        labels = [text or upper for text, upper in zip(row, spread, strict=False)]
    return labels


def _positions(widths: Sequence[int]) -> list[tuple[int, int]]:
    found, at = [], 0
    for width in widths:
        found.append((at, at + width - 1))
        at += width
    return found


def _spread(labels: Sequence[str], body: Sequence[Sequence[str]], n_cols: int) -> list[int]:
    """How many columns each label covers, where there are fewer labels than columns: by what the columns hold."""
    columns = [Column("other", "", "", None) for _ in range(n_cols)]
    for row in body[:2000]:
        if len(row) == n_cols:
            for column, text in zip(columns, row, strict=True):
                column.learn(text)
    shares = []
    for column in columns:
        column.contents["empty"] = 0  # merged cells say nothing of what a column is for
        total = sum(column.contents.values()) or 1
        shares.append([column.contents[content] / total for content in CONTENTS])
    kinds = [column_kind(label) for label in labels]

    def score(label: int, first: int, size: int) -> float:
        expected = usual_share(kinds[label])
        fits = [
            math.log(sum(a * b for a, b in zip(expected, shares[first + i], strict=True)) + 0.002) for i in range(size)
        ]
        costs = 2.0 if kinds[label] in _ALWAYS_ONE else 1.0 if kinds[label] == "period" else 0.3
        return sum(fits) - costs * (size - 1)

    return _best_sizes(len(labels), n_cols, score)


def _best_sizes(n: int, m: int, score: Callable[[int, int, int], float]) -> list[int]:
    """Sizes of n groups over m columns with the highest sum of scores."""
    reach = m - n + 1
    if n > m or n * reach * reach > _EFFORT:
        return _in_order(n, m)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for i in range(n):
        step: dict[int, tuple[float, int]] = {}
        for at, (so_far, _) in best[i].items():
            for size in range(1, m - at - (n - i - 1) + 1):
                total = so_far + score(i, at, size)
                if at + size not in step or total > step[at + size][0]:
                    step[at + size] = (total, size)
        best.append(step)
    sizes: list[int] = []
    at = m
    for i in range(n, 0, -1):
        sizes.append(best[i][at][1])
        at -= sizes[-1]
    return sizes[::-1]
