"""Starting the program: fonts, a display, and what happens to errors nobody caught."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from nt_desktop.errors import NtDesktopError
from nt_desktop.ui import app
from nt_desktop.ui.messages import LastResort, show_problem
from nt_desktop.ui.theme import DARK, LIGHT, Theme, colours_of


def press(name: str) -> Callable[[], None]:
    def act() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text() == name).click()

    return act


@pytest.mark.parametrize(("button", "expected"), [("Continue anyway", True), ("Close", False)])
def test_a_missing_chinese_font_is_told_in_latin_letters(qtbot: QtBot, button: str, expected: bool) -> None:
    QTimer.singleShot(0, press(button))
    assert app.go_on_without_fonts() is expected
    assert app.NO_FONT.isascii()
    assert app.INSTALL.isascii()


def test_without_a_display_there_is_a_sentence_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert app.run(["nt-desktop"]) == 1
    assert "没有图形界面可用" in capsys.readouterr().err


def test_an_error_nobody_caught_is_shown_once_with_details_to_copy(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    resort = LastResort(qapp)
    shown: list[str] = []
    resort._caught.connect(shown.append)
    try:
        raise ZeroDivisionError("程序的毛病")
    except ZeroDivisionError as error:
        resort._hook(ZeroDivisionError, error, error.__traceback__)
        resort._hook(ZeroDivisionError, error, error.__traceback__)
    boxes = [
        widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox) and widget.isVisible()
    ]
    assert len(boxes) == 1
    assert "ZeroDivisionError: 程序的毛病" in boxes[0].detailedText()
    next(button for button in boxes[0].buttons() if button.text() == "复制详细信息").click()
    assert "程序的毛病" in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(boxes[0].finished):
        boxes[0].close()


def test_an_error_of_the_family_is_a_sentence_and_a_remedy(qtbot: QtBot) -> None:
    parent = QLineEdit()
    qtbot.addWidget(parent)
    show_problem(parent, NtDesktopError("文件写不进去", "请换一个位置。"))
    box = parent.findChild(QMessageBox)
    assert box is not None
    assert (box.text(), box.informativeText()) == ("文件写不进去", "请换一个位置。")
    box.close()


def test_dark_follows_the_choice_and_comes_back(theme: Theme) -> None:
    theme.set_appearance("dark")
    assert colours_of() == DARK
    theme.set_appearance("light")
    assert colours_of() == LIGHT
