"""Who answers for what: the duties of one department as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from nt_desktop.model import Document, Duty
from nt_desktop.ui.theme import colours_of, interface_font
from nt_desktop.ui.wording import deadline_text, short_title

AnyIndex = QModelIndex | QPersistentModelIndex
NAMES = ("职责", "事项", "期限", "文件")
ROLES = {"lead": "牵头", "participant": "配合"}


@dataclass(frozen=True, slots=True)
class Task:
    """A duty with the words of its clause or table row."""

    duty: Duty
    text: str


class DutyModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: list[Task] = []
        self._documents: Mapping[str, Document] = {}

    @property
    def tasks(self) -> Sequence[Task]:
        return self._tasks

    def set_tasks(self, tasks: Sequence[Task], documents: Mapping[str, Document]) -> None:
        self.beginResetModel()
        self._tasks, self._documents = list(tasks), documents
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._tasks)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(NAMES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return NAMES[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _cells(self, task: Task) -> tuple[str, ...]:
        document = self._documents.get(task.duty.document)
        title = short_title(document.title) if document else ""
        return ROLES[task.duty.role], task.text, deadline_text(task.duty.deadline), title

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        task = self._tasks[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cells(task)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                document = self._documents.get(task.duty.document)
                who = f"{task.duty.department}　{ROLES[task.duty.role]}"
                return "\n".join((who, task.text, document.title if document else "")).strip()
            case Qt.ItemDataRole.UserRole:
                return task
            case Qt.ItemDataRole.FontRole:
                return interface_font(bold=index.column() == 0 and task.duty.role == "lead")
            case Qt.ItemDataRole.ForegroundRole:
                plain = index.column() == 1 or (index.column() == 0 and task.duty.role == "lead")
                return QColor(colours_of().text if plain else colours_of().muted)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        if column < 0:
            self._tasks.sort(key=lambda task: (task.duty.seed, task.duty.start))
        else:
            self._tasks.sort(
                key=lambda task: (not self._cells(task)[column], self._cells(task)[column]),
                reverse=order == Qt.SortOrder.DescendingOrder,
            )
        self.layoutChanged.emit()
