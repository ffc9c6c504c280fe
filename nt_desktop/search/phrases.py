"""Frequent runs of three and more characters, kept as terms of their own.

Pairs of characters only narrow a longer word down; whether it stands in a text is looked up there. For a word that
stands in many thousands of units that would be too slow, so each such run has a posting list. Which runs are frequent
is estimated on a sample; a run that is missed costs time, never a hit.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict

from nt_desktop.errors import Cancelled
from nt_desktop.progress import IsCancelled
from nt_desktop.search.found import Found, both, members
from nt_desktop.search.storage import Strings

FREQUENT = 1500
"""Units a run must stand in. Looking a word up in a unit takes about half a microsecond."""

LONGEST = 12
_SAMPLED = 8  # one unit in so many
_MARGIN = 0.7  # of FREQUENT that is enough in the sample, projected

Postings = defaultdict[str, "array[int]"]


def frequent_phrases(texts: Strings, postings: Postings, n_units: int, cancelled: IsCancelled) -> dict[str, array[int]]:
    """The frequent runs of three to `LONGEST` characters with the units each stands in."""
    if n_units < FREQUENT:
        return {}
    pairs = {gram for gram, units in postings.items() if len(gram) == 2 and len(units) >= FREQUENT}
    sample = [texts.text(number) for number in range(0, n_units, _SAMPLED)]
    enough = FREQUENT * _MARGIN / _SAMPLED
    found: dict[str, array[int]] = {}
    known: set[str] = pairs
    held: dict[str, Found] = {}
    places = [(text, [at for at in range(len(text) - 1) if text[at : at + 2] in pairs]) for text in sample]
    for length in range(3, LONGEST + 1):
        if cancelled():
            raise Cancelled
        counts: Counter[str] = Counter()
        longer: list[tuple[str, list[int]]] = []
        for text, starts in places:
            ends = set(starts)
            going_on = [at for at in starts if at + 1 in ends]
            if going_on:
                longer.append((text, going_on))
                counts.update({text[at : at + length] for at in going_on})
        known = {run for run, n in counts.items() if n >= enough}
        places = [(text, [at for at in starts if text[at : at + length] in known]) for text, starts in longer]
        for run in known:
            units = _units_with(run, texts, postings, found, held)
            if len(units) >= FREQUENT:
                found[run] = units
        if not known:
            break
    return found


def _units_with(
    run: str, texts: Strings, postings: Postings, found: dict[str, array[int]], held: dict[str, Found]
) -> array[int]:
    """The units a run stands in, looked up where its two longest parts both are."""
    parts: list[Found] = []
    for part in (run[:-1], run[1:]):
        if part not in held:
            units = found.get(part) or (postings[part] if len(part) == 2 else None)
            if units is None:
                continue  # a part that fell short of the mark, as its run will
            held[part] = set(units)
        parts.append(held[part])
    if len(parts) < 2:
        return array("I")
    needle = run.encode()
    blob, offsets = texts.blob, texts.offsets
    return array("I", [n for n in members(both(*parts)) if blob.find(needle, offsets[n], offsets[n + 1]) >= 0])
