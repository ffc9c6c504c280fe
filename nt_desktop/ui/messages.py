"""What the window says: a banner for what lasts, a dialog for what went wrong."""

from __future__ import annotations

import sys
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QMessageBox, QPushButton, QWidget

from nt_desktop.errors import NtDesktopError, is_medium_error, reason_of
from nt_desktop.faults import details_of, log_fault
from nt_desktop.ui.controls import tool_button, words
from nt_desktop.ui.icons import IconSet
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE


class Banner(QFrame):
    """A sentence across the top, with a button where something can be done about it."""

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._icons = IconSet()
        self._act = ""
        self._sign = QLabel()
        self._icons.wear(lambda icon: self._sign.setPixmap(icon.pixmap(16, 16)), "warning")
        self.words = words()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton()
        self.button.clicked.connect(lambda: self.acted.emit(self._act))
        close = tool_button("关闭提示", "关闭提示")
        self._icons.wear(close.setIcon, "close")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(BETWEEN, GRID, INSIDE, GRID)
        row.setSpacing(INSIDE)
        row.addWidget(self._sign)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        row.addWidget(close)
        self.hide()

    def say(self, text: str, action: str = "", label: str = "") -> None:
        """Show a sentence; `label` is the button's word, `action` what is announced when it is pressed."""
        self._act = action
        self.words.setText(text)
        self.button.setText(label)
        self.button.setVisible(bool(label))
        self.show()

    def retint(self) -> None:
        self._icons.retint()


def show_problem(parent: QWidget | None, error: Exception) -> None:
    """Tell the user about an error: a sentence for what they can act on, details to copy for a bug."""
    if is_medium_error(error):
        error = NtDesktopError(f"没有完成：{reason_of(error)}", "请检查磁盘和文件夹后重试。")
    if isinstance(error, NtDesktopError):
        box = QMessageBox(QMessageBox.Icon.Warning, "提示", error.message, QMessageBox.StandardButton.Ok, parent)
        box.setInformativeText(error.remedy)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
        return
    show_bug(parent, details_of(type(error), error, error.__traceback__))


def show_bug(parent: QWidget | None, details: str) -> QMessageBox:
    """One dialog with details to copy; they are kept in the log too."""
    log = log_fault(f"Qt {PySide6.__version__}，{details}")
    box = QMessageBox(QMessageBox.Icon.Critical, "程序出错", "程序遇到了意料之外的问题", parent=parent)
    kept = f"，或交给他们“{log}”" if log else ""
    box.setInformativeText(f"可以继续使用；如果再次出现，请把详细信息复制给维护人员{kept}。")
    box.setDetailedText(details)
    copy = box.addButton("复制详细信息", QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    go_on = box.addButton("继续", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(go_on)
    box.setEscapeButton(go_on)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


class LastResort(QObject):
    """Catches exceptions that nobody caught, on any thread, and shows one dialog at a time."""

    _caught = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._box: QMessageBox | None = None
        self._caught.connect(self._show)

    def install(self) -> None:
        import threading

        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details = details_of(kind, error, trace)
        if sys.stderr is not None:
            print(details, file=sys.stderr)
        self._caught.emit(details)

    def _show(self, details: str) -> None:
        if self._box is None:
            self._box = show_bug(QApplication.activeWindow(), details)
            self._box.finished.connect(self._gone)

    def _gone(self) -> None:
        self._box = None
