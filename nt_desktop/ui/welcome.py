"""What stands in the middle before anything is searched: the collection, three examples, recent documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nt_desktop.places import load_resource
from nt_desktop.ui.controls import chip, words
from nt_desktop.ui.flow_layout import FlowLayout
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE, LINE_CHARACTERS, em, interface_font, reading_font
from nt_desktop.ui.wording import date_text
from nt_desktop.workspace.records import OpenedDocument, PastSearch


def examples() -> tuple[str, ...]:
    """The example searches of resources/welcome.toml."""
    return tuple(load_resource("welcome.toml")["examples"])


class WelcomePage(QScrollArea):
    """Announces the search or the document that is chosen."""

    query_chosen = Signal(str)
    document_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inner = QWidget()
        inner.setProperty("ground", "base")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner.setMaximumWidth(int(LINE_CHARACTERS * em(interface_font())) + 4 * BETWEEN)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(inner)
        column.setContentsMargins(2 * BETWEEN, 4 * BETWEEN, 2 * BETWEEN, BETWEEN)
        column.setSpacing(INSIDE)
        self.title = words("南通规划文件检索")
        self.title.setFont(reading_font(bold=True))
        self.counts = words("")
        self.counts.setProperty("muted", True)
        column.addWidget(self.title)
        column.addWidget(self.counts)
        column.addSpacing(BETWEEN)
        column.addWidget(self._heading("试着检索"))
        self._examples = QWidget()
        self.example_buttons: list[QPushButton] = []
        flow = FlowLayout(self._examples, INSIDE)
        for query in examples():
            button = chip(query)
            button.clicked.connect(lambda _=False, query=query: self.query_chosen.emit(query))
            flow.addWidget(button)
            self.example_buttons.append(button)
        column.addWidget(self._examples)
        column.addSpacing(INSIDE)
        self._recent_title = self._heading("最近打开")
        column.addWidget(self._recent_title)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addLayout(self._recent)
        column.addSpacing(INSIDE)
        self._past_title = self._heading("最近检索")
        column.addWidget(self._past_title)
        self._past = QWidget()
        self._past_flow = FlowLayout(self._past, INSIDE)
        column.addWidget(self._past)
        column.addSpacing(BETWEEN)
        keys = QLabel(
            "↓ 进入结果　Enter 打开　Ctrl+D 书签　Ctrl+P 打印　Ctrl+F 文内查找　F6 换区　F1 帮助", wordWrap=True
        )
        keys.setProperty("muted", True)
        column.addWidget(keys)
        column.addStretch(1)
        self.setWidget(inner)
        self.set_recent((), ())

    @staticmethod
    def _heading(text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("strong", True)
        label.setContentsMargins(0, 0, 0, GRID)
        return label

    def set_counts(self, counts: Mapping[str, int], latest: str | None) -> None:
        """Say what is in the collection."""
        parts = [f"{counts.get(name, 0)} {word}" for name, word in (
            ("documents", "份文件"), ("clauses", "个条款"), ("tables", "张表"), ("targets", "条指标"),
        )]  # fmt: skip
        until = f"资料截至{date_text(latest)}" if latest else ""
        self.counts.setText("，".join(part for part in (*parts, until) if part))

    def say(self, text: str) -> None:
        """Say something in place of the counts, such as that the index is being opened."""
        self.counts.setText(text)

    def set_recent(self, documents: Sequence[OpenedDocument], searches: Sequence[PastSearch]) -> None:
        while item := self._recent.takeAt(0):
            item.widget().deleteLater()
        for opened in documents:
            button = QPushButton(self.fontMetrics().elidedText(opened.title, Qt.TextElideMode.ElideRight, 560))
            button.setProperty("link", True)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, key=opened.document: self.document_chosen.emit(key))
            self._recent.addWidget(button)
        self._recent_title.setVisible(bool(documents))
        while (chosen := self._past_flow.takeAt(0)) is not None:
            chosen.widget().deleteLater()
        for search in searches:
            button = chip(self.fontMetrics().elidedText(search.query, Qt.TextElideMode.ElideRight, 240))
            button.clicked.connect(lambda _=False, query=search.query: self.query_chosen.emit(query))
            self._past_flow.addWidget(button)
            button.show()
        self._past_title.setVisible(bool(searches))
        self._past.setVisible(bool(searches))
