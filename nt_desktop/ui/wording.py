"""How values, dates and places are written on screen."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest

from nt_desktop.catalog.selection import KIND_NAMES
from nt_desktop.model import Document, Target

COMPARATORS = {
    "=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈", "increase": "↑", "decrease": "↓",
}  # fmt: skip
COMPARATOR_WORDS = {
    "=": "达到", ">=": "不低于", "<=": "不高于", ">": "超过", "<": "低于", "~": "约",
    "increase": "上升", "decrease": "下降",
}  # fmt: skip
KINDS = KIND_NAMES
_ISSUES = re.compile(r"(?:印发|转发|关于)(?!印发|转发)(?:.{0,12}(?=《))?(.+?)的?(?:通知|通报|批复)$")
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def number(value: Decimal | str) -> str:
    """A value on screen: no exponent, no trailing zeros after the point, thousands set apart from 10000 on."""
    if isinstance(value, str):
        return value
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{Decimal(text):,}" if abs(value) >= 10000 else text


def value_text(target: Target) -> str:
    """Comparator and value, without the unit: `≥ 95`, `30–40`, `↓ 12`."""
    sign = COMPARATORS[target.comparator]
    figure = number(target.value)
    if target.value_max is not None:
        figure = f"{figure}–{number(target.value_max)}"
    return f"{sign} {figure}".strip()


def value_phrase(target: Target) -> str:
    """The same in words, for those who listen: `不低于 95 %`."""
    return f"{COMPARATOR_WORDS[target.comparator]} {value_text(target).lstrip('≥≤<>≈↑↓ ')} {target.unit}".strip()


def deadline_text(deadline: str | None) -> str:
    """`2023-12-31` as `2023-12-31`, a last day of June as `2025-06`; what is no date as it is."""
    if not deadline:
        return ""
    return deadline


def date_text(date: str | None) -> str:
    """An ISO date as an office writes it: `2023年4月25日`."""
    found = _ISO.match(date or "")
    if not found:
        return date or ""
    year, month, day = found.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def period_text(period: str | None) -> str:
    """`2023/2025` as `2023–2025`."""
    return (period or "").replace("/", "–")


def year_of(document: Document) -> str:
    """The year a document belongs to: of its date, else the first of its period, else of its 文号."""
    for text in (document.date, document.period):
        if text and text[:4].isdigit():
            return text[:4]
    found = re.search(r"〔(\d{4})〕", document.doc_number or "")
    return found.group(1) if found else ""


def meta_parts(document: Document) -> tuple[str, ...]:
    """文号, issuer, date: those that the document has."""
    return tuple(part for part in (document.doc_number, document.issuer, date_text(document.date)) if part)


def meta_line(document: Document) -> str:
    return " · ".join(meta_parts(document))


def short_title(title: str) -> str:
    """What a title is about, for narrow lists: of `A关于印发《B》的通知` it gives B; other titles stay whole."""
    found = _ISSUES.search(title)
    if not found:
        return title
    about = re.sub("[《》〈〉]", "", found.group(1)).strip().removeprefix("关于")
    return about if len(about) >= 4 else title


def place_line(path: tuple[str, ...], headings: tuple[str, ...], is_row: bool = False) -> str:
    """Where a hit stands, labels and headings in one line: `二、主要措施 › （四）用地结构 › 10.`.

    `headings` are those of the first labels of the path; of a table row, the caption follows them.
    """
    steps = [f"{label.strip()}{heading}" for label, heading in zip_longest(path, headings[: len(path)], fillvalue="")]
    caption = headings[len(path) : len(path) + 1] if is_row else ()
    return " › ".join((*steps, *caption))


def path_text(path: tuple[str, ...]) -> str:
    """A clause's path as one line: `三、 › （二） › 15.`."""
    return " › ".join(part.strip() for part in path)


def departments_text(names: tuple[str, ...]) -> str:
    return "、".join(names)
