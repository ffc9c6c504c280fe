"""workspace.db: its schema, how it is opened, and how records become rows.

A rollback journal, synchronous=FULL and one small transaction for each action: what was confirmed is on the medium.
`secure_delete` overwrites what is deleted, so that cleared traces are not left in free pages.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from nt_desktop.workspace.contents import contents_of, make_contents, texts_of
from nt_desktop.workspace.database import Database
from nt_desktop.workspace.migrations import FORMAT, INDEXES, format_of, migrate
from nt_desktop.workspace.records import Bookmark, Folder, Record, SavedSearch

DATABASE_NAME = "workspace.db"
_APPLICATION = 0x4E544457  # "NTDW": tells our file from another program's

R = TypeVar("R", bound=Record)

TABLES: Mapping[type, str] = {Bookmark: "bookmarks", Folder: "folders", SavedSearch: "saved_searches"}
_COLUMNS: Mapping[str, Mapping[str, type]] = {
    "bookmarks": {
        **dict.fromkeys(("identity", "document", "key", "kind", "text", "text_hash", "words", "part", "title"), str),
        **dict.fromkeys(("doc_number", "path", "note", "folder", "tags", "colour", "created"), str),
        "position": float,
        "contents": str,  # what a search inside looks through, normalised
    },
    "folders": {"identity": str, "name": str, "parent": str, "position": float},
    "saved_searches": {"identity": str, "name": str, "query": str, "created": str, "position": float},
    "past_searches": {"query": str, "total": int, "moment": str},
    "opened_documents": {"document": str, "title": str, "moment": str},
    "settings": {"name": str, "value": str},
}
_KEYS = {"past_searches": "query", "opened_documents": "document", "settings": "name"}


class ForeignFile(Exception):  # noqa: N818 - a finding, shown as a sentence
    """The file is a database, but not one this version of the program may touch."""


class LaterFormat(ForeignFile):
    """The file is ours, but a later version's."""


def open_database(path: Path) -> Database:
    """Open (or create) the workspace database for reading and writing; one of an older format stays as it is.

    Raises sqlite3.Error where that fails, ForeignFile where the file is another program's or a later version's.
    """
    connection = sqlite3.connect(path, timeout=2)
    try:
        return prepare(connection)
    except BaseException:
        connection.close()
        raise


def open_read_only(path: Path) -> Database:
    """Read a database into memory, in today's format, without writing anything beside it.

    A later version's is read as far as it has what this version asks for. Raises sqlite3.Error, ForeignFile.
    """
    memory = sqlite3.connect(":memory:")
    try:
        for mode in ("mode=ro", "immutable=1"):  # immutable: no journal beside it can be read on this medium
            try:
                source = sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)
                try:
                    source.backup(memory)
                finally:
                    source.close()
                break
            except sqlite3.OperationalError:
                if mode == "immutable=1":
                    raise
        try:
            database = prepare(memory)
        except LaterFormat:
            database = Database(memory)
            for name, columns in _COLUMNS.items():
                memory.execute(f"SELECT {', '.join(columns)} FROM {name} LIMIT 0").close()
        else:
            migrate(memory)
        return database
    except BaseException:
        memory.close()
        raise


def open_memory() -> Database:
    """A database that lasts as long as the program runs."""
    return prepare(sqlite3.connect(":memory:"))


def prepare(connection: sqlite3.Connection) -> Database:
    """Set the connection's pragmas, check whose file it is, and fill an empty one with the schema."""
    database = Database(connection)
    for pragma in ("journal_mode=DELETE", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    version = format_of(connection)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application not in (0, _APPLICATION) or (version and application != _APPLICATION):
        raise ForeignFile("书签文件不是由本程序建立的")
    if version > FORMAT:
        raise LaterFormat("书签文件由更新版本的程序建立")
    if version == 0:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table'").fetchone():
            raise ForeignFile("书签文件不是由本程序建立的")
        _create(database)
    return database


def check(connection: sqlite3.Connection) -> str | None:
    """What SQLite's integrity check says is wrong, or None."""
    rows = connection.execute("PRAGMA integrity_check(3)").fetchall()
    return None if rows == [("ok",)] else "；".join(str(row[0]) for row in rows)


def _create(database: Database) -> None:
    with database.atomic():
        for name, columns in _COLUMNS.items():
            database.table(name).create(dict(columns), pk=_KEYS.get(name, "identity"))
        for index in INDEXES:
            database.execute(index)
        make_contents(database.conn)
        database.execute(f"PRAGMA application_id={_APPLICATION}")
        database.execute(f"PRAGMA user_version={FORMAT}")


def read_records(connection: sqlite3.Connection, kind: type[R], order: str, where: str = "1", *values: str) -> list[R]:
    """The records of a kind that match, in the order given (both SQL); what the file has left out is empty."""
    rows = connection.execute(f"SELECT {_names(kind)} FROM {TABLES[kind]} WHERE {where} ORDER BY {order}", values)
    found: list[R] = []
    for row in rows:
        values_of_row = list(row)
        if kind is Bookmark:
            for place in _LISTS:
                values_of_row[place] = _tuple(values_of_row[place])
        found.append(kind(*values_of_row))
    return found


def to_row(record: Record) -> dict[str, Any]:
    """The row of a record; tuples as JSON arrays; beside a bookmark what it is searched by."""
    row: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, tuple):
            value = json.dumps([storable(item) for item in value], ensure_ascii=False)
        row[field.name] = storable(value) if isinstance(value, str) else value
    if isinstance(record, Bookmark):
        row["contents"] = contents_of(record)
    return row


def storable(text: str) -> str:
    """The text with what UTF-8 cannot hold (half of a surrogate pair) replaced by question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _names(kind: type[R]) -> str:
    columns = _COLUMNS[TABLES[kind]]
    empty = {str: "''", float: "0.0"}
    return ", ".join(f"coalesce({field.name}, {empty[columns[field.name]]})" for field in fields(kind))


@lru_cache(maxsize=4096)
def _tuple(value: str) -> tuple[str, ...]:
    return texts_of(value) if value != "[]" else ()


_LISTS = tuple(place for place, field in enumerate(fields(Bookmark)) if field.name in ("path", "tags"))
