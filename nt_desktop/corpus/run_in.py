"""Numbered items that stand on one line: where the second and later ones begin.

`（1）…；（2）…` and `（一）…。（二）…` are clauses of their own wherever the line breaks. A list counts when it begins with 1
and goes on with 2 after a stop; 一是 … 二是 only where the line begins with it, else they are sentences of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nt_desktop.corpus.labels import CHAPTER, CIRCLE, HAN, HAN_BRACKET, HAN_IS, NUMBER, NUMBER_BRACKET, Label, read_label

_STYLES = frozenset({CHAPTER, HAN, HAN_BRACKET, NUMBER, NUMBER_BRACKET, CIRCLE, HAN_IS})
_HEADINGS = frozenset({CHAPTER, HAN, HAN_BRACKET})
_WHITE = " \t\u00a0\u3000"
_LABEL = 48  # no label is longer
_S = r"[ \t\u00a0\u3000]*"
_FIRST_OR_NEXT = re.compile(
    rf"(?:^|[。；;！？：:]){_S}(?=[（(][一二三四五六七八九十\d]{{1,3}}[）)]|[一二三四五六七八九十]{{1,3}}[、是]|\d{{1,2}}[.．、]|[①-⑳⑴-⒇]|第[一二三四五六七八九十]{{1,3}}章)"
)
_SECOND = re.compile(rf"[。；;！？]{_S}(?:[（(][二2][）)]|二[、是]|2[.．、](?!\d)|[②⑵]|第二章)")
_BRACKET = re.compile(r"[（(《“）)》”]")
_OPENERS = {"（": "）", "(": "）", "《": "》", "“": "”"}
_REACH = 400  # a bracket that has been open for longer was mistyped
# 一、总体目标(一)指导思想…: an item glued to the heading above it
_HEADED = re.compile(r"[^，。；：！？,;:!?（）()\d]{2,24}?(?=[（(][一1][）)]|1[.．、](?!\d))")


@dataclass(slots=True)
class _List:
    """A list of one style as it is read: where its first item stands, and the number it has come to."""

    first: int
    number: int = 1


def item_starts(text: str) -> tuple[int, ...]:
    """Where in a line its second and later items begin, and the first one after a lead-in; () for most lines."""
    if _SECOND.search(text) is None:
        return ()
    cuts: set[int] = set()
    counting: set[str] = set()  # styles of lists that have come to 2
    lists: dict[str, _List] = {}
    for position, label in _candidates(text):
        number = label.numbers[0]
        current = lists.get(label.style)
        if number == 1:
            lists[label.style] = _List(position)
            if label.style in counting and position and text[position - 1] not in "：:":
                cuts.add(position)
        elif current is not None and number == current.number + 1:
            current.number = number
            cuts |= {current.first, position}
            counting.add(label.style)
    start = len(text) - len(text.lstrip(_WHITE))
    return tuple(sorted(cut for cut in cuts if cut > start))


def _candidates(text: str) -> Iterator[tuple[int, Label]]:
    """Labels after a stop or a colon, or at the beginning, outside brackets and quotes."""
    begins_with_is = text.lstrip(_WHITE).startswith("一是")
    brackets = _BRACKET.finditer(text)
    bracket = next(brackets, None)
    open_until: list[tuple[str, int]] = []
    for match in _FIRST_OR_NEXT.finditer(text):
        position = match.end()
        while bracket is not None and bracket.start() < position:
            char = bracket[0]
            if char in _OPENERS:
                open_until.append((_OPENERS[char], bracket.start()))
            elif open_until and open_until[-1][0] == ("）" if char == ")" else char):
                open_until.pop()
            bracket = next(brackets, None)
        while open_until and position - open_until[-1][1] > _REACH:
            open_until.pop()
        label = read_label(text[position : position + _LABEL])
        if open_until or label is None or label.style not in _STYLES or not label.numbers:
            continue
        if label.style == HAN_IS and not begins_with_is:
            continue
        yield position, label
        headed = _HEADED.match(text, position + label.end) if label.style in _HEADINGS else None
        below = read_label(text[headed.end() : headed.end() + _LABEL]) if headed else None
        if headed and below is not None and below.style in _STYLES and below.style != label.style:
            yield headed.end(), below
