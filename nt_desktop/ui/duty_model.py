"""Who answers for what: the duties of one department as a table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from nt_desktop.model import Duty
from nt_desktop.ui.row_model import RowModel
from nt_desktop.ui.theme import colours_of, interface_font
from nt_desktop.ui.wording import deadline_text, short_title

ROLES = {"lead": "牵头", "participant": "配合"}


@dataclass(frozen=True, slots=True)
class Task:
    """A duty with the words of its clause or table row."""

    duty: Duty
    text: str


class DutyModel(RowModel[Task]):
    names = ("职责", "事项", "期限", "文件")

    def _cells(self, task: Task) -> tuple[str, ...]:
        document = self._documents.get(task.duty.document)
        title = short_title(document.title) if document else ""
        return ROLES[task.duty.role], task.text, deadline_text(task.duty.deadline), title

    def shown(self, row: int, column: int, role: int) -> object:
        task = self._rows[row]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cells(task)[column]
            case Qt.ItemDataRole.ToolTipRole:
                document = self._documents.get(task.duty.document)
                who = f"{task.duty.department}　{ROLES[task.duty.role]}"
                return "\n".join((who, task.text, document.title if document else "")).strip()
            case Qt.ItemDataRole.UserRole:
                return task
            case Qt.ItemDataRole.FontRole:
                return interface_font(bold=column == 0 and task.duty.role == "lead")
            case Qt.ItemDataRole.ForegroundRole:
                plain = column == 1 or (column == 0 and task.duty.role == "lead")
                return QColor(colours_of().text if plain else colours_of().muted)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        if column < 0:
            self._rows.sort(key=lambda task: (task.duty.seed, task.duty.start))
        else:
            self._rows.sort(
                key=lambda task: (not self._cells(task)[column], self._cells(task)[column]),
                reverse=order == Qt.SortOrder.DescendingOrder,
            )
        self.layoutChanged.emit()
