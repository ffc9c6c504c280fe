"""Bookmarks as a tree: folders, what lies in them, and those whose place is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from nt_desktop.ui.wording import path_text
from nt_desktop.workspace.finding import Location
from nt_desktop.workspace.records import Bookmark, Folder, Record

AnyIndex = QModelIndex | QPersistentModelIndex
MIME = "application/x-nt-desktop-bookmarks"
FOR_LOST = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
FOR_FOLDER = FOR_LOST | Qt.ItemFlag.ItemIsDropEnabled
FOR_BOOKMARK = FOR_LOST | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren
STATES = {"same": "", "changed": "文字已变", "moved": "位置已变", "gone": "已失效"}


class BookmarkRole(IntEnum):
    RECORD = Qt.ItemDataRole.UserRole
    PLACE = Qt.ItemDataRole.UserRole + 1
    STATE = Qt.ItemDataRole.UserRole + 2


@dataclass(slots=True, eq=False)
class Node:
    record: Record | None
    parent: Node | None = None
    row: int = 0
    children: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> None:
        node.parent, node.row = self, len(self.children)
        self.children.append(node)


def place_of(bookmark: Bookmark) -> str:
    """Where a bookmark stands, in one line."""
    return " · ".join(part for part in (bookmark.doc_number or bookmark.title, path_text(bookmark.path)) if part)


def words_of(bookmark: Bookmark) -> str:
    return " ".join((bookmark.words or bookmark.text).split())


class BookmarkModel(QAbstractItemModel):
    """Announces bookmarks that were dropped somewhere; whoever keeps them changes them."""

    dropped = Signal(tuple, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node(None)
        self._lost = Node(None)
        self._nodes: dict[str, Node] = {}
        self._locations: Mapping[str, Location] = {}
        self._bookmarks: Sequence[Bookmark] = ()
        self._folders: Sequence[Folder] = ()

    def set_records(self, folders: Sequence[Folder], bookmarks: Sequence[Bookmark]) -> None:
        self._folders, self._bookmarks = folders, bookmarks
        self._arrange()

    def set_locations(self, locations: Mapping[str, Location]) -> None:
        """Where bookmarks' places are now, by their identities; it shows with the next records."""
        self._locations = {**self._locations, **locations}

    def location(self, identity: str) -> Location | None:
        return self._locations.get(identity)

    def _arrange(self) -> None:
        self.beginResetModel()
        self._root, self._lost = Node(None), Node(None)
        homes: dict[str, Node] = {"": self._root}
        self._nodes = {folder.identity: Node(folder) for folder in self._folders}
        homes |= self._nodes
        for folder in self._folders:
            homes.get(folder.parent, self._root).add(homes[folder.identity])
        for bookmark in self._bookmarks:
            gone = (location := self._locations.get(bookmark.identity)) is not None and location.state == "gone"
            home = self._lost if gone else homes.get(bookmark.folder, self._root)
            node = self._nodes[bookmark.identity] = Node(bookmark)
            home.add(node)
        if self._lost.children:
            self._root.add(self._lost)
        self.endResetModel()

    def index_of(self, identity: str) -> QModelIndex:
        """The line of a bookmark or folder."""
        node = self._nodes.get(identity)
        return QModelIndex() if node is None else self.createIndex(node.row, 0, node)

    def homes(self) -> list[tuple[str, QModelIndex]]:
        """The folders with their lines, 失效书签 under an empty name; only those that hold something."""
        nodes = [*((folder.identity, self._nodes[folder.identity]) for folder in self._folders), ("", self._lost)]
        return [(name, self.createIndex(node.row, 0, node)) for name, node in nodes if node.children and node.parent]

    def node(self, index: AnyIndex) -> Node:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self._root

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = (parent.internalPointer() if parent.isValid() else self._root).children
        return self.createIndex(row, 0, children[row]) if column == 0 and 0 <= row < len(children) else QModelIndex()

    def parent(self, index: AnyIndex = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        above = self.node(index).parent if index.isValid() else None
        return QModelIndex() if above is None or above is self._root else self.createIndex(above.row, 0, above)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self.node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self.node(index)
        record = node.record
        if role == BookmarkRole.RECORD:
            return record
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(record, Bookmark):
                return words_of(record)[:120]
            name = record.name if isinstance(record, Folder) else "失效书签"
            return f"{name}（{len(node.children)}）"
        if not isinstance(record, Bookmark):
            return None
        location = self._locations.get(record.identity)
        if role == BookmarkRole.PLACE:
            return place_of(record)
        if role == BookmarkRole.STATE:
            return STATES[location.state] if location else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                part for part in (record.title, place_of(record), words_of(record)[:300], record.note) if part
            )
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        record = index.internalPointer().record
        return FOR_BOOKMARK if isinstance(record, Bookmark) else FOR_FOLDER if isinstance(record, Folder) else FOR_LOST

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        records = [self.node(index).record for index in indexes]
        names = [record.identity for record in records if isinstance(record, Bookmark)]
        data.setData(MIME, "\n".join(names).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex) -> bool:
        if not data.hasFormat(MIME):
            return False
        home = self.node(parent)
        names = tuple(bytes(data.data(MIME).data()).decode().split("\n"))
        following = home.children[row].record if 0 <= row < len(home.children) else None
        before = following.identity if isinstance(following, Bookmark) else ""
        self.dropped.emit(names, home.record.identity if isinstance(home.record, Folder) else "", before)
        return False  # the records are read anew; the view must not remove rows
