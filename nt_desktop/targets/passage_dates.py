"""The dates of a passage: which of them say when something is due, and the text without them."""

from __future__ import annotations

import re
from dataclasses import replace

from nt_desktop.targets.deadlines import DateMention, scan_dates
from nt_desktop.targets.segments import Passage
from nt_desktop.targets.statement import Group, Statement
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


_LONGEST_HEADING = 40
_GOALS_HEADING = re.compile(r"[^，。；：:]{0,12}(?:目标|指标)[。：:]")
_HEADING = re.compile(r"(?:[^，。；：:]{0,16}[。：:])?")


def opens_goals(text: str, start: int, goals: bool) -> bool:
    """Whether goals begin with the date at `start`: 到2025年，…, （二）主要目标。到2025年，…, 具体指标：到2025年，….

    `goals` says that the headings above the text announce them.
    """
    front = text[:start].strip("□") if start < _LONGEST_HEADING else "，"
    return (_HEADING if goals else _GOALS_HEADING).fullmatch(front) is not None


def paired_dates(group: Group, mentions: tuple[DateMention, ...]) -> list[DateMention]:
    """As many dates as values, of the dates of a segment: 2025年、2026年签约服务率分别提升至80%、90%."""
    if len(group.quantities) < 2:
        return []
    dates = [mention for mention in mentions if mention.role == "deadline" and mention.end <= group.start]
    return dates if len(dates) == len(group.quantities) else []


_BUILT = re.compile(r"^(?:，|并|力争|确保|争取|于|在|◇)*(?:全部|全面|基本)?(?:建成|完成|投产|投运|投用|竣工|完工|投入)")


def built_by(stated: Statement, behind: str, mentions: tuple[DateMention, ...]) -> Statement:
    """A statement with the date by which what it states is to be there, where the segment behind it says so.

    今年新建1座中心，并于年底建成投入运行.
    """
    due = [mention for mention in mentions if mention.role == "deadline"]
    if not due or not _BUILT.search(behind):
        return stated
    if stated.deadline is None or stated.rule == "规模" or due[-1].value.startswith(stated.deadline):
        return replace(stated, deadline=due[-1].value)
    return stated
