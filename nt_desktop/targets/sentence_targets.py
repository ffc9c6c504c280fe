"""Targets stated in running text: clauses in, `Target`s out, each tied to the characters of the source it came from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from nt_desktop.model import Clause, Document, Span, Target
from nt_desktop.targets.completion import Place, stated_target
from nt_desktop.targets.plain import read_plain, tidy
from nt_desktop.targets.segments import states_value
from nt_desktop.targets.statement import Setting
from nt_desktop.targets.statements import read_statements

_SILENT_ROLES = {"title", "doc_number", "recipients", "issuer", "date", "attachment", "colophon", "caption"}
_SILENT_KINDS = {"大事记", "人事任免"}
_FIGURE = re.compile("[0-9０-９]")
_VALUE_IN_WORDS = re.compile(r"分之|覆盖|全部|番|类|[二两三四五六七八九十百]+[余多]?[个家座处项件条台辆艘户次名场所倍]")
_COMING = re.compile(r"^下一步|^下一阶段|今后|^接下来")


_text_start = attrgetter("text_start")
Answering = tuple[int, tuple[str, ...], tuple[str, ...]]  # end in the clause text, lead, participants


def clause_setting(
    reports: bool,
    year: int | None,
    deadline: str | None,
    text: str,
    told: bool | None,
    first_year: int | None,
    goals: bool = False,
) -> Setting:
    """The setting of a clause: a document that `reports` tells results, except where it says what comes next.

    `told` is what the section says of that; before `first_year` everything is past; `goals` says that it
    stands among goals.
    """
    report = reports if told is None else told
    report = report and not _COMING.search(text[:20])
    due = None if report else deadline
    return Setting(year=year, deadline=due, report=report, first_year=first_year, goals=goals)


def reports_results(document: Document) -> bool:
    """Whether a document tells what has been done rather than what is to be."""
    return document.kind == "报告" or bool(
        re.search(r"落实情况|工作总结|情况(?:的)?(?:报告|通报|公开|汇报)$", document.title)
    )


def worth_reading(clause: Clause, document: Document | None) -> bool:
    """Whether a clause may state targets: running text with figures or words like 全部, in a document that plans."""
    if clause.role in _SILENT_ROLES or (document is not None and document.kind in _SILENT_KINDS):
        return False
    return _FIGURE.search(clause.text) is not None or _VALUE_IN_WORDS.search(clause.text) is not None


def clause_targets(
    clause: Clause,
    setting: Setting,
    source_text: str,
    responsible: Sequence[Answering],
) -> tuple[Target, ...]:
    """Return the targets of one clause that is `worth_reading`, in reading order.

    `responsible` lists (end in the clause text, lead, participants): who answers for what stands before that position;
    the last one answers for the rest as well.
    """
    label_end = _label_end(clause)
    if not states_value(tidy(clause.text[label_end:])):
        return ()
    plain = read_plain(clause.text)
    start = bisect_left(plain.offsets, label_end)
    targets: list[Target] = []
    for statement in read_statements(plain.text, setting, start):
        begin, end = plain.span(statement.start, statement.end)
        lead, participants = _answering(responsible, begin)
        place = _place(clause, begin, end, source_text)
        targets.append(stated_target(statement, place, lead, participants, f"{clause.key}!{len(targets) + 1}"))
    return tuple(targets)


def _label_end(clause: Clause) -> int:
    """Where the label ends that a clause's text begins with; 0 without one."""
    said = clause.text.lstrip()
    return len(clause.text) - len(said) + len(clause.label) if clause.label and said.startswith(clause.label) else 0


def _answering(responsible: Sequence[Answering], position: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not responsible:
        return (), ()
    found = bisect_right(responsible, position, key=lambda answering: answering[0])
    return responsible[min(found, len(responsible) - 1)][1:]


def source_range(spans: tuple[Span, ...], start: int, end: int) -> tuple[int, int]:
    """Source offsets of a run of a cleaned text, end exclusive."""
    span = _span_at(spans, start)
    begin = span.source_start + min(start - span.text_start, span.length)
    if end <= start:
        return begin, begin
    last = end - 1
    if last >= span.text_start + span.length:
        span = _span_at(spans, last)
    return begin, span.source_start + min(last - span.text_start, span.length) + 1


def _span_at(spans: tuple[Span, ...], position: int) -> Span:
    return spans[max(0, bisect_right(spans, position, key=_text_start) - 1)] if len(spans) > 1 else spans[0]


def _place(clause: Clause, begin: int, end: int, source_text: str) -> Place:
    start, stop = source_range(clause.spans, begin, end) if clause.spans else (clause.start + begin, clause.start + end)
    return Place(clause.seed, clause.document, clause.key, source_text[start:stop], start, stop)
