"""Rules for so many of whom something is said: 32项已经完成整改, 60%以上面积建成…, 6家造纸企业关停退出."""

from __future__ import annotations

import re
from functools import cache

from nt_desktop.targets.conditions import is_standard
from nt_desktop.targets.passage_reader import PassageReader
from nt_desktop.targets.predicates import change_tail, count_name, is_flow, reach_tail, verb_tail
from nt_desktop.targets.quantities import Quantity
from nt_desktop.targets.shared_heads import share_tail
from nt_desktop.targets.statement import Site
from nt_desktop.targets.subjects import HIDDEN, Subject, clean_subject
from nt_desktop.targets.wording import any_of, words


def read_part_done(reader: PassageReader, site: Site, noun: str) -> bool:
    """部分: the share of something that is done: 完成60%的小区整治任务, 城市建成区60%以上面积建成“达标区”."""
    done = re.match(r"(?:的)?(?P<what>.{1,12}?)(?:建成|达到|实现|完成|纳入)(?P<as>.+)$", noun)
    subject = clean_subject(reader.left_text(site))
    removed = verb_tail().search(site.left)
    name, scope = f"{noun.strip('的')}完成比例", subject.scope
    if removed and is_flow(removed["verb"]):
        name = f"{removed['verb']}{noun.strip('的')}比例"
    elif listed := _same_object().fullmatch(subject.name):
        name = listed["what"] + name
    if done and not verb_tail().search(site.left):
        name, scope = f"{done['as']}{done['what']}占比", subject.scope or subject.name or None
    reader.add(site, (Subject(name, scope),), "部分", end=site.group.end + len(noun))
    return True


@cache
def _same_object() -> re.Pattern[str]:
    """What several things are done to, of the last of which a part: 排污口监测、溯源和60%整治任务."""
    acts = any_of("subjects.done")
    return re.compile(rf"(?P<what>.{{3,}}?)(?:(?:{acts})(?:、|和|及))*(?:{acts})(?:、|和|及)?")


@cache
def _actor() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<who>[^，的]{{0,12}}?(?:{any_of('objects.actors')}))(?P<does>(?:{any_of('objects.does')}).+)$"
    )


def done_by(noun: str) -> str:
    """Who does something, not what is done: 企业通过考评 → 通过考评的企业; empty where nobody does."""
    match = _actor().match(noun)
    return f"{match['does'].removeprefix('能够')}的{match['who']}" if match else ""


_STATE = re.compile(
    rf"(?:{HIDDEN}|已经?|正在|必须|须|应(?![急届用收对])|要|将|均|全部|在(?={HIDDEN}))+(?P<done>.{{2,16}})"
)


def read_state(reader: PassageReader, site: Site) -> bool:
    """状态: what happens to so many: 32项已经完成整改, 其余5家必须在今年6月底前全部关闭; 60%以上面积建成“达标区”."""
    group, quantity = site.group, site.group.first
    text = reader.right_text(site)
    if len(group.quantities) > 1 or not site.right.strip("，的"):
        return False
    if quantity.unit == "%" and re.match(r"(?:的)?.{1,12}?(?:建成|达到|实现|完成|纳入)", text):
        return read_part_done(reader, site, text)
    state = _STATE.match(text)
    if state is None or quantity.kind != "count":
        return False
    if not reader.setting.report and not re.search(r"必须|全部|要|应(?![急届用收对])|须", text):
        return False
    reader.note(site.dates, group.end, group.right_end)
    left = clean_subject(reader.left_text(site)).name
    noun = reader.noun or (reader.subject.name.removesuffix("数") if reader.subject else left)
    done = re.sub(r"过程中$", "中", state["done"]).strip("，")
    done = ("已" if "已" in text[:2] else "") + re.sub(r"^(?:全部|均)", "", done)
    name = f"{done}的{noun}数" if noun else f"{done}数"
    reader.add(site, (Subject(name),), "状态", end=group.right_end, confidence=0.75)
    return True


@cache
def _state_of() -> re.Pattern[str]:
    return re.compile(
        rf"的?(?!全面|全部|基本)(?P<who>[^，；◇]{{2,50}}?)(?P<state>(?:基本|全部|直接|全面)*(?:{any_of('objects.states')})[^，；的]*(?:的[^，；的]+)?)$"
    )


