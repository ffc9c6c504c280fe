"""Tables whose rows are lines: cells between bars (Markdown, drawn boxes) or between TABs.

A table between bars needs two rows of two cells; one between TABs a first row that reads as a header, since lists of
names are set with TABs too. Lines drawn between rows are no rows; where they part all rows, the lines between two of
them are one row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from nt_desktop.corpus.lines import Line
from nt_desktop.corpus.table_kinds import looks_like_header
from nt_desktop.corpus.table_rows import RawCell, RawRow
from nt_desktop.model import Span

_BARS = "|│┃｜"
_RULE = re.compile(r"[\s|│┃｜:：\-—–=+─━┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋═╔╗╚╝╠╣╦╩╬]{3,}")
_BREAK = re.compile(r"<br\s*/?>")
_MARKUP = re.compile(r"\*\*|(?<=\d)\\(?=\.)")
_GAP = re.compile(r"\S(?: {2,}|\u3000+)\S")
_WORD = re.compile(r"\S+(?: \S+)*")
_LEAST_TABS = 2  # in a row; 前言<TAB>1 is an entry of a table of contents
_LONGEST = 4000


def delimited_end(lines: Sequence[Line], first: int) -> int | None:
    """The last line of the table that begins at line `first`; None where none does."""
    text = lines[first].text
    if len(text) > _LONGEST:
        return None
    if _is_barred(text) or (
        _RULE.fullmatch(text.strip()) and first + 1 < len(lines) and _is_barred(lines[first + 1].text)
    ):
        return _barred_end(lines, first)
    if text.count("\t") >= _LEAST_TABS and not text.startswith("\t"):
        return _tabbed_end(lines, first)
    return _spaced_end(lines, first) if _GAP.search(text) else None


def is_delimited(lines: Sequence[Line]) -> bool:
    """Whether the lines of a region are rows rather than cells."""
    return delimited_end(lines, 0) is not None


def delimited_rows(lines: Sequence[Line]) -> list[RawRow]:
    """The rows of a table of lines, in order."""
    if "\t" not in lines[0].text and _spaced_end(lines, 0) is not None:
        return [
            tuple(_cell(line, *match.span()) for match in _WORD.finditer(line.text)) for line in lines if not line.blank
        ]
    barred = _is_barred(lines[0].text) or _RULE.fullmatch(lines[0].text.strip())
    seen = [line for line in lines if not line.blank]
    rules = [index for index, line in enumerate(seen) if barred and _RULE.fullmatch(line.text.strip())]
    drawn = len(rules) >= 3 and all(after - before >= 2 for before, after in pairwise(rules))
    rows: list[list[list[RawCell]]] = []
    fresh = True
    for index, line in enumerate(seen):
        if index in rules:
            fresh = True
            continue
        cells = _cells(line, _BARS if barred else "\t")
        if drawn and not fresh and rows and len(cells) == len(rows[-1]):
            for column, cell in zip(rows[-1], cells, strict=True):
                column.append(cell)
        else:
            rows.append([[cell] for cell in cells])
        fresh = False
    return [tuple(_joined(column) for column in row) for row in rows]


def _is_barred(text: str) -> bool:
    stripped = text.strip()
    return len(stripped) > 2 and stripped[0] in _BARS and sum(stripped.count(bar) for bar in _BARS) >= 3


def _barred_end(lines: Sequence[Line], first: int) -> int | None:
    last, rows, index = first, 0, first
    while index < len(lines):
        text = lines[index].text
        if _RULE.fullmatch(text.strip()):
            last = index
        elif _is_barred(text):
            last, rows = index, rows + 1
        elif lines[index].blank and index + 1 < len(lines) and _is_barred(lines[index + 1].text):
            pass
        else:
            break
        index += 1
    return last if rows >= 2 else None


def _tabbed_end(lines: Sequence[Line], first: int) -> int | None:
    tabs = lines[first].text.count("\t")
    if not looks_like_header([cell.strip() for cell in lines[first].text.split("\t")]):
        return None
    last, rows, gap = first, 1, 0
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.blank and not line.text.count("\t"):
            gap += 1
            if gap > 1:
                break
        elif line.text.count("\t") == tabs:
            last, rows, gap = index, rows + 1, 0
        else:
            break
    return last if rows >= 2 else None


def _spaced_end(lines: Sequence[Line], first: int) -> int | None:
    """The last row of a table set with spaces: a header of three labels or more, then rows with as many cells."""
    header = _WORD.findall(lines[first].text)
    if len(header) < 3 or _is_barred(lines[first].text) or not looks_like_header(header):
        return None
    last, gap = first, 0
    for index in range(first + 1, len(lines)):
        if lines[index].blank:
            gap += 1
            if gap > 1:
                break
        elif len(lines[index].text) <= _LONGEST and len(_WORD.findall(lines[index].text)) == len(header):
            last, gap = index, 0
        else:
            break
    return last if last > first else None


def _cells(line: Line, marks: str) -> list[RawCell]:
    """The cells of one line; marks at its ends part nothing where bars close the row."""
    text = line.text
    places = [index for index, char in enumerate(text) if char in marks and (index == 0 or text[index - 1] != "\\")]
    if marks == "\t":
        bounds = [-1, *places, len(text)]
    else:
        bounds = places if text.rstrip()[-1] in marks else [*places, len(text)]
    return [_cell(line, start + 1, end) for start, end in pairwise(bounds)]


def _cell(line: Line, start: int, end: int) -> RawCell:
    """A cell of the characters from `start` to `end`, its markup taken out."""
    pieces: list[RawCell] = []
    position = start
    for match in (*_BREAK.finditer(line.text, start, end), None):
        stop = match.start() if match else end
        pieces.append(_plain_cell(line, position, stop))
        position = match.end() if match else end
    return _joined(pieces)


def _plain_cell(line: Line, start: int, end: int) -> RawCell:
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    spans: list[Span] = []
    plain = ""
    position = start
    for match in (*_MARKUP.finditer(line.text, start, end), None):
        stop = match.start() if match else end
        if stop > position:
            spans.append(Span(len(plain), line.start + position, stop - position))
            plain += line.text[position:stop]
        position = match.end() if match else end
    at = spans[0].source_start if spans else line.start + start
    return RawCell(plain, at, line.start + end if spans else at, line.number, tuple(spans))


def _joined(pieces: Sequence[RawCell]) -> RawCell:
    """One cell of several pieces, a line break between them."""
    filled = [piece for piece in pieces if piece.text]
    if not filled:
        return pieces[0]
    text, spans = "", []
    for piece in filled:
        text += "\n" if text else ""
        spans += [Span(len(text) + span.text_start, span.source_start, span.length) for span in piece.spans]
        text += piece.text
    return RawCell(text, filled[0].start, filled[-1].end, filled[0].line, tuple(spans))
