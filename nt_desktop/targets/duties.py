"""Who answers for a clause, as brackets and lines say it: 牵头, 配合, 责任单位 and the like.

Covered, at the end of a clause, inside it or on a line of its own, in any brackets:

| wording | lead | participants |
| --- | --- | --- |
| `（A牵头，B、C配合）` `〔A牵头，B参与〕` `（A牵头，B落实）` | A | B, C |
| `（A牵头，B、C等按职责分工负责）` | A | B, C |
| `（A、B按职责分工负责）` `（A负责）` `（A、B）` | A, B | |
| `（A会同B负责落实）` | A | B |
| `（牵头单位：A；参与单位：B）` `责任单位：A、B` `责任部门：A` | A (A, B) | B |
| `（A牵头，B，各街道、老洪港配合）` | A | B, 各街道, 老洪港 |
| `（A指导，B负责）` `（责任单位：B；督导单位：A）` | B | A |
| `（A、B指导）` `（A指导，B参与）` | A, B (A) | (B) |
| `（A、B负责。列第一位者为牵头单位，下同）` | A | B, and so in every later list of the document |
| `（其中A负责3万户，B负责2万户）` | A, B, each for its amount | |
| `以下均需A落实，不再单独列出` | | A, for every later clause of the document |
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from nt_desktop.model import Duty, DutyRole
from nt_desktop.targets.name_lists import split_bodies
from nt_desktop.targets.names import canonical_department, is_body, is_clause, is_general, is_group, is_named_by_field


@dataclass(frozen=True, slots=True)
class NamedDuty:
    """A body and what it does, with where its name stands in the text that was read."""

    department: str
    role: DutyRole
    start: int
    end: int

    def moved(self, by: int) -> NamedDuty:
        return NamedDuty(self.department, self.role, self.start + by, self.end + by)

    def stated(self, clause: str, document: str, seed: str, deadline: str | None, place: tuple[int, int]) -> Duty:
        """The duty as recorded, for a clause or table row by its key; `place` is where it stands in the source."""
        return Duty(
            clause=clause,
            document=document,
            seed=seed,
            department=self.department,
            department_canonical=canonical_department(self.department),
            role=self.role,
            deadline=deadline,
            start=place[0],
            end=place[1],
        )


@dataclass(frozen=True, slots=True)
class DutyNote:
    """A passage that says who answers, from `start` to `end`; `default` notes hold for later clauses as well.

    A default of 任务 (`section`) ends with the section it stands in; one that says 配合 or 参与 (`joins`) makes its
    bodies participants of the targets, one that says 落实 only names where they are carried out. From a note that
    says so (`heads_lists`), the first of each list of equals leads.
    """

    start: int
    end: int
    duties: tuple[NamedDuty, ...]
    default: bool = False
    bracketed: bool = True
    label: str = ""
    section: bool = False
    joins: bool = False
    heads_lists: bool = False
    headed: bool = False  # says itself who heads: 牵头
    apart: bool = False  # each answers for an amount of its own: A负责3万户，B负责2万户

    def led_by_first(self) -> DutyNote:
        """The note with the first of its equals leading and the others taking part; the same where one heads."""
        first = next((duty for duty in self.duties if duty.role == "lead"), None)
        if first is None or self.headed:
            return self
        others: DutyRole = "participant"
        return replace(self, duties=tuple(d if d is first else replace(d, role=others) for d in self.duties))

    @property
    def shares(self) -> bool:
        """Whether it leads only where nobody is named as 牵头: 责任单位."""
        return self.label.startswith(("责任", "落实", "实施"))

    @property
    def lead(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(duty.department for duty in self.duties if duty.role == "lead"))

    @property
    def participants(self) -> tuple[str, ...]:
        leads = set(self.lead)
        return tuple(
            dict.fromkeys(d.department for d in self.duties if d.role == "participant" and d.department not in leads)
        )


_LEAD_LABEL = r"(?:牵头(?:责任)?|主办|主责|负责|落实|承办|实施)(?:单位|部门)|(?:第一)?责任(?:单位|部门|主体)"
_GUIDE_LABEL = r"(?:督导|指导|督办)(?:单位|部门)"
_PARTICIPANT_LABEL = rf"(?:参与|配合|协办|参加|协助|协同|会办)(?:单位|部门)|{_GUIDE_LABEL}"
_LABEL = re.compile(rf"(?:(?P<lead>{_LEAD_LABEL})|(?P<participant>{_PARTICIPANT_LABEL}))\s*[：:]")
_LABEL_END = re.compile(r"(?:单位|部门|主体)\s*[：:]")
_JOINING = r"配\s*合|参\s*与|参\s*加|协\s*助|协\s*同|协\s*办"
_GUIDING = r"指\s*导|督\s*导|督\s*办"
_ROLE = re.compile(
    r"(?=[等按分共具各根相联牵为业技统负指督积密配参协主落实组承])"  # how they begin: passes over names fast
    r"(?:(?P<share>(?:等\s*(?:有关|相关)?(?:部门|单位)?\s*)?(?:按照?\s*(?:各自)?\s*职\s*责\s*(?:分\s*工)?|分\s*工|分\s*别|共\s*同|具\s*体|各\s*负\s*其\s*责)\s*(?:负\s*责|落\s*实|实\s*施|分\s*工\s*负\s*责)(?:\s*落\s*实)?)"
    rf"|(?P<tells>(?:等\s*(?:有关|相关)?\s*(?:部门|单位)|(?:按照?|根据)\s*(?:各自)?\s*职\s*责(?:\s*分\s*工)?)"
    rf"(?![，,、；;。：:)）\]〕\s])(?:(?!牵\s*头|{_JOINING})[^；;])+$)"
    r"|(?P<lead>(?:(?:相应|分别|共同|联合)\s*)?牵\s*头(?:\s*(?:负\s*责|组\s*织\s*实\s*施|组\s*织|实\s*施|落\s*实|抓\s*总|督\s*导|指\s*导|督\s*办|推\s*进))?)"
    r"|(?P<main>为主)"
    rf"|(?P<guides>(?:具体|业务|技术|分别|共同|统筹|负\s*责)?(?:{_GUIDING}))"
    rf"|(?P<participant>(?:积极|共同|密切)?(?:{_JOINING})(?:\s*(?:负\s*责|实\s*施|落\s*实))?)"
    r"|(?P<own>(?:具体)?负\s*责(?:\s*(?:落\s*实|实\s*施))?(?P<amount>\s*\d[\d.]*\s*[^\s\d，,、；;。()（）]{1,6})?)"
    r"|(?P<carry>(?:(?<![任场营类])主体|具体)?(?:落\s*实|实\s*施|组\s*织\s*实\s*施|承\s*办)))"
    r"\s*(?=[，,、；;。：:(（)）\]〕]|$|由|(?<=头)(?:各|有关|相关))"
)
_DEFAULT = re.compile(
    r"以\s*下\s*(?:各项|所有|全部)?(?:(?P<tasks>任务)|工作|措施|事项|内容|项目)?\s*均\s*(?:需|由|须|应|要)"
)
_HEADS = re.compile(r"牵\s*头|主\s*办|主\s*责")
_AMOUNT = re.compile(r"负\s*责\s*\d")
_HEREAFTER = re.compile(r"下同|以下|各项|均")
_FIRST_HEADS = re.compile(
    r"(?:[列排位]|排列|排序|排名)?在?(?:第一|首)(?:位|名|个)?[的者]?(?:单位|部门)?(?:[为是]|负责)?牵\s*头"
)


def read_duties(text: str, anybody: bool = False) -> tuple[NamedDuty, ...]:
    """Read a passage that names departments with what they do (the inside of a bracket, a table cell) as duties.

    Returns () where the passage says something else. A bare list (`住建局、汇龙镇`) leads as a whole. Departments named
    before the role word at hand share it; after a 牵头, those of 按职责分工负责, 负责 and 落实 participate. With
    `anybody`, where a column of a table says that bodies stand there, names of any shape count.
    """
    if not 2 <= len(text.strip()) <= 1200:
        return ()
    found: list[NamedDuty] = []
    guides: list[NamedDuty] = []
    for start, end in _sentences(text):
        default = _DEFAULT.search(text, start, end)
        end = default.start() if default else end
        first = _first_heads(text, start, end) if "牵" in text else None
        end = first.start() if first else end
        if _LABEL.search(text, start, end):
            found.extend(_labelled(text, start, end, guides))
        elif text[start:end].strip("，, 　\n"):
            found.extend(_stated(text, start, end, any(duty.role == "lead" for duty in found), guides))
    if guides and not any(duty.role == "lead" for duty in found):
        found = [replace(duty, role="lead") if duty in guides else duty for duty in found]
    if anybody:
        return tuple(duty for duty in found if not is_clause(duty.department))
    if not found or sum(not _is_department(duty.department) for duty in found) * 2 > len(found):
        return ()
    return tuple(
        duty
        for i, duty in enumerate(found)
        if _is_department(duty.department) or _is_everyone(duty.department) or _is_listed(text, found, i)
    )


_NAME = re.compile(r"(?:(?![的对将把向从并要为以在由\d])[\w（）()“”·]){2,15}")
_LISTED = re.compile(r"\s*(?:、|以及|[和及与])\s*")


def _is_department(name: str) -> bool:
    return is_body(name) or is_named_by_field(name)


def _is_everyone(name: str) -> bool:
    return bool(re.match(r"各|有关|相关|其他|市各|区各|属地|地方$", name))


def _is_listed(text: str, found: list[NamedDuty], i: int) -> bool:
    """Whether a name that is not known stands in a list of names: 业主委员会 or 电信 beside 市教育局."""
    name = found[i].department
    if not _NAME.fullmatch(name) or (is_general(name) and not is_group(name)) or is_clause(name):
        return False
    beside = pairwise(found[max(0, i - 1) : i + 2])
    return any(a.role == b.role and _LISTED.fullmatch(text, a.end, b.start) is not None for a, b in beside)


def _sentences(text: str) -> list[tuple[int, int]]:
    bounds = [0]
    depth = 0
    for i, char in enumerate(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif char in "；;。" and depth == 0:
            bounds.append(i + 1)
    bounds.append(len(text))
    return [(a, b) for a, b in pairwise(bounds) if text[a:b].strip("；;。 　\n")]


def _labelled(text: str, start: int, end: int, guides: list[NamedDuty]) -> list[NamedDuty]:
    labels = list(_LABEL.finditer(text, start, end))
    found: list[NamedDuty] = []
    led = _LEADING.search(text)
    for i, label in enumerate(labels):
        stop = labels[i + 1].start() if i + 1 < len(labels) else end
        shares = led is not None and led.start() < label.start() and _SHARING.match(label.group())
        role: DutyRole = "lead" if label["lead"] and not shares else "participant"
        named = named_bodies(text, label.end(), stop, role)
        if _GUIDES.match(label.group()):
            guides.extend(named)
        found.extend(named)
    return found


def named_bodies(text: str, start: int, end: int, role: DutyRole) -> list[NamedDuty]:
    """The bodies that a stretch of a text lists, each with the role given."""
    chunk = text[start:end].rstrip("；;。 　\n")
    if chunk[:1] and chunk[0] in _OPENING and not any(mark in chunk for mark in _CLOSING):
        start, chunk = start + 1, chunk[1:]  # 环保局牵头（滨江精细化工园落实）
    return [NamedDuty(b.name, role, start + b.start, start + b.end) for b in split_bodies(chunk)]


def _stated(text: str, start: int, end: int, led: bool, guides: list[NamedDuty]) -> list[NamedDuty]:
    """The duties of one sentence; those that only guide take part, and are added to `guides`."""
    found: list[NamedDuty] = []
    position = start
    for match in _ROLE.finditer(text, start, end):
        role: DutyRole = "lead"
        helps = match["participant"] or match["guides"]
        if helps:
            role = "participant"
        elif match["amount"] and not _HEADS.search(text, start, match.start()):
            role = "lead"  # A负责3万户，B负责2万户
        elif not (match["lead"] or match["main"]):
            role = "participant" if led else "lead"
        led = led or not helps
        named = _named_around_join(text, position, match.start(), role)
        if match["guides"]:
            named = [duty for duty in named if not duty.department.startswith("在")]  # 在市水利局指导下
            guides.extend(named)
        found.extend(named)
        position = match.end()
    rest = text[position:end].strip("，,；;。)） 　\n")
    if position == start:
        named = _named_around_join(text, start, end, "lead")
        return named if named and all(is_body(duty.department) for duty in named) else []
    if rest:
        found.extend(duty for duty in named_bodies(text, position, end, "participant") if is_body(duty.department))
    return found


_JOIN = re.compile(r"会\s*同")


def _named_around_join(text: str, start: int, end: int, role: DutyRole) -> list[NamedDuty]:
    """`A会同B负责落实`: A leads, B participates."""
    join = _JOIN.search(text[start:end])
    if join is None:
        return named_bodies(text, start, end, role)
    return [
        *named_bodies(text, start, start + join.start(), role),
        *named_bodies(text, start + join.end(), end, "participant"),
    ]


_MARK = re.compile(r"[（(〔\[［）)〕\]］。！？]")
_OPENING_MARK = re.compile(r"[（(〔\[［]")
_OPENING, _CLOSING = "（(〔[［", "）)〕]］"
_CUE = re.compile(
    r"牵\s*头|负\s*责|配\s*合|参\s*与|落\s*实|[指督]\s*导\s*(?:$|[，,；;])|(?:责任|牵头|配合|参与|落实|协办)(?:单位|部门)\s*[：:]|[局委办镇院部会厅司队园厂府处心道行区港]\s*等?\s*$"
)
_ROLE_WORD = re.compile(r"牵\s*头|负\s*责|配\s*合|参\s*与|落\s*实|[指督]\s*导|单位\s*[：:]|部门\s*[：:]")
_LINE = re.compile(rf"(?:^|(?<=[。；;\n]))\s*(?:{_LEAD_LABEL}|{_PARTICIPANT_LABEL})\s*[：:][^。\n]*(?:。|$)")
_LEADING = re.compile(r"牵\s*头(?:责任)?(?:单位|部门)\s*[：:]")
_GUIDES = re.compile(_GUIDE_LABEL)
_SHARING = re.compile(r"(?:责任|落实|实施)(?:单位|部门|主体)")


def find_duty_notes(text: str) -> tuple[DutyNote, ...]:
    """Return the passages of a clause that say who answers for it, in order: brackets, and `责任单位：…` at its end.

    Positions are in the text given. Linear in the text.
    """
    notes: list[DutyNote] = []
    covered = 0
    for start, end in _brackets(text):
        if start < covered:
            continue
        inside = text[start + 1 : end - 1]
        if not _CUE.search(inside) or len(inside) > 1200:
            continue
        duties = read_duties(inside)
        default = _DEFAULT.search(inside)
        first = _first_heads(inside, 0, len(inside)) if "牵" in inside else None
        if not duties and not default and not first:
            continue
        if not _CUE.match(inside) and not _may_answer(text, start, end, inside):
            continue
        moved = tuple(duty.moved(start + 1) for duty in duties)
        heads_lists = first is not None and (not duties or _HEREAFTER.search(inside) is not None)
        headed = not first and _HEADS.search(inside) is not None
        apart = 0 < len(duties) == len(_AMOUNT.findall(inside))
        note = DutyNote(start, end, moved, heads_lists=heads_lists, headed=headed, apart=apart)
        notes.append(note.led_by_first() if first else note)
        if default:
            notes.append(_default_note(text, start, end, default))
        covered = end
    for match in _LINE.finditer(text) if _LABEL_END.search(text) else ():
        duties = read_duties(match.group())
        if duties and not any(note.start <= match.start() < note.end for note in notes):
            moved = tuple(duty.moved(match.start()) for duty in duties)
            label, headed = match.group().lstrip()[:4], _HEADS.search(match.group()) is not None
            notes.append(DutyNote(match.start(), match.end(), moved, bracketed=False, label=label, headed=headed))
    first = _first_heads(text, 0, len(text)) if "牵" in text else None
    if first and not any(note.start <= first.start() < note.end for note in notes):
        notes.append(DutyNote(first.start(), first.end(), (), bracketed=False, heads_lists=True))
    return tuple(sorted(notes, key=lambda note: note.start))


def _first_heads(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where a text says that the first of a list heads it."""
    return _FIRST_HEADS.search(text, start, end) if "第一" in text or "首" in text else None


