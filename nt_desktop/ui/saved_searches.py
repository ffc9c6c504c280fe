"""已存检索: searches kept under a name; to be run again, renamed and deleted, all of which can be undone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nt_desktop.ui.bookmark_desk import BookmarkDesk
from nt_desktop.ui.controls import words
from nt_desktop.ui.theme import BETWEEN, INSIDE
from nt_desktop.workspace.records import Change, SavedSearch

LONGEST_NAME = 40


class SavedSearches(QObject):
    """Announces a query to run, and sentences for the status bar."""

    query_chosen = Signal(str)
    said = Signal(str)

    def __init__(self, desk: BookmarkDesk, window: QWidget) -> None:
        super().__init__(window)
        self.desk = desk
        self._window = window

    def held(self) -> tuple[SavedSearch, ...]:
        return self.desk.workspace.saved_searches()

    def save(self, query: str) -> None:
        """Keep a query under its own words; it can be renamed afterwards."""
        query = query.strip()
        if not query:
            self.said.emit("先输入要检索的内容，再保存")
        elif any(each.query == query for each in self.held()):
            self.said.emit("这次检索已经保存过了")
        else:
            last = max((each.position for each in self.held()), default=0.0)
            created = datetime.now().isoformat(timespec="seconds")
            kept = SavedSearch(uuid.uuid4().hex, query[:LONGEST_NAME], query, created, last + 1)
            self.desk.do(Change("保存检索", put=(kept,)))
            if any(each.identity == kept.identity for each in self.held()):
                self.said.emit("已保存本次检索，可在“检索”菜单中再用、改名")

    def rename(self, search: SavedSearch, name: str) -> None:
        name = " ".join(name.split())
        if name and name != search.name:
            self.desk.do(Change("检索改名", put=(replace(search, name=name),)))

    def delete(self, search: SavedSearch) -> None:
        self.desk.do(Change("删除已存检索", drop=(search,)))

    def fill(self, menu: QMenu) -> None:
        """List the saved searches in a menu."""
        menu.clear()
        for each in self.held():
            label = each.name.replace("&", "&&")
            action = menu.addAction(label, lambda query=each.query: self.query_chosen.emit(query))
            action.setToolTip(each.query)
        if menu.isEmpty():
            menu.addAction("还没有已存检索").setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction("管理已存检索…", self.manage)

    def manage(self) -> None:
        """Open the list in which they are renamed and deleted."""
        SavedSearchesDialog(self, self._window).open()


class SavedSearchesDialog(QDialog):
    """The saved searches: double click runs, F2 renames, Delete deletes, Ctrl+Z takes back."""

    def __init__(self, searches: SavedSearches, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("已存检索")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(480, 360)
        self._searches = searches
        self.list = QListWidget()
        self.list.setAccessibleName("已存检索")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.itemChanged.connect(self._renamed)
        self.list.itemActivated.connect(self._run)
        self.list.currentItemChanged.connect(lambda *_: self._tell())
        self.query = words(muted=True)
        stack = searches.desk.stack
        buttons = QHBoxLayout()
        self._for_one = []
        for label, act in (("检索", self.run_current), ("改名", self._edit), ("删除", self.delete_current)):
            button = QPushButton(label)
            button.clicked.connect(lambda _=False, act=act: act())
            buttons.addWidget(button)
            self._for_one.append(button)
        undo = QPushButton("撤销")
        undo.clicked.connect(stack.undo)
        undo.setEnabled(stack.canUndo())
        stack.canUndoChanged.connect(undo.setEnabled)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        buttons.addWidget(undo)
        buttons.addStretch(1)
        buttons.addWidget(close)
        for key, act in ((QKeySequence.StandardKey.Delete, self.delete_current), ("Ctrl+Z", stack.undo)):
            QShortcut(QKeySequence(key), self.list, act, context=Qt.ShortcutContext.WidgetShortcut)
        column = QVBoxLayout(self)
        column.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        column.setSpacing(INSIDE)
        column.addWidget(self.list, 1)
        column.addWidget(self.query)
        column.addLayout(buttons)
        searches.desk.changed.connect(self._fill, Qt.ConnectionType.QueuedConnection)  # not while an item is edited
        self._fill()

    def current(self) -> SavedSearch | None:
        item = self.list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, SavedSearch) else None

    def run_current(self) -> None:
        if (search := self.current()) is not None:
            self._searches.query_chosen.emit(search.query)
            self.close()

    def delete_current(self) -> None:
        if (search := self.current()) is not None:
            self._searches.delete(search)

    def _run(self, _: QListWidgetItem) -> None:
        self.run_current()

    def _edit(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.list.editItem(item)

    def _renamed(self, item: QListWidgetItem) -> None:
        search = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(search, SavedSearch):
            self._searches.rename(search, item.text())

    def _fill(self) -> None:
        row = max(0, self.list.currentRow())
        self.list.blockSignals(True)
        self.list.clear()
        for each in self._searches.held():
            item = QListWidgetItem(each.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self._tell()

    def _tell(self) -> None:
        search = self.current()
        self.query.setText(f"检索式：{search.query}" if search else "没有已存检索")
        for button in self._for_one:
            button.setEnabled(search is not None)
