"""The raw text of the source beside the cleaned one, at the same place."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from nt_desktop.ui import utf16
from nt_desktop.ui.theme import INSIDE, colours_of, interface_font


class SourcePane(QPlainTextEdit):
    """Shows a piece of a source file with its line numbers; read-only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("source")
        self.setReadOnly(True)
        self.setAccessibleName("原文对照")
        self.setFont(interface_font())
        self.setTabStopDistance(32)
        self._lines = _LineNumbers(self)
        self._text = ""
        self._offset = 0
        self._first_line = 1
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scroll_numbers)

    def set_source(self, text: str, start: int, end: int) -> None:
        """Show the characters of the source between two offsets."""
        self._text = text[start:end]
        self._offset = start
        self._first_line = text.count("\n", 0, start) + 1
        self.setPlainText(self._text)
        self._make_room()

    def show_span(self, start: int, end: int) -> None:
        """Mark a span of the source, given by offsets in the file, and bring it into view."""
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(self._unit(start), last))
        top = QTextCursor(cursor)
        cursor.setPosition(min(self._unit(end), last), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        style = QTextCharFormat()
        style.setBackground(QColor(colours_of(self).selected))
        selection.cursor, selection.format = cursor, style  # type: ignore[attr-defined]
        self.setExtraSelections([selection])
        self.setTextCursor(top)
        bar = self.verticalScrollBar()
        line = self.cursorRect(top).top() // max(1, self.fontMetrics().lineSpacing())
        bar.setValue(bar.value() + line - 3)

    def _unit(self, offset: int) -> int:
        before = self._text[: max(0, offset - self._offset)]
        return utf16.length(before.replace("\r\n", "\n"))

    def numbers_width(self) -> int:
        digits = len(str(self._first_line + self.blockCount()))
        return 2 * INSIDE + self.fontMetrics().horizontalAdvance("9") * max(3, digits)

    def _make_room(self, _count: int = 0) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)

    def _scroll_numbers(self, rect: QRect, dy: int) -> None:
        if dy:
            self._lines.scroll(0, dy)
        else:
            self._lines.update(0, rect.y(), self._lines.width(), rect.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.contentsRect()
        self._lines.setGeometry(QRect(area.left(), area.top(), self.numbers_width(), area.height()))

    def paint_numbers(self, event: QPaintEvent) -> None:
        painter = QPainter(self._lines)
        colours = colours_of(self)
        painter.fillRect(event.rect(), QColor(colours.window))
        painter.setPen(QColor(colours.muted))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= event.rect().bottom():
            height = self.blockBoundingRect(block).height()
            area = QRect(0, int(top), self._lines.width() - INSIDE, self.fontMetrics().height())
            painter.drawText(area, Qt.AlignmentFlag.AlignRight, str(self._first_line + block.blockNumber()))
            top += height
            block = block.next()
        painter.end()


class _LineNumbers(QWidget):
    def __init__(self, pane: SourcePane) -> None:
        super().__init__(pane)
        self._pane = pane

    def sizeHint(self) -> QSize:
        return QSize(self._pane.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._pane.paint_numbers(event)
