"""The formats that workspace.db has had, and the steps from each to the next.

The format is a file's `user_version`. A step runs in one transaction together with the new number: a file is of the
one format or of the other, whatever happens. Steps are never changed once released; a new schema is a new step, and
`storage` creates new files as the last step leaves old ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from nt_desktop.workspace.contents import make_contents

INDEXES = (
    "CREATE INDEX bookmarks_order ON bookmarks (folder, position, created, identity)",
    "CREATE INDEX bookmarks_place ON bookmarks (key, colour, identity)",
)
"""What 10,000 bookmarks are listed and marked in the margin by, without reading their texts."""


def _order_places_contents(connection: sqlite3.Connection) -> None:
    """Format 2: indexes for listing and marking, and the normalised words that a search inside goes through."""
    connection.execute("ALTER TABLE bookmarks ADD COLUMN contents TEXT")
    for index in INDEXES:
        connection.execute(index)
    make_contents(connection)


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_order_places_contents,)
"""The first makes format 2 of format 1, and so on."""
FORMAT = 1 + len(STEPS)


def format_of(connection: sqlite3.Connection) -> int:
    """The format version written in the file; 0 in an empty one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a workspace up to today's format, step by step.

    Raises sqlite3.Error where a step fails; the file is then as the step before left it.
    """
    start = format_of(connection)
    for version, step in enumerate(STEPS[start - 1 :], start=start + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(connection)
            connection.execute(f"PRAGMA user_version={version}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
