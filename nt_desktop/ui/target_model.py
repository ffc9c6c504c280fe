"""Targets as a table, and what of it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from nt_desktop.catalog.selection import Selection, matching_targets
from nt_desktop.model import Document, Target
from nt_desktop.normal import normal_form
from nt_desktop.ui.wording import KINDS, deadline_text, departments_text, value_phrase, value_text

AnyIndex = QModelIndex | QPersistentModelIndex
BATCH = 500
"""Rows handed to the view at a time."""


class TargetRole(IntEnum):
    TARGET = Qt.ItemDataRole.UserRole
    IS_CURRENT = Qt.ItemDataRole.UserRole + 1
    DOUBT = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the text of a cell, and what it is sorted by."""

    name: str
    text: Callable[[Target, Document | None], str]
    order: Callable[[Target, Document | None], tuple[object, ...]]


def _by_text(text: Callable[[Target, Document | None], str]) -> Callable[[Target, Document | None], tuple[object, ...]]:
    return lambda target, document: (not text(target, document), text(target, document))


def _column(name: str, text: Callable[[Target, Document | None], str]) -> Column:
    return Column(name, text, _by_text(text))


def _by_value(target: Target, _: Document | None) -> tuple[object, ...]:
    if target.base_value is not None:
        return (0, target.base_unit, target.base_value)
    return (1, target.unit, float(target.value)) if not isinstance(target.value, str) else (2, target.unit, 0.0)


COLUMNS = (
    _column("指标", lambda t, d: t.indicator),
    Column("目标值", lambda t, d: f"{value_text(t)} {t.unit}".strip(), _by_value),
    _column("期限", lambda t, d: deadline_text(t.deadline)),
    _column("牵头", lambda t, d: departments_text(t.lead)),
    _column("配合", lambda t, d: departments_text(t.participants)),
    _column("对象", lambda t, d: t.scope or t.row_label or ""),
    _column("类型", lambda t, d: KINDS[t.kind]),
    _column("地区", lambda t, d: (d.region or "") if d else ""),
    _column("文件", lambda t, d: d.title if d else ""),
    _column("文号", lambda t, d: (d.doc_number or "") if d else ""),
)
INDICATOR, VALUE, DEADLINE, LEAD = range(4)
SHOWN_AT_FIRST = (INDICATOR, VALUE, DEADLINE, LEAD)


