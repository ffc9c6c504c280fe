"""Who or what a value is said of: the subject in front of it, cleaned, and parted where several share one predicate.

| wording | subjects |
| --- | --- |
| 铁路、水路货运周转量 (two values) | 铁路货运周转量, 水路货运周转量 |
| 地表水国考、省考以上、市考以上断面优Ⅲ比例 (three values) | 地表水国考断面优Ⅲ比例, … |
| 营运货车和货船单位运输周转量二氧化碳排放量 (均) | 营运货车…, 营运货船… |
| 全市废旧农膜回收率和试点县肥料包装废弃物回收率 (均) | 废旧农膜回收率 (全市), 肥料包装废弃物回收率 (试点县) |
| 国家级乡村旅游重点镇村 (各) | 国家级乡村旅游重点镇, 国家级乡村旅游重点村 |
| 受污染耕地和污染地块安全利用率 (known by name) | both |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from nt_desktop.targets.names import is_known_indicator
from nt_desktop.targets.shared_heads import names_places, share_tail
from nt_desktop.targets.wording import any_of, words

ITEM_LABEL = re.compile(r"(?:[（(]\d{1,2}[）)]|\d{1,2}[)）.．、](?!\d)|[①-⑳])")
_ORDINAL = re.compile(r"[一二三四五六七八九十]是(?=.{4})")
HIDDEN = "◇"  # stands where a date stood
_FRONT_JOINT = re.compile(r"^(?:以及|和|及|与|或|、|，|,|的)+")
TOWARDS = "对(?![接外口照标账象比])"  # 对重点企业检查, never 对接活动


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator as it can be shown, with the scope that stood before it (全市, 城市建成区) or None."""

    name: str
    scope: str | None = None


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of('subjects.lead_ins')}|[、，,：:的])(?=..)")


@cache
def _scope() -> re.Pattern[str]:
    return re.compile(rf"^(?:{any_of('subjects.scopes')})(?:地区(?!生产总值)|区域)?(?:范围内|内|的)?(?![（(、和及内])")


@cache
def _acts_on() -> re.Pattern[str]:
    return re.compile(rf"^对[^的向]{{2,10}}(?:{any_of('subjects.acts_on')})的")


@cache
def _adverb_tail() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('predicates.adverbs', 'predicates.pairing')})$")


_KEEP_FRONT = re.compile(
    r"^(?:现状|约定|基本(?:养老|医疗|公共|农田|生活|民生)|在[用营建册校职线岗]|再生|平均|建成区|主要污染|主要农|提升机|按揭|在线|形成层|重点|相关|每年新|共同|完成率|其他|巩固率|对外|要素|将军|现代|前端|现场|通过率|在校|在职|在建|在册|具备条件|年均)"
)


_UNDATED = re.compile(
    r"^(?:今年|全年|年内|年底前?|年末|\d{1,2}(?:[-—–~～至]\d{1,2})?月(?:份|底前?|前)?)(?=.{3})|[（(]下同[）)]"
)
_MADE_TO = re.compile(r"^[^，、的]{2,12}?(?:逐步|稳步|尽快)将(?=.{3})")  # 引导机构逐步将费率降至1%
_YEARS_FRONT = re.compile(r"^[一二两三四五]年(?:内|来)?(?=.{3}|$)")
_YEARS_BEFORE = re.compile(r"^[一二两三四五]年(?:内|来)(?=.{3})")
_YEARS_ALONE = re.compile(r"[一二两三四五]年")
_COUNT_FRONT = re.compile(r"^\d+(?:个|家|项|座|处|条)(?=.{2})")


