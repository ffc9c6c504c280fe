"""查找: the bar that looks for words in the open document."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from nt_desktop.ui.controls import field, tool_button
from nt_desktop.ui.icons import IconSet
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE


class FindBar(QWidget):
    """Announces what to look for and which way to step; shows the count it is told."""

    sought = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = IconSet()
        self.edit = field("在本文件中查找")
        self.edit.setAccessibleName("在本文件中查找")
        self.edit.setClearButtonEnabled(False)
        self.edit.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("muted", True)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(60)
        self._delay.timeout.connect(lambda: self.sought.emit(self.edit.text()))
        self.edit.textChanged.connect(lambda: self._delay.start())
        row = QHBoxLayout(self)
        row.setContentsMargins(BETWEEN, GRID, INSIDE, GRID)
        row.setSpacing(GRID)
        row.addWidget(self.edit, 1)
        row.addSpacing(INSIDE)
        row.addWidget(self.count)
        row.addSpacing(INSIDE)
        for name, says, act in (
            ("chevron-up", "上一处（Shift+Enter）", lambda: self.stepped.emit(-1)),
            ("chevron-down", "下一处（Enter）", lambda: self.stepped.emit(1)),
            ("close", "关闭查找（Esc）", self.dismiss),
        ):
            button = tool_button(says)
            self._icons.wear(button.setIcon, name)
            button.clicked.connect(act)
            row.addWidget(button)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the bar; words that were selected are looked for at once."""
        self.show()
        if text:
            self.edit.setText(text)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        if self.edit.text():
            self.sought.emit(self.edit.text())

    def dismiss(self) -> None:
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def say(self, current: int, total: int) -> None:
        """Show `第 3 处，共 12 处`; `current` counts from 0, -1 for none."""
        if not self.edit.text():
            self.count.setText("")
        elif not total:
            self.count.setText("没有找到")
        else:
            self.count.setText(f"{current + 1} / {total}" if current >= 0 else f"{total} 处")

    def retint(self) -> None:
        self._icons.retint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)
