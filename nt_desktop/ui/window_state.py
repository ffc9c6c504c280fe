"""How the window looks and where its parts stand, from one start to the next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QSplitter, QTabWidget

from nt_desktop.errors import NtDesktopError
from nt_desktop.ui.reading_view import ReadingView
from nt_desktop.ui.targets_panel import TargetsPanel
from nt_desktop.ui.theme import Appearance, Theme
from nt_desktop.workspace.workspace import Workspace

STATE_VERSION = 1
DOCKS = (236, 432)
WIDE_DOCKS = (288, 500)
"""Widths in pixels of the docks at the left and right, and on a wide screen."""
CLEAR_ON_EXIT = "clear_on_exit"


class WindowState(QObject):
    """Puts the window as it was left, and keeps how it is left; announces what could not be kept."""

    failed = Signal(Exception)

    def __init__(
        self,
        window: QMainWindow,
        workspace: Workspace,
        theme: Theme,
        docks: tuple[QDockWidget, QDockWidget],
        split: QSplitter,
        tabs: QTabWidget,
        targets: TargetsPanel,
        reading: ReadingView,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._theme = theme
        self._docks = docks
        self._split = split
        self._tabs = tabs
        self._targets = targets
        self._reading = reading
        reading.type_changed.connect(self._remember_type)

    def default_layout(self) -> None:
        """The docks where they were at the first start."""
        window = self._window
        if not window.isVisible():
            screen = window.screen().availableGeometry()
            window.resize(min(1440, screen.width() - 40), min(900, screen.height() - 60))
        left, right = self._docks
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, left)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, right)
        for dock in self._docks:
            dock.show()
        widths = WIDE_DOCKS if window.width() >= 1600 else DOCKS
        window.resizeDocks([left, right], list(widths), Qt.Orientation.Horizontal)

    def restore(self) -> None:
        self.default_layout()
        window = self._window
        restorers: tuple[tuple[str, Callable[[bytes], object]], ...] = (
            ("window.geometry", lambda value: window.restoreGeometry(QByteArray(value))),
            ("window.state", lambda value: window.restoreState(QByteArray(value), STATE_VERSION)),
            ("window.split", lambda value: self._split.restoreState(QByteArray(value))),
            ("targets.columns", self._targets.restore_header),
        )
        setting = self._workspace.setting
        for name, restore in restorers:
            value = setting(name)
            if isinstance(value, bytes):
                restore(value)
        tab, points = setting("window.tab", 0), setting("reading.points", 12.0)
        self._tabs.setCurrentIndex(tab if isinstance(tab, int) else 0)
        self._reading.set_type(str(setting("reading.face", "sans")), points if isinstance(points, float) else 12.0)
        appearance = setting("window.appearance")
        if appearance in ("light", "dark"):
            self._theme.set_appearance("light" if appearance == "light" else "dark")

    def remember(self) -> None:
        self._keep("window.geometry", bytes(self._window.saveGeometry().data()))
        self._keep("window.state", bytes(self._window.saveState(STATE_VERSION).data()))
        self._keep("window.split", bytes(self._split.saveState().data()))
        self._keep("targets.columns", self._targets.header_state())
        self._keep("window.tab", self._tabs.currentIndex())

    def set_appearance(self, appearance: Appearance) -> None:
        self._theme.set_appearance(appearance)
        self._keep("window.appearance", appearance)

    def clears_on_exit(self) -> bool:
        """Whether searches and opened documents are forgotten when the window closes."""
        return bool(self._workspace.setting(CLEAR_ON_EXIT))

    def set_clear_on_exit(self, on: bool) -> None:
        self._keep(CLEAR_ON_EXIT, on)

    def _remember_type(self, face: str, points: float) -> None:
        self._keep("reading.face", face)
        self._keep("reading.points", points)

    def _keep(self, name: str, value: str | int | float | bytes) -> None:
        """Write a setting where that is possible and it has changed."""
        if not self._workspace.writable or self._workspace.setting(name) == value:
            return
        try:
            self._workspace.set_setting(name, value)
        except NtDesktopError as error:
            self.failed.emit(error)
