"""书签: folders and bookmarks, searched, sorted by hand, with their notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from nt_desktop.ui.bookmark_delegate import BookmarkDelegate
from nt_desktop.ui.bookmark_desk import BookmarkDesk
from nt_desktop.ui.bookmark_marks import COLOURS
from nt_desktop.ui.bookmark_model import BookmarkModel, BookmarkRole
from nt_desktop.ui.controls import field, tool_button
from nt_desktop.ui.icons import IconSet
from nt_desktop.ui.theme import GRID, INSIDE
from nt_desktop.workspace.finding import Location
from nt_desktop.workspace.records import Bookmark, Change, Folder, Record

MOST_OPENED = 500
"""Bookmarks beyond which folders are closed at first."""


class BookmarksPanel(QWidget):
    """Announces the bookmark that is opened and what is to be printed."""

    bookmark_opened = Signal(object)
    print_requested = Signal(tuple)
    difference_wanted = Signal(object, object)
    exchange_requested = Signal(str)

    def __init__(self, desk: BookmarkDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._icons = IconSet()
        self._note_of: Bookmark | None = None
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = BookmarkModel(self)
        self.model.dropped.connect(lambda names, folder, before: self._desk.move(names, folder, before))
        self.filter = field("在书签、备注和标签里找")
        self.filter.setAccessibleName("筛选书签")
        self.filter.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(80)
        self._pause.timeout.connect(self.refresh)
        self.filter.textChanged.connect(lambda: self._pause.start())
        self.tree = self._make_tree()
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText("备注（自动保存）")
        self.note.setObjectName("note")
        self.note.setAccessibleName("备注")
        self.note.setFixedHeight(76)
        self.note.setTabChangesFocus(True)
        self.note.installEventFilter(self)
        self.note.setEnabled(False)
        self.empty = QLabel(
            "还没有书签\n\n读到要留的条款时按 Ctrl+D", alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True
        )
        self.empty.setProperty("muted", True)
        self._build()
        self._stale = True
        self._known: set[str] = set()
        self._marks: dict[str, str] | None = None
        desk.changed.connect(self._changed)

    def _make_tree(self) -> QTreeView:
        tree = QTreeView()
        tree.setModel(self.model)
        tree.setItemDelegate(BookmarkDelegate(tree))
        tree.setHeaderHidden(True)
        tree.setAccessibleName("书签")
        tree.setIndentation(14)
        tree.setMouseTracking(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setUniformRowHeights(True)  # else it asks for the height of every row, thousands of them
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        tree.setDefaultDropAction(Qt.DropAction.MoveAction)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setExpandsOnDoubleClick(False)
        tree.setStyleSheet("QTreeView { background: palette(base); }")
        tree.activated.connect(self._open)
        tree.clicked.connect(self._clicked)
        tree.selectionModel().currentChanged.connect(lambda *_: self._show_note())
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._offer)
        tree.installEventFilter(self)
        return tree

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(INSIDE, INSIDE, INSIDE, GRID)
        top.setSpacing(GRID)
        top.addWidget(self.filter, 1)
        for name, says, act in (
            ("folder", "新建文件夹", self._new_folder),
            ("print", "打印所选书签", self._print),
            ("delete", "删除所选（Delete）", self.delete_selected),
        ):
            button = tool_button(says)
            self._icons.wear(button.setIcon, name)
            button.clicked.connect(lambda _=False, act=act: act())
            top.addWidget(button)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.empty)
        foot = QVBoxLayout()
        foot.setContentsMargins(INSIDE, GRID, INSIDE, INSIDE)
        foot.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    def _changed(self, _: tuple[str, ...]) -> None:
        self._stale = True
        self._marks = None
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        """List the bookmarks as they are now."""
        self._pause.stop()
        self._stale = False
        kept = self._current_identity()
        closed = {name for name, index in self.model.homes() if not self.tree.isExpanded(index)}
        workspace = self._desk.workspace
        words = self.filter.text().strip()
        order = self._desk.order()
        if words:
            found = set(workspace.find_bookmarks(words))
            order = {folder: [name for name in names if name in found] for folder, names in order.items()}
        self.model.set_records(workspace.folders(), order, self._desk.few)
        crowded = sum(map(len, order.values())) > MOST_OPENED and not self._known
        for name, index in self.model.homes():
            self.tree.setExpanded(index, not crowded and name not in (closed & self._known))
        self._known = {name for name, _ in self.model.homes()}
        if kept and (line := self.model.index_of(kept)).isValid():
            self.tree.setCurrentIndex(line)
        nothing = not self.model.rowCount()
        self.empty.setText("没有符合的书签" if words and nothing else "还没有书签\n\n读到要留的条款时按 Ctrl+D")
        self._stack.setCurrentIndex(1 if nothing else 0)
        self._show_note()

    def set_locations(self, sought: Iterable[str], found: Mapping[str, Location]) -> None:
        """Of these bookmarks, where those are now that are not where and what they were."""
        self._marks = None
        if not self.model.set_locations(sought, found):
            self.tree.viewport().update()
        elif self.isVisible():
            self._pause.start()
        else:
            self._stale = True

    def select(self, identity: str) -> None:
        if self._stale:
            self.refresh()
        index = self.model.index_of(identity)
        if index.isValid():
            self.tree.setCurrentIndex(index)

    def edit_note(self) -> None:
        """Put the cursor into the note of the current bookmark."""
        if self.note.isEnabled():
            self.note.setFocus()
            self.note.selectAll()

    def selected_records(self) -> tuple[Record, ...]:
        records = (index.data(BookmarkRole.RECORD) for index in self.tree.selectedIndexes())
        return tuple(record for record in records if record is not None)

    def delete_selected(self) -> None:
        records = self.selected_records()
        if records:
            self._desk.delete(records)

    def save_note(self) -> None:
        """Keep what was written in the note."""
        bookmark = self._note_of
        if bookmark is not None and self.note.toPlainText() != bookmark.note:
            self._note_of = replace(bookmark, note=self.note.toPlainText())
            self._desk.edit(self._note_of, "修改备注")

    def retint(self) -> None:
        self._icons.retint()

    def _current_identity(self) -> str:
        record = self.tree.currentIndex().data(BookmarkRole.RECORD)
        return record.identity if record is not None else ""

    def _show_note(self) -> None:
        record = self.tree.currentIndex().data(BookmarkRole.RECORD)
        bookmark = record if isinstance(record, Bookmark) else None
        before = self._note_of
        if (
            bookmark is not None
            and before is not None
            and bookmark.identity == before.identity
            and self.note.hasFocus()
        ):
            return
        if before is not None and (bookmark is None or bookmark.identity != before.identity) and self.note.hasFocus():
            self.save_note()
        self._note_of = bookmark
        self.note.setEnabled(bookmark is not None and self._desk.workspace.writable)
        self.note.setPlainText(bookmark.note if bookmark else "")

    def _clicked(self, index: QModelIndex) -> None:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        record = index.data(BookmarkRole.RECORD)
        if isinstance(record, Bookmark):
            self.bookmark_opened.emit(record)
        else:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _print(self) -> None:
        records = self.selected_records() or self._desk.bookmarks()
        inside = [
            name for each in records if isinstance(each, Folder) for name in self._desk.order().get(each.identity, ())
        ]
        chosen = dict.fromkeys(record for record in records if isinstance(record, Bookmark))
        chosen |= dict.fromkeys(self._desk.few(inside))
        if chosen:
            self.print_requested.emit(tuple(chosen))

    def _new_folder(self) -> None:
        name, agreed = QInputDialog.getText(self, "新建文件夹", "名称：")
        if agreed and name.strip():
            self._desk.new_folder(name.strip())

    def _offer(self, at: QPoint) -> None:
        record = self.tree.indexAt(at).data(BookmarkRole.RECORD)
        menu = QMenu(self)
        if isinstance(record, Bookmark):
            menu.addAction("打开", lambda: self.bookmark_opened.emit(record))
            menu.addAction("修改备注", self.edit_note)
            menu.addAction("标签…", lambda: self._edit_tags(record))
            colours = menu.addMenu("颜色")
            for colour, name in COLOURS:
                colours.addAction(
                    name, lambda colour=colour: self._desk.edit(replace(record, colour=colour), "标记颜色")
                )
            self._offer_folders(menu.addMenu("移到文件夹"))
            location = self.model.location(record.identity)
            if location is not None and location.difference:
                menu.addAction("查看文字变化", lambda: self.difference_wanted.emit(record, location))
            menu.addSeparator()
        if isinstance(record, Folder):
            menu.addAction("改名…", lambda: self._rename(record))
        if record is not None:
            menu.addAction("打印", self._print)
            menu.addAction("删除", self.delete_selected)
            menu.addSeparator()
        menu.addAction("新建文件夹…", self._new_folder)
        menu.addAction("导出书签…", lambda: self.exchange_requested.emit("export"))
        menu.addAction("导入书签…", lambda: self.exchange_requested.emit("import"))
        menu.exec(self.tree.viewport().mapToGlobal(at))

    def _offer_folders(self, menu: QMenu) -> None:
        names = [record.identity for record in self.selected_records() if isinstance(record, Bookmark)]
        menu.addAction("（不放入文件夹）", lambda: self._desk.move(names, ""))
        for folder in self._desk.workspace.folders():
            menu.addAction(folder.name, lambda folder=folder: self._desk.move(names, folder.identity))

    def _edit_tags(self, bookmark: Bookmark) -> None:
        text, agreed = QInputDialog.getText(self, "标签", "用空格隔开：", text=" ".join(bookmark.tags))
        if agreed:
            self._desk.edit(replace(bookmark, tags=tuple(dict.fromkeys(text.split()))), "修改标签")

    def _rename(self, folder: Folder) -> None:
        name, agreed = QInputDialog.getText(self, "改名", "名称：", text=folder.name)
        if agreed and name.strip():
            self._desk.do(Change("改名", put=(replace(folder, name=name.strip()),)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.note and event.type() == QEvent.Type.FocusOut:
            self.save_note()
        if watched is self.tree and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Delete:
                self.delete_selected()
                return True
            if event.key() == Qt.Key.Key_F2:
                self.edit_note()
                return True
        return super().eventFilter(watched, event)

    def marks(self) -> dict[str, str]:
        """The keys that bookmarks stand at now, with their colours; of several at one place a coloured one's."""
        if self._marks is None:
            self._marks = self._desk.workspace.marks(self.model.moved())
        return self._marks
