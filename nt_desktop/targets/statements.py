"""Quantified statements of one text: what is said of what, how much, by when. Each rule's docstring says what it covers.

A text is cut into segments (segments.py); in each the quantities are found, those that are conditions are put aside, and
what stands before (subject and predicate) and after (object) decides which rule reads it. Subject and date are carried
from one segment to the next inside a sentence; a date behind 截至 holds to the end of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from nt_desktop.model import Comparator, TargetKind
from nt_desktop.targets.deadlines import DateMention, scan_dates
from nt_desktop.targets.quantities import Quantity
from nt_desktop.targets.segments import Passage, Segment, read_passage
from nt_desktop.targets.subjects import HIDDEN, ITEM_LABEL, Subject, clean_subject, part_known, part_subjects
from nt_desktop.targets.wording import any_of, words


_WITHOUT_VALUE = re.compile(r"覆盖|全部|番|类")


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a text: the year its 6月底前 lies in, the deadline it inherits, whether it reports what was done."""

    year: int | None = None
    deadline: str | None = None
    report: bool = False
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A quantified statement; `start` and `end` are positions in the text that was read."""

    start: int
    end: int
    indicator: str
    comparator: Comparator
    value: Decimal | str
    value_max: Decimal | None
    unit: str
    change: bool
    baseline: str | None
    deadline: str | None
    scope: str | None
    kind: TargetKind
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Group:
    """Quantities listed together (75%、65%) with the text before and after them in their segment."""

    quantities: tuple[Quantity, ...]
    left_start: int
    right_end: int

    @property
    def start(self) -> int:
        return self.quantities[0].full_start

    @property
    def end(self) -> int:
        return self.quantities[-1].full_end


def read_statements(text: str, setting: Setting, start: int = 0) -> tuple[Statement, ...]:
    """Return the quantified statements of a plain text (see `plain.read_plain`) from `start` on, in reading order."""
    return tuple(_Reader(text, setting, start).read())


class _Reader:
    """Walks over the segments of one passage and remembers subject and date."""

    def __init__(self, text: str, setting: Setting, start: int) -> None:
        self.setting = setting
        self.passage: Passage = read_passage(text, start)
        self.original = self.passage.masked
        self.dates = tuple(d for d in scan_dates(self.original, setting.year) if not _names_a_thing(self.original, d))
        self.text = _hide(text, self.dates)
        self.masked = _hide(self.original, self.dates)
        self.conditions = _conditions(self.masked)
        self.subject: Subject | None = Subject(setting.subject) if setting.subject else None
        self.segment_dates: list[DateMention] = []
        self.twin: _Group | None = None
        self.noun: str | None = None
        self.base: str | None = None
        self.base_sentence = -1
        self.date: DateMention | None = None
        self.recurring: DateMention | None = None  # holds for its own segment only
        self.asof: DateMention | None = None
        self.previous: Segment | None = None
        self.sentence = -1
        self.part = -1
        self.found: list[Statement] = []
        self.aside: list[Statement] = []

    def read(self) -> list[Statement]:
        date_index = 0
        for segment in self.passage.segments:
            if segment.sentence != self.sentence:
                listed = ITEM_LABEL.match(self.text, segment.start)
                self.sentence, self.date = segment.sentence, self.date if listed else None
                self.subject = Subject(self.setting.subject) if self.setting.subject else None
                self.noun = None
            while date_index < len(self.dates) and self.dates[date_index].end <= segment.start:
                date_index += 1
            seen = date_index
            inner: list[DateMention] = []
            while seen < len(self.dates) and self.dates[seen].start < segment.end:
                inner.append(self.dates[seen])
                seen += 1
            date_index = seen
            self._segment(segment, inner)
            self.previous = segment
        ends = [statement.end for statement in self.found]
        for start, end in self.passage.brackets:
            near = bisect_right(ends, start + 1) - 1
            self._bracket(start, end, self.found[near] if near >= 0 and start + 1 - ends[near] < 4 else None)
        return sorted([*self.found, *self.aside], key=lambda statement: (statement.start, statement.end))

    def _segment(self, segment: Segment, dates: list[DateMention]) -> None:
        groups = self._groups(segment)
        before = len(self.found)
        self.segment_dates = dates
        self.recurring = None
        self.twin = None
        position = segment.start
        for group in groups:
            for mention in dates:
                if position <= mention.start < group.start:
                    self._note(mention)
            position = group.end
            self._group(segment, group, dates)
        for mention in dates:
            if mention.start >= position:
                self._note(mention)
        if len(self.found) == before and _WITHOUT_VALUE.search(self.masked, segment.start, segment.end):
            self._without_value(segment, dates, bool(groups))

    def _note(self, mention: DateMention) -> None:
        if mention.role == "asof":
            self.asof = self.date = mention
        elif mention.role == "deadline":
            self.date = mention
        elif mention.role == "recurring":
            self.recurring = mention

    def _deadline(self, kind: TargetKind) -> str | None:
        """The date that holds here; only an aim inherits that of plan or heading."""
        mention = self.recurring or self.date or self.asof
        return mention.value if mention else self.setting.deadline if kind == "target" else None

    # -- groups -----------------------------------------------------------------------------------------------------

    def _groups(self, segment: Segment) -> list[_Group]:
        kept = [q for q in segment.quantities if not self._is_condition(q, segment)]
        lists: list[list[Quantity]] = []
        for quantity in kept:
            if lists and re.fullmatch(r"(?:、|和|与|及|以及|，)?", self.masked[lists[-1][-1].full_end : quantity.full_start]):
                if self.masked[lists[-1][-1].full_end : quantity.full_start] or lists[-1][-1].unit == quantity.unit:
                    lists[-1].append(quantity)
                    continue
            lists.append([quantity])
        groups = []
        for i, members in enumerate(lists):
            left = lists[i - 1][-1].full_end if i else segment.start
            right = lists[i + 1][0].full_start if i + 1 < len(lists) else segment.end
            groups.append(_Group(tuple(members), left, right))
        return groups

    def _is_condition(self, quantity: Quantity, segment: Segment) -> bool:
        """Conditions and thresholds: 30万千瓦及以上机组, 1000万元以下的企业, 低于100毫克/升的污水厂, 20公里范围内, 3人以上死亡."""
        before = self.masked[segment.start : quantity.full_start]
        after = self.masked[quantity.full_end : segment.end]
        nearest = bisect_right(self.conditions, (quantity.start, 1 << 60)) - 1
        if nearest >= 0 and quantity.start < self.conditions[nearest][1]:
            return True
        if _incident().search(after[:8]) or _incident().search(before[-8:]):
            return True
        if after.startswith("级") or re.match(r"(?:半径)?范围|半径|的?大户", after) or re.search(r"(?:半径|距离|单笔|年满|满|沿线)$", before):
            return True
        if re.match(r"以?内的|的(?:，|,|、|$)", after) or after == "的":
            return True
        bounded = quantity.bound or quantity.full_start < quantity.start
        if quantity.bound and quantity.kind != "rate":
            if re.match(r"的(?=\S)", after) and not _verb_before(before):
                return True
            if after and not re.match(r"[□、，。]|水平|标准|目标|的?规模", after):
                wide = quantity.inclusive or quantity.kind in ("measure", "time")
                if wide and not (_verb_before(before) and quantity.unit in ("亩", "公里", "平方米", "万平方米", "亿元", "万元", "米") and not quantity.inclusive and "下" not in quantity.bound and "内" not in quantity.bound):
                    return True
                if not wide and not _verb_before(before) and not re.search(r"每$|达到$|不$", before) and not re.match(r"(?:全部|均|完成)", after):
                    return True
        listed = self.masked[quantity.full_end : quantity.full_end + 40]
        if quantity.bound and re.match(r"、(?:[^，。；]{0,30}(?:以[下内上]|之内)|(?:有|具有|具备|符合|属于)[^，。；]{2,30})的\S", listed):
            return True
        if bounded and quantity.kind == "rate" and quantity.bound in ("以下", "以内") and re.match(r"[、的](?=\S)", after):
            return True
        if quantity.spelled and not quantity.kind == "rate" and not _verb_before(before) and not re.search(r"(?:至少|每|共|达到?|为|各|不少于)$", before):
            return True
        if quantity.kind == "time":
            return not _is_time_aim(before, after, quantity)
        return False

    # -- one group --------------------------------------------------------------------------------------------------

    def _group(self, segment: Segment, group: _Group, dates: list[DateMention]) -> None:
        left_start = group.left_start
        left = self.masked[left_start : group.start]
        right = self.masked[group.end : group.right_end]
        for rule in (_read_share, _read_change, _read_from_to, _read_object, _read_predicate, _read_named, _read_about, _read_standard):
            if rule(self, segment, group, left_start, left, right, dates):
                return

    def add(
        self,
        segment: Segment,
        group: _Group,
        subjects: tuple[Subject, ...],
        rule: str,
        *,
        change: Comparator | None = None,
        comparator: Comparator | None = None,
        baseline: str | None = None,
        changed: bool = False,
        begin: int | None = None,
        end: int | None = None,
        confidence: float = 0.9,
        told: bool = False,
    ) -> None:
        """Record one statement for each subject with its value (all share the value where there is only one)."""
        start = segment.start if begin is None else begin
        stop = max(group.end, end or 0)
        start, stop = self._trim(start, stop)
        kind = self._kind(segment, told)
        last = group.quantities[-1]
        dates = self._paired_dates(group, subjects)
        for i, subject in enumerate(subjects):
            quantity = group.quantities[i if len(group.quantities) > 1 else 0]
            listed = last.comparator if last.bound else group.quantities[0].comparator
            sign = change or comparator or quantity.comparator or listed or "="
            if change is None and comparator is None and re.search(r"至少|不少于|不低于", self.masked[start : group.start]):
                sign = ">=" if sign == "=" else sign
            self.found.append(
                Statement(
                    start,
                    stop,
                    subject.name,
                    sign,
                    quantity.value,
                    quantity.value_max,
                    quantity.unit,
                    change is not None or changed,
                    baseline,
                    dates[i].value if dates else self._deadline(kind),
                    subject.scope,
                    kind,
                    rule,
                    confidence if not quantity.spelled else confidence - 0.1,
                )
            )
        self.subject = subjects[-1] if len(subjects) == 1 else Subject("、".join(s.name for s in subjects))

    def _paired_dates(self, group: _Group, subjects: tuple[Subject, ...]) -> list[DateMention]:
        """As many dates as values of one subject: 2025年、2026年签约服务率分别提升至80%、90%."""
        if len(group.quantities) < 2 or len({subject.name for subject in subjects}) > 1:
            return []
        dates = [m for m in self.segment_dates if m.role == "deadline" and m.end <= group.start]
        return dates if len(dates) == len(group.quantities) else []

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in "，、,；;：:。 ":
            start += 1
        while end > start and self.text[end - 1] in "，、,；;：: ":
            end -= 1
        return start, end

    def _kind(self, segment: Segment, told: bool = False) -> TargetKind:
        own = self.masked[segment.start : segment.end]
        if _is_standard(own):
            return "standard"
        if self.setting.report or told and self.recurring is None and self.date is None:
            return "result"
        if re.search(r"平均\d", own):
            return "result"
        if _told_words().search(own) and not _future_words().search(own):
            return "result"
        if self.asof is not None and self.date is self.asof:
            return "result"
        return "target"

    # -- brackets and statements without a number ------------------------------------------------------------------

    def _bracket(self, start: int, end: int, earlier: Statement | None) -> None:
        """What brackets add: 不少于3辆/周（全年不少于170辆）, （其中，2017年底前完成50%，…）."""
        inside = self.text[start:end]
        if not re.search(r"不少于|不低于|不超过|达到|其中|完成|以上|以内|力争|确保", inside) or not re.search(r"\d", inside):
            return
        if re.search(r"含|包括|下同|以下简称|南通平均|试运行|试生产", inside):
            return
        subject = earlier.indicator if earlier else None
        deadline = earlier.deadline if earlier else None
        if subject is None:
            begin = max(self.masked.rfind(mark, max(0, start - 80), start) for mark in "。；，")
            subject = re.sub(r"原则上.*$|(?:全部|基本)?完成$", "", clean_subject(self.text[begin + 1 : start - 1]).name)[:30] or None
        setting = replace(self.setting, subject=subject or self.setting.subject, deadline=deadline or self.setting.deadline)
        for statement in read_statements(inside, setting):
            if statement.kind == "standard" or statement.indicator == "":
                continue
            self.aside.append(replace(statement, start=statement.start + start, end=statement.end + start))

    def _without_value(self, segment: Segment, dates: list[DateMention], valued: bool) -> None:
        for rule in (_read_double, _read_coverage, _read_all, _read_class):
            if rule(self, segment, dates, valued):
                return


def _names_a_thing(text: str, mention: DateMention) -> bool:
    """2020年度温室气体排放报告: a year that belongs to what is named, not to when it is due."""
    return bool(re.match(r"度?(?:温室气体|预算|报告|决算|第[一二三四])", text[mention.end : mention.end + 6]))


def _hide(text: str, dates: tuple[DateMention, ...]) -> str:
    """The text with its dates blanked, baselines kept: what is left of a segment is subject and predicate."""
    pieces: list[str] = []
    position = 0
    for mention in dates:
        if mention.role != "baseline" and mention.start >= position:
            pieces += [text[position : mention.start], HIDDEN * (mention.end - mention.start)]
            position = mention.end
    return "".join([*pieces, text[position:]])


# -- wording ------------------------------------------------------------------------------------------------------------


@cache
def _verb_tail() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<verb>{any_of('objects.verbs')})(?:了|出|至少|约|共|累计|首批|不少于|其余|或|未来|的?规模|省级|市级|区级|国家级|省|市|全省|全市|各类|辖区内?)*$"
    )


def _verb_before(before: str) -> bool:
    return bool(_verb_tail().search(before[-16:]))


@cache
def _reach_tail() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<adverbs>(?:{any_of('predicates.adverbs')})*)(?P<verb>{any_of('predicates.reach')})(?P<late>(?:{any_of('predicates.adverbs')})*)$"
    )


@cache
def _change_tail() -> re.Pattern[str]:
    return re.compile(
        rf"(?:实现|保持)?(?P<verb>(?P<increase>{any_of('predicates.increase')})|(?P<decrease>{any_of('predicates.decrease')}))"
        rf"(?:达到|达|了|约|近|超|率达|均|分别|各|不低于|不少于|至少|幅度达?)*$"
    )


@cache
def _pairing() -> re.Pattern[str]:
    return re.compile(rf"(?<![年平人户月日])(?:{any_of('predicates.pairing')})")


_YEARLIKE = r"(?:(?:19|20)\d\d年?(?:同期|全年|度|底|末|年底)?|上一?年度?(?:同期|底|末)?|去年(?:同期|底|末)?|年初|同期|基准年|“?十[二三四]五”?末?)"
@cache
def _incident() -> re.Pattern[str]:
    return re.compile(any_of("kinds.incident"))


@cache
def _told_words() -> re.Pattern[str]:
    return re.compile(any_of("kinds.result"))


@cache
def _future_words() -> re.Pattern[str]:
    return re.compile(any_of("kinds.future"))


_BASELINE = re.compile(
    rf"(?P<whole>[、，]?(?:(?:较之?|相较于?|相比于?)(?P<what>[^，。；、]{{1,14}}?)|(?:比|与|同|对比)(?P<when>{_YEARLIKE})(?:的?[^，。；、]{{0,6}}?))"
    rf"(?:水平)?(?:相比)?|同比|环比|在(?P<basis>{_YEARLIKE}|[^，。；]{{2,8}}?)的?基础上)"
    r"(?=(?:分别|均|各|累计|再|总体|平均|年均|进一步|至少|大幅|明显|逐年)*(?:实现|保持|力争)*(?:同比)?(?:$|增|提|上升|下降|降|减|削|压|缩|净|节|翻|扩|递))"
)


def _conditions(masked: str) -> tuple[tuple[int, int], ...]:
    """Stretches that say when something holds: 对…的，; 对于…的，; 当…的，."""
    found = []
    for match in re.finditer(rf"(?:^|(?<=[。；;，,、：:]))(?:{any_of('kinds.conditions')})[^。；;]{{2,120}}?的(?=，|,|、?[^的，。；]{{0,2}}，)", masked):
        found.append((match.start(), match.end()))
    return tuple(found)


def _is_time_aim(before: str, after: str, quantity: Quantity) -> bool:
    """Times are aims in 具备未来10天…能力, 提前72小时…, 缩短至3个工作日, 控制在30分钟以内; all other times are not."""
    if re.search(r"提前$", before):
        return bool(re.match(r"[^，。]{0,6}(?:预测|预警|预报|发布|完成|建成|完工|投产|投运|实现|达标)", after))
    if "能力" in after and re.search(r"具备|形成|未来", before):
        return True
    return bool(re.search(r"(?:缩短|压缩|减少|压减|控制|降|精简)(?:至|到|在)$", before)) or (
        quantity.full_start < quantity.start and bool(re.search(r"时间(?:均)?$", before))
    )


def _is_standard(segment: str) -> bool:
    return bool(_standard().search(segment))


@cache
def _standard() -> re.Pattern[str]:
    return re.compile(
        r"奖励|补助|补贴|奖补比例|优待金|罚款|处以|一次性|(?<!平均担保)费率|(?<!平均)利率|工程价款|按[^，]{1,24}(?:给予|发放|执行|缴纳|补|收取|计|招聘)"
        r"|给予|^按照?|参照|(?:达到|比率|利用率)\d+%规定|拨付|执行\d+%|(?:每|年度)[^，]{1,16}比例，?制定|分别不低于年度|减按|(?:应当|应|须)不[低高少多]于|每季度考核中"
    )


# -- rules --------------------------------------------------------------------------------------------------------------


_SHARE = re.compile(
    r"^(?P<head>.*)(?<![不得])(?P<sign>不少于|不低于|不高于|不超过|不得高于|不得低于|超过|高于|低于|快于|占|达到|达|完成|为)(?P<of>[^，。；、占]{1,24}?)(?P<de>的)?$"
)


def _read_share(
    reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str, right: str, dates: list[DateMention]
) -> bool:
    """A share of something named: 占陆域面积的18.7%, 不少于总数的20%, 高于贷款平均增速8个百分点."""
    quantity = group.quantities[0]
    if quantity.unit not in ("%", "个百分点", "百分点", "倍") or len(group.quantities) > 1 or right.strip("，。"):
        return False
    match = _SHARE.match(left)
    if match is None or match["of"].startswith(("比", "有")):
        return False
    sign = match["sign"]
    points = "百分点" in quantity.unit
    if points != (sign in ("高于", "快于", "低于") and not match["de"]):
        return False
    if not points and not (match["de"] or sign == "占"):
        return False
    if sign in ("达到", "达", "完成", "为") and not match["de"]:
        return False
    head = match["head"]
    subject = clean_subject(reader.text[left_start : left_start + len(head)])
    if len(subject.name) < 2:
        subject = reader.subject or subject
    of = reader.text[left_start + match.start("of") : left_start + match.end("of")].strip("的")
    if not subject.name and not of:
        return False
    if re.fullmatch(r"(?:比例|比重|比率|比)?", of.strip()) or re.fullmatch(r".{0,6}(?:比例|比重)(?:达|达到|为)?", of):
        return False
    bounds: dict[str, Comparator] = {
        "不少于": ">=", "不低于": ">=", "不得低于": ">=", "不高于": "<=", "不超过": "<=", "不得高于": "<=", "超过": ">", "不得低于": ">=",
    }  # fmt: skip
    if points:
        reader.add(segment, group, (subject,), "差距", comparator=">=", baseline=of, changed=True, begin=left_start)
        return True
    name = f"{subject.name}占{of}比例" if subject.name else f"占{of}比例"
    reader.add(
        segment, group, (Subject(name, subject.scope),), "占比", comparator=bounds.get(sign), baseline=None, begin=left_start
    )
    reader.found[-1] = replace(reader.found[-1], baseline=of if sign in bounds else None)
    reader.subject = subject if subject.name else reader.subject
    return True


def _read_change(
    reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str, right: str, dates: list[DateMention]
) -> bool:
    """A change: 较2020年分别增长30%、13%左右, 同比下降53.2%, 均下降3%, 在2023年的基础上增加50亿元, 净增50亿元, 年均增长5%以上."""
    match = _change_tail().search(left)
    if match is None or re.match(r"[^，。]{3,}", right.lstrip("的")) and not re.match(r"目标|任务", right):
        return False
    head = left[: match.start()]
    quantity = group.quantities[0]
    if match["verb"] in ("新增", "增速", "增幅", "减排", "提速", "扩大") or match["verb"] in ("降", "减", "增", "节约") and quantity.kind == "count":
        if match["verb"] in ("增速", "增幅"):
            return _read_rate_of_change(reader, segment, group, left_start, left)
        return False
    if quantity.kind == "count" and match["verb"] in ("增加",) and not clean_subject(head).name:
        return False
    baseline, head = _baseline_of(reader, head, dates, left_start)
    if baseline is None and reader.base_sentence == segment.sentence:
        baseline = reader.base
    reader.base, reader.base_sentence = baseline, segment.sentence
    pairing = _pairing().search(left[len(head) - 3 if len(head) > 3 else 0 :]) or _pairing().search(left[-12:])
    raw = reader.text[left_start : left_start + len(head)]
    subjects = _subjects(reader, raw, group, pairing.group() if pairing else None)
    if not subjects:
        return False
    sign: Comparator = "increase" if match["increase"] else "decrease"
    reader.add(segment, group, subjects, "变化", change=sign, baseline=baseline, begin=left_start)
    return True


def _read_rate_of_change(reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str) -> bool:
    """A named rate of change: 旅游接待人数年均增幅10%以上."""
    subject = clean_subject(reader.text[left_start : left_start + len(left)])
    if len(subject.name) < 4:
        return False
    sign = group.quantities[0].comparator
    reader.add(segment, group, (subject,), "增幅", comparator=sign or "increase", changed=True, begin=left_start)
    return True


def _baseline_of(reader: _Reader, head: str, dates: list[DateMention], offset: int) -> tuple[str | None, str]:
    """The baseline that a predicate names, and the text before it: 较2020年 is `2020`, 同比 the year before."""
    match = None
    for match in _BASELINE.finditer(head):
        pass
    if match is None:
        return None, head
    before = head[: match.start()]
    year = reader.date.year if reader.date and reader.date.year else reader.setting.year
    what = match["what"] or match["when"] or match["basis"]
    if what is None or re.fullmatch(r"上年(?:同期|底|末)?|去年(?:同期|底|末)?|上一年(?:同期)?|上年度", what):
        half = re.search(r"[上下]半年|[一二三四]季度", reader.original[max(0, offset - 40) : offset + len(head)])
        if year is not None and (what is not None or reader.date is not None):
            return (f"{year - 1}年{half.group()}" if half and what is None else str(year - 1)), before
        return "上年同期", before
    named = re.fullmatch(r"((?:19|20)\d\d)年?(?:全年|度)?(?:同期)?(?:的)?", what)
    if named:
        return named[1], before
    return what.removesuffix("的"), before


def _subjects(reader: _Reader, raw: str, group: _Group, pairing: str | None) -> tuple[Subject, ...]:
    """The subjects of a predicate: parted by the number of values, by 均 or 各, or one; carried over where none is named."""
    name = clean_subject(raw).name
    if len(name) < 2 or re.fullmatch(r"(?:比例|比率|占比|分别)?", name) and reader.subject:
        if reader.subject is None:
            return ()
        carried = Subject(reader.subject.name, reader.subject.scope)
        return (carried,) * len(group.quantities) if len(group.quantities) > 1 else (carried,)
    if re.fullmatch(r"(?:其他|其余|各)(?:区镇|镇|区|县|街道|地区|乡镇|板块).{0,4}", name) and reader.subject:
        return (Subject(reader.subject.name, name),)
    if re.fullmatch(r"余额|规模|增量|总量|总额|金额|(?:建成)?数量", name):
        return (Subject(_before_comma(reader) + name),)
    if len(group.quantities) > 1:
        subjects = part_subjects(raw, len(group.quantities))
        if len(subjects) == 1:
            return subjects * len(group.quantities)
        return subjects
    if pairing in ("均", "各", "都", "分别"):
        return part_subjects(raw, None)
    return part_known(raw)


def _read_from_to(
    reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str, right: str, dates: list[DateMention]
) -> bool:
    """由14平方公里扩大至1500平方公里, 从60%提高到80%: the first value is the baseline of the second."""
    own = reader.masked[segment.start : group.start]
    if re.search(r"(?:由|从)[^，]{0,12}$", own) and re.match(r"[^，]{0,4}(?:扩大|提高|提升|增加|增长|上升|降|下降|减少|压减|缩短)[^，]{0,2}(?:至|到)", right):
        return True  # read with the value that follows
    match = re.search(r"(?:由|从)(?P<from>[^，]{1,24}?)(?:扩大|提高|提升|增加|增长|上升|下?降低?|减少|压减|缩短)(?:至|到)$", own)
    if match is None:
        return False
    head = own[: match.start()]
    subjects = _subjects(reader, reader.text[segment.start : segment.start + len(head)], group, None)
    if not subjects:
        return False
    base = reader.text[segment.start + match.start("from") : segment.start + match.end("from")]
    number = re.search(r"\d.*$", base)
    reader.add(segment, group, subjects, "由至", baseline=number.group() if number else base)
    return True


_NOUN_STOP = re.compile(r"，|,|；|并(?=[^购轨网])|以(?=促|推|带|提)|用于|(?<!建)成为|等?[方工]面")


def _read_object(
    reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str, right: str, dates: list[DateMention]
) -> bool:
    """A verb with a counted object behind the number: 完成1699个VOCs治理项目, 至少建成1个生态安全缓冲区, 形成30万吨/年…能力."""
    noun_end = _NOUN_STOP.search(right)
    noun = right[: noun_end.start()] if noun_end else right
    noun_text = reader.text[group.end : group.end + len(noun)]
    if noun in ("共", "合计", "共计", "总计", "、共") and group.right_end < segment.end:
        reader.twin = group
        return True
    if reader.twin is not None and left in ("共", "合计", "共计", "总计", "、共"):
        return _read_twins(reader, segment, group, noun_text)
    if len(noun.strip("的")) < 2 or re.match(r"(?:全覆盖|左右|以上|水平|目标|任务|的?要求|规定|大关|标准$)", noun):
        return False
    quantity = group.quantities[0]
    if len(group.quantities) > 1 or quantity.spelled and quantity.value < 2 and not re.search(r"至少|不少于", left):
        return False
    if reader.text[group.end : group.end + 1] in ("（", "(") and not noun.strip("□"):
        return False
    if quantity.kind == "count" and re.search(rf"(?:{any_of('objects.not_counted')})", noun[:12]) and not noun.startswith("□"):
        return True
    if quantity.kind == "time" and "能力" not in noun:
        return left.endswith("提前") and _read_lead_time(reader, segment, group, left_start, noun_text)
    verb = _verb_tail().search(left)
    if quantity.unit == "倍" and re.match(r"(?:的)?(?:减量|等量|削减|增量)?(?:置换|替代)", noun):
        return _read_multiple(reader, segment, group, left_start, left, noun_text)
    partly = quantity.kind == "rate" and "完成" in left and noun.endswith(("任务", "工作"))
    if verb is None and not partly and not re.search(r"至少|不少于$|每(?:年|月|周|季度|个)?$", reader.masked[left_start : quantity.start]):
        if not _opens_with_verb(left, quantity):
            return False
    if quantity.spelled and (len(noun.strip("的")) < 3 or set(str(reader.text[quantity.start])) <= set("千百")):
        return True
    if re.match(r"(?:全部|均|已|正在|必须|应|要|须|实现|达到|完成)", noun):
        return False
    if quantity.kind == "measure":
        plain = noun.strip("的□，")
        if not re.search(rf"(?:{any_of('objects.measured_endings')})$", plain):
            return not reader.setting.report
    if quantity.kind == "rate":
        return _read_part_done(reader, segment, group, left_start, left, noun_text)
    name = _count_name(noun_text.strip("的"), quantity, verb["verb"] if verb else "")
    begin = left_start
    reader.add(segment, group, (Subject(name, _scope_in(reader, left_start, left)),), "动宾", begin=begin, end=group.end + len(noun))
    return True


def _opens_with_verb(left: str, quantity: Quantity) -> bool:
    """Whether a verb at the front of the segment governs the number: 推进省80项…, 拆除…保护区范围内4个码头, 力争5家企业通过考评."""
    if re.search(r"(?:力争|确保|争取|力促)(?:再有|有|再)?$", left):
        return True
    opening = re.match(
        rf"^(?:{HIDDEN}|[前底，]|有序|积极|深入|加快|全面|稳步|大力|计划|力争|确保|继续)*(?:{any_of('objects.verbs')})(?P<rest>.{{0,30}})$", left
    )
    if opening is None or re.search(r"[在对将由以与向为]|通过|督促|根据", left):
        return False
    rest = opening["rest"]
    return len(rest) <= 8 and "的" not in rest or rest.endswith(("等", "内", "上")) or quantity.kind == "measure"


def _read_twins(reader: _Reader, segment: Segment, group: _Group, noun: str) -> bool:
    """Two measures of one object: 完成3台共198万千瓦燃煤机组供热改造."""
    first, reader.twin = reader.twin, None
    if first is None or len(noun) < 2:
        return False
    end = group.end + len(noun)
    counted = _count_name(noun, first.quantities[0], "")
    measured = _count_name(noun, group.quantities[0], "")
    reader.add(segment, first, (Subject(counted),), "双量", begin=first.left_start, end=end)
    reader.add(segment, group, (Subject(measured if measured != noun else f"{noun}规模"),), "双量", begin=first.left_start, end=end)
    return True


def _read_multiple(reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str, noun: str) -> bool:
    """How many times over: 对钢铁行业耗煤实行煤炭消费量2倍或以上减量替代."""
    of = re.search(r"(?:实行|实施|执行|按照?)(?P<what>[^，]*)$", left)
    what = reader.text[group.start - len(of["what"]) : group.start] if of else ""
    reader.add(segment, group, (Subject(f"{what.removesuffix('的')}{noun}倍数"),), "倍数", begin=left_start, end=group.end + len(noun))
    return True


def _read_lead_time(reader: _Reader, segment: Segment, group: _Group, left_start: int, noun: str) -> bool:
    """提前72小时精准预测臭氧污染等级: how long before."""
    reader.add(segment, group, (Subject(f"{noun}提前量"),), "提前量", begin=left_start, end=group.end + len(noun), confidence=0.8)
    return True


def _read_part_done(reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str, noun: str) -> bool:
    """完成60%的小区和单位清运点整治任务, 城市建成区60%以上面积建成“达标区”: the share of something that is done."""
    done = re.match(r"(?:的)?(?P<what>.{1,12}?)(?:建成|达到|实现|完成|纳入)(?P<as>.+)$", noun)
    subject = clean_subject(reader.text[left_start : left_start + len(left)])
    if done and not _verb_tail().search(left):
        name = f"{done['as']}{done['what']}占比"
        scope = subject.scope or subject.name or None
    else:
        name, scope = f"{noun.strip('的')}完成比例", subject.scope
    reader.add(segment, group, (Subject(name, scope),), "部分", begin=left_start, end=group.end + len(noun))
    return True


def _scope_in(reader: _Reader, left_start: int, left: str) -> str | None:
    raw = clean_subject(reader.text[left_start : left_start + len(left)])
    return raw.scope


def _count_name(noun: str, quantity: Quantity, verb: str) -> str:
    """Name what is counted or measured: VOCs治理项目 + 个 → VOCs治理项目数, 造林 + 亩 → 造林面积."""
    noun = re.sub(r"[（(][^（）()]*[）)]$", "", noun.strip("的、，"))
    noun = "新增" + noun.removesuffix("新增") if noun.endswith("新增") else noun
    unit = quantity.unit.lstrip("十百千万亿")
    if quantity.kind == "count":
        if re.search(r"(?:数|数量|量|人次|总数|户数|规模|件数)$", noun):
            return noun
        if unit.startswith(("次", "场", "轮", "批次")):
            return noun + ("次数" if unit.startswith("次") else "场次" if unit.startswith("场") else "数")
        if unit == "人次":
            return noun + "人次"
        if unit.startswith("户") and not noun.endswith("户"):
            return noun + "户数"
        return noun + "数"
    if quantity.kind == "measure" and "/" not in unit:
        if re.match(r"亩|公顷|平方", unit) and not re.search(r"(?:面积|率|规模|量)$", noun):
            return noun + "面积"
        if re.match(r"公里|千米|延长米", unit) and not re.search(r"(?:长度|里程|距离)$", noun):
            return noun + "长度"
        if re.match(r"元|美元", unit) and not re.search(r"(?:额|资金|收入|产值|规模|投资|费用|贷款|总量|增加值|余额|量|资|成本|税|利润)$", noun):
            return noun + "额"
        if re.match(r"吨|立方|方|千瓦时|度", unit) and not re.search(r"(?:量|能力|产能|规模|容量|总量|产量)$", noun):
            return noun + "量"
    return noun


def _stated_end(reader: _Reader, group: _Group, right: str) -> int:
    """Where a statement ends: behind the words after its value, a bracket left out."""
    if reader.text[group.end : group.end + 1] in ("（", "("):
        return group.end
    return group.end + len(right.rstrip("，"))


def _before_comma(reader: _Reader) -> str:
    """What the segment before was about, where this one only says how many: …缓冲带建设，争取至少建成1个."""
    before = reader.previous
    if before is None or before.sentence != reader.sentence:
        return ""
    name = clean_subject(re.sub(r"[□◇]+", "", reader.masked[before.start : before.end])).name
    verbs = list(re.finditer(rf"(?:{any_of('objects.verbs')}|单列|落实|加快|鼓励|引导|支持)(?=.{{3,}})", name))
    return name[verbs[-1].end() :] if verbs and len(name) - verbs[-1].end() >= 3 else name[-12:]


def _without_verb(verb: str, rest: str) -> str:
    """An object without its verb, kept where the verb says what is counted (新增上市公司) or little is left (累放贷款)."""
    if verb in ("新增", "增加", "增设", "新建", "净增", "减少", "压减"):
        return verb + rest
    return verb + rest if len(rest) < 3 and verb not in ("完成", "实现", "达到", "建设", "建成", "推进") else rest


_TAIL_ONLY = re.compile(r"(?:的?目标|的?水平|的?要求|任务|大关|标准|的?规模|等|全覆盖|全处理|全收集|全达标|、|□|的?优良水平|内|之间|，)*$")


def _read_predicate(
    reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str, right: str, dates: list[DateMention]
) -> bool:
    """Subject, verb, value: 秸秆综合利用率达95%以上, 目标分别为100%、83.3%, 稳定在92%以上, 提升至75%、65%, 数量累计突破120万个."""
    if not _TAIL_ONLY.fullmatch(right):
        return False
    match = _reach_tail().search(left)
    quantity = group.quantities[0]
    bound = reader.masked[quantity.full_start : quantity.start]
    if match is None and not bound:
        return False
    if match is not None and match["verb"] in ("有", "在", "应", "须", "要", "需", "完成", "确保", "力争", "争取", "实现", "至", "到", "不得", "执行", "占"):
        if match["verb"] in ("完成", "实现") and len(clean_subject(left[: match.start()]).name) < 2:
            match = None
        elif match["verb"] in ("至", "到", "在") and quantity.kind == "count":
            return False
    head = left[: match.start()] if match else left
    baseline, head = _baseline_of(reader, head, dates, left_start)
    pairing = _pairing().search((match["adverbs"] + (match["late"] or "")) if match else left[-3:])
    raw = reader.text[left_start : left_start + len(head)]
    name = clean_subject(raw).name
    if quantity.kind in ("count", "measure"):
        verb = re.match(rf"^(?:{any_of('subjects.lead_ins')})*(?P<verb>{any_of('objects.verbs')})(?P<rest>.{{2,}})$", clean_subject(raw).name)
        if verb and not re.match(r"率|比例|能力|的|量", verb["rest"]):
            raw = name = _without_verb(verb["verb"], verb["rest"])
    if match is not None and quantity.kind == "rate" and len(name) < 2 and match["verb"] in ("完成", "实现"):
        return False
    if re.fullmatch(r"完成|实现|达到", name):
        if reader.subject is None:
            return True
        raw = f"{reader.subject.name}完成比例"
    if quantity.kind == "count" and reader.subject is not None and re.fullmatch(any_of("objects.verbs"), name):
        reader.noun = re.sub(r"数$", "", reader.subject.name)
        raw = f"{name}的{reader.noun}"
    subjects = _subjects(reader, raw, group, pairing.group() if pairing else None)
    if not subjects:
        return False
    if right.startswith("全覆盖") and quantity.unit == "%":
        subjects = tuple(Subject(s.name + "覆盖率", s.scope) for s in subjects)
    if quantity.kind in ("count", "measure"):
        subjects = tuple(Subject(_count_name(s.name, quantity, ""), s.scope) for s in subjects)
    if re.match(r"全(?!覆盖)", right) and quantity.unit == "%":
        subjects = tuple(Subject(f"{s.name}{re.split('[、，]', right[1:])[0]}率", s.scope) for s in subjects)
    told = quantity.kind == "count" and match is not None and match["verb"] in ("有", "为", "是") and not re.search(r"目标|任务|力争|确保|争取", left)
    reader.add(segment, group, subjects, "主谓", told=told, baseline=baseline, begin=left_start, end=_stated_end(reader, group, right))
    return True


def _read_named(
    reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str, right: str, dates: list[DateMention]
) -> bool:
    """A noun right before its value, with or without a verb in front: 林木覆盖率18%, 完成造林50亩, 创建绿色工厂30家, 3A级景区10家以上."""
    if not _TAIL_ONLY.fullmatch(right):
        return False
    raw = reader.text[left_start : group.start]
    pairing = re.search(r"(各|均|分别)$", left)
    subject = clean_subject(raw.removesuffix(pairing.group()) if pairing else raw)
    name = subject.name
    quantity = group.quantities[0]
    if re.fullmatch(any_of("objects.verbs"), name) and quantity.kind == "count":
        name = _before_comma(reader)
        if len(name) < 3:
            return False
    if re.fullmatch(r"(?:余额|规模|增量|数量|总量|面积|金额|总额|产值)", name) and not reader.subject:
        name = _before_comma(reader) + name
    if len(name) < 2:
        return _read_carried(reader, segment, group, left_start, left)
    if quantity.spelled and quantity.value < 2 and not re.search(r"至少|不少于", left):
        return False
    verb = re.match(rf"^(?P<verb>{any_of('objects.verbs')})(?P<rest>.{{2,}})$", name)
    stripped = name
    if verb and quantity.kind != "rate" and not re.match(r"率|比例|能力|的|量|面积|总", verb["rest"]):
        stripped = _without_verb(verb["verb"], verb["rest"])
    if right.startswith("全覆盖"):
        stripped = f"{stripped}覆盖率"
    if quantity.kind == "rate" and not re.search(
        r"(?:率|比例|比重|占比|比|度|水平|面积|份额|覆盖面|覆盖|增幅|增速|幅度|排放量|比率|总量|目标|标准化|量|系数|安装|走访|强度|指数)$",
        re.sub(r"[（(][^（）()]*[）)]$", "", stripped),
    ):
        return False
    if re.search(r"[的在对由把将]$", stripped):
        return False
    scope = subject.scope
    if len(group.quantities) > 1 or pairing:
        parted = part_subjects(stripped, len(group.quantities) if len(group.quantities) > 1 else None)
        subjects = tuple(Subject(_count_name(s.name, quantity, ""), s.scope or scope) for s in parted)
        if len(subjects) == 1 and len(group.quantities) > 1:
            subjects = subjects * len(group.quantities)
    elif quantity.kind == "rate":
        subjects = part_known(stripped)
        subjects = tuple(Subject(s.name, s.scope or scope) for s in subjects)
    else:
        subjects = (Subject(_count_name(clean_subject(stripped).name, quantity, ""), scope),)
    reader.add(segment, group, subjects, "名数", begin=left_start, end=_stated_end(reader, group, right), confidence=0.85)
    return True


def _read_carried(reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str) -> bool:
    """A value whose subject stands in the segment before: 2018年达80%, 2019年100%."""
    if reader.subject is None or group.quantities[0].spelled:
        return False
    if left.strip("，、其中到至年末底达为") and not re.search(r"至少|力争|确保|不少于|不低于|达", left):
        return False
    reader.add(segment, group, (reader.subject,) * len(group.quantities), "承前", begin=left_start, confidence=0.75)
    return True


def _read_about(
    reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str, right: str, dates: list[DateMention]
) -> bool:
    """What happens to so many: 32项已经完成整改, 602家企业纳入名录 (in reports); 其余5家必须在6月底前全部关闭; 60%以上面积建成…."""
    quantity = group.quantities[0]
    if len(group.quantities) > 1 or not right.strip("，的"):
        return False
    text = reader.text[group.end : group.right_end]
    if quantity.unit == "%" and re.match(r"(?:的)?.{1,12}?(?:建成|达到|实现|完成|纳入)", text):
        return _read_part_done(reader, segment, group, left_start, left, text)
    state = re.match(rf"(?:{HIDDEN}|已经?|正在|必须|须|应|要|将|均|全部|在(?={HIDDEN}))+(?P<done>.{{2,16}})", text)
    if state and quantity.kind == "count":
        if not reader.setting.report and not re.search(r"必须|全部|要|应|须", text):
            return False
        for mention in dates:
            if group.end <= mention.start < group.right_end:
                reader._note(mention)
        noun = reader.noun or (re.sub(r"数$", "", reader.subject.name) if reader.subject else clean_subject(left).name)
        done = re.sub(r"过程中$", "中", state["done"]).strip("，")
        done = ("已" if "已" in text[:2] else "") + re.sub(r"^(?:全部|均)", "", done)
        name = f"{done}的{noun}数" if noun else f"{done}数"
        reader.add(segment, group, (Subject(name),), "状态", begin=left_start, end=group.right_end, confidence=0.75)
        return True
    if not reader.setting.report or quantity.kind not in ("count", "measure"):
        return False
    if quantity.spelled and quantity.value < 4:
        return False
    if re.search(r"^在?$", left) and re.search(r"中$", text):
        reader.noun = text.removesuffix("中")
        name = _count_name(reader.noun, quantity, "")
    else:
        name = _count_name(_told(clean_subject(reader.text[left_start : group.start]).name, text, quantity), quantity, "")
    reader.add(segment, group, (Subject(name),), "提及", begin=left_start, end=group.right_end, confidence=0.6)
    return True


def _read_standard(
    reader: _Reader, segment: Segment, group: _Group, left_start: int, left: str, right: str, dates: list[DateMention]
) -> bool:
    """A rate or price that applies each time: 按普惠小微贷款余额增量的2%给予激励资金, 已毕业的按照50%发放奖励金."""
    own = reader.masked[segment.start : segment.end]
    quantity = group.quantities[0]
    if not _is_standard(own) or quantity.kind == "time" or quantity.kind == "count":
        return False
    before = clean_subject(reader.text[left_start : group.start]).name.removesuffix("的")
    if before in ("按", "按照", "给予") and reader.previous is not None and reader.previous.sentence == segment.sentence:
        before = reader.text[reader.previous.start : reader.previous.end].strip("，；;、") + before
    after = reader.text[group.end : group.right_end].strip("，。的")
    name = f"{before}{after}"[:40] or (reader.subject.name if reader.subject else "")
    if len(name) < 2:
        return False
    reader.add(segment, group, (Subject(name),) * len(group.quantities), "标准", begin=left_start, end=group.right_end, confidence=0.6)
    return True


def _told(before: str, text: str, quantity: Quantity) -> str:
    """Name what a report counts: 信访件已全部办结 → 办结的信访件, 对40人次进行问责处理 → 问责处理, 企业纳入名录 as it stands."""
    text = text.strip("，。")[:30]
    acted = re.match(r"(?:进行|实行|实施|开展)(?P<act>.+)$", text)
    if acted:
        return acted["act"]
    state = re.match(r"(?P<noun>.+?)(?:均|已经?|全部)+(?P<done>.{2,8})$", text)
    if state:
        return f"{state['done']}的{state['noun']}"
    return (before if quantity.kind == "measure" and not before.startswith("对") else "") + text


def _read_double(reader: _Reader, segment: Segment, dates: list[DateMention], valued: bool) -> bool:
    """翻一番 is an increase of 100 %, 翻两番 of 300 %: 岸电使用量较2020年翻一番."""
    own = reader.masked[segment.start : segment.end]
    match = re.search(r"(?:实现|力争|较之?前)*(?P<double>翻(?P<times>一|两|二|三)?番)", own)
    if match is None:
        return False
    baseline, head = _baseline_of(reader, own[: match.start()], dates, segment.start)
    subject = clean_subject(reader.text[_after_dates(segment.start, len(head), dates) : segment.start + len(head)])
    if len(subject.name) < 2:
        if reader.subject is None:
            return False
        subject = reader.subject
    times = {"一": 1, "两": 2, "二": 2, "三": 3}.get(match["times"] or "一", 1)
    _record(
        reader, segment, subject, "翻番", Decimal(2**times * 100 - 100), "%", "increase", segment.start, segment.start + match.end(),
        change=True, baseline=baseline,
    )  # fmt: skip
    return True


def _after_dates(start: int, length: int, dates: list[DateMention]) -> int:
    """Where the text behind the last date of a segment's front begins."""
    for mention in dates:
        if mention.role != "baseline" and mention.end <= start + length and mention.start >= start:
            start, length = mention.end, length - (mention.end - start)
    return start


