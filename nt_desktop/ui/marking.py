"""Where the words of a query stand in any text on screen."""

from __future__ import annotations

from collections.abc import Callable

from nt_desktop.normal import normal_form, normalise
from nt_desktop.search.equivalents import equivalents_of
from nt_desktop.search.query import parse_query
from nt_desktop.search.snippets import spans_of

Marker = Callable[[str], tuple[tuple[int, int], ...]]


def marker(query: str, equivalents: bool = False) -> Marker:
    """Reads a query once; the function it gives finds its words in texts, as spans of characters."""
    words = [word.text for word in parse_query(query).words]
    needles = list(words)
    if equivalents:
        needles += [normal_form(other) for word in words for other in equivalents_of(word)]
    return lambda text: spans_of(normalise(text), needles) if needles else ()


def literal_marker(words: str) -> Marker:
    """For find in document: the words as they were typed, as one."""
    needle = normal_form(words)
    return lambda text: spans_of(normalise(text), [needle]) if needle else ()
