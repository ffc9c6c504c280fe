"""Everything the clauses and tables of one file promise: targets, duties, references, and what contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from nt_desktop.corpus.source import Source
from nt_desktop.model import Clause, Document, Duty, Findings, Reading, Target
from nt_desktop.places import load_resource
from nt_desktop.targets.contradictions import find_contradictions
from nt_desktop.targets.corrections import FILE as CORRECTIONS
from nt_desktop.targets.corrections import apply_corrections, read_corrections
from nt_desktop.targets.deadlines import plan_year, scan_dates
from nt_desktop.targets.figure_targets import TableContext
from nt_desktop.targets.plain import read_plain
from nt_desktop.targets.references import find_references
from nt_desktop.targets.responsibility import read_responsibility
from nt_desktop.targets.sentence_targets import clause_setting, clause_targets
from nt_desktop.targets.table_targets import table_findings

_DASH = re.compile(r"—|–|－|●|•|·|-")


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
        context = TableContext(document_year(document, documents), str(annual) if annual is not None else None)
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
    """The year that 年底前 and 6月底 of a document lie in: of its title, its date, or those of its parent."""
    seen: set[str] = set()
    while document is not None and document.key not in seen:
        seen.add(document.key)
        year = annual_year(document)
        if year is not None:
            return year
        if document.date:
            return int(document.date[:4])
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
    headings: dict[tuple[str, ...], str] = {}
    targets: list[Target] = []
    introduction: Clause | None = None
    for clause in clauses:
        dash_item = _is_dash_item(clause)
        if not dash_item:
            introduction = clause
        if clause.label or clause.role == "heading":
            dated = _heading_deadline(clause, year)
            if dated:
                headings[clause.path] = dated
            else:
                headings.pop(clause.path, None)
        inherited = (
            (_introduced_deadline(introduction, year) if dash_item and introduction is not None else None)
            or _nearest(headings, clause.path)
            or (str(annual) if annual is not None else None)
        )
        setting = clause_setting(document, year, inherited, clause.text)
        answering = responsibility.answering.get(clause.key, ())
        targets.extend(clause_targets(clause, document, setting, source.text, answering))
    return targets, responsibility.duties


def _heading_deadline(clause: Clause, year: int | None) -> str | None:
    """The date in a heading: `一、2021年工作目标`, `（一）试点准备阶段（2023年1月—2023年4月）`."""
    heading = clause.heading or (clause.text if clause.role == "heading" else "")
    if not heading or len(heading) > 60:
        return None
    dates = [mention for mention in scan_dates(read_plain(heading).text, year) if mention.role == "deadline"]
    return dates[-1].value if dates else None


def _is_dash_item(clause: Clause) -> bool:
    return bool(_DASH.match(clause.label or clause.text.lstrip()))


def _introduced_deadline(clause: Clause, year: int | None) -> str | None:
    """The date that opens a paragraph and holds for the dash items below it: `到2025年，…` before `——一体畅联。`."""
    plain = read_plain(clause.text[:60]).text[len(read_plain(clause.label).text) :][:20]
    dates = [mention for mention in scan_dates(plain, year) if mention.role == "deadline"]
    return dates[0].value if dates and dates[0].start == 0 else None


def _nearest(headings: dict[tuple[str, ...], str], path: tuple[str, ...]) -> str | None:
    for length in range(len(path), 0, -1):
        if path[:length] in headings:
            return headings[path[:length]]
    return None
