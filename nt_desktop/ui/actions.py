"""Every action of the window with its key, and the menus they stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from nt_desktop.ui.icons import IconSet


@dataclass(frozen=True, slots=True)
class Wanted:
    """An action: what it is called, its keys, its icon, and what it does.

    One with `is_on` has a tick when that says so, looked up whenever its menu opens.
    """

    text: str
    act: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    is_on: Callable[[], bool] | None = None


class Menus:
    """Builds menus of actions and keeps their icons in the palette's colours."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.icons = IconSet()
        self.actions: dict[str, QAction] = {}

    def add(self, title: str, *wanted: Wanted | QAction | QMenu | None) -> QMenu:
        """A menu of the bar; None is a separator."""
        menu = self._window.menuBar().addMenu(title)
        self.fill(menu, *wanted)
        return menu

    def fill(self, menu: QMenu, *wanted: Wanted | QAction | QMenu | None) -> None:
        for each in wanted:
            if each is None:
                menu.addSeparator()
            elif isinstance(each, QMenu):
                menu.addMenu(each)
            elif isinstance(each, QAction):
                menu.addAction(each)
            else:
                menu.addAction(self._action(each))

    def _action(self, wanted: Wanted) -> QAction:
        action = QAction(wanted.text, self._window)
        action.setShortcuts([QKeySequence(key) for key in wanted.keys])
        action.triggered.connect(lambda _checked=False: wanted.act())
        if wanted.icon:
            self.icons.wear(action.setIcon, wanted.icon)
        if wanted.is_on is not None:
            action.setCheckable(True)
            action.setChecked(wanted.is_on())
        self.actions[wanted.text] = action
        return action
