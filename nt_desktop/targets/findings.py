"""Everything the clauses and tables of one file promise: targets, duties, references, and what contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from nt_desktop.corpus.source import Source
from nt_desktop.model import Clause, Document, Duty, Findings, Reading, Target
from nt_desktop.places import load_resource
from nt_desktop.targets.announcements import Announcement
from nt_desktop.targets.contradictions import find_contradictions
from nt_desktop.targets.corrections import FILE as CORRECTIONS
from nt_desktop.targets.corrections import apply_corrections, read_corrections
from nt_desktop.targets.deadlines import find_deadline, plan_start, plan_year, scan_dates
from nt_desktop.targets.figure_targets import TableContext
from nt_desktop.targets.plain import tidy
from nt_desktop.targets.references import find_references
from nt_desktop.targets.responsibility import read_responsibility
from nt_desktop.targets.sections import Sections, tells_progress
from nt_desktop.targets.sentence_targets import clause_setting, clause_targets, reports_results, worth_reading
from nt_desktop.targets.table_targets import table_findings

_DUE_LINE = re.compile(r"(?:完成|办结)?(?:时限|期限|时间)(?:要求)?[：:](?P<due>.{2,30})")
_NUMBERED = re.compile(r"[〔\[（(](?P<year>(?:19|20)\d\d)[〕\]）)]")
_CONDITIONS = re.compile(r"(?:下列|以下)(?:情况|情形|条件|标准)之一.{0,40}[：:]$")
_DASHES = ("—", "–", "－", "●", "•", "·", "-")


def find(reading: Reading, source: Source) -> Findings:
    """Return the targets, duties and references of one file, each kind in reading order. Linear in the file."""
    documents = {document.key: document for document in reading.documents}
    targets: list[Target] = []
    duties: list[Duty] = []
    for key, group in groupby(reading.clauses, key=lambda clause: clause.document):
        found, named = _read_document(documents.get(key), documents, tuple(group), source)
        targets.extend(found)
        duties.extend(named)
    for table in reading.tables:
        document = documents[table.document]
        annual = annual_year(document)
        year = document_year(document, documents)
        context = TableContext(year, str(annual) if annual is not None else None, _first_year(document, year))
        found, named = table_findings(table, context, source.text)
        targets.extend(found)
        duties.extend(named)
    corrected = sorted(
        apply_corrections(targets, read_corrections(load_resource(CORRECTIONS))), key=lambda target: target.start
    )
    return Findings(
        targets=tuple(corrected),
        duties=tuple(sorted(duties, key=lambda duty: duty.start)),
        references=find_references(reading),
        observations=find_contradictions(corrected, reading.documents, source),
    )


def document_year(document: Document | None, documents: dict[str, Document]) -> int | None:
    """The year that 年底前 and 6月底 of a document lie in: of its title, its date or number, or its parent's."""
    seen: set[str] = set()
    while document is not None and document.key not in seen:
        seen.add(document.key)
        year = annual_year(document)
        if year is not None:
            return year
        if document.date:
            return int(document.date[:4])
        if numbered := _NUMBERED.search(document.doc_number or ""):
            return int(numbered["year"])
        document = documents.get(document.parent or "")
    return None


def annual_year(document: Document) -> int | None:
    """The year of an annual plan (`2021年…工作计划`), None for others."""
    return plan_year(document.title) or (plan_year(document.attached_plan) if document.attached_plan else None)


def _read_document(
    document: Document | None, documents: dict[str, Document], clauses: Sequence[Clause], source: Source
) -> tuple[list[Target], list[Duty]]:
    year = document_year(document, documents)
    annual = annual_year(document) if document is not None else None
    responsibility = read_responsibility(document, clauses, year)
    due = _dates_due(clauses, year)
    headings = dict(due)
    sections = Sections()
    announced = Announcement()
    reports = document is not None and reports_results(document)
    conditions: tuple[str, ...] | None = None  # the path of what holds on one of the conditions below it
    first_year = _first_year(document, year) if document is not None else None
    targets: list[Target] = []
    introduction: Clause | None = None
    for clause in clauses:
        announced.pass_by(clause, year)
        dash_item = _is_dash_item(clause)
        if not dash_item:
            introduction = clause
        sections.enter(clause)
        if clause.label or clause.role == "heading":
            dated = _heading_deadline(clause, year)
            if dated:
                headings[clause.path] = dated
            elif clause.path not in due:
                headings.pop(clause.path, None)
        if conditions is not None and not (clause.path[: len(conditions)] == conditions != clause.path):
            conditions = None
        if conditions is None and clause.path and _CONDITIONS.search(clause.text[-60:]):
            conditions = clause.path
        elif conditions is not None:
            continue
        if not worth_reading(clause, document):
            continue
        inherited = (
            announced.deadline(clause.path)
            or (_introduced_deadline(introduction, year) if dash_item and introduction is not None else None)
            or _nearest(headings, clause.path)
            or (str(annual) if annual is not None else None)
        )
        told = True if tells_progress(clause.text) else sections.told(clause.path)
        own_year = int(inherited[:4]) if told is False and inherited and inherited[:4].isdecimal() else year
        goals = sections.states_goals(clause.path)
        setting = clause_setting(reports, own_year, inherited, clause.text, told, first_year, goals)
        answering = responsibility.answering.get(clause.key, ())
        targets.extend(clause_targets(clause, setting, source.text, answering))
    return targets, responsibility.duties


def _first_year(document: Document, year: int | None) -> int | None:
    """The year before which everything is past: a plan's first, or the year of its date where that is earlier."""
    first, stroke, _ = (document.period or "").partition("/")
    planned = int(first[:4]) if stroke and first[:4].isdecimal() else plan_start(document.title)
    return min((known for known in (planned, year) if known is not None), default=None)


def _dates_due(clauses: Sequence[Clause], year: int | None) -> dict[tuple[str, ...], str]:
    """The dates that lines of their own give for the items they stand under: 完成时限：2024年11月底前."""
    found: dict[tuple[str, ...], str] = {}
    for clause in clauses:
        line = _DUE_LINE.fullmatch(clause.text.strip("。；")[:60]) if not clause.label and clause.path else None
        if line and (due := find_deadline(line["due"], year)):
            found[clause.path] = due
    return found


def _heading_deadline(clause: Clause, year: int | None) -> str | None:
    """The date in a heading: `一、2021年工作目标`, `（一）试点准备阶段（2023年1月—2023年4月）`."""
    heading = clause.heading or (clause.text if clause.role == "heading" else "")
    if not heading or len(heading) > 60:
        return None
    dates = [mention for mention in scan_dates(tidy(heading), year) if mention.role == "deadline"]
    return dates[-1].value if dates else None


def _is_dash_item(clause: Clause) -> bool:
    return (clause.label or clause.text.lstrip()).startswith(_DASHES)


def _introduced_deadline(clause: Clause, year: int | None) -> str | None:
    """The date that opens a paragraph and holds for the dash items below it: `到2025年，…` before `——一体畅联。`."""
    plain = tidy(clause.text[:60])[len(tidy(clause.label)) :][:20]
    dates = [mention for mention in scan_dates(plain, year) if mention.role == "deadline"]
    return dates[0].value if dates and dates[0].start == 0 else None


def _nearest(headings: dict[tuple[str, ...], str], path: tuple[str, ...]) -> str | None:
    for length in range(len(path), 0, -1):
        if path[:length] in headings:
            return headings[path[:length]]
    return None
