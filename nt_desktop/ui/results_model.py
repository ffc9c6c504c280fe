"""The results of a search as rows: a heading for each document, below it its hits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nt_desktop.model import Target
from nt_desktop.search.results import Hit, Results
from nt_desktop.ui.wording import date_text, path_text, value_text

AnyIndex = QModelIndex | QPersistentModelIndex
SHOWN_PER_DOCUMENT = 5


@dataclass(frozen=True, slots=True)
class Group:
    """A document among the results; `shown` of its `count` listed hits are in view."""

    document: str
    title: str
    doc_number: str | None
    date: str | None
    count: int
    shown: int


@dataclass(frozen=True, slots=True)
class More:
    """The row that unfolds the rest of a document's hits, or with no document the rest of all hits."""

    document: str
    hidden: int


Row = Group | Hit | More


def more_words(row: More) -> str:
    return f"再显示 {row.hidden} 条" if row.document else f"还有 {row.hidden} 条，显示更多"


class RowRole(IntEnum):
    ROW = Qt.ItemDataRole.UserRole
    TARGETS = Qt.ItemDataRole.UserRole + 1


class ResultsModel(QAbstractListModel):
    """Groups hits by document, in the order of each document's best hit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._results: Results | None = None
        self._targets: Mapping[str, tuple[Target, ...]] = {}
        self._rows: list[Row] = []
        self._unfolded: set[str] = set()

    @property
    def results(self) -> Results | None:
        return self._results

    def set_results(self, results: Results | None, targets: Mapping[str, tuple[Target, ...]] | None = None) -> None:
        self.beginResetModel()
        self._results = results
        self._targets = targets or {}
        self._unfolded = set()
        self._rows = self._arranged()
        self.endResetModel()

    def unfold(self, document: str) -> None:
        """Show all hits of a document."""
        self.beginResetModel()
        self._unfolded.add(document)
        self._rows = self._arranged()
        self.endResetModel()

    def _arranged(self) -> list[Row]:
        if self._results is None:
            return []
        groups: dict[str, list[Hit]] = {}
        for hit in self._results.hits:
            groups.setdefault(hit.document, []).append(hit)
        counts = {
            value.value: value.count
            for facet in self._results.facets
            if facet.name == "document"
            for value in facet.values
        }
        rows: list[Row] = []
        for document, hits in groups.items():
            fold = len(groups) > 1 and document not in self._unfolded and len(hits) > SHOWN_PER_DOCUMENT + 1
            shown = hits[:SHOWN_PER_DOCUMENT] if fold else hits
            count = max(counts.get(document, 0), len(hits))
            first = hits[0]
            rows.append(Group(document, first.title, first.doc_number, first.date, count, len(shown)))
            rows += shown
            if fold:
                rows.append(More(document, len(hits) - len(shown)))
        beyond = self._results.total + self._results.related - len(self._results.hits)
        if beyond > 0:
            rows.append(More("", beyond))
        return rows

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def row(self, number: int) -> Row:
        return self._rows[number]

    def group_of(self, number: int) -> int:
        """The number of the heading above a row."""
        while number > 0 and not isinstance(self._rows[number], Group):
            number -= 1
        return number

    def first_hit(self) -> QModelIndex:
        for number, row in enumerate(self._rows):
            if isinstance(row, Hit):
                return self.index(number)
        return QModelIndex()

    def targets_of(self, hit: Hit) -> tuple[Target, ...]:
        return self._targets.get(hit.clause, ())

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags  # so that the arrow keys pass over it
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole.ROW:
            return row
        if role == RowRole.TARGETS:
            return self.targets_of(row) if isinstance(row, Hit) else ()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Hit):
            targets = "\n".join(f"{t.indicator} {value_text(t)} {t.unit}" for t in self.targets_of(row)[:8])
            return "\n".join(part for part in (row.why, targets) if part) or None
        return None

    def _words(self, row: Row) -> str:
        if isinstance(row, Group):
            parts = (row.title, row.doc_number, date_text(row.date), f"{row.count} 条")
            return " · ".join(part for part in parts if part)
        if isinstance(row, More):
            return more_words(row)
        return f"{path_text(row.path)} {row.snippet}".strip()
