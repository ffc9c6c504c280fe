"""指标: the targets of what is in front, to be filtered, sorted, opened, compared and handed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from nt_desktop.model import Document, Target
from nt_desktop.ui.choice_button import ChoiceButton
from nt_desktop.ui.compare_view import CompareView
from nt_desktop.ui.controls import chip, field, tool_button, words
from nt_desktop.ui.icons import IconSet
from nt_desktop.ui.table_delegate import dress
from nt_desktop.ui.target_delegate import TargetDelegate
from nt_desktop.ui.target_facets import FIELDS, facet_values
from nt_desktop.ui.target_model import (
    COLUMNS,
    DEADLINE,
    INDICATOR,
    LEAD,
    SHOWN_AT_FIRST,
    VALUE,
    TargetFilter,
    TargetModel,
    TargetRole,
)
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE

SCOPES = (("all", "全部"), ("results", "结果"), ("document", "文件"), ("clause", "条款"))


class TargetsTable(QTableView):
    """A table whose indicator column takes what room is left; Enter opens."""

    opened = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fill()

    def fill(self) -> None:
        """Give the indicator what the other columns leave."""
        taken = sum(self.columnWidth(column) for column in range(1, len(COLUMNS)) if not self.isColumnHidden(column))
        bar = self.verticalScrollBar()
        room = self.width() - (0 if bar.isVisible() else bar.sizeHint().width())
        self.setColumnWidth(INDICATOR, max(112, min(room, self.viewport().width()) - taken))


class TargetsPanel(QWidget):
    """Announces the target that is opened, the scope that is wanted, and what is to be done with what is shown."""

    target_opened = Signal(object)
    scope_wanted = Signal(str)
    export_requested = Signal()
    print_requested = Signal()
    comparison_wanted = Signal(object)
    bookmark_requested = Signal(object)
    columns_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = IconSet()
        self._scope = "all"
        self.setProperty("ground", "base")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = TargetModel(self)
        self.shown = TargetFilter(self)
        self.shown.setSourceModel(self.model)
        self.table = self._make_table()
        self.filter = field("筛选指标")
        self.filter.setAccessibleName("筛选指标")
        self.filter.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(80)
        self._pause.timeout.connect(self._filter_words)
        self.filter.textChanged.connect(lambda: self._pause.start())
        self.choices = {name: ChoiceButton(label) for name, label, _ in FIELDS}
        for button in self.choices.values():
            button.chosen_changed.connect(self._select)
        self.others = chip(checkable=True)
        self.others.toggled.connect(self._show_others)
        self.count = QLabel()
        self.count.setProperty("muted", True)
        self.empty = words(muted=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.widen = QPushButton("去掉全部筛选")
        self.widen.clicked.connect(self.clear_filters)
        self.reveal = QPushButton("显示成效和标准")
        self.reveal.clicked.connect(lambda: self.others.setChecked(True))
        self.compare = CompareView()
        self.compare.closed.connect(self._end_comparison)
        self.compare.target_opened.connect(self.target_opened)
        self._stack = QStackedWidget()
        self._build()
        self.shown.modelReset.connect(self._tell)
        self.shown.rowsInserted.connect(self._tell)
        self.shown.rowsRemoved.connect(self._tell)
        self._tell()

    def _make_table(self) -> TargetsTable:
        table = TargetsTable()
        table.setModel(self.shown)
        dress(table)
        table.setItemDelegate(TargetDelegate(table))
        table.setAccessibleName("指标")
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        head = table.horizontalHeader()
        head.setMinimumSectionSize(48)
        head.setSortIndicatorShown(True)
        head.setSortIndicatorClearable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._choose_columns)
        table.setSortingEnabled(True)
        for column in range(len(COLUMNS)):
            table.setColumnHidden(column, column not in SHOWN_AT_FIRST)
        for column, width in ((VALUE, 124), (DEADLINE, 84), (LEAD, 88)):
            table.setColumnWidth(column, width)
        head.sectionResized.connect(lambda *_: self.columns_changed.emit())
        table.clicked.connect(self._open)
        table.opened.connect(self._open)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._offer)
        return table

    def _build(self) -> None:
        scopes = QHBoxLayout()
        scopes.setSpacing(0)
        self._scopes = QButtonGroup(self)
        for name, label in SCOPES:
            button = tool_button(f"{label}的指标", f"范围：{label}", label)
            button.setCheckable(True)
            button.setChecked(name == self._scope)
            button.setProperty("scope", name)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._scopes.addButton(button)
            scopes.addWidget(button)
        self._scopes.buttonClicked.connect(lambda button: self.scope_wanted.emit(button.property("scope")))
        top = QHBoxLayout()
        top.setContentsMargins(INSIDE, INSIDE, INSIDE, 0)
        top.setSpacing(GRID)
        top.addLayout(scopes)
        top.addStretch(1)
        for name, says, act in (
            ("chart", "对比同一指标", self._compare),
            ("export", "导出所示（xlsx、csv）", self.export_requested.emit),
            ("print", "打印所示", self.print_requested.emit),
        ):
            button = tool_button(says)
            self._icons.wear(button.setIcon, name)
            button.clicked.connect(lambda _=False, act=act: act())
            top.addWidget(button)
        words = QHBoxLayout()
        words.setContentsMargins(INSIDE, 0, INSIDE, 0)
        words.addWidget(self.filter)
        filters = QHBoxLayout()
        filters.setContentsMargins(INSIDE, 0, INSIDE, GRID)
        filters.setSpacing(2)
        for button in self.choices.values():
            filters.addWidget(button)
        filters.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(INSIDE + GRID, GRID, INSIDE, GRID)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.others)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(2 * BETWEEN, 3 * BETWEEN, 2 * BETWEEN, BETWEEN)
        column.addWidget(self.empty)
        column.addSpacing(INSIDE)
        column.addWidget(self.widen, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.reveal, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(nothing)
        listing = QWidget()
        whole = QVBoxLayout(listing)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID)
        whole.addLayout(top)
        whole.addLayout(words)
        whole.addLayout(filters)
        whole.addWidget(self._body, 1)
        whole.addLayout(foot)
        self._stack.addWidget(listing)
        self._stack.addWidget(self.compare)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    @property
    def scope(self) -> str:
        return self._scope

    def set_documents(self, documents: Mapping[str, Document]) -> None:
        self.model.set_documents(documents)
        self.compare.set_documents(documents)

    def show_targets(self, scope: str, targets: Sequence[Target]) -> None:
        """Show the targets of all, the results, the document or the clause."""
        self._scope = scope
        for button in self._scopes.buttons():
            button.setChecked(button.property("scope") == scope)
        self.model.set_targets(targets)
        head = self.table.horizontalHeader()
        if head.sortIndicatorSection() >= 0:
            self.model.sort(head.sortIndicatorSection(), head.sortIndicatorOrder())
        self._count_values()
        self._tell()

    def mark(self, clause: str) -> None:
        """Mark the targets of the clause that is being read, and bring the first into view."""
        self.model.set_current(clause)
        for row in range(min(self.shown.rowCount(), 5000)):
            index = self.shown.index(row, 0)
            if index.data(TargetRole.IS_CURRENT):
                if not self.table.hasFocus():
                    self.table.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
                return

    def shown_targets(self) -> tuple[Target, ...]:
        """Exactly what is shown, in its order."""
        return self.shown.shown()

    def shown_columns(self) -> tuple[str, ...]:
        """The names of the columns in view, from left to right."""
        head = self.table.horizontalHeader()
        order = sorted(range(len(COLUMNS)), key=head.visualIndex)
        return tuple(COLUMNS[column].name for column in order if not self.table.isColumnHidden(column))

    def current_target(self) -> Target | None:
        target = self.table.currentIndex().data(TargetRole.TARGET)
        return target if isinstance(target, Target) else None

    def show_comparison(self, targets: Sequence[Target]) -> None:
        """Show one indicator across documents and years."""
        self.compare.show_targets(targets)
        self._stack.setCurrentWidget(self.compare)

    def clear_filters(self) -> None:
        self.filter.clear()
        for button in self.choices.values():
            button.set_chosen(())
        self._pause.stop()
        self._filter_words()
        self._select()

    def retint(self) -> None:
        self._icons.retint()
        self.compare.retint()
        for button in self.choices.values():
            button.retint()

    def header_state(self) -> bytes:
        """Columns chosen, their order and widths, to be remembered."""
        return bytes(self.table.horizontalHeader().saveState().data())

    def restore_header(self, state: bytes) -> None:
        self.table.horizontalHeader().restoreState(state)
        self.table.fill()

    def _filter_words(self) -> None:
        self.shown.set_words(self.filter.text())
        self._count_values()
        self._tell()

    def _select(self) -> None:
        chosen = {name: frozenset(button.chosen) for name, button in self.choices.items()}
        self.shown.set_selection(replace(self.shown.selection, **chosen))
        self._count_values()
        self._tell()

    def _show_others(self, shown: bool) -> None:
        self.shown.set_kinds(frozenset({"target", "result", "standard"}) if shown else frozenset({"target"}))
        self._count_values()
        self._tell()

    def _count_values(self) -> None:
        for name, _, values in FIELDS:
            targets = self.shown.passing_selection(without=name)
            self.choices[name].set_values(facet_values(values, targets, self.model.documents, name == "years"))

    def _tell(self) -> None:
        count = self.shown.rowCount()
        others = sum(target.kind != "target" for target in self.model.targets)
        self.count.setText(f"{count} 条")
        self.others.setText(f"成效和标准 {others}")
        self.others.setVisible(others > 0 or self.others.isChecked())
        filtered = bool(self.filter.text().strip() or any(button.chosen for button in self.choices.values()))
        self._body.setCurrentIndex(0 if count else 1)
        self.widen.setVisible(filtered)
        hidden = others if not self.others.isChecked() else 0
        self.reveal.setVisible(bool(hidden) and not filtered)
        if filtered:
            self.empty.setText("没有符合筛选条件的指标")
        else:
            where = {"all": "资料中", "results": "检索结果中", "document": "这份文件中", "clause": "这一条款中"}
            more = f"，有 {hidden} 条成效和标准" if hidden else ""
            self.empty.setText(f"{where[self._scope]}没有量化目标{more}")

    def _open(self, index: QModelIndex) -> None:
        target = index.data(TargetRole.TARGET)
        if isinstance(target, Target):
            self.target_opened.emit(target)

    def _compare(self) -> None:
        target = self.current_target() or (self.shown_targets() or (None,))[0]
        if target is not None:
            self.comparison_wanted.emit(target)

    def _end_comparison(self) -> None:
        self._stack.setCurrentIndex(0)
        self.table.setFocus()

    def _offer(self, at: QPoint) -> None:
        target = self.table.indexAt(at).data(TargetRole.TARGET)
        if not isinstance(target, Target):
            return
        menu = QMenu(self)
        menu.addAction("打开条款", lambda: self.target_opened.emit(target))
        menu.addAction("对比同一指标", lambda: self.comparison_wanted.emit(target))
        menu.addAction("加入书签", lambda: self.bookmark_requested.emit(target))
        menu.exec(self.table.viewport().mapToGlobal(at))

    def _choose_columns(self, at: QPoint) -> None:
        menu = QMenu(self)
        for column in range(1, len(COLUMNS)):
            action = QAction(COLUMNS[column].name, menu)
            action.setCheckable(True)
            action.setChecked(not self.table.isColumnHidden(column))
            action.toggled.connect(lambda shown, column=column: self._show_column(column, shown))
            menu.addAction(action)
        menu.exec(self.table.horizontalHeader().mapToGlobal(at))

    def _show_column(self, column: int, shown: bool) -> None:
        self.table.setColumnHidden(column, not shown)
        self.table.fill()
        self.columns_changed.emit()
