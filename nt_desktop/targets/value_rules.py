"""Rules for values said of a subject: shares, changes, what is reached, what stands right before its value."""

from __future__ import annotations

import re
from functools import cache

from nt_desktop.model import Comparator
from nt_desktop.targets.carried import SIZE
from nt_desktop.targets.introductions import after_verbs
from nt_desktop.targets.passage_reader import PassageReader
from nt_desktop.targets.predicates import (
    TAIL_ONLY,
    change_tail,
    count_name,
    is_flow,
    is_verb,
    pairing,
    part_verb,
    reach_tail,
    without_any_verb,
    without_verb,
)
from nt_desktop.targets.shared_heads import names_places
from nt_desktop.targets.statement import Site
from nt_desktop.targets.subjects import HIDDEN, TOWARDS, Subject, clean_subject, part_known, part_subjects
from nt_desktop.targets.wording import any_of, words

_SHARE = re.compile(
    r"^(?P<head>.*)(?<![不得])(?P<sign>不少于|不低于|不高于|不超过|不得高于|不得低于|超过|高于|低于|快于|占|达到|达|完成|为)"
    r"(?P<of>[^，。；、占]{1,24}?)(?P<de>的)?$"
)
_BOUNDS: dict[str, Comparator] = {
    "不少于": ">=",
    "不低于": ">=",
    "不得低于": ">=",
    "不高于": "<=",
    "不超过": "<=",
    "不得高于": "<=",
    "超过": ">",
}


def read_share(reader: PassageReader, site: Site) -> bool:
    """占比: a share of something named: 占陆域面积的18.7%, 完成治理农户数不少于总数的20%."""
    if site.group.first.unit != "%" or len(site.group.quantities) > 1 or site.right.strip("，。□"):
        return False
    match = _SHARE.match(site.left)
    if match is None:
        return False
    sign, of = match["sign"], match["of"]
    if sign == "完成" and match["de"] and not re.search(r"[比率]", of):
        return _read_part_completed(reader, site, of)
    if not (match["de"] or sign == "占") or of.startswith(("比", "有")):
        return False
    if re.fullmatch(r"比率|比", of) or re.search(r"比例|比重", of):
        return False
    subject = clean_subject(reader.left_text(site, len(match["head"])))
    if len(subject.name) < 2:
        subject = reader.subject_before() or reader.subject or subject
    begin = site.group.left_start
    of = reader.text_of(begin + match.start("of"), begin + match.end("of")).strip("的")
    share = Subject(f"{subject.name}占{of}比例", subject.scope)
    reader.add(site, (share,), "占比", comparator=_BOUNDS.get(sign), baseline=of if sign in _BOUNDS else None)
    reader.subject = subject if subject.name else reader.subject
    return True


def _read_part_completed(reader: PassageReader, site: Site, of: str) -> bool:
    """占比: 完成项目工程量的40% is a part of that completed, the project being the subject before."""
    before = reader.subject.name if reader.subject else ""
    shared = next((n for n in range(len(of), 1, -1) if before.endswith(of[:n])), 0)
    reader.add(site, (Subject(f"{before}{of[shared:]}完成比例"),), "占比")
    return True


def read_difference(reader: PassageReader, site: Site) -> bool:
    """差距: 制造业贷款增速高于贷款平均增速8个百分点: at least so much above something named, as a gap."""
    if "百分点" not in site.group.first.unit or site.right.strip("，。"):
        return False
    match = re.match(r"^(?P<head>.*?)(?P<way>高于|快于|低于)(?P<of>[^，。；、]{2,24})$", site.left)
    if match is None:
        return False
    subject = clean_subject(reader.left_text(site, len(match["head"])))
    if not subject.name:
        return False
    gap = Subject(f"{subject.name}{match['way']}{match['of']}幅度", subject.scope)
    reader.add(site, (gap,), "差距", comparator=">=", baseline=match["of"])
    return True


