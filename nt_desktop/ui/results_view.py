"""结果: the list of hits, its headings staying in view, and what to do when there are none."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from nt_desktop.search.results import Hit
from nt_desktop.ui.results_delegate import GROUP_HEIGHT, ResultsDelegate, paint_group
from nt_desktop.ui.results_model import AnyIndex, Group, More, ResultsModel
from nt_desktop.ui.theme import colours_of


class _StickyGroup(QWidget):
    """The heading of the document whose hits are at the top."""

    def __init__(self, view: ResultsList) -> None:
        super().__init__(view.viewport())
        self._group: Group | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, group: Group | None, top: int, width: int) -> None:
        self._group = group
        if group is None:
            self.hide()
            return
        self.setGeometry(0, top, width, GROUP_HEIGHT)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._group is None:
            return
        painter = QPainter(self)
        paint_group(painter, QRectF(self.rect()), self._group, colours_of(self))
        painter.end()


class ResultsList(QListView):
    """Announces the hit that is opened and the one that is current."""

    hit_opened = Signal(object)
    hit_selected = Signal(object)
    left_upwards = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.results = ResultsModel(self)
        self.setModel(self.results)
        self.setItemDelegate(ResultsDelegate(self))
        self.setMouseTracking(True)
        self.setAccessibleName("检索结果")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._sticky = _StickyGroup(self)
        self.verticalScrollBar().valueChanged.connect(self._stick)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._stick())
        self.results.modelReset.connect(self._stick)
        self.clicked.connect(self._clicked)

    def current_hit(self) -> Hit | None:
        index = self.currentIndex()
        row = self.results.row(index.row()) if index.isValid() else None
        return row if isinstance(row, Hit) else None

    def selected_hits(self) -> tuple[Hit, ...]:
        """The selected hits in their order."""
        numbers = sorted(index.row() for index in self.selectedIndexes())
        rows = (self.results.row(number) for number in numbers)
        return tuple(row for row in rows if isinstance(row, Hit))

    def select_first(self) -> bool:
        """Make the first hit the current one; false where there is none."""
        index = self.results.first_hit()
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollToTop()
        return index.isValid()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if self.results.rowCount() > current.row() >= 0:
            row = self.results.row(current.row())
            if isinstance(row, Hit):
                self.hit_selected.emit(row)

    def scrollTo(
        self, index: AnyIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        super().scrollTo(index, hint)
        covered = self.visualRect(index).top() - GROUP_HEIGHT
        if covered < 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + covered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Up and self.currentIndex() == self.results.first_hit():
            self.left_upwards.emit()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open(self.indexAt(event.position().toPoint()))

    def _clicked(self, index: QModelIndex) -> None:
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        row = self.results.row(index.row()) if index.isValid() else None
        if isinstance(row, Hit):
            self.hit_opened.emit(row)
        elif isinstance(row, More) and not row.document:
            self.more_wanted.emit()
        elif isinstance(row, More):
            self.results.unfold(row.document)
            self.setCurrentIndex(self.results.index(min(index.row(), self.results.rowCount() - 1)))

    def _stick(self, _value: int = 0) -> None:
        top = self.indexAt(self.viewport().rect().topLeft())
        if not top.isValid() or (isinstance(self.results.row(top.row()), Group) and self.visualRect(top).top() >= 0):
            self._sticky.follow(None, 0, 0)
            return
        group = self.results.row(self.results.group_of(top.row()))
        push = 0
        for number in range(top.row() + 1, min(top.row() + 3, self.results.rowCount())):
            if isinstance(self.results.row(number), Group):
                push = min(0, self.visualRect(self.results.index(number)).top() - GROUP_HEIGHT)
                break
        self._sticky.follow(group if isinstance(group, Group) else None, push, self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._stick()