def _record(
    reader: _Reader,
    segment: Segment,
    subject: Subject,
    rule: str,
    value: Decimal | str,
    unit: str,
    comparator: Comparator,
    start: int,
    end: int,
    *,
    change: bool = False,
    baseline: str | None = None,
    confidence: float = 0.85,
) -> None:
    start, end = reader._trim(start, end)
    kind = reader._kind(segment)
    reader.found.append(
        Statement(
            start, end, subject.name, comparator, value, None, unit, change, baseline, reader._deadline(kind), subject.scope, kind, rule, confidence
        )
    )  # fmt: skip
    reader.subject = subject


@cache
def _full_coverage() -> re.Pattern[str]:
    return re.compile(rf"(?P<basic>基本)?(?:实现|达到|做到)?(?:{any_of('coverage.full')})(?P<tail>.*)$")


def _is_scope(text: str) -> bool:
    return clean_subject(text + "之内").scope is not None


def _read_coverage(reader: _Reader, segment: Segment, dates: list[DateMention], valued: bool) -> bool:
    """全覆盖 is 100 %: 实现封闭式料仓全覆盖, 港口渔船污染防治设施实现全覆盖, 对…单位实施全覆盖检查, 自动监测监控全覆盖、全达标."""
    own = reader.masked[segment.start : segment.end]
    match = _full_coverage().search(own)
    if match is None or reader.setting.report:
        return False
    tail = match["tail"]
    check = re.match(rf"(?:的)?(?P<check>(?:{any_of('coverage.checks')}))$", tail)
    if tail and not check and not re.match(r"、|(?:的)?(?:目标|要求|格局)?$", tail):
        return False
    begin = _after_dates(segment.start, match.start(), dates)
    raw = reader.text[begin : segment.start + match.start()]
    target = re.match(r".*?对(?P<what>.+?)(?:实施|开展|进行|实行)$", raw)
    if target:
        raw = target["what"]
    within = re.match(r"(?P<where>.{2,8}?)(?:基本)?(?:实现|完成)(?P<what>.{3,})$", raw.replace(HIDDEN, ""))
    if within and not clean_subject(within["where"]).name.endswith(("率", "设施")):
        raw = within["where"] + within["what"] if _is_scope(within["where"]) else within["what"]
    subject = clean_subject(re.sub(r"(?:实施|开展|进行|实行|的|实现)$", "", raw))
    if re.search(r"范围内?$|^(?:城区|市区|全市|全区|区域|领域)$", subject.name):
        subject = Subject(_before_comma(reader), subject.name)
    if len(subject.name) < 2:
        if reader.subject is None or not dates:
            return False
        subject = Subject(re.sub(r"覆盖率$", "", reader.subject.name), reader.subject.scope)
    subject = Subject(re.sub(r"^\d+(?:个|家|项|座|处|条)", "", subject.name), subject.scope)
    name = subject.name + (check["check"] if check else "") + "覆盖率"
    name = name if not subject.name.endswith("率") else subject.name
    _record(
        reader, segment, Subject(name, subject.scope), "全覆盖", Decimal(100), "%", "~" if match["basic"] else "=",
        begin, segment.start + match.end() - len(tail) + (len(tail) if check else 0),
    )  # fmt: skip
    return True


