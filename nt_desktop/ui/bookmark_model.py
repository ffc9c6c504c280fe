"""Bookmarks as a tree: folders, what lies in them, and those whose place is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from nt_desktop.ui.wording import path_text
from nt_desktop.workspace.finding import Location
from nt_desktop.workspace.records import Bookmark, Folder, Record

AnyIndex = QModelIndex | QPersistentModelIndex
Read = Callable[[Sequence[str]], Sequence[Bookmark]]
MIME = "application/x-nt-desktop-bookmarks"
FOR_LOST = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
FOR_FOLDER = FOR_LOST | Qt.ItemFlag.ItemIsDropEnabled
FOR_LOST_BOOKMARK = FOR_LOST | Qt.ItemFlag.ItemIsDragEnabled
STATES = {"same": "", "changed": "文字已变", "moved": "位置已变", "gone": "已失效"}
PAGE = 64
"""Bookmarks that are read at once, when one of them is shown."""


class BookmarkRole(IntEnum):
    RECORD = Qt.ItemDataRole.UserRole
    PLACE = Qt.ItemDataRole.UserRole + 1
    STATE = Qt.ItemDataRole.UserRole + 2


ANSWERED = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole, *BookmarkRole
)  # fmt: skip
"""Of anything else, as colours and fonts, a view is told at once that there is nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Home:
    """A folder, the top, or 失效书签 (without a folder too): its folders come first, then its bookmarks by identity."""

    item: QStandardItem
    folder: Folder | None
    homes: tuple[Home, ...]
    bookmarks: Sequence[str]

    @property
    def name(self) -> str:
        return self.folder.identity if self.folder else ""

    @property
    def rows(self) -> int:
        return len(self.homes) + len(self.bookmarks)


def place_of(bookmark: Bookmark) -> str:
    """Where a bookmark stands, in one line."""
    return " · ".join(part for part in (bookmark.doc_number or bookmark.title, path_text(bookmark.path)) if part)


def words_of(bookmark: Bookmark) -> str:
    return " ".join((bookmark.words or bookmark.text).split())


