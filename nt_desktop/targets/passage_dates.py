"""The dates of a passage: which of them say when something is due, and the text without them."""

from __future__ import annotations

import re
from dataclasses import replace

from nt_desktop.targets.deadlines import DateMention, scan_dates
from nt_desktop.targets.segments import Passage
from nt_desktop.targets.subjects import HIDDEN

_LONGEST_DATE = 24  # characters of a bracket that holds nothing but a date
_NAMED_BY_YEAR = re.compile(r"度?(?:温室气体|预算|报告|决算|第[一二三四])")


def passage_dates(passage: Passage, year: int | None) -> tuple[DateMention, ...]:
    """The dates outside brackets, and the brackets that hold nothing else: 第二阶段（2023年10月底前）.

    A year that belongs to what is named (2020年度温室气体排放报告) is left out; `year` is what 年底前 is counted from.
    """
    dates = list(scan_dates(passage.masked, year))
    for start, end in passage.brackets:
        if end - start <= _LONGEST_DATE:
            inner = scan_dates(passage.text[start:end], year)
            if inner and inner[-1].end - inner[0].start >= (end - start) - 2:
                dates.append(replace(inner[-1], start=start - 1, end=end + 1))
    dates.sort(key=lambda mention: mention.start)
    return tuple(date for date in dates if not _NAMED_BY_YEAR.match(passage.masked, date.end))


def hide_dates(text: str, dates: tuple[DateMention, ...]) -> str:
    """The text with its dates blanked, baselines kept: what is left of a segment is subject and predicate."""
    if not dates:
        return text
    pieces: list[str] = []
    position = 0
    for mention in dates:
        if mention.role != "baseline" and mention.start >= position:
            pieces += [text[position : mention.start], HIDDEN * (mention.end - mention.start)]
            position = mention.end
    return "".join([*pieces, text[position:]])


class DateQueue:
    """Hands out dates in order, each once."""

    def __init__(self, dates: tuple[DateMention, ...]) -> None:
        self._dates = dates
        self._next = 0

    def until(self, end: int) -> tuple[DateMention, ...]:
        """Those that begin before `end` and were not handed out yet."""
        first = self._next
        while self._next < len(self._dates) and self._dates[self._next].start < end:
            self._next += 1
        return self._dates[first : self._next]