@cache
def _all_done() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<subject>.*?)(?P<all>全部|100%)(?P<verb>{any_of('coverage.completed')})(?P<object>.*)$"
    )


def _read_all(reader: _Reader, segment: Segment, dates: list[DateMention], valued: bool) -> bool:
    """全部 with a verb is 100 %: 重点企业全部完成检验性演练, 11月底前全部完工."""
    own = reader.masked[segment.start : segment.end]
    match = _all_done().match(own)
    if match is None or reader.setting.report or _is_standard(own):
        return False
    begin = _after_dates(segment.start, match.end("subject"), dates)
    subject = clean_subject(reader.text[begin : segment.start + match.end("subject")])
    dated = any(mention.role == "deadline" and mention.start <= segment.start + match.start("all") for mention in dates)
    if len(subject.name) < 2 and not dated:
        return False
    if re.search(r"[的将把对]$|其余|未", own[: match.end("subject")]) and not re.match(r".*?[将对把].+", own):
        return False
    thing = re.match(r"[^，；、]{0,30}", match["object"])
    end = segment.start + match.end("verb") + (thing.end() if thing else 0)
    verb, obj = match["verb"], reader.text[segment.start + match.end("verb") : end]
    subject = clean_subject(re.sub(r"^(?:将|把|对)", "", subject.name))
    _record(reader, segment, Subject(f"{subject.name}{verb}{obj}比例", subject.scope), "全部", Decimal(100), "%", "=", begin, end, confidence=0.7)
    return True


