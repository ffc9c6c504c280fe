"""Which bodies answer for which clause: a note holds for its item's paragraphs and, from a heading, below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nt_desktop.model import Clause, Document, Duty
from nt_desktop.targets.deadlines import scan_dates
from nt_desktop.targets.duties import DutyNote, NamedDuty, find_duty_notes
from nt_desktop.targets.plain import tidy
from nt_desktop.targets.sentence_targets import Answering, source_range
from nt_desktop.targets.stated_duties import find_stated_duties

_SILENT_ROLES = {"title", "doc_number", "recipients", "issuer", "date", "attachment", "colophon"}
_KEY_LINE = re.compile(r"[^：:，。]{2,8}[：:][^。]{1,40}。?")
_CHAPTER = re.compile(r"。\s*[一二三四五六七八九十]{1,3}、")  # within a paragraph
_ITEM = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_AVOIDED = re.compile(r"(?:不在|避开|错开)[^，。；]{0,4}$")  # 尽可能不在7-9月期间安排停工检修
_SILENT_KINDS = {"大事记", "人事任免"}


@dataclass(slots=True)
class Responsibility:
    """Who answers in one document: `answering[key]` lists (end in the clause text, lead, participants)."""

    answering: dict[str, list[Answering]] = field(default_factory=dict)
    duties: list[Duty] = field(default_factory=list)


@dataclass(slots=True)
class _Held:
    """The paragraphs of an item that lines below them name bodies for, one line for each role."""

    owner: Clause
    clauses: list[Clause]
    duties: list[NamedDuty] = field(default_factory=list)

    def take(self, note: DutyNote) -> list[NamedDuty]:
        """Add what a note names; 责任单位 below 牵头单位 take part."""
        led = any(duty.role == "lead" for duty in self.duties)
        added = [replace(duty, role="participant") if led and note.shares else duty for duty in note.duties]
        self.duties += added
        return added

    def named(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Lead and participants, each once."""
        lead = tuple(dict.fromkeys(duty.department for duty in self.duties if duty.role == "lead"))
        return lead, tuple(dict.fromkeys(d.department for d in self.duties if d.department not in lead))


@dataclass(frozen=True, slots=True)
class _Default:
    """Who takes part in later items as well: `以下任务均需各街道配合，不再列出`."""

    note: DutyNote
    stated_in: Clause

    def covers(self, clause: Clause) -> bool:
        """Whether a clause is still meant: 任务 are those of the section that the default stands in."""
        return not self.note.section or clause.path[:1] == self.stated_in.path[:1]

    def joining(self) -> tuple[str, ...]:
        """Those that take part in the targets of later items."""
        return self.note.participants if self.note.joins else ()


def read_responsibility(document: Document | None, clauses: Sequence[Clause], year: int | None) -> Responsibility:
    """Read who answers for the clauses of one document, given in order.

    A note on a line of its own, or at the end of the last paragraph of an item, holds for the paragraphs of the item
    before it as well; one in a heading holds for what stands under the heading and has none of its own.
    """
    result = Responsibility()
    if document is not None and document.kind in _SILENT_KINDS:
        return result
    waiting: list[Clause] = []
    held: _Held | None = None
    headings: dict[tuple[str, ...], Answering] = {}
    default: _Default | None = None
    first_heads = False  # 列第一位者为牵头单位，下同
    for clause in clauses:
        if clause.role in _SILENT_ROLES:
            continue
        notes = find_duty_notes(clause.text)
        if first_heads:
            notes = tuple(note.led_by_first() for note in notes)
        first_heads = first_heads or any(note.heads_lists for note in notes)
        own = [note for note in notes if not note.default and note.duties]
        if waiting and (waiting[-1].path != clause.path or clause.label):
            waiting = []
        if held is not None and (held.owner.path != clause.path or clause.label):
            held = None
        if held is not None and not own and _KEY_LINE.fullmatch(clause.text):
            continue  # 完成时限：… between 牵头单位：… and 配合单位：…
        if held is not None and own and not waiting and not _beside(clause.text, own):
            added = [duty for note in own for duty in held.take(note)]
            for earlier in held.clauses:
                result.answering[earlier.key] = [(len(earlier.text), *held.named())]
            due = _latest_date(held.owner.text, year)
            result.duties.extend(_duty(held.owner, clause, duty, due) for duty in added)
            continue
        if not own:
            waiting.append(clause)
            inherited = _from_heading(headings, clause.path)
            if inherited:
                result.answering[clause.key] = [inherited]
            label = _label_end(clause)
            stated = [duty.moved(label) for duty in find_stated_duties(clause.text[label:])]
            due = _latest_date(clause.text, year) if stated else None
            result.duties.extend(_duty(clause, clause, duty, due) for duty in stated)
            continue
        default = default if default is not None and default.covers(clause) else None
        joining = default.joining() if default is not None else ()
        answering = [_answering(note, joining) for note in own]
        result.answering[clause.key] = _within_items(clause.text, own, answering)
        for earlier in waiting:
            result.answering[earlier.key] = [(len(earlier.text), *answering[0][1:])]
        if clause.role == "heading":
            headings[clause.path] = (1 << 60, *answering[-1][1:])
        alone = waiting and not _beside(clause.text, own)
        owner = waiting[0] if alone else clause
        if alone:
            held = _Held(owner, list(waiting))
            for note in own:
                held.take(note)
        due = _latest_date(owner.text, year)
        for note in own:
            result.duties.extend(_duty(owner, clause, duty, due) for duty in note.duties)
        label = _label_end(clause)
        named = {duty.department for note in own for duty in note.duties}
        before = clause.text[label : own[0].start]
        for duty in find_stated_duties(before, beside_note=True) if "牵头" in before else ():
            if duty.department not in named:
                result.duties.append(_duty(owner, clause, duty.moved(label), due))
        if default is not None:
            also = (duty for duty in default.note.duties if duty.department not in named)
            result.duties.extend(_duty(owner, default.stated_in, duty, due) for duty in also)
        default = next((_Default(note, clause) for note in notes if note.default), default)
        waiting = []
    result.duties = _in_one_role(result.duties)
    return result


