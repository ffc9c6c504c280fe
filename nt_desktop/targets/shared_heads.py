"""What the last of several subjects prints for all: 铁路、水路货运量 is 铁路货运量 and 水路货运量.

| printed | names |
| --- | --- |
| 国考、省考以上断面比例 | 国考断面比例, 省考以上断面比例: both heads end alike |
| 水稻、小麦种植面积 | 水稻种植面积, 小麦种植面积: a known head is shared |
| 城市、县城污水处理率 | 城市污水处理率, 县城污水处理率: both are places |
| 花生种植、收获机械化率 | 花生种植机械化率, 花生收获机械化率: both are acts, the first of them says on what |
| 甲、乙（B）和丙（C）等污染物的排放总量 | 甲排放总量, 乙（B）排放总量, 丙（C）排放总量 |
| 外贸进出口、外资实际到账 | as printed: each is whole, or it is not certain what is shared |
"""

from __future__ import annotations

import re
from functools import cache

from nt_desktop.targets.wording import any_of, words

_LONGEST_HEAD = 24
_LATIN = re.compile("[A-Za-z0-9]+")
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_AND_OTHERS = re.compile(r"等[^的]{0,10}的?")
_CERTAIN = 2.0


def share_tail(items: list[str]) -> list[str]:
    """Give every item of a list what only the first or the last one prints: 铁路, 水路货运量 → 铁路货运量, ….

    Where it is not certain what is shared, the items are returned as they are printed.
    """
    if len(items) < 2:
        return items
    last, others = items[-1], items[:-1]
    if all(item.endswith(words("subjects.whole")) for item in others):
        return items
    own = _own_length(others, last)
    if own == 0:
        return items
    head, tail = last[:own], last[own:]
    if tail.startswith("等"):
        tail = _AND_OTHERS.sub("", tail, count=1)
    front = _shared_front(others[0], [*others[1:], head])
    names = [others[0] + tail]
    names.extend(front + item + tail for item in others[1:])
    names.append(front + head + tail)
    return names


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('subjects.places')})$")


def names_places(text: str) -> bool:
    """Whether a text ends like the name of a place: 县城, 宜东市, 京津冀."""
    return _place().search(text) is not None


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{any_of('subjects.done')})*(?:{any_of('subjects.heads')})|等[^的]{{0,10}}的|的)")


@cache
def _act() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('subjects.done')})$")


def _own_length(others: list[str], last: str) -> int:
    """How much of the last item is its own, the rest being shared; 0 where that is not certain."""
    model = _BRACKET.sub("", others[-1]) or others[-1]
    if len(model) == 1:
        return 1
    best, best_score = 0, -1.0
    for length in range(1, min(len(last), _LONGEST_HEAD)):
        head, rest = last[:length], last[length:]
        if rest[0] in "（(" or head.count("（") + head.count("(") != head.count("）") + head.count(")"):
            continue
        head = _BRACKET.sub("", head) or head
        certain = _certainty(model, head, rest)
        score = certain - 0.15 * abs(len(head) - len(model)) + (1.5 if len(head) == len(model) else 0.0)
        if certain >= _CERTAIN and score > best_score:
            best, best_score = length, score
    return best


def _certainty(model: str, head: str, rest: str) -> float:
    """How much speaks for it that an item is a head like the one before (`model`) with a shared rest behind it."""
    score = 0.0
    if head[-1] == model[-1]:
        score += 2.0
    if head[-2:] == model[-2:] and len(head) > 1:
        score += 2.0
    if len(head) == len(model) and head[0] == model[0]:
        score += 2.0
    if _head().match(rest):
        score += 2.0
    if names_places(head) and names_places(model):
        score += 2.0
    if _act().search(head) and _act().search(model):
        score += 2.0
    if _LATIN.fullmatch(head) and not _LATIN.match(rest):
        score += 2.0
    return score - 2.0 if rest.startswith(("以上", "以下")) else score


def _shared_front(first: str, others: list[str]) -> str:
    """What the first item prints for all: 营运 of 营运货车, 货船; 花生 of 花生种植, 收获."""
    shortest = min(others, key=len)
    act = _act().search(first)
    if act and act.start() >= 2 and all(_act().fullmatch(item) for item in others):
        return first[: act.start()]
    if len(first) <= len(shortest) + 1:
        return ""
    for own in range(2, len(shortest) + 1):
        rest = first[-own:]
        alike = any(rest[0] == item[0] or rest[1] == item[1:2] for item in others)
        if alike and len(first) - own >= 2:
            return first[:-own]
    return ""
