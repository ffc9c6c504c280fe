"""Starts the program: fonts, look, window; then the index."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from nt_desktop import __version__, places
from nt_desktop.ui.input_methods import choose_input_methods
from nt_desktop.ui.print_service import keep_printing_local

FONTS_WANTED = "请安装一种中文字体，例如 Debian、UOS、麒麟：sudo apt install fonts-noto-cjk"
NO_FONT = "No Chinese font found. Install one, e.g.: sudo apt install fonts-noto-cjk"


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it is closed; the program's exit code."""
    if not _has_display():
        print("没有图形界面可用：请在桌面会话中运行，或使用命令行（nt-desktop --help）。", file=sys.stderr)
        return 1
    choose_input_methods(os.environ)
    keep_printing_local(os.environ)
    app = QApplication.instance() or QApplication(list(argv))
    assert isinstance(app, QApplication)
    app.setApplicationName(places.APP_NAME)
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(places.APP_NAME)
    from nt_desktop.ui.messages import LastResort

    LastResort(app).install()
    translate(app)
    from nt_desktop.ui.main_window import Folders, MainWindow
    from nt_desktop.ui.theme import Theme, has_chinese_font

    window = MainWindow(Folders.beside_program(), Theme(app))
    window.show()
    if not has_chinese_font():
        print(FONTS_WANTED, NO_FONT, sep="\n", file=sys.stderr)
        warn_of_fonts(window)
    QTimer.singleShot(0, window.load)
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


def warn_of_fonts(window: object) -> None:
    """Say in Latin letters, which any font has, that Chinese can't be drawn."""
    from PySide6.QtWidgets import QMessageBox, QWidget

    assert isinstance(window, QWidget)
    box = QMessageBox(QMessageBox.Icon.Warning, "Font", NO_FONT, QMessageBox.StandardButton.Ok, window)
    box.setInformativeText(
        "Chinese text would show as boxes.\n"
        "Debian / UOS: fonts-noto-cjk   Kylin: fonts-noto-cjk or fonts-wqy-microhei\n"
        "Fedora / openEuler: google-noto-sans-cjk-fonts"
    )
    box.open()
