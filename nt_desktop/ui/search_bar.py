"""The search box with its filters, on top of the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from nt_desktop.search.results import Facet, FacetValue, Filters
from nt_desktop.ui.choice_button import ChoiceButton
from nt_desktop.ui.icons import IconSet, icon
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE, colours_of

PAUSE = 15
"""Milliseconds without a key after which a search starts."""
FACETS = (("kind", "类型"), ("year", "年份"), ("region", "地区"), ("department", "部门"))


@dataclass(frozen=True, slots=True)
class Offer:
    """A query that the drop-down offers: how it is listed, with which icon, and the query itself."""

    label: str
    query: str
    icon: str = ""


class QueryEdit(QLineEdit):
    """A line that knows when an input method is at work: what is not committed is not searched."""

    composed = Signal()
    left_downwards = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        was = self.composing
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if was and not self.composing:
            self.composed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.left_downwards.emit()
            return
        wants_help = (event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier) or (
            event.key() == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if wants_help:
            self.help_wanted.emit()
            return
        super().keyPressEvent(event)


class SearchBar(QWidget):
    """Announces what to search: `changed` while typing, `committed` on Enter."""

    changed = Signal()
    committed = Signal()
    entered_results = Signal()
    completion_wanted = Signal(str)
    history_wanted = Signal()
    keeping_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = IconSet()
        self._everything: dict[str, tuple[FacetValue, ...]] = {}
        self.edit = QueryEdit()
        self.edit.setObjectName("query")
        self.edit.setPlaceholderText("检索条款、表格、指标、文号，例如：秸秆 综合利用率")
        self.edit.setAccessibleName("检索")
        self.edit.setClearButtonEnabled(False)
        self.edit.setMaxLength(20000)
        self._glass = QAction(self.edit)
        self._icons.wear(self._tint_glass, "search")
        self.edit.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self.edit, toolTip="清除（Esc）")
        self._icons.wear(self._clear.setIcon, "close")
        self._clear.triggered.connect(self.edit.clear)
        self.edit.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._keep = QAction(self.edit, toolTip="保存本次检索")
        self._icons.wear(self._keep.setIcon, "bookmark")
        self._keep.triggered.connect(self.keeping_wanted)
        self.edit.addAction(self._keep, QLineEdit.ActionPosition.TrailingPosition)
        for action in (self._clear, self._keep):
            action.setVisible(False)
        past = QAction(self.edit, toolTip="已存检索和最近的检索")
        self._icons.wear(past.setIcon, "clock")
        past.triggered.connect(self.history_wanted)
        self.edit.addAction(past, QLineEdit.ActionPosition.TrailingPosition)
        self._completions = QStandardItemModel(self)
        self._completer = QCompleter(self._completions, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self.edit)
        self._completer.popup().setObjectName("offers")
        self._completer.activated[QModelIndex].connect(  # type: ignore[index]
            lambda index: self.set_query(str(index.data(Qt.ItemDataRole.UserRole)))
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.changed)
        self.scope = ChoiceButton("范围")
        self.choices = {name: ChoiceButton(label) for name, label in FACETS}
        row = QHBoxLayout(self)
        row.setContentsMargins(BETWEEN, INSIDE, BETWEEN, INSIDE)
        row.setSpacing(GRID)
        row.addWidget(self.edit, 1)
        row.addSpacing(INSIDE)
        for button in (self.scope, *self.choices.values()):
            row.addWidget(button)
            button.chosen_changed.connect(self.changed)
            button.setEnabled(False)
        self.edit.textChanged.connect(self._typed)
        self.edit.composed.connect(self._typed)
        self.edit.returnPressed.connect(self._commit)
        self.edit.left_downwards.connect(self.entered_results)
        self.edit.help_wanted.connect(lambda: self.completion_wanted.emit(self.edit.text()))
        self.setFocusProxy(self.edit)

    def _tint_glass(self, _icon: object) -> None:
        self._glass.setIcon(icon("search", colours_of(self).muted))

    @property
    def query(self) -> str:
        return self.edit.text().strip()

    def set_query(self, text: str) -> None:
        """Search for something else, as if it had been typed."""
        self.edit.setText(text)
        self.edit.setFocus()
        self._pause.stop()
        self.changed.emit()

    def filters(self) -> Filters:
        chosen = {name: button.chosen for name, button in self.choices.items()}
        return Filters(
            documents=self.scope.chosen,
            kinds=chosen["kind"],
            years=tuple(int(year) for year in chosen["year"] if year.isdigit()),
            regions=chosen["region"],
            departments=chosen["department"],
        )

    def clear_filters(self) -> None:
        for button in (self.scope, *self.choices.values()):
            button.set_chosen(())
        self.changed.emit()

    def set_facets(self, facets: Iterable[Facet]) -> None:
        """What the filters offer, with the counts of the results in view."""
        by_name: dict[str, tuple[FacetValue, ...]] = {facet.name: facet.values for facet in facets}
        for name, button in (("document", self.scope), *self.choices.items()):
            if not button.chosen:  # what is chosen hides its alternatives, which are still wanted in the menu
                button.set_values(by_name.get(name) or self._everything.get(name, ()))

    def set_everything(self, facets: Mapping[str, tuple[FacetValue, ...]]) -> None:
        """What the filters offer before anything is searched: the documents of the collection."""
        self._everything = dict(facets)
        self.set_facets(())

    def set_scope(self, document: str, title: str) -> None:
        """Search in one document only."""
        self.scope.set_values([FacetValue(document, title, 0)])
        self.scope.set_chosen([document])
        self.changed.emit()

    @property
    def offers(self) -> list[str]:
        """What the drop-down lists, as it is listed."""
        return [self._completions.item(row).text() for row in range(self._completions.rowCount())]

    def complete(self, offers: Sequence[Offer]) -> None:
        """Offer ways to go on."""
        self._completions.clear()
        for offer in offers:
            item = QStandardItem(offer.label)
            item.setData(offer.query, Qt.ItemDataRole.UserRole)
            item.setToolTip(offer.query)
            if offer.icon:
                item.setIcon(icon(offer.icon, colours_of(self).muted))
            self._completions.appendRow(item)
        if offers:
            popup = self._completer.popup()
            popup.setMinimumWidth(self.edit.width() // 2)
            self._completer.complete()

    def retint(self) -> None:
        self._icons.retint()
        for button in (self.scope, *self.choices.values()):
            button.retint()

    def _typed(self) -> None:
        for action in (self._clear, self._keep):
            action.setVisible(bool(self.edit.text()))
        if not self.edit.composing:
            self._pause.start()

    def _commit(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()
        self.committed.emit()
