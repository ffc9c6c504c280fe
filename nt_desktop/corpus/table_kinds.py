"""What columns are for and what cells hold: the vocabulary that tables are read with.

A column's kind is read off the words of its header, a cell's content off its first characters. Which contents a kind
of column usually holds is data (`resources/tables.toml`), so that rows can be placed by meaning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from nt_desktop.places import load_resource

Kind = Literal[
    "serial",
    "remark",
    "participant",
    "lead",
    "time",
    "number",
    "place",
    "category",
    "name",
    "task",
    "detail",
    "period",
    "other",
]
Content = Literal["empty", "serial", "number", "mark", "date", "department", "short", "medium", "long"]
CONTENTS: tuple[Content, ...] = ("empty", "serial", "number", "mark", "date", "department", "short", "medium", "long")

_SEEN = 160  # characters of a cell that its content is told by
_SHORT, _MEDIUM = 12, 40
_LABEL = 60  # no header label is longer
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PERIOD = re.compile(
    r"(?:到|至)?(?:19|20)\d\d(?:[-~—–－至](?:19|20)?\d\d)?年?度?(?:底|末|目标|计划|任务)?|第?[一二三四1-4]季度|[上下]半年|"
    r"\d{1,2}(?:[-~—–－至]\d{1,2})?月份?|[一二三四五六七八九十]{1,2}月份?|全年|第[一二三四五]阶段|[近中远]期"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_SERIAL = re.compile(
    r"\d{1,4}(?:[-.]\d{1,3}){0,2}[.、．]?|[（(]?[一二三四五六七八九十]{1,3}[）)]?、?|[（(]\d{1,3}[）)]|[①-⑳]"
)
_NUMBER = re.compile(
    r"[约超近≥≤<>＞＜+-]?\d[\d,，]*(?:\.\d+)?(?:[-~—–/、]\d[\d,]*(?:\.\d+)?)*\s*[%％‰]?\s*[\u4e00-\u9fffa-zA-Zμ/²³]{0,6}(?:以[上下内])?"
)
_DATE = re.compile(
    r"(?:19|20)\d\d[.．/年-]\s*\d{1,2}(?:[.．/月-]\s*\d{1,2}日?|月?)?(?:份|底|末|前|底前|末前|之前|以前|起)?"
    r"|(?:(?:19|20)\d\d年?)?(?:\d{1,2}月(?:\d{1,2}日)?份?|年|[一二三四]季度|[上下]半年)?(?:底|末)?(?:之前|以前|前)?"
)
_SPLIT = re.compile(r"[、，,；;\s/]+")
_BRACKETS = re.compile(r"[（(][^（）()]{0,20}[）)]")


@dataclass(frozen=True, slots=True)
class _Words:
    columns: tuple[tuple[Kind, tuple[str, ...]], ...]
    shares: dict[Kind, dict[Content, float]]
    marks: frozenset[str]
    none: frozenset[str]
    department_ends: tuple[str, ...]
    department_words: tuple[str, ...]
    date_words: tuple[str, ...]
    recurring: tuple[str, ...]
    notes: tuple[str, ...]
    units: tuple[str, ...]
    totals: frozenset[str]
    subtotals: tuple[str, ...]
    layouts: tuple[str, ...]
    titles: tuple[str, ...]
    themes: tuple[tuple[str, ...], ...]


@cache
def words() -> _Words:
    """The vocabulary of tables."""
    data = load_resource("tables.toml")
    cells, rows = data["cells"], data["rows"]
    return _Words(
        columns=tuple((kind, tuple(found)) for kind, found in data["columns"].items()),
        shares=data["contents"],
        marks=frozenset(cells["marks"]),
        none=frozenset(cells["none"]),
        department_ends=tuple(cells["department_ends"]),
        department_words=tuple(cells["department_words"]),
        date_words=tuple(cells["date_words"]),
        recurring=tuple(cells["recurring"]),
        notes=tuple(rows["notes"]),
        units=tuple(rows["units"]),
        totals=frozenset(rows["totals"]),
        subtotals=tuple(rows["subtotals"]),
        layouts=tuple(rows["layouts"]),
        titles=tuple(rows["titles"]),
        themes=tuple(tuple(group) for group in data["themes"]["groups"]),
    )


def bare(text: str) -> str:
    """A label without white space and line breaks."""
    return "".join(text.split())


def column_kind(label: str) -> Kind:
    """What a column is for, by the words of its header label; `other` where they don't say."""
    return _column_kind(label[:_LABEL])


