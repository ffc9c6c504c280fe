"""What a clause is called: its heading alone on the line, run in before its text, or just its first words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

HeadingKind = Literal["heading", "run-in", "text"]

_LONGEST = 40  # characters of a first sentence that is shown as heading
_LONGEST_RUN_IN = 30
_LONGEST_UNNUMBERED = 15
_SENTENCE_REACH = 300
_OPENING = dict(zip("（(《〈“‘〔[【「", "）)》〉”’〕]】」", strict=True))
_CLOSING = frozenset(_OPENING.values())
_STOPS = "。！？!?"
_BREAKS = "，、；：,;:》）)"
_SET_WIDE = re.compile(r"[^\s](?:[ \u3000\u00a0]+[^\s])+")
_DATED = re.compile(r"[·•]?\s*(\d{1,2}月\d{1,2}日(?:\s*[~～—、，至-]\s*(?:\d{1,2}月)?\d{1,2}日)*)[\s，,]")


@dataclass(frozen=True, slots=True)
class Heading:
    """`text` without label and closing punctuation; `kind` says whether it stands alone, is run in, or is mere text."""

    text: str
    kind: HeadingKind


def numbered_heading(rest: str, *, leads: bool) -> Heading:
    """The heading of a clause whose label is off; `leads` when text or clauses under it follow."""
    sentence, more = _first_sentence(rest)
    shown = _shown(sentence)
    if more:
        return Heading(shown, "run-in" if len(sentence) <= _LONGEST_RUN_IN else "text")
    stripped = rest.rstrip()
    closed = stripped[-1:] in "；;：:，," or (sentence[-1:] == "的" and not sentence.endswith("目的"))
    limit = _LONGEST_RUN_IN if stripped[-1:] in _STOPS else _LONGEST
    return Heading(shown, "heading" if leads and not closed and len(sentence) <= limit else "text")


def unnumbered_heading(text: str) -> Heading:
    """The heading of a paragraph without label: run in (建立联动机制。…), the day of a chronicle's entry, or none."""
    if dated := _DATED.match(text[:_LONGEST]):
        return Heading(dated[1], "run-in")
    sentence, more = _first_sentence(text)
    if more and len(sentence) <= _LONGEST_UNNUMBERED and not re.search(r"[，,：:；;\d]", sentence):
        return Heading(_shown(sentence), "run-in")
    return Heading("", "text")


def stands_alone(text: str) -> bool:
    """Whether a paragraph without label looks like a heading of its own (总体要求): short, no punctuation."""
    bare = text.strip()
    return 2 <= len(bare) <= _LONGEST_UNNUMBERED and not re.search(r"[。；：，,;:.！？、\t（）()〔〕0-9]", bare)


def unspaced(text: str) -> str:
    """`总  则` as 总则; words that spaces part keep them."""
    bare = text.strip()
    return re.sub(r"\s+", "", bare) if _SET_WIDE.fullmatch(bare) else bare


def _first_sentence(text: str) -> tuple[str, bool]:
    """The first sentence without its stop, and whether words follow it; stops inside brackets or quotes don't count."""
    awaited: list[str] = []
    reach = text[:_SENTENCE_REACH]
    for position, char in enumerate(reach):
        if char in _OPENING:
            awaited.append(_OPENING[char])
        elif char in _CLOSING:
            if char in awaited:
                while awaited.pop() != char:
                    pass
        elif char in _STOPS and not awaited:
            return reach[:position].strip(), bool(text[position + 1 : position + 1 + _SENTENCE_REACH].strip())
    return reach.strip(), False


def _shown(sentence: str) -> str:
    """A first sentence as heading: whole, or as far as its last break within 40 characters."""
    if len(sentence) > _LONGEST:
        breaks = [i for i, char in enumerate(sentence[:_LONGEST]) if char in _BREAKS and i >= _LONGEST // 4]
        if breaks:
            end = breaks[-1]
            sentence = sentence[: end + 1] if sentence[end] in _CLOSING else sentence[:end]
        else:
            sentence = sentence[:_LONGEST]
    return unspaced(sentence.rstrip("；;：:，,、。"))