def read_change(reader: PassageReader, site: Site) -> bool:
    """变化: 较2020年分别增长30%、13%左右, 同比下降53.2%, 均下降3%, 在2023年的基础上增加50亿元."""
    match = change_tail().search(site.left)
    right = site.right.lstrip("的")
    if match is None and not right:
        return _read_changed_object(reader, site)
    if match is None or (len(right) >= 3 and not re.match(r"[，。]|目标|任务", right)):
        return False
    verb, kind = match["verb"], site.group.first.kind
    if verb in ("增速", "增幅"):
        return _read_rate_of_change(reader, site)
    head = site.left[: match.start()]
    head = re.sub(r"(?<=[^去上当全每往0-9])年$", "", head) if verb in ("递增", "递减") else head
    if verb in ("新增", "减排", "提速", "扩大") or (kind == "count" and verb in ("降", "减", "增", "节约")):
        return False
    if kind == "count" and verb == "增加" and not clean_subject(head).name:
        return False
    if is_verb(clean_subject(head).name):
        return False  # 改造提升4万亩
    baseline, head = reader.baseline(head, site.group.left_start)
    if baseline is None and reader.base[0] == site.segment.sentence:
        baseline = reader.base[1]
    reader.base = (site.segment.sentence, baseline)
    shared = pairing().search(site.left, max(0, len(head) - 3))
    subjects = _subjects(reader, reader.left_text(site, len(head)), site, shared.group() if shared else None)
    if not subjects:
        return False
    reader.add(site, subjects, "变化", change="increase" if match["increase"] else "decrease", baseline=baseline)
    return True


def _read_changed_object(reader: PassageReader, site: Site) -> bool:
    """变化: a verb of change and its object before the rate: 年均降低能耗3.5%."""
    if site.group.first.unit != "%" or len(site.group.quantities) > 1:
        return False
    name = clean_subject(reader.left_text(site)).name
    match = re.match(r"(?:年均|累计|每年)?(?:(?P<rise>提高|提升|增加)|降低|减少|压减|削减)(?P<noun>.{2,16})$", name)
    if match is None:
        return False
    reader.add(site, (Subject(match["noun"]),), "变化", change="increase" if match["rise"] else "decrease")
    return True


def _read_rate_of_change(reader: PassageReader, site: Site) -> bool:
    """增幅: a named rate of change: 旅游接待人数年均增幅10%以上."""
    subject = clean_subject(reader.left_text(site))
    if len(subject.name) < 4:
        return False
    reader.add(site, (subject,), "增幅", comparator=site.group.first.comparator or "increase", changed=True)
    return True


_OTHER_PLACES = re.compile(r"(?:其他|其余|各)(?:区镇|镇|区|县|街道|地区|乡镇|板块).{0,4}")
_MEASURES = ("余额", "规模", "增量", "总量", "总额", "金额", "面积", "长度", "里程", "数量", "建成数量")


def _subjects(reader: PassageReader, raw: str, site: Site, shared: str | None) -> tuple[Subject, ...]:
    """The subjects of a predicate: parted by the number of values, by 均 or 各, or one; carried where none is named."""
    name, count = clean_subject(raw).name, len(site.group.quantities)
    if len(name) < 2 or name in ("比例", "比率", "占比", "分别"):
        if count > 1 and len(reader.together) == count and reader.found and reader.found[-1].start >= reader.began:
            return reader.together  # 城乡居民收入分别达到5万元、2万元，分别增长8%、9%
        return (reader.subject,) * count if reader.subject is not None else ()
    if _OTHER_PLACES.fullmatch(name) and reader.subject:
        reader.recur()
        return (Subject(reader.subject.name, name),)
    if name in _MEASURES:
        return (Subject(reader.before_comma() + name),)
    if count > 1:
        subjects = part_subjects(raw, count)
        if len(subjects) == 1:
            return (_listed_before(reader, site, name) if shared == "分别" else ()) or subjects * count
        return subjects
    return part_subjects(raw, None) if shared in ("均", "各", "都", "分别") else part_known(raw)


