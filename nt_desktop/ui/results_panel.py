"""结果: how the query was understood, the hits, and ways on where there are none."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from nt_desktop.model import Target
from nt_desktop.search.results import Results, SortOrder
from nt_desktop.ui.flow_layout import FlowLayout
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
        self.equivalents = QPushButton("近义词", checkable=True, checked=True)
        self.equivalents.setProperty("chip", True)
        self.equivalents.toggled.connect(self.order_changed)
        self.order = QComboBox()
        self.order.setAccessibleName("排序")
        for label, value in ORDERS:
            self.order.addItem(label, value)
        self.order.currentIndexChanged.connect(self.order_changed)
        self.more = QPushButton("显示更多结果")
        self.more.setProperty("link", True)
        self.more.clicked.connect(self.more_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(BETWEEN, GRID, INSIDE, GRID)
        head.setSpacing(INSIDE)
        head.addWidget(self.understood, 1)
        head.addWidget(self.more)
        head.addWidget(self.equivalents)
        head.addWidget(self.order)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(found)
        self._empty = _NothingFound()
        self._empty.query_suggested.connect(self.query_suggested)
        self._empty.filters_dropped.connect(self.filters_dropped)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    @property
    def sort_order(self) -> SortOrder:
        value: SortOrder = self.order.currentData()
        return value

    @property
    def uses_equivalents(self) -> bool:
        return self.equivalents.isChecked()

    @property
    def suggestions(self) -> list[QPushButton]:
        """The buttons offered where nothing was found."""
        return self._empty.buttons

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
        self.more.setVisible(len(results.hits) < results.total + results.related)

    def clear(self) -> None:
        self.list.results.set_results(None)
        self.understood.setText("")


class _NothingFound(QScrollArea):
    """Says which word has no hit and offers other queries, each one click."""

    query_suggested = Signal(str)
    filters_dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self.setWidgetResizable(True)
        inner = QWidget()
        inner.setProperty("ground", "base")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(3 * BETWEEN, 3 * BETWEEN, 3 * BETWEEN, BETWEEN)
        column.setSpacing(INSIDE)
        self._title = QLabel()
        self._title.setFont(reading_font(bold=True))
        self._title.setWordWrap(True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._why = QLabel(wordWrap=True)
        self._why.setProperty("muted", True)
        self._offers = QWidget()
        self._flow = FlowLayout(self._offers, INSIDE)
        for widget in (self._title, self._why):
            column.addWidget(widget)
        column.addSpacing(INSIDE)
        column.addWidget(self._offers)
        column.addStretch(1)
        self.setWidget(inner)

    def say(self, results: Results, filtered: bool) -> None:
        missing = "、".join(f"“{word}”" for word in results.missing[:5])
        self._title.setText(results.message or f"没有找到“{_short(results.query)}”")
        self._why.setText(f"资料里没有出现{missing}" if missing else "换一个说法，或去掉一些词再试")
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for suggestion in results.suggestions:
            label = suggestion.label + (f"　{suggestion.count} 条" if suggestion.count else "")
            button = QPushButton(label)
            button.setProperty("chip", True)
            if suggestion.kind == "filter":
                button.clicked.connect(self.filters_dropped)
            else:
                button.clicked.connect(lambda _=False, query=suggestion.query: self.query_suggested.emit(query))
            self._add(button)
        if filtered and not any(each.kind == "filter" for each in results.suggestions):
            button = QPushButton("去掉筛选条件再找")
            button.setProperty("chip", True)
            button.clicked.connect(self.filters_dropped)
            self._add(button)

    def _add(self, button: QPushButton) -> None:
        self._flow.addWidget(button)
        self.buttons.append(button)


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"
