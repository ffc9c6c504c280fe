"""Rules for values with a noun behind them: what is built, checked or done so many times, what happens to so many."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from nt_desktop.targets.conditions import STORES
from nt_desktop.targets.introductions import after_verbs
from nt_desktop.targets.passage_reader import PassageReader
from nt_desktop.targets.predicates import (
    count_name,
    is_flow,
    is_verb,
    opening_verb,
    opens_with_verb,
    verb_tail,
)
from nt_desktop.targets.state_rules import done_by, read_part_done
from nt_desktop.targets.statement import Site
from nt_desktop.targets.subjects import HIDDEN, Subject, clean_subject
from nt_desktop.targets.wording import any_of

_NOUN_STOP = re.compile(r"，|,|；|并(?=[^购轨网])|以(?=促|推|带|提)|用于|(?<!建)成为|等?[方工]面")
_JOINT_AT_END = re.compile(r"(?:、|和|及|与|以及)$")
_NO_NOUN = re.compile(r"全覆盖|方可|才能|才可|并|且|左右|以上|水平|目标|任务|的?要求|规定|大关|标准$")
_TOGETHER = ("共", "合计", "共计", "总计", "、共")


def _noun(reader: PassageReader, site: Site) -> tuple[str, str]:
    """What stands behind a value up to the next break, masked and as printed."""
    stop = _NOUN_STOP.search(site.right)
    masked = _JOINT_AT_END.sub("", site.right[: stop.start()] if stop else site.right)
    return masked, reader.right_text(site, len(masked))


def read_twins(reader: PassageReader, site: Site) -> bool:
    """双量: two measures of one object: 完成3台共198万千瓦燃煤机组供热改造."""
    masked, noun = _noun(reader, site)
    if masked in _TOGETHER and site.group.right_end < site.segment.end:
        reader.twin = site.group
        return True
    first, reader.twin = reader.twin, None
    if first is None or site.left not in _TOGETHER or len(noun) < 2:
        return False
    end = site.group.end + len(noun)
    measured = count_name(noun, site.group.first)
    reader.add(replace(site, group=first), (Subject(count_name(noun, first.first)),), "双量", end=end)
    name = measured if measured != noun else f"{noun}规模"
    reader.add(site, (Subject(name),), "双量", begin=first.left_start, end=end)
    return True


def read_object(reader: PassageReader, site: Site) -> bool:
    """动宾: a verb and a counted object behind the number: 完成1699个VOCs治理项目, 形成30万吨/年…能力.

    A measure that only describes the object (日处理8万吨污水处理设施) is none; the object must itself be measured
    (能力, 资金, 道路 …, wording.toml). Ordinal and organisational counts (3个阶段, 1名联络员) are left out.
    """
    quantity = site.group.first
    if quantity.kind == "count" and (_read_member(reader, site) or _read_sized(reader, site)):
        return True
    masked, noun = _noun(reader, site)
    bare = masked.strip("的")
    if (
        (len(bare.strip("□")) < 2 and not bare.startswith("□"))
        or _NO_NOUN.match(masked)
        or len(site.group.quantities) > 1
    ):
        return False
    if quantity.spelled and quantity.value < 2 and not re.search(r"至少|不少于", site.left):
        return False
    if reader.right_text(site, 1) in ("（", "(") and not masked.strip("□"):
        return False
    if quantity.kind == "count" and _not_counted().search(masked[:12]) and not masked.startswith("□"):
        return True
    if quantity.kind == "count" and re.match(r"“\d+[天日月年]”", noun):
        return True  # 3个“60天”: how a campaign is divided
    if quantity.kind == "time" and "能力" not in masked:
        return _read_lead_time(reader, site, noun)
    if quantity.unit == "倍" and re.match(r"(?:的|进行|实行|实施)?(?:减量|等量|削减|增量)?(?:置换|替代)", masked):
        return _read_multiple(reader, site, noun)
    if not _governed(reader, site, masked):
        return "/" in quantity.unit and _read_project(reader, site)
    if quantity.spelled and (len(bare) < 3 or reader.text_of(quantity.start, quantity.start + 1) in "千百"):
        return True
    if re.match(r"全部|均|已|正在|必须|应(?![急届用收对])|要|须|实现|达到|完成", masked):
        return False
    if quantity.kind == "rate":
        return read_part_done(reader, site, noun)
    if quantity.kind == "measure" and not _measured().search(bare.strip("□，")):
        return _read_project(reader, site) or not reader.setting.report
    name, scope = _named(reader, site, noun)
    if (
        scope is None
        and quantity.kind == "count"
        and re.search("至少|不少于", site.left)
        and reader.actor[0] == site.segment.sentence
    ):
        scope = reader.actor[1]
    reader.add(site, (Subject(name, scope),), "动宾", end=site.group.end + len(noun))
    return True


_MEMBER = re.compile(
    r"(?P<own>[^、，。；（）\d]{1,12}(?:（[^（）]{1,20}）)?)(?:、\d+个[^、，。；（）]{1,12}(?:（[^（）]{1,20}）)?){0,6}"
    r"为单位的(?P<whole>[^、，。；（）]{2,12})"
)


_SIZE = r"[一二三四五六七八九十百千万亿\d]+(?:亩|吨|千瓦|人|元)级?"
_SIZED = re.compile(rf"(?P<own>{_SIZE})(?=、\d)")
_SIZED_LAST = re.compile(rf"(?:、\d+[个家处座]{_SIZE}){{1,4}}(?P<whole>[^、，。；\d]{{2,16}})")


def _read_sized(reader: PassageReader, site: Site) -> bool:
    """动宾: things of several sizes, named behind the last: 建成10个百万亩、100个十万亩、1000个万亩防沙治沙基地."""
    text = reader.passage.text[site.group.end : site.group.end + 80]
    own = _SIZED.match(text)
    last = _SIZED_LAST.match(text, own.end()) if own else None
    if own is None or last is None:
        return False
    name = count_name(own["own"] + last["whole"], site.group.first)
    reader.add(site, (Subject(name),), "动宾", end=site.group.end + own.end())
    return True


def _read_member(reader: PassageReader, site: Site) -> bool:
    """动宾: one of a list whose end says of what: 1个市本级、16个镇（街道）、297个村为单位的三级网格."""
    text = reader.passage.text[site.group.end : site.group.end + 120]
    member = _MEMBER.match(text) if "为单位的" in text and len(site.group.quantities) == 1 else None
    if member is None:
        return False
    name = count_name(member["own"] + member["whole"], site.group.first)
    begin = site.group.start if site.group.left_start > site.segment.start else None
    scope = clean_subject(reader.left_text(site)).scope if begin is None else None
    reader.add(site, (Subject(name, scope),), "动宾", begin=begin, end=site.group.end + len(member["own"]))
    return True


_DONE_SO_FAR = re.compile(r"(?:□*\d{1,2}[.．、])?(?P<done>已(?!经?确定|有|建立)[^，□]{2,16}?)的")


def read_done(reader: PassageReader, site: Site) -> bool:
    """已办: a sentence of its own that only says how many have come so far: 1.已完成整治任务的10家企业。"""
    state = _DONE_SO_FAR.fullmatch(site.left)
    noun = site.right
    if state is None or site.group.first.kind != "count" or not re.fullmatch(r"[^，。；、□]{2,8}", noun):
        return False
    if len(site.group.quantities) > 1 or reader.masked[site.segment.end : site.segment.end + 1] not in ("。", ""):
        return False
    name = Subject(f"{state['done']}的{noun}数")
    begin = site.group.left_start + state.start("done")
    reader.add(site, (name,), "已办", begin=begin, end=site.group.end + len(noun), confidence=0.75, told=True)
    return True


_EACH = re.compile(
    r"(?P<each>每(?:平方公里|[村镇乡县区校院社]|[十百千万]*[人户亩]|(?!年|月|周|季|天|日)[^，、。◇每]{2,16}))$"
)
_PER = re.compile(r"每(?:平方公里|[十百千万]*[人户亩])$")
_WHO = re.compile(rf"^(?P<who>[^，◇]{{2,20}}?)(?:应当?|须|要|需){HIDDEN}*$")
_TOWARDS = re.compile(
    r"^.{0,4}?(?<![相绝应作成列评视定认])(?P<way>[对为])(?P<whom>[^，]{2,40}?)(?:提供|开展|进行|实施|组织)?$"
)


def _named(reader: PassageReader, site: Site, noun: str) -> tuple[str, str | None]:
    """The name of a counted object and its scope, from what stands before the number.

    A verb that makes a flow goes with it (排查954个储罐 → 排查储罐数), so does 每个…, and for whom or on whom it is
    done (为各类主体提供…, 对加油站开展一次检查); who 应 do it is the scope.
    """
    quantity = site.group.first
    left = reader.left_text(site)
    scope = clean_subject(left).scope
    verb, head = "", left
    if tail := verb_tail().search(site.left):
        verb, head = tail["verb"], left[: tail.start()]
    elif opening := opening_verb().match(site.left):
        verb, head = opening["verb"], ""
        place = opening["rest"].strip(HIDDEN)
        scope = place if re.search(r"范围内$|以内$", place) and len(place) > 3 and scope is None else scope
    name = reader.purpose(site.segment) + count_name(done_by(noun) or noun, quantity)
    flow = verb if is_flow(verb) else ""
    head = re.sub(r"(?:至少|约)$", "", head.replace(HIDDEN, ""))
    if each := _EACH.search(head):
        name = each["each"] + name
    elif who := _WHO.match(head):
        scope = scope or clean_subject(who["who"]).name or None
    elif (towards := _TOWARDS.match(head)) and (towards["way"] == "为" or quantity.unit.endswith(("次", "轮", "场"))):
        whom = towards["whom"]
        return (f"为{whom}{flow}{name}" if towards["way"] == "为" else whom + name), scope
    return (flow + name if not name.startswith(flow) else name), scope


@cache
def _not_counted() -> re.Pattern[str]:
    return re.compile(any_of("objects.not_counted"))


@cache
def _measured() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('objects.measured_endings')})$")


def _governed(reader: PassageReader, site: Site, masked: str) -> bool:
    """Whether a verb asks for so many: right before the number, at the front of the segment, or 至少, 每年."""
    left = _PER.sub("", site.left)
    if verb_tail().search(left) or opens_with_verb(left, site.group.first):
        return True
    if site.group.first.kind == "rate" and "完成" in site.left and masked.endswith(("任务", "工作")):
        return True
    if reader.found and reader.found[-1].rule == "动宾" and site.group.left_start > site.segment.start:
        return site.left.endswith(("、", "和", "及", "与"))  # 10个集群、100家企业和1000家…
    before = reader.masked[site.group.left_start : site.group.first.start]
    return bool(re.search(rf"至少|(?:不少于|每(?:年|月|周|季度|个)?|{HIDDEN})$", before))


_PROJECT = re.compile(
    rf"(?P<what>[^，、{HIDDEN}]{{2,24}}?(?:项目|工程|中心|设施|基地|厂|生产线))(?:的?建设)?"
    rf"(?:(?P<late>{HIDDEN}+)(?P<built>[^、，]*)|(?=，*$))"
)
_BUILT = r"(?:前|全部|全面|基本)*(?:建成|完成|投产|投运|投用|竣工|完工|投入|试生产)"
_BUILT_NEXT = re.compile(rf"，(?:力争|确保|争取|计划|预计)*{HIDDEN}+{_BUILT}")


def _read_project(reader: PassageReader, site: Site) -> bool:
    """规模: how big a project is that is due by a date: 600吨/天焚烧项目建设，力争年底建成; 2万吨/年项目6月试生产.

    Without a date the capacity only describes the project.
    """
    if "/" not in site.group.first.unit or reader.setting.report:
        return False
    match = _PROJECT.match(site.right)
    if match is None:
        return False
    if match["late"]:
        if not re.match(_BUILT, match["built"]):
            return False
        reader.note(site.dates, site.group.end, site.group.right_end)
    elif not _BUILT_NEXT.match(reader.masked, site.segment.end):
        return False
    left = reader.left_text(site)
    begin = left.rfind("、") + 1
    owner = after_verbs(clean_subject(left[begin:]).name)
    owner = "" if is_verb(owner) else owner
    name = f"{owner}{reader.text_of(site.group.end, site.group.end + match.end('what'))}规模"
    begin += site.group.left_start
    reader.add(site, (Subject(name),), "规模", begin=begin, end=site.group.end + match.end(), confidence=0.7)
    return True


def _read_multiple(reader: PassageReader, site: Site, noun: str) -> bool:
    """倍数: how many times over: 对钢铁行业耗煤实行煤炭消费量2倍或以上减量替代."""
    of = re.search(r"(?:实行|实施|执行|按照?)(?!.*(?:实行|按照))(?P<what>[^，]*)$", site.left)
    what = reader.text_of(site.group.start - len(of["what"]), site.group.start) if of else ""
    name = f"{what.removesuffix('的')}{re.sub('^(?:进行|实行|实施)', '', noun)}倍数"
    reader.add(site, (Subject(name),), "倍数", end=site.group.end + len(noun))
    return True


def _read_lead_time(reader: PassageReader, site: Site, noun: str) -> bool:
    """时长: how long before, or how long something lasts: 提前72小时精准预测臭氧污染等级, 能贮存60天左右的蓄粪池."""
    stores = STORES.search(site.left)
    if stores:
        name = f"{noun.strip('的')}{stores.group()}能力"
        reader.add(site, (Subject(name),), "时长", end=site.group.end + len(noun), confidence=0.8)
        return True
    if not site.left.endswith("提前"):
        return False
    reader.add(site, (Subject(f"{noun}提前量"),), "时长", end=site.group.end + len(noun), confidence=0.8)
    return True
