"""The numbering of a document: which of the labels its paragraphs may begin with are meant, in the light of the others.

A decimal counts as a label when it continues a chain (1.1, 1.2, 2, 2.1); a bare number (`1 总则`) when decimals of its
chapter follow; a letter or a Roman numeral when another one follows or precedes. The rest is running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nt_desktop.corpus import labels
from nt_desktop.corpus.labels import Label

CHAPTER_NUMBER = "1"
HASH = "#"
_MOST_SKIPPED = 3
_HEADING_LENGTH = 20
_CHAPTER_STYLES = frozenset({labels.PART, labels.CHAPTER, labels.SECTION, labels.HAN})


@dataclass(frozen=True, slots=True)
class Mark:
    """A label in its place: `index` of its paragraph, `style` in this document, `number` in its list (0: none)."""

    index: int
    label: Label
    style: str
    number: int

    def meant_as(self, style: str) -> Mark:
        """The mark as one of another style: what a mistyped label was meant to be."""
        return replace(self, style=style)


def find_marks(texts: Sequence[str | None], hashes: Sequence[int]) -> list[Mark]:
    """The marks of consecutive paragraphs; None stands for a paragraph that takes no part in the outline.

    `hashes` is the Markdown depth of each paragraph, 0 for none; a label in such a heading counts before its depth.
    """
    readings = [labels.label_readings(text) if text is not None else () for text in texts]
    chosen = _chain_decimals(readings)
    _keep_company(chosen, labels.LETTER)
    _keep_company(chosen, labels.ROMAN)
    chapters = _chapters(chosen, texts)
    marks: list[Mark] = []
    for index, label in enumerate(chosen):
        if label is not None and index in chapters:
            marks.append(Mark(index, label, CHAPTER_NUMBER, label.numbers[0]))
        elif label is None or label.style in (labels.ANNEX, labels.BARE):
            if texts[index] is not None and hashes[index]:
                style = f"{HASH}{hashes[index]}"
                marks.append(Mark(index, Label("", style, (), 0), style, 0))
        elif label.style == labels.DOTTED:
            marks.append(Mark(index, label, f"{labels.DOTTED}/{len(label.numbers)}", label.numbers[-1]))
        else:
            marks.append(Mark(index, label, label.style, label.numbers[0] if label.numbers else 0))
    return marks


def _chain_decimals(readings: Sequence[tuple[Label, ...]]) -> list[Label | None]:
    """One reading for each paragraph: a decimal where it fits the decimals and chapters around it."""
    chosen: list[Label | None] = [options[0] if options else None for options in readings]
    decimals = _places(chosen, labels.DOTTED)
    followers = dict(pairwise(decimals))
    last: tuple[int, ...] = ()
    chapter = item = 0
    for index, label in enumerate(chosen):
        if label is None:
            continue
        if label.style in _CHAPTER_STYLES or label.style == labels.BARE:
            chapter = label.numbers[0]
        elif label.style == labels.NUMBER:
            item = label.numbers[0]
        if label.style != labels.DOTTED:
            continue
        numbers = label.numbers
        follower = chosen[followers[index]] if index in followers else None
        begins = numbers[-1] == 1 and (
            numbers[0] in (chapter, item) or (follower is not None and _follows(numbers, follower.numbers))
        )
        if begins or (last and _follows(last, numbers)) or (len(numbers) > 2 and not label.weak):
            last = numbers
            continue
        others = [other for other in readings[index][1:] if other.numbers[0] in (1, item + 1)]
        chosen[index] = others[0] if others else None
        item = others[0].numbers[0] if others else item
    return chosen


def _follows(last: tuple[int, ...], numbers: tuple[int, ...]) -> bool:
    """Whether a decimal may come after another: 1.2 → 1.2.1, 1.3, 1.5 (some skipped), 2.1."""
    shared = 0
    while shared < min(len(last), len(numbers)) and last[shared] == numbers[shared]:
        shared += 1
    deeper = all(number == 1 for number in numbers[shared + 1 :])
    if shared == len(last):
        return deeper and shared < len(numbers) and numbers[shared] == 1
    if shared == len(numbers):
        return False
    return deeper and 0 < numbers[shared] - last[shared] <= _MOST_SKIPPED


def _keep_company(chosen: list[Label | None], style: str) -> None:
    """Drop labels of a style that stand alone: no neighbour of the style counts one less or one more."""
    places = _places(chosen, style)
    values = [_value(chosen, place) for place in places]
    for n, place in enumerate(places):
        before = n > 0 and values[n - 1] == values[n] - 1
        after = n + 1 < len(values) and values[n + 1] == values[n] + 1
        if not (before or after):
            chosen[place] = None


def _chapters(chosen: Sequence[Label | None], texts: Sequence[str | None]) -> frozenset[int]:
    """Where a plain number heads a chapter of decimals (`1.总则` before 1.1), rather than an item of a list."""
    numbers = sorted(
        [*_places(chosen, labels.NUMBER), *(i for i in _places(chosen, labels.BARE) if _heads(texts[i], chosen[i]))]
    )
    decimals = _places(chosen, labels.DOTTED)
    chapters: dict[int, int] = {}  # place → value, of chapters with decimals under them
    cursor, before, first = 0, -1, 0
    for place in decimals:
        value = _value(chosen, place)
        if value != first:
            first = value
            head = None
            while cursor < len(numbers) and numbers[cursor] < place:
                if numbers[cursor] > before and _value(chosen, numbers[cursor]) == first:
                    head = numbers[cursor]
                cursor += 1
            if head is not None:
                chapters[head] = first
        before = place
    if not chapters:
        return frozenset()
    return frozenset(chapters) | _childless_chapters(chosen, texts, numbers, chapters)


def _childless_chapters(
    chosen: Sequence[Label | None], texts: Sequence[str | None], numbers: Sequence[int], chapters: dict[int, int]
) -> set[int]:
    """Chapters without decimals (`3.信息报告`), told from list items by going on with the count of chapters."""
    found: set[int] = set()
    expected, item = 1, 0
    ahead = iter([*sorted(chapters.items()), (len(chosen), 0)])
    next_place, next_value = next(ahead)
    for place in numbers:
        value = _value(chosen, place)
        if place == next_place:
            expected, item = value + 1, 0
            next_place, next_value = next(ahead)
            continue
        goes_on = value == item + 1
        in_count = value == expected and (next_value == 0 or value < next_value)
        if in_count and (not goes_on or _heads(texts[place], chosen[place])):
            found.add(place)
            expected, item = expected + 1, 0
        else:
            item = value
    return found


def _heads(text: str | None, label: Label | None) -> bool:
    """Whether a numbered paragraph is a short heading: no punctuation that ends or parts sentences."""
    rest = (text or "")[label.end if label else 0 :].strip()
    return 0 < len(rest) <= _HEADING_LENGTH and not re.search("[。；，：;,:]", rest)


def _places(chosen: Sequence[Label | None], style: str) -> list[int]:
    return [place for place, label in enumerate(chosen) if label is not None and label.style == style]


def _value(chosen: Sequence[Label | None], place: int) -> int:
    label = chosen[place]
    return label.numbers[0] if label is not None else 0
