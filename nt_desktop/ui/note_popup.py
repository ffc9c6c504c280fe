"""The small box that opens under a fresh bookmark for a note."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from nt_desktop.ui.controls import field
from nt_desktop.ui.theme import GRID, INSIDE, colours_of


class NotePopup(QFrame):
    """The bookmark is kept already; Enter adds the note, Esc or a click elsewhere leaves it without one."""

    written = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._identity = ""
        self.words = QLabel("已加入书签")
        self.words.setProperty("strong", True)
        self.edit = field("备注（可不填，回车保存）")
        self.edit.setAccessibleName("书签备注")
        self.edit.setMinimumWidth(300)
        self.edit.returnPressed.connect(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSIDE + GRID, INSIDE + GRID, INSIDE + GRID, INSIDE + GRID)
        column.setSpacing(INSIDE)
        column.addWidget(self.words)
        column.addWidget(self.edit)

    def ask(self, identity: str, note: str, at: QPoint, fresh: bool) -> None:
        """Open with its top right corner at a point on the screen."""
        colours = colours_of()
        self.setStyleSheet(f"NotePopup {{ background: {colours.raised}; border: 1px solid {colours.control}; }}")
        self._identity = identity
        self.words.setText("已加入书签" if fresh else "书签备注")
        self.edit.setText(note)
        self.adjustSize()
        self.move(at - QPoint(self.width(), 0))
        self.show()
        self.edit.setFocus()

    def _save(self) -> None:
        self.written.emit(self._identity, self.edit.text().strip())
        self.hide()
