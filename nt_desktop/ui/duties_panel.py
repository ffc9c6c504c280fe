"""任务分工: choose a department and see all that it leads or joins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from nt_desktop.errors import Cancelled, UnknownKeyError
from nt_desktop.model import Document, Duty
from nt_desktop.progress import IsCancelled
from nt_desktop.search.results import FacetValue
from nt_desktop.ui.choice_button import ChoiceButton
from nt_desktop.ui.controls import tool_button, words
from nt_desktop.ui.duty_model import ROLES, DutyModel, Task
from nt_desktop.ui.icons import IconSet
from nt_desktop.ui.reader import Session
from nt_desktop.ui.table_delegate import dress
from nt_desktop.ui.theme import GRID, INSIDE


def load_departments(session: Session, stale: IsCancelled) -> tuple[tuple[str, int], ...]:
    """Every department that answers for something, with how often, the busiest first."""
    counts = Counter(duty.department_canonical or duty.department for duty in session.catalog.duties())
    return tuple(counts.most_common())


def load_tasks(department: str) -> Callable[[Session, IsCancelled], tuple[Task, ...]]:
    """The question for all that a department leads or joins, with the words of each clause."""

    def question(session: Session, stale: IsCancelled) -> tuple[Task, ...]:
        tasks = []
        for duty in session.catalog.duties():
            if stale():
                raise Cancelled
            if department in (duty.department_canonical, duty.department):
                tasks.append(Task(duty, _words(session, duty)))
        return tuple(tasks)

    return question


def _words(session: Session, duty: Duty) -> str:
    try:
        passage = session.catalog.passage(duty.clause)
    except UnknownKeyError:
        return ""
    return " ".join(str(getattr(passage, "text", "")).split())


class DutiesPanel(QWidget):
    """Announces the department that is chosen, the clause that is opened, and an export."""

    department_chosen = Signal(str)
    duty_opened = Signal(object)
    export_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = IconSet()
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tasks: tuple[Task, ...] = ()
        self._documents: Mapping[str, Document] = {}
        self.model = DutyModel(self)
        self.department = QComboBox()
        self.department.setEditable(True)
        self.department.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.department.setAccessibleName("部门")
        self.department.setMaxVisibleItems(20)
        self._line = self.department.lineEdit()
        completer = self.department.completer()
        assert self._line is not None  # an editable box has both
        assert completer is not None
        self._line.setPlaceholderText("选择或输入部门，如 市水利局")
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.department.activated.connect(self._choose)
        self.role = ChoiceButton("职责")
        self.role.chosen_changed.connect(self._show)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("任务分工")
        dress(self.table)
        self.table.setSortingEnabled(True)
        head = self.table.horizontalHeader()
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for number, width in ((0, 52), (2, 92), (3, 108)):
            self.table.setColumnWidth(number, width)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        self.count = words("选择一个部门，看它牵头和配合的全部事项")
        self.count.setProperty("muted", True)
        export = tool_button("导出所示（xlsx、csv）", "导出所示")
        self._icons.wear(export.setIcon, "export")
        export.clicked.connect(self.export_requested)
        top = QHBoxLayout()
        top.setContentsMargins(INSIDE, INSIDE, INSIDE, GRID)
        top.setSpacing(GRID)
        top.addWidget(self.department, 1)
        top.addWidget(self.role)
        top.addWidget(export)
        foot = QHBoxLayout()
        foot.setContentsMargins(INSIDE + GRID, GRID, INSIDE, INSIDE)
        foot.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def set_departments(self, departments: Sequence[tuple[str, int]]) -> None:
        """Offer the departments there are, with the number of their duties."""
        chosen = self.department.currentData()
        self.department.blockSignals(True)
        self.department.clear()
        for name, count in departments:
            self.department.addItem(f"{name}　{count}", name)
        self.department.setCurrentIndex(self.department.findData(chosen) if chosen else -1)
        self.department.blockSignals(False)
        self._show_start()

    def choose(self, department: str) -> None:
        """Choose a department as if it had been clicked."""
        number = self.department.findData(department)
        if number >= 0:
            self.department.setCurrentIndex(number)
            self._choose()

    def show_tasks(self, tasks: Sequence[Task], documents: Mapping[str, Document]) -> None:
        self._tasks, self._documents = tuple(tasks), documents
        counts = Counter[str](task.duty.role for task in tasks)
        self.role.set_values([FacetValue(role, name, counts[role]) for role, name in ROLES.items() if counts[role]])
        self._show()

    def shown_duties(self) -> tuple[Duty, ...]:
        """Exactly what is shown, in its order."""
        return tuple(task.duty for task in self.model.rows)

    def retint(self) -> None:
        self._icons.retint()
        self.role.retint()

    def _show(self) -> None:
        roles = self.role.chosen
        tasks = [task for task in self._tasks if not roles or task.duty.role in roles]
        self.model.set_rows(tasks, self._documents)
        head = self.table.horizontalHeader()
        if head.sortIndicatorSection() >= 0:
            self.model.sort(head.sortIndicatorSection(), head.sortIndicatorOrder())
        leads = sum(task.duty.role == "lead" for task in tasks)
        dated = sum(bool(task.duty.deadline) for task in tasks)
        self.count.setText(f"牵头 {leads} 项，配合 {len(tasks) - leads} 项，{dated} 项有期限")

    def _choose(self) -> None:
        name = self.department.currentData()
        if name:
            self._show_start()
            self.department_chosen.emit(name)

    def _show_start(self) -> None:
        if self._line is not None:
            self._line.setCursorPosition(0)

    def _open(self, index: QModelIndex) -> None:
        task = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(task, Task):
            self.duty_opened.emit(task.duty)
