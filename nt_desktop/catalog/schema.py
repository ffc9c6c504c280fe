"""The tables of catalog.db: one for each record of the model, columns named like its fields."""

from __future__ import annotations

import typing
from dataclasses import dataclass, fields

from nt_desktop.model import Clause, Document, Duty, Observation, Reference, Table, Target

if typing.TYPE_CHECKING:  # only building writes; reading an index does without
    from sqlite_utils import Database

FORMAT = 1
"""Counts up with every change of the schema or of the meaning of a column; an index of another format is rebuilt."""


@dataclass(frozen=True, slots=True)
class SeedText:
    """The decoded text of a source file, so that the raw words can be shown where the seeds are not at hand."""

    name: str
    sha256: str
    encoding: str
    text: str


TABLES: dict[str, type] = {
    "seeds": SeedText,
    "documents": Document,
    "clauses": Clause,
    "tables": Table,
    "targets": Target,
    "duties": Duty,
    "references": Reference,
    "observations": Observation,
}
KEYED = ("documents", "clauses", "tables", "targets")
BY_DOCUMENT = ("clauses", "tables", "targets", "duties", "observations")


def create_tables(database: Database) -> None:
    """Make the empty tables; row order in each is corpus order."""
    for name, kind in TABLES.items():
        hints = typing.get_type_hints(kind)
        columns = {f.name: _column(hints[f.name]) for f in fields(kind)}
        database[name].create(columns)  # type: ignore[union-attr]


def create_indexes(database: Database) -> None:
    """Made after the rows are in, which is faster than keeping them up to date."""
    for name in KEYED:
        database[name].create_index(["key"], unique=True)  # type: ignore[union-attr]
    for name in BY_DOCUMENT:
        database[name].create_index(["document"])  # type: ignore[union-attr]
    for name in ("targets", "duties", "references"):
        database[name].create_index(["clause"])  # type: ignore[union-attr]


def _column(hint: object) -> type:
    options = typing.get_args(hint) or (hint,)
    if int in options or hint is bool:
        return int
    return float if float in options else str
