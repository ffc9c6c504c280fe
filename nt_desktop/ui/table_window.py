"""A table in a window of its own: header and first column stay in view, cells can be copied into a spreadsheet."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from nt_desktop.model import Table
from nt_desktop.ui.table_grid import cells_of, column_widths
from nt_desktop.ui.theme import BETWEEN, INSIDE, em, interface_font

AnyIndex = QModelIndex | QPersistentModelIndex
SPANS = 2000
"""Merged cells shown merged; a view slows down with more of them, and then repeats their text instead."""


class GridModel(QAbstractTableModel):
    """The data rows of a table under its header paths."""

    def __init__(self, table: Table, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._rows = table.rows[table.n_header_rows :]

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
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.text(index.row(), index.column())
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


class TableWindow(QDialog):
    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(table.caption or f"表 {table.order}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(1000, 640)
        self.model = GridModel(table, self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(table.caption or "表格")
        self.view.setWordWrap(True)
        self.view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        widths = column_widths(table, em(interface_font()), 960, 2 * INSIDE)
        for column, width in enumerate(widths):
            self.view.setColumnWidth(column, int(width))
        self._merge(table)
        if len(table.rows) <= SPANS:
            self.view.resizeRowsToContents()
        copy = QPushButton("复制所选单元格")
        copy.clicked.connect(self.copy)
        QShortcut(QKeySequence.StandardKey.Copy, self).activated.connect(self.copy)
        note = QLabel(
            f"{table.n_cols} 列，{len(table.rows) - table.n_header_rows} 行"
            + (f"，单位：{table.unit}" if table.unit else "")
        )
        note.setProperty("muted", True)
        foot = QHBoxLayout()
        foot.setContentsMargins(BETWEEN, INSIDE, BETWEEN, INSIDE)
        foot.addWidget(note, 1)
        foot.addWidget(copy)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(0)
        column_.addWidget(self.view, 1)
        column_.addLayout(foot)

    def copy(self) -> None:
        """Put the selected cells, or all of them, on the clipboard."""
        indexes = self.view.selectedIndexes()
        if not indexes:
            self.view.selectAll()
            indexes = self.view.selectedIndexes()
        QGuiApplication.clipboard().setMimeData(copy_cells(self.model, indexes))

    def _merge(self, table: Table) -> None:
        merged = [
            cell for cell in cells_of(table) if cell.row >= table.n_header_rows and cell.row_span * cell.col_span > 1
        ]
        for cell in merged[:SPANS]:
            self.view.setSpan(cell.row - table.n_header_rows, cell.col, cell.row_span, cell.col_span)
