"""What a statement is: an aim, what has been done, or what is paid or kept to each time."""

from __future__ import annotations

import re
from functools import cache

from nt_desktop.model import TargetKind
from nt_desktop.targets.conditions import is_standard
from nt_desktop.targets.deadlines import DateMention
from nt_desktop.targets.wording import any_of

_ALREADY_THERE = re.compile(r"(?<=[对将把成造治停闭汰除迁])现有")  # 完成现有4家…的整改: what it is done to, not what is
_CAP = re.compile(r"(?:单个.{0,6}|每.{0,8}|累计|总额)?最[高多](?:不超过|不得超过)?")


def sets_standard(own: str, before: TargetKind | None) -> bool:
    """Whether a segment sets a standard; one that caps what the statement `before` pays sets it with that."""
    return is_standard(_present(own)) or (before == "standard" and _CAP.match(own) is not None)


def tells(own: str, since: bool) -> bool:
    """Whether a segment tells what is, or, in a sentence of a time up to now (`since`), does not promise."""
    own = _present(own)
    return bool(_told().search(own) or since) and not _coming().search(own)


def promises(own: str) -> bool:
    """Whether a segment of a report promises by its own words: 今年拟安排财政赤字…."""
    return _promise().search(own) is not None


def comes_later(due: DateMention | None, year: int | None) -> bool:
    """Whether a date lies behind the year of the document: 到2030年 in a report of 2025."""
    return due is not None and due.role == "deadline" and due.year is not None and due.year > (year or due.year)


def promises_goals(text: str) -> bool:
    """Whether a segment before a colon says that goals follow: 今年经济社会发展的主要预期目标是：."""
    return _GOALS_FOLLOW.search(text) is not None


def _present(own: str) -> str:
    return _ALREADY_THERE.sub("", own) if "现有" in own else own


_GOALS_FOLLOW = re.compile(r"(?:预期|主要|发展|工作|总体|具体)(?:奋斗|预期)?(?:目标|指标)(?:任务)?[是为]?$")


@cache
def _promise() -> re.Pattern[str]:
    return re.compile(any_of("kinds.promise"))


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"{any_of('kinds.result')}|平均\d")


@cache
def _coming() -> re.Pattern[str]:
    return re.compile(any_of("kinds.future"))
