"""Shows how the words of a bookmarked clause have changed since it was marked."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from nt_desktop.ui.controls import words
from nt_desktop.ui.theme import BETWEEN, INSIDE, colours_of
from nt_desktop.workspace.finding import Location
from nt_desktop.workspace.records import Bookmark


class DifferenceDialog(QDialog):
    """What went is struck through, what came is underlined: neither by colour alone."""

    def __init__(self, bookmark: Bookmark, location: Location, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("文字变化")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 360)
        colours = colours_of(self)
        styles = {
            "same": "",
            "removed": f"text-decoration: line-through; color: {colours.muted};",
            "added": f"text-decoration: underline; background: {colours.hit}; color: {colours.hit_text};",
        }
        self.text = QTextBrowser()
        self.text.setHtml(
            "".join(
                f"<span style='{styles[each.step]}'>{html.escape(each.text)}</span>" for each in location.difference
            )
        )
        note = words("删除线是加入书签时的文字，下划线是现在的文字")
        note.setProperty("muted", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        column.setSpacing(INSIDE)
        column.addWidget(words(bookmark.title))
        column.addWidget(note)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
