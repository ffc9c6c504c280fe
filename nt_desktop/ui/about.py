"""关于 and the help page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout, QWidget

from nt_desktop import __version__
from nt_desktop.places import resources_folder
from nt_desktop.ui.theme import BETWEEN, INSIDE, colours_of, interface_font, reading_font


class AboutDialog(QDialog):
    def __init__(self, index: Path, workspace: Path, collection: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("关于")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = QLabel("南通规划文件检索")
        title.setFont(reading_font(bold=True))
        self.words = QLabel(
            f"版本 {__version__}\n{collection}\n\n"
            "本程序完全离线运行：不打开任何网络连接，不检查更新，不上传任何内容。\n"
            "运行时只写书签、备注、检索记录和设置，其余文件只读。\n\n"
            f"索引：{index}\n数据：{workspace}",
            wordWrap=True,
        )
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(BETWEEN + INSIDE, BETWEEN + INSIDE, BETWEEN + INSIDE, BETWEEN)
        column.setSpacing(INSIDE)
        column.addWidget(title)
        column.addWidget(self.words)
        column.addSpacing(INSIDE)
        column.addWidget(buttons)
        self.setMinimumWidth(480)


class HelpDialog(QDialog):
    """The help page of resources/help.md."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("帮助")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = QTextBrowser()
        self.page.setOpenExternalLinks(False)
        self.page.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.page.document().setDocumentMargin(BETWEEN + INSIDE)
        self.page.setMarkdown((resources_folder() / "help.md").read_text(encoding="utf-8"))
        self._set_type()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self.resize(720, 640)

    def _set_type(self) -> None:
        """Two sizes and two weights here too; what is to be typed stands in the accent colour, not in another face."""
        block = self.page.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            if block.blockFormat().headingLevel():
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                style = QTextCharFormat()
                style.setFont(
                    reading_font(bold=True) if block.blockFormat().headingLevel() == 1 else interface_font(True)
                )
                cursor.mergeCharFormat(style)
                spacing = block.blockFormat()
                spacing.setTopMargin(BETWEEN)
                cursor.setBlockFormat(spacing)
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().fontFixedPitch():
                    code = QTextCursor(self.page.document())
                    code.setPosition(piece.position())
                    code.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                    style = QTextCharFormat()
                    style.setFont(interface_font())
                    style.setForeground(QColor(colours_of(self).accent))
                    code.setCharFormat(style)
                    pieces = block.begin()
                    continue
                pieces += 1
            block = block.next()
