"""Paints the results: the document's heading; a small grey path, two lines of text with hits, tags for its targets."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nt_desktop.model import Target
from nt_desktop.search.results import Hit
from nt_desktop.ui import utf16
from nt_desktop.ui.results_model import Group, More, Row, RowRole, more_words
from nt_desktop.ui.scripts import script_parts, set_script
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE, Colours, colours_of, interface_font, tabular
from nt_desktop.ui.wording import date_text, place_line, value_text

AnyIndex = QModelIndex | QPersistentModelIndex
LINE = 22
GROUP_HEIGHT = 36
MORE_HEIGHT = 32
LINES = 2
TAGS = 3


class ResultsDelegate(QStyledItemDelegate):
    """One kind of row each for documents, hits and the row that shows more."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row: Row = index.data(RowRole.ROW)
        if isinstance(row, Group):
            return QSize(0, GROUP_HEIGHT)
        if isinstance(row, More):
            return QSize(0, MORE_HEIGHT)
        view = option.widget  # type: ignore[attr-defined]
        room = (view.viewport().width() if isinstance(view, QAbstractItemView) else 0) - 2 * BETWEEN
        lines = 1 if QFontMetricsF(interface_font()).horizontalAdvance(row.snippet) <= room else LINES
        return QSize(0, LINE * (1 + lines) + 2 * INSIDE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row: Row = index.data(RowRole.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        colours = colours_of()
        if isinstance(row, Group):
            paint_group(painter, QRectF(rect), row, colours)
        else:
            if selected or hovered:
                painter.fillRect(rect, QColor(colours.selected if selected else colours.hover))
            if selected:
                painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
            if isinstance(row, More):
                painter.setPen(QColor(colours.accent))
                painter.drawText(rect.adjusted(BETWEEN, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, more_words(row))
            else:
                self._paint_hit(painter, QRectF(rect), row, index.data(RowRole.TARGETS), selected)
        painter.restore()

    def _paint_hit(
        self, painter: QPainter, rect: QRectF, hit: Hit, targets: tuple[Target, ...], selected: bool
    ) -> None:
        colours = colours_of()
        inner = rect.adjusted(BETWEEN, INSIDE, -BETWEEN, -INSIDE)
        font = interface_font()
        metrics = QFontMetricsF(font)
        right = self._paint_tags(painter, inner, targets, hit, selected)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        head = QRectF(inner.left(), inner.top(), max(0.0, right - inner.left() - INSIDE), LINE)
        words = place_line(hit.path, hit.headings, hit.is_row) or "正文"
        painter.drawText(
            head, Qt.AlignmentFlag.AlignVCenter, metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, head.width())
        )
        body = inner.adjusted(0, LINE, 0, 0)
        paint_marked(painter, body, hit.snippet, hit.marks, font, colours)

    def _paint_tags(
        self, painter: QPainter, rect: QRectF, targets: tuple[Target, ...], hit: Hit, selected: bool
    ) -> float:
        """Paint tags from the right end; gives where they begin."""
        colours = colours_of()
        right = rect.right()
        room = rect.width() * 0.5
        promised = [target for target in targets if target.kind == "target"]
        labels = [f"{value_text(target)} {target.unit}".strip() for target in promised[:TAGS]]
        if len(promised) > TAGS:
            labels.append(f"+{len(promised) - TAGS}")
        if hit.why:
            labels.insert(0, hit.why)
        font = tabular(interface_font())
        metrics = QFontMetricsF(font)
        for label in reversed(labels):
            text = metrics.elidedText(label, Qt.TextElideMode.ElideRight, room / 2)
            width = metrics.horizontalAdvance(text) + 2 * 6
            if rect.right() - (right - width) > room:
                break
            tag = QRectF(right - width, rect.top() + 1, width, LINE - 3)
            painter.setPen(Qt.PenStyle.NoPen)
            ground = colours.tag if label == hit.why else colours.target
            painter.setBrush(QColor(colours.base if selected else ground))
            painter.drawRoundedRect(tag, 3, 3)
            painter.setPen(QColor(colours.text))
            painter.setFont(font)
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)
            right -= width + GRID
        return right


def paint_group(painter: QPainter, rect: QRectF, group: Group, colours: Colours) -> None:
    """A document's heading: its title, then 文号, date and count in grey."""
    painter.fillRect(rect, QColor(colours.base))
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), QColor(colours.hairline))
    inner = rect.adjusted(BETWEEN, 0, -BETWEEN, 0)
    parts = (group.doc_number, date_text(group.date), f"{group.count} 条")
    facts = " · ".join(part for part in parts if part)
    plain, bold = QFontMetricsF(tabular(interface_font())), QFontMetricsF(interface_font(bold=True))
    width = plain.horizontalAdvance(facts) + 1
    painter.setPen(QColor(colours.muted))
    painter.setFont(tabular(interface_font()))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, facts)
    painter.setPen(QColor(colours.text))
    painter.setFont(interface_font(bold=True))
    room = inner.width() - width - BETWEEN
    title = bold.elidedText(group.title, Qt.TextElideMode.ElideMiddle, room)
    painter.drawText(inner.adjusted(0, 0, -width - BETWEEN, 0), Qt.AlignmentFlag.AlignVCenter, title)


def paint_marked(
    painter: QPainter, rect: QRectF, text: str, marks: tuple[tuple[int, int], ...], font: QFont, colours: Colours
) -> None:
    """A text on as many lines as the rectangle holds, its marks on yellow; ends in … where it is cut."""
    shown = text.replace("\n", " ").replace("\t", " ")
    lines = max(1, int(rect.height() // LINE))
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_scripts(shown, font))
    cut = _lay_out(layout, rect.width(), lines)
    while cut is not None and cut < utf16.length(shown):
        shown = shown[: max(0, min(utf16.character(shown, cut), len(shown) - 1) - 1)].rstrip() + "…"
        layout.setText(shown)
        layout.setFormats(_scripts(shown, font))
        cut = _lay_out(layout, rect.width(), lines)
    painter.setPen(QColor(colours.text))
    layout.draw(painter, QPointF(rect.left(), rect.top()), _marked(shown, marks, colours))


def _scripts(text: str, font: QFont) -> list[QTextLayout.FormatRange]:
    ranges = []
    for first, last, part in script_parts(text):
        style = QTextCharFormat()
        style.setFont(font)
        set_script(style, part)
        ranges.append(_range(*utf16.spans_in_units(text, [(first, last)])[0], style))
    return ranges


def _marked(text: str, marks: tuple[tuple[int, int], ...], colours: Colours) -> list[QTextLayout.FormatRange]:
    style = QTextCharFormat()
    style.setBackground(QColor(colours.hit))
    spans = utf16.spans_in_units(text, [(start, min(end, len(text))) for start, end in marks])
    return [_range(start, end, style) for start, end in spans if end > start]


def _range(start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, style  # type: ignore[attr-defined]
    return made


def _lay_out(layout: QTextLayout, width: float, lines: int) -> int | None:
    """Break a text into lines; gives where the last line that has room ends."""
    layout.beginLayout()
    end = None
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, number * LINE + (LINE - line.height()) / 2))
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return end
