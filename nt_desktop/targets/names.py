"""Departments and indicators by one name, from resources/departments.toml and resources/indicators.toml.

What a document prints is kept; the canonical name stands beside it, so that 市发改委, 市发展和改革委员会 and 发改局,
or 环保局 and 生态环境局, are found together.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from nt_desktop.places import load_resource
from nt_desktop.targets.plain import tidy

_NOTE_AT_END = re.compile(r"[（(][^（）()]*[）)]$")
_EACH_GOVERNMENT = re.compile(r"各[^党]*政府")
_FUNCTION_WORD = re.compile(r"[的对将把向从并要由]|负责|进行|开展")
_LATER = re.compile(r"[、，,；;].*", re.DOTALL)
_CLAUSE_MARK = re.compile(r"[。；：！？《》]")
_SENTENCE_MARK = re.compile(r"[。；：！？]")
_DEPARTMENT_WORD = re.compile(r"(?:主管)?部门$")
_OFFICE = re.compile(r"(?:局|委员会|委|办公室|办|部)$")


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
def _stems() -> dict[str, str]:
    """What stands for a department in a list of fields: 环保 in `环保、水务部门` for 环保局."""
    stems: dict[str, str] = {}
    for name, full in _departments().items():
        stem = _OFFICE.sub("", name)
        if stem != name and len(stem) > 1:
            stems.setdefault(stem, full)
    return stems


@cache
def canonical_department(name: str) -> str:
    """The present full name of a department without level and region: `市环保局` is `生态环境局`.

    A department may be named by its field (`环保部门`, the 安监 of `安监、环保部门`). A body that departments.toml does
    not know keeps its name. Notes in brackets (`（长江办）`) are left out.
    """
    plain = tidy(name)
    official = _official(plain)
    return official if official != plain else (_by_field(plain) or plain)


def _by_field(plain: str) -> str | None:
    field = _DEPARTMENT_WORD.sub("", _NOTE_AT_END.sub("", plain))
    while field:
        if field in _stems():
            return _stems()[field]
        level = _level_pattern().match(field)
        if level is None:
            return None
        field = field[level.end() :]
    return None


@cache
def _official(plain: str) -> str:
    known = _departments()
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
    return _official(bare) != bare or bare in _departments() or bare.endswith(_endings()) or plain.endswith(_endings())


@lru_cache(maxsize=8192)
def is_named_by_field(name: str) -> bool:
    """Whether a text is the field of a department and nothing more: 发改, 市交通运输, 海洋与渔业."""
    plain = tidy(name)
    return not is_body(plain) and _by_field(plain) is not None


@cache
def _clause_beginning() -> re.Pattern[str]:
    return re.compile("|".join(load_resource("departments.toml")["shape"]["clause_words"]))


def begins_clause(name: str) -> bool:
    """Whether a name begins with a word of doing and is not sure to be one: 调动各类主体, 指定一个部门."""
    return _clause_beginning().match(name) is not None and not is_full_name(name)


@lru_cache(maxsize=8192)
def is_clause(text: str) -> bool:
    """Whether a text says what is to be done and names nobody: `负责日常工作`, `落实工地围挡`, `创建5个工地。…`."""
    plain = tidy(text).rstrip("。；")
    if _CLAUSE_MARK.search(plain):
        return True
    return not is_body(plain) and begins_clause(_LATER.sub("", plain))


@lru_cache(maxsize=8192)
def is_full_name(name: str) -> bool:
    """Whether a name is sure to be one in running text: a known department, or an office, company or government
    called by its level or place (`市“263”行动领导小组办公室`), not a general word like 各部门.
    """
    plain = _NOTE_AT_END.sub("", tidy(name))
    if canonical_department(plain) in _full_names():
        return True
    shape = load_resource("departments.toml")["shape"]
    if len(plain) > 30 or not plain.endswith(tuple(shape["office_endings"])) or _FUNCTION_WORD.search(plain):
        return False
    return _level_pattern().match(plain) is not None or _EACH_GOVERNMENT.fullmatch(plain) is not None


@cache
def known_name_pattern() -> str:
    """The names of departments.toml with their levels, as a regular expression."""
    names = "|".join(sorted(map(re.escape, _departments()), key=lambda name: -len(name)))
    return rf"{_level_pattern().pattern}{{0,2}}(?:{names})"


def is_general(name: str) -> bool:
    """Whether a word is no body though it may end like one: 单位, 园区, 企业."""
    return name in _not_bodies()


@cache
def _groups() -> frozenset[str]:
    return frozenset(load_resource("departments.toml")["shape"]["groups"])


def is_group(name: str) -> bool:
    """Whether a word is a body where it stands in a list of bodies only: 街道, 企业."""
    return name in _groups()


def is_known(name: str) -> bool:
    """Whether departments.toml lists a name, with its level or without."""
    return name in _departments() or canonical_department(name) in _full_names()


def is_listed(name: str) -> bool:
    """Whether departments.toml lists a name as it stands, without a level."""
    return name in _departments()


def is_canonical(name: str) -> bool:
    """Whether a name is the present full name of a department."""
    return name in _full_names()


def ends_as_body(name: str) -> bool:
    """Whether a name ends as those of bodies do: 局, 街道, 公司."""
    return name.endswith(_endings())


def begins_with_level(name: str) -> bool:
    """Whether a name begins with a level or a place: 市, 区, 南通市."""
    return _level_pattern().match(name) is not None


def without_note(name: str) -> str:
    """A name without the brackets at its end."""
    return _NOTE_AT_END.sub("", name)


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
