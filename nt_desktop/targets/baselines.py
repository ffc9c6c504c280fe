"""What a change is measured against: 较2020年, 同比, 在2023年的基础上."""

from __future__ import annotations

import re

from nt_desktop.targets.predicates import BASELINE

_YEAR_BEFORE = re.compile(r"(?:上一?年度?|去年)(?:同期|底|末)?")
_NAMED_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:全年|度)?(?:同期)?(?:的)?")
_PART_OF_YEAR = re.compile(r"[上下]半年|[一二三四]季度")


def read_baseline(head: str, around: str, year: int | None, dated: bool) -> tuple[str | None, str]:
    """The baseline that a predicate names, and the text before it: 较2020年 is `2020`, 同比 the year before.

    `around` is the text that may name the half year or quarter, `year` the one counted from, `dated` says that the
    text itself has given it.
    """
    found = list(BASELINE.finditer(head))
    if not found:
        return None, head
    match = found[-1]
    before = head[: match.start()]
    what = match["what"] or match["when"] or match["basis"]
    if what is not None and not _YEAR_BEFORE.fullmatch(what):
        named = _NAMED_YEAR.fullmatch(what)
        return (named[1] if named else what.removesuffix("的")), before
    if year is None or (what is None and not dated):
        return "上年同期", before
    part = _PART_OF_YEAR.search(around)
    return (f"{year - 1}年{part.group()}" if part and what is None else str(year - 1)), before
