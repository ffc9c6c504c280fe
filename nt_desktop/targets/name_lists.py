"""Lists of bodies, as brackets and cells print them, split into names: `市发改委、水利局等和各区、镇`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from nt_desktop.targets.names import (
    begins_with_level,
    canonical_department,
    ends_as_body,
    is_body,
    is_canonical,
    is_known,
    is_listed,
    is_named_by_field,
    without_note,
)
from nt_desktop.targets.plain import tidy

_EVERYONE = re.compile(r"各|有关|相关|其他|国务院|[省市区县][级直属各有相]")
# one class of characters first, so that the text between is passed over fast
_SEPARATOR = re.compile(
    r"[（(〔\[）)〕\]、，,；;/／\n\t和及与以等](?:"
    rf"(?<=[、，,；;])\s*(?:以及|[和及与])\s*(?={_EVERYONE.pattern})"
    r"|(?<=等)\s*(?!(?:有关|相关|各)?(?:部门|单位|职能部门))(?:以及|[和及与])?\s*" + rf"(?={_EVERYONE.pattern})"
    r"|(?<=以)及|(?<![以等]))"
)
_AND_OTHERS = re.compile(r"\s*等(?:\s*(?:有关|相关|各)?(?:部门|单位|职能部门|成员单位|群团组织)(?:和单位)?)?$")
_KINDS = r"(?:区县|市|州|盟|区|县|旗|镇|乡|街道|园区)"
_KINDS_LIST = re.compile(rf"\s*(?P<each>各)?{_KINDS}(?:、{_KINDS})*")
_KIND = re.compile(r"(?:区|县|镇|乡|村|街道|园区|社区)(?=[、，,；;\n\t]|等|$)")
_GOVERNED = re.compile(
    rf"(?:{_KINDS}、)*{_KINDS}(?:[（(]{_KINDS}(?:、{_KINDS})*[）)])?(?:人民政府|政府|管委会|管理委员会)"
)
_PLACE = re.compile(r"\w{2,3}")
_PLACES_BODY = re.compile(
    r"\w{2,3}(?:(?:经济|高新)?(?:技术)?(?:产业)?(?:开发区|新区|园区))?(?:管委会|管理委员会|人民政府|办事处)"
)
_SHARED = re.compile(r"、[^、]{2,}(?:管委会|管理委员会|人民政府|办事处)")
_PREFACE = re.compile(r"其中|经(?![济发信贸管营开办])|.{0,20}(?<!自)由")
_UP_TO_MARK = re.compile(r"[^、，,；;。\n]{0,200}")
_GAP = re.compile(r"[ 　]+")
_GENERAL = ("单位", "部门")
_GENERAL_NAME = re.compile(r"(?:各|有关|相关|其他)(?:部门|单位)$")
_BODY_END = re.compile(r"(?<=[局委办会])(?=\S)")


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body named in a list of departments: its name as printed, without spaces, and where it stands."""

    name: str
    start: int
    end: int


_OPEN, _CLOSE = "（(〔[", "）)〕]"


@lru_cache(maxsize=4096)
def split_bodies(text: str) -> tuple[NamedBody, ...]:
    """Return the bodies of a list (`市发改委、工信局，各县（市、区）`) in order, with positions in the text.

    A separator inside brackets separates nothing, nor does that of `各区、镇`; 等, 等部门 are left out, but those of
    `商务部等国务院有关部门` and `商务部等和各省级人民政府` count. Two names glued together (`经济发展局生态环境局`)
    are parted where both are known; a line break inside a name is no separator when the name only becomes whole with
    it.
    """
    found: list[NamedBody] = []
    depth, start = 0, 0
    for match in _SEPARATOR.finditer(text):
        mark = match.group()
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (mark[0] not in "和及与以等" or _separates(text, start, match)):
            if mark == "\n" and not _whole(text[start : match.start()]):
                continue
            if mark == "、" and _of_one_name(text, start, match):
                continue
            found.extend(_bodies_in(text, start, match.start()))
            start = match.end()
    found.extend(_bodies_in(text, start, len(text)))
    return tuple(_with_shared_endings(text, found) if _SHARED.search(text) else found)


