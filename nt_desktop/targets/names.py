"""Departments and indicators by one name, from resources/departments.toml and resources/indicators.toml.

What a document prints is kept; the canonical name stands beside it, so that 市发改委, 市发展和改革委员会 and 发改局,
or 环保局 and 生态环境局, are found together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from nt_desktop.places import load_resource
from nt_desktop.targets.plain import tidy

_NOTE_AT_END = re.compile(r"[（(][^（）()]*[）)]$")
_SENTENCE_MARK = re.compile(r"[。；：！？]")
_SEPARATOR = re.compile(r"[（(〔\[）)〕\]]|[、，,；;\n\t]|和|及|与")
_AND_OTHERS = re.compile(r"\s*等(?:\s*(?:有关|相关|各)?(?:部门|单位|职能部门)(?:和单位)?)?$")
_BODY_END = re.compile(r"(?<=[局委办会])(?=\S)")


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body named in a list of departments: its name as printed, without spaces, and where it stands."""

    name: str
    start: int
    end: int


@cache
def _departments() -> dict[str, str]:
    names: dict[str, str] = {}
    for entry in load_resource("departments.toml")["department"]:
        for name in (entry["name"], *entry.get("short", ()), *entry.get("former", ())):
            names.setdefault(name, entry["name"])
    return names


@cache
def _full_names() -> frozenset[str]:
    return frozenset(_departments().values())


@cache
def _level_pattern() -> re.Pattern[str]:
    words = sorted(load_resource("departments.toml")["levels"]["words"], key=lambda word: -len(word))
    return re.compile(f"(?:{'|'.join(words)})")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load_resource("departments.toml")["shape"]["endings"])


@cache
def _not_bodies() -> frozenset[str]:
    return frozenset(load_resource("departments.toml")["shape"]["not_bodies"])


@cache
def canonical_department(name: str) -> str:
    """The present full name of a department without level and region: `市环保局` is `生态环境局`.

    A body that departments.toml does not know keeps its name. Notes in brackets (`（长江办）`) are left out.
    """
    known = _departments()
    plain = tidy(name)
    bare = _NOTE_AT_END.sub("", plain)
    for text in (plain, bare):
        rest = text
        while True:
            if rest in known:
                return known[rest]
            level = _level_pattern().match(rest)
            if level is None or level.end() >= len(rest) - 1:
                break
            # 市管局, 市政和园林局: a level word may be part of the name, so the shortest is taken off first
            rest = rest[1:] if rest[1:] in known else rest[level.end() :]
    return plain


@lru_cache(maxsize=8192)
def same_department(one: str, other: str) -> bool:
    """Whether two names may mean one department: 市水利局 and 水利局 may, 市水利局 and 区水利局 do not.

    A list prints the level once for all its names, so a name without one fits every level.
    """
    if canonical_department(one) != canonical_department(other):
        return False
    levels = {_printed_level(one), _printed_level(other)} - {""}
    return len(levels) < 2


@cache
def _printed_level(name: str) -> str:
    """The level that a name begins with, 市 for 南通市 as well; empty where it prints none (市场监督管理局)."""
    plain = tidy(name)
    level = None if plain in _departments() else _level_pattern().match(plain)
    return level.group()[-1] if level else ""


@lru_cache(maxsize=8192)
def is_body(name: str) -> bool:
    """Whether a text looks like the name of a body that can answer for something: a department, a town, a company."""
    plain = tidy(name)
    if not 2 <= len(plain) <= 40 or plain in _not_bodies() or _SENTENCE_MARK.search(plain):
        return False
    bare = _NOTE_AT_END.sub("", plain)
    bare = re.sub(r"等(?:有关|相关)?(?:部门|单位)?$", "", bare) or bare
    return (
        canonical_department(bare) != bare
        or bare in _departments()
        or bare.endswith(_endings())
        or plain.endswith(_endings())
    )


_OPEN, _CLOSE = "（(〔[", "）)〕]"


