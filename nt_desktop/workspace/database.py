"""The workspace's database: read with SQLite itself, written with sqlite-utils, which is loaded at the first writing.

Loading it takes a twentieth of the time in which the window opens, and opening a window only reads.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite_utils
    from sqlite_utils.db import Table


def load_writing() -> None:
    """Load what the first writing would wait for; any thread may do it."""
    import sqlite_utils  # noqa: F401


class Database:
    """An open connection; `conn` is SQLite's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection

    @cached_property
    def _writer(self) -> sqlite_utils.Database:
        from sqlite_utils import Database as Writer

        return Writer(self.conn, execute_plugins=False)

    def query(self, sql: str, parameters: Sequence[str | int] = ()) -> Iterator[dict[str, Any]]:
        """The rows of a SELECT by the names of their columns."""
        cursor = self.conn.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor)

    def execute(self, sql: str, parameters: Sequence[str | int] = ()) -> sqlite3.Cursor:
        """Run a statement; outside of `atomic` it is kept at once."""
        return self._writer.execute(sql, parameters)

    def atomic(self) -> AbstractContextManager[object]:
        """All that is done inside, or nothing."""
        return self._writer.atomic()

    def table(self, name: str) -> Table:
        return self._writer.table(name)

    def close(self) -> None:
        self.conn.close()