def _separates(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether 和 or 等 ends the name that begins at `start`: only between two names."""
    if mark.group()[0] == "等":
        return _may_name(tidy(text[start : mark.start()]))
    return _joins(text, start, mark.start(), mark.end())


def _of_one_name(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether 、 stands inside a name: `各区、镇`, `市、县人民政府`."""
    kinds = _KINDS_LIST.fullmatch(text, start, mark.start())
    if kinds is None:
        return False
    each = kinds["each"] is not None and _KIND.match(text, mark.end()) is not None
    return each or _GOVERNED.match(text, mark.end()) is not None


def _may_name(name: str) -> bool:
    return is_body(name) or is_named_by_field(name)


def _with_shared_endings(text: str, bodies: list[NamedBody]) -> list[NamedBody]:
    """Places that share the ending of the last of them are one name: `崇川、通州、海门经济开发区管委会`."""
    found: list[NamedBody] = []
    places = 0
    for body in bodies:
        if places and text[found[-1].end : body.start] != "、":
            places = 0
        if places and _PLACES_BODY.fullmatch(body.name):
            start = found[-places].start
            del found[-places:]
            body = NamedBody(tidy(text[start : body.end]), start, body.end)
        found.append(body)
        places = places + 1 if _PLACE.fullmatch(body.name) and not _may_name(body.name) else 0
    return found


def _whole(part: str) -> bool:
    return not part.strip() or is_body(part)


def _joins(text: str, start: int, left_end: int, right_start: int) -> bool:
    """Whether 和 at this place stands between two names, and not inside one (发展和改革委员会)."""
    left = tidy(text[start:left_end])
    right = _UP_TO_MARK.match(text, right_start)
    rest = _AND_OTHERS.sub("", tidy(right.group())) if right else ""
    whole = canonical_department(left + text[left_end:right_start] + rest)
    if is_canonical(whole):
        return False
    left = without_note(left)
    if rest in _GENERAL and _GENERAL_NAME.search(left):
        return False  # 各有关部门和单位
    if _EVERYONE.match(rest) and len(left) > 1:
        return True
    if left.startswith(("有关", "相关")) and is_body(tidy(right.group()) if right else ""):
        return True
    return len(left) > 2 and (ends_as_body(left) or is_listed(left))


def _bodies_in(text: str, start: int, end: int) -> list[NamedBody]:
    raw = text[start:end]
    lead = len(raw) - len(raw.lstrip(" 　\n\t由以:："))
    start += lead
    part = text[start:end].rstrip()
    part = _AND_OTHERS.sub("", part) if "等" in part else part
    part = part.rstrip("。.等 　\n")
    if ("由" in part or part[:1] in "其经") and (preface := _PREFACE.match(part)):
        start, part = start + preface.end(), part[preface.end() :]
    if not part.strip():
        return []
    cuts = (_set_apart(part) if " " in part or "　" in part else []) or _glued(part)
    pieces: list[NamedBody] = []
    position = 0
    for cut in cuts:
        name = part[position:cut].rstrip()
        pieces.append(NamedBody(tidy(name), start + position, start + position + len(name)))
        position = cut
    pieces.append(NamedBody(tidy(part[position:]), start + position, start + len(part)))
    return [piece for piece in pieces if piece.name]


def _set_apart(part: str) -> list[int]:
    """Where names begin that only a space sets apart: `市农业农村局 市水利局`, not `人行 南通分行`."""
    gaps = [gap.end() for gap in _GAP.finditer(part)]
    names = [tidy(part[a:b]) for a, b in pairwise((0, *gaps, len(part)))]
    if is_known(tidy(part)) or not all(len(name) > 2 and is_body(name) for name in names):
        return []
    return gaps if all(is_known(name) or begins_with_level(name) or name[0] == "各" for name in names[1:]) else []


def _glued(part: str) -> list[int]:
    """Where two department names run into each other without a separator."""
    cuts: list[int] = []
    if is_listed(part):
        return cuts
    position = 0
    for match in _BODY_END.finditer(part):
        left, right = tidy(part[position : match.start()]), tidy(part[match.start() :])
        first = re.match(r".*?(?:局|委员会|委|办公室|办)(?![员公])", right)
        if first and is_known(left) and is_known(first.group()) and not is_known(left + first.group()):
            cuts.append(match.start())
            position = match.start()
    return cuts
