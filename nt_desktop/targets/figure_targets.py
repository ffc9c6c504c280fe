"""Targets in table cells that are figures: the row's label and the column's header say what the figure is.

| table | reading |
| --- | --- |
| 地区 × `PM2.5浓度（μg/m³） / 全年工作目标`, cell `33` | the header is the indicator, the row its scope |
| `…风电装机规模…` × `年度计划 / 2020年`, cell `30万千瓦` | the row is the indicator, the column its deadline |
| `今年治理任务（规模场）` × 汇龙, 惠萍 …, cell `2` | the row is the indicator, the header its scope |
| `燃煤机组节能改造（台/万千瓦）`, cell `3/198` | two targets |

A figure is a target where its header, its row or the caption speaks of 任务, 目标, 计划, a baseline where it stands for
an earlier year or beside the target as the stock it starts from (规模场数量), a result where it is told as done
(已关闭数). What a list of companies or projects gives as its size is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nt_desktop.model import Cell, Comparator, Table, Target, TargetKind
from nt_desktop.targets.deadlines import find_deadline, scan_dates
from nt_desktop.targets.plain import tidy
from nt_desktop.targets.planned_works import counted_in_task, counted_work, lists_works
from nt_desktop.targets.predicates import reach_tail
from nt_desktop.targets.quantities import read_quantity, scan_quantities
from nt_desktop.targets.table_columns import (
    BARE_NUMBER,
    Column,
    body_cells,
    has_word,
    is_blank,
    is_figure,
    is_total,
    named_units,
    sections_above,
    table_words,
    unbracketed,
    unnumbered,
    without_unit,
)
from nt_desktop.targets.table_duties import row_bodies
from nt_desktop.targets.units import unit_kind

_YEARS = re.compile(r"(?:19|20)\d\d\s?年?度?|\d{1,2}\s?[-—~～至]?\s?\d{0,2}月份?|[一二三四]季度|“?十[一二三四五]五”?")
_BOUNDS: dict[str | None, Comparator] = {
    "≥": ">=", ">=": ">=", "以上": ">=", "≤": "<=", "<=": "<=", "以下": "<=", "以内": "<=", ">": ">", "<": "<",
    "~": "~", "约": "~", "左右": "~",
}  # fmt: skip
_PATH = " / "
_GROWTH = re.compile(r"(?:年均)?(?:累计)?(?:增长|增速|增幅|下降|降幅|降低|提高|减少)率?(?:[（(\[〔].*)?")
_LONGEST_NAME, _SHORTEST_NAME = 30, 4  # characters


@dataclass(frozen=True, slots=True)
class TableContext:
    """What a table inherits: the year that 今年 and 6月底前 are counted from, the plan's deadline and first year."""

    year: int | None
    deadline: str | None
    first_year: int | None = None


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a figure at a crossing of row and column is."""

    indicator: str
    scope: str | None
    kind: TargetKind
    deadline: str | None
    comparator: Comparator
    change: bool
    baseline: str | None
    unit: str = ""  # of a figure for which the table prints none


def figure_targets(
    table: Table, columns: tuple[Column, ...], context: TableContext, stated: Sequence[Target]
) -> Iterator[Target]:
    """The targets, results and baselines that the figures of a table state, in reading order.

    `stated` are the targets that sentences in the same table state: a figure for a year (`计划 / 2018年`: `6万千瓦`)
    has the indicator of the sentence in its row that has the same unit. Keys, canonical names and base values are left
    to be filled in.
    """
    places = {column.index: column for column in columns if column.role == "figures" or is_dated(column)}
    if not places:
        return
    labels = {row: row_label(table, columns, row) for row in range(table.n_header_rows, len(table.rows))}
    reading = _TableReading(table, columns, labels, context)
    spoken = {(target.clause, target.unit): target.indicator for target in reversed(stated)}
    for cell in body_cells(table):
        column = places.get(min(cell.col + cell.col_span - 1, table.n_cols - 1))
        if column is None or is_blank(cell.text) or not is_figure(cell.text):
            continue
        meaning = reading.meaning(cell, column)
        if meaning is None:
            continue
        for value, value_max, unit, comparator, suffix in _values(cell, column, reading.units(cell.row, column)):
            falls = isinstance(value, Decimal) and value < 0 and unit == "%" and meaning.kind == "target"
            yield Target(
                key="",
                seed=table.seed,
                document=table.document,
                clause=table.row_key(cell.row),
                table=table.key,
                row_label=labels[cell.row],
                col_label=column_label(table, cell),
                quote=cell.text,
                kind=meaning.kind,
                indicator=spoken.get((table.row_key(cell.row), unit))
                or reading.counted(cell.row, column, unit)
                or meaning.indicator + suffix,
                comparator="decrease" if falls else comparator or meaning.comparator,
                value=abs(value) if falls else value,
                value_max=value_max,
                unit=unit or meaning.unit,
                change=meaning.change or falls,
                baseline=meaning.baseline,
                deadline=meaning.deadline,
                scope=meaning.scope,
                lead=row_bodies(table, columns, cell.row, "lead"),
                participants=row_bodies(table, columns, cell.row, "participant"),
                start=cell.start,
                end=cell.end,
                rule="表格数值",
                confidence=0.8 if cell.uncertain else 0.95,
            )


def column_label(table: Table, cell: Cell) -> str:
    """The header of a cell; of one that covers several columns, the first to the last: `计划 / 2018年–2020年`."""
    first = table.header[cell.col]
    last = table.header[min(cell.col + cell.col_span, table.n_cols) - 1]
    return first if first == last else f"{first}–{last.rpartition(_PATH)[2]}"


def column_deadline(table: Table, cell: Cell, context: TableContext) -> str | None:
    """The deadline that a cell's header gives: of a merged cell, that of the last column it covers."""
    header = table.header[min(cell.col + cell.col_span, table.n_cols) - 1]
    return find_deadline(header.rpartition(_PATH)[2], context.year) or find_deadline(header, context.year)


