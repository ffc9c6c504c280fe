"""Where the words of a query stand in any text on screen.

The query language is loaded when first needed: the window is there before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nt_desktop.normal import normal_form, normalise

Marker = Callable[[str], tuple[tuple[int, int], ...]]


def marker(query: str, equivalents: bool = False) -> Marker:
    """Reads a query once; the function it gives finds its words in texts, as spans of characters."""
    from nt_desktop.search.equivalents import equivalents_of
    from nt_desktop.search.query import parse_query

    words = [word.text for word in parse_query(query).words]
    needles = list(words)
    if equivalents:
        needles += [normal_form(other) for word in words for other in equivalents_of(word)]
    return _finder(needles)


def literal_marker(words: str) -> Marker:
    """For find in document: the words as they were typed, as one."""
    needle = normal_form(words)
    return _finder([needle] if needle else [])


def _finder(needles: Sequence[str]) -> Marker:
    from nt_desktop.search.snippets import spans_of

    return lambda text: spans_of(normalise(text), needles) if needles else ()
