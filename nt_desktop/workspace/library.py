"""What bookmarks and excerpts need of the collection, and how its keys are read."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from nt_desktop.model import Clause, Document, Table, Target

_TABLE_KEY = re.compile(r"(?P<table>(?P<document>.*)#表\d+)(?:/(?P<row>\d+))?")


class Library(Protocol):
    """The part of the catalogue used here; a missing key raises UnknownKeyError."""

    def documents(self) -> tuple[Document, ...]: ...

    def document(self, key: str) -> Document: ...

    def clauses(self, document_key: str) -> tuple[Clause, ...]: ...

    def clause(self, key: str) -> Clause: ...

    def tables(self, document_key: str) -> tuple[Table, ...]: ...

    def table(self, key: str) -> Table: ...

    def targets(self, document: str | None = None, clauses: Collection[str] | None = None) -> tuple[Target, ...]: ...


@dataclass(frozen=True, slots=True)
class Place:
    """What a key points at: a document, a clause, a table, or one grid row of it (0-based, header rows included)."""

    key: str
    document: str
    clause: str | None = None
    table: str | None = None
    row: int | None = None


def read_key(key: str) -> Place:
    """Tell from its form what a key points at; the key need not exist."""
    found = _TABLE_KEY.fullmatch(key)
    if found:
        row = found["row"]
        return Place(key, found["document"], table=found["table"], row=int(row) - 1 if row else None)
    document, mark, _ = key.partition("#")
    return Place(key, document, clause=key if mark else None)