@lru_cache(maxsize=1 << 12)
def _column_kind(label: str) -> Kind:
    name = bare(label)
    if not name:
        return "other"
    if _PERIOD.fullmatch(name):
        return "period"
    for kind, found in words().columns:
        for word in found:
            if word[1:] == name if word.startswith("=") else word in name:
                return kind
    return "other"


def names_column(label: str) -> bool:
    """Whether a label names what a column is for, and is not itself an entry (`地区`, not `沿江园区`)."""
    kind = column_kind(label)
    if kind not in ("other", "place"):
        return True
    name = bare(label)
    return name.startswith(("所在", "所属")) or any(
        name == word.lstrip("=") for _, found in words().columns for word in found
    )


def is_period(label: str) -> bool:
    """Whether a header label is a year, a quarter, a month or a phase."""
    return len(label) <= _LABEL and _PERIOD.fullmatch(bare(label)) is not None


def period_number(label: str) -> int | None:
    """The year of a header label, or the quarter 1–4."""
    name = bare(label[:_LABEL])
    if year := _YEAR.search(name):
        return int(year[1])
    quarter = _QUARTER.fullmatch(name)
    return _QUARTERS[quarter[1]] if quarter else None


def years_in(text: str) -> tuple[tuple[int, bool], ...]:
    """The years that a text mentions, each with whether it is a time by which something is due."""
    if "20" not in text and "19" not in text:
        return ()
    found = []
    for match in _YEAR.finditer(text[:2000]):
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 8]
        found.append((int(match[1]), any(word in around for word in ("前", "底", "到", "至", "末"))))
    return tuple(found)


@cache
def _share(kind: Kind) -> tuple[float, ...]:
    shares = words().shares[kind]
    return tuple(shares.get(content, 0.004) for content in CONTENTS)


def usual_share(kind: Kind) -> tuple[float, ...]:
    """How often each of CONTENTS stands in a column of this kind; the shares add up to about 1."""
    return _share(kind)


def content_of(text: str) -> Content:
    """What a cell holds, told by its first characters."""
    if not text:
        return "empty"
    return "long" if len(text) > _SEEN else _content_of(text)


@lru_cache(maxsize=1 << 15)
def _content_of(text: str) -> Content:
    seen = bare(text)
    vocabulary = words()
    if not seen:
        return "empty"
    if seen in vocabulary.marks:
        return "mark"
    if len(seen) <= 12 and _SERIAL.fullmatch(seen) and not _YEAR.fullmatch(seen) and "." not in seen[:-1]:
        return "serial"
    if len(seen) <= 16 and (_DATE.fullmatch(seen) or any(word in seen for word in vocabulary.date_words)):
        return "date"
    if len(seen) <= 20 and _NUMBER.fullmatch(seen) and not _YEAR.match(seen):
        return "number"
    if _is_department(seen):
        return "department"
    if len(seen) <= _SHORT:
        return "short"
    return "medium" if len(seen) <= _MEDIUM else "long"


def _is_department(text: str) -> bool:
    vocabulary = words()
    parts = [part for part in _SPLIT.split(_BRACKETS.sub("", text)) if part]
    if not parts or text.endswith(("。", "；")):
        return False
    ends = sum((part.endswith(vocabulary.department_ends) or part[0] == "各") and len(part) <= 16 for part in parts)
    if any(word in text for word in vocabulary.department_words):
        return bool(ends)
    return bool(ends * 2 > len(parts)) and not text[0].isdigit() and max(map(len, parts)) <= 16


def is_label_like(text: str) -> bool:
    """Whether a text could be the label of a column: short, and no sentence."""
    return len(text) <= _LABEL and not bare(text).endswith(("。", "；", "，"))


def looks_like_header(texts: Sequence[str]) -> bool:
    """Whether the cells of a row are the labels of columns: a serial column first, or most of them known words."""
    filled = [text for text in texts if text]
    if len(filled) < 2 or filled[0][0].isdigit() or not all(map(is_label_like, texts)):
        return False
    kinds = [column_kind(text) for text in texts[:64] if text]
    if any(content_of(text) in ("serial", "mark") for text in filled[:64]):
        return False
    if kinds[0] == "serial":
        return True
    return (
        len(filled) >= 3 and sum(kind != "other" for kind in kinds) * 5 >= len(kinds) * 3 and len(filled) == len(texts)
    )


def is_total(text: str) -> bool:
    """Whether a label names a total."""
    return len(text) <= 8 and bare(text) in words().totals


def is_note(text: str) -> bool:
    """Whether a row or line is a note to a table."""
    return text.startswith(words().notes)
