"""Page furniture: page numbers and running heads that a conversion left between the lines of a text.

They belong to no document. Taken out, a sentence that the end of a page cuts goes on, and so does a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from nt_desktop.corpus import formalities
from nt_desktop.corpus.labels import read_label
from nt_desktop.corpus.lines import Line

_DASH = "[-—–―－─_·•~～]"
_PAGE = re.compile(
    rf"(?:{_DASH}+\s*\d{{1,4}}\s*{_DASH}+|第\s*\d{{1,4}}\s*页(?:\s*[，,/／]?\s*共\s*\d{{1,4}}\s*页)?|"
    r"[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|\d{1,4}\s*[/／]\s*共?\s*\d{1,4}\s*页)"
)
_BARE = re.compile(r"\d{1,4}")
_MASTHEAD = re.compile(r"公报|政报|ZHENGBAO|GAZETTE", re.IGNORECASE)
_ISSUE = re.compile(r"\d{4}\s*年?.{0,6}第\s*\d{1,3}\s*[期号]|第\s*\d{1,3}\s*[期号]")
_WHITE = " \t\r\x0b\x0c\u00a0\u3000\ufeff\u200b"
_LONGEST = 50  # characters of a running head
_PAGES = 3  # bare numbers that make page numbers
_PAGE_LINES = 12  # lines a page has at least


def without_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without page numbers and running heads.

    Of the blank lines around what is taken out the fewer stay, before and in a table at least one: a page break parts
    nothing that its neighbours do not part.
    """
    taken = _furniture(lines)
    if not taken:
        return tuple(lines)
    kept: list[Line] = []
    blanks: list[Line] = []
    fewest: int | None = None  # blank lines on one side of what was taken out since the last text

    def settle(following: Line | None) -> None:
        nonlocal fewest
        if fewest is not None:
            stay = min(fewest, len(blanks))
            if following is not None and kept and following.text.startswith("\t"):
                stay = max(stay, 1)
            del blanks[stay:]
        kept.extend(blanks)
        blanks.clear()
        fewest = None

    run = 0
    for index, line in enumerate(lines):
        if index in taken:
            fewest = run if fewest is None else min(fewest, run)
            run = 0
        elif line.blank:
            blanks.append(line)
            run += 1
        else:
            if fewest is not None:
                fewest = min(fewest, run)
            settle(line)
            kept.append(line)
            run = 0
    settle(None)
    return tuple(kept)


def _furniture(lines: Sequence[Line]) -> frozenset[int]:
    visible = [index for index, line in enumerate(lines) if not line.blank]
    pages = [index for index in visible if _PAGE.fullmatch(lines[index].text.strip(_WHITE))]
    pages = sorted({*pages, *_bare_numbers(lines, visible)})
    return frozenset({*pages, *_running_heads(lines, visible, pages)})


def _bare_numbers(lines: Sequence[Line], visible: Sequence[int]) -> list[int]:
    """Numbers alone on a line that count on by one, a page apart from each other."""
    found: list[tuple[int, int]] = []
    for index in visible:
        text = lines[index].text
        if not text.startswith("\t") and len(text) < 80 and _BARE.fullmatch(text.strip(_WHITE)):
            found.append((index, int(text.strip(_WHITE))))
    apart = all(after[1] == before[1] + 1 and after[0] - before[0] >= _PAGE_LINES for before, after in pairwise(found))
    return [index for index, _ in found] if apart and len(found) >= _PAGES else []


def _running_heads(lines: Sequence[Line], visible: Sequence[int], pages: Sequence[int]) -> list[int]:
    """Lines beside page numbers that stand beside most of them, and the name of the gazette with its issue."""
    mastheads = [
        index
        for index in visible
        if len(text := lines[index].text.strip(_WHITE)) <= _LONGEST and _MASTHEAD.search(text) and _ISSUE.search(text)
    ]
    found = mastheads if len(mastheads) > 1 else []
    if len(pages) < 2:
        return found
    places = {index: place for place, index in enumerate(visible)}
    beside: dict[str, list[int]] = {}
    for page in pages:
        place = places[page]
        for index in (*visible[max(0, place - 1) : place], *visible[place + 1 : place + 2]):
            if _may_repeat(lines[index].text):
                beside.setdefault(re.sub(r"[\d\s]", "", lines[index].text), []).append(index)
    times = Counter({text: len(set(indices)) for text, indices in beside.items()})
    for text, indices in beside.items():
        if times[text] >= 2 and times[text] * 2 >= len(pages) - 1:
            found += indices
    return found


def _may_repeat(line: str) -> bool:
    text = line.strip(_WHITE)
    if line.startswith("\t") or not 4 <= len(text) <= _LONGEST or read_label(text) is not None:
        return False
    if formalities.ends_sentence(text) or formalities.iso_date(text) or formalities.doc_number(text):
        return False
    return not (formalities.is_organisation(text) or formalities.announces(text) or formalities.annex_marker(text))
