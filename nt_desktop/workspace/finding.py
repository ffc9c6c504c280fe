"""Marking a place of the collection, and finding it again after the collection was rebuilt.

A place is sought by its key, then by its words: the same words elsewhere, then similar words in the same document.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

from nt_desktop.catalog.rows import table_rows
from nt_desktop.errors import UnknownKeyError
from nt_desktop.workspace.library import Library, read_key
from nt_desktop.workspace.records import Bookmark, BookmarkKind, Origin

State = Literal["same", "changed", "moved", "gone"]
Step = Literal["same", "removed", "added"]
_SPACE = re.compile(r"\s+")
_ALIKE = 0.6  # share of characters in common below which two texts are taken for different clauses


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of text that stayed, went or came, in the order of reading."""

    step: Step
    text: str


@dataclass(frozen=True, slots=True)
class Location:
    """Where a bookmark's place is now. `key` is None when it is gone (失效书签).

    `difference` is there when the text is not what it was, also when the place has moved.
    """

    state: State
    key: str | None
    text: str
    difference: tuple[Difference, ...] = ()


def text_hash(text: str) -> str:
    """SHA-256 over the text without white space: another line break makes no other clause."""
    return hashlib.sha256(_bare(text).encode("utf-8", "surrogatepass")).hexdigest()


def make_bookmark(
    library: Library,
    key: str,
    *,
    kind: BookmarkKind | None = None,
    words: str = "",
    part: str = "",
    note: str = "",
    folder: str = "",
    position: float = 0.0,
) -> Bookmark:
    """A bookmark on a clause, table row or document; raises UnknownKeyError where there is none.

    `words` are the words selected there, `part` the key of a target. The kind follows from the key unless given.
    """
    place = read_key(key)
    document = library.document(place.document)
    path: tuple[str, ...] = ()
    if place.clause:
        clause = library.clause(key)
        path, text, natural = clause.path, clause.text, "clause"
    elif place.table:
        text, natural = _table_text(library, key), "row"
    else:
        text, natural = document.title, "document"
    derived: BookmarkKind = "document" if natural == "document" else "row" if natural == "row" else "clause"
    if part:
        derived = "target"
    elif words:
        derived = "selection"
    return Bookmark(
        identity=uuid.uuid4().hex,
        document=document.key,
        key=key,
        kind=kind or derived,
        text=text,
        text_hash=_document_hash(library, document.key) if natural == "document" else text_hash(text),
        words=words,
        part=part,
        title=document.title,
        doc_number=document.doc_number or "",
        path=path,
        note=note,
        folder=folder,
        created=datetime.now().isoformat(timespec="seconds"),
        position=position,
    )


