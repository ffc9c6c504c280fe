"""What a search inside the bookmarks looks through: their words in the normal form, kept beside each bookmark.

They are derived, so the file says by which version of the program and by which normal form: another may read characters
otherwise, and makes them anew at its first search.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from functools import lru_cache

from nt_desktop import __version__
from nt_desktop.normal import normal_form
from nt_desktop.places import load_resource
from nt_desktop.workspace.records import Bookmark

_STAMP = "contents_version"
_HEAD = ", ".join(f"coalesce({name}, '')" for name in ("note", "words", "text", "title", "doc_number"))
_SAMPLE = "PM_{2.5} PM<sub>2.5</sub> 甲 a b Ⅷ ㎡ ½ がé ﬁ ẞ " + "".join(
    chr(code)
    for first, last in ((0x20, 0xFF), (0x2000, 0x206F), (0x2500, 0x2501), (0x3000, 0x303F), (0xFE50, 0xFFEF))
    for code in range(first, last + 1)
)
"""What the rules of the normal form are about, but for the traditional characters, which have a table."""


def contents_of(bookmark: Bookmark) -> str:
    """Note, words, tags and source of a bookmark, normalised."""
    head = (bookmark.note, bookmark.words, bookmark.text, bookmark.title, bookmark.doc_number)
    return _contents((*head, *bookmark.tags))


def contents_are_current(connection: sqlite3.Connection) -> bool:
    """Whether the contents in the file were made by this version of the program and its normal form."""
    found = connection.execute("SELECT value FROM settings WHERE name = ?", (_STAMP,)).fetchone()
    return bool(found == (json.dumps(_version()),))


def make_contents(connection: sqlite3.Connection) -> None:
    """Make the contents of every bookmark anew, inside the transaction of the caller."""
    rows = connection.execute(f"SELECT identity, tags, {_HEAD} FROM bookmarks").fetchall()
    made = ((_contents((*head, *texts_of(tags))), identity) for identity, tags, *head in rows)
    connection.executemany("UPDATE bookmarks SET contents = ? WHERE identity = ?", made)
    stamp = (_STAMP, json.dumps(_version()))
    connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", stamp)


def texts_of(value: str | None) -> tuple[str, ...]:
    """The texts of a JSON array as a file has it; none where it has something else."""
    try:
        texts = json.loads(value or "[]")
    except ValueError:
        return ()
    return tuple(str(text) for text in texts if text is not None) if isinstance(texts, list) else ()


@lru_cache(maxsize=1)
def _version() -> str:
    """The program's version with a checksum of what its normal form makes of a fixed sample."""
    sample = _SAMPLE + str(load_resource("traditional.toml")["traditional"])
    return f"{__version__} {zlib.crc32(normal_form(sample).encode('utf-8', 'replace')):08x}"


def _contents(parts: Iterable[str]) -> str:
    return normal_form("\n".join(parts)).encode("utf-8", "replace").decode("utf-8")
