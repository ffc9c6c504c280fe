"""The catalogue of an index, opened read-only and immutable: no lock file, no journal, nothing written."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from nt_desktop.catalog.index_folder import CATALOG_NAME
from nt_desktop.catalog.manifest import Manifest, quick_check
from nt_desktop.catalog.records import from_row
from nt_desktop.catalog.rows import TableRow, table_rows
from nt_desktop.catalog.schema import TABLES
from nt_desktop.errors import IndexDamagedError, UnknownKeyError, reason_of
from nt_desktop.model import Clause, Document, Duty, Observation, Reference, Table, Target

Record = TypeVar("Record", Document, Clause, Table, Target, Duty, Reference, Observation)
_LONGEST_NUMBER = 10  # digits of the number of a row
_AT_ONCE = 500  # SQLite's oldest limit on variables in a statement is 999


Passage = Document | Clause | Table | TableRow


class Catalog:
    """Reads the records of an index. A catalogue belongs to the thread that opened it; opening one is cheap."""

    def __init__(self, folder: Path, manifest: Manifest, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.manifest = manifest
        self._connection = connection
        self._documents: dict[str, Document] | None = None
        self.clauses = lru_cache(maxsize=64)(self._clauses)
        self.tables = lru_cache(maxsize=64)(self._tables)

    @classmethod
    def open(cls, folder: Path) -> Catalog:
        """Open the catalogue of an index folder.

        Raises IndexMissingError, IndexOutdatedError or IndexDamagedError.
        """
        manifest = quick_check(folder)
        path = folder / CATALOG_NAME
        connection = None
        try:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            connection.execute("pragma trusted_schema = off")
            found = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
            if not found.issuperset(TABLES):
                raise IndexDamagedError(path, "目录库里缺少数据表")
        except BaseException as error:
            if connection is not None:
                connection.close()
            if isinstance(error, sqlite3.Error):
                raise IndexDamagedError(path, reason_of(error)) from error
            raise
        return cls(folder, manifest, connection)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Catalog:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def documents(self) -> tuple[Document, ...]:
        """Every document in corpus order."""
        return tuple(self._by_key().values())

    def document(self, key: str) -> Document:
        """Raises UnknownKeyError."""
        try:
            return self._by_key()[key]
        except KeyError:
            raise UnknownKeyError(key) from None

    def _by_key(self) -> dict[str, Document]:
        if self._documents is None:
            self._documents = {document.key: document for document in self._records(Document)}
        return self._documents

    def _clauses(self, document: str) -> tuple[Clause, ...]:
        """The clauses of a document in reading order."""
        return tuple(self._records(Clause, "document = ?", [document]))

    def _tables(self, document: str) -> tuple[Table, ...]:
        """The tables of a document in reading order."""
        return tuple(self._records(Table, "document = ?", [document]))

    def clause(self, key: str) -> Clause:
        """Raises UnknownKeyError."""
        return self._one(Clause, key)

    def table(self, key: str) -> Table:
        """Raises UnknownKeyError."""
        return self._one(Table, key)

    def passage(self, key: str) -> Passage:
        """What a key of any kind stands for: document, clause, table, or a row of a table.

        Raises UnknownKeyError.
        """
        if "#" not in key:
            return self.document(key)
        place = key.rpartition("#")[2]
        if not place.startswith("表"):
            return self.clause(key)
        head, _, number = key.rpartition("/")
        if "/" not in place:
            return self.table(key)
        try:
            rows = table_rows(self.table(head))
        except UnknownKeyError:
            raise UnknownKeyError(key) from None
        if not (number.isdecimal() and len(number) < _LONGEST_NUMBER and 1 <= int(number) <= len(rows)):
            raise UnknownKeyError(key)
        return rows[int(number) - 1]

    def targets(self, document: str | None = None, clauses: Collection[str] | None = None) -> tuple[Target, ...]:
        """Targets in corpus order: all, of one document, or of the clauses and table rows with these keys."""
        return tuple(self._about(Target, document, clauses))

    def duties(self, document: str | None = None, clauses: Collection[str] | None = None) -> tuple[Duty, ...]:
        """Duties in corpus order: all, of one document, or of the clauses and table rows with these keys."""
        return tuple(self._about(Duty, document, clauses))

    def references(self, document: str | None = None) -> tuple[Reference, ...]:
        """Cited documents in corpus order: all, or those cited by one document."""
        found = self._records(Reference)
        if document is None:
            return tuple(found)
        return tuple(reference for reference in found if reference.clause.partition("#")[0] == document)

    def observations(self) -> tuple[Observation, ...]:
        """What was odd in the sources, in corpus order."""
        return tuple(self._records(Observation))

    def source_text(self, seed: str) -> str:
        """The decoded text of a source file, to which all offsets refer.

        Raises UnknownKeyError.
        """
        rows = list(self._query("select text from seeds where name = ?", [seed]))
        if not rows:
            raise UnknownKeyError(seed)
        return str(rows[0]["text"])

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are, by the names of the tables."""
        return self.manifest.counts

    def _about(self, kind: type[Record], document: str | None, clauses: Collection[str] | None) -> Iterator[Record]:
        if clauses is None:
            yield from self._records(kind, *(("document = ?", [document]) if document is not None else ()))
            return
        found: list[tuple[int, Record]] = []
        keys = list(clauses)
        for first in range(0, len(keys), _AT_ONCE):
            some = keys[first : first + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"select rowid, * from [{_table_of(kind)}] where clause in ({marks})"
            found += [(row["rowid"], self._record(kind, row)) for row in self._query(query, some)]
        yield from (record for _, record in sorted(found, key=lambda pair: pair[0]))

    def _one(self, kind: type[Record], key: str) -> Record:
        for record in self._records(kind, "key = ?", [key]):
            return record
        raise UnknownKeyError(key)

    def _records(self, kind: type[Record], where: str = "1", parameters: list[str] | None = None) -> Iterator[Record]:
        query = f"select * from [{_table_of(kind)}] where {where} order by rowid"
        return (self._record(kind, row) for row in self._query(query, parameters or []))

    def _record(self, kind: type[Record], row: dict[str, Any]) -> Record:
        try:
            return from_row(kind, row)
        except (ValueError, LookupError, TypeError, ArithmeticError, RecursionError) as error:
            raise IndexDamagedError(self.folder / CATALOG_NAME, f"有一条记录读不出来（{error}）") from error

    def _query(self, query: str, parameters: list[str]) -> Iterator[dict[str, Any]]:
        try:
            cursor = self._connection.execute(query, parameters)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                yield dict(zip(names, row, strict=True))
        except UnicodeEncodeError:  # half of a surrogate pair, which no key has
            return
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise IndexDamagedError(self.folder / CATALOG_NAME, reason_of(error)) from error


def _table_of(kind: type) -> str:
    return next(name for name, held in TABLES.items() if held is kind)