class BookmarkModel(QStandardItemModel):
    """Announces bookmarks that were dropped somewhere; whoever keeps them changes them.

    Folders are items. The rows of bookmarks stay empty and are only counted, so that a view passes over ten thousand
    without asking Python for each, not for flags either; what they say is read when they are painted. Only those in
    失效书签 are items, on which nothing is dropped.
    """

    dropped = Signal(tuple, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locations: dict[str, Location] = {}
        self._read: Read = lambda identities: ()
        self._held: dict[str, Bookmark] = {}
        self._root = Home(self.invisibleRootItem(), None, (), ())

    def set_records(self, folders: Sequence[Folder], order: Mapping[str, Sequence[str]], read: Read) -> None:
        """Show bookmarks by the identities in each folder; `read` gives the records of those that come into sight."""
        self.clear()
        self.setColumnCount(1)
        self._read, self._held = read, {}
        known = {folder.identity for folder in folders}
        inside: dict[str, list[Folder]] = {}
        for folder in folders:
            inside.setdefault(folder.parent if folder.parent in known else "", []).append(folder)
        lying: dict[str, list[str]] = {}
        lost: list[str] = []
        gone = {identity for identity, location in self._locations.items() if location.state == "gone"}
        for name, identities in order.items():
            home = lying.setdefault(name if name in known else "", [])
            home += [each for each in identities if each not in gone] if gone else identities
            lost += [each for each in identities if each in gone] if gone else ()
        self._root = self._home(self.invisibleRootItem(), None, inside, lying, lost)

    def _home(
        self,
        item: QStandardItem,
        folder: Folder | None,
        inside: Mapping[str, Sequence[Folder]],
        lying: Mapping[str, Sequence[str]],
        lost: Sequence[str] = (),
    ) -> Home:
        name = folder.identity if folder else ""
        homes = [self._home(_item(FOR_FOLDER), each, inside, lying) for each in inside.get(name, ())]
        if lost:
            gathered = _item(FOR_LOST)
            gathered.appendRows([_item(FOR_LOST_BOOKMARK) for _ in lost])
            homes.append(self._home(gathered, None, {}, {"": lost}))
        made = Home(item, folder, tuple(homes), lying.get(name, ()))
        item.appendRows([home.item for home in homes])
        item.setColumnCount(1)
        item.setRowCount(made.rows)
        return made

    def set_locations(self, sought: Iterable[str], found: Mapping[str, Location]) -> bool:
        """Of these bookmarks, where those are that are not where and what they were.

        Gives whether some went to 失效书签 or came back from it; that shows with the next records.
        """
        before = {name for name in sought if (known := self._locations.pop(name, None)) and known.state == "gone"}
        self._locations |= found
        return before != {name for name, location in found.items() if location.state == "gone"}

    def location(self, identity: str) -> Location | None:
        """Where a bookmark is that is not simply where and what it was."""
        return self._locations.get(identity)

    def moved(self) -> dict[str, str]:
        """The keys of the bookmarks that stand elsewhere now."""
        return {name: place.key for name, place in self._locations.items() if place.state == "moved" and place.key}

    def index_of(self, identity: str) -> QModelIndex:
        """The line of a bookmark or folder."""
        waiting = [self._root]
        while waiting:
            home = waiting.pop()
            if home.name == identity != "":
                return home.item.index()
            if identity in home.bookmarks:
                row = len(home.homes) + home.bookmarks.index(identity)
                return self.index(row, 0, home.item.index())
            waiting += home.homes
        return QModelIndex()

    def homes(self) -> list[tuple[str, QModelIndex]]:
        """The folders with their lines, 失效书签 under an empty name; only those that hold something."""
        found: list[tuple[str, QModelIndex]] = []
        waiting = list(self._root.homes)
        while waiting:
            home = waiting.pop(0)
            waiting += home.homes
            if home.rows:
                found.append((home.name, home.item.index()))
        return found

    def _home_at(self, index: AnyIndex) -> Home | None:
        """The top or the folder on a line; None where a bookmark is."""
        if not index.isValid():
            return self._root
        above = self._home_at(index.parent())
        return above.homes[index.row()] if above and index.row() < len(above.homes) else None

    def _is_lost(self, home: Home) -> bool:
        return home.folder is None and home is not self._root

    def _receiver(self, parent: AnyIndex) -> Home | None:
        """Where something dropped on a line or between its rows comes to lie; None where nothing may."""
        home = self._home_at(parent) or self._home_at(parent.parent())
        return None if home is None or self._is_lost(home) else home

    def _bookmark_at(self, index: AnyIndex) -> str:
        """The identity of the bookmark on a line; "" for a folder."""
        home = self._home_at(index.parent())
        row = index.row() - len(home.homes) if home else -1
        return home.bookmarks[row] if home and 0 <= row < len(home.bookmarks) else ""

    def _record(self, index: AnyIndex) -> Record | None:
        identity = self._bookmark_at(index)
        if not identity:
            home = self._home_at(index)
            return home.folder if home else None
        if identity not in self._held:
            home = self._home_at(index.parent())
            assert home
            first = (index.row() - len(home.homes)) // PAGE * PAGE
            self._held |= {each.identity: each for each in self._read(home.bookmarks[first : first + PAGE])}
        return self._held.get(identity)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in ANSWERED or not index.isValid():
            return None
        record = self._record(index)
        if role == BookmarkRole.RECORD:
            return record
        if not isinstance(record, Bookmark):
            home = self._home_at(index)
            named = home is not None and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return f"{record.name if record else '失效书签'}（{home.rows}）" if home and named else None
        if role == BookmarkRole.STATE:
            location = self._locations.get(record.identity)
            return STATES[location.state] if location else ""
        if role == BookmarkRole.PLACE:
            return place_of(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                part for part in (record.title, place_of(record), words_of(record)[:300], record.note) if part
            )
        return words_of(record)[:120]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        names = [name for index in indexes if (name := self._bookmark_at(index))]
        data.setData(MIME, "\n".join(names).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        return data.hasFormat(MIME) and self._receiver(parent) is not None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        """Announce what was dropped into a folder or ahead of a bookmark; on a bookmark is ahead of it too.

        失效书签 is no folder, and has no order to drop something into.
        """
        home = self._receiver(parent)
        if home is None or not data.hasFormat(MIME):
            return False
        before = self._bookmark_at(parent) if parent.isValid() else ""
        if not before and 0 <= row < home.rows:
            before = self._bookmark_at(self.index(row, 0, parent))
        names = tuple(bytes(data.data(MIME).data()).decode().split("\n"))
        self.dropped.emit(names, home.name, before)
        return False  # the records are read anew; the view must not remove rows


def _item(flags: Qt.ItemFlag) -> QStandardItem:
    item = QStandardItem()
    item.setFlags(flags)
    return item
