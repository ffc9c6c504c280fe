"""Breaking text into lines and setting them to measure.

Lengths are layout units (tenths of a point). Qt breaks the lines (it knows what may not begin a line); what is left of
the measure is spread evenly between the characters, not only into blanks as Qt's own justification does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from nt_desktop.output.faces import Faces
from nt_desktop.output.layouts import UNITS, Use

Align = Literal["justify", "left", "center", "right"]
_BALANCE_STEPS = 16
_MOST_STRETCH = 1.35  # a line that wants its characters set wider stays ragged


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one face; `size` in pt, `spacing` as a share of every character's own width."""

    text: str
    use: Use
    size: float
    bold: bool = False
    spacing: float = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line and where it begins, from the left of its column."""

    x: float
    piece: Piece


@dataclass(frozen=True, slots=True)
class Line:
    """A set line; `width` is what it takes of the measure."""

    runs: tuple[Run, ...]
    width: float


class Typesetter:
    """Sets text in the faces of this machine."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._fonts: dict[tuple[Use, float, bool, float], QFont] = {}
        self._metrics: dict[tuple[Use, float, bool, float], QFontMetricsF] = {}

    def font(self, piece: Piece) -> QFont:
        """The font of a piece, made once."""
        place = (piece.use, piece.size, piece.bold, piece.spacing)
        if place not in self._fonts:
            self._fonts[place] = self.faces.font(piece.use, piece.size, piece.bold, piece.spacing)
        return self._fonts[place]

    def metrics(self, piece: Piece) -> QFontMetricsF:
        """The measures of a piece's font."""
        place = (piece.use, piece.size, piece.bold, piece.spacing)
        if place not in self._metrics:
            self._metrics[place] = QFontMetricsF(self.font(piece))
        return self._metrics[place]

    def width(self, piece: Piece) -> float:
        """How wide a piece is on one line."""
        return self.metrics(piece).horizontalAdvance(piece.text)

    def baseline(self, piece: Piece, pitch: float) -> float:
        """Where the baseline stands in a line of this pitch, so that the characters' squares are in its middle."""
        em = piece.size * UNITS
        return (pitch + em) / 2 - 0.12 * em

    def balanced(self, piece: Piece, measure: float) -> tuple[Line, ...]:
        """A title in centred lines of about the same length."""
        lines = self.lines([piece], measure, "center")
        if len(lines) < 2:
            return lines
        narrow = self.width(piece) / len(lines)
        best = lines
        for step in range(_BALANCE_STEPS):
            share = step / _BALANCE_STEPS
            tried = self.lines([piece], narrow + (measure - narrow) * share, "center")
            if len(tried) > len(lines):
                continue
            shift = (measure - narrow) * (1 - share) / 2
            moved = tuple(Line(tuple(Run(run.x + shift, run.piece) for run in line.runs), line.width) for line in tried)
            if not any(line.runs[-1].piece.text[-1:].isdecimal() for line in tried[:-1]):
                return moved  # 2021 and 年 stay together
            best = moved if best is lines else best
        return best

    def lines(
        self, pieces: Sequence[Piece], measure: float, align: Align = "justify", first: float = 0.0, indent: float = 0.0
    ) -> tuple[Line, ...]:
        """Break pieces of one paragraph into lines; `first` is the first line's indent, `indent` that of the others."""
        pieces = [piece for piece in pieces if piece.text]
        if not pieces:
            return ()
        if len(pieces) == 1 and len(pieces[0].text) * pieces[0].size * UNITS <= measure - first:
            width = self.width(pieces[0])
            return (_placed(pieces, [0.0], width, measure, align, first, last=True),)
        text = "".join(piece.text for piece in pieces)
        wide = text.encode("utf-16-le", "surrogatepass")  # Qt counts UTF-16 units
        layout = QTextLayout(text, self.font(pieces[0]))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(pieces))
        found: list[tuple[str, float, float]] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            margin = first if not found else indent
            line.setLineWidth(measure - margin)
            start, length = line.textStart(), line.textLength()
            if length == 0:
                break
            part = wide[2 * start : 2 * (start + length)].decode("utf-16-le", "surrogatepass")
            found.append((part, line.naturalTextWidth(), margin))
        layout.endLayout()
        lines = []
        position = 0
        for number, (part, natural, margin) in enumerate(found):
            last = number == len(found) - 1
            own = _slice(pieces, position, position + len(part))
            position += len(part)
            if align == "justify" and not last:
                own = _stretched(own, natural, measure - margin)
            offsets = [0.0]
            for piece in own[:-1]:
                offsets.append(offsets[-1] + self.width(piece))
            lines.append(_placed(own, offsets, natural, measure, align, margin, last))
        return tuple(lines)

    def _formats(self, pieces: Sequence[Piece]) -> list[QTextLayout.FormatRange]:
        ranges = []
        start = 0
        for piece in pieces:
            length = len(piece.text.encode("utf-16-le", "surrogatepass")) // 2
            a_range = QTextLayout.FormatRange()
            a_range.start, a_range.length = start, length  # type: ignore[attr-defined]  # missing from the stubs
            char_format = QTextCharFormat()
            char_format.setFont(self.font(piece))
            a_range.format = char_format  # type: ignore[attr-defined]  # missing from the stubs
            ranges.append(a_range)
            start += length
        return ranges


def _slice(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    part = []
    position = 0
    for piece in pieces:
        text = piece.text[max(start - position, 0) : max(end - position, 0)]
        position += len(piece.text)
        if text:
            part.append(Piece(text, piece.use, piece.size, piece.bold, piece.spacing))
    return part


def _stretched(pieces: list[Piece], natural: float, measure: float) -> list[Piece]:
    """Pieces of a line set wider so that it fills the measure: its last character ends at the edge."""
    within = natural - pieces[-1].size * UNITS * pieces[-1].spacing
    if within <= 0 or measure <= natural:
        return pieces
    more = 1 + (measure - natural) / within
    if more > _MOST_STRETCH:
        return pieces
    return [Piece(piece.text, piece.use, piece.size, piece.bold, round(piece.spacing * more, 4)) for piece in pieces]


def _placed(
    pieces: Sequence[Piece],
    offsets: Sequence[float],
    natural: float,
    measure: float,
    align: Align,
    margin: float,
    last: bool,
) -> Line:
    rest = measure - margin - natural
    start = margin
    if align == "center":
        start += rest / 2
    elif align == "right":
        start += rest
    width = measure if align == "justify" and not last else margin + natural
    return Line(tuple(Run(start + x, piece) for x, piece in zip(offsets, pieces, strict=True)), width)
