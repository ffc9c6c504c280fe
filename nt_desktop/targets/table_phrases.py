"""Cells that say how much without a sentence: how large a work is to be, and how many a row stands for.

| column | cell | reading |
| --- | --- | --- |
| 建设内容、规模 | 废水站治理提升改造20万吨/年 | what is built, then how much |
| 工程规模及内容 | 新建15MW光伏发电项目 | a verb, how much, and what is built |
| 企业名称 | 3家石化、重工类企业 | so many instead of a name |
"""

from __future__ import annotations

import re
from functools import cache

from nt_desktop.targets.plain import tidy
from nt_desktop.targets.predicates import count_name, is_verb
from nt_desktop.targets.quantities import Quantity, scan_quantities
from nt_desktop.targets.statement import Setting, Statement
from nt_desktop.targets.table_columns import table_words
from nt_desktop.targets.wording import any_of

_LONGEST = 60  # characters; what is longer tells more than one size
_MARKS = "，、,；;：:。"
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_NOUN = re.compile(r"(?P<noun>[^，,。；;：:（）()\d]{2,16})[。；;]?$")


def read_scale(text: str, work: str, setting: Setting) -> Statement | None:
    """The size that a whole plain text gives of a work, `work` being its name; None where it gives none or several."""
    if len(text) > _LONGEST:
        return None
    shown = _BRACKETED.sub(lambda match: "□" * len(match.group()), text)
    found = [quantity for quantity in scan_quantities(shown) if quantity.kind != "time"]
    if len(found) != 1 or found[0].kind == "rate" or found[0].spelled or found[0].inclusive:
        return None
    quantity = found[0]
    before, after = text[: quantity.full_start].strip(_MARKS), text[quantity.full_end :]
    if not after.strip("。；;"):
        if any(mark in before for mark in "，。；;,"):
            return None
        name = _scaled(before or tidy(work), quantity)
    elif (noun := _NOUN.fullmatch(after)) and (not before or is_verb(before)):
        name = _scaled(before + noun["noun"].strip("的"), quantity)
    else:
        return None
    return _statement(name, quantity, setting, len(text.rstrip("。；;")), "规模") if len(name) > 3 else None


def read_several(text: str, done: str, kind_of_work: str, setting: Setting) -> Statement | None:
    """So many of a kind where other rows have a name: `3家石化、重工类企业` that are `done` (达到A级企业标准)."""
    (quantity,) = scan_quantities(text)[:1] or (None,)
    if quantity is None or quantity.full_start or quantity.kind != "count" or quantity.spelled:
        return None
    noun = _NOUN.fullmatch(text[quantity.full_end :])
    if noun is None:
        return None
    what = noun["noun"]
    if what.endswith(table_words("undertakings")):
        what = tidy(kind_of_work) + what
    elif _reaches().match(done) and len(done) <= _LONGEST:
        what = f"{tidy(done)}的{what}"
    return _statement(count_name(what, quantity), quantity, setting, len(text), "成批")


def _scaled(name: str, quantity: Quantity) -> str:
    """The name of a size: a count gets its 数, a length its 长度, others 规模 unless they say so."""
    if quantity.kind != "count" and name.endswith(table_words("scaled")):
        return name
    named = count_name(name, quantity)
    return named if named != name or quantity.kind == "count" else f"{name}规模"


def _statement(name: str, quantity: Quantity, setting: Setting, end: int, rule: str) -> Statement:
    return Statement(
        0, end, name, quantity.comparator or "=", quantity.value, quantity.value_max, quantity.unit, False, None,
        setting.deadline, None, "target", rule, 0.75,
    )  # fmt: skip


@cache
def _reaches() -> re.Pattern[str]:
    return re.compile(rf"达到|通过|{any_of('coverage.completed')}")
