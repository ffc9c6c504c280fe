"""Between Python, which counts characters, and Qt, which counts UTF-16 units."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate


def units(text: str, position: int) -> int:
    """The UTF-16 position of a character position."""
    return len(text[:position].encode("utf-16-le", "surrogatepass")) // 2


def length(text: str) -> int:
    """How many UTF-16 units a text has."""
    return units(text, len(text))


def spans_in_units(text: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans of characters as spans of UTF-16 units; free of charge where no character needs two."""
    if not text or ord(max(text)) < 0x10000:
        return tuple(spans)
    starts = (0, *accumulate(2 if ord(character) > 0xFFFF else 1 for character in text))
    last = len(text)
    return tuple((starts[min(start, last)], starts[min(end, last)]) for start, end in spans)


def character(text: str, unit: int) -> int:
    """The character position of a UTF-16 position."""
    encoded = text.encode("utf-16-le", "surrogatepass")[: unit * 2]
    return len(encoded.decode("utf-16-le", "replace"))
