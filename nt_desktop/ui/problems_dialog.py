"""Lists what a build could not read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from nt_desktop.catalog.manifest import Problem
from nt_desktop.ui.controls import words
from nt_desktop.ui.theme import BETWEEN, INSIDE


def problem_line(problem: Problem) -> str:
    """`文件名:行号：原因`."""
    place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
    return f"{place}：{problem.message}"


class ProblemsDialog(QDialog):
    def __init__(self, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("未能读取的资料")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 320)
        label = words(f"建立索引时有 {len(problems)} 处未能读取，其余资料已可检索。")
        self.list = QPlainTextEdit("\n".join(problem_line(problem) for problem in problems))
        self.list.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        column.setSpacing(INSIDE)
        column.addWidget(label)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