def read_part_state(reader: PassageReader, site: Site) -> bool:
    """部分: what is so of a share: 90%以上村庄的垃圾得到治理, 使95%以上的重要遗迹划入保护范围, 62%的断面达不到标准.

    Of a list (超过90%的甲、89%的乙得到保护) the last item says what is so of all.
    """
    group = site.group
    if group.first.unit != "%" or len(group.quantities) > 1 or is_standard(site.left + site.right):
        return False
    front = _front(reader, site)
    if len(front) > _LONGEST_FRONT or front.endswith(("的", "对", "按", "按照", "占")) or verb_tail().search(site.left):
        return False
    said = _said(reader, site)
    if said is None:
        return False
    who, state, end = said
    reader.add(site, (Subject(f"{state}的{front}{who}比例"),), "部分", end=end, confidence=0.75)
    return True


def _front(reader: PassageReader, site: Site) -> str:
    """What stands before the share and belongs to its name; what the item of a list before it was about does not."""
    if site.group.left_start > site.segment.start and site.left.endswith("、"):
        return ""
    front = clean_subject(reader.left_text(site)).name
    return "" if front in _MAKE or front in words("subjects.scopes") else front


def _said(reader: PassageReader, site: Site) -> tuple[str, str, int] | None:
    """Of whom something is said, what, and where the words end; None where nothing is."""
    own = reader.right_text(site).strip("，、")
    if match := _state_of().match(own):
        return _bare(match["who"]), match["state"], site.group.end + len(own)
    if not site.right.endswith("、") or site.group.right_end >= site.segment.end:
        return None
    last = site.segment.quantities[-1]
    match = _state_of().match(reader.text_of(last.full_end, site.segment.end))
    listed = share_tail([_bare(own), _bare(match["who"])])[0] if match else ""
    return (listed, match["state"], site.group.end + len(own)) if match else None


def _bare(who: str) -> str:
    return _WHERE.sub("", who.removeprefix("的")).removesuffix("的")


_WHERE = re.compile(r"(?<=..)(?:以及.*|在[^在]{2,12}内)$")
_LONGEST_FRONT = 8
_MAKE = ("在", "使", "让", "确保", "实现", "保证")


@cache
def _closed() -> re.Pattern[str]:
    acts = any_of("coverage.removed", "coverage.completed")
    return re.compile(rf"(?P<who>[^，；◇的]{{0,12}}?(?:{any_of('objects.actors')}))(?P<done>(?:{acts}){{1,3}})$")


def read_closed(reader: PassageReader, site: Site) -> bool:
    """状态: so many bodies that end or finish something, said without a verb before them: 6家造纸企业关停退出."""
    group = site.group
    if group.first.kind != "count" or len(group.quantities) > 1 or clean_subject(site.left).name or group.first.spelled:
        return False
    match = _closed().match(reader.right_text(site).strip("，、"))
    if match is None:
        return False
    name = f"{match['done']}的{match['who']}数"
    reader.add(site, (Subject(name),), "状态", end=group.end + match.end(), confidence=0.75)
    return True


def read_mention(reader: PassageReader, site: Site) -> bool:
    """提及: in reports, what is told of so many: 602家企业纳入名录, 对40人次进行问责处理, 259件信访件已全部办结."""
    group, quantity = site.group, site.group.first
    if not reader.setting.report or quantity.kind not in ("count", "measure") or len(group.quantities) > 1:
        return False
    text = reader.right_text(site).strip("，。")
    if not text or (quantity.spelled and quantity.value < 4):
        return False
    if group.right_end < site.segment.end and (reach_tail().search(site.right) or change_tail().search(site.right)):
        return False  # 38个监测点年均浓度为20: part of what the value behind it is said of
    if quantity.kind == "count" and (listed := _said(reader, site)):
        name = f"{listed[1]}的{listed[0]}"
    elif site.left in ("在", "") and text.endswith("中"):
        reader.noun = name = text.removesuffix("中")
    else:
        name = _told_of(clean_subject(reader.left_text(site)).name, text[:30], quantity)
    reader.add(site, (Subject(count_name(name, quantity)),), "提及", end=group.right_end, confidence=0.6)
    return True


def _told_of(before: str, text: str, quantity: Quantity) -> str:
    """Name what a report counts: 信访件已全部办结 → 办结的信访件, 对40人次进行问责处理 → 问责处理."""
    if done := done_by(text):
        return done
    acted = re.match(r"(?:进行|实行|实施|开展)(?P<act>.+)$", text)
    if acted:
        return acted["act"]
    state = re.match(r"(?P<noun>.+?)(?:均|已经?|全部)+(?P<done>.{2,8})$", text)
    if state:
        return f"{state['done']}的{state['noun']}"
    return (before if quantity.kind == "measure" and not before.startswith("对") else "") + text