def _listed_before(reader: PassageReader, site: Site, name: str) -> tuple[Subject, ...]:
    """The things listed in the segment before, one for each value: 铁路、国道的林带建设，宽度分别不低于100米、20米.

    A last value without a unit of measurement (和1行乔木) counts, but gives no statement.
    """
    before, count = reader.previous, len(site.group.quantities)
    if before is None or before.sentence != site.segment.sentence:
        return ()
    front, _, head = reader.text_of(before.start, before.end).partition("的")
    items = front.split("、")
    wanted = count + bool(re.match(r"(?:、|和|及|与)\d", reader.masked[site.group.end : site.group.end + 2]))
    if not head or len(items) != wanted:
        return ()
    items[0] = after_verbs(items[0])
    return tuple(Subject(f"{item}{name}") for item in items[:count])


_RISE = r"(?:扩大|提高|提升|增加|增长|上升|下?降低?|减少|压减|缩短|调整)"
_FROM = re.compile(r"(?:由|从(?![业事]))[^，]{0,12}$")
_RISES_TO = re.compile(rf"[^，]{{0,4}}{_RISE}[^，]{{0,2}}(?:至|到|{HIDDEN})")
_FROM_TO = re.compile(rf"(?:由|从(?![业事]))(?P<from>[^，]{{1,24}}?){_RISE}(?:至|到|{HIDDEN}){HIDDEN}*的?$")


def read_from_to(reader: PassageReader, site: Site) -> bool:
    """由至: 由14平方公里扩大至1500平方公里, 从60%提高到80%: the first value is the baseline of the second."""
    own = reader.masked[site.segment.start : site.group.start]
    if "由" not in own and "从" not in own:
        return False
    if _FROM.search(own) and _RISES_TO.match(site.right):
        return True  # read with the value that follows
    match = _FROM_TO.search(own)
    if match is None:
        return False
    start = site.segment.start
    subjects = _subjects(reader, reader.text_of(start, start + match.start()), site, None)
    if not subjects:
        return False
    before = reader.text_of(start + match.start("from"), start + match.end("from"))
    number = re.search(r"\d.*$", before)
    subjects = tuple(Subject(_full_name(s.name, site), s.scope) for s in subjects)
    reader.add(site, subjects, "由至", baseline=number.group() if number else before, begin=start)
    return True


def _is_where(reach: re.Match[str]) -> bool:
    """Whether a verb of reaching only says where or up to what: 在34家企业, not 稳定在34家."""
    return reach["verb"] in ("至", "到", "在") and not reach["adverbs"].endswith(("稳定", "保持", "维持", "控制"))


def read_predicate(reader: PassageReader, site: Site) -> bool:
    """主谓: subject, verb, value: 秸秆综合利用率达95%以上, 分别为100%、83.3%, 稳定在92%以上, 突破120万个."""
    group, quantity = site.group, site.group.first
    match = reach_tail().search(site.left)
    if not TAIL_ONLY.fullmatch(site.right) or (match is None and quantity.full_start == quantity.start):
        return False
    if match is not None and match["verb"] in ("完成", "实现") and not clean_subject(site.left[: match.start()]).name:
        match = None
    elif match is not None and quantity.kind == "count" and _is_where(match):
        return False
    baseline, head = reader.baseline(site.left[: match.start()] if match else site.left, group.left_start)
    shared = pairing().search(match["adverbs"] + match["late"] if match else site.left[-3:])
    raw = reader.left_text(site, len(head))
    scope, raw = _acting(raw)
    name = clean_subject(raw).name
    if quantity.kind == "count" and without_verb(name) in words("carried.bare"):
        raw = name = reader.quoted_before() + without_verb(name)
    elif quantity.unit in _TIMES:
        raw = raw if _acted_on(name) == name else _acted_on(name)
        name = _acted_on(name)
    if quantity.kind in ("count", "measure") and without_verb(name) != name:
        raw = name = without_verb(name)
    if name.startswith("占") and quantity.kind == "rate" and reader.subject:
        raw = name = reader.subject.name + name
    if name in ("完成", "实现", "达到") and quantity.kind == "rate":
        what = reader.subject.name.removesuffix("比例").removesuffix("完成") if reader.subject else "任务"
        raw = f"{what}完成比例"
    elif quantity.kind == "count" and reader.subject is not None and is_verb(name):
        reader.noun = reader.subject.name.removesuffix("数")
        raw = f"{name}的{reader.noun}"
    subjects = _subjects(reader, raw, site, shared.group() if shared else None)
    if not subjects:
        return False
    told = (
        quantity.kind == "count"
        and match is not None
        and match["verb"] in ("有", "为", "是")
        and not re.search(r"目标|任务|力争|确保|争取", site.left)
    )
    subjects = tuple(Subject(_full_name(s.name, site), s.scope or scope) for s in subjects)
    if match is not None and match["verb"] == "完成" and quantity.kind == "rate":
        subjects = tuple(Subject(_completed(s.name), s.scope) for s in subjects)
    reader.add(site, subjects, "主谓", told=told, baseline=baseline, end=_stated_end(reader, site))
    return True


