"""The text of a document: hits, the current clause and the words pointed at are marked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from nt_desktop.ui.bookmark_marks import draw_mark
from nt_desktop.ui.marked_scroll_bar import MarkedScrollBar
from nt_desktop.ui.reading_text import MARGIN, Place, ReadingText, column_margin, prose_format, table_margin
from nt_desktop.ui.sticky_header import StickyHeader
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE, colours_of, em

STAND = 0.22
"""A clause that is gone to stands this far down the view."""


class TextPane(QTextBrowser):
    """Shows a ReadingText. `passage_changed` tells the key under the text cursor, `top_changed` the topmost in view."""

    passage_changed = Signal(str)
    top_changed = Signal(str)
    link_followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName("正文")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(self.wordWrapMode())
        self._bar = MarkedScrollBar(self)
        self.setVerticalScrollBar(self._bar)
        self._text: ReadingText | None = None
        self._key = ""
        self._top = ""
        self._hits: list[tuple[int, int]] = []
        self._current_hit = -1
        self._words: list[tuple[int, int]] = []
        self._marks: Mapping[str, str] = {}
        self._anchor: tuple[int, int] | None = None
        self._sticky = StickyHeader(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(30)
        self._settle.timeout.connect(self._tell_top)
        self._widen = QTimer(self)
        self._widen.setSingleShot(True)
        self._widen.setInterval(40)
        self._widen.timeout.connect(self._fit)
        self.anchorClicked.connect(lambda url: self.link_followed.emit(url.toString()))
        self.cursorPositionChanged.connect(self._cursor_moved)
        self._bar.valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def text(self) -> ReadingText | None:
        return self._text

    @property
    def key(self) -> str:
        """The key of the current clause or table row."""
        return self._key

    @property
    def hits(self) -> list[tuple[int, int]]:
        return self._hits

    @property
    def current_hit(self) -> int:
        return self._current_hit

    def set_text(self, text: ReadingText) -> None:
        """Show another document; nothing in it is marked."""
        self._text = None
        self._hits, self._words, self._current_hit = [], [], -1
        text.document.setParent(self)
        self.setDocument(text.document)
        self._text = text
        self._key = self._top = ""
        self._anchor = None
        self._fit()
        self._paint_marks()

    def go_to(self, key: str, words: tuple[int, int] | None = None) -> bool:
        """Stand at a clause or table row; `words` (positions in the document) are marked. False where it isn't here."""
        if self._text is None or (place := self._text.place(key)) is None:
            return False
        self._words = [words] if words else []
        position = words[0] if words else place.position
        self._stand_at(position)
        self._paint_marks()
        return True

    def go_to_span(self, start: int, end: int, key: str = "") -> bool:
        """Stand at a span of the source and mark exactly its words."""
        if self._text is None:
            return False
        spans = [found for place in self._text.places if (found := place.from_source(start, end))]
        if not spans:
            return bool(key) and self.go_to(key)
        self._words = spans
        self._stand_at(spans[0][0])
        self._paint_marks()
        return True

    def set_hits(self, hits: Sequence[tuple[int, int]], current: int = -1) -> None:
        """Mark these spans of the document; `current` more strongly."""
        self._hits = list(hits)
        self._current_hit = current
        self._paint_marks()

    def go_to_hit(self, number: int) -> None:
        if not self._hits:
            return
        self._current_hit = number % len(self._hits)
        self._words = []
        self._stand_at(self._hits[self._current_hit][0], gently=True)
        self._paint_marks()

    def set_marked(self, marks: Mapping[str, str]) -> None:
        """The keys that are bookmarked, with their colours; they get a mark in the margin."""
        here = self._text.by_key if self._text is not None else {}
        self._marks = {key: colour for key, colour in marks.items() if key in here}
        self.viewport().update()

    def _stand_at(self, position: int, gently: bool = False) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.document().documentLayout().hitTest(QPointF(0, 1e7), Qt.HitTestAccuracy.FuzzyHit)  # lays out to the end
        rect = self.cursorRect(cursor)
        height = self.viewport().height()
        if not gently or rect.top() < 2 * BETWEEN or rect.bottom() > height - 2 * BETWEEN:
            self._bar.setValue(self._bar.value() + rect.top() - int(height * STAND))
        width = self.viewport().width()
        if rect.left() < 0 or rect.left() > width - 80:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + rect.left() - width // 3)
        elif not gently:
            self.horizontalScrollBar().setValue(0)
        if self._text is not None:
            self._hold()

    def _cursor_moved(self) -> None:
        if self._text is None:
            return
        place = self._text.at(self.textCursor().position())
        key = place.key if place else ""
        if key != self._key:
            self._key = key
            self.passage_changed.emit(key)
        self.viewport().update()

    def _paint_marks(self) -> None:
        colours = colours_of(self)
        selections = [self._selection(span, colours.target) for span in self._words]
        for number, span in enumerate(self._hits):
            current = number == self._current_hit
            selections.append(self._selection(span, colours.hit_current if current else colours.hit))
        self.setExtraSelections(selections)
        self._mark_bar()

    def _selection(self, span: tuple[int, int], ground: str) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        style.setBackground(QColor(ground))
        selection.cursor, selection.format = cursor, style  # type: ignore[attr-defined]
        return selection

    def _mark_bar(self) -> None:
        layout = self.document().documentLayout()
        height = max(1.0, self.document().size().height())

        def at(position: int) -> float:
            return min(1.0, layout.blockBoundingRect(self.document().findBlock(position)).top() / height)

        current = at(self._hits[self._current_hit][0]) if 0 <= self._current_hit < len(self._hits) else None
        self._bar.set_marks([at(start) for start, _ in self._hits], round(current, 3) if current is not None else None)

    def _scrolled(self) -> None:
        self._stick()
        if not self._settle.isActive():
            self._settle.start()

    def _tell_top(self) -> None:
        place = self.top_place()
        if self._text is not None and not self._widen.isActive():
            self._hold()
        if self._text is not None and self._key in self._text.by_key and self._rect_of(self._key) is not None:
            place = self._text.by_key[self._key][0]
        if place and place.key != self._top:
            self._top = place.key
            self.top_changed.emit(place.key)

    def _hold(self) -> None:
        """Remember what is in view, and where, so that another width leaves it there."""
        assert self._text is not None
        place = self._text.place(self._key) if self._key and self._rect_of(self._key) is not None else self.top_place()
        self._anchor = (place.position, self._y_of(place.position)) if place is not None else None

    def _y_of(self, position: int) -> int:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return self.cursorRect(cursor).top()

    def top_place(self) -> Place | None:
        """The first clause or cell in view."""
        if self._text is None:
            return None
        return self._text.at(self.cursorForPosition(QPoint(self.viewport().width() // 2, INSIDE)).position())

    def _stick(self) -> None:
        if self._text is None:
            return
        top = self._bar.value()
        layout = self.document().documentLayout()
        for table, grid in self._text.tables:
            if not table.n_header_rows or table.n_header_rows >= grid.rows():
                continue
            whole = layout.frameBoundingRect(grid)
            first = self._row_top(grid, 0)
            end = self._row_top(grid, table.n_header_rows)
            if first < top and top + (end - first) < whole.bottom() - 3 * BETWEEN:
                self._sticky.follow(QRectF(0, first, whole.right(), end - first))
                return
            if whole.top() > top:
                break
        self._sticky.follow(None)

    def _row_top(self, grid: object, row: int) -> float:
        layout = self.document().documentLayout()
        cell = grid.cellAt(row, 0)  # type: ignore[attr-defined]
        while cell.row() < row and cell.column() + cell.columnSpan() < grid.columns():  # type: ignore[attr-defined]
            cell = grid.cellAt(row, cell.column() + cell.columnSpan())  # type: ignore[attr-defined]
        return layout.blockBoundingRect(cell.firstCursorPosition().block()).top() - GRID - 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen.start()

    def _fit(self) -> None:
        """Centre the column anew in the width there is."""
        text = self._text
        if text is None:
            return
        width = self.viewport().width()
        unit = em(self.document().defaultFont())
        wanted = prose_format(width, unit)
        edit = QTextCursor(self.document())
        edit.beginEditBlock()  # so that it is laid out once
        for frame in text.prose:
            if frame.frameFormat() != wanted:
                frame.setFrameFormat(wanted)
        for _, grid in text.tables:
            style = grid.format().toTableFormat()
            margin = table_margin(width, sum(limit.rawValue() for limit in style.columnWidthConstraints()))
            if style.leftMargin() != margin:
                style.setLeftMargin(margin)
                grid.setFormat(style)
        edit.endEditBlock()
        if self._anchor is not None:
            position, y = self._anchor
            self._bar.setValue(
                self._bar.value() + self._y_of(position) - min(y, self.viewport().height() - 2 * BETWEEN)
            )
        self._mark_bar()
        self._stick()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._text is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = colours_of(self)
        left = column_margin(self.viewport().width(), em(self.document().defaultFont())) - 14
        left -= self.horizontalScrollBar().value()
        if self._key and (rect := self._rect_of(self._key)):
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(left, rect.top() + 2, 3, rect.height() - 6), 1.5, 1.5)
        for key, colour in self._marks.items():
            if rect := self._rect_of(key):
                draw_mark(painter, QPointF(max(3.0, left - 13.0), rect.top() + 6), colour)
        painter.end()

    def _rect_of(self, key: str) -> QRectF | None:
        """Where a key stands in the viewport; None where it is out of sight."""
        assert self._text is not None
        places = self._text.by_key.get(key)
        if not places:
            return None
        layout = self.document().documentLayout()
        offset = self._bar.value()
        rects = [layout.blockBoundingRect(self.document().findBlock(place.position)) for place in places]
        top, bottom = min(rect.top() for rect in rects) - offset, max(rect.bottom() for rect in rects) - offset
        if bottom < 0 or top > self.viewport().height():
            return None
        return QRectF(0, top, self.viewport().width(), bottom - top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._words = self._words if self.textCursor().hasSelection() else []
        self._paint_marks()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().setPalette(QPalette(self.palette()))

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * MARGIN, 6 * BETWEEN)
