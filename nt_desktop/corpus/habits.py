"""What the lines of a file have in common: the width they are wrapped at, indented paragraphs, its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nt_desktop.corpus.entries import Entry

_PAUSE = re.compile(r"[，,。！？；!?;]")
_WRAP_SAMPLE = 4  # cut lines that a judgement on hard wrapping needs


@dataclass(frozen=True, slots=True)
class Habits:
    """What the lines of a file have in common: `width` in columns where paragraphs are hard-wrapped, else None;
    `indented` where paragraphs begin with white space; `pairs` counts neighbouring characters inside lines.
    """

    width: int | None
    indented: bool
    pairs: Counter[str]

    def belong_together(self, before: str, after: str) -> bool:
        """Whether two characters are mostly seen as one word in this file (落实, 近平)."""
        together = self.pairs[before + after]
        return together >= 3 and 4 * together >= min(self.pairs[before], self.pairs[after])


def columns(text: str) -> int:
    """The width of a line: a Chinese character takes two columns."""
    return sum(2 if char > "\u2e7f" or char in "“”‘’—…·" else 1 for char in text)


def read_habits(entries: Sequence[Entry]) -> Habits:
    """What the lines of a file have in common."""
    pairs: Counter[str] = Counter()
    for entry in entries:
        text = entry.text
        pairs.update(text)
        pairs.update(map("".join, pairwise(text)))
    width = _wrapping_width(entries)
    starts = [entry for entry in entries if entry.label is not None]
    indented = bool(starts) and sum(entry.indent > 0 for entry in starts) >= 0.6 * len(starts)
    return Habits(width, indented, pairs)


def _wrapping_width(entries: Sequence[Entry]) -> int | None:
    """The width that lines are wrapped at: most lines that stop in the middle of a sentence are equally wide."""
    cut = sorted(
        columns(first.text) + 2 * first.indent
        for first, second in pairwise(entries)
        if second.gap == 0
        and not (first.closed or first.mark or second.mark or second.cell)
        and second.label is None
        and (first.label is None or _PAUSE.search(first.text))
        and 15 <= len(first.text) < 200
    )
    if len(cut) < _WRAP_SAMPLE:
        return None
    width = cut[int(0.9 * (len(cut) - 1))]
    near = sum(width - 6 <= value <= width + 2 for value in cut)
    return width if width >= 30 and near >= 0.6 * len(cut) else None
