"""What a search inside the bookmarks looks through: their words in the normal form, kept beside each bookmark.

They are derived, so the file says by which version of the program: another may read characters otherwise, and makes
them anew at its first search.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from nt_desktop import __version__
from nt_desktop.normal import normal_form
from nt_desktop.workspace.records import Bookmark

_STAMP = "contents_version"
_HEAD = "note, words, text, title, doc_number"


def contents_of(bookmark: Bookmark) -> str:
    """Note, words, tags and source of a bookmark, normalised."""
    head = (bookmark.note, bookmark.words, bookmark.text, bookmark.title, bookmark.doc_number)
    return _contents((*head, *bookmark.tags))


def contents_are_current(connection: sqlite3.Connection) -> bool:
    """Whether the contents in the file were made by this version of the program."""
    found = connection.execute("SELECT value FROM settings WHERE name = ?", (_STAMP,)).fetchone()
    return bool(found == (json.dumps(__version__),))


def make_contents(connection: sqlite3.Connection) -> None:
    """Make the contents of every bookmark anew, inside the transaction of the caller."""
    rows = connection.execute(f"SELECT identity, tags, {_HEAD} FROM bookmarks").fetchall()
    made = ((_contents((*head, *json.loads(tags))), identity) for identity, tags, *head in rows)
    connection.executemany("UPDATE bookmarks SET contents = ? WHERE identity = ?", made)
    stamp = (_STAMP, json.dumps(__version__))
    connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", stamp)


def _contents(parts: Iterable[str]) -> str:
    return normal_form("\n".join(parts)).encode("utf-8", "replace").decode("utf-8")
