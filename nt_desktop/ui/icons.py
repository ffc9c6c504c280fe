"""The line-drawn icons of resources/icons, tinted from the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from nt_desktop.places import resources_folder
from nt_desktop.ui.theme import colours_of

SIZE = 16


def icon(name: str, colour: str | None = None) -> QIcon:
    """The icon in the colour of text, or in the given one; muted where it is disabled."""
    colours = colours_of()
    return _icon(name, colour or colours.text, colours.muted)


@cache
def _icon(name: str, colour: str, muted: str) -> QIcon:
    return QIcon(_Drawing(name, colour, muted))


class _Drawing(QIconEngine):
    """Draws an icon when it is looked at, for the screen it is on: most are in menus that nobody opens."""

    def __init__(self, name: str, colour: str, muted: str) -> None:
        super().__init__()
        self._look = (name, colour, muted)

    def clone(self) -> QIconEngine:
        copy = _Drawing(*self._look)
        _copies.append(copy)
        return copy

    def isNull(self) -> bool:
        return False

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size.boundedTo(QSize(SIZE, SIZE))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        name, colour, muted = self._look
        fit = self.actualSize(size, mode, state)
        return pixmap(name, muted if mode == QIcon.Mode.Disabled else colour, scale, min(fit.width(), fit.height()))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        drawn = self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatio())
        place = QRectF(QPointF(), drawn.deviceIndependentSize())
        place.moveCenter(QRectF(rect).center())
        painter.drawPixmap(place.topLeft(), drawn)


_copies: list[_Drawing] = []
"""What Qt has copied for itself: Qt deletes it, Python must not do so before."""


@cache
def pixmap(name: str, colour: str, scale: float = 1.0, size: int = SIZE) -> QPixmap:
    """One icon drawn for a screen of this scale."""
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", QColor(colour).name()).encode()))
    image = QPixmap(QSize(size, size) * scale)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
    painter.end()
    image.setDevicePixelRatio(scale)
    return image


@cache
def _drawing(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


class IconSet:
    """Remembers who wears which icon, so that all can be tinted anew when the palette changes."""

    def __init__(self) -> None:
        self._worn: list[tuple[Callable[[QIcon], None], str]] = []

    def wear(self, wearer: Callable[[QIcon], None], name: str) -> None:
        """Give an icon through a setter such as `action.setIcon`."""
        self._worn.append((wearer, name))
        wearer(icon(name))

    def retint(self) -> None:
        for wearer, name in self._worn:
            wearer(icon(name))
