"""Paints a target's row: indicator · value flush right, unit grey · deadline · lead as a tag."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nt_desktop.model import Target
from nt_desktop.ui import icons
from nt_desktop.ui.table_delegate import ROW_HEIGHT, draw_lines
from nt_desktop.ui.target_model import DEADLINE, INDICATOR, LEAD, TargetRole
from nt_desktop.ui.theme import GRID, INSIDE, Colours, colours_of, interface_font, tabular
from nt_desktop.ui.wording import KINDS, value_text

AnyIndex = QModelIndex | QPersistentModelIndex


class TargetDelegate(QStyledItemDelegate):
    """Results and standards are grey and say what they are; the current clause's targets have a bar at the left."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(48, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        target: Target = index.data(TargetRole.TARGET)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        colours = colours_of()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.hairline))
        first = index.column() == INDICATOR
        if first and index.data(TargetRole.IS_CURRENT):
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), QColor(colours.accent))
        inner = QRectF(rect).adjusted(INSIDE + (GRID if first else 0), 0, -INSIDE, -1)
        ink = colours.text if target.kind == "target" else colours.muted
        match index.column():
            case 0:
                self._indicator(painter, inner, target, index.data(TargetRole.DOUBT), ink, colours)
            case 1:
                paint_value(painter, inner, target, ink, colours)
            case 3 | 4:
                names = target.lead if index.column() == LEAD else target.participants
                _tag(painter, inner, names, colours)
            case _:
                painter.setPen(QColor(colours.muted if index.column() != DEADLINE else ink))
                painter.setFont(tabular(interface_font()))
                _elided(painter, inner, str(index.data()))
        painter.restore()

    def _indicator(
        self, painter: QPainter, rect: QRectF, target: Target, doubt: str | None, ink: str, colours: Colours
    ) -> None:
        painter.setFont(interface_font())
        if doubt:
            scale = painter.device().devicePixelRatioF()
            painter.drawPixmap(
                int(rect.right() - 14), int(rect.center().y() - 7), icons.pixmap("warning", colours.warning, scale, 14)
            )
            rect = rect.adjusted(0, 0, -18, 0)
        if target.kind != "target":
            word = KINDS[target.kind]
            width = QFontMetricsF(painter.font()).horizontalAdvance(word) + 10
            tag = QRectF(rect.left(), rect.center().y() - 10, width, 20)
            painter.setPen(QPen(QColor(colours.control), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tag.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setPen(QColor(colours.muted))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, word)
            rect = rect.adjusted(width + GRID + 2, 0, 0, 0)
        painter.setPen(QColor(ink))
        draw_lines(painter, rect, target.indicator)


def paint_value(painter: QPainter, rect: QRectF, target: Target, ink: str, colours: Colours) -> None:
    """The figure flush right against the column of units, which are grey."""
    font = tabular(interface_font(bold=target.kind == "target"))
    plain = tabular(interface_font())
    metrics = QFontMetricsF(plain)
    units = min(rect.width() * 0.45, 3.5 * metrics.horizontalAdvance("国"))
    needed = rect.width() - QFontMetricsF(font).horizontalAdvance(value_text(target)) - GRID
    unit_width = max(units, min(metrics.horizontalAdvance(target.unit) + 1, needed))
    figure = rect.adjusted(0, 0, -unit_width - GRID, 0)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    text = QFontMetricsF(font).elidedText(value_text(target), Qt.TextElideMode.ElideRight, figure.width())
    painter.drawText(figure, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    painter.setFont(plain)
    painter.setPen(QColor(colours.muted))
    _elided(painter, QRectF(rect.right() - unit_width, rect.top(), unit_width, rect.height()), target.unit)


def _elided(painter: QPainter, rect: QRectF, text: str) -> None:
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _tag(painter: QPainter, rect: QRectF, names: tuple[str, ...], colours: Colours) -> None:
    if not names:
        return
    font = interface_font()
    metrics = QFontMetricsF(font)
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    room = rect.width() - 10 - metrics.horizontalAdvance(more)
    text = metrics.elidedText(names[0], Qt.TextElideMode.ElideRight, room) + more
    width = metrics.horizontalAdvance(text) + 10
    tag = QRectF(rect.left(), rect.center().y() - 10, min(width, rect.width()), 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.tag))
    painter.drawRoundedRect(tag, 3, 3)
    painter.setPen(QColor(colours.text))
    painter.setFont(font)
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