class TargetModel(QAbstractTableModel):
    """Shows targets; knows nothing of how they were found. Sorting is done here, on whole tuples, once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._targets: list[Target] = []
        self._documents: Mapping[str, Document] = {}
        self._current: frozenset[str] = frozenset()
        self._doubts: Mapping[str, str] = {}

    @property
    def targets(self) -> Sequence[Target]:
        return self._targets

    @property
    def documents(self) -> Mapping[str, Document]:
        return self._documents

    def set_documents(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def set_targets(self, targets: Sequence[Target]) -> None:
        self.beginResetModel()
        self._targets = list(targets)
        self.endResetModel()

    def set_doubts(self, doubts: Mapping[str, str]) -> None:
        """Explanations of contradictions, by the targets' keys."""
        self._doubts = doubts
        self._all_changed()

    def set_current(self, clause: str) -> None:
        """The clause or table row that is being read: its targets are marked."""
        self._current = frozenset((clause,)) if clause else frozenset()
        self._all_changed()

    def _all_changed(self) -> None:
        if self._targets:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._targets) - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._targets)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].name if 0 <= section < len(COLUMNS) else None
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if section == VALUE else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        target = self._targets[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()].text(target, self._documents.get(target.document))
        if role == TargetRole.TARGET:
            return target
        if role == TargetRole.IS_CURRENT:
            return bool(self._current & {target.clause, target.key} or _row_of(target) in self._current)
        if role == TargetRole.DOUBT:
            return self._doubts.get(target.key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(target)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(target, index.column())
        return None

    def _spoken(self, target: Target, column: int) -> str:
        if column == VALUE:
            return value_phrase(target)
        words = COLUMNS[column].text(target, self._documents.get(target.document))
        return f"{words}（{KINDS[target.kind]}）" if column == INDICATOR and target.kind != "target" else words

    def _tip(self, target: Target) -> str:
        document = self._documents.get(target.document)
        lines = [
            f"{target.indicator}　{value_text(target)} {target.unit}",
            target.quote if len(target.quote) <= 160 else f"{target.quote[:160]}…",
            f"对象：{target.scope}" if target.scope else "",
            f"基期：{target.baseline}" if target.baseline else "",
            f"牵头：{departments_text(target.lead)}" if target.lead else "",
            f"配合：{departments_text(target.participants)}" if target.participants else "",
            f"{document.title} {document.doc_number or ''}" if document else "",
            f"已于 {target.checked} 核对" if target.checked else "",
            self._doubts.get(target.key, ""),
        ]
        return "\n".join(line.strip() for line in lines if line.strip())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives back the order of the collection."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._targets[index.row()].key for index in before]
        if column < 0:
            self._targets.sort(key=lambda target: (target.seed, target.start))
        else:
            key = COLUMNS[column].order
            down = order == Qt.SortOrder.DescendingOrder
            self._targets.sort(key=lambda target: key(target, self._documents.get(target.document)), reverse=down)
        rows = {target.key: row for row, target in enumerate(self._targets)} if before else {}
        after = [self.index(rows[key], index.column()) for key, index in zip(kept, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def _row_of(target: Target) -> str:
    return target.clause or ""


class TargetFilter(QSortFilterProxyModel):
    """Lets targets through by kind, chosen values and words; hands them out in batches."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kinds: frozenset[str] = frozenset({"target"})
        self._selection = Selection()
        self._words: tuple[str, ...] = ()
        self._accepted: bytes | None = None
        self._contents: dict[str, str] = {}
        self.setDynamicSortFilter(False)

    @property
    def kinds(self) -> frozenset[str]:
        return self._kinds

    @property
    def selection(self) -> Selection:
        return self._selection

    def _model(self) -> TargetModel:
        model = self.sourceModel()
        assert isinstance(model, TargetModel)
        return model

    def set_kinds(self, kinds: frozenset[str]) -> None:
        self._kinds = kinds
        self.refilter()

    def set_selection(self, selection: Selection) -> None:
        self._selection = selection
        self.refilter()

    def set_words(self, text: str) -> None:
        """Words that must all stand in a target's fields."""
        self._words = tuple(normal_form(word) for word in text.split())
        self.refilter()

    def setSourceModel(self, model: QAbstractItemModel) -> None:
        for changing in (model.modelAboutToBeReset, model.layoutAboutToBeChanged):
            changing.connect(self._forget)  # before the proxy's own: it filters as soon as the model has changed
        super().setSourceModel(model)

    def refilter(self) -> None:
        self._forget()
        self.invalidateFilter()

    def _forget(self) -> None:
        self._accepted = None

    def shown(self) -> tuple[Target, ...]:
        """The targets let through, in the order shown."""
        model = self._model()
        return tuple(model.targets[self.mapToSource(self.index(row, 0)).row()] for row in range(self.rowCount()))

    def passing_selection(self, without: str = "") -> tuple[Target, ...]:
        """What would be shown if the values of one field were not chosen: for the counts beside that field's values."""
        from dataclasses import replace

        selection = replace(self._selection, **{without: frozenset()}) if without else self._selection
        model = self._model()
        found = matching_targets(model.targets, model.documents, selection)
        return tuple(target for target in found if target.kind in self._kinds and self._has_words(target))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._model().sort(column, order)

    def filterAcceptsRow(self, row: int, parent: AnyIndex) -> bool:
        if self._accepted is None or row >= len(self._accepted):
            self._accepted = self._all_accepted()
        return bool(self._accepted[row])

    def _all_accepted(self) -> bytes:
        """For each target whether it is let through: all at once is much faster than one by one."""
        model = self._model()
        targets = model.targets
        if self._selection != Selection():
            chosen = {id(target) for target in matching_targets(targets, model.documents, self._selection)}
            targets_pass = [id(target) in chosen for target in targets]
        else:
            targets_pass = [True] * len(targets)
        return bytes(
            passes and target.kind in self._kinds and self._has_words(target)
            for passes, target in zip(targets_pass, targets, strict=True)
        )

    def _has_words(self, target: Target) -> bool:
        if not self._words:
            return True
        content = self._contents.get(target.key)
        if content is None:
            content = self._contents[target.key] = self._content(target)
        return all(word in content for word in self._words)

    def _content(self, target: Target) -> str:
        """All that a target can be found by, normalised."""
        document = self._model().documents.get(target.document)
        source = normal_form(f"{document.title}\n{document.doc_number}\n{document.region}") if document else ""
        parts = (
            target.indicator, value_text(target), target.unit, target.deadline or "", target.scope or "",
            target.row_label or "", *target.lead, *target.participants, KINDS[target.kind], target.quote,
        )  # fmt: skip
        return f"{normal_form(chr(10).join(parts))}\n{source}"
