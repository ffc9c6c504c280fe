"""A table in a window of its own: its header stays in view, cells go to a spreadsheet, the raw text stands below."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from nt_desktop.model import Cell, Table
from nt_desktop.ui.source_pane import SourcePane
from nt_desktop.ui.table_grid import UNCERTAIN, cells_of, column_widths
from nt_desktop.ui.theme import BETWEEN, INSIDE, colours_of, em, interface_font

AnyIndex = QModelIndex | QPersistentModelIndex
IS_UNCERTAIN = Qt.ItemDataRole.UserRole
MOST_HEAD_LINES = 6
SPANS = 2000
"""Merged cells shown merged; a view slows down with more of them, and then repeats their text instead."""


class GridModel(QAbstractTableModel):
    """The data rows of a table under its header paths."""

    def __init__(self, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._rows = table.rows[table.n_header_rows :]
        self._uncertain = {
            (row, column)
            for cell in table.cells
            if cell.uncertain
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.col, cell.col + cell.col_span)
        }

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._table.n_cols

    def text(self, row: int, column: int) -> str:
        cells = self._rows[row]
        return cells[column] if column < len(cells) else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        header = self._table.header
        return header[section].replace(" / ", "\n") if section < len(header) else ""

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        uncertain = (index.row() + self._table.n_header_rows, index.column()) in self._uncertain
        text = self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{text}\n{UNCERTAIN}".strip() if uncertain else text
        if role == IS_UNCERTAIN:
            return uncertain
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return None


def copy_cells(model: GridModel, indexes: Sequence[QModelIndex]) -> QMimeData:
    """The cells as tab-separated text and as an HTML table, so that a spreadsheet takes them as cells."""
    rows = sorted({index.row() for index in indexes})
    columns = sorted({index.column() for index in indexes})
    lines = [[model.text(row, column) for column in columns] for row in rows]
    data = QMimeData()
    data.setText("\n".join("\t".join(cell.replace("\n", " ") for cell in line) for line in lines))
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell).replace(chr(10), '<br>')}</td>" for cell in line) + "</tr>"
        for line in lines
    )
    data.setHtml(f"<table>{body}</table>")
    return data


class GridDelegate(QStyledItemDelegate):
    """A dotted line under cells whose place is inferred."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if index.data(IS_UNCERTAIN):
            rect = option.rect.adjusted(INSIDE, 0, -INSIDE, -3)  # type: ignore[attr-defined]
            painter.save()
            painter.setPen(QPen(QColor(colours_of().muted), 1, Qt.PenStyle.DotLine))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            painter.restore()


class TableWindow(QDialog):
    """Announces that the table is to be copied or exported, and that the raw text of its source file is wanted."""

    copy_requested = Signal(object)
    export_requested = Signal(object)
    source_wanted = Signal(str)

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(table.caption or f"表 {table.order}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(1000, 640)
        self._table = table
        self.model = GridModel(table, self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(table.caption or "表格")
        self.view.setItemDelegate(GridDelegate(self.view))
        self.view.setWordWrap(True)
        self.view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        widths = column_widths(table, em(interface_font()), 960, 2 * INSIDE)
        for column, width in enumerate(widths):
            self.view.setColumnWidth(column, int(width))
        self._wrap_header(widths)
        self._merge(table)
        if len(table.rows) <= SPANS:
            self.view.resizeRowsToContents()
        self.source = SourcePane()
        self.source.hide()
        self.view.selectionModel().currentChanged.connect(lambda *_: self._follow())
        QShortcut(QKeySequence.StandardKey.Copy, self.view, self.copy, context=Qt.ShortcutContext.WidgetShortcut)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.view)
        split.addWidget(self.source)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(0)
        column_.addWidget(split, 1)
        column_.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        table = self._table
        said = [f"{table.n_cols} 列，{len(table.rows) - table.n_header_rows} 行"]
        said += [f"单位：{table.unit}"] if table.unit else []
        uncertain = sum(cell.uncertain for cell in table.cells)
        said += [f"{uncertain} 个单元格的位置是推断的（点线）"] if uncertain else []
        note = QLabel("，".join(said))
        note.setProperty("muted", True)
        self.raw_button = QPushButton("对照原文")
        self.raw_button.setCheckable(True)
        self.raw_button.setAutoDefault(False)
        self.raw_button.toggled.connect(self._show_source)
        foot = QHBoxLayout()
        foot.setContentsMargins(BETWEEN, INSIDE, BETWEEN, INSIDE)
        foot.setSpacing(INSIDE)
        foot.addWidget(note, 1)
        foot.addWidget(self.raw_button)
        for label, act in (
            ("复制所选单元格", self.copy),
            ("复制整表", lambda: self.copy_requested.emit(table)),
            ("导出…", lambda: self.export_requested.emit(table)),
        ):
            button = QPushButton(label)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            foot.addWidget(button)
        return foot

    def set_source(self, text: str) -> None:
        """Give the text of the source file that was asked for; the table's own part of it is shown."""
        self.source.set_source(text, self._table.start, self._table.end)
        self._follow()

    def _show_source(self, shown: bool) -> None:
        self.source.setVisible(shown)
        if shown and not self.source.toPlainText():
            self.source_wanted.emit(self._table.seed)

    def _follow(self) -> None:
        """Mark in the raw text where the current cell comes from."""
        cell = self._current_cell()
        if cell is not None and self.source.isVisible() and self.source.toPlainText():
            self.source.show_span(cell.start, cell.end)

    def _current_cell(self) -> Cell | None:
        index = self.view.currentIndex()
        if not index.isValid():
            return None
        row, column = index.row() + self._table.n_header_rows, index.column()
        covering = (
            cell
            for cell in self._table.cells
            if cell.row <= row < cell.row + cell.row_span and cell.col <= column < cell.col + cell.col_span
        )
        return next(covering, None)

    def copy(self) -> None:
        """Put the selected cells, or all of them, on the clipboard."""
        indexes = self.view.selectedIndexes()
        if not indexes:
            self.view.selectAll()
            indexes = self.view.selectedIndexes()
        QGuiApplication.clipboard().setMimeData(copy_cells(self.model, indexes))

    def _wrap_header(self, widths: Sequence[float]) -> None:
        """Column heads in as many lines as they need."""
        head = self.view.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        metrics = head.fontMetrics()
        lines = 1
        for text, width in zip(self._table.header, widths, strict=False):
            room = QRect(0, 0, int(width) - INSIDE, 10_000)
            height = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text.replace(" / ", "\n")).height()
            lines = max(lines, math.ceil(height / metrics.lineSpacing()))
        head.setFixedHeight(min(lines, MOST_HEAD_LINES) * metrics.lineSpacing() + 2 * INSIDE)

    def _merge(self, table: Table) -> None:
        merged = [
            cell for cell in cells_of(table) if cell.row >= table.n_header_rows and cell.row_span * cell.col_span > 1
        ]
        for cell in merged[:SPANS]:
            self.view.setSpan(cell.row - table.n_header_rows, cell.col, cell.row_span, cell.col_span)
