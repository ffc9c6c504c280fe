"""A button with a menu of values to choose from, each with its count: one filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from nt_desktop.search.results import FacetValue
from nt_desktop.ui.icons import IconSet

LONGEST = 14
MOST = 40
"""Values in one menu: more do not fit on a projector."""


class ChoiceButton(QToolButton):
    """Announces the values chosen. What is chosen stays in the menu even where nothing has it any more."""

    chosen_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._values: tuple[FacetValue, ...] = ()
        self._chosen: list[str] = []
        self._icons = IconSet()
        self._menu = _StayingMenu(self)
        self._menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(12, 12))
        self._icons.wear(self.setIcon, "chevron-down")
        self._menu.aboutToShow.connect(self._fill)
        self._label()

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(self._chosen)

    def set_values(self, values: Iterable[FacetValue]) -> None:
        """The values that can be chosen, with their counts."""
        self._values = tuple(values)[:MOST]
        self.setEnabled(bool(self._values or self._chosen))

    def set_chosen(self, values: Sequence[str]) -> None:
        """Choose values without announcing it."""
        self._chosen = list(values)
        self._label()

    def clear(self) -> None:
        """Choose nothing, and announce it where something was chosen."""
        if self._chosen:
            self.set_chosen(())
            self.chosen_changed.emit()

    def retint(self) -> None:
        self._icons.retint()

    def _fill(self) -> None:
        self._menu.clear()
        known = {value.value for value in self._values}
        gone = [FacetValue(value, value, 0) for value in self._chosen if value not in known]
        for value in (*self._values, *gone):
            action = QAction(f"{value.label}\t{value.count or ''}", self._menu)
            action.setCheckable(True)
            action.setChecked(value.value in self._chosen)
            action.triggered.connect(lambda checked, value=value.value: self._toggle(value, checked))
            self._menu.addAction(action)
        if self._chosen:
            self._menu.addSeparator()
            self._menu.addAction("不限", self.clear)

    def _toggle(self, value: str, checked: bool) -> None:
        if checked:
            self._chosen.append(value)
        elif value in self._chosen:
            self._chosen.remove(value)
        self._label()
        self.chosen_changed.emit()

    def _label(self) -> None:
        labels = {value.value: value.label for value in self._values}
        names = [labels.get(value, value) for value in self._chosen]
        text = self._name
        if names:
            first = QFontMetrics(self.font()).elidedText(
                names[0], Qt.TextElideMode.ElideRight, LONGEST * self.fontMetrics().horizontalAdvance("国") // 2
            )
            text = f"{first} +{len(names) - 1}" if len(names) > 1 else first
        self.setText(text)
        self.setAccessibleName(f"{self._name}：{'、'.join(names) or '不限'}")
        self.setToolTip(f"按{self._name}筛选" + (f"：{'、'.join(names)}" if names else ""))
        self.setProperty("active", bool(names))
        self.style().unpolish(self)
        self.style().polish(self)


class _StayingMenu(QMenu):
    """Stays open while values are ticked, by mouse or with the space bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        action = self.activeAction()
        if action is not None and action.isCheckable():
            released = isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
            spaced = (
                isinstance(event, QKeyEvent)
                and event.type() == QEvent.Type.KeyPress
                and event.key() == Qt.Key.Key_Space
            )
            if released or spaced:
                action.trigger()
                return True
        return super().eventFilter(watched, event)
