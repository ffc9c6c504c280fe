"""Tables beyond the text: their window, the raw text under it, export, and marks of what is inferred."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from nt_desktop.ui.main_window import MainWindow
from nt_desktop.ui.print_preview import ExcerptPreview
from nt_desktop.ui.table_window import IS_UNCERTAIN, TableWindow
from tests.ui.samples import TABLE

WIDE_TABLE = "南通市经济技术开发区2021年深入打好污染防治攻坚战工作计划/附件3#表3/12"
SOURCE = "x" * 100 + "序号\t任务\t数量\n1\t清理河道\t12\n\t修建泵站\t3.5"


def test_inferred_cells_say_so(qtbot: QtBot) -> None:
    cells = tuple(replace(cell, uncertain=cell.text == "修建泵站") for cell in TABLE.cells)
    window = TableWindow(replace(TABLE, cells=cells))
    qtbot.addWidget(window)
    inferred, sure = window.model.index(1, 1), window.model.index(0, 1)
    assert inferred.data(IS_UNCERTAIN)
    assert "推断" in inferred.data(Qt.ItemDataRole.ToolTipRole)
    assert not sure.data(IS_UNCERTAIN)
    assert sure.data(Qt.ItemDataRole.ToolTipRole) == "清理河道"


def test_the_raw_cell_is_marked_in_the_source_below(qtbot: QtBot) -> None:
    window = TableWindow(TABLE)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(window.source_wanted) as wanted:
        window.raw_button.click()
    assert wanted.args == [TABLE.seed]
    window.set_source(SOURCE)
    window.view.setCurrentIndex(window.model.index(0, 1))
    marks = window.source.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == [SOURCE[112:116]]  # type: ignore[attr-defined]


def test_the_table_in_front_is_copied_exported_and_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.reading_desk.open_passage(WIDE_TABLE)
    qtbot.waitUntil(lambda: window.reading_desk.page is not None and "#表3" in window.reading.pane.key, timeout=10000)
    table = window.reading.table_here()
    assert table is not None
    names = [action.text() for action in window.passage_menu.menu().actions()]
    assert {"复制表格", "导出表格…", "加入书签"} <= set(names)
    with qtbot.waitSignal(window.outbox.done):
        window.handouts.copy_table()
    pasted = QGuiApplication.clipboard().text().replace('"', "")
    assert table.rows[-1][2].split("\n")[0] in pasted
    for name in ("表.xlsx", "表.csv"):
        with qtbot.waitSignal(window.outbox.done, timeout=10000):
            window.outbox.write_table(table, tmp_path / name)
    sheet = load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert sheet.max_row == len(table.rows) + 1
    with (tmp_path / "表.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len([row for row in csv.reader(file) if row]) == len(table.rows) + 1
    window.handouts.open_table()
    shown = window.findChildren(TableWindow)[0]
    shown.raw_button.click()
    qtbot.waitUntil(lambda: bool(shown.source.toPlainText()), timeout=10000)
    shown.close()


def test_the_targets_as_listed_are_printed_with_their_source(qtbot: QtBot, reading: MainWindow) -> None:
    shown = reading.targets.shown_targets()
    reading.handouts.print_targets()
    qtbot.waitUntil(lambda: isinstance(reading.outbox.preview, ExcerptPreview), timeout=10000)
    preview = reading.outbox.preview
    assert isinstance(preview, ExcerptPreview)
    grid = preview.excerpt.passages[0].blocks[0]
    texts = [cell.text for cell in grid.cells]  # type: ignore[union-attr]
    assert grid.n_rows == 1 + 1 + len(shown)  # type: ignore[union-attr]  # heads, the document's name
    assert "≥ 98 %" in texts
    assert sum(text.endswith("（海政办发〔2023〕24号）") for text in texts) == 1
    assert not preview.headings.isVisible()
    preview.close()
    qtbot.waitUntil(lambda: reading.outbox.preview is None)
