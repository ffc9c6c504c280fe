"""Making an excerpt of the places that keys name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from nt_desktop.errors import UnknownKeyError
from nt_desktop.model import Clause, Document, Table
from nt_desktop.output.excerpt import DEFAULT_OPTIONS, Block, Excerpt, ExcerptOptions, Grid, Passage, Step, Text
from nt_desktop.output.grids import table_grid
from nt_desktop.workspace.library import Library, Place, read_key

_CLOSING = ("title", "issuer", "date", "attachment", "colophon")
_SIGNS = ("——", "—", "-", "·", "●", "#")


def make_excerpt(library: Library, keys: Sequence[str], options: ExcerptOptions = DEFAULT_OPTIONS) -> Excerpt:
    """The excerpt of documents, clauses, tables and table rows, in the order of the keys.

    A heading brings everything under it, a table row its header; what an earlier or later key brings already is not
    printed twice. Raises UnknownKeyError.
    """
    places = [read_key(key) for key in dict.fromkeys(keys)]
    passages: list[Passage] = []
    for _, group in groupby(places, key=lambda place: (place.table, place.row is None) if place.table else place.key):
        passages.append(_passage(library, tuple(group)))
    passages = _without_repeats(passages)
    notes = dict(options.notes)
    finished = []
    for passage in passages:
        inside = _keys_of(passage)
        note = "\n".join(notes[key] for key in dict.fromkeys((*passage.keys, *inside)) if notes.get(key))
        targets = library.targets(clauses=inside) if options.targets else ()
        finished.append(replace(passage, note=note, targets=targets))
    dates = [document.date for document in library.documents() if document.date]
    return Excerpt(tuple(finished), options.printed or date.today().isoformat(), max(dates, default=""), options)


def make_table_excerpt(library: Library, grid: Grid, title: str, options: ExcerptOptions = DEFAULT_OPTIONS) -> Excerpt:
    """A list of the program's own (targets as shown, duties of a department) as an excerpt, to print and save alike."""
    passage = Passage((), "", "", "", "", "", (), "", (grid,))
    dates = [document.date for document in library.documents() if document.date]
    printed = options.printed or date.today().isoformat()
    return Excerpt((passage,), printed, max(dates, default=""), replace(options, title=title))


def _passage(library: Library, places: tuple[Place, ...]) -> Passage:
    place = places[0]
    document = library.document(place.document)
    if place.clause:
        return _clause_passage(library, document, library.clause(place.clause))
    if place.table:
        return _table_passage(library, document, library.table(place.table), places)
    blocks = _in_order(library.clauses(document.key), library.tables(document.key))
    return _of(library, document, (document.key,), (), "", blocks, whole=True)


def _clause_passage(library: Library, document: Document, clause: Clause) -> Passage:
    clauses = library.clauses(document.key)
    index = next((i for i, other in enumerate(clauses) if other.key == clause.key), None)
    if index is None:
        raise UnknownKeyError(clause.key)
    chosen = _subtree(clauses, index)
    keys = {each.key for each in chosen}
    tables = [table for table in library.tables(document.key) if table.clause in keys]
    above = clause.path[:-1] if clause.label else clause.path
    steps = _steps(clauses[:index], above)
    return _of(library, document, (clause.key,), steps, place_name(clause.path), _in_order(chosen, tables))


def _table_passage(library: Library, document: Document, table: Table, places: tuple[Place, ...]) -> Passage:
    rows = [place.row for place in places if place.row is not None]
    for place in places:
        if place.row is not None and not 0 <= place.row < len(table.rows):
            raise UnknownKeyError(place.key)
    steps: tuple[Step, ...] = ()
    name = ""
    if table.clause:
        clauses = library.clauses(document.key)
        index = next((i for i, clause in enumerate(clauses) if clause.key == table.clause), None)
        if index is not None:
            path = clauses[index].path
            steps, name = _steps(clauses[: index + 1], path), place_name(path)
    name += f"表{table.order}"
    if rows:
        name += f"第{'、'.join(str(row + 1) for row in rows)}行"
    grid = table_grid(table, rows or None)
    return _of(library, document, tuple(place.key for place in places), steps, name, (grid,))


