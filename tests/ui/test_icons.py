"""Icons are drawn when they are looked at."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap

from nt_desktop.ui.icons import SIZE, icon
from nt_desktop.ui.theme import colours_of


def colours_in(image: QImage) -> set[str]:
    """The colours that stand in it undiluted."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0, 3.0])
def test_an_icon_is_as_fine_as_the_screen(scale: float) -> None:
    drawn = icon("search").pixmap(QSize(SIZE, SIZE), scale)
    assert drawn.size() == QSize(SIZE, SIZE) * scale
    assert drawn.devicePixelRatio() == scale


def test_an_icon_is_not_larger_than_it_is_drawn() -> None:
    assert icon("search").actualSize(QSize(64, 64)) == QSize(SIZE, SIZE)


def test_it_has_the_colour_of_text_and_is_muted_where_disabled() -> None:
    colours = colours_of()
    for mode, expected in ((QIcon.Mode.Normal, colours.text), (QIcon.Mode.Disabled, colours.muted)):
        found = colours_in(icon("print").pixmap(QSize(SIZE, SIZE), 3.0, mode).toImage())
        assert QColor(expected).name() in found


def test_painted_into_a_larger_place_it_stands_in_the_middle() -> None:
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    icon("print").paint(painter, image.rect())
    painter.end()
    inked = [(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha()]
    assert inked
    assert min(min(each) for each in inked) >= 16
    assert max(max(each) for each in inked) < 32


def test_an_icon_that_qt_has_copied_for_itself_can_still_be_drawn() -> None:
    copy = QIcon(icon("search"))
    copy.addPixmap(QPixmap(4, 4))  # makes Qt copy the drawing
    gc.collect()
    assert colours_in(copy.pixmap(QSize(SIZE, SIZE), 3.0).toImage())
