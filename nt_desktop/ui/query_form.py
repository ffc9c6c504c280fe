"""高级检索: a form that writes the query language, and says how the query is understood."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nt_desktop.search.query import describe, parse_query
from nt_desktop.ui.controls import field, words
from nt_desktop.ui.query_parts import FIELDS, QueryParts, read_parts
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE

EARLIEST, LATEST = 1978, 2060
"""Years of the spin boxes; the first of them stands for 不限."""
HINTS = {
    "标题": "文件标题中的字",
    "文号": "例如：通政办发〔2023〕24号",
    "部门": "牵头或配合的部门",
    "牵头": "牵头的部门",
    "指标": "例如：秸秆综合利用率",
}


class QueryForm(QDialog):
    """Announces the query when it is to be searched."""

    query_written = Signal(str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("高级检索")
        self.setMinimumWidth(520)
        self.every = field("用空格隔开，每个词都要出现", "全部词语")
        self.phrase = field("必须连在一起的一句话", "完整短语")
        self.either = field("用空格隔开，有一个就行", "任一词语")
        self.none = field("用空格隔开，一个也不要出现", "不含词语")
        self.fields = {name: field(HINTS[name], name) for name, _ in FIELDS}
        self.first, self.last = _year("起始年份"), _year("截止年份")
        self.written = QLineEdit(readOnly=True)
        self.written.setAccessibleName("写成的检索式")
        self.understood = words(muted=True)
        self.understood.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._buttons = QDialogButtonBox()
        self.search_button = self._buttons.addButton("检索", QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        clear = self._buttons.addButton("清空", QDialogButtonBox.ButtonRole.ResetRole)
        clear.clicked.connect(lambda: self.fill(QueryParts()))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._place()
        for edit in (*self._edits(), *self.fields.values()):
            edit.textChanged.connect(self._write)
        for year in (self.first, self.last):
            year.valueChanged.connect(self._write)
        self.fill(read_parts(text) or QueryParts())

    def _edits(self) -> tuple[QLineEdit, ...]:
        return self.every, self.phrase, self.either, self.none

    def _place(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(BETWEEN)
        form.setVerticalSpacing(INSIDE)
        for label, edit in zip(("全部词语", "完整短语", "任一词语", "不含词语"), self._edits(), strict=True):
            form.addRow(label, edit)
        for name, edit in self.fields.items():
            form.addRow(name, edit)
        years = QHBoxLayout()
        years.setSpacing(INSIDE)
        years.addWidget(self.first)
        years.addWidget(QLabel("至"))
        years.addWidget(self.last)
        years.addStretch(1)
        form.addRow("年份", years)
        form.addRow("检索式", self.written)
        column = QVBoxLayout(self)
        column.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        column.setSpacing(INSIDE)
        column.addLayout(form)
        column.addWidget(self.understood)
        column.addSpacing(GRID)
        column.addWidget(self._buttons)

    def fill(self, parts: QueryParts) -> None:
        """Show the parts of a query."""
        held = dict(parts.fields)
        for edit, text in zip(self._edits(), (parts.every, parts.phrase, parts.either, parts.none), strict=True):
            edit.setText(text)
        for name, edit in self.fields.items():
            edit.setText(held.get(name, ""))
        self.first.setValue(parts.first or EARLIEST)
        self.last.setValue(parts.last or EARLIEST)
        self._write()

    def parts(self) -> QueryParts:
        """What the form holds now."""
        first, last = (0 if box.value() == EARLIEST else box.value() for box in (self.first, self.last))
        named = tuple((name, edit.text()) for name, edit in self.fields.items() if edit.text().strip())
        every, phrase, either, none = (edit.text() for edit in self._edits())
        return QueryParts(every, phrase, either, none, named, first, last)

    def accept(self) -> None:
        self.query_written.emit(self.written.text())
        super().accept()

    def _write(self) -> None:
        text = self.parts().written()
        self.written.setText(text)
        self.written.setCursorPosition(0)
        self.understood.setText(describe(parse_query(text)) if text else "填写任一项即可检索")
        self.search_button.setEnabled(bool(text))


def _year(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(EARLIEST, LATEST)
    box.setSpecialValueText("不限")
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setFixedWidth(88)
    box.setAccessibleName(name)
    return box