_ACTED = re.compile(rf"{TOWARDS}(?P<rest>.{{4,}})$")
_CARRIED_OUT = re.compile(r"(?<=..)(?:开展|进行|实施|组织)(?=.{2,6}$)")
_TIMES = ("次", "场", "场次", "轮", "批次")


def _acted_on(name: str) -> str:
    """What is done to whom, as a name: 对重点企业开展检查 → 重点企业检查."""
    match = _ACTED.match(name)
    return _CARRIED_OUT.sub("", match["rest"]) if match else name


@cache
def _body() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>[^，]{{2,60}}?(?:{any_of('subjects.bodies')})){HIDDEN}+(?P<what>(?:{any_of('objects.verbs')}).{{2,}})"
    )


def _acting(raw: str) -> tuple[str | None, str]:
    """Who acts and what is done, where a date parts them: 甲镇、乙镇等区镇每年举办推介活动."""
    match = _body().fullmatch(raw)
    return (match["who"].strip("、，"), match["what"]) if match else (None, raw)


def _full_name(name: str, site: Site) -> str:
    """The name of what is reached: counted things get their 数, 100%全覆盖 a 覆盖率, 100%全处理 a 处理率."""
    if site.group.first.kind in ("count", "measure"):
        return count_name(name, site.group.first)
    whole = re.match(r"全(覆盖|处理|收集)", site.right)
    return f"{name}{whole[1]}率" if whole else name


def _completed(name: str) -> str:
    """首批非法码头取缔完成30%, 船闸完成工程量40%: the part of it that is completed; a rate that is named stays."""
    if amount := re.fullmatch(r"(?P<of>.*)完成(?P<what>[^完成]{1,6}量)", name):
        return f"{amount['of']}{amount['what']}完成比例"
    return name if re.search(r"(?:率|比例|比重|占比|完成)$", name) else f"{name}完成比例"


_RATE_NAME = re.compile(
    r"(?:率|比例|比重|占比|比|度|水平|面积|份额|覆盖面|覆盖|增幅|增速|涨幅|跌幅|幅度|排放量|比率|总量|目标|标准化|量|系数|安装|走访|强度|指数)$"
)


_SHARED = re.compile(r"(?:各|均|分别)$")


