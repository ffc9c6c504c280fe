"""The cells and rows of a flattened table, before anything is known of its columns.

Each cell is a line that starts with a TAB; a blank line and then a TAB line begin a new row. A line without TAB goes on
in the cell above: as a new paragraph after a blank line, else after a line break. A cell may end in empty paragraphs,
so two blank lines may stand inside a row; rows may stand without blank lines between them. Both show in the widths of
the rows around.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nt_desktop.corpus.lines import Line
from nt_desktop.corpus.table_kinds import bare, column_kind
from nt_desktop.model import Span

_CONTINUED = 4  # characters up to which a line broken inside a cell is half a word: 管理⏎制度
_OPENING = ("（", "(", "〔", "/", "、")
_SERIAL = re.compile(r"\d{1,5}")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as printed: paragraphs joined by line breaks, with the source offsets of what is visible of it."""

    text: str
    start: int
    end: int
    line: int
    spans: tuple[Span, ...] = ()


RawRow = tuple[RawCell, ...]


@dataclass(slots=True)
class _Piece:
    """Cells on lines that no blank line parts; `gap` blank lines stand above it."""

    gap: int
    cells: list[RawCell]


def read_rows(lines: Sequence[Line]) -> list[RawRow]:
    """The rows of a table's lines, in order."""
    pieces = _pieces(lines)
    widths = Counter(len(piece.cells) for piece in pieces)
    usual = {width for width, count in widths.items() if count > 1 and width > 1}
    if pieces and len(pieces[0].cells) > 1:
        usual.add(len(pieces[0].cells))
    rows: list[RawRow] = []
    position = 0
    while position < len(pieces):
        count = _joined(pieces, position, usual)
        cells = [cell for piece in pieces[position : position + count] for cell in piece.cells]
        odd = not rows or len(cells) not in usual
        rows += _unglued(cells, usual) if odd else [tuple(cells)]
        position += count
    return rows


def _pieces(lines: Sequence[Line]) -> list[_Piece]:
    pieces: list[_Piece] = []
    cell: list[tuple[Line, bool]] = []
    gap = 0

    def finish() -> None:
        if cell:
            pieces[-1].cells.append(_cell(cell))
            cell.clear()

    for line in lines:
        if line.text.startswith("\t"):
            finish()
            if gap or not pieces:
                pieces.append(_Piece(gap, []))
            cell.append((line, False))
            gap = 0
        elif line.blank:
            gap += 1
        elif cell:
            cell.append((line, gap > 0))
            gap = 0
    finish()
    return pieces


def _cell(lines: Sequence[tuple[Line, bool]]) -> RawCell:
    """One cell of its lines, each with whether it begins a paragraph."""
    parts: list[str] = []
    spans: list[Span] = []
    length = 0
    for line, paragraph in lines:
        printed = line.text.strip()
        if not printed:
            continue
        if parts and (paragraph or not _runs_on(parts[-1], printed)):
            parts.append("\n")
            length += 1
        at = line.start + len(line.text) - len(line.text.lstrip())
        spans.append(Span(length, at, len(printed)))
        parts.append(printed)
        length += len(printed)
    first = lines[0][0]
    start = spans[0].source_start if spans else first.start + 1
    end = spans[-1].source_start + spans[-1].length if spans else start
    return RawCell("".join(parts), start, end, first.number, tuple(spans))


def _runs_on(before: str, after: str) -> bool:
    """Whether a line break inside a paragraph parts what belongs together."""
    return after.startswith(_OPENING) or (len(before) <= _CONTINUED and not any(c.isdigit() for c in before + after))


def _joined(pieces: Sequence[_Piece], first: int, usual: set[int]) -> int:
    """How many pieces from `first` on make one row: more than one where empty paragraphs parted its cells."""
    total = len(pieces[first].cells)
    odd = total not in usual
    for count in range(2, 5):
        if first + count > len(pieces) or pieces[first + count - 1].gap < 2:
            break
        size = len(pieces[first + count - 1].cells)
        total += size
        odd = odd or size not in usual
        if odd and total in usual:
            return count
    return 1


def _unglued(cells: list[RawCell], usual: set[int]) -> list[RawRow]:
    """The rows in cells that no blank line parts: more than one where serial numbers return at a fixed distance."""
    if column_kind(cells[0].text) == "serial":
        widths = [next((i for i, cell in enumerate(cells[:200]) if cell.text == "1"), 0)]
    elif _SERIAL.fullmatch(cells[0].text):
        widths = [width for width in usual if width < len(cells)]
    else:
        return [tuple(cells)]
    for width in widths:
        if width < 2 or len(cells) % width or len(cells) == width:
            continue
        rows = [tuple(cells[at : at + width]) for at in range(0, len(cells), width)]
        serials = [bare(row[0].text) for row in rows if _SERIAL.fullmatch(bare(row[0].text))]
        body = rows[1:] if len(serials) < len(rows) else rows
        begins = int(serials[0]) if serials else 0
        if len(serials) == len(body) and serials == [str(begins + i) for i in range(len(body))]:
            return rows
    return [tuple(cells)]
