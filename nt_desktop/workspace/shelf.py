"""Bookmarks as they stand in workspace.db: their order, where they are, a few of them, those that hold some words.

Whoever lists thousands asks for their order and reads those that are on screen.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import fields

from nt_desktop.normal import normal_form
from nt_desktop.workspace.records import Bookmark, Origin
from nt_desktop.workspace.storage import read_records

ORDER = "folder, position, created, identity"
_WORDS = 64
"""Words of a query that are looked for; SQLite takes no more than a thousand conditions."""
_AMONG = "identity IN (SELECT value FROM json_each(?))"


def order_of(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The identities in each folder that holds any, in their order; the top is ""."""
    found: dict[str, list[str]] = {}
    for folder, identity in connection.execute(
        f"SELECT coalesce(folder, ''), identity FROM bookmarks ORDER BY {ORDER}"
    ):
        found.setdefault(folder, []).append(identity)
    return found


def by_document(connection: sqlite3.Connection) -> tuple[str, ...]:
    """All identities, those of one document together."""
    return tuple(identity for (identity,) in connection.execute("SELECT identity FROM bookmarks ORDER BY key"))


def few(connection: sqlite3.Connection, identities: Sequence[str]) -> tuple[Bookmark, ...]:
    """Those of these bookmarks that there are, in the order asked for."""
    rows = read_records(connection, Bookmark, "rowid", _AMONG, json.dumps(identities))
    held = {bookmark.identity: bookmark for bookmark in rows}
    return tuple(held[identity] for identity in dict.fromkeys(identities) if identity in held)


def origins(connection: sqlite3.Connection, identities: Sequence[str]) -> tuple[Origin, ...]:
    """Where these bookmarks were made, those that there are."""
    columns = ", ".join(f"coalesce({field.name}, '')" for field in fields(Origin))
    rows = connection.execute(f"SELECT {columns} FROM bookmarks WHERE {_AMONG}", (json.dumps(identities),))
    return tuple(Origin(*row) for row in rows)


def at_key(connection: sqlite3.Connection, key: str) -> tuple[Bookmark, ...]:
    """The bookmarks made at a place."""
    return tuple(read_records(connection, Bookmark, ORDER, "key = ?", key))


def last_position(connection: sqlite3.Connection) -> float:
    """The greatest position there is; 0.0 without bookmarks."""
    return float(connection.execute("SELECT max(position) FROM bookmarks").fetchone()[0] or 0.0)


def marks(connection: sqlite3.Connection, moved: Mapping[str, str]) -> dict[str, str]:
    """The keys with bookmarks and their colours; of several at one place a coloured one's.

    `moved` has the keys of those, by identity, that stand elsewhere now than where they were made.
    """
    elsewhere = json.dumps(list(moved))
    found_at = "SELECT coalesce(key, ''), coalesce(max(colour), '') FROM bookmarks"
    if moved:
        found = dict(connection.execute(f"{found_at} WHERE NOT {_AMONG} GROUP BY key", (elsewhere,)).fetchall())
    else:
        found = dict(connection.execute(f"{found_at} GROUP BY key").fetchall())
    for identity, colour in connection.execute(f"SELECT identity, colour FROM bookmarks WHERE {_AMONG}", (elsewhere,)):
        found[moved[identity]] = found.get(moved[identity]) or colour or ""
    return found


def holding(connection: sqlite3.Connection, query: str) -> tuple[str, ...]:
    """The identities of those whose contents hold every word of the query, normalised alike.

    Of a query of very many words (a page that was pasted) the first ones count.
    """
    words = list(dict.fromkeys(map(normal_form, query.split())))[:_WORDS]
    where = " AND ".join(["instr(contents, ?) > 0"] * len(words)) or "1"
    rows = connection.execute(f"SELECT identity FROM bookmarks WHERE {where} ORDER BY {ORDER}", words)
    return tuple(identity for (identity,) in rows)
