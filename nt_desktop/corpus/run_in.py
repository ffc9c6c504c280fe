"""Numbered items that stand on one line: where the second and later ones begin.

`（1）…；（2）…` and `（一）…。（二）…` are clauses of their own wherever the line breaks. A list counts when it begins
with 1 and goes on with 2 after a stop; 一是 … 二是 only where the line begins with it, else they are sentences.
Items that a note at the end of the line or a date before the first of them holds for stay together in one clause:
apart they would lose who answers for them and by when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from nt_desktop.corpus.labels import (
    CHAPTER,
    CIRCLE,
    HAN,
    HAN_BRACKET,
    HAN_IS,
    NUMBER,
    NUMBER_BRACKET,
    Label,
    read_label,
)
from nt_desktop.places import load_resource

_STYLES = frozenset({CHAPTER, HAN, HAN_BRACKET, NUMBER, NUMBER_BRACKET, CIRCLE, HAN_IS})
_HEADINGS = frozenset({CHAPTER, HAN, HAN_BRACKET})
_OUTER = frozenset({CHAPTER, HAN})  # a line with these holds sections, not the items of a paragraph
_DATED = re.compile(r"(?:19|20)\d\d\s*年|[年月]底|年内|年末|十[二三四五]五")
_NOTE = 200  # characters of a note on who is responsible
_NOTE_AT_END = re.compile(r"[（(〔]([^（(〔）)〕]{2,})[）)〕][。；;]?$")
_WHITE = " \t\u00a0\u3000"
_LABEL = 48  # no label is longer
_S = r"[ \t\u00a0\u3000\ue000-\uf8ff]*"  # a conversion leaves private characters where a page had blanks
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
    starts = sorted(cut for cut in cuts if cut > start)
    if not counting & _OUTER and _share(text, starts, lead_in=start not in cuts):
        return ()
    return tuple(starts)


def _share(text: str, starts: list[int], *, lead_in: bool) -> bool:
    """Whether the items of a line hang on what the line says once, before the first or after the last of them."""
    if lead_in and starts and _DATED.search(text, 0, starts[0]):
        return True
    note = _NOTE_AT_END.search(text[-_NOTE:].rstrip(_WHITE))
    if note is None or not any(word in note[1] for word in _responsibility()):
        return False
    items = starts[1:] if lead_in else starts
    return not any(_NOTE_AT_END.search(text[max(0, at - _NOTE) : at].rstrip(_WHITE)) for at in items)


@cache
def _responsibility() -> tuple[str, ...]:
    return tuple(load_resource("document_kinds.toml")["responsibility"]["words"])


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
