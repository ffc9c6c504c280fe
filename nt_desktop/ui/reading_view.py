"""阅读: a document with its metadata on top, the text, the raw source beside it where wanted, and find in document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from nt_desktop.model import Clause, Table
from nt_desktop.ui.controls import tool_button
from nt_desktop.ui.find_bar import FindBar
from nt_desktop.ui.icons import IconSet
from nt_desktop.ui.marking import Marker, literal_marker, marker
from nt_desktop.ui.page import Page
from nt_desktop.ui.reading_text import ALL_ROWS, CITED, ReadingText, Typesetter
from nt_desktop.ui.source_pane import SourcePane
from nt_desktop.ui.text_pane import TextPane
from nt_desktop.ui.theme import (
    BETWEEN,
    GRID,
    INSIDE,
    READING_POINTS,
    Face,
    colours_of,
    interface_font,
    reading_font,
)
from nt_desktop.ui.wording import meta_line

MOST_HITS = 3000
"""Marks beyond these would make scrolling slow, and nobody steps through them."""
SIZES = (10.5, 11.0, 12.0, 13.0, 14.0, 16.0, 18.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that was read, for stepping back."""

    document: str
    key: str
    scroll: int


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room; the whole of it is its tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setMinimumWidth(40)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_whole(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._elide()

    def whole(self) -> str:
        return self._whole

    def _elide(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - 2)
        self.setText(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()


class ReadingView(QWidget):
    """Shows one Page. Announces the clause that is current, and what is asked of it."""

    passage_changed = Signal(str)
    top_changed = Signal(str)
    document_requested = Signal(str)
    table_requested = Signal(str)
    back_requested = Signal()
    bookmark_requested = Signal()
    copy_requested = Signal()
    print_requested = Signal()
    source_wanted = Signal(str)
    type_changed = Signal(str, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._face: Face = "sans"
        self._points = READING_POINTS
        self._query = ""
        self._finding = ""
        self._icons = IconSet()
        self._clauses: dict[str, Clause] = {}
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel()
        self.title.setFont(reading_font(bold=True))
        self.meta = ElidedLabel()
        self.meta.setProperty("muted", True)
        self.pane = TextPane()
        self.source = SourcePane()
        self.source.hide()
        self.find_bar = FindBar()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.pane)
        self._split.addWidget(self.source)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._header())
        line = QWidget()
        line.setFixedHeight(1)
        line.setObjectName("line")
        self._line = line
        column.addWidget(line)
        column.addWidget(self.find_bar)
        column.addWidget(self._split, 1)
        self.pane.passage_changed.connect(self._passage_changed)
        self.pane.top_changed.connect(self.top_changed)
        self.pane.link_followed.connect(self._follow)
        self.find_bar.sought.connect(self._seek)
        self.find_bar.stepped.connect(self.step)
        self.find_bar.closed.connect(self._end_find)
        self._tint()

    def _header(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.meta)
        row = QHBoxLayout()
        row.setContentsMargins(BETWEEN, INSIDE, INSIDE, INSIDE)
        row.setSpacing(GRID)
        self.back_button = self._button("back", "返回（Alt+←）", self.back_requested.emit)
        row.addWidget(self.back_button)
        row.addSpacing(GRID)
        row.addLayout(words, 1)
        self.bookmark_button = self._button("bookmark", "加入书签（Ctrl+D）", self.bookmark_requested.emit)
        self.copy_button = self._button("copy", "复制条款和出处（Ctrl+Shift+C）", self.copy_requested.emit)
        self.print_button = self._button("print", "打印预览（Ctrl+P）", self.print_requested.emit)
        self.find_button = self._button("search", "在本文件中查找（Ctrl+F）", lambda: self.open_find())
        self.source_button = self._button("source", "对照原文（Ctrl+U）", self._toggle_source)
        self.source_button.setCheckable(True)
        self.type_button = self._button("type", "字体和字号", lambda: self.type_button.showMenu())
        self.type_button.setMenu(self._type_menu())
        self.type_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for_clause = (self.bookmark_button, self.copy_button, self.print_button)
        for button in (*for_clause, self.find_button, self.source_button, self.type_button):
            row.addWidget(button)
        return row

    def _button(self, name: str, says: str, act: Callable[[], object]) -> QToolButton:
        button = tool_button(says)
        self._icons.wear(button.setIcon, name)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _type_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("黑体", lambda: self.set_type("sans", self._points))
        menu.addAction("宋体", lambda: self.set_type("serif", self._points))
        menu.addSeparator()
        menu.addAction("放大\tCtrl++", lambda: self.zoom(1))
        menu.addAction("缩小\tCtrl+-", lambda: self.zoom(-1))
        menu.addAction("标准字号\tCtrl+0", lambda: self.zoom(0))
        return menu

    @property
    def page(self) -> Page | None:
        return self._page

    @property
    def key(self) -> str:
        """The key of the current clause or table row; of the document where none is."""
        return self.pane.key or (self._page.document.key if self._page else "")

    @property
    def selected_text(self) -> str:
        return self.pane.textCursor().selectedText().replace("\u2029", "\n")

    def set_page(self, page: Page, query: str = "") -> None:
        """Show a document, the words of a query marked in it."""
        self._page = page
        self._query = query
        self._clauses = {clause.key: clause for clause in page.clauses}
        self.title.set_whole(page.document.title)
        meta = meta_line(page.document)
        if page.parent is not None:
            meta = " · ".join(part for part in (meta, f"载于《{page.parent.title}》") if part)
        self.meta.set_whole(meta or "无文号、发文机关和成文日期")
        self._typeset()
        if self.source.isVisible():
            self.source_wanted.emit(page.document.seed)

    def set_query(self, query: str) -> None:
        """Mark the words of another query."""
        if query != self._query and self._page is not None:
            self._query = query
            self._mark()

    def go_to(self, key: str) -> None:
        """Stand at a clause, a table or a table row."""
        if self.pane.go_to(key):
            self._stand_on_hit(key)

    def go_to_span(self, start: int, end: int, key: str = "") -> None:
        """Stand at the words between two offsets of the source and mark exactly them."""
        self.pane.go_to_span(start, end, key)

    def spot(self) -> Spot | None:
        if self._page is None:
            return None
        return Spot(self._page.document.key, self.pane.key, self.pane.verticalScrollBar().value())

    def open_find(self) -> None:
        selected = self.selected_text
        self.find_bar.open(selected if 0 < len(selected) <= 40 and "\n" not in selected else "")

    def step(self, by: int) -> None:
        """Go to the next or the previous hit."""
        hits = self.pane.hits
        if not hits:
            return
        if self.pane.current_hit < 0:
            position = self.pane.textCursor().position()
            after = [number for number, (start, _) in enumerate(hits) if start >= position]
            number = (after[0] if after else 0) if by > 0 else (after[0] - 1 if after else len(hits) - 1)
        else:
            number = self.pane.current_hit + by
        self.pane.go_to_hit(number)
        self.find_bar.say(self.pane.current_hit, len(hits))

    def set_type(self, face: str, points: float) -> None:
        """Set the reading text in 宋体 or 黑体 and another size."""
        self._face = "serif" if face == "serif" else "sans"
        self._points = points if points in SIZES else READING_POINTS
        self.type_changed.emit(self._face, self._points)
        if self._page is not None:
            key = self.pane.key
            self._typeset()
            if key:
                self.pane.go_to(key)

    def zoom(self, by: int) -> None:
        """One size up or down; 0 gives the standard size."""
        at = SIZES.index(self._points)
        points = SIZES[max(0, min(len(SIZES) - 1, at + by))] if by else READING_POINTS
        if points != self._points:
            self.set_type(self._face, points)

    def set_source(self, text: str) -> None:
        """Give the text of the source file that was asked for by `source_wanted`."""
        if self._page is not None:
            self.source.set_source(text, self._page.document.start, self._page.document.end)
            self._follow_source(self.pane.key)

    def _toggle_source(self) -> None:
        shown = not self.source.isVisible()
        self.source_button.setChecked(shown)
        self.source.setVisible(shown)
        if shown:
            width = self._split.width()
            self._split.setSizes([width * 3 // 5, width * 2 // 5])
            if self._page is not None:
                self.source_wanted.emit(self._page.document.seed)

    def toggle_source(self) -> None:
        """Show or hide the raw text beside the cleaned one."""
        self._toggle_source()

    def _typeset(self) -> None:
        assert self._page is not None
        width = max(self.pane.viewport().width(), 320)
        setter = Typesetter(colours_of(self), self._face, self._points, width)
        self.pane.set_text(setter.set_page(self._page))
        self._mark()

    def _mark(self) -> None:
        words = self._finding or self._query
        find = literal_marker(words) if self._finding else marker(words, equivalents=True)
        hits = self._hits(self.pane.text, find) if words and self.pane.text else []
        self.pane.set_hits(hits[:MOST_HITS])
        self.find_bar.say(-1, len(self.pane.hits))

    @staticmethod
    def _hits(text: ReadingText, find: Marker) -> list[tuple[int, int]]:
        return [span for place in text.places for span in place.units(find(place.text))]

    def _stand_on_hit(self, key: str) -> None:
        """Make the first hit inside the clause that was gone to the current one."""
        text = self.pane.text
        places = (text.by_key.get(key) or []) if text else []
        for number, (start, _) in enumerate(self.pane.hits):
            if any(place.position <= start < max(place.stop, place.position + 1) for place in places):
                self.pane.set_hits(self.pane.hits, number)
                self.find_bar.say(number, len(self.pane.hits))
                return

    def _seek(self, words: str) -> None:
        self._finding = words
        self._mark()
        if words and self.pane.hits:
            self.step(1)

    def _end_find(self) -> None:
        self._finding = ""
        self._mark()
        self.pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _passage_changed(self, key: str) -> None:
        self._follow_source(key)
        self.passage_changed.emit(key)

    def _follow_source(self, key: str) -> None:
        text = self.pane.text
        if self.source.isVisible() and text and (places := text.by_key.get(key)):
            self.source.show_span(min(place.start for place in places), max(place.end for place in places))

    def _follow(self, link: str) -> None:
        if link.startswith(CITED):
            self.document_requested.emit(link.removeprefix(CITED))
        elif link.startswith(ALL_ROWS):
            self.table_requested.emit(link.removeprefix(ALL_ROWS))

    def table_here(self) -> Table | None:
        """The table that the text cursor stands in, or the next one."""
        if self._page is None or not self._page.tables:
            return None
        head = self.key.rpartition("/")[0]
        for table in self._page.tables:
            if head == table.key:
                return table
        place = self.pane.text.by_key.get(self.key) if self.pane.text else None
        after = [table for table in self._page.tables if place and table.start >= place[0].start]
        return after[0] if after else self._page.tables[0]

    def _tint(self) -> None:
        self._line.setStyleSheet(f"background: {colours_of(self).hairline};")

    def retint(self) -> None:
        """Take on the colours of another palette."""
        self._icons.retint()
        self.find_bar.retint()
        self._tint()
        if self._page is not None:
            key = self.pane.key
            self._typeset()
            if key:
                self.pane.go_to(key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.meta.setFont(interface_font())
