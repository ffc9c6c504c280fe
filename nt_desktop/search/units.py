"""What is searched: one unit for each clause and one for each table row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from nt_desktop.catalog.rows import table_rows
from nt_desktop.model import Clause, Document, Duty, Table, Target
from nt_desktop.search.roles import HEADER_ROW, ROW, SECTION_ROW

_HEADING_LENGTH = 60  # characters of a clause without a heading that stand for it in the context of others


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause or table row as the search engine takes it.

    `text` is what is searched and shown. `heading_length` counts the characters of `text` that are its own heading
    (all of it for titles and headings). `context` is the document's title, the headings the unit stands under,
    outermost first, then table caption, header and section: it helps ranking, and is searched by itself only when no
    text has all the words. Departments and indicators come from the targets and duties of the unit, canonical forms
    where there are.
    """

    key: str
    document: str
    seed: str
    text: str
    start: int
    end: int
    path: tuple[str, ...] = ()
    role: str = "text"
    heading_length: int = 0
    context: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    n_targets: int = 0


@dataclass(slots=True)
class _Facts:
    """What targets and duties say of one clause or table row; a dict keeps order and drops repeats."""

    departments: dict[str, None]
    leads: dict[str, None]
    indicators: dict[str, None]
    years: dict[int, None]
    n_targets: int = 0


def document_units(
    document: Document,
    clauses: Sequence[Clause],
    tables: Sequence[Table],
    targets: Iterable[Target] = (),
    duties: Iterable[Duty] = (),
) -> Iterator[Unit]:
    """The units of one document in reading order."""
    facts = _facts(targets, duties)
    units = [*_clause_units(document, clauses, facts), *_row_units(document, clauses, tables, facts)]
    units.sort(key=attrgetter("start"))
    yield from units


def _facts(targets: Iterable[Target], duties: Iterable[Duty]) -> defaultdict[str, _Facts]:
    facts: defaultdict[str, _Facts] = defaultdict(lambda: _Facts({}, {}, {}, {}))
    for target in targets:
        known = facts[target.clause or ""]
        known.n_targets += target.kind == "target"
        leads = target.lead_canonical or target.lead
        known.leads.update(dict.fromkeys(leads))
        known.departments.update(dict.fromkeys((*leads, *(target.participants_canonical or target.participants))))
        known.indicators.update(dict.fromkeys(filter(None, (target.indicator, target.indicator_canonical))))
        if target.deadline and target.deadline[:4].isdecimal():
            known.years[int(target.deadline[:4])] = None
    for duty in duties:
        known = facts[duty.clause]
        name = duty.department_canonical or duty.department
        known.departments[name] = None
        if duty.role == "lead":
            known.leads[name] = None
    return facts


def _clause_units(document: Document, clauses: Sequence[Clause], facts: defaultdict[str, _Facts]) -> Iterator[Unit]:
    headings: dict[tuple[str, ...], str] = {}
    for clause in clauses:
        if clause.label:
            headings[clause.path] = clause.heading or clause.text[:_HEADING_LENGTH]
        above = clause.path[:-1] if clause.label else clause.path
        context = [document.title] if clause.role != "title" else []
        context += [headings[above[:depth]] for depth in range(1, len(above) + 1) if above[:depth] in headings]
        known = facts.get(clause.key)
        yield Unit(
            clause.key, document.key, clause.seed, clause.text, clause.start, clause.end, clause.path, clause.role,
            _heading_length(clause), tuple(context), *_fields(known),
        )  # fmt: skip


def _fields(known: _Facts | None) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[int, ...], int]:
    if known is None:
        return (), (), (), (), 0
    return tuple(known.departments), tuple(known.leads), tuple(known.indicators), tuple(known.years), known.n_targets


def _heading_length(clause: Clause) -> int:
    if clause.role in ("title", "heading", "caption"):
        return len(clause.text)
    if not clause.heading:
        return 0
    at = clause.text.find(clause.heading)
    return at + len(clause.heading) if at >= 0 else 0


def _row_units(
    document: Document, clauses: Sequence[Clause], tables: Sequence[Table], facts: defaultdict[str, _Facts]
) -> Iterator[Unit]:
    headings = {clause.path: clause.heading or clause.text[:_HEADING_LENGTH] for clause in clauses if clause.label}
    by_key = {clause.key: clause for clause in clauses}
    for table in tables:
        clause = by_key.get(table.clause or "")
        path = clause.path if clause else ()
        above = [document.title]
        above += [headings[path[:depth]] for depth in range(1, len(path) + 1) if path[:depth] in headings]
        if clause and not table.caption and clause.role != "title":
            above.append(clause.text[-_HEADING_LENGTH:])
        above += [table.caption] if table.caption else []
        header = " ".join(dict.fromkeys(part for path in table.header for part in path.split(" / ") if part))
        sections = set(table.section_rows)
        section = ""
        for row in table_rows(table):
            text = row.text
            role = ROW
            if row.row < table.n_header_rows:
                role = HEADER_ROW
            elif text in sections:
                role, section = SECTION_ROW, text
            if not text:
                continue  # nothing stands there to be found
            context = list(above)
            if role == ROW:
                context += [line for line in (header, section) if line]
            yield Unit(
                row.key, document.key, table.seed, text, row.start, row.end, path, role,
                len(text) if role == SECTION_ROW else 0, tuple(context), *_fields(facts.get(row.key)),
            )  # fmt: skip
