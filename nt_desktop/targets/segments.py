"""A clause cut into sentences and segments, with quotations and brackets out of the way.

What stands in “…” or 《…》 is a name and says nothing of its own; what stands in brackets is read for itself. Both are
blanked in `Passage.masked`, which has the same length as the text, so that positions serve for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nt_desktop.targets.quantities import Quantity, scan_quantities, states_quantity

BLANK = "□"
_QUOTES = {"“": "”", "《": "》", "「": "」", "‘": "’", "〈": "〉"}
_BRACKETS = {"（": "）", "(": ")", "〔": "〕", "[": "]", "【": "】"}
_CLOSING = _QUOTES | _BRACKETS
_MARK = re.compile("[" + "".join(re.escape(c) for pair in _CLOSING.items() for c in pair) + "\n]")
_LONGEST_QUOTE = 80
_LONGEST_SEGMENT = 600  # a text without punctuation is cut there, so that no rule reads it over and over
WITHOUT_NUMBER = re.compile(r"覆盖|全部|番|类|及以[上下]")  # the words that state a value without a number
_TRANSPARENT = re.compile(r"含|不含|套")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between commas; `sentence` counts from 0 in the passage."""

    start: int
    end: int
    sentence: int
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text ready for the rules: `brackets` are the insides (start, end) of outermost brackets.

    `segments` is empty where the text has neither a quantity nor a word that stands for one.
    """

    text: str
    masked: str
    segments: tuple[Segment, ...]
    brackets: tuple[tuple[int, int], ...]


def states_value(text: str) -> bool:
    """Whether a plain text may state a value, in figures or in words: what `read_passage` cuts has one."""
    return WITHOUT_NUMBER.search(text) is not None or states_quantity(text)


def read_passage(text: str, start: int = 0) -> Passage:
    """Cut a plain text (see `plain.read_plain`) into segments, from `start` on. Linear."""
    masked, brackets = _mask(text)
    if start:
        masked = BLANK * start + masked[start:]
    quantities = scan_quantities(masked)
    segments = _segments(masked, quantities, start) if quantities or WITHOUT_NUMBER.search(masked) else []
    return Passage(text, masked, tuple(segments), tuple(b for b in brackets if b[0] >= start))


def _mask(text: str) -> tuple[str, list[tuple[int, int]]]:
    chars = list(text)
    brackets: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text):
        i, char = mark.start(), mark.group()
        if char in _CLOSING:
            stack.append((_CLOSING[char], i))
        elif stack and (char == stack[-1][0] or any(char == wanted for wanted, _ in stack[-3:-1])):
            while stack and stack[-1][0] != char:
                stack.pop()
            _, begin = stack.pop()
            quoted = char in _QUOTES.values()
            inside = text[begin + 1 : i]
            if (quoted and len(inside) > _LONGEST_QUOTE) or (not quoted and _TRANSPARENT.fullmatch(inside)):
                continue
            chars[begin : i + 1] = BLANK * (i + 1 - begin)
            while brackets and brackets[-1][0] > begin:
                brackets.pop()
            if not quoted:
                brackets.append((begin + 1, i))
        elif char == "\n" or len(stack) > 6:
            stack.clear()
    return "".join(chars), brackets


_STOP = "。！？\n"
_BREAK = re.compile(r"[。！？\n；;：:，,]")
_JOINT = re.compile(r"、|以及|和|及|与|并|或(?!以)")


def _segments(masked: str, quantities: tuple[Quantity, ...], start: int) -> list[Segment]:
    cuts: list[tuple[int, int, str]] = []
    for match in _BREAK.finditer(masked, start):
        mark = match.group()
        if mark not in ",:：" or not _in_number(masked, match.start()):
            cuts.append((match.start(), match.end(), mark))
    if quantities:
        cuts.extend(_joints(masked, quantities))
        cuts.sort()
    if len(masked) - start > _LONGEST_SEGMENT:
        cuts = _with_limits(cuts, start, len(masked))
    cuts.append((len(masked), len(masked), "。"))
    segments: list[Segment] = []
    position, sentence, index = start, 0, 0
    for begin, end, mark in cuts:
        if begin < position:
            continue
        first = index
        while index < len(quantities) and quantities[index].start < begin:
            index += 1
        if begin > position:
            own = tuple(q for q in quantities[first:index] if q.start >= position) if first < index else ()
            segments.append(Segment(position, begin, sentence, own))
        position = end
        if mark in _STOP:
            sentence += 1
    return segments


def _joints(masked: str, quantities: tuple[Quantity, ...]) -> Iterator[tuple[int, int, str]]:
    """The 、, 和 and the like behind quantities, where no other quantity of the same list follows."""
    begins = {q.full_start for q in quantities}
    for quantity in quantities:
        after = _JOINT.match(masked, quantity.full_end)
        if after and after.end() not in begins and not _continues(masked, after.end(), begins):
            yield after.start(), after.end(), "、"


def _with_limits(cuts: list[tuple[int, int, str]], start: int, end: int) -> list[tuple[int, int, str]]:
    limited: list[tuple[int, int, str]] = []
    position = start
    for cut in [*cuts, (end, end, "")]:
        while cut[0] - position > _LONGEST_SEGMENT:
            position += _LONGEST_SEGMENT
            limited.append((position, position, "，"))
        limited.append(cut)
        position = cut[1]
    return limited[:-1]


def _in_number(masked: str, i: int) -> bool:
    return masked[i - 1 : i].isdigit() and masked[i + 1 : i + 2].isdigit()


def _continues(masked: str, position: int, begins: set[int]) -> bool:
    """Whether another bare quantity follows: 100%、100%, 10%和至少12%."""
    return any(position + skip in begins for skip in (0, 1))
