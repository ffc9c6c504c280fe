"""The pipeline from a decoded source to its documents, clauses and tables.

Lines → tables and prose → documents → paragraphs → outline → keys. Everything visible in a document ends up in exactly
one clause or one table cell; what belongs to no document (covers, contents, column heads) in none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from nt_desktop.corpus.captions import find_captions
from nt_desktop.corpus.documents import find_parts
from nt_desktop.corpus.entries import Entry, Item, TableBlock, read_items
from nt_desktop.corpus.furniture import without_furniture
from nt_desktop.corpus.habits import Habits, read_habits
from nt_desktop.corpus.keys import clause_keys, document_key
from nt_desktop.corpus.lines import Line, split_lines
from nt_desktop.corpus.lost_breaks import with_lost_breaks
from nt_desktop.corpus.metadata import Metadata, contradictions, read_metadata, with_common_region
from nt_desktop.corpus.outline import outline_observations, read_outline
from nt_desktop.corpus.paragraphs import Paragraph, read_paragraphs, single_paragraph
from nt_desktop.corpus.parts import Part
from nt_desktop.corpus.source import Source
from nt_desktop.corpus.tables import RawTable, read_table, table_regions
from nt_desktop.model import Clause, ClauseRole, Document, Observation, Reading, Table

_TABS_SHOWN = 50  # observations on TABs for one file
_CONTEXT = 300  # characters of the text before a table that may tell its unit


@dataclass(slots=True)
class _Contents:
    """A document's paragraphs with what is known of their roles, and its tables, each with the paragraph above it."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    roles: list[ClauseRole | None] = field(default_factory=list)
    tables: list[tuple[int, TableBlock, RawTable]] = field(default_factory=list)

    def add(self, paragraph: Paragraph, role: ClauseRole | None) -> None:
        self.paragraphs.append(paragraph)
        self.roles.append(role)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the reading of one document needs to know of its file."""

    source: Source
    lines: Sequence[Line]
    items: Sequence[Item]
    habits: Habits
    observations: list[Observation]


def read_corpus_file(source: Source, taken: set[str] | None = None) -> Reading:
    """The documents, clauses and tables of one source file, and what was odd in it.

    `taken` holds the document keys used so far in the corpus and gains those of this file. Never fails on any text:
    a file without a recognisable title is one document, named by its first line or its file name.
    """
    taken = set() if taken is None else taken
    observations: list[Observation] = []
    lines = tuple(with_lost_breaks(without_furniture(split_lines(source.text))))
    items = read_items(lines, table_regions(lines))
    habits = read_habits([item for item in items if isinstance(item, Entry)])
    around = _Surroundings(source, lines, items, habits, observations)
    parts = find_parts(items)
    contents = [_read_contents(part, around) for part in parts]
    titles = [_titles(part, read, source) for part, read in zip(parts, contents, strict=True)]
    found = with_common_region([read_metadata(items, part, *names) for part, names in zip(parts, titles, strict=True)])
    observations += _tabs(items, source)
    documents: list[Document] = []
    clauses: list[Clause] = []
    tables: list[Table] = []
    for order, (part, read, names, data) in enumerate(zip(parts, contents, titles, found, strict=True), 1):
        document = _document(order, part, names, data, documents, around, taken)
        documents.append(document)
        seen = len(observations)
        own_clauses, own_tables = _number(document, read, around)
        clauses += own_clauses
        tables += own_tables
        observations += contradictions(items, part, data, source.name)
        observations[seen:] = [replace(item, document=document.key) for item in observations[seen:]]
        if part.kind == "file" or not part.titles:
            observations.append(_no_title(source, document, whole=part.kind == "file"))
    return Reading(source.name, tuple(documents), tuple(clauses), tuple(tables), _in_documents(observations, documents))


def _read_contents(part: Part, around: _Surroundings) -> _Contents:
    """The paragraphs and tables of one document, in order."""
    items = around.items
    contents = _Contents()
    captions = find_captions(items, part)
    grouped = {index: group for group in captions.values() for index in group.lines}
    title_runs = {index: run for run in part.titles for index in range(run[0], run[1] + 1)}
    continued = _continued_lines(items, part)
    pending: list[Entry] = []

    def flush() -> None:
        for paragraph in read_paragraphs(pending, around.habits, around.source.name, around.observations):
            contents.add(paragraph, None)
        pending.clear()

    for index in (*range(part.first, part.last + 1), *part.colophon):
        item = items[index]
        if isinstance(item, TableBlock):
            flush()
            caption = captions[index].text if index in captions else ""
            _read_table_block(item, caption, around, contents)
            continue
        role = part.formal.get(index)
        if index in title_runs:
            first, last = title_runs[index]
            if index == first:
                flush()
                entries = [entry for entry in items[first : last + 1] if isinstance(entry, Entry)]
                contents.add(single_paragraph(entries, title=True), "title")
        elif index in grouped:
            group = grouped[index]
            if index == group.lines[0]:
                flush()
                entries = [entry for number in group.lines if isinstance(entry := items[number], Entry)]
                contents.add(single_paragraph(entries, spaced=True), "caption")
        elif role in ("attachment", "recipients", "colophon"):
            flush()
            if index not in continued:
                contents.add(single_paragraph(_with_rest(items, index, continued)), role)
        elif role is not None:
            flush()
            contents.add(single_paragraph([item]), role)
        elif item.mark in ("note", "unit", "rule"):
            flush()
            contents.add(single_paragraph([item]), "note")
        elif item.mark == "caption":
            flush()
            contents.add(single_paragraph([item]), "caption")
        else:
            pending.append(item)
    flush()
    return contents


def _continued_lines(items: Sequence[Item], part: Part) -> frozenset[int]:
    """Items that are the rest of the line above them: in a list of attachments, of recipients, of copies."""
    rest = set()
    for index, role in sorted(part.formal.items()):
        item, before = items[index], items[index - 1]
        if role is None or part.formal.get(index - 1) != role:
            continue
        if role == "recipients" or (role == "colophon" and isinstance(item, Entry) and item.mark != "colophon"):
            rest.add(index)
        if role != "attachment":
            continue
        if not isinstance(item, Entry) or not isinstance(before, Entry) or item.label is not None or item.mark:
            continue
        if before.label is not None or index - 1 in rest:
            rest.add(index)
    return frozenset(rest)


def _with_rest(items: Sequence[Item], first: int, continued: frozenset[int]) -> list[Entry]:
    last = first
    while last + 1 in continued:
        last += 1
    return [item for item in items[first : last + 1] if isinstance(item, Entry)]


def _read_table_block(block: TableBlock, caption: str, around: _Surroundings, contents: _Contents) -> None:
    """Read a table; one that cannot be read as a grid becomes paragraphs, so that nothing is lost."""
    context = " ".join(paragraph.text[-_CONTEXT:] for paragraph in contents.paragraphs[-2:])
    table = read_table(around.lines, block.region, caption, context)
    lines = around.lines[block.region.first : block.region.last + 1]
    if table is not None:
        contents.tables.append((len(contents.paragraphs) - 1, block, table))
        covered = sorted({span.source_start for cell in table.cells for span in cell.spans})
        lines = [line for line in lines if not line.blank and not _is_covered(line, covered)]
    for item in read_items(lines, ()):
        if isinstance(item, Entry) and not (table and item.mark == "rule"):
            contents.add(single_paragraph([item]), "caption" if table and item.text in table.caption else None)
            if table:
                around.observations.append(_left_over(item, around.source))


def _is_covered(line: Line, covered: Sequence[int]) -> bool:
    """Whether a piece of a cell begins on a line."""
    found = bisect_left(covered, line.start)
    return found < len(covered) and covered[found] < line.end


def _left_over(item: Entry, source: Source) -> Observation:
    words = f"表格区域内的这一行没有归入任何单元格：“{item.text[:20]}”。"
    return Observation("表格", source.name, item.line.number, words, item.start, item.end)


def _titles(part: Part, contents: _Contents, source: Source) -> tuple[str, str | None]:
    """The clean title of a document, and that of the plan it issues."""
    texts = [
        paragraph.text for paragraph, role in zip(contents.paragraphs, contents.roles, strict=True) if role == "title"
    ]
    if texts:
        title = texts[0]
    else:
        numbers = (p.text for p, role in zip(contents.paragraphs, contents.roles, strict=True) if role == "doc_number")
        title = next(numbers, PurePath(source.name).stem)
    if part.marker is not None and part.marker.title and part.titles and part.titles[0][0] == part.first:
        title = part.marker.title
    plan = texts[-1] if part.plan is not None and texts else None
    return title, plan


def _document(
    order: int,
    part: Part,
    names: tuple[str, str | None],
    data: Metadata,
    before: Sequence[Document],
    around: _Surroundings,
    taken: set[str],
) -> Document:
    title, plan = names
    items, text = around.items, around.source.text
    parent = before[part.parent].key if part.parent is not None else None
    label = None
    if part.marker is not None:
        label = f"附件{part.marker.number}" if part.marker.number is not None else "附件"
    start, end = items[part.first].start, items[part.last].end
    first = items[part.first]
    assert isinstance(first, Entry) or part.kind in ("file", "main")
    return Document(
        key=document_key(data.doc_number, title, parent, label, taken),
        seed=around.source.name,
        order=order,
        title=title,
        kind=data.kind,
        doc_number=data.doc_number,
        issuer=data.issuer,
        date=data.date,
        attached_plan=plan,
        parent=parent,
        region=data.region,
        period=data.period,
        first_line=re.split(r"[\r\n]", text[start : start + 1000], maxsplit=1)[0].strip(),
        last_line=re.split(r"[\r\n]", text[max(start, end - 20_000) : end])[-1].strip(),
        start=start,
        end=end,
        evidence=data.evidence,
    )


def _number(document: Document, contents: _Contents, around: _Surroundings) -> tuple[list[Clause], list[Table]]:
    """Give paragraphs and tables of a document their place in its outline and their keys."""
    nodes = read_outline(contents.paragraphs, contents.roles)
    keys = clause_keys(document.key, nodes)
    seed = around.source.name
    clauses = [
        Clause(
            key=key,
            seed=seed,
            document=document.key,
            order=order,
            level=node.level,
            label=node.label,
            heading=node.heading,
            path=node.path,
            text=node.paragraph.text,
            start=node.paragraph.start,
            end=node.paragraph.end,
            role=role or ("heading" if node.kind == "heading" else "text"),
            spans=node.paragraph.spans,
        )
        for order, (node, key, role) in enumerate(zip(nodes, keys, contents.roles, strict=True), 1)
    ]
    around.observations.extend(outline_observations(nodes, seed, document.key))
    tables: list[Table] = []
    numbered: list[int] = []  # of each paragraph, the clause it stands under
    current = 0
    for index, node in enumerate(nodes):
        if node.numbered or not node.path:
            current = index
        numbered.append(current)
    for order, (below, block, raw) in enumerate(contents.tables, 1):
        clause = clauses[numbered[below]].key if below >= 0 else None
        tables.append(_table(f"{document.key}#表{order}", document, clause, order, block, raw))
        around.observations.extend(replace(item, seed=seed) for item in raw.observations)
    return clauses, tables


def _table(key: str, document: Document, clause: str | None, order: int, block: TableBlock, raw: RawTable) -> Table:
    return Table(
        key=key,
        seed=document.seed,
        document=document.key,
        clause=clause,
        order=order,
        caption=raw.caption,
        n_cols=raw.n_cols,
        n_header_rows=raw.n_header_rows,
        header=raw.header,
        rows=raw.rows,
        section_rows=raw.section_rows,
        start=block.start,
        end=block.end,
        unit=raw.unit,
        cells=raw.cells,
    )


def _tabs(items: Sequence[Item], source: Source) -> list[Observation]:
    """Running text with a TAB in it may be a table that was not kept as one."""
    found = [item for item in items if isinstance(item, Entry) and ("\t" in item.text or item.cell)]
    return [
        Observation(
            "文件", source.name, item.line.number, f"正文里有制表符：“{item.text[:20]}”。", item.start, item.end
        )
        for item in found[:_TABS_SHOWN]
    ]


def _no_title(source: Source, document: Document, *, whole: bool) -> Observation:
    taken = "整个文件作为一份资料，" if whole else ""
    return Observation(
        "文件",
        source.name,
        source.line_of(document.start),
        f"没有找到可以识别的文件标题，{taken}以“{document.title}”为题。",
        document.start,
        document.end,
        document.key,
    )


def _in_documents(observations: Sequence[Observation], documents: Sequence[Document]) -> tuple[Observation, ...]:
    """Observations in the order of the source, each with the document it is about."""
    ordered = sorted(observations, key=lambda item: (item.start, item.end))
    placed: list[Observation] = []
    position = 0
    for item in ordered:
        while position < len(documents) and documents[position].end <= item.start:
            position += 1
        inside = position < len(documents) and documents[position].start <= item.start
        key = item.document or (documents[position].key if inside else None)
        placed.append(item if item.document == key else replace(item, document=key))
    return tuple(placed)
