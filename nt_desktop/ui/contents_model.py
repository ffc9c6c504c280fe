"""文件目录 as a tree: region and year, documents with their parts, and the outline of those that were opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nt_desktop.model import Clause, Document, Table
from nt_desktop.ui.theme import interface_font
from nt_desktop.ui.wording import meta_line, period_text, short_title, year_of

AnyIndex = QModelIndex | QPersistentModelIndex
DEEPEST = 4


class ContentsRole(IntEnum):
    KEY = Qt.ItemDataRole.UserRole
    KIND = Qt.ItemDataRole.UserRole + 1
    MARK = Qt.ItemDataRole.UserRole + 2


@dataclass(slots=True, eq=False)
class Node:
    """A line of the tree; `key` is that of a document, clause or table, empty for a group."""

    text: str
    key: str
    kind: Literal["group", "document", "outline"]
    parent: Node | None = None
    tip: str = ""
    children: list[Node] = field(default_factory=list)

    def add(self, node: Node) -> Node:
        node.parent = self
        self.children.append(node)
        return node

    @property
    def row(self) -> int:
        return self.parent.children.index(self) if self.parent else 0


class ContentsModel(QAbstractItemModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node("", "", "group")
        self._documents: dict[str, Node] = {}
        self._outline: dict[str, Node] = {}
        self._clause_of: dict[str, str] = {}
        self._open = ""
        self._marks: Mapping[str, str] = {}
        self._marked: dict[Node, str] = {}

    def set_documents(self, documents: Sequence[Document]) -> None:
        self.beginResetModel()
        self._root = Node("", "", "group")
        self._documents, self._outline, self._clause_of, self._open = {}, {}, {}, ""
        groups: dict[tuple[str, str], Node] = {}
        own = {document.key for document in documents}
        for document in sorted(documents, key=_group_order):
            if document.parent in own:
                continue
            place = (document.region or "其他", year_of(document))
            if place not in groups:
                name = " · ".join(part for part in (place[0], place[1] and f"{place[1]}年") if part)
                groups[place] = self._root.add(Node(name, "", "group"))
            self._add_document(groups[place], document)
        for document in documents:
            if document.parent in own:
                self._add_document(self._documents.get(document.parent or "", self._root), document)
        self._marked = {}
        self.endResetModel()
        self.set_marked(self._marks)

    def _add_document(self, parent: Node, document: Document) -> None:
        facts = (document.title, meta_line(document), document.period and f"计划期 {period_text(document.period)}")
        node = Node(
            short_title(document.title), document.key, "document", tip="\n".join(fact for fact in facts if fact)
        )
        self._documents[document.key] = parent.add(node)

    def set_outline(self, document: str, clauses: Iterable[Clause], tables: Iterable[Table]) -> None:
        """Hang a document's outline under it, before its parts; documents opened earlier keep theirs."""
        before, self._open = self._open, document
        self._touch(before)
        self._touch(document)
        owner = self._documents.get(document)
        if owner is None:
            return
        if not any(child.kind == "outline" for child in owner.children):
            nodes = self._outline_nodes(owner, clauses, tables)
            if nodes:
                self.beginInsertRows(self._index_of(owner), 0, len(nodes) - 1)
                for node in nodes:
                    node.parent = owner
                owner.children[:0] = nodes
                self.endInsertRows()
                self.set_marked(self._marks)

    def _outline_nodes(self, owner: Node, clauses: Iterable[Clause], tables: Iterable[Table]) -> list[Node]:
        top = Node("", "", "outline")
        trail: list[tuple[int, Node]] = [(0, top)]
        parts: list[Clause | Table] = sorted((*clauses, *tables), key=lambda part: part.start)
        current = ""
        for part in parts:
            if isinstance(part, Table):
                node = Node(part.caption or f"表 {part.order}", part.key, "outline", tip=part.caption)
                trail[-1][1].add(node)
                self._outline[part.key] = node
                continue
            if part.level and part.label and (part.heading or part.role == "heading") and part.level <= DEEPEST:
                while len(trail) > 1 and trail[-1][0] >= part.level:
                    trail.pop()
                words = f"{part.label}{' ' if part.label[-1:].isascii() else ''}{part.heading}"
                node = trail[-1][1].add(Node(words.strip(), part.key, "outline", tip=words))
                trail.append((part.level, node))
                self._outline[part.key] = node
                current = part.key
            self._clause_of[part.key] = current
        return top.children

    def index_of(self, key: str) -> QModelIndex:
        """The line of a document, or of the heading that a clause or table row stands under."""
        node = self._node_of(key)
        return QModelIndex() if node is None else self._index_of(node)

    def _node_of(self, key: str) -> Node | None:
        if key in self._documents:
            return self._documents[key]
        for candidate in (key, self._clause_of.get(key, ""), key.rpartition("/")[0]):
            if candidate in self._outline:
                return self._outline[candidate]
        return self._documents.get(key.partition("#")[0])

    def set_marked(self, marks: Mapping[str, str]) -> None:
        """The keys that are bookmarked, with their colours; the lines they stand under say so."""
        self._marks = marks
        before, self._marked = self._marked, {}
        for key, colour in marks.items():
            node = self._node_of(key)
            if node is not None and not self._marked.get(node):
                self._marked[node] = colour
        for node in {*before, *self._marked}:
            if before.get(node) != self._marked.get(node):
                index = self._index_of(node)
                self.dataChanged.emit(index, index)

    def _touch(self, key: str) -> None:
        node = self._documents.get(key) or self._outline.get(key)
        if node is not None:
            index = self._index_of(node)
            self.dataChanged.emit(index, index)

    def _index_of(self, node: Node) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node)

    def node(self, index: AnyIndex) -> Node:
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self._root

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self.node(parent).children
        if column == 0 and 0 <= row < len(children):
            return self.createIndex(row, 0, children[row])
        return QModelIndex()

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
        if role == Qt.ItemDataRole.DisplayRole:
            return node.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{node.text}（有书签）" if node in self._marked else node.text
        if role == ContentsRole.MARK:
            return self._marked.get(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            return node.tip or None
        if role == Qt.ItemDataRole.FontRole:
            return interface_font(bold=node.kind == "group" or (bool(node.key) and node.key == self._open))
        if role == ContentsRole.KEY:
            return node.key
        if role == ContentsRole.KIND:
            return node.kind
        return None


def _group_order(document: Document) -> tuple[str, int, str, int]:
    year = year_of(document)
    return (document.region or "其他", -int(year) if year.isdigit() else 0, document.seed, document.order)