_CLASS = re.compile(
    r"(?P<subject>.*?)(?:均|总体|稳定|全部|保持|分别)*(?P<verb>达到或优于|不低于|优于|达到|达|保持在|稳定在|保持)(?:国家)?(?:地表水环境质量标准|地表水)?"
    r"(?P<class>[ⅠⅡⅢⅣⅤ]|[IV]{1,3}|[一二三四五])类(?:水?质?标准)?(?P<more>及?以上)?(?:标准|水质|水质标准|水标准)?$"
)


def _read_class(reader: _Reader, segment: Segment, dates: list[DateMention], valued: bool) -> bool:
    """Water classes: 水质达到Ⅲ类及以上. The value is the class."""
    own = reader.masked[segment.start : segment.end]
    match = _CLASS.match(own)
    if match is None or reader.setting.report:
        return False
    begin = _after_dates(segment.start, match.end("subject"), dates)
    subject = clean_subject(reader.text[begin : segment.start + match.end("subject")])
    subject = Subject(re.sub(r"^\d+个", "", subject.name), subject.scope)
    if len(subject.name) < 2:
        return False
    at_least = bool(match["more"]) or "优于" in match["verb"] or "不低于" in match["verb"]
    _record(
        reader, segment, subject, "水质类别", match["class"], "类", ">=" if at_least else "=", begin, segment.start + match.end()
    )
    return True
