"""The small ribbon that says that something is bookmarked, in the colour that was chosen for it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter

from nt_desktop.ui.theme import colours_of

COLOURS = (("", "无"), ("yellow", "黄"), ("green", "绿"), ("blue", "蓝"), ("red", "红"))
"""The colours of bookmarks as they are kept, and as they are called."""
_PAINT = {"yellow": "#c79a00", "green": "#3c8d40", "blue": "#2f74c0", "red": "#c0463c"}
WIDTH, HEIGHT = 7.0, 11.0


def paint_of(colour: str) -> QColor:
    """What a bookmark's colour looks like; the accent where none was chosen."""
    return QColor(_PAINT.get(colour) or colours_of().accent)


def draw_mark(painter: QPainter, at: QPointF, colour: str) -> None:
    """Draw a ribbon with its upper left corner at a point."""
    x, y = at.x(), at.y()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paint_of(colour))
    notch = QPointF(x + WIDTH / 2, y + HEIGHT - 3)
    painter.drawPolygon(
        [QPointF(x, y), QPointF(x + WIDTH, y), QPointF(x + WIDTH, y + HEIGHT), notch, QPointF(x, y + HEIGHT)]
    )
    painter.restore()