def _of(
    library: Library,
    document: Document,
    keys: tuple[str, ...],
    steps: tuple[Step, ...],
    name: str,
    blocks: tuple[Block, ...],
    whole: bool = False,
) -> Passage:
    parent = library.document(document.parent) if document.parent else None
    lent = parent or document
    return Passage(
        keys=keys,
        document=document.key,
        title=document.title,
        doc_number=document.doc_number or lent.doc_number or "",
        issuer=document.issuer or lent.issuer or "",
        date=document.date or lent.date or "",
        path=steps,
        place=name,
        blocks=blocks,
        parent=parent.title if parent else "",
        whole=whole,
    )


def _subtree(clauses: Sequence[Clause], index: int) -> tuple[Clause, ...]:
    """A clause with what stands under it: its items, their paragraphs; an unnumbered paragraph stands alone."""
    head = clauses[index]
    if not head.label and head.role != "heading":
        return (head,)
    chosen = [head]
    depth = len(head.path)
    for clause in clauses[index + 1 :]:
        if clause.path[:depth] != head.path or clause.role in _CLOSING:
            break
        sibling = clause.role == "heading" or clause.label
        if head.label and clause.label and len(clause.path) <= depth:
            break
        if not head.label and sibling and clause.level <= head.level:
            break
        chosen.append(clause)
    return tuple(chosen)


def _steps(before: Sequence[Clause], path: tuple[str, ...]) -> tuple[Step, ...]:
    """The headings on the way to a clause: for each label the last clause before it that bears it there."""
    steps: list[Step] = []
    wanted = len(path)
    for clause in reversed(before):
        if wanted == 0:
            break
        if clause.label and clause.path == path[:wanted]:
            heading = clause.heading if clause.heading != clause.text else ""
            steps.append(Step(clause.label, heading))
            wanted -= 1
    return tuple(reversed(steps))


def place_name(path: tuple[str, ...]) -> str:
    """Labels as one name: `三、（二）15`; dashes and other signs that name nothing are left out."""
    return "".join(label for label in path if label not in _SIGNS).rstrip("、.．，, ")


def _in_order(clauses: Sequence[Clause], tables: Sequence[Table]) -> tuple[Block, ...]:
    placed: list[tuple[int, Block]] = [(clause.start, text_block(clause)) for clause in clauses]
    placed += [(table.start, table_grid(table)) for table in tables]
    return tuple(block for _, block in sorted(placed, key=lambda pair: pair[0]))


def text_block(clause: Clause) -> Text:
    """The paragraph of a clause; a run-in heading ends where its words end in the text."""
    lead = 0
    if clause.heading and clause.role in ("text", "heading"):
        found = clause.text.find(clause.heading, len(clause.label))
        if 0 <= found <= len(clause.label) + 2:
            lead = found + len(clause.heading)
    return Text(clause.key, clause.text, clause.role, clause.level, lead)


def _keys_of(passage: Passage) -> tuple[str, ...]:
    keys = list(passage.keys)
    for block in passage.blocks:
        keys.append(block.key)
        if not isinstance(block, Text) and not any(key.startswith(f"{block.key}/") for key in passage.keys):
            keys += [f"{block.key}/{row + 1}" for row in range(block.n_rows)]
    return tuple(dict.fromkeys(keys))


def _without_repeats(passages: list[Passage]) -> list[Passage]:
    """Drop passages that another one holds whole."""
    holders: dict[str, set[int]] = {}
    for i, passage in enumerate(passages):
        for key in _keys_of(passage):
            holders.setdefault(key, set()).add(i)
    kept = []
    for i, passage in enumerate(passages):
        others = set.intersection(*(holders.get(key, set()) for key in passage.keys)) - {i}
        if not others:
            kept.append(passage)
    return kept
