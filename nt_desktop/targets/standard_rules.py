"""Rules for what is paid, charged or kept to each time: 按增量的2%给予激励资金, 拨付资金的60%, 执行75%节能标准."""

from __future__ import annotations

import re
from functools import cache

from nt_desktop.model import Comparator
from nt_desktop.targets.passage_reader import PassageReader
from nt_desktop.targets.statement import Site
from nt_desktop.targets.subjects import HIDDEN, Subject, clean_subject, part_subjects
from nt_desktop.targets.wording import any_of

_APART = re.compile(r"^.*?(?:按照?)?分别(?:不得?低于|不得?少于|不得?高于|不得?超过|为|占)(?P<of>[^，。；◇]{4,60}?)的?$")
_PLANNED = re.compile(r"，?(?:制定|安排|编制|下达|设置|确定)(?P<what>[^，。；]{4,24}?)(?:计划|方案)(?:$|[，。；])")


def read_shares(reader: PassageReader, site: Site) -> bool:
    """分占: a share for each of several things named: 分别不低于管理岗位和工勤岗位招聘数量10%和30%的比例."""
    values = site.group.quantities
    match = _APART.match(site.left)
    if (
        match is None
        or len(values) < 2
        or values[0].unit != "%"
        or site.right.strip("，的") not in ("", "比例", "比重")
    ):
        return False
    begin = site.group.left_start
    items = part_subjects(reader.text_of(begin + match.start("of"), begin + match.end("of")), len(values))
    if len(items) != len(values):
        return False
    planned = _PLANNED.match(reader.masked, site.segment.end)
    whose = f"{reader.text_of(planned.start('what'), planned.end('what'))}占" if planned else ""
    subjects = tuple(Subject(f"{whose}{item.name}比例", item.scope) for item in items)
    reader.add(site, subjects, "分占", baseline=tuple(item.name for item in items), end=_end(site))
    return True


def read_standard(reader: PassageReader, site: Site) -> bool:
    """标准: a rate or price that applies each time: 按贷款余额增量的2%给予激励资金, 已毕业的按照50%发放奖励金."""
    kind = reader.kind(site.segment)
    if kind != "standard" or site.group.first.kind in ("time", "count"):
        return False
    if _COUNTED_BY.match(site.right):
        return True
    return _read_rate(reader, site) or _read_part_paid(reader, site) or _read_price(reader, site)


_NORM_BEHIND = re.compile(r"、[^，。；%]{0,8}\d+(?:\.\d+)?%(?P<noun>[^，。；、]{2,12}标准)")


def read_norm(reader: PassageReader, site: Site) -> bool:
    """标准: what is to be kept to, named behind the last value of a list: 一律执行65%、鼓励率先执行75%节能设计标准."""
    if not site.left.endswith("执行") or site.group.first.unit != "%":
        return False
    noun = site.right.strip("，。的")
    if not noun:
        behind = _NORM_BEHIND.match(reader.masked, site.segment.end)
        noun = behind["noun"] if behind else ""
    if not noun.endswith("标准"):
        return False
    reader.add(site, (Subject(noun),), "标准", end=_end(site), confidence=0.6)
    return True


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(r"^(?P<who>.*?)(?:按照?|参照)(?P<base>[^，。；按]*?)的?$")


@cache
def _paid_behind() -> re.Pattern[str]:
    return re.compile(rf"^的?(?P<level>标准|比例|额度)?(?:(?:{any_of('standards.pays')}))?(?P<what>.*)$")


@cache
def _status() -> re.Pattern[str]:
    return re.compile(rf"^(?P<front>.{{2,}}?)(?:{any_of('standards.statuses')})$")


