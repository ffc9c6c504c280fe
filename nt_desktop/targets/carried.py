"""Names that leave out what the name before them has said, made whole.

| before | left out | whole |
| --- | --- | --- |
| 生产企业三级标准化达标率 | 二级标准化达标率 | 生产企业二级标准化达标率 |
| 柴油车监督抽测次数 | 抽测数量 | 柴油车监督抽测数量 |
| 出口信用保险承保规模 | 承保覆盖面 | 出口信用保险承保覆盖面 |
| 数字人民币应用示范县数 | 示范镇数 | 数字人民币应用示范镇数 |
| 数字人民币钱包数 (数字人民币 said again elsewhere) | 交易金额 | 数字人民币交易金额 |
| 关停一批化工企业 | 入园率 | 化工企业入园率 |
| 转贷业务 | 日利率 | 转贷业务日利率 |
"""

from __future__ import annotations

import re
from functools import cache

from nt_desktop.targets.wording import any_of

_GRADE = re.compile(r"(?P<grade>[一二三四五]级)(?P<rest>.{2,})$")
_QUALITY = re.compile(r"^.{2}?性(?=.{2})")  # 永久性污泥处理设施: said of the facility, not of what it treats
_SHORTEST_TOPIC = 4
_LONGEST = 14  # a longer name leaves nothing out


def whole_name(name: str, before: str, text: str) -> str:
    """Return the name with what it leaves out of the name `before` it; the name itself where nothing is left out.

    `text` is what both stand in.
    """
    if not before or before in name or (len(name) > _LONGEST and not _GRADE.match(name)):
        return name
    for rule in (_of_another_grade, _of_the_act, _of_the_kind, _of_the_batch, _of_the_business):
        if front := rule(name, before):
            return front + name
    return _topic(name, before, text) + name


def _of_another_grade(name: str, before: str) -> str:
    own, other = _GRADE.match(name), _GRADE.search(before)
    if own is None or other is None or other.start() < 2 or own["rest"] != other["rest"]:
        return ""
    return before[: other.start()]


@cache
def _act() -> re.Pattern[str]:
    return re.compile(
        rf"(?:总|年|累计)?(?P<act>(?:无害化|资源化|集中|规范化|安全)?(?P<core>{any_of('carried.acts')}))"
        rf"(?:{any_of('carried.measures')})"
    )


def _of_the_act(name: str, before: str) -> str:
    """The object of an act named before: 柴油车监督抽测次数, 抽测数量."""
    match = _act().fullmatch(name)
    if match is None:
        return ""
    at = before.find(match["core"])
    front = before[:at] if at >= 2 else ""
    if front.endswith(("、", "和", "及", "与")) or re.fullmatch(r"(?:无害化|资源化|集中|规范化|安全)", front):
        return ""
    return _QUALITY.sub("", front)


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('carried.kinds')})(?=.{{1,6}}$)")


def _of_the_kind(name: str, before: str) -> str:
    """What a pilot or model is one of: 数字人民币应用示范县, 示范镇."""
    match = _kind().match(name)
    at = before.rfind(match.group()) if match else -1
    return before[:at] if at >= _SHORTEST_TOPIC else ""


@cache
def _batch() -> re.Pattern[str]:
    return re.compile(rf"一批(?P<whose>[^，、的]{{0,8}}?(?:{any_of('objects.actors')}))")


@cache
def _done() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('subjects.done')})率")


def _of_the_batch(name: str, before: str) -> str:
    """Whose rate it is where a batch of them was named: 关停一批化工企业, 入园率."""
    batch = _batch().search(before) if _done().fullmatch(name) else None
    return batch["whose"] if batch else ""


def _of_the_business(name: str, before: str) -> str:
    """The business that a rate of interest is charged in: 转贷业务, 日利率."""
    charged = re.fullmatch(r"(?:日|月|年|综合)?(?:利率|费率)", name) and before.endswith(("业务", "贷款", "融资"))
    return before if charged else ""


@cache
def _turnover() -> re.Pattern[str]:
    return re.compile(rf"(?:总|年|累计)?(?:{any_of('carried.turnover')})")


def _topic(name: str, before: str, text: str) -> str:
    """The longest front of the name before that the text uses again, with something else behind it."""
    if not _turnover().fullmatch(name):
        return ""
    before = re.sub(r"(?:数量?|额|量|规模)$", "", before)
    for end in range(len(before) - 1, _SHORTEST_TOPIC - 1, -1):
        front = before[:end]
        at = text.find(front)
        while at >= 0:
            if text[at + end : at + end + 1] not in ("", before[end]):
                return front
            at = text.find(front, at + 1)
    return ""
