"""What is searched: one unit for each clause and one for each table row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nt_desktop.model import Clause, Document, Duty, Table, Target

CELL_SEPARATOR = " │ "


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause or table row as the search engine takes it.

    `text` is what is searched and shown. `heading_length` counts the characters of `text` that are its own heading
    (all of it for titles and headings). `context` are the headings it stands under, outermost first, then table
    caption and header: they help ranking, and are searched by themselves only when no text has all the words.
    Departments and indicators come from the targets and duties of the unit, canonical forms too.
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


def make_units(
    documents: Sequence[Document],
    clauses: Sequence[Clause],
    tables: Sequence[Table],
    targets: Iterable[Target] = (),
    duties: Iterable[Duty] = (),
) -> Iterator[Unit]:
    """The units of a corpus, document by document in the order of `documents`, in reading order inside."""
    raise NotImplementedError
