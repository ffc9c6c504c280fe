"""The piece of a text that shows its hits, and where the hits are in it, in Python character positions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from nt_desktop.normal import Normalised, normalise
from nt_desktop.search.equivalents import equivalents_of
from nt_desktop.search.query import parse_query

SNIPPET_LENGTH = 110
_BEFORE = 24
_MOST_SPANS = 20000


def find_spans(text: str, query: str, equivalents: bool = False) -> tuple[tuple[int, int], ...]:
    """Where the words of a query stand in any text: (start, end) in its characters, in order, never overlapping."""
    words = [word.text for word in parse_query(query).words]
    if equivalents:
        words += [other for word in words for other in equivalents_of(word)]
    return spans_of(normalise(text), words)


def spans_of(normalised: Normalised, needles: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where normal forms stand in a normalised text, as spans of its original."""
    spans: list[tuple[int, int]] = []
    for needle in dict.fromkeys(needles):
        at = normalised.text.find(needle) if needle else -1
        while at >= 0 and len(spans) < _MOST_SPANS:
            spans.append(normalised.original_span(at, at + len(needle)))
            at = normalised.text.find(needle, at + len(needle))
    return _merged(spans)


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def make_snippet(
    text: str, spans: Sequence[tuple[int, int]], length: int = SNIPPET_LENGTH
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """About `length` characters of a text around most of its hits, on one line, and the hits in it."""
    start = _window(spans, length, len(text))
    end = min(len(text), start + length)
    lead = "…" if start else ""
    piece = text[start:end].replace("\n", " ")
    shift = len(lead) - start
    marks = tuple((max(a, start) + shift, min(b, end) + shift) for a, b in spans if a < end and b > start)
    return lead + piece + ("…" if end < len(text) else ""), marks


def _window(spans: Sequence[tuple[int, int]], length: int, size: int) -> int:
    """Where a piece of a text begins that has the most marked characters."""
    if size <= length or not spans:
        return 0
    ends = [end for _, end in spans]
    covered = [0]
    for start, end in spans:
        covered.append(covered[-1] + end - start)
    best, best_start = -1, 0
    for number, (start, _) in enumerate(spans[:200]):
        begin = max(0, start - _BEFORE)
        last = bisect_left(ends, begin + length + 1)
        gain = covered[last] - covered[number]
        if gain > best:
            best, best_start = gain, begin
    return min(best_start, size - length)
