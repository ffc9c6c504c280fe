"""The rows of a comparison: one indicator by year, with the document that says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView

from nt_desktop.model import Document, Target
from nt_desktop.ui.compare_points import moment_meant, time_text
from nt_desktop.ui.row_model import RowModel
from nt_desktop.ui.theme import colours_of, interface_font, tabular
from nt_desktop.ui.wording import KINDS, short_title, value_text


class CompareModel(RowModel[Target]):
    names = ("时间", "数值", "类型", "地区", "文件")
    figures = (1,)
    modes = (
        QHeaderView.ResizeMode.ResizeToContents,
        QHeaderView.ResizeMode.ResizeToContents,
        QHeaderView.ResizeMode.ResizeToContents,
        QHeaderView.ResizeMode.ResizeToContents,
        QHeaderView.ResizeMode.Stretch,
    )

    def set_targets(self, targets: Sequence[Target], documents: Mapping[str, Document]) -> None:
        """Show targets in the order of time, those without one first."""
        ordered = sorted(targets, key=lambda t: (moment_meant(t, documents) or 0.0, t.kind, t.seed, t.start))
        self.set_rows(ordered, documents)

    def shown(self, row: int, column: int, role: int) -> object:
        target = self._rows[row]
        document = self._documents.get(target.document)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (
                    time_text(moment) if (moment := moment_meant(target, self._documents)) is not None else "",
                    f"{value_text(target)} {target.unit}".strip(),
                    KINDS[target.kind],
                    (document.region or "") if document else "",
                    short_title(document.title) if document else "",
                )[column]
            case Qt.ItemDataRole.UserRole:
                return target
            case Qt.ItemDataRole.ToolTipRole:
                return target.quote
            case Qt.ItemDataRole.FontRole:
                return tabular(interface_font(bold=column == 1 and target.kind == "target"))
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(colours_of().text if target.kind == "target" else colours_of().muted)
        return None
