"""The context menu of the text: what can be done with the passage, the table or the words under the mouse."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from nt_desktop.ui.search_bar import SearchBar
from nt_desktop.ui.text_pane import TextPane

FOR_PASSAGE = ("复制条款和出处", "复制为脚注", "只复制出处", None, "加入书签", "打印预览…", "另存摘录…")
FOR_TABLE = ("复制表格", "导出表格…", "在窗口中打开表格")
LONGEST_WORDS = 60
"""Characters: what is longer is no search word."""


class PassageMenu(QObject):
    """Offers the window's own commands, so that each keeps its one name and key."""

    def __init__(self, pane: TextPane, actions: Mapping[str, QAction], bar: SearchBar) -> None:
        super().__init__(pane)
        self._pane = pane
        self._actions = actions
        self._bar = bar
        pane.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        pane.customContextMenuRequested.connect(self._show)

    def _show(self, at: QPoint) -> None:
        if not self._pane.textCursor().hasSelection():
            self._pane.setTextCursor(self._pane.cursorForPosition(at))  # the passage meant is the one under the mouse
        menu = self.menu()
        menu.exec(self._pane.viewport().mapToGlobal(at))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """The menu for where the text cursor stands."""
        menu = QMenu(self._pane)
        chosen = self._pane.textCursor().selectedText().strip()
        if chosen:
            menu.addAction("复制\tCtrl+C", self._pane.copy)
            if len(chosen) <= LONGEST_WORDS and "\u2029" not in chosen:
                words = '"' + chosen.replace('"', " ") + '"'
                menu.addAction("检索所选文字", lambda: self._bar.set_query(words))
            menu.addSeparator()
        for name in FOR_PASSAGE:
            menu.addAction(self._actions[name]) if name else menu.addSeparator()
        if "#表" in self._pane.key:
            menu.addSeparator()
            for name in FOR_TABLE:
                menu.addAction(self._actions[name])
        return menu
