"""Everything the clauses and tables of one file promise: targets, duties, references, and what does not fit together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from nt_desktop.corpus.source import Source
from nt_desktop.model import Clause, Document, Duty, Findings, Reading, Target
from nt_desktop.targets.deadlines import plan_year, scan_dates
from nt_desktop.targets.plain import read_plain
from nt_desktop.targets.responsibility import read_responsibility
from nt_desktop.targets.sentence_targets import clause_setting, clause_targets


def find(reading: Reading, source: Source) -> Findings:
    """Return the targets, duties and references of one file, each kind in reading order. Linear in the file."""
    documents = {document.key: document for document in reading.documents}
    targets: list[Target] = []
    duties: list[Duty] = []
    for key, group in groupby(reading.clauses, key=lambda clause: clause.document):
        found, named = _read_document(documents.get(key), documents, tuple(group), source)
        targets.extend(found)
        duties.extend(named)
    return Findings(targets=tuple(targets), duties=tuple(duties))


def document_year(document: Document | None, documents: dict[str, Document]) -> int | None:
    """The year that 年底前 and 6月底 of a document lie in: of its title, its period, its date, or those of its parent."""
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
    for clause in clauses:
        if clause.label or clause.role == "heading":
            dated = _heading_deadline(clause, year)
            if dated:
                headings[clause.path] = dated
            else:
                headings.pop(clause.path, None)
        inherited = _nearest(headings, clause.path) or (str(annual) if annual is not None else None)
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


def _nearest(headings: dict[tuple[str, ...], str], path: tuple[str, ...]) -> str | None:
    for length in range(len(path), 0, -1):
        if path[:length] in headings:
            return headings[path[:length]]
    return None
