"""What stands in brackets behind a statement and adds to it: （全年不少于170辆）, （其中，2017年底前完成50%）."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from nt_desktop.targets.statement import Setting, Statement
from nt_desktop.targets.subjects import clean_subject

_ADDS = re.compile(r"(?=[^。]*\d).*(?:不少于|不低于|不超过|达到|其中|完成|以上|以内|力争|确保|原则上)")
_EXPLAINS = re.compile(r"含|包括|下同|以下简称|平均\d|试运行|(?<!完成)试生产")
_WHOLE = re.compile(r"原则上.*$|(?:全部|基本)?完成$")


def adds(inside: str) -> bool:
    """Whether what stands in brackets states values of its own and does not only explain."""
    return _ADDS.search(inside) is not None and _EXPLAINS.search(inside) is None


def aside_setting(text: str, masked: str, start: int, setting: Setting, beside: Statement | None) -> Setting:
    """What a bracket that begins at `start` is said of: the statement `beside` it, or what stands before it.

    不少于3辆/周（全年不少于170辆）, 关停一批企业（其中，2017年底前完成50%）.
    """
    if beside is not None:
        return replace(setting, subject=beside.indicator, deadline=beside.deadline)
    begin = max(masked.rfind(mark, max(0, start - 80), start) for mark in "。；，")
    before = clean_subject(text[begin + 1 : start - 1]).name
    return replace(setting, subject=_WHOLE.sub("", before)[:30] or setting.subject)


def named_parts(parts: tuple[Statement, ...], whole: Statement | None) -> tuple[Statement, ...]:
    """Parts that add up to the statement beside them, named for what they are parts of.

    建成充电站60座（其中公交40座，物流20座） counts 公交充电站 and 物流充电站. A part that has a word in common with the
    whole (学校5所：小学3所) is a name of its own.
    """
    if whole is None or len(parts) < 2 or any(part.unit != whole.unit for part in parts):
        return parts
    if sum(part.value for part in parts if isinstance(part.value, Decimal)) != whole.value:
        return parts
    return tuple(
        part
        if set(own := part.indicator.removesuffix("数")) & set(whole.indicator)
        else replace(part, indicator=own + whole.indicator)
        for part in parts
    )
