"""A scroll bar that shows where in the document the hits stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from nt_desktop.ui.theme import colours_of


class MarkedScrollBar(QScrollBar):
    """A scroll bar with a tick for each hit, at the height where it stands in the document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._marks: tuple[float, ...] = ()
        self._current: float | None = None

    def set_marks(self, marks: Sequence[float], current: float | None = None) -> None:
        """Heights as fractions of the document's."""
        self._marks = tuple(sorted({round(mark, 3) for mark in marks}))
        self._current = current
        self.update()

    @property
    def marks(self) -> tuple[float, ...]:
        return self._marks

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._marks:
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        groove = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarGroove, self
        )
        colours = colours_of(self)
        painter = QPainter(self)
        for mark in self._marks:
            current = self._current is not None and abs(mark - self._current) < 0.0006
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent if current else colours.hit_current))
            y = groove.top() + mark * (groove.height() - 4)
            painter.drawRect(QRectF(groove.right() - 5, y, 5, 4 if current else 2))
        painter.end()