def _may_answer(text: str, start: int, end: int, inside: str) -> bool:
    """A bracket without a role word says who answers only at the end of a sentence: `…处置。（住建局、汇龙镇）`."""
    if _ROLE_WORD.search(inside):
        return True
    after = text[end:].lstrip(" 　\n")[:1]
    before = text[:start].rstrip(" 　\n")[-1:]
    return (before in ("。", "；", "！", "") and after in ("", "（", "(", "。", "\n")) or (
        after == "" and before in "。；"
    )


def _default_note(text: str, start: int, end: int, default: re.Match[str]) -> DutyNote:
    """The default that the bracket from `start` to `end` states, `default` being where in its inside it begins."""
    begin = start + 1 + default.end()
    role = re.compile(rf"落\s*实|负\s*责|(?P<joins>{_JOINING})").search(text, begin, end - 1)
    if role is None:
        return DutyNote(start, end, (), default=True)
    named = tuple(named_bodies(text, begin, role.start(), "participant"))
    section, joins = default["tasks"] is not None, role["joins"] is not None
    return DutyNote(start, end, named, default=True, section=section, joins=joins)


def _brackets(text: str) -> list[tuple[int, int]]:
    """Outermost brackets with their insides, (start, end); a bracket that never closes is left out."""
    found: list[tuple[int, int]] = []
    stack: list[int] = []
    for mark in _MARK.finditer(text) if _OPENING_MARK.search(text) else ():
        i, char = mark.start(), mark.group()
        if char in _OPENING:
            stack.append(i)
        elif char in _CLOSING and stack:
            start = stack.pop()
            if not stack:
                found.append((start, i + 1))
        elif char in "。！？" and len(stack) > 1:
            stack = stack[:1]
    return found
