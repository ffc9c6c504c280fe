"""One normal form for text and query, so that what is typed finds what is printed however either is set.

NFKC and case folding; traditional characters as simplified; brackets, dashes and quotation marks of one kind each;
`PM_{2.5}`, `PM<sub>2.5</sub>` as `pm2.5`; white space gone but between two Latin letters or digits, where a single
blank stays. Any piece of a text that begins and ends between its characters has its normal form inside the text's.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

from nt_desktop.places import load_resource

_ALIKE = {
    "(": "〔〕[]【】〖〗﹝﹞",
    '"': "“”„‟″「」『』〝〞＂",
    "'": "‘’‚‛′＇",
    "-": "‐‑‒–—―−－─━﹣~～〜∼˜",
    "·": "•・‧∙",
}
_CLOSING = "〕]】〗﹞"
_GONE = "_^{}"  # what is left of sub- and superscripts, and blanks to be filled in
_DROPPED = re.compile(r"</?su[bp]>|(?<![a-z0-9 ]) +| (?![a-z0-9])")
_COMBINING = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")
_CACHED_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normal form that knows where it came from.

    `offsets[i]` is the position in the original of character i of `text`; `len(offsets) == len(text) + 1`, the last
    being the end of the original.
    """

    text: str
    offsets: array[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that characters `start` to `end` (exclusive, not empty) came from."""
        return self.offsets[start], self.offsets[end - 1] + 1


_uneven: set[str] = set()
"""Characters met so far that become none or several."""


class _Table(dict[int, str]):
    """What becomes of a character by itself; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        made = _character(code)
        self[code] = made
        if len(made) != 1:
            _uneven.add(chr(code))
        return made


@lru_cache(maxsize=1)
def _simplified() -> dict[str, str]:
    pairs = load_resource("traditional.toml")
    return dict(zip(pairs["traditional"], pairs["simplified"], strict=True))  # a line break stands for itself


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    alike = {variant: form for form, variants in _ALIKE.items() for variant in variants}
    return alike | dict.fromkeys(_CLOSING, ")") | dict.fromkeys(_GONE, "")


def _character(code: int) -> str:
    character = chr(code)
    if 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF:
        return _simplified().get(character, character)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"  # half of a pair is no character, and could not be stored
    alike = _alike()
    if character in alike:
        return alike[character]
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cc", "Cf"):
        return ""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    simplified = _simplified()
    return "".join(
        " " if c.isspace() else alike[c] if c in alike else simplified.get(c, c)
        for c in folded  # NFKC(´) has a blank
    )


_table = _Table()


def _fold(text: str) -> str:
    return text.translate(_table)


def _compose(segment: str) -> str:
    return unicodedata.normalize("NFKC", segment)


def _normal_form(text: str) -> str:
    if _COMBINING.search(text):
        text = _COMBINING.sub(lambda match: _compose(match[0]), text)
    return _DROPPED.sub("", _fold(text))


_short_normal_form = lru_cache(maxsize=8192)(_normal_form)


def normal_form(text: str) -> str:
    """The normal form of a text. Linear in its length."""
    return _short_normal_form(text) if len(text) <= _CACHED_LENGTH else _normal_form(text)


def normalise(text: str) -> Normalised:
    """The normal form of a text with the way back to it. Linear in its length."""
    folded = _fold(text)
    if _uneven.isdisjoint(text) and not _COMBINING.search(text):
        offsets = _in_place(len(text))
    else:
        folded, offsets = _folded_one_by_one(text)
    if " " not in folded and "<" not in folded:  # nothing to drop
        offsets.append(len(text))
        return Normalised(folded, offsets)
    kept: list[str] = []
    kept_offsets = array("I")
    position = 0
    for match in _DROPPED.finditer(folded):
        kept.append(folded[position : match.start()])
        kept_offsets.extend(offsets[position : match.start()])
        position = match.end()
    kept.append(folded[position:])
    kept_offsets.extend(offsets[position:])
    kept_offsets.append(len(text))
    return Normalised("".join(kept), kept_offsets)


_first_places = array("I", range(1024))


def _in_place(length: int) -> array[int]:
    """The places 0 to `length` (exclusive)."""
    return _first_places[:length] if length <= len(_first_places) else array("I", range(length))


def _folded_one_by_one(text: str) -> tuple[str, array[int]]:
    """The text folded where some characters become none or several, and where each character came from."""
    pieces: list[str] = []
    offsets = array("I")
    position = 0
    for match in _uneven_pattern("".join(sorted(_uneven))).finditer(text):
        start = match.start()
        pieces.append(_fold(text[position:start]))
        offsets.extend(range(position, start))
        made = _fold(_compose(match[0]))
        pieces.append(made)
        offsets.extend([start] * len(made))
        position = match.end()
    pieces.append(_fold(text[position:]))
    offsets.extend(range(position, len(text)))
    return "".join(pieces), offsets


@lru_cache(maxsize=4)
def _uneven_pattern(uneven: str) -> re.Pattern[str]:
    """These characters, and any with combining marks."""
    return re.compile(f"{_COMBINING.pattern}|[{re.escape(uneven)}]" if uneven else _COMBINING.pattern)
