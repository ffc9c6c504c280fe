"""The header rows of a table that has scrolled off, kept in view."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from nt_desktop.ui.theme import colours_of


class StickyHeader(QWidget):
    """Painted from the document itself, over the top of the view."""

    def __init__(self, pane: QTextBrowser) -> None:
        super().__init__(pane.viewport())
        self._pane = pane
        self._source = QRectF()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, source: QRectF | None) -> None:
        if source is None:
            self.hide()
            return
        self._source = source
        self.setGeometry(0, 0, self._pane.viewport().width(), int(source.height()) + 1)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = colours_of(self)
        painter.fillRect(self.rect(), QColor(colours.base))
        offset = self._pane.horizontalScrollBar().value()
        painter.save()
        painter.translate(-offset, -self._source.top())
        document = self._pane.document()
        document.drawContents(painter, QRectF(offset, self._source.top(), self.width(), self._source.height()))
        painter.restore()
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), QColor(colours.control))
        painter.end()
