"""Who answers for a clause in running text, where no bracket says it.

| wording | lead | participants |
| --- | --- | --- |
| `由A牵头，B、C等部门参与` `成立小组，A牵头，B共同参与` | A | B, C |
| `A负责…；B负责…，C配合…` `A要…；B负责…` | A, B | C |
| `A会同B等部门开展…` `A负责…；会同B履行…` `A…，与B共同推动` | A | B |
| `以A为主，B配合` | A | B |
| `（二）A、B：负责…` `政治考核组（A、B）：…` `A：配合…` (part) | A, B | A |
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from nt_desktop.model import DutyRole
from nt_desktop.places import load_resource
from nt_desktop.targets.duties import NamedDuty, named_bodies
from nt_desktop.targets.name_lists import split_bodies
from nt_desktop.targets.names import (
    begins_clause,
    canonical_department,
    is_body,
    is_full_name,
    is_named_by_field,
    known_name_pattern,
)

_CUE = re.compile(
    "牵头|负责|配合|协助|参与|参加|协同|会同|组织实施|承担|为主|共同|联合|(?<=[局委办会部府院室队组司团行心处关社联门）)])[要应须]"
)
_CUT = re.compile(r"[，,。；;：:]|[（(][^（）()]*[）)]|“[^“”]*”|《[^《》]*》")
_CHARACTER = r"(?:[^，。；;：:（）()“”《》由]|（[^（）]{1,20}）|\([^()]{1,20}\)|[“”][^“”]{1,12}”)"
_LABEL = re.compile(
    r"\s*(?:[一二三四五六七八九十]是|[（(][0-9一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d))?\s*"
)
_INCLUDED = re.compile(r"[（(](?:含|包括|以下简称)[^（）()]*[）)]$")
_HOW = r"(?:根据|按照?|依据|依照)[^，。；;]{2,20}?"
_LEADS = r"(?:相应|共同|联合|具体|总体|统筹)*(?:负责牵头|牵头负责|牵头|负责)(?!人|同志|的|单位|部门|制)"
_JOINS = r"(?:积极|共同|密切)*(?:配合|协助|参与|参加)(?!方|单位|的)|协同(?=做好|推进|开展|落实)"
_MUST = r"要|应当?|须|需"
_BY = re.compile(
    rf"由(?P<who>(?:(?!的){_CHARACTER}){{2,160}}?)(?:{_HOW})?"
    rf"(?:(?P<lead>{_LEADS}|组织实施|承担)|(?P<together>会同))"
)
_SUBJECT = re.compile(
    rf"(?P<who>{_CHARACTER}{{2,160}}?)(?P<must>{_MUST})?(?:{_HOW})?"
    rf"(?:(?P<lead>{_LEADS})|(?P<joins>{_JOINS})|(?P<together>会同|与(?=[^，。；;]{{2,40}}?(?:共同|联合))))"
)
_MUST_ACT = re.compile(rf"(?P<who>{_CHARACTER}{{2,40}}?)(?:要(?!求|素|点|件|约)|应(?!急|用|对)|须)")
_MAINLY = re.compile(rf"以(?P<who>{_CHARACTER}{{2,160}}?)为主(?=$|[，。；;])")
_TOGETHER = re.compile(r"会同|与(?=[^，。；;]{2,40}?(?:共同|联合))")
_AND_OTHERS = re.compile(r"等\s*(?:有关|相关)?\s*(?:部门|单位)")
_ROSTER = re.compile(
    r"(?:[（(]?[0-9一二三四五六七八九十]{1,4}[）)、.．]?)?\s*(?P<who>[^，。；;：:]{2,60})[：:]\s*(?=\S)"
)
_GROUP = re.compile(r"(?P<group>[^（）()]{2,15}(?:组|专班))[（(](?P<members>[^（）()]+)[）)]")
_CONCERNED = re.compile(r"(?:各|有关|相关){1,2}(?!人)\w{2,8}(?:组织|机构|队伍)")
_HELPS = re.compile(r"(?:积极)?(?:配合|协助|参与)")


@dataclass(slots=True)
class _Segment:
    """A stretch of a text between two marks; `sentence` counts those that 。 and ； end."""

    start: int
    end: int
    sentence: int
    opens: bool
    duties: tuple[NamedDuty, ...] = ()
    heads: bool = False  # says 牵头

    def leads(self) -> bool:
        return any(duty.role == "lead" for duty in self.duties)


def find_stated_duties(text: str, beside_note: bool = False) -> tuple[NamedDuty, ...]:
    """Return the duties that running text states, in order, each body once in each role. Positions in the text.

    Beside a note in brackets (`beside_note`) only the sentences that say both who heads and who takes part are read:
    `成立工作小组，A牵头，B参与`.
    """
    roster = () if beside_note else _roster(text)
    cues = [cue.start() for cue in _CUE.finditer(text)]
    if not cues:
        return roster
    segments = _segments(text)
    led, cue = bool(roster), 0
    for i, segment in enumerate(segments):
        if cue < len(cues) and cues[cue] < segment.end:
            cue = bisect_left(cues, segment.end, cue)
            segment.duties = _stated(text, segments, i, led)
            led = led or segment.leads()
    if beside_note:
        both = {s.sentence for s in segments if s.heads} & {
            s.sentence for s in segments if any(duty.role == "participant" for duty in s.duties)
        }
        segments = [segment for segment in segments if segment.sentence in both]
    else:
        _read_parallel(text, segments)
    found = [*roster, *(duty for segment in segments for duty in segment.duties)]
    if not found:
        return ()
    unique = {(duty.department, duty.role): duty for duty in sorted(found, key=lambda duty: -duty.start)}
    return tuple(sorted(unique.values(), key=lambda duty: duty.start))


def _segments(text: str) -> list[_Segment]:
    segments: list[_Segment] = []
    start, sentence, opens = 0, 0, True
    for cut in _CUT.finditer(text):
        if cut.end() - cut.start() > 1:
            continue
        segments.append(_Segment(_skip_label(text, start), cut.start(), sentence, opens))
        opens = cut.group() in "。；;"
        sentence += opens
        start = cut.end()
    segments.append(_Segment(_skip_label(text, start), len(text), sentence, opens))
    return segments


def _skip_label(text: str, start: int) -> int:
    label = _LABEL.match(text, start)
    return label.end() if label else start


def _roster(text: str) -> tuple[NamedDuty, ...]:
    """`（二）A、B：协调…` gives A and B, `政治考核组（A、B）：…` the group and its members."""
    roster = _ROSTER.match(text)
    if roster is None:
        return ()
    role: DutyRole = "participant" if _HELPS.match(text, roster.end()) else "lead"
    group = _GROUP.fullmatch(text, roster.start("who"), roster.end("who"))
    if group:
        at = group.start("group")
        named = [NamedDuty(group["group"], role, at, group.end("group"))]
        return (*named, *named_bodies(text, group.start("members"), group.end("members"), role))
    named = named_bodies(text, roster.start("who"), roster.end("who"), role)
    return tuple(named) if named and all(is_body(duty.department) for duty in named) else ()


def _stated(text: str, segments: list[_Segment], i: int, led: bool) -> tuple[NamedDuty, ...]:
    """The duties that one segment states; `led` is whether somebody before it leads."""
    segment = segments[i]
    start, end = segment.start, segment.end
    if mainly := _MAINLY.match(text, start, end):
        return _named(text, mainly.start("who"), mainly.end("who"), "lead")
    if led and (together := _TOGETHER.match(text, start, end)):
        return _partners(text, together.end(), end)
    stated = _BY.search(text, start, end) or _SUBJECT.match(text, start, end)
    if stated is not None:
        joins = stated.groupdict().get("joins")
        role: DutyRole = "participant" if joins else "lead"
        named = _named(text, stated.start("who"), stated.end("who"), role)
        if named:
            segment.heads = "牵头" in (stated["lead"] or "")
            before = _listed_before(text, segments, i, role) if stated.start("who") == start else ()
            with_it = _partners(text, stated.end("together"), end) if stated["together"] else ()
            if with_it or not stated["together"] or stated["together"] == "会同":
                return (*before, *named, *with_it)
    must = _MUST_ACT.match(text, start, end) if segment.opens else None
    if must:
        named = _named(text, must.start("who"), must.end("who"), "lead")
        return named if all(is_full_name(duty.department) for duty in named) else ()
    return ()


def _named(text: str, start: int, end: int, role: DutyRole) -> tuple[NamedDuty, ...]:
    """The bodies of a stretch, none where a word of it is no body; fields (公安、教育部门) only before 部门."""
    note = _INCLUDED.search(text, start, end)  # 各镇政府（含开发区管委会，下同）
    end = note.start() if note else end
    named = tuple(named_bodies(text, start, end, role))
    fields = text[start:end].endswith("部门") or _AND_OTHERS.match(text, end) is not None
    for name in (duty.department for duty in named):
        if not (_is_plain_body(name) or (fields and is_named_by_field(name)) or _CONCERNED.fullmatch(name)):
            return ()
    return named


def _is_plain_body(name: str) -> bool:
    """A body as running text names it: known, or short enough not to have swallowed a verb."""
    if not is_body(name) or begins_clause(name):
        return False
    return canonical_department(name) != name or len(name) <= 12 or is_full_name(name)


def _partners(text: str, start: int, end: int) -> tuple[NamedDuty, ...]:
    """The bodies named behind 会同 or 与, up to what is done with them."""
    partners = _partner_pattern().match(text, start, end)
    return _named(text, partners.start("who"), partners.end("who"), "participant") if partners else ()


@cache
def _partner_pattern() -> re.Pattern[str]:
    verbs = "|".join(_words("after_partners"))
    return re.compile(rf"(?P<who>{_CHARACTER}{{2,160}}?)(?={verbs}|等\s*(?:有关|相关)?\s*(?:部门|单位)?|$)")


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(load_resource("departments.toml")["duty_words"][name])


def _listed_before(text: str, segments: list[_Segment], i: int, role: DutyRole) -> tuple[NamedDuty, ...]:
    """The bodies that a comma parts from the last of their list: `各县（市、区）人民政府，A管委会、B管委会负责…`."""
    found: tuple[NamedDuty, ...] = ()
    while not segments[i].opens:
        i -= 1
        before = segments[i]
        if before.duties:
            return found
        listed = tuple(
            NamedDuty(body.name, role, before.start + body.start, before.start + body.end)
            for body in split_bodies(text[before.start : before.end])
        )
        if not listed or not all(is_full_name(duty.department) for duty in listed):
            return ()
        found = (*listed, *found)
    return found


def _read_parallel(text: str, segments: list[_Segment]) -> None:
    """Between `A负责…；C负责…` a sentence of like build, `B统筹…`, names who acts as well."""
    leading = {segment.sentence for segment in segments if segment.leads()}
    if len(leading) < 2:
        return
    first, last = min(leading), max(leading)
    for segment in segments:
        if not segment.opens or segment.sentence in leading or not first < segment.sentence < last:
            continue
        acting = _acting_pattern().match(text, segment.start, segment.end)
        if acting:
            segment.duties = _named(text, segment.start, acting.end("who"), "lead")


@cache
def _acting_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>{known_name_pattern()})(?={'|'.join(_words('acts'))})")
