"""What a user keeps: bookmarks, folders, saved searches, and the change that puts or drops them.

Records are values. Editing one is `replace(bookmark, note="…")` put back under the same identity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BookmarkKind = Literal["clause", "row", "target", "selection", "document"]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """书签: a place in the collection, and the words that stood there.

    `key` is the key of a clause, a table row or a document; `part` is a target's key. `text` is the whole text of the
    place when it was marked (for a document its title), `words` the words marked inside it, "" for all of it.
    `text_hash` is SHA-256 over the text without white space (for a document, over all its text). `title`,
    `doc_number` and `path` say what the place was, for the day it is gone. `folder` is a folder's identity, "" for
    the top. `colour` is a name (`yellow`, …) or "". `created` is ISO date and time. `position` orders within a folder.
    """

    identity: str
    document: str
    key: str
    kind: BookmarkKind
    text: str
    text_hash: str
    words: str = ""
    part: str = ""
    title: str = ""
    doc_number: str = ""
    path: tuple[str, ...] = ()
    note: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    colour: str = ""
    created: str = ""
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class Origin:
    """Of a bookmark only what tells whether its place is as it was; the fields are the bookmark's."""

    identity: str
    kind: BookmarkKind
    document: str
    key: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of bookmarks; `parent` is a folder's identity, "" for the top."""

    identity: str
    name: str
    parent: str = ""
    position: float = 0.0


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept under a name."""

    identity: str
    name: str
    query: str
    created: str = ""
    position: float = 0.0


Record = Bookmark | Folder | SavedSearch


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a user's work: records to put (new or edited) and records to drop, done together or not at all.

    `label` names it in the 编辑 menu (撤销“删除书签”). `Workspace.apply` gives the change that takes it back.
    """

    label: str
    put: tuple[Record, ...] = ()
    drop: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class PastSearch:
    """A search that was made; `when` is ISO date and time, `total` the number of hits."""

    query: str
    total: int
    when: str


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document that was opened; `when` is ISO date and time."""

    document: str
    title: str
    when: str
