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
| 城区鼠迹阳性率 | 农村 (不超过7%) | 农村鼠迹阳性率 |
| 规模养殖场设施配套率 | 大型规模养殖场 (达到100%) | 大型规模养殖场设施配套率 |
| 冷库数 | 大型 (2座) | 大型冷库数 |
| 新签约亿元以上项目数 | 10亿元以上 (20个) | 新签约10亿元以上项目数 |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nt_desktop.targets.predicates import without_any_verb
from nt_desktop.targets.quantities import Quantity
from nt_desktop.targets.shared_heads import names_places
from nt_desktop.targets.statement import Statement
from nt_desktop.targets.wording import any_of

_GRADE = re.compile(r"(?P<grade>[一二三四五]级)(?P<rest>.{2,})$")
_QUALITY = re.compile(r"^.{2}?性(?=.{2})")  # 永久性污泥处理设施: said of the facility, not of what it treats
_SHORTEST_TOPIC = 4
_LONGEST = 14  # a longer name leaves nothing out

NAMELESS = re.compile(
    r"(?:完成|新建|新增|建成|改造|实现|达到|累计|建设|实施|扩建|改建)*(?P<measure>面积|长度|里程|数|额|量|容量)"
)


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a name that may leave something out.

    `subject` was carried along, `said` are the statements of the sentence so far, `text` is what all stands in;
    `same_sentence` says that the segment before belongs to the sentence.
    """

    subject: str
    said: Sequence[Statement]
    text: str
    same_sentence: bool


def completed_name(name: str, quantity: Quantity, before: Before) -> str:
    """Return a name with what it leaves out; the name itself where nothing is left out or it is not certain what."""
    last = before.said[-1] if before.said else None
    if last is not None and last.unit == quantity.unit:
        if quantity.kind == "count":
            of_these = _of_another_size(name, last.indicator) or _of_one_grade(name, last.indicator)
        else:
            of_these = _of_another_group(name, last)
        if of_these:
            return of_these
    names = {before.subject} if before.subject else set()
    names.update(statement.indicator for statement in before.said)
    wholes = {whole_name(name, without_any_verb(other), before.text) for other in names}
    wholes.discard(name)
    if len(wholes) == 1:  # what several names before might complete stays as it is printed
        name = wholes.pop()
    nameless = NAMELESS.fullmatch(name)
    if nameless is None or not before.subject.endswith(nameless["measure"]) or not before.same_sentence:
        return name
    return before.subject


SIZE = re.compile(r"[\d.]*[十百千万亿]*(?:亩|[千兆]?瓦|[万亿]?[美]?元|吨|平方米|立方米|公里|人)(?:及?以[上下])")


def _of_another_size(name: str, before: str) -> str:
    """The things counted before, of another size: 新签约亿元以上项目数, 10亿元以上."""
    if not SIZE.fullmatch(name.removesuffix("数")):
        return ""
    size = name.removesuffix("数")
    return SIZE.sub(size, before, count=1) if SIZE.search(before) else f"{size}{before}"


_ONE_GRADE = re.compile(r"(?:(?:特大|大|中|小|重)型|(?:国家|省|市|县|区|镇|村)级(?:及?以上)?)")


def _of_one_grade(name: str, before: str) -> str:
    """Those of one grade among the things counted before: 建设冷库8座，其中大型2座."""
    return name.removesuffix("数") + without_any_verb(before) if _ONE_GRADE.fullmatch(name.removesuffix("数")) else ""


_LONGEST_GROUP = 30
_NO_PLACE = "级场内域直属委容政民际道品貌位块长口间办国省考控"  # 市场, 县级, 村民: no place ends there


@cache
def _group() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('subjects.groups')})$")


@cache
def _grouped() -> re.Pattern[str]:
    ends = any_of("subjects.groups", "subjects.places")
    listed = rf"(?:[^、]{{0,12}}(?:{ends})(?:、|和|及))*"
    return re.compile(rf"{listed}.{{0,20}}?(?:{ends})(?![{_NO_PLACE}])(?P<rest>.{{3,}})$")


def _of_another_group(name: str, before: Statement) -> str:
    """The indicator said before of another place or group: 城区鼠迹阳性率不超过3%，农村; 甲市…下降18%；乙市、丙市.

    Only places are said to rise or fall without saying in what; a share may be of any group.
    """
    if len(name) > _LONGEST_GROUP or not before.indicator or before.rule not in ("主谓", "变化", "名数", "承前"):
        return ""
    if not names_places(name) and (before.change or not _group().search(name)):
        return ""
    if name == before.scope or name in before.indicator:
        return ""
    match = _grouped().match(before.indicator)
    return name + (match["rest"] if match else before.indicator)


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
