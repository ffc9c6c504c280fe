"""Rules for values without a number: 全覆盖 and 全部 (100 %), 翻一番, water classes."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from nt_desktop.model import Comparator
from nt_desktop.targets.conditions import is_standard
from nt_desktop.targets.deadlines import DateMention
from nt_desktop.targets.passage_reader import PassageReader
from nt_desktop.targets.segments import Segment
from nt_desktop.targets.subjects import HIDDEN, Subject, clean_subject
from nt_desktop.targets.wording import any_of

Dates = tuple[DateMention, ...]


def _after_dates(start: int, end: int, dates: Dates) -> int:
    """Where the text behind the last date of a stretch begins."""
    ends = [
        mention.end for mention in dates if mention.role != "baseline" and start <= mention.start <= mention.end <= end
    ]
    return max([start, *ends])


_THAN_A_TIME = re.compile(r"[比较]“?十?[一二三四五六七八九]五”?(?:时期|期末|末)$")  # 比“十五”时期翻了一番


def read_double(reader: PassageReader, segment: Segment, dates: Dates) -> bool:
    """翻番: 翻一番 is an increase of 100 %, 翻两番 of 300 %: 岸电使用量较2020年翻一番."""
    own = reader.masked[segment.start : segment.end]
    if "番" not in own:
        return False
    match = re.search(r"(?:实现|力争)*翻了?(?P<times>一|两|二|三)?番", own)
    if match is None:
        return False
    baseline, head = reader.baseline(own[: match.start()], segment.start)
    begin = _after_dates(segment.start, segment.start + len(head), dates)
    subject = clean_subject(_THAN_A_TIME.sub("", reader.text_of(begin, segment.start + len(head))))
    if len(subject.name) < 2:
        if reader.subject is None:
            return False
        subject = reader.subject
    times = {"一": 1, "两": 2, "二": 2, "三": 3}[match["times"] or "一"]
    end = segment.start + match.end()
    value = Decimal(2**times * 100 - 100)
    reader.add_value(segment, subject, "翻番", value, "%", "increase", segment.start, end, baseline=baseline)
    return True


@cache
def _full_coverage() -> re.Pattern[str]:
    return re.compile(rf"(?P<basic>基本)?(?:实现|达到|做到)?(?:{any_of('coverage.full')})(?P<tail>.*)$")


@cache
def _check() -> re.Pattern[str]:
    return re.compile(rf"(?:的)?(?P<check>{any_of('coverage.checks')})$")


def read_coverage(reader: PassageReader, segment: Segment, dates: Dates) -> bool:
    """全覆盖: 实现封闭式料仓全覆盖, 港口渔船污染防治设施实现全覆盖, 对…单位实施全覆盖检查, 2019年基本实现全覆盖 (~)."""
    own = reader.masked[segment.start : segment.end]
    if "覆盖" not in own or reader.setting.report or not _full_coverage().search(own):
        return False
    found = False
    begin = segment.start
    for part in _parts(own):  # 实现土裸露全覆盖或绿化、散体物料全覆盖
        stretch = replace(segment, start=begin, end=begin + len(part))
        found = _read_covered(reader, stretch, dates) or found
        begin += len(part) + 1
    return found


def _parts(own: str) -> list[str]:
    parts = own.split("、")
    covering = _full_coverage()
    return parts if len(parts) > 1 and all(covering.search(part) for part in parts) else [own]


def _read_covered(reader: PassageReader, segment: Segment, dates: Dates) -> bool:
    own = reader.masked[segment.start : segment.end]
    match = _full_coverage().search(own)
    if match is None:
        return False
    tail = match["tail"]
    check = _check().match(tail)
    other = re.fullmatch(r"或(?P<act>[^，、或]{2,4})", tail)
    if tail and not check and not other and not re.match(r"、|(?:的)?(?:目标|要求|格局)?$", tail):
        return False
    begin = _after_dates(segment.start, segment.start + match.start(), dates)
    subject = _covered(reader, reader.text_of(begin, segment.start + match.start()))
    if len(subject.name) < 2:
        if reader.subject is None or not dates:
            return False
        subject = Subject(reader.subject.name.removesuffix("覆盖率"), reader.subject.scope)
    name = subject.name
    if not name.endswith("率"):
        name += f"覆盖或{other['act']}率" if other else (check["check"] if check else "") + "覆盖率"
    end = segment.end if check or other else segment.end - len(tail)
    sign: Comparator = "~" if match["basic"] or re.search(r"基本(?:实现|达到|完成|做到|形成)", own) else "="
    reader.add_value(segment, Subject(name, subject.scope), "全覆盖", Decimal(100), "%", sign, begin, end)
    return True


@cache
def _of_whom() -> re.Pattern[str]:
    return re.compile(any_of("coverage.whom"))


def _covered(reader: PassageReader, raw: str) -> Subject:
    """What is covered: the object of 对…实施 or X实现Y, the subject, or, beside a bare place, the segment before."""
    target = re.match(r".*?对(?P<what>.+?)(?:实施|开展|进行|实行)$", raw)
    if target:
        raw = target["what"]
    within = re.match(r"(?P<where>.{2,20}?)(?:基本)?(?:实现|完成)(?P<what>.{3,})$", raw.replace(HIDDEN, ""))
    if within and len(clean_subject(within["where"]).name) > 1:
        raw = within["where"] + within["what"]
    subject = clean_subject(re.sub(r"(?:实施|开展|进行|实行|的|实现)$", "", raw))
    if re.search(r"范围内?$|^(?:城区|市区|全市|全区|区域|领域)$", subject.name):
        return Subject(reader.before_comma(), subject.name)
    if _of_whom().fullmatch(subject.name) and (what := reader.before_comma()):
        return Subject(what + subject.name, subject.scope)  # 加快配备执法终端，实现人员全覆盖
    return subject


@cache
def _all_done() -> re.Pattern[str]:
    return re.compile(rf"^(?P<subject>.*?)(?P<all>全部)(?P<verb>{any_of('coverage.completed')})(?P<object>.*)$")


def read_all(reader: PassageReader, segment: Segment, dates: Dates) -> bool:
    """全部: with a verb it is 100 %: 重点企业全部完成检验性演练, 11月底前全部完工, 将自动站全部联网."""
    own = reader.masked[segment.start : segment.end]
    match = _all_done().match(own) if "全部" in own else None
    if match is None or reader.setting.report or is_standard(own):
        return False
    front = segment.start + match.end("subject")
    begin = _after_dates(segment.start, front, dates)
    subject = clean_subject(reader.text_of(begin, front))
    subject = clean_subject(re.sub(r"^(?:将|把|对)", "", subject.name)) if subject.scope is None else subject
    if not subject.name and not match["object"]:
        before = clean_subject(re.sub(rf"[{HIDDEN}在于]+$", "", reader.text_of(segment.start, front)))
        subject = before if len(before.name) > 1 else Subject(reader.done_to(segment.start))
        begin = segment.start if subject is before else begin
    dated = any(mention.role == "deadline" and mention.start <= front for mention in dates)
    if (len(subject.name) < 2 and not dated) or re.search(r"[的将把对]$|其余|未|没有|没能", match["subject"]):
        return False
    thing = re.match(r"[^，；、]{0,30}", match["object"])
    verb_end = segment.start + match.end("verb")
    end = verb_end + (thing.end() if thing else 0)
    if _read_limit(reader, segment, front, begin, end, reader.text_of(verb_end - len(match["verb"]), end)):
        return True
    name = f"{subject.name}{match['verb']}{reader.text_of(verb_end, end)}比例"
    full = Subject(name, subject.scope)
    reader.add_value(segment, full, "全部", Decimal(100), "%", "=", begin, end, confidence=0.7)
    return True


@cache
def _removal() -> re.Pattern[str]:
    return re.compile(any_of("coverage.removed"))


def _read_limit(reader: PassageReader, segment: Segment, front: int, begin: int, end: int, done: str) -> bool:
    """限额: which of them are done away with, where that is the figure: 35蒸吨/小时及以下的燃煤锅炉全部淘汰."""
    limits = [q for q in segment.quantities if q.kind == "measure" and q.inclusive and q.full_end <= front]
    if len(limits) != 1 or limits[0].comparator is None or not _removal().search(done):
        return False
    limit = limits[0]
    name = Subject(f"{done}的{clean_subject(reader.text_of(limit.full_end, front)).name}规模")
    reader.add_value(
        segment, name, "限额", limit.value, limit.unit, limit.comparator or "<=", begin, end, confidence=0.7
    )
    return True


def read_removal(reader: PassageReader, segment: Segment, dates: Dates) -> bool:
    """限额: 关停整治10蒸吨/小时及以下燃煤锅炉: a verb of removal and the size up to which it goes."""
    limits = [q for q in segment.quantities if q.kind == "measure" and q.inclusive and q.comparator]
    if len(limits) != 1 or reader.setting.report:
        return False
    limit = limits[0]
    begin = _after_dates(segment.start, limit.full_start, dates)
    verb = clean_subject(reader.text_of(begin, limit.full_start)).name
    noun = re.match(r"的?(?P<noun>[^，。；、□]{2,16})$", reader.masked[limit.full_end : segment.end])
    if noun is None or not _removal().match(verb) or len(verb) > 8:
        return False
    name = Subject(f"{verb}{noun['noun']}规模")
    sign = limit.comparator or "<="
    reader.add_value(segment, name, "限额", limit.value, limit.unit, sign, begin, segment.end, confidence=0.7)
    return True


_CLASS = re.compile(
    r"(?P<subject>.*?)(?:均|总体|稳定|全部|保持|分别)*(?P<verb>达到或优于|不低于|优于|达到|达|保持在|稳定在|保持)"
    r"(?:国家)?(?:地表水环境质量标准|地表水)?(?P<class>[ⅠⅡⅢⅣⅤ]|[IV]{1,3}|[一二三四五])类(?:水?质?标准)?(?P<more>及?以上)?"
    r"(?:标准|水质|水质标准|水标准)?$"
)


def read_class(reader: PassageReader, segment: Segment, dates: Dates) -> bool:
    """水质类别: 水质达到Ⅲ类及以上, 达到或优于Ⅴ类标准: the value is the class."""
    own = reader.masked[segment.start : segment.end]
    match = _CLASS.match(own) if "类" in own else None
    if match is None or reader.setting.report:
        return False
    front = segment.start + match.end("subject")
    begin = _after_dates(segment.start, front, dates)
    subject = clean_subject(reader.text_of(begin, front))
    if len(subject.name) < 2:
        return False
    sign: Comparator = ">=" if match["more"] or match["verb"] in ("达到或优于", "优于", "不低于") else "="
    end = segment.start + match.end()
    reader.add_value(segment, subject, "水质类别", match["class"], "类", sign, begin, end)
    return True