@lru_cache(maxsize=4096)
def split_bodies(text: str) -> tuple[NamedBody, ...]:
    """Return the bodies of a list (`市发改委、工信局，各县（市、区）`) in order, with positions in the text.

    A separator inside brackets separates nothing; 等, 等部门 are left out; two names glued together
    (`经济发展局生态环境局`) are parted where both are known; a line break inside a name is no separator when the name
    only becomes whole with it.
    """
    found: list[NamedBody] = []
    depth, start = 0, 0
    for match in _SEPARATOR.finditer(text):
        mark = match.group()
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (mark not in "和及与" or _joins(text, start, match.start(), match.end())):
            if mark == "\n" and not _whole(text[start : match.start()]):
                continue
            found.extend(_bodies_in(text, start, match.start()))
            start = match.end()
    found.extend(_bodies_in(text, start, len(text)))
    return tuple(found)


def _whole(part: str) -> bool:
    return not part.strip() or is_body(part)


def _joins(text: str, start: int, left_end: int, right_start: int) -> bool:
    """Whether 和 at this place stands between two names, and not inside one (发展和改革委员会)."""
    left = tidy(text[start:left_end]).removesuffix("以")
    right = re.match(r"[^、，,；;。\n]*", text[right_start:])
    whole = canonical_department(left + text[left_end:right_start] + tidy(right.group() if right else ""))
    if whole in _full_names():
        return False
    return left.endswith(_endings()) and len(left) > 2


def _bodies_in(text: str, start: int, end: int) -> list[NamedBody]:
    raw = text[start:end]
    lead = len(raw) - len(raw.lstrip(" 　\n\t由:："))
    start += lead
    part = text[start:end].rstrip()
    part = _AND_OTHERS.sub("", part) if "等" in part else part
    part = part.rstrip("。.等 　\n")
    if not part.strip():
        return []
    pieces: list[NamedBody] = []
    position = 0
    for cut in _glued(part):
        pieces.append(NamedBody(tidy(part[position:cut]), start + position, start + cut))
        position = cut
    pieces.append(NamedBody(tidy(part[position:]), start + position, start + len(part)))
    return [piece for piece in pieces if piece.name]


def _glued(part: str) -> list[int]:
    """Where two department names run into each other without a separator."""
    cuts: list[int] = []
    known = _departments()
    if part in known:
        return cuts
    position = 0
    for match in _BODY_END.finditer(part):
        left, right = tidy(part[position : match.start()]), tidy(part[match.start() :])
        first = re.match(r".*?(?:局|委员会|委|办公室|办)(?![员公])", right)
        if first and _is_known(left) and _is_known(first.group()) and not _is_known(left + first.group()):
            cuts.append(match.start())
            position = match.start()
    return cuts


def _is_known(name: str) -> bool:
    return name in _departments() or canonical_department(name) in _full_names()


@cache
def _indicators() -> dict[str, str]:
    names: dict[str, str] = {}
    for entry in load_resource("indicators.toml")["indicator"]:
        for name in (entry["name"], *entry.get("same", ())):
            names[tidy(name).casefold()] = entry["name"]
    return names


@cache
def _indicator_names() -> frozenset[str]:
    return frozenset(_indicators().values())


@cache
def _indicator_noise() -> tuple[re.Pattern[str], re.Pattern[str]]:
    noise = load_resource("indicators.toml")["noise"]
    before = "|".join(sorted(noise["before"], key=lambda word: -len(word)))
    after = "|".join(sorted(noise["after"], key=lambda word: -len(word)))
    return re.compile(f"^(?:{before})(?=..)"), re.compile(f"(?:{after})$")


@cache
def canonical_indicator(name: str) -> str:
    """One name for indicators that say the same: `PM2.5年均浓度`, `PM2.5浓度年度目标` are `PM2.5浓度`.

    Scope (全市), brackets and words like 目标 or 年度 are taken off; synonyms come from indicators.toml.
    """
    known = _indicators()
    before, after = _indicator_noise()
    text = tidy(name)
    if text.casefold() in known:
        return known[text.casefold()]
    text = re.sub(r"[（(][^（）()]*[）)]", "", text)
    text = text.replace("的", "") if len(text) > 6 else text
    for _ in range(4):
        if text.casefold() in known:
            return known[text.casefold()]
        shorter = after.sub("", before.sub("", text))
        if shorter == text or len(shorter) < 2:
            break
        text = shorter
    return known.get(text.casefold(), text)


def is_known_indicator(name: str) -> bool:
    """Whether indicators.toml lists the name, or does once scope and words like 目标 are taken off."""
    return canonical_indicator(name) in _indicator_names()
