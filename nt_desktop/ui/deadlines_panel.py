"""期限: everything by date, what is past and what is next for a chosen day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDateEdit,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from nt_desktop.model import Document, Target
from nt_desktop.ui.controls import tool_button, words
from nt_desktop.ui.row_model import RowModel
from nt_desktop.ui.table_delegate import dress
from nt_desktop.ui.theme import GRID, INSIDE, colours_of, interface_font, tabular
from nt_desktop.ui.wording import departments_text, value_text

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


@dataclass(frozen=True, slots=True)
class Due:
    """A target with the last day of its deadline."""

    day: str
    target: Target


def last_day(deadline: str | None) -> str:
    """The last day of an ISO deadline: `2025` ends on 2025-12-31; "" for what is no date, such as 每年."""
    found = _ISO.match(deadline or "")
    if not found:
        return ""
    year, month, day = found.groups()
    return f"{year}-{month or '12'}-{day or '31'}"


def due_targets(targets: Sequence[Target]) -> tuple[Due, ...]:
    """The promises that have a date, in its order."""
    dated = [Due(last_day(t.deadline), t) for t in targets if t.kind == "target" and last_day(t.deadline)]
    return tuple(sorted(dated, key=lambda due: (due.day, due.target.seed, due.target.start)))


class DueModel(RowModel[Due]):
    names = ("期限", "指标", "目标值", "牵头")
    figures = (2,)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = date.today().isoformat()

    @property
    def today(self) -> str:
        return self._today

    def set_today(self, today: str) -> None:
        """The day against which things are past or to come."""
        self._today = today
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.names) - 1))

    def shown(self, row: int, column: int, role: int) -> object:
        due = self._rows[row]
        target = due.target
        past = due.day < self._today
        match role:
            case Qt.ItemDataRole.DisplayRole:
                first = not row or self._rows[row - 1].target.deadline != target.deadline
                return (
                    (target.deadline or "") + ("\u3000已过" if past and first else ""),
                    target.indicator,
                    f"{value_text(target)} {target.unit}".strip(),
                    departments_text(target.lead),
                )[column]
            case Qt.ItemDataRole.UserRole:
                return target
            case Qt.ItemDataRole.ToolTipRole:
                document = self._documents.get(target.document)
                return f"{target.quote[:160]}\n{document.title if document else ''}"
            case Qt.ItemDataRole.FontRole:
                return tabular(interface_font(bold=column == 2 and not past))
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(colours_of().muted if past else colours_of().text)
        return None


class DeadlinesPanel(QWidget):
    """Announces the target that is opened."""

    target_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = DueModel(self)
        self.day = QDateEdit(QDate.currentDate())
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName("以这一天为准")
        self.day.setMinimumWidth(128)
        self.day.dateChanged.connect(lambda day: self._set_day(day.toString(Qt.DateFormat.ISODate)))
        self.next = tool_button("跳到这一天之后最近的期限", text="下一项")
        self.next.clicked.connect(self.show_next)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("期限")
        dress(self.table)
        head = self.table.horizontalHeader()
        for column, width in ((0, 92), (2, 108), (3, 88)):
            self.table.setColumnWidth(column, width)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        self.count = words()
        self.count.setProperty("muted", True)
        top = QHBoxLayout()
        top.setContentsMargins(INSIDE + GRID, INSIDE, INSIDE, GRID)
        top.setSpacing(INSIDE)
        label = QLabel("以这一天为准")
        label.setProperty("muted", True)
        top.addWidget(label)
        top.addWidget(self.day)
        top.addStretch(1)
        top.addWidget(self.next)
        foot = QHBoxLayout()
        foot.setContentsMargins(INSIDE + GRID, GRID, INSIDE, INSIDE)
        foot.addWidget(self.count)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(top)
        rows.addWidget(self.table, 1)
        rows.addLayout(foot)
        self._tell()

    def show_targets(self, targets: Sequence[Target], documents: Mapping[str, Document]) -> None:
        self.model.set_rows(due_targets(targets), documents)
        self._tell()
        self.show_next()

    def show_next(self) -> None:
        """Bring what falls due next into view."""
        for row, due in enumerate(self.model.rows):
            if due.day >= self.model.today:
                self.table.scrollTo(self.model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)
                return
        self.table.scrollToBottom()

    def _set_day(self, day: str) -> None:
        self.model.set_today(day)
        self._tell()
        self.show_next()

    def _tell(self) -> None:
        past = sum(due.day < self.model.today for due in self.model.rows)
        coming = len(self.model.rows) - past
        following = next((due.target.deadline for due in self.model.rows if due.day >= self.model.today), None)
        words = f"到期 {past} 项，未到期 {coming} 项"
        self.count.setText(f"{words}；最近的是 {following}" if following else words)

    def _open(self, index: QModelIndex) -> None:
        target = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(target, Target):
            self.target_opened.emit(target)