def _read_rate(reader: PassageReader, site: Site) -> bool:
    """Who gets what at which rate of what: 专科在校生按照优待金的40%, 已毕业的按照50%发放奖励金."""
    match = _rate().match(site.left)
    if match is None or site.group.first.kind != "rate":
        return False
    begin = site.group.left_start
    who = re.sub(rf"[{HIDDEN}，、；：]|^(?:其中|并|且|可|由)", "", reader.text_of(begin, begin + match.end("who")))
    base = reader.text_of(begin + match.start("base"), begin + match.end("base")).strip("的" + HIDDEN)
    limit = re.match(r"不得?(?P<sign>超过|高于|低于|少于)", base)
    base = base[limit.end() :] if limit else base
    behind = _paid_behind().match(site.right.strip("，。"))
    what = reader.text_of(site.group.end + behind.start("what"), site.group.end + behind.end("what")) if behind else ""
    what = what.strip("，。的")
    if re.search(r"[，。；]", what):
        return False
    if behind and behind["level"] and base:
        base += behind["level"]
    previous, scope = reader.previous, None
    start = None
    if to := re.match(r"[对给](?P<whom>.+)$", who):
        scope, who = to["whom"], ""
    elif not who and previous is not None and previous.sentence == site.segment.sentence and not previous.quantities:
        who, start = reader.text_of(previous.start, previous.end).strip("，；;、"), previous.start
    paid = reader.paid if reader.paid and reader.paid.sentence == site.segment.sentence else None
    if who.endswith("的") and paid and (before := _status().match(paid.who)):
        who = before["front"] + who
    if not what and paid and not _pays(who):
        what = paid.what
    name = who + what if who else f"{what}比例"
    if len(name.removesuffix("比例")) < 2:
        return False
    base = base or (paid.base if paid else "")
    if paid:
        reader.paid = paid.to(who, base)
    subjects = (Subject(name, scope),) * len(site.group.quantities)
    end = site.group.right_end if site.right.strip("，") else None
    sign: Comparator | None = None
    if limit:
        sign = "<=" if limit["sign"] in ("超过", "高于") else ">="
    reader.add(site, subjects, "标准", comparator=sign, baseline=base or None, begin=start, end=end, confidence=0.7)
    return True


@cache
def _payment() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('standards.payments')})$")


def _pays(name: str) -> bool:
    """Whether a name is one of a payment, so that nothing need be added: 义务兵家庭优待金."""
    return bool(_payment().search(name))


@cache
def _part_paid() -> re.Pattern[str]:
    return re.compile(rf"(?P<verb>{any_of('standards.pays')})(?P<what>[^，。；□]{{2,20}}?)□*的$")


def _read_part_paid(reader: PassageReader, site: Site) -> bool:
    """What part of a sum is paid at once: 区财政局拨付奖补资金（按合同价测算）的60%."""
    match = _part_paid().search(site.left)
    if match is None or site.group.first.unit != "%" or site.right.strip("，。"):
        return False
    reader.add(site, (Subject(f"{match['verb']}{match['what']}比例"),), "标准", confidence=0.7)
    return True


_COUNTED_BY = re.compile(r"的?(?:标准|比例)?(?:确定|核定|计算|测算)")  # 按保费50%的标准确定: how a sum is counted
_FINED = re.compile(r"^(?:[，、并且]|可以?)*处以?(?P<base>.{2,})$")


def _read_price(reader: PassageReader, site: Site) -> bool:
    """What is paid as a sum, or fined as a multiple: 一次性奖励5000元, 处以优待金标准二倍以上八倍以下罚款."""
    before = clean_subject(reader.left_text(site)).name.removesuffix("的")
    fined = _FINED.match(reader.left_text(site)) if site.right.startswith("罚款") else None
    if fined and site.group.first.unit == "倍":
        fines = (Subject("罚款倍数"),) * len(site.group.quantities)
        reader.add(
            site, fines, "标准", baseline=fined["base"].removesuffix("的"), end=site.group.right_end, confidence=0.7
        )
        return True
    previous = reader.previous
    if before in ("按", "按照", "给予") and previous is not None and previous.sentence == site.segment.sentence:
        before = reader.text_of(previous.start, previous.end).strip("，；;、") + before
    name = f"{before}{reader.right_text(site).strip('，。的')}"[:40]
    name = name.removeprefix("可")
    name = re.sub(r"(?<=.)给予(?=.*(?:补贴|补助|奖励|资金))", "", name)
    if len(name) < 2 and reader.subject is not None:
        name = reader.subject.name
    if len(name) < 2:
        return False
    subjects = (Subject(name),) * len(site.group.quantities)
    reader.add(site, subjects, "标准", end=site.group.right_end, confidence=0.6)
    return True


def _end(site: Site) -> int:
    return site.group.end + len(site.right.rstrip("，"))
