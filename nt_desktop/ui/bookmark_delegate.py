"""How a bookmark is drawn in the list: its words, then its place, tags and note."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nt_desktop.ui.bookmark_marks import paint_of
from nt_desktop.ui.bookmark_model import BookmarkRole, words_of
from nt_desktop.ui.icons import pixmap
from nt_desktop.ui.theme import GRID, INSIDE, colours_of, interface_font
from nt_desktop.workspace.records import Bookmark

ROW = 52
LINE = 21


class BookmarkDelegate(QStyledItemDelegate):
    """Two lines: the words; then the place in grey, or the note."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        record = index.data(BookmarkRole.RECORD)
        colours = colours_of()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        inner = QRectF(rect).adjusted(GRID, 5, -INSIDE, -5)
        if isinstance(record, Bookmark):
            self._bookmark(painter, inner, record, index)
        else:
            painter.setFont(interface_font(bold=True))
            painter.setPen(QColor(colours.text))
            scale = painter.device().devicePixelRatioF()
            painter.drawPixmap(int(inner.left()), int(inner.center().y() - 8), pixmap("folder", colours.muted, scale))
            painter.drawText(inner.adjusted(22, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()

    def _bookmark(
        self, painter: QPainter, rect: QRectF, bookmark: Bookmark, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = colours_of()
        metrics = QFontMetricsF(interface_font())
        if bookmark.colour:
            painter.fillRect(QRectF(rect.left() - GRID, rect.top(), 3, rect.height()), paint_of(bookmark.colour))
        painter.setFont(interface_font())
        top = QRectF(rect.left() + GRID, rect.top(), rect.width() - GRID, LINE)
        state = index.data(BookmarkRole.STATE)
        if state:
            width = metrics.horizontalAdvance(state)
            painter.setPen(QColor(colours.warning))
            painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, state)
            top.setWidth(top.width() - width - INSIDE)
        painter.setPen(QColor(colours.text))
        painter.drawText(
            top, Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(words_of(bookmark), Qt.TextElideMode.ElideRight, top.width()),
        )  # fmt: skip
        bottom = QRectF(rect.left() + GRID, rect.top() + LINE, rect.width() - GRID, LINE)
        tags = " ".join(f"#{tag}" for tag in bookmark.tags)
        note = " ".join(bookmark.note.split())
        words = "　".join(
            part for part in (f"注：{note}" if note else "", tags, index.data(BookmarkRole.PLACE)) if part
        )
        painter.setPen(QColor(colours.muted))
        painter.drawText(
            bottom, Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, bottom.width()),
        )  # fmt: skip