def row_deadline(table: Table, columns: tuple[Column, ...], row: int, context: TableContext) -> str | None:
    """The deadline that a row's own column of dates gives."""
    for column in columns:
        if column.role == "date" and (found := find_deadline(table.rows[row][column.index], context.year)):
            return found
    return None


class _TableReading:
    """The decisions that hold for a whole table: what rows and columns stand for, what the table is about."""

    def __init__(
        self, table: Table, columns: tuple[Column, ...], labels: dict[int, str], context: TableContext
    ) -> None:
        self.table, self.columns, self.labels, self.context = table, columns, labels, context
        figures = [column for column in columns if column.role == "figures"]
        dated = [column for column in figures if _YEARS.search(column.header)]
        self.growth = {column.index for column in figures if dated and _GROWTH.fullmatch(_leaf(column.header))}
        own = [bare for column in figures if column.index not in self.growth and (bare := _bare(column.header))]
        texts = [label for label in labels.values() if label]
        self.columns_are_places = bool(own) and _share_of_measures(texts) > _share_of_measures(own)
        names = texts if self.columns_are_places else [column.header for column in figures]
        self.some_are_targets = any(has_word(name, "kinds.target") for name in names)
        label_headers = " ".join(column.header for column in columns if column.role in ("words", "serial"))
        listing = self.listing = has_word(label_headers, "listing")
        self.lists_works = lists_works(table.caption)
        told = has_word(table.caption, "kinds.result")
        self.caption_promises = has_word(table.caption, "kinds.target") and not listing and not told
        promising = has_word(table.caption, "kinds.promise") or any(
            has_word(name, "kinds.binding") for name in table.header
        )
        self.caption_promises = self.caption_promises or (promising and bool(dated) and not listing)
        self.last_deadline = find_deadline(_leaf(dated[-1].header)) if dated else None
        self.caption_units = named_units(table.caption) or ((table.unit,) if table.unit else ())
        self.year = find_year(table.caption) or context.year or context.first_year
        self.own_year = find_year(table.caption)
        self.sections = sections_above(table)

    def units(self, row: int, column: Column) -> tuple[str, ...]:
        """The units of a figure that prints none itself."""
        if column.units:
            return column.units
        for other in self.columns:
            if other.role == "unit" and not is_blank(self.table.rows[row][other.index]):
                return (tidy(self.table.rows[row][other.index]),)
        return named_units(self.labels[row]) or self.caption_units

    def meaning(self, cell: Cell, column: Column) -> _Meaning | None:
        """What a figure is, or None where it promises nothing."""
        label, header = self.labels[cell.row], column.header
        if self.lists_works and (work := self._work(cell, column, label)):
            return work
        grows = column.index in self.growth
        by_row = self.columns_are_places or grows or not _bare(header)
        name = label if by_row else header
        if not name:
            return None
        leaf = header.rpartition(_PATH)[2]
        dated = find_deadline(leaf, self.year) or find_deadline(header, self.year)
        kind = self._kind(name if self.columns_are_places else f"{header} {label if by_row else ''}", dated)
        if kind is None:
            return None
        dates = scan_dates(tidy(name), self.year)
        baseline = next((str(date.year) for date in dates if date.role == "baseline"), None)
        comparator, change = _change(header if grows else name, baseline, self.units(cell.row, column))
        deadline = None
        if kind == "target":
            deadline = dated or find_deadline(label, self.year)
            deadline = deadline or row_deadline(self.table, self.columns, cell.row, self.context)
            deadline = deadline or (self.last_deadline if grows else None)
            deadline = deadline or (str(self.own_year) if self.own_year else None) or self.context.deadline
        elif kind == "result":
            deadline = dated
        scope = header if self.columns_are_places and _bare(header) and not grows else (None if by_row else label)
        if scope and is_total(scope):
            scope = None
        return _Meaning(indicator_name(name), scope or None, kind, deadline, comparator, change, baseline)

    def counted(self, row: int, column: Column, unit: str) -> str | None:
        """What a count in a column of years counts where its row tells a whole task instead of a name."""
        label = self.labels[row]
        if len(label) <= _LONGEST_NAME or unit_kind(unit) != "count" or not _YEARS.search(column.header):
            return None
        return counted_in_task(label, self.sections[row])

    def _work(self, cell: Cell, column: Column, label: str) -> _Meaning | None:
        """What a plain count in a list of planned works is."""
        header = indicator_name(_leaf(column.header))
        if self.columns_are_places and not has_word(header, "amounts"):
            return None
        if _YEARS.search(column.header) or find_deadline(column.header, self.year):
            return None
        work = counted_work(cell.text, header, label, self.table.caption, self.listing)
        if work is None:
            return None
        deadline = row_deadline(self.table, self.columns, cell.row, self.context)
        deadline = deadline or (str(self.own_year) if self.own_year else None) or self.context.deadline
        scope = None if work.from_row or is_total(label) else label
        return _Meaning(tidy(work.name), scope or None, "target", deadline, "=", False, None, work.unit)

    def _kind(self, name: str, dated: str | None) -> TargetKind | None:
        if has_word(name, "kinds.result"):
            return "result"
        first = self.context.first_year if has_word(name, "kinds.target") else None
        if dated and self.year and dated[:4].isdecimal() and int(dated[:4]) < (first or self.year):
            return "baseline"
        if has_word(name, "kinds.target"):
            return "target"
        if has_word(name, "kinds.baseline") and self.some_are_targets:
            return "baseline"
        if has_word(name, "kinds.stock"):
            return "baseline" if self.caption_promises else None
        if self.lists_works and has_word(name, "sizes"):
            return None
        return "target" if self.caption_promises or (dated and self.some_are_targets) else None