def _in_one_role(duties: Sequence[Duty]) -> list[Duty]:
    """The duties without those of taking part in a clause that the same body leads."""
    leading = {(duty.clause, duty.department) for duty in duties if duty.role == "lead"}
    return [duty for duty in duties if duty.role == "lead" or (duty.clause, duty.department) not in leading]


def _answering(note: DutyNote, joining: tuple[str, ...]) -> Answering:
    """Who answers for what stands before a note; one that answers for an amount inside it does not."""
    lead = () if note.apart else note.lead
    return note.start if note.apart else note.end, lead, _with(note.participants, joining, lead)


def _within_items(text: str, notes: Sequence[DutyNote], answering: Sequence[Answering]) -> list[Answering]:
    """Who answers for the parts of a paragraph: a note reaches back to the one before it.

    Where a whole plan runs on in one paragraph, it reaches back to the beginning of its item only.
    """
    if not (any(note.apart for note in notes) or _CHAPTER.search(text)):
        return list(answering)
    bounded: list[Answering] = []
    begun = 0
    for note, entry in zip(notes, answering, strict=True):
        chapters = [chapter.end() for chapter in _CHAPTER.finditer(text, begun, note.start)]
        if chapters:
            items = [item.end() for item in _ITEM.finditer(text, chapters[-1], note.start)]
            bounded.append((items[-1] if items else chapters[-1], (), ()))
        bounded.append(entry)
        if note.apart:
            ends = (*(duty.start for duty in note.duties[1:]), note.end)
            bounded.extend((end, (duty.department,), ()) for duty, end in zip(note.duties, ends, strict=True))
            bounded.extend([(len(text) + 1, *entry[1:])] if note is notes[-1] else [])
        begun = note.end
    return bounded


def _label_end(clause: Clause) -> int:
    return len(clause.label) if clause.label and clause.text.startswith(clause.label) else 0


def _with(participants: tuple[str, ...], joining: tuple[str, ...], lead: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*participants, *(name for name in joining if name not in lead))))


def _from_heading(headings: dict[tuple[str, ...], Answering], path: tuple[str, ...]) -> Answering | None:
    for length in range(len(path), 0, -1):
        if path[:length] in headings:
            return headings[path[:length]]
    return None


def _beside(text: str, notes: Sequence[DutyNote]) -> bool:
    """Whether a paragraph says anything beside who answers."""
    rest = len(text.strip()) - sum(note.end - note.start for note in notes)
    return rest > 4


def _duty(owner: Clause, stated_in: Clause, duty: NamedDuty, due: str | None) -> Duty:
    place = stated_in.start + duty.start, stated_in.start + duty.end
    if stated_in.spans:
        place = source_range(stated_in.spans, duty.start, duty.end)
    return duty.stated(owner.key, owner.document, owner.seed, due, place)


def _latest_date(text: str, year: int | None) -> str | None:
    """The last date a clause names as a deadline, None without one."""
    plain = tidy(text)
    values = [
        mention.value
        for mention in scan_dates(plain, year)
        if mention.role == "deadline" and not _AVOIDED.search(plain, max(0, mention.start - 7), mention.start)
    ]
    return max(values) if values else None
