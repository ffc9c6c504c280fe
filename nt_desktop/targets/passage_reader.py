"""Walks over the segments of a passage, tries the rules at every group of values, and carries subject and date along.

Dates hold to the end of their sentence, 截至… to the end of the passage, 每年… for their own segment; sentences
numbered inside a paragraph (（1）…。（2）…。) keep the date of the sentence that introduces them, one that begins with
其中 that of the one before, and in a paragraph of goals the date that opens it holds to its end. A subject is carried
from one segment to the next inside a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from nt_desktop.model import Comparator, TargetKind
from nt_desktop.targets.asides import adds, aside_setting, named_parts
from nt_desktop.targets.baselines import read_baseline
from nt_desktop.targets.carried import Before, completed_name
from nt_desktop.targets.conditions import condition_stretches, holds_at
from nt_desktop.targets.deadlines import DateMention
from nt_desktop.targets.introductions import (
    actor_of,
    adjusted_subject,
    charge_of,
    fuller_name,
    listed_noun,
    object_of,
    payment_of,
    purpose_behind,
    quoted_in,
)
from nt_desktop.targets.kinds import comes_later, promises, promises_goals, sets_standard, tells
from nt_desktop.targets.passage_dates import DateQueue, built_by, hide_dates, opens_goals, paired_dates, passage_dates
from nt_desktop.targets.quantities import Quantity
from nt_desktop.targets.segments import WITHOUT_NUMBER, Segment, read_passage
from nt_desktop.targets.statement import Group, Payment, Setting, Site, Statement
from nt_desktop.targets.subjects import ITEM_LABEL, Subject, clean_subject, trimmed
from nt_desktop.targets.value_groups import value_groups

Rule = Callable[["PassageReader", Site], bool]
SilentRule = Callable[["PassageReader", Segment, tuple[DateMention, ...]], bool]


class PassageReader:
    """Reads one passage. Rules read `text` and `masked` (dates blanked), and record what they find with `add`."""

    def __init__(self, text: str, setting: Setting, start: int = 0) -> None:
        self.setting = setting
        self.passage = read_passage(text, start)
        self.original = self.passage.masked
        self.dates = passage_dates(self.passage, setting.year) if self.passage.segments else ()
        self.text = hide_dates(text, self.dates)
        self.masked = hide_dates(self.original, self.dates)
        self.subject: Subject | None = None
        self.together: tuple[Subject, ...] = ()  # the subjects of the last statement with several values
        self.noun: str | None = None  # what 其余, 32项 count
        self.paid: Payment | None = None  # what is paid, for rates that do not say it
        self.twin: Group | None = None  # 3台 before 共198万千瓦
        self.base: tuple[int, str | None] = (-1, None)  # the last baseline and its sentence
        self.date: DateMention | None = None
        self.recurring: DateMention | None = None
        self.recurred: tuple[int, DateMention | None] = (-1, None)  # the last 每年 and its sentence
        self.asof: DateMention | None = None
        self.actor: tuple[int, str | None] = (-1, None)  # 各区镇 that are to do all in a sentence
        self.promised = -1  # the sentence that says that it states goals: 今年的主要目标是：
        self.opening: DateMention | None = None  # the date that opens a paragraph of goals
        self.since = -1  # the sentence that tells of a time up to now: 2020年以来
        self.previous: Segment | None = None
        self._earlier: list[Segment] = []  # the segments of the sentence read so far
        self._in_words = WITHOUT_NUMBER.search(self.masked) is not None
        self._stretches = condition_stretches(self.masked) if self.passage.segments else ()
        self._segment_dates: tuple[DateMention, ...] = ()
        self._sentence = -1
        self.found: list[Statement] = []

    def read(self, rules: tuple[Rule, ...], silent_rules: tuple[SilentRule, ...]) -> tuple[Statement, ...]:
        """Try the rules at every group of values, the silent ones where a segment has no statement yet."""
        dates = DateQueue(self.dates)
        for segment in self.passage.segments:
            if segment.sentence != self._sentence:
                self._begin_sentence(segment)
            self._read_segment(segment, dates.until(segment.end), rules, silent_rules)
            self.previous = segment
            self._earlier.append(segment)
        aside = list(self._read_brackets(rules, silent_rules))
        return tuple(sorted([*self.found, *aside], key=lambda statement: (statement.start, statement.end)))

    def _begin_sentence(self, segment: Segment) -> None:
        continued = ITEM_LABEL.match(self.text, segment.start) or self.text.startswith("其中", segment.start)
        self._sentence = segment.sentence
        self._earlier = []
        self.date = self.date if continued else self.opening
        self.subject = Subject(self.setting.subject) if self.setting.subject else None
        self.noun = None

    def _read_segment(
        self,
        segment: Segment,
        dates: tuple[DateMention, ...],
        rules: tuple[Rule, ...],
        silent_rules: tuple[SilentRule, ...],
    ) -> None:
        before = len(self.found)
        self._segment_dates = dates
        self.twin = None
        if self.text[segment.start - 1 : segment.start] not in ("、", "和", "及", "与"):
            self.recurring = None
        position = left_start = segment.start
        groups = value_groups(self.masked, segment, self._stretches) if segment.quantities else ()
        for group in groups:
            group = Group(group.quantities, left_start, group.right_end)
            if dates:
                self.note(dates, position, group.start)
            position = group.end
            left = self.masked[group.left_start : group.start]
            right = self.masked[group.end : group.right_end]
            site = Site(segment, group, left, right, dates)
            if any(rule(self, site) for rule in rules):
                left_start = group.end  # what no rule reads stays part of the text: 公交站点500米覆盖率达100%
        if dates:
            self.note(dates, position, segment.end)
        self._introduce(segment, dates)
        unread = len(self.found) == before
        if unread and dates and not segment.quantities and self._follows_statement():
            self.found[-1] = built_by(self.found[-1], self.masked[segment.start : segment.end], dates)
        unread = unread and self._in_words
        if unread and WITHOUT_NUMBER.search(self.masked, segment.start, segment.end):
            any(rule(self, segment, dates) for rule in silent_rules)

    def _introduce(self, segment: Segment, dates: tuple[DateMention, ...]) -> None:
        """What a segment says for those behind it: 垃圾分类覆盖率：2023年达到85%, 以2020年为基准，…下降18%.

        Also what is paid (发放奖励金，…), for the rates behind it.
        """
        if self.masked[segment.end : segment.end + 1] in ("：", ":") and not segment.quantities:
            if self.setting.report and promises_goals(self.text[segment.start : segment.end]):
                self.promised = segment.sentence
            subject = clean_subject(self.text[segment.start : segment.end])
            if _INDICATOR.search(subject.name):
                self.subject = subject
        elif adjusted := adjusted_subject(self.text, segment):
            self.subject = adjusted
        if actor := actor_of(self.text, segment):
            self.actor = (segment.sentence, actor)
        if payment := payment_of(self.masked, segment):
            self.paid = payment
        for mention in dates:
            if mention.role == "baseline" and _BASE.match(self.masked, mention.end):
                self.base = (segment.sentence, str(mention.year) if mention.year else mention.value)

    def note(self, dates: tuple[DateMention, ...], start: int, end: int) -> None:
        """Let the dates that begin between two positions hold from here on."""
        for mention in dates:
            if not start <= mention.start < end:
                continue
            if mention.role == "asof":
                self.asof = self.date = mention
            elif mention.role == "deadline":
                self.date = mention
                if self.opening is None and opens_goals(self.original, mention.start, self.setting.goals):
                    self.opening = mention
            elif mention.role == "recurring":
                if not _EACH.search(self.original[max(0, mention.start - 2) : mention.start]):
                    self.recurring = mention
                    self.recurred = (self._sentence, mention)
            elif self.original[start:end].find("以来", mention.start - start) >= 0:
                self.since = self._sentence

    def _follows_statement(self) -> bool:
        """Whether the segment before in the same sentence states something."""
        return bool(self.found) and self._before is not None and self.found[-1].start >= self._before.start

    # what rules ask

    @property
    def _before(self) -> Segment | None:
        """The segment before in the same sentence."""
        return self._earlier[-1] if self._earlier else None

    @property
    def began(self) -> int:
        """Where the sentence begins."""
        return self._earlier[0].start if self._earlier else self.previous.end if self.previous else 0

    def text_of(self, start: int, end: int) -> str:
        """The text between two positions, dates blanked."""
        return self.text[start:end]

    def left_text(self, site: Site, length: int | None = None) -> str:
        """The text left of a group, or the first `length` characters of it."""
        start = site.group.left_start
        return self.text[start : site.group.start if length is None else start + length]

    def right_text(self, site: Site, length: int | None = None) -> str:
        """The text right of a group, or the first `length` characters of it."""
        return self.text[site.group.end : site.group.right_end if length is None else site.group.end + length]

    def recur(self) -> None:
        """Let the 每年 of the sentence hold for a clause that leaves it out: …每年不少于2次，其他区镇不少于1次."""
        self.recurring = self.recurring or (self.recurred[1] if self.recurred[0] == self._sentence else None)

    def purpose(self, segment: Segment) -> str:
        """What money or land is for, where the next segment says it: 安排工作经费66.6万元，用于秸秆利用管理等工作."""
        return purpose_behind(self.text, self.masked, segment)

    def quoted_before(self) -> str:
        """What the segment before quotes, for a name that says nothing: 打响“甲”品牌，开展系列活动不少于5场."""
        before = self._before
        return quoted_in(self.text, before) if before else ""

    def fuller(self, name: str) -> str:
        """The name as the sentence has printed it in full."""
        return fuller_name(self.text, self._earlier[-_LISTED:], name)

    def before_comma(self) -> str:
        """What the segment before was about, for one that only says how many: …缓冲带建设，争取至少建成1个."""
        return object_of(self.text, self.masked, self._earlier[-_LISTED:]) if self._before else ""

    def subject_before(self) -> Subject | None:
        """What the segment before names without saying more of it: 再担保业务收费，原则上不高于…."""
        return charge_of(self.text, self._before) if self._before and not self._follows_statement() else None

    def done_to(self, position: int) -> str:
        """What a bare 关停50%以上 or 全部关闭 is done to: the row's subject, and what was listed just before.

        确定关停企业名单。…全部关闭 lists 企业; 不具备安全生产条件的 as the subject of a row takes it as its noun.
        """
        noun = listed_noun(self.masked, position)
        subject = self.setting.subject or ""
        if len(subject) > _LONGEST_SUBJECT:
            return noun
        return subject + noun if subject.endswith("的") or not subject else subject

    def baseline(self, head: str, offset: int) -> tuple[str | None, str]:
        """The baseline that a predicate names, and the text before it, which begins at `offset`."""
        year = self.date.year if self.date and self.date.year else self.setting.year
        around = self.original[max(0, offset - 40) : offset + len(head)]
        return read_baseline(head, around, year, self.date is not None)

    # what rules record

    def add(
        self,
        site: Site,
        subjects: tuple[Subject, ...],
        rule: str,
        *,
        change: Comparator | None = None,
        comparator: Comparator | None = None,
        baseline: str | tuple[str, ...] | None = None,
        changed: bool = False,
        begin: int | None = None,
        end: int | None = None,
        confidence: float = 0.9,
        told: bool = False,
    ) -> None:
        """Record one statement for each subject with its value; all share the value where there is only one.

        The statement runs from the left end of the group (or `begin`) to the value (or `end`). `change` is the sign of
        a verb of change; `changed` marks a change whose sign is none (增幅10%以上); `told` a fact rather than an aim.
        """
        group = site.group
        subjects = tuple(
            self.whole(subject, group.quantities[i if len(group.quantities) > 1 else 0])
            for i, subject in enumerate(subjects)
        )
        start, stop = trimmed(self.text, group.left_start if begin is None else begin, max(group.end, end or 0))
        kind = self.kind(site.segment, told)
        dates = paired_dates(group, self._segment_dates) if len({s.name for s in subjects}) == 1 else []
        shared = group.quantities[-1].comparator if group.quantities[-1].bound else group.first.comparator
        at_least = _AT_LEAST.search(self.masked, start, group.start)
        for i, subject in enumerate(subjects):
            quantity = group.quantities[i if len(group.quantities) > 1 else 0]
            sign = change or comparator or quantity.comparator or shared or (">=" if at_least else "=")
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
                    baseline[i] if isinstance(baseline, tuple) else baseline,
                    dates[i].value if dates else self.deadline(kind),
                    subject.scope,
                    kind,
                    rule,
                    confidence - 0.1 if quantity.spelled else confidence,
                )
            )
        self.subject = subjects[-1] if len(subjects) == 1 else Subject("、".join(s.name for s in subjects))
        self.together = subjects

    def whole(self, subject: Subject, quantity: Quantity) -> Subject:
        """The subject with what it leaves out: …管道210公里，其中2024年完成90公里; …不超过3%，农村不超过7%."""
        said = [statement for statement in self.found[-_LISTED:] if statement.start >= self.began]
        near = self.previous.start if self.previous else 0
        before = Before(
            self.subject.name if self.subject else "",
            said,
            self.text[max(0, near - _NEAR) : near + _NEAR],
            self._before is not None,
        )
        return Subject(completed_name(subject.name, quantity, before), subject.scope)

    def add_value(
        self,
        segment: Segment,
        subject: Subject,
        rule: str,
        value: Decimal | str,
        unit: str,
        comparator: Comparator,
        start: int,
        end: int,
        *,
        baseline: str | None = None,
        confidence: float = 0.85,
    ) -> None:
        """Record a value that stands in words (全覆盖, 翻一番, Ⅲ类)."""
        start, end = trimmed(self.text, start, end)
        kind = self.kind(segment)
        change = comparator in ("increase", "decrease")
        self.found.append(
            Statement(
                start,
                end,
                subject.name,
                comparator,
                value,
                None,
                unit,
                change,
                baseline,
                self.deadline(kind),
                subject.scope,
                kind,
                rule,
                confidence,
            )
        )
        self.subject = subject

    def deadline(self, kind: TargetKind) -> str | None:
        """The date that holds here; only an aim inherits that of plan or heading."""
        mention = self.recurring or self.date or self.asof
        if mention is not None:
            return mention.value
        return self.setting.deadline if kind == "target" else None

    def kind(self, segment: Segment, told: bool = False) -> TargetKind:
        """Whether a segment promises, tells what was done, or sets a standard."""
        own = self.masked[segment.start : segment.end]
        if sets_standard(own, self.found[-1].kind if self.found else None):
            return "standard"
        if self.setting.report or (told and self.recurring is None and self.date is None):
            aim = self.promised == segment.sentence or promises(own) or comes_later(self.date, self.setting.year)
            return "target" if aim else "result"
        if tells(own, self.since == self._sentence):
            return "result"
        if self.date is not None and self.date.year and self.date.year < (self.setting.first_year or 0):
            return "result"
        if self.date is not None and _LAST_YEAR.match(self.original, self.date.start):
            return "result"
        return "result" if self.asof is not None and self.date is self.asof else "target"

    # brackets

    def _read_brackets(self, rules: tuple[Rule, ...], silent_rules: tuple[SilentRule, ...]) -> Iterator[Statement]:
        ends = [statement.end for statement in self.found]
        for start, end in self.passage.brackets:
            inside = self.text[start:end]
            if not adds(inside) or holds_at(self._stretches, start):
                continue
            near = bisect_right(ends, start + 1) - 1
            beside = self.found[near] if near >= 0 and start + 1 - ends[near] < 4 else None
            setting = aside_setting(self.text, self.masked, start, self.setting, beside)
            reader = PassageReader(inside, setting)
            for statement in named_parts(reader.read(rules, silent_rules), beside):
                if statement.indicator and (statement.kind != "standard" or statement.rule == "主谓"):
                    yield replace(statement, start=statement.start + start, end=statement.end + start)


_LONGEST_SUBJECT = 40
_NEAR = 500  # characters around a name in which a topic is looked for
_LISTED = 6  # names and segments before that a name may depend on
_LAST_YEAR = re.compile("[截至到]*(?:去年|上年|前年)")
_AT_LEAST = re.compile("至少|不少于|不低于")
_BASE = re.compile(r"为(?:基准|基期|基数|基年)")
_EACH = re.compile(r"每[人户亩家辆]$")  # 每人每年670元: a rate, not when it is due
_INDICATOR = re.compile(r"(?:率|比例|比重|占比|浓度|总量|面积|规模|数量|量|数|产值|收入|投资|增加值)$")
