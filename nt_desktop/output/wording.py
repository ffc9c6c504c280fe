"""The fixed words of an excerpt: citation, headings above a passage, targets in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from nt_desktop.catalog.selection import KIND_NAMES
from nt_desktop.model import Document, Target
from nt_desktop.output.excerpt import Grid, GridCell, Passage, chinese_date

COMPARATOR_SIGNS = {
    "=": "",
    ">=": "≥",
    "<=": "≤",
    ">": ">",
    "<": "<",
    "~": "约",
    "increase": "增长",
    "decrease": "下降",
}
_RUN = 3  # targets of one document in a row, on average, from which it is named above them
PATH_SEPARATOR = " › "


def source_line(passage: Passage) -> str:
    """Where the words stand: `《…》（通政办发〔2023〕24号）三、（二）15`; of a part also what it belongs to."""
    parts = (f"《{passage.parent}》附件" if passage.parent else "", passage.doc_number)
    number = "，".join(part for part in parts if part)
    return f"《{passage.title}》{f'（{number}）' if number else ''}{passage.place}"


def citation_line(passage: Passage) -> str:
    """The line under a passage; "" for a list of the program's own."""
    return f"——摘自{source_line(passage)}" if passage.title else ""


def meta_parts(passage: Passage) -> tuple[str, ...]:
    """文号, 发文机关 and 成文日期, those that there are."""
    parts = (passage.doc_number, passage.issuer, chinese_date(passage.date))
    return tuple(part for part in parts if part)


def path_line(passage: Passage) -> str:
    """The path with its headings: `一、总体要求 › （三）主要目标`."""
    return PATH_SEPARATOR.join(f"{step.label}{step.heading}" for step in passage.path)


def source_code_line(passage: Passage) -> str:
    """The short code that finds the passage in the program."""
    return f"条款编号：{'、'.join(passage.keys)}"


def dates_line(printed: str, collected: str) -> tuple[str, str]:
    """The two dates at the foot of a page."""
    return f"打印日期：{chinese_date(printed)}", f"资料截至：{chinese_date(collected)}" if collected else ""


def number_words(value: Decimal | str | None) -> str:
    """A value as it is printed: no exponent, no trailing zeros."""
    if value is None or isinstance(value, str):
        return value or ""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_words(target: Target) -> str:
    """Comparator, value and unit: `≥ 95 %`, `下降 30 %（较2020年）`."""
    value = number_words(target.value)
    if target.value_max is not None:
        value += f"～{number_words(target.value_max)}"
    words = " ".join(part for part in (COMPARATOR_SIGNS[target.comparator], value, target.unit) if part)
    if target.baseline:
        words += f"（较{target.baseline}{'年' if target.baseline.isdecimal() else ''}）"
    return words


def targets_grid(targets: tuple[Target, ...]) -> Grid:
    """Targets as a small table: indicator, value, deadline, who leads."""
    rows = [("指标", "目标值", "期限", "牵头")]
    rows += [(t.indicator, value_words(t), t.deadline or "", "、".join(t.lead)) for t in targets]
    return _grid("量化指标", rows)


def targets_list(targets: Iterable[Target], documents: Mapping[str, Document]) -> Grid:
    """Targets of many documents as a table to print, in their order: kind and source beside what `targets_grid` has.

    Where a document's targets stand together its name is a row above them, else it is in a column; the kind is left
    out where all are targets to be reached.
    """
    listed = tuple(targets)
    runs = [(documents.get(key), len(list(run))) for key, run in groupby(listed, key=lambda target: target.document)]
    grouped = len(runs) * _RUN <= len(listed)
    kinds = {target.kind for target in listed} != {"target"}
    heads = ("序号", "指标", *(("类型",) if kinds else ()), "目标值", "期限", "牵头", *(() if grouped else ("来源",)))
    rows: list[Sequence[str]] = [heads]
    number = 0
    for document, count in runs:
        if grouped:
            rows.append((_named(document, listed[number]),))
        for t in listed[number : number + count]:
            number += 1
            kind = (KIND_NAMES[t.kind],) if kinds else ()
            source = () if grouped else ((document.doc_number or document.title) if document else t.document,)
            rows.append((str(number), t.indicator, *kind, value_words(t), t.deadline or "", "、".join(t.lead), *source))
    return _grid("", rows)


def _named(document: Document | None, target: Target) -> str:
    if document is None:
        return target.document
    return f"《{document.title}》{f'（{document.doc_number}）' if document.doc_number else ''}"


def _grid(caption: str, rows: Sequence[Sequence[str]]) -> Grid:
    """The rows under their heads, the first; a row of one cell goes across."""
    wide = len(rows[0])
    cells = tuple(
        GridCell(i, j, 1, wide if len(row) == 1 else 1, text)
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
    )
    return Grid("", caption, len(rows), wide, 1, cells)