def read_named(reader: PassageReader, site: Site) -> bool:
    """名数: a noun right before its value, a verb before it or not: 林木覆盖率18%, 完成造林50亩, 镇村各1家."""
    group, quantity = site.group, site.group.first
    if not TAIL_ONLY.fullmatch(site.right):
        return False
    shared = _SHARED.search(site.left)
    subject = clean_subject(reader.left_text(site, len(site.left) - (len(shared.group()) if shared else 0)))
    name = subject.name
    if quantity.unit in _TIMES:
        name = _acted_on(name)
    if is_verb(name) and reader.subject and reader.found and reader.found[-1].unit == quantity.unit:
        reader.noun = reader.noun or _thing(reader.found[-1].indicator)
        name += reader.noun
    elif quantity.kind == "rate" and is_verb(name) and len(group.quantities) == 1:
        return _read_bare_part(reader, site, name)
    elif quantity.kind == "count" and is_verb(name):
        name = reader.before_comma()
        if len(name) < 3:
            return False
    if (name in ("占比", "比重", "占比重", "比例") or name.startswith("占")) and reader.subject:
        name = f"{reader.subject.name}{name}"
    if re.fullmatch(r"余额|规模|增量|数量|总量|面积|金额|总额|产值", name) and not reader.subject:
        name = reader.before_comma() + name
    if len(name) < 2:
        return _read_carried(reader, site)
    if name.endswith("负责") and reader.setting.subject:  # 新增8万户（其中甲厅负责3万户）
        reader.add(site, (Subject(reader.setting.subject, name.removesuffix("负责")),), "名数", confidence=0.8)
        return True
    if quantity.spelled and quantity.value < 2 and not re.search(r"至少|不少于", site.left):
        return False
    stripped = name if quantity.kind == "rate" or name.endswith(reader.noun or "|") else without_verb(name)
    if site.right.startswith("全覆盖"):
        stripped += "覆盖率"
    if quantity.kind == "rate" and re.search(r"完成[^完成]{1,6}量$", stripped):
        stripped = _completed(stripped)
    if quantity.kind == "rate" and is_flow(stripped):
        stripped += "比例"  # 2017年底前关停50%以上
    if quantity.kind == "rate" and not _RATE_NAME.search(re.sub(r"[（(][^（）()]*[）)]$", "", stripped)):
        stripped = reader.whole(Subject(stripped), quantity).name if names_places(stripped) else ""
        if not _RATE_NAME.search(stripped):
            return False
    if re.search(r"[的在对由把将]$", stripped):
        return False
    verb, rest = part_verb(stripped)
    if is_flow(verb) and quantity.kind != "rate" and (inner := clean_subject(rest)).scope:
        subject, stripped = Subject(name, subject.scope or inner.scope), verb + inner.name
    if len(group.quantities) > 1 or shared:
        count = len(group.quantities) if len(group.quantities) > 1 else None
        parted = part_subjects(stripped, count)
        subjects = tuple(Subject(count_name(s.name, quantity), s.scope or subject.scope) for s in parted)
        subjects = subjects * (count or 1) if len(subjects) == 1 else subjects
    elif quantity.kind == "rate":
        subjects = tuple(Subject(s.name, s.scope or subject.scope) for s in part_known(stripped))
    else:
        named = clean_subject(stripped).name
        named = reader.fuller(named) if quantity.kind == "count" else named
        counted = reader.purpose(site.segment) + count_name(named, quantity)
        subjects = (Subject(counted, subject.scope),)
    reader.add(site, subjects, "名数", end=_stated_end(reader, site), confidence=0.85)
    return True


def _thing(name: str) -> str:
    """What an indicator counts, without act, size and measure: 新签约亿元以上项目数 → 项目."""
    return re.sub(r"(?:面积|长度|额|量|数)$", "", without_any_verb(SIZE.sub("", name)))


def _read_bare_part(reader: PassageReader, site: Site, verb: str) -> bool:
    """名数: 确定企业名单。…关停50%以上: the part of them that it is done to."""
    noun = reader.done_to(site.segment.start)
    if verb in ("完成", "实现", "达到") or len(noun) < 2:
        return False
    reader.add(site, (Subject(f"{noun}{verb}比例"),), "名数", end=_stated_end(reader, site), confidence=0.75)
    return True


def _read_carried(reader: PassageReader, site: Site) -> bool:
    """承前: a value whose subject stands in the segment before: 2018年达80%, 2019年100%."""
    if reader.subject is None or site.group.first.spelled:
        return False
    if site.left.strip("，、其中到至年末底达为◇") and not re.search(r"至少|力争|确保|不少于|不低于|达", site.left):
        return False
    reader.add(site, (reader.subject,) * len(site.group.quantities), "承前", confidence=0.75)
    return True


def _stated_end(reader: PassageReader, site: Site) -> int:
    """Where a statement ends: behind the words after its value, a bracket left out."""
    if reader.right_text(site, 1) in ("（", "("):
        return site.group.end
    return site.group.end + len(site.right.rstrip("，"))