def _leaf(header: str) -> str:
    return header.rpartition(_PATH)[2]


def find_year(text: str) -> int | None:
    """The year that a caption names."""
    deadline = find_deadline(unnumbered(text))
    return int(deadline[:4]) if deadline and deadline[:4].isdecimal() else None


def is_dated(column: Column) -> bool:
    """Whether a column of words is for a year or a part of one, so that a figure in it is the row's for that time."""
    return column.role == "words" and bool(_YEARS.search(column.header.rpartition(_PATH)[2]))


def row_label(table: Table, columns: tuple[Column, ...], row: int) -> str:
    """The last words that stand before the first figure of a row, its serial number left out."""
    label = ""
    for column in columns:
        if column.role == "figures" or is_dated(column):
            break
        text = table.rows[row][column.index]
        if column.role == "words" and not is_blank(text):
            label = text.replace("\n", "")
    return label


@lru_cache(maxsize=1024)
def _bare(header: str) -> str:
    """What a header says beside years, units and words like 目标值; empty where it names no indicator of its own."""
    text = _YEARS.sub("", without_unit(header)).replace("/", "")
    for word in sorted(table_words("generic"), key=len, reverse=True):
        text = text.replace(word, "")
    return re.sub(r"[\W_]", "", text)


def _share_of_measures(names: list[str]) -> float:
    return sum(has_word(name, "measures") for name in names) / len(names) if names else 0.0


