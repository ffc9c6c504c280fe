"""结果: how the query was understood, the hits, and ways on where there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nt_desktop.model import Target
from nt_desktop.search.results import Results, SortOrder, Suggestion
from nt_desktop.ui.controls import chip, words
from nt_desktop.ui.flow_layout import FlowLayout
from nt_desktop.ui.icons import IconSet
from nt_desktop.ui.results_view import ResultsList
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE, reading_font

ORDERS: tuple[tuple[str, SortOrder], ...] = (("按相关", "relevance"), ("按日期", "date"), ("按文件顺序", "document"))


class ResultsPanel(QWidget):
    """Announces a suggestion that is taken, another order, and whether equivalents count."""

    query_suggested = Signal(str)
    filters_dropped = Signal()
    order_changed = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = ResultsList()
        self.understood = QLabel()
        self.understood.setProperty("muted", True)
        self.understood.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.understood.setMinimumWidth(40)
        self.equivalents = chip("近义词", checkable=True)
        self.equivalents.setChecked(True)
        self.equivalents.toggled.connect(self.order_changed)
        self.order = OrderButton()
        self.order.changed.connect(self.order_changed)
        self.list.more_wanted.connect(self.more_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(BETWEEN, GRID, INSIDE, GRID)
        head.setSpacing(INSIDE)
        head.addWidget(self.understood, 1)
        head.addWidget(self.equivalents)
        head.addWidget(self.order)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self._offers = Suggestions()
        self._offers.setContentsMargins(BETWEEN, 0, BETWEEN, INSIDE)
        self._offers.query_suggested.connect(self.query_suggested)
        self._offers.filters_dropped.connect(self.filters_dropped)
        column.addWidget(self._offers)
        column.addWidget(self.list, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(found)
        self._empty = _NothingFound()
        self._empty.offers.query_suggested.connect(self.query_suggested)
        self._empty.offers.filters_dropped.connect(self.filters_dropped)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    @property
    def sort_order(self) -> SortOrder:
        return self.order.value

    @property
    def uses_equivalents(self) -> bool:
        return self.equivalents.isChecked()

    @property
    def suggestions(self) -> list[QPushButton]:
        """The buttons offered where nothing was found."""
        return self._empty.buttons if self._stack.currentIndex() else self._offers.buttons

    def show_results(self, results: Results, targets: Mapping[str, tuple[Target, ...]], filtered: bool) -> None:
        """Show hits; `targets` by the keys of the hits. `filtered` says whether filters narrowed the search."""
        if not results.hits:
            self.list.results.set_results(None)
            self._empty.say(results, filtered)
            self._stack.setCurrentIndex(1)
            return
        self.list.results.set_results(results, targets)
        self.list.scrollToTop()
        self._stack.setCurrentIndex(0)
        words = [results.relaxed or results.understood]
        if results.related:
            words.append(f"另有近义 {results.related} 条")
        text = "　".join(part for part in words if part)
        self.understood.setText(text)
        self.understood.setToolTip(text)
        names = "；".join(f"{each.word} = {'、'.join(each.others)}" for each in results.equivalents)
        self.equivalents.setVisible(bool(results.equivalents) or not self.equivalents.isChecked())
        self.equivalents.setToolTip(f"同时检索：{names}" if names else "现在只检索原词")
        self._offers.show_suggestions(results.suggestions)
        self._offers.setVisible(bool(results.suggestions))

    def clear(self) -> None:
        self.list.results.set_results(None)
        self.understood.setText("")


class OrderButton(QToolButton):
    """A button with a menu of which one is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.value: SortOrder = "relevance"
        self._icons = IconSet()
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        self.setIconSize(QSize(12, 12))
        self._icons.wear(self.setIcon, "chevron-down")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        group = QActionGroup(self)
        for label, value in ORDERS:
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(lambda _=False, label=label, value=value: self._choose(label, value))
            group.addAction(action)
        self.setMenu(menu)
        self._say(ORDERS[0][0])

    def retint(self) -> None:
        self._icons.retint()

    def _say(self, label: str) -> None:
        self.setText(label)
        self.setAccessibleName(f"排序：{label}")

    def _choose(self, label: str, value: SortOrder) -> None:
        self.value = value
        self._say(label)
        self.changed.emit()


class Suggestions(QWidget):
    """Other queries as buttons, each one click."""

    query_suggested = Signal(str)
    filters_dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._flow = FlowLayout(self, INSIDE)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setContentsMargins(self, left: int, top: int, right: int, bottom: int) -> None:  # type: ignore[override]
        self._flow.setContentsMargins(left, top, right, bottom)

    def show_suggestions(self, suggestions: Sequence[Suggestion], drop_filters: bool = False) -> None:
        """Offer these; `drop_filters` adds the same search without filters."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for suggestion in suggestions:
            label = suggestion.label + (f"\u3000{suggestion.count} 条" if suggestion.count else "")
            if suggestion.kind == "filter":
                self._add(label, self.filters_dropped.emit)
            else:
                self._add(label, partial(self.query_suggested.emit, suggestion.query))
        if drop_filters and not any(each.kind == "filter" for each in suggestions):
            self._add("去掉筛选条件再找", self.filters_dropped.emit)

    def _add(self, label: str, act: Callable[[], object]) -> None:
        button = chip(label)
        button.clicked.connect(lambda _=False: act())
        self._flow.addWidget(button)
        button.show()
        self.buttons.append(button)


class _NothingFound(QScrollArea):
    """Says which word has no hit and offers other queries."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        inner = QWidget()
        inner.setProperty("ground", "base")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(2 * BETWEEN, 2 * BETWEEN, 2 * BETWEEN, BETWEEN)
        column.setSpacing(INSIDE)
        self._title = words()
        self._title.setFont(reading_font(bold=True))
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._why = words()
        self._why.setProperty("muted", True)
        self.offers = Suggestions()
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addSpacing(INSIDE)
        column.addWidget(self.offers)
        column.addStretch(1)
        self.setWidget(inner)

    @property
    def buttons(self) -> list[QPushButton]:
        return self.offers.buttons

    def say(self, results: Results, filtered: bool) -> None:
        self._title.setText(f"没有找到“{_short(results.query)}”")
        self._why.setText(results.message or "换一个说法，或去掉一些词再试")
        self.offers.show_suggestions(results.suggestions, drop_filters=filtered)


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"