@lru_cache(maxsize=4096)
def clean_subject(text: str) -> Subject:
    """Take modal words, adverbs and the scope off a subject: `力争全市秸秆利用率` gives 秸秆利用率 in 全市."""
    name = _after_modal(text.replace(HIDDEN, "").strip("、，,：: 　。；的"))
    name = _YEARS_FRONT.sub("", _UNDATED.sub("", name))
    name = name[label.end() :] if (label := ITEM_LABEL.match(name)) else name
    scope: str | None = None
    if name.startswith(("对", "将", "把")) and _scope().match(name[1:]):
        name = name[1:]
    for _ in range(12):
        before = name
        name = _YEARS_BEFORE.sub("", name)
        name = _FRONT_JOINT.sub("", name)
        found = _scope().match(name)
        if found and len(name) - found.end() >= 2:
            scope = scope or found.group()
            name = name[found.end() :]
        elif not _KEEP_FRONT.match(name):
            name = _lead_in().sub("", name)
        tail = _adverb_tail().sub("", name)
        if len(tail) >= 2:
            name = tail
        if name == before:
            break
    if "步将" in name or "快将" in name:
        name = _MADE_TO.sub("", name)
    if name in words("predicates.adverbs") or _YEARS_ALONE.fullmatch(name):
        name = ""
    name = _COUNT_FRONT.sub("", name)
    if name.startswith("对") and not _acts_on().match(name):
        name = re.sub(rf"^{TOWARDS}(?=.*(?:率|比例)$)", "", name)
    if "标准为" in name:
        name = re.sub(r"^.{0,6}标准为(?=.{4})", "", name)
    if "完成" in name:
        name = re.sub(r"(?<=.{2})完成(?=[^的]{2,12}率$)", "", name)
    name = "" if name in ("其中", "其") else name
    return Subject(name.strip("、，,：:的"), scope)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch of a text without punctuation at its ends and without the label of a list before it."""
    while start < end:
        label = ITEM_LABEL.match(text, start, end) or _ORDINAL.match(text, start, end)
        if label is None and text[start] not in "，、,；;：:。 ":
            break
        start = label.end() if label else start + 1
    while end > start and text[end - 1] in "，、,；;：: ":
        end -= 1
    return start, end


def _after_modal(text: str) -> str:
    """What 力争 stands before, or after where nothing follows: 政策期内力争发放激励资金, 再融资金额力争实现."""
    front, modal, rest = text.rpartition(
        next((word for word in ("力争", "确保", "力促", "争取") if word in text[1:]), "\n")
    )
    if not modal or len(front) < 2:
        return text
    return rest if len(rest) > 3 else front + rest if len(rest) > 2 else front


def part_subjects(text: str, count: int | None) -> tuple[Subject, ...]:
    """Part a subject into those that share the predicate.

    `count` is the number of values to pair with; None means that 均 or 各 asks for as many as are listed. Returns one
    subject where the text cannot be parted so.
    """
    whole = clean_subject(text)
    if count in (None, 2) and (two := _two_rates(whole.name)):
        return tuple(Subject(name, whole.scope) for name in two)
    items = _listed(whole.name)
    if count is None:
        if len(items) == 1:
            glued = re.fullmatch(r"(.+?)([镇乡县市区])([村镇乡区])", whole.name)
            if glued:
                return tuple(Subject(glued[1] + head, whole.scope) for head in (glued[2], glued[3]))
            return (whole,)
    elif count == 2 and len(items) == 1 and (both := re.search("城乡(?=居民)", whole.name)):
        front, rest = whole.name[: both.start()], whole.name[both.end() :]
        return tuple(Subject(f"{front}{place}{rest}", whole.scope) for place in ("城镇", "农村"))
    elif len(items) != count:
        items = _merge(items, count)
        if len(items) != count:
            return (whole,)
    names = share_tail(items)
    subjects = []
    for name in names:
        subject = clean_subject(name)
        subjects.append(subject if subject.scope else Subject(subject.name, whole.scope))
    return tuple(subjects)


def part_known(text: str) -> tuple[Subject, ...]:
    """Part `受污染耕地和污染地块安全利用率`, both known by name, and two rates under one head."""
    whole = clean_subject(text)
    if two := _two_rates(whole.name):
        return tuple(Subject(name, whole.scope) for name in two)
    items = _listed(whole.name)
    if 2 <= len(items) <= 4 and not all(names_places(item) for item in items[:-1]):
        names = share_tail(items)
        alike = all(_is_rate(item) for item in items) or all(is_known_indicator(name) for name in names)
        if alike and len(set(names)) == len(names):
            return tuple(Subject(name, whole.scope) for name in names)
    return (whole,)


_OWNED_RATES = re.compile(
    r"(?P<owner>.{2,}?)的(?:(?P<part>.{2,})的)?(?P<first>[^的、]{2,10}率)[和及与](?P<second>[^的、和]{2,12}率)"
)
_GRADED = re.compile(r"(?P<first>[一二三四五])[、和](?P<second>[一二三四五])级(?P<rest>.{2,}率)")


@cache
def _two_acts() -> re.Pattern[str]:
    act = any_of("subjects.done")
    return re.compile(rf"(?P<owner>.{{2,}}?)(?P<first>{act})率?[、和及与](?P<second>{act})率")


def _two_rates(name: str) -> tuple[str, str] | None:
    """Two rates under one head: 企业入库、整改率, 二、三级控制率, 经营户的设施的设置率和污水纳管率."""
    if match := _GRADED.fullmatch(name):
        return f"{match['first']}级{match['rest']}", f"{match['second']}级{match['rest']}"
    if match := _two_acts().fullmatch(name):
        return f"{match['owner']}{match['first']}率", f"{match['owner']}{match['second']}率"
    if match := _OWNED_RATES.fullmatch(name):
        owner, part = match["owner"], match["part"]
        first = f"{owner}的{part}{match['first']}" if part else f"{owner}{match['first']}"
        return first, f"{owner}{match['second']}"
    return None


_JOINT = re.compile(r"(?<=[”》])(?=[“《])|[（(“《]|[）)”》]|、|以及|和|(?<![普涉波顾])及(?![以时格第])|与")


def _listed(text: str) -> list[str]:
    items: list[str] = []
    depth = position = 0
    text = text.replace(HIDDEN, "")
    for match in _JOINT.finditer(text):
        mark = match.group()
        if mark and mark in "（(“《":
            depth += 1
        elif mark and mark in "）)”》":
            depth = max(0, depth - 1)
        elif depth == 0:
            items.append(text[position : match.start()])
            position = match.end()
    items.append(text[position:])
    return [item for item in items if item]


def _merge(items: list[str], count: int) -> list[str]:
    """Join items until `count` are left, where some joints stand inside one subject: the shortest neighbours first."""
    merged = list(items)
    while len(merged) > count:
        i = min(range(len(merged) - 1), key=lambda k: len(merged[k]) + len(merged[k + 1]) * 0.1)
        merged[i : i + 2] = [merged[i] + "和" + merged[i + 1]]
    return merged


def _is_rate(item: str) -> bool:
    return len(item) > 3 and item.endswith(("率", "比例", "比重", "占比", "浓度"))
