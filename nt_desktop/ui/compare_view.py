"""对比: one indicator across documents and years, as a chart and a small table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from nt_desktop.model import Document, Target
from nt_desktop.ui.compare_chart import CompareChart
from nt_desktop.ui.compare_model import CompareModel
from nt_desktop.ui.controls import tool_button, words
from nt_desktop.ui.icons import IconSet
from nt_desktop.ui.table_delegate import dress
from nt_desktop.ui.theme import GRID, INSIDE


class CompareView(QWidget):
    """Each row and each point opens its clause."""

    closed = Signal()
    target_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = IconSet()
        self._documents: Mapping[str, Document] = {}
        self.title = words()
        self.title.setProperty("strong", True)
        self.chart = CompareChart()
        self.model = CompareModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("指标对比")
        dress(self.table)
        self.table.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        self.chart.target_opened.connect(self.target_opened)
        back = tool_button("回到指标（Esc）", "回到指标")
        self._icons.wear(back.setIcon, "back")
        back.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(INSIDE, INSIDE, INSIDE, GRID)
        head.addWidget(back)
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.chart, 2)
        column.addWidget(self.table, 3)

    def set_documents(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def show_targets(self, targets: Sequence[Target]) -> None:
        """Show targets of one indicator."""
        self.model.set_targets(targets, self._documents)
        self.chart.set_targets(self.model.rows, self._documents)
        first = targets[0] if targets else None
        name = (first.indicator_canonical or first.indicator) if first else ""
        self.title.setText(f"{name}　{len({t.document for t in targets})} 份文件 {len(targets)} 条")
        head = self.table.horizontalHeader()
        for number, mode in enumerate(self.model.modes):
            head.setSectionResizeMode(number, mode)
        head.setSectionResizeMode(len(self.model.modes) - 1, QHeaderView.ResizeMode.Stretch)

    def retint(self) -> None:
        self._icons.retint()
        self.chart.update()

    def _open(self, index: QModelIndex) -> None:
        target = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(target, Target):
            self.target_opened.emit(target)
