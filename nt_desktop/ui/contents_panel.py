"""文件目录: the tree at the left, in step with the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from nt_desktop.model import Document
from nt_desktop.ui.bookmark_marks import HEIGHT, WIDTH, draw_mark
from nt_desktop.ui.contents_model import ContentsModel, ContentsRole
from nt_desktop.ui.controls import field
from nt_desktop.ui.page import Page
from nt_desktop.ui.theme import GRID, INSIDE


class ContentsDelegate(QStyledItemDelegate):
    """A line with the ribbon of its bookmark at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colour = index.data(ContentsRole.MARK)
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        if colour is not None:
            option.rect = rect.adjusted(0, 0, -3 * GRID, 0)  # type: ignore[attr-defined]
        super().paint(painter, option, index)
        if colour is not None:
            at = QPointF(rect.right() - GRID - WIDTH, rect.center().y() - HEIGHT / 2)
            draw_mark(painter, at, str(colour))


class ContentsPanel(QWidget):
    """Announces the document or the clause that is chosen, and what is to be bookmarked."""

    document_requested = Signal(str)
    passage_requested = Signal(str)
    bookmark_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ContentsModel(self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setRecursiveFilteringEnabled(True)
        self._shown.setAutoAcceptChildRows(True)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = field("筛选文件和章节")
        self.filter.setAccessibleName("筛选文件和章节")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.tree = QTreeView()
        self.tree.setModel(self._shown)
        self.tree.setItemDelegate(ContentsDelegate(self.tree))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._offer)
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName("文件目录")
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.clicked.connect(self._choose)
        self.tree.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        row = QVBoxLayout()
        row.setContentsMargins(INSIDE, GRID, INSIDE, GRID)
        row.addWidget(self.filter)
        column.addLayout(row)
        column.addWidget(self.tree, 1)

    def set_documents(self, documents: Sequence[Document]) -> None:
        self.model.set_documents(documents)
        self.tree.expandToDepth(0)

    def open_page(self, page: Page) -> None:
        """Show the outline of the document that was opened."""
        self.model.set_outline(page.document.key, page.clauses, page.tables)
        index = self._shown.mapFromSource(self.model.index_of(page.document.key))
        self.tree.expand(index)
        self.follow(page.document.key)

    def follow(self, key: str) -> None:
        """Point at the line that a clause belongs to."""
        index = self._shown.mapFromSource(self.model.index_of(key))
        if index.isValid() and index != self.tree.currentIndex():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            self.tree.horizontalScrollBar().setValue(0)

    def _choose(self, index: QModelIndex) -> None:
        key = index.data(ContentsRole.KEY)
        match index.data(ContentsRole.KIND):
            case "group":
                self.tree.setExpanded(index, not self.tree.isExpanded(index))
            case "document":
                self.document_requested.emit(key)
            case "outline":
                self.passage_requested.emit(key)

    def _offer(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        key = index.data(ContentsRole.KEY)
        if key:
            menu = QMenu(self)
            menu.addAction("打开", lambda: self._choose(index))
            if "#表" not in key:
                menu.addAction("加入书签", lambda: self.bookmark_requested.emit(key))
            menu.exec(self.tree.viewport().mapToGlobal(at))
            menu.deleteLater()

    def _filter(self, text: str) -> None:
        self._shown.setFilterFixedString(text.strip())
        if text.strip():
            self.tree.expandToDepth(1)
