"""Paints the plain tables of the side panel: two lines of text to a cell, a hairline below each row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from nt_desktop.ui.theme import INSIDE, colours_of, interface_font

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 44
LINE = 18


class TableDelegate(QStyledItemDelegate):
    """Takes font, colour and alignment from the model."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        font = index.data(Qt.ItemDataRole.FontRole) or interface_font()
        width = QFontMetricsF(font).horizontalAdvance(str(index.data() or ""))
        return QSize(int(width) + 2 * INSIDE + 2, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        colours = colours_of()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.hairline))
        font: QFont = index.data(Qt.ItemDataRole.FontRole) or interface_font()
        painter.setFont(font)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole) or QColor(colours.text))
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0)
        right = bool(align & Qt.AlignmentFlag.AlignRight)
        draw_lines(painter, QRectF(rect).adjusted(INSIDE, 0, -INSIDE, -1), str(index.data() or ""), right)
        painter.restore()


def draw_lines(painter: QPainter, rect: QRectF, text: str, right: bool = False) -> None:
    """A text on one line, or on two of which the second ends in … where there is no room."""
    metrics = QFontMetricsF(painter.font())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    if metrics.horizontalAdvance(text) <= rect.width():
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, text)
        return
    fits = _fitting(metrics, text, rect.width())
    half = (rect.height() - 2 * LINE) / 2
    for number, words in enumerate((text[:fits], text[fits : fits + 200])):
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        line = QRectF(rect.left(), rect.top() + half + number * LINE, rect.width(), LINE)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | side, shown)


def _fitting(metrics: QFontMetricsF, text: str, width: float) -> int:
    """How many characters fit; a number or a Latin word is not cut where it can be helped."""
    fits = 1
    while fits < len(text) and metrics.horizontalAdvance(text[: fits + 1]) <= width:
        fits += 1
    cut = fits
    while cut > 1 and _joined(text[cut - 1 : cut + 1]):
        cut -= 1
    return cut if cut > fits // 2 else fits


def _joined(pair: str) -> bool:
    return len(pair) == 2 and all(
        character.isascii() and (character.isalnum() or character in ".,-%") for character in pair
    )


def dress(table: QTableView) -> None:
    """The look and the manners of every table of the side panel."""
    table.setItemDelegate(TableDelegate(table))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setMouseTracking(True)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(ROW_HEIGHT)
    table.horizontalHeader().setHighlightSections(False)
