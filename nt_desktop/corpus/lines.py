"""Lines of a source text, with their offsets."""

from __future__ import annotations

from dataclasses import dataclass

from nt_desktop.corpus.source import LINE_BREAK


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source: `text` is `source[start:end]`, without the line break; `number` counts from 1."""

    number: int
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen on it."""
        return not self.text.strip()


def split_lines(text: str) -> tuple[Line, ...]:
    """All lines of a text; a break at the very end begins no further line."""
    lines: list[Line] = []
    start = 0
    for match in LINE_BREAK.finditer(text):
        lines.append(Line(len(lines) + 1, start, match.start(), text[start : match.start()]))
        start = match.end()
    if start < len(text):
        lines.append(Line(len(lines) + 1, start, len(text), text[start:]))
    return tuple(lines)
