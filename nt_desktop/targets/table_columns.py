"""What each column of a table is for: serial number, who answers, by when, what is to be done, or figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import Literal

from nt_desktop.model import Cell, Table
from nt_desktop.places import load_resource
from nt_desktop.targets.plain import tidy
from nt_desktop.targets.quantities import read_quantity
from nt_desktop.targets.units import unit_kind

ColumnRole = Literal["serial", "remark", "cost", "joint", "leading", "date", "unit", "figures", "words"]

_NONE = re.compile(r"[/／\-—–－\s]*")
_UNIT_NOTE = re.compile(r"[（(〔\[](?:单位[:：])?([^（()）〔〕\[\]]{1,16})[)）〕\]]")
_BARE = r"[-−]?\d[\d,]*(?:\.\d+)?"
BARE_NUMBER = re.compile(rf"(?P<before>[≥≤><~]|>=|<=|约)?(?P<number>{_BARE})(?P<after>以上|以下|以内|左右)?")
_SUMMED = re.compile(r"[〔\[［【](.{1,20})[〕\]］】]")
_TWO_NUMBERS = re.compile(rf"{_BARE}/{_BARE}")
_NUMBER = re.compile(r"[\d〇零一二两三四五六七八九十百千]")
_MOSTLY = 0.6
_LONGEST_FIGURE = 40  # characters


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its header path; `units` are those its header names, more than one where cells hold `3/198`."""

    index: int
    header: str
    role: ColumnRole
    units: tuple[str, ...] = ()


@cache
def table_words(name: str) -> tuple[str, ...]:
    """A list of resources/table_targets.toml: `generic`, or `kinds.target`."""
    node = load_resource("table_targets.toml")
    *parts, last = name.split(".")
    for part in parts:
        node = node[part]
    return tuple(node[last])


def has_word(text: str, name: str) -> bool:
    """Whether a text holds one of the words of a list of resources/table_targets.toml."""
    return any(word in text for word in table_words(name))


@lru_cache(maxsize=4096)
def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, `/`, `—`."""
    return _NONE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a cell is a number, with or without a unit and bounds."""
    if len(text) > _LONGEST_FIGURE or not _NUMBER.search(text):
        return False
    plain = unbracketed(tidy(text))
    return any((BARE_NUMBER.fullmatch(plain), _TWO_NUMBERS.fullmatch(plain), read_quantity(plain)))


def unbracketed(text: str) -> str:
    """A figure without the brackets that mark it as the sum of several years: `〔60〕`, `[3.5]`."""
    inside = _SUMMED.fullmatch(text)
    return inside[1] if inside else text


def named_units(text: str) -> tuple[str, ...]:
    """The units that brackets in a header or caption name: `（台/万千瓦）` gives 台 and 万千瓦, `（万吨）` one."""
    for match in reversed(list(_UNIT_NOTE.finditer(text))):
        printed = tidy(match[1]).removeprefix("单位:").removeprefix("单位：")
        parts = printed.split("/")
        if len(parts) == 2 and unit_kind(parts[0]) == "count" and unit_kind(parts[1]) in ("count", "measure"):
            return tuple(parts)
        if unit_kind(printed):
            return (printed,)
    return ()


def without_unit(text: str) -> str:
    """A header without the brackets that hold its unit."""
    return _UNIT_NOTE.sub(lambda match: "" if named_units(match[0]) else match[0], text)


def read_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table in order."""
    texts: list[list[str]] = [[] for _ in range(table.n_cols)]
    for cell in body_cells(table):
        if not is_blank(cell.text):
            for index in range(cell.col, min(cell.col + cell.col_span, table.n_cols)):
                texts[index].append(cell.text)
    return tuple(
        Column(index, header, _role(header, texts[index]), named_units(header))
        for index, header in enumerate(table.header)
    )


def body_cells(table: Table) -> list[Cell]:
    """The cells below the header in reading order, without the rows that run across the table."""
    return [
        cell
        for cell in sorted(table.cells, key=attrgetter("row", "col"))
        if cell.row >= table.n_header_rows and not (cell.col_span == table.n_cols and table.n_cols > 1)
    ]


@cache
def _named_roles() -> tuple[tuple[ColumnRole, tuple[str, ...]], ...]:
    names: tuple[ColumnRole, ...] = ("serial", "remark", "cost", "joint", "leading", "date")
    return tuple((name, table_words(f"columns.{name}")) for name in names)


def _role(header: str, texts: list[str]) -> ColumnRole:
    name = header.replace(" ", "")
    for role, words in _named_roles():
        if any(word in name for word in words):
            return role
    if name.endswith("单位"):
        known = sum(unit_kind(tidy(text)) is not None for text in texts)
        return "unit" if known > _MOSTLY * len(texts) else "leading"
    figures = sum(map(is_figure, texts))
    return "figures" if texts and figures >= _MOSTLY * len(texts) else "words"
