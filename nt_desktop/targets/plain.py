"""A text as the rules read it: without spaces and mark-up, half-width digits, each character tied to where it stood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# one class of characters first, so that the text between is passed over fast
_MARKUP = re.compile(
    r"[\s<_^](?:(?<=\s)\s*|(?<=<)/?su[bp]>|(?<=[_^])\{([^{}\s]{1,8})\}|(?<=_)(?=[0-9x]))",
)
_NARROW = {0xFF01 + i: chr(0x21 + i) for i in range(94)}
for _kept in "，；：！？（）":
    del _NARROW[ord(_kept)]
_NARROW |= {
    ord("﹪"): "%",
    ord("．"): ".",
    ord("〇"): "零",
    ord("²"): "2",
    ord("³"): "3",
    ord("﹝"): "〔",
    ord("﹞"): "〕",
}
_WIDE_SIGNS = "".join(re.escape(chr(code)) for code in _NARROW)
_WIDE = re.compile(f"[{_WIDE_SIGNS}]")
_ODD = re.compile(rf"[\s<_^{_WIDE_SIGNS}]")


@dataclass(frozen=True, slots=True)
class PlainText:
    """`text` as the rules read it; `offsets[i]` is the original position of its character i (one more for the end)."""

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original positions of a run of characters of `text`, end exclusive."""
        return self.offsets[start], (self.offsets[end - 1] + 1 if end > start else self.offsets[start])


@lru_cache(maxsize=64)
def read_plain(text: str) -> PlainText:
    """Return the text without spaces, `<sub>` and `_{ }`, with half-width digits, letters and signs. Linear."""
    if not _ODD.search(text):
        return PlainText(text, range(len(text) + 1))
    kept: list[str] = []
    offsets: list[int] = []

    def keep(start: int, end: int) -> None:
        kept.append(text[start:end])
        offsets.extend(range(start, end))

    position = 0
    for match in _MARKUP.finditer(text):
        keep(position, match.start())
        if match.lastindex:
            keep(match.start(1), match.end(1))
        position = match.end()
    keep(position, len(text))
    offsets.append(len(text))
    plain = "".join(kept)
    return PlainText(plain.translate(_NARROW) if _WIDE.search(plain) else plain, tuple(offsets))


def tidy(text: str) -> str:
    """The text without spaces and mark-up, for names that are shown: `PM_{2.5} 浓度` gives `PM2.5浓度`."""
    return read_plain(text).text if _ODD.search(text) else text
