"""Which lines of a source belong to flattened tables.

A cell is a line that starts with a TAB. Lines without TAB between cells belong to the cell above them; where a table
ends is decided on evidence: two blank lines, a caption or the header of another table, a label that doesn't go on
numbering the cell, prose after a short cell. A prose line that is merely indented with a TAB is no table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nt_desktop.corpus.labels import CIRCLE, NUMBER, NUMBER_BRACKET, NUMBER_PAREN, Label, read_label
from nt_desktop.corpus.lines import Line
from nt_desktop.corpus.table_delimited import delimited_end
from nt_desktop.corpus.table_kinds import bare, content_of, is_label_like, is_note, looks_like_header, words

_AHEAD = 24  # lines without TAB that may stand inside one cell
_COMPARED = 64  # cells of a row that are looked at to tell whether it is a header
_SHORT = 40  # characters of a line that may go on in a table's last cell without further evidence
_CAPTION = re.compile(r"(?:附?表|附件|附录|续表)\s*[\d一二三四五六七八九十]{0,3}(?:[.．-]\d{1,2})?(?:[\s：:、.．].*)?")
_IN_CELLS = (NUMBER, NUMBER_BRACKET, NUMBER_PAREN, CIRCLE)  # numberings that begin inside a cell
_BEGINS = re.compile(r"附件\s*[\d一二三四五六七八九十]{1,3}[：:]?|附?表\s*\d{1,2}(?:[.．-]\d{1,2})?[\s：:].+")
_SENTENCE = ("。", "；", "！", "？")


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of a table, as indices into the lines of the source, both inclusive.

    `layout` marks a table that only sets text in columns (a list of attachments) and is no data.
    """

    first: int
    last: int
    layout: bool = False


@dataclass(slots=True)
class _Run:
    """Cells on lines that no blank line parts: a row, or a piece of one."""

    first: int
    cells: list[str]


def table_regions(lines: Sequence[Line]) -> tuple[Region, ...]:
    """Where tables stand, in order; tables in succession without a line between them are regions of their own."""
    found: list[Region] = []
    index = 0
    while index < len(lines):
        if not lines[index].text.startswith("\t"):
            end = delimited_end(lines, index)
            if end is not None:
                found.append(Region(index, end))
            index = index + 1 if end is None else end + 1
            continue
        last, runs = _extent(lines, index)
        found += _regions_of(runs, last)
        index = last + 1
    return tuple(found)


def _extent(lines: Sequence[Line], first: int) -> tuple[int, list[_Run]]:
    """The last line that belongs to the cells which begin at `first`, and their runs."""
    runs = [_Run(first, [])]
    last = index = first
    gap = 0
    cell: list[Line] = []  # the lines of the cell at hand
    while index < len(lines):
        line = lines[index]
        if line.text.startswith("\t"):
            if gap:
                runs.append(_Run(index, []))
            runs[-1].cells.append(line.text.strip())
            cell = [line]
            last, gap = index, 0
        elif line.blank:
            gap += 1
        elif gap > 1:
            break
        else:
            taken = _continuation(lines, index, cell, runs)
            if not taken:
                break
            cell += [lines[number] for number in taken]
            last, gap = taken[-1], 0
            index = last
        index += 1
    return last, runs


def _continuation(lines: Sequence[Line], index: int, cell: Sequence[Line], runs: Sequence[_Run]) -> list[int]:
    """The lines without TAB from `index` on that go on in the cell above; none where the table ends before them."""
    block: list[int] = []
    gap = before_tab = 0
    position = index
    ahead: int | None = None
    while position < len(lines) and len(block) <= _AHEAD:
        line = lines[position]
        if line.text.startswith("\t"):
            ahead, before_tab = position, gap
            break
        if line.blank:
            gap += 1
        elif gap > 1:
            break
        else:
            block.append(position)
            gap = 0
        position += 1
    if ahead is not None and before_tab < 2:
        own_header = [bare(text) for text in runs[0].cells[:_COMPARED]]
        coming = _cells_from(lines, ahead)
        mid_row = len(runs) > 1 and before_tab == 0 and len(runs[-1].cells) < len(own_header)
        another = looks_like_header(coming) and (
            not mid_row
            or [bare(text) for text in coming[:_COMPARED]] == own_header
            or _CAPTION.fullmatch(lines[block[-1]].text.strip())
        )
        another = another or (
            not mid_row and any(_BEGINS.fullmatch(lines[number].text.strip()[:200]) for number in block)
        )
        if not another or (len(runs) == 1 and before_tab == 0):
            return block
    taken: list[int] = []
    so_far = list(cell)
    for number in block:
        if not _goes_on(lines[number].text.strip(), so_far):
            break
        taken.append(number)
        so_far.append(lines[number])
    return taken


