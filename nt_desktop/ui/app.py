"""Starts the program: fonts, look, window; then the index."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from nt_desktop import __version__, places
from nt_desktop.ui.input_methods import choose_input_methods
from nt_desktop.ui.print_service import keep_printing_local
from nt_desktop.ui.session_bus import leave_session_bus
from nt_desktop.ui.traces import keep_traces_in

SWITCH = 0.001
"""Seconds that a thread may go on while the window waits; Python's own 0.005 are felt with two threads at work."""
FONTS_WANTED = "请安装一种中文字体，例如 Debian、UOS、麒麟：sudo apt install fonts-noto-cjk"
NO_FONT = "No Chinese font found. Install one, e.g.: sudo apt install fonts-noto-cjk"
INSTALL = (
    "Without one, Chinese text shows as boxes.\n\n"
    "Debian, Ubuntu, UOS: fonts-noto-cjk\n"
    "Kylin: fonts-noto-cjk or fonts-wqy-microhei\n"
    "Fedora, openEuler: google-noto-sans-cjk-fonts"
)


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed; the program's exit code."""
    if not _has_display():
        print("没有图形界面可用：请在桌面会话中运行，或使用命令行（nt-desktop --help）。", file=sys.stderr)
        return 1
    sys.setswitchinterval(SWITCH)
    gc.disable()  # while everything is made that stays: looking through it again and again frees nothing
    choose_input_methods(os.environ)
    keep_printing_local(os.environ)
    leave_session_bus(os.environ)
    keep_traces_in(places.workspace_folder(), places.portable_folder(), os.environ)
    app = QApplication.instance() or QApplication(list(argv))
    assert isinstance(app, QApplication)
    app.setApplicationName(places.APP_NAME)
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(places.APP_NAME)
    from nt_desktop.ui.messages import LastResort

    LastResort(app).install()
    translate(app)
    from nt_desktop.ui.folders import Folders
    from nt_desktop.ui.main_window import MainWindow
    from nt_desktop.ui.theme import Theme, has_chinese_font

    theme = Theme(app)
    if not has_chinese_font():
        print(FONTS_WANTED, NO_FONT, sep="\n", file=sys.stderr)
        if not go_on_without_fonts():
            return 1
    window = MainWindow(Folders.beside_program(), theme)
    window.show()
    QTimer.singleShot(0, window.load)
    gc.freeze()
    gc.enable()
    return app.exec()


def _has_display() -> bool:
    """Whether there is anything to open a window on; Qt would end the program without a word we can read."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def translate(app: QApplication) -> None:
    """Qt's own words in Chinese: dialogs, context menus, the print preview."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name in ("qtbase_zh_CN", "qt_zh_CN"):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)


def go_on_without_fonts() -> bool:
    """Say in Latin letters, which any font has, that Chinese can't be drawn; before a window full of boxes opens."""
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(places.APP_NAME)
    box.setText(NO_FONT)
    box.setInformativeText(INSTALL)
    go_on = box.addButton("Continue anyway", QMessageBox.ButtonRole.AcceptRole)
    close = box.addButton("Close", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.exec()
    return box.clickedButton() is go_on
