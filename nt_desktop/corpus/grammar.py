"""The outline grammar of one document: which styles of label occur in it, and which nest in which.

Custom gives an order (章 over 条 over 一、 over （一） over 1. …), the document's own nesting comes before it: where a
list of one style runs its course between two neighbours of another (1. 一、 二、 2.), it stands under that other.
"""

from __future__ import annotations

from collections.abc import Sequence

from nt_desktop.corpus import labels
from nt_desktop.corpus.numbering import CHAPTER_NUMBER, HASH, Mark

_CUSTOM = (
    *(f"{HASH}{depth}" for depth in range(1, 10)),
    labels.PART,
    labels.CHAPTER,
    labels.SECTION,
    labels.ARTICLE,
    labels.HAN,
    labels.ROMAN,
    labels.HAN_BRACKET,
    labels.FIRST,
    CHAPTER_NUMBER,
    *(f"{labels.DOTTED}/{parts}" for parts in range(2, 8)),
    labels.NUMBER,
    labels.NUMBER_BRACKET,
    labels.NUMBER_PAREN,
    labels.CIRCLE,
    labels.LETTER,
    labels.HAN_IS,
    labels.DASH,
)
_CUSTOM_RANK = {style: rank for rank, style in enumerate(_CUSTOM)}


def infer_ranks(marks: Sequence[Mark]) -> dict[str, int]:
    """The depth order of the styles that occur, 0 the outermost: evidence first, then custom."""
    styles = sorted({mark.style for mark in marks}, key=_custom_rank)
    evidence = _nestings(marks)
    above = {
        style: [other for other in styles if evidence.get((other, style), 0) > evidence.get((style, other), 0)]
        for style in styles
    }
    ranks: dict[str, int] = {}
    waiting: set[str] = set()

    def place(style: str) -> None:
        """Give a style its rank, after those that stand above it; there are some thirty styles at most."""
        if style in ranks or style in waiting:
            return
        waiting.add(style)
        for other in above[style]:
            place(other)
        ranks[style] = len(ranks)

    for style in styles:
        place(style)
    return ranks


def _custom_rank(style: str) -> int:
    return _CUSTOM_RANK.get(style, len(_CUSTOM))


def _nestings(marks: Sequence[Mark]) -> dict[tuple[str, str], int]:
    """How often a list of two or more of one style stands between two neighbours of another: (outer, inner) → times."""
    seen: dict[tuple[str, str], int] = {}
    ahead: dict[str, tuple[int, int]] = {}  # style → number and position of its next mark, scanning from the end
    for position in range(len(marks) - 1, 0, -1):
        mark, before = marks[position], marks[position - 1]
        second = ahead.get(mark.style, (0, 0))
        ahead[mark.style] = (mark.number, position)
        if mark.number != 1 or mark.style == before.style or second[0] != 2:
            continue
        number, place = ahead.get(before.style, (0, 0))
        if number == before.number + 1 and second[1] < place:
            pair = (before.style, mark.style)
            seen[pair] = seen.get(pair, 0) + 1
    return seen
