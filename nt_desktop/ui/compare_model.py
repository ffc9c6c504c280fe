"""The rows of a comparison: one indicator by year, with the document that says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView

from nt_desktop.model import Document, Target
from nt_desktop.ui.compare_points import moment_meant, time_text
from nt_desktop.ui.theme import colours_of, interface_font, tabular
from nt_desktop.ui.wording import KINDS, short_title, value_text

AnyIndex = QModelIndex | QPersistentModelIndex
NAMES = ("时间", "数值", "类型", "地区", "文件")


class CompareModel(QAbstractTableModel):
    modes = (
        QHeaderView.ResizeMode.ResizeToContents,
        QHeaderView.ResizeMode.ResizeToContents,
        QHeaderView.ResizeMode.ResizeToContents,
        QHeaderView.ResizeMode.ResizeToContents,
        QHeaderView.ResizeMode.Stretch,
    )

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._targets: tuple[Target, ...] = ()
        self._documents: Mapping[str, Document] = {}

    @property
    def targets(self) -> tuple[Target, ...]:
        return self._targets

    def set_targets(self, targets: Sequence[Target], documents: Mapping[str, Document]) -> None:
        self.beginResetModel()
        self._documents = documents
        self._targets = tuple(sorted(targets, key=lambda t: (self._moment(t) or 0.0, t.kind, t.seed, t.start)))
        self.endResetModel()

    def _moment(self, target: Target) -> float | None:
        return moment_meant(target, self._documents)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._targets)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(NAMES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return NAMES[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == 1 else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        target = self._targets[index.row()]
        document = self._documents.get(target.document)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (
                    time_text(moment) if (moment := self._moment(target)) is not None else "",
                    f"{value_text(target)} {target.unit}".strip(),
                    KINDS[target.kind],
                    (document.region or "") if document else "",
                    short_title(document.title) if document else "",
                )[index.column()]
            case Qt.ItemDataRole.UserRole:
                return target
            case Qt.ItemDataRole.ToolTipRole:
                return target.quote
            case Qt.ItemDataRole.FontRole:
                return tabular(interface_font(bold=index.column() == 1 and target.kind == "target"))
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(colours_of().text if target.kind == "target" else colours_of().muted)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if index.column() == 1 else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None