@lru_cache(maxsize=1024)
def indicator_name(name: str) -> str:
    """The indicator that a header path or row label names: units, years and what a lower level repeats taken out."""
    parts = [_YEARS.sub("", re.sub(r"(?:比|较)(?:上年|去年|(?:19|20)\d\d年)", "", part)) for part in name.split(_PATH)]
    whole = ""
    for part in (without_unit(part).strip() for part in parts):
        if whole and _without_change(part) in whole:
            continue
        overlap = next((n for n in range(min(len(whole), len(part)), 1, -1) if whole.endswith(part[:n])), 0)
        whole += part[overlap:]
    plain = _without_value((tidy(whole) or tidy(name)).strip("。；，、："))
    if len(plain) <= _LONGEST_NAME:
        return plain
    last = re.split(r"[。；，]", plain)[-1]  # of a row that tells a whole task, what it ends with
    return last if len(last) >= _SHORTEST_NAME else plain


def _without_value(name: str) -> str:
    """A name without the value that it says is reached: 市区污水处理率达到90% is the name of a row."""
    found = scan_quantities(name) if name[-1:] in "%‰上下内" or name[-2:] == "左右" else ()
    if not found or found[-1].full_end != len(name) or found[-1].kind != "rate":
        return name
    front = name[: found[-1].full_start]
    reach = reach_tail().search(front)
    front = front[: reach.start()] if reach else front
    return front if len(front) >= _SHORTEST_NAME else name


def _without_change(part: str) -> str:
    words = (*table_words("changes.decrease"), *table_words("changes.increase"))
    return part.removeprefix(next((word for word in words if part.startswith(word)), ""))


def _change(name: str, baseline: str | None, units: tuple[str, ...]) -> tuple[Comparator, bool]:
    if baseline or "%" in units:
        for direction in ("decrease", "increase"):
            if has_word(name, f"changes.{direction}"):
                return direction, True
    return "=", False


def _values(
    cell: Cell, column: Column, units: tuple[str, ...]
) -> Iterator[tuple[Decimal, Decimal | None, str, Comparator | None, str]]:
    """The figures of a cell with their units; the last item is added to the indicator where the cell holds two."""
    plain = unbracketed(tidy(cell.text))
    parts = plain.split("/")
    if len(parts) > 1 and len(parts) == len(units):
        for part, unit in zip(parts, units, strict=True):
            if BARE_NUMBER.fullmatch(part):
                yield _decimal(part), None, unit, None, "容量" if unit != units[0] else f"{unit}数"
    elif bare := BARE_NUMBER.fullmatch(plain):
        bound = _BOUNDS.get(bare["before"] or bare["after"])
        yield _decimal(bare["number"]), None, "/".join(units), bound, ""
    elif quantity := read_quantity(plain):
        yield quantity.value, quantity.value_max, quantity.unit, quantity.comparator, ""


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-"))
