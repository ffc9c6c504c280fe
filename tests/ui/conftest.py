"""A window on the index of the real documents, and what tests of the window do as a user would."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nt_desktop.ui.folders import Folders
from nt_desktop.ui.main_window import MainWindow
from nt_desktop.ui.theme import Theme

QUERY = "秸秆 综合利用率"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen plugin warns of what it can't do; that says nothing about the window."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


def commit(widget: QWidget, text: str) -> None:
    """Type Chinese: what an input method hands over when it is done."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield Theme(qapp, "light")
    QApplication.clipboard().clear()  # without a screen it would outlive Python, and take the process down


@pytest.fixture(autouse=True)
def nothing_vanishes() -> Iterator[None]:
    """Widgets of a test that nobody holds any more are taken away after it, never while one of them has an event."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def dressed(theme: Theme) -> None:
    """Every test has an application with the program's look: models ask for its fonts and colours."""


@pytest.fixture
def make_window(
    qtbot: QtBot, theme: Theme, built_index: Path, seeds: Path, tmp_path: Path
) -> Iterator[Callable[..., MainWindow]]:
    """Opens windows; the folders can be others than those of the shared index."""
    opened: list[MainWindow] = []

    def make(
        index: Path | None = None, seed_folder: Path | None = None, workspace: Path | None = None, load: bool = True
    ) -> MainWindow:
        folders = Folders(seed_folder or seeds, index or built_index, workspace or tmp_path / "data")
        window = MainWindow(folders, theme)
        opened.append(window)
        window.resize(1366, 728)
        window.show()
        if load:
            window.load()
        return window

    yield make
    for window in opened:
        window.close()
        window.deleteLater()
    assert QThreadPool.globalInstance().waitForDone(5000)


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> MainWindow:
    """A window with the collection open."""
    made = make_window()
    qtbot.waitUntil(lambda: made.collection is not None and made.targets.model.rowCount() > 0, timeout=20000)
    return made


@pytest.fixture
def searched(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """A window with results."""
    commit(window.search_bar.edit, QUERY)
    qtbot.waitUntil(lambda: window.results.list.results.rowCount() > 0, timeout=10000)
    return window


@pytest.fixture
def reading(qtbot: QtBot, searched: MainWindow) -> MainWindow:
    """A window with the first hit opened."""
    qtbot.keyClick(searched.search_bar.edit, Qt.Key.Key_Down)
    qtbot.keyClick(searched.results.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: searched.reading_desk.page is not None and searched.reading.pane.hits != [], timeout=10000)
    return searched