class Finder:
    """Finds many bookmarks in one collection; what it reads of the collection it remembers."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts: dict[str, dict[str, str]] = {}
        self._hash_at: dict[str, str] = {}
        self._hashes: dict[str, tuple[str, ...]] | None = None

    def is_same(self, origin: Origin) -> bool:
        """Whether the same words stand at the place still; each place is read once."""
        if origin.key not in self._hash_at:
            self._hash_at[origin.key] = self._hash_of(origin)
        return self._hash_at[origin.key] == origin.text_hash

    def _hash_of(self, origin: Origin) -> str:
        try:
            if origin.kind == "document":
                return _document_hash(self._library, origin.key)
        except UnknownKeyError:
            return ""
        here = self._texts_of(origin.document).get(origin.key)
        return "" if here is None else text_hash(here)

    def locate(self, bookmark: Bookmark) -> Location:
        if bookmark.kind == "document":
            return self._locate_document(bookmark)
        here = self._texts_of(bookmark.document).get(bookmark.key)
        if here is not None and text_hash(here) == bookmark.text_hash:
            return Location("same", bookmark.key, here)
        elsewhere = self._same_words(bookmark)
        if elsewhere:
            return Location("moved", elsewhere, self._texts_of(read_key(elsewhere).document)[elsewhere])
        if here is not None and _alike(bookmark.text, here) >= _ALIKE:
            return Location("changed", bookmark.key, here, difference(bookmark.text, here))
        best = self._most_similar(bookmark)
        if best:
            text = self._texts_of(bookmark.document)[best]
            return Location("moved", best, text, difference(bookmark.text, text))
        return Location("gone", None, bookmark.text)

    def _locate_document(self, bookmark: Bookmark) -> Location:
        try:
            document = self._library.document(bookmark.key)
        except UnknownKeyError:
            wanted = _bare(bookmark.title)
            for other in self._library.documents():
                if _bare(other.title) == wanted and (other.doc_number or "") in ("", bookmark.doc_number):
                    return Location("moved", other.key, other.title)
            return Location("gone", None, bookmark.text)
        if _document_hash(self._library, document.key) == bookmark.text_hash:
            return Location("same", document.key, document.title)
        return Location("changed", document.key, document.title, difference(bookmark.text, document.title))

    def _same_words(self, bookmark: Bookmark) -> str | None:
        """Where else exactly these words stand: in its own document first."""
        if self._hashes is None:
            hashes: dict[str, tuple[str, ...]] = {}
            for document in self._library.documents():
                for key, text in self._texts_of(document.key).items():
                    value = text_hash(text)
                    hashes[value] = (*hashes.get(value, ()), key)
            self._hashes = hashes
        keys = self._hashes.get(bookmark.text_hash, ())
        own = [key for key in keys if read_key(key).document == bookmark.document]
        if own:
            return own[0]
        return keys[0] if len(keys) == 1 else None  # standing phrases (各县（市）区人民政府：) prove nothing elsewhere

    def _most_similar(self, bookmark: Bookmark) -> str | None:
        best, best_share = None, _ALIKE
        for key, text in self._texts_of(bookmark.document).items():
            share = _alike(bookmark.text, text, best_share)
            if share > best_share:
                best, best_share = key, share
        return best

    def _texts_of(self, document_key: str) -> dict[str, str]:
        if document_key not in self._texts:
            texts: dict[str, str] = {}
            try:
                for clause in self._library.clauses(document_key):
                    texts[clause.key] = clause.text
                for table in self._library.tables(document_key):
                    rows = table_rows(table)
                    texts[table.key] = "\n".join(row.text for row in rows)
                    texts.update((row.key, row.text) for row in rows)
            except UnknownKeyError:
                texts = {}
            self._texts[document_key] = texts
        return self._texts[document_key]


def locate(bookmark: Bookmark, library: Library) -> Location:
    """Find one bookmark again; for many, one `Finder`."""
    return Finder(library).locate(bookmark)


def difference(before: str, after: str) -> tuple[Difference, ...]:
    """What went and what came between two texts, by characters."""
    steps: list[Difference] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            steps.append(Difference("same", before[a:b]))
            continue
        if b > a:
            steps.append(Difference("removed", before[a:b]))
        if d > c:
            steps.append(Difference("added", after[c:d]))
    return tuple(steps)


def _alike(before: str, after: str, floor: float = _ALIKE) -> float:
    """Share of characters in common, 0 when it is surely below the floor."""
    matcher = SequenceMatcher(None, before[:2000], after[:2000], autojunk=False)
    if matcher.real_quick_ratio() < floor or matcher.quick_ratio() < floor:
        return 0.0
    return matcher.ratio()


def _table_text(library: Library, key: str) -> str:
    place = read_key(key)
    assert place.table
    table = library.table(place.table)
    rows = table_rows(table)
    if place.row is None:
        return "\n".join(row.text for row in rows)
    if not 0 <= place.row < len(rows):
        raise UnknownKeyError(key)
    return rows[place.row].text


def _document_hash(library: Library, key: str) -> str:
    parts = [clause.text for clause in library.clauses(key)]
    parts += ["\n".join("\t".join(row) for row in table.rows) for table in library.tables(key)]
    return text_hash("\n".join(parts))


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
