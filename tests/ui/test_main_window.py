"""The path a user walks: start, search, read, see the targets, bookmark, print."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from nt_desktop.search.results import Hit
from nt_desktop.ui import print_preview
from nt_desktop.ui.job_dialog import JobDialog
from nt_desktop.ui.main_window import MainWindow
from nt_desktop.ui.print_preview import ExcerptPreview
from nt_desktop.ui.print_service import preview_printer
from nt_desktop.workspace.workspace import Workspace
from tests.ui.conftest import QUERY, commit

STRAW_PLAN = "海政办发〔2023〕24号"
STRAW_CLAUSE = "海政办发〔2023〕24号#二¶2"


def hits_of(window: MainWindow) -> list[Hit]:
    model = window.results.list.results
    return [row for number in range(model.rowCount()) if isinstance(row := model.row(number), Hit)]


def test_the_search_box_has_the_focus_and_the_collection_is_told(window: MainWindow) -> None:
    assert window.search_bar.edit.hasFocus() or window.focusWidget() is window.search_bar.edit
    assert "份文件" in window.welcome.counts.text()
    assert "离线" in window.data_label.text()
    assert len(window.welcome.example_buttons) == 3


def test_results_follow_typing_grouped_with_hits_marked(searched: MainWindow) -> None:
    hits = hits_of(searched)
    assert hits[0].clause == STRAW_CLAUSE
    marked = {hits[0].snippet[start:end] for start, end in hits[0].marks}
    assert any("秸秆" in words for words in marked)
    assert searched.hits_label.text().startswith(f"命中 {searched.search_desk.latest.results.total} 条")  # type: ignore[union-attr]
    assert "ms" in searched.hits_label.text()
    first = searched.results.list.results.index(0)
    assert STRAW_PLAN in first.data()


def test_text_an_input_method_has_not_committed_is_not_searched(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtGui import QInputMethodEvent

    edit = window.search_bar.edit
    QApplication.sendEvent(edit, QInputMethodEvent("jie gan", []))
    assert edit.composing
    assert window.search_desk.latest is None
    with qtbot.waitSignal(window.search_desk.found, timeout=10000) as found:
        commit(edit, "秸秆")
    assert found.args[0].results.query == "秸秆"


def test_of_several_searches_only_the_latest_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    shown: list[str] = []
    window.search_desk.found.connect(lambda found: shown.append(found.results.query))
    for query in ("水", "水利", "水利局"):
        window.search_bar.set_query(query)
    qtbot.waitUntil(lambda: shown[-1:] == ["水利局"], timeout=10000)
    assert "水" not in shown


def test_enter_opens_the_document_at_the_clause(reading: MainWindow) -> None:
    page = reading.reading_desk.page
    assert page is not None
    assert page.document.key == STRAW_PLAN
    assert reading.reading.pane.key == STRAW_CLAUSE
    assert reading.reading.title.whole() == page.document.title
    assert STRAW_PLAN in reading.reading.meta.whole()
    assert reading.reading.pane.hasFocus() or reading.focusWidget() is reading.reading.pane
    text = reading.reading.pane.document()
    start, end = reading.reading.pane.hits[reading.reading.pane.current_hit]
    assert "秸秆" in text.toPlainText()[start:end]
    outline = reading.contents.tree.currentIndex().data()
    assert "总体目标" in outline


def test_the_targets_of_the_document_stand_beside_it_and_open_their_words(qtbot: QtBot, reading: MainWindow) -> None:
    panel = reading.targets
    assert panel.scope == "document"
    shown = panel.shown_targets()
    assert any(target.indicator.endswith("秸秆综合利用率") and str(target.value) == "98" for target in shown)
    row = next(n for n, target in enumerate(shown) if str(target.value) == "80")
    panel.table.setCurrentIndex(panel.shown.index(row, 0))
    with qtbot.waitSignal(panel.target_opened):
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    selections = reading.reading.pane.extraSelections()
    words = {selection.cursor.selectedText() for selection in selections}  # type: ignore[attr-defined]
    assert any("80%" in each for each in words)


def test_a_bookmark_is_kept_at_once_with_its_note(qtbot: QtBot, reading: MainWindow, tmp_path: Path) -> None:
    reading.bookmark()
    popup = reading.bookmarking.popup
    qtbot.waitUntil(popup.isVisible)
    commit(popup.edit, "写报告用")
    qtbot.keyClick(popup.edit, Qt.Key.Key_Return)
    copy = tmp_path / "as after a kill"
    copy.mkdir()
    shutil.copy(tmp_path / "data" / "workspace.db", copy)
    after = Workspace.open(copy)
    assert [(each.key, each.note) for each in after.bookmarks()] == [(STRAW_CLAUSE, "写报告用")]
    after.close()
    assert "▪" in reading.contents.model.index_of(STRAW_CLAUSE).data() or reading.bookmarks.model.rowCount() == 1


def test_undo_takes_a_bookmark_back(qtbot: QtBot, reading: MainWindow) -> None:
    reading.bookmark()
    qtbot.waitUntil(lambda: reading.bookmarks.model.rowCount() == 1)
    reading.bookmarking.popup.hide()
    reading.desk.stack.undo()
    assert reading.workspace.bookmarks() == ()
    reading.desk.stack.redo()
    assert len(reading.workspace.bookmarks()) == 1


def test_the_preview_shows_the_clause_as_an_excerpt(qtbot: QtBot, reading: MainWindow) -> None:
    reading.handouts.print()
    qtbot.waitUntil(lambda: reading.outbox.preview is not None, timeout=10000)
    preview = reading.outbox.preview
    assert isinstance(preview, ExcerptPreview)
    assert preview.page_count == 1
    assert "98%" in preview.excerpt.passages[0].text
    preview.targets.setChecked(True)
    qtbot.waitUntil(lambda: preview.excerpt.options.targets, timeout=10000)
    preview.close()
    qtbot.waitUntil(lambda: reading.outbox.preview is None)


def test_paper_is_printed_on_the_printer_that_was_chosen(
    qtbot: QtBot, reading: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Choice(QPrintDialog):
        """Somebody chooses to print to a file."""

        def exec(self) -> int:
            self.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            self.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
            return self.DialogCode.Accepted

    monkeypatch.setattr(print_preview, "QPrintDialog", Choice)
    reading.handouts.print()
    qtbot.waitUntil(lambda: reading.outbox.preview is not None, timeout=10000)
    preview = reading.outbox.preview
    assert isinstance(preview, ExcerptPreview)
    assert preview.printer() is preview_printer()  # which knows no printers
    qtbot.mouseClick(preview.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: reading.outbox.preview is None)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


def test_copying_takes_the_citation_along(qtbot: QtBot, reading: MainWindow) -> None:
    with qtbot.waitSignal(reading.outbox.done, timeout=10000):
        reading.handouts.copy()
    copied = QGuiApplication.clipboard().text()
    assert "98%以上" in copied
    assert STRAW_PLAN in copied


def test_escape_steps_back_one_thing_at_a_time(reading: MainWindow) -> None:
    reading.find_here()
    assert reading.reading.find_bar.isVisible()
    reading.step_back()
    assert not reading.reading.find_bar.isVisible()
    reading.reading.pane.setFocus()
    reading.step_back()
    assert reading.focusWidget() is reading.results.list
    reading.step_back()
    assert reading.focusWidget() is reading.search_bar.edit
    reading.step_back()
    assert reading.search_bar.query == ""
    reading.step_back()
    assert reading.reading_desk.page is None
    assert reading.middle.currentWidget() is reading.welcome


def test_f6_goes_round_the_parts(reading: MainWindow) -> None:
    reading.focus_search()
    seen = []
    for _ in range(5):
        reading.cycle(1)
        seen.append(reading.focusWidget())
    assert seen == [
        reading.contents.tree,
        reading.results.list,
        reading.reading.pane,
        reading.targets.table,
        reading.search_bar.edit,
    ]


def test_back_returns_to_where_one_was(qtbot: QtBot, reading: MainWindow) -> None:
    other = next(key for key in reading.collection.documents if key != STRAW_PLAN)  # type: ignore[union-attr]
    reading.reading_desk.open_document(other)
    qtbot.waitUntil(lambda: reading.reading_desk.page.document.key == other, timeout=10000)  # type: ignore[union-attr]
    reading.reading_desk.go_back()
    qtbot.waitUntil(lambda: reading.reading_desk.page.document.key == STRAW_PLAN, timeout=10000)  # type: ignore[union-attr]
    assert reading.reading.pane.key == STRAW_CLAUSE


def test_no_hit_is_no_dead_end(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.search_desk.found, timeout=10000):
        window.search_bar.set_query("-水")
    assert window.results.isVisible()
    assert hits_of(window) == []
    window.search_bar.choices["kind"].set_values([])
    window.search_bar.choices["kind"].set_chosen(["大事记"])
    with qtbot.waitSignal(window.search_desk.found, timeout=10000):
        window.search_bar.set_query(QUERY)
    buttons = window.results.suggestions
    assert buttons
    with qtbot.waitSignal(window.search_desk.found, timeout=10000):
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert hits_of(window)


def test_odd_queries_do_no_harm(qtbot: QtBot, window: MainWindow) -> None:
    for query in ("，。！", '"秸秆', "((", "😀", "\ud800", "水" * 10000, "的", "*", "NOT OR AND"):
        with qtbot.waitSignal(window.search_desk.found, timeout=10000):
            window.search_bar.set_query(query)
        assert window.results.isVisible() == bool(window.search_bar.query)  # Qt itself drops a lone surrogate


def test_docks_and_settings_come_back(
    qtbot: QtBot, make_window: Callable[..., MainWindow], reading: MainWindow, tmp_path: Path
) -> None:
    reading.contents_dock.close()
    reading.reading.zoom(1)
    reading.close()
    again = make_window(load=False)
    assert again.contents_dock.isHidden()
    assert again.workspace.setting("reading.points") == 13.0
    again.state.default_layout()
    assert not again.contents_dock.isHidden()
    assert again.workspace.recent_documents(1)[0].document == STRAW_PLAN


def test_a_missing_index_is_built_with_a_dialog(
    qtbot: QtBot, make_window: Callable[..., MainWindow], tmp_path: Path, seeds: Path
) -> None:
    few = tmp_path / "资料 夹"
    few.mkdir()
    shutil.copy(next(seeds.glob("003*.txt")), few)
    (few / "坏.txt").write_bytes(b"\xff\xfe\x00\xd8\x81")
    window = make_window(index=tmp_path / "索引", seed_folder=few)
    qtbot.waitUntil(lambda: window.collection is not None, timeout=30000)
    assert len(window.collection.documents) == 1  # type: ignore[union-attr]
    assert window.banner.isVisible()
    assert "1 处" in window.banner.words.text()
    qtbot.mouseClick(window.banner.button, Qt.MouseButton.LeftButton)
    dialog = next(each for each in window.findChildren(QDialog) if hasattr(each, "list"))
    assert "坏.txt" in dialog.list.toPlainText()
    dialog.close()


def test_a_damaged_index_is_told_and_can_be_rebuilt(
    qtbot: QtBot, make_window: Callable[..., MainWindow], built_index: Path, seeds: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    shutil.copytree(built_index, index)
    catalog = index / "catalog.db"
    catalog.write_bytes(catalog.read_bytes()[:5000])
    few = tmp_path / "seeds"
    few.mkdir()
    window = make_window(index=index, seed_folder=few)
    qtbot.waitUntil(lambda: window.banner.isVisible(), timeout=20000)
    assert window.banner.button.text() == "重建索引"
    shutil.copy(next(seeds.glob("003*.txt")), few)
    qtbot.mouseClick(window.banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.collection is not None, timeout=30000)
    assert not window.findChildren(JobDialog) or not any(each.isVisible() for each in window.findChildren(JobDialog))


def test_a_workspace_that_cannot_be_written_is_told(
    qtbot: QtBot, make_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    window = make_window(workspace=blocked / "data", load=True)
    assert window.banner.isVisible()
    assert "书签" in window.banner.words.text()
    qtbot.waitUntil(lambda: window.collection is not None, timeout=20000)