def _cells_from(lines: Sequence[Line], index: int) -> list[str]:
    """The texts of the cells from a line on, up to the next blank line."""
    cells: list[str] = []
    while index < len(lines) and len(cells) < _COMPARED:
        text = lines[index].text
        if text.startswith("\t"):
            cells.append(text.strip())
        elif text.strip() and cells:
            cells[-1] += text.strip()[:_SHORT]
        else:
            break
        index += 1
    return cells


def _goes_on(text: str, cell: Sequence[Line]) -> bool:
    """Whether a line may stand in the last cell of a table rather than below the table."""
    if is_note(text) or _CAPTION.fullmatch(text[:200]):
        return False
    begun = cell[0].text.strip()
    label = read_label(text)
    if label is not None and not label.weak:
        if not any(line.text.strip() for line in cell):
            return label.style in _IN_CELLS and label.numbers == (1,)
        return any(_follows(read_label(line.text.strip()), label) for line in cell)
    written = sum(len(line.text) for line in cell)
    if len(text) > _SHORT or text.endswith(_SENTENCE):
        return written > _SHORT or begun.endswith(_SENTENCE)
    if text.endswith(words().titles) and not begun.endswith(words().titles):
        return False
    return content_of(text) != "date" or content_of(begun) == "date"


def _follows(before: Label | None, label: Label) -> bool:
    """Whether a label goes on numbering what the one before began."""
    return (
        before is not None
        and before.style == label.style
        and before.numbers[:-1] == label.numbers[:-1]
        and (not label.numbers or before.numbers[-1] + 1 == label.numbers[-1])
    )


def _regions_of(runs: list[_Run], last: int) -> list[Region]:
    """The tables in a range of cells: one, several in succession, or none."""
    starts = [0]
    header: list[str] = []
    rows_seen = 0  # of more than one cell, in the table at hand
    for number, run in enumerate(runs):
        if len(run.cells) < 2:
            continue
        rows_seen += 1
        if not header:
            header = [bare(text) for text in run.cells]
        elif rows_seen > 2 and run.cells[0] and looks_like_header(run.cells):
            texts = [bare(text) for text in run.cells]
            if texts == header:
                continue
            rows_seen = 1
            alone = number - 1 > starts[-1] and len(runs[number - 1].cells) == 1
            begins = number - 1 if alone and runs[number - 1].cells[0].endswith(words().titles) else number
            starts.append(begins)
            header = texts
    found = []
    for begin, stop in zip(starts, [*starts[1:], len(runs)], strict=True):
        own = runs[begin:stop]
        end = runs[stop].first - 1 if stop < len(runs) else last
        if _is_layout(own):
            found.append(Region(own[0].first, end, layout=True))
        elif _is_table(own):
            found.append(Region(own[0].first, end))
    return found


def _is_layout(runs: Sequence[_Run]) -> bool:
    """Whether cells only set text in columns: the first one introduces the others."""
    first = bare(runs[0].cells[0])
    if not first or len(runs[0].cells) < 2 or len(runs) > 12:
        return False
    return first.rstrip("：:0123456789") in words().layouts and (first.endswith(("：", ":")) or len(runs) < 3)


def _is_table(runs: Sequence[_Run]) -> bool:
    """Whether cells make rows and columns; prose that is indented with TABs doesn't."""
    rows = [run.cells for run in runs if len(run.cells) > 1]
    if not rows:
        return False
    if looks_like_header(rows[0]):
        return True
    cells = [text for row in rows for text in row if text]
    if not cells:
        return False
    prose = sum(len(text) > _SHORT and text.endswith(_SENTENCE) for text in cells)
    if prose * 2 > len(cells) and not all(map(is_label_like, rows[0])):
        return False
    if _is_list(rows):
        return False
    common, count = Counter(map(len, rows)).most_common(1)[0]
    if len(rows) == 1:
        return common > 2 and all(map(is_label_like, rows[0])) and not any("：" in text for text in rows[0])
    return count > 1 or len(rows) > 2 or all(map(is_label_like, rows[0]))


def _is_list(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every cell begins with a label of one numbering: list items, each indented with a TAB."""
    labels = [read_label(text) for row in rows for text in row]
    return all(
        label is not None and label.end < len(text)
        for label, text in zip(labels, (text for row in rows for text in row), strict=True)
    )
