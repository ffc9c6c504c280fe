"""What is kept: searches, bookmarks of every kind, a damaged workspace; and traces that are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from nt_desktop.catalog.catalog import Catalog
from nt_desktop.ui.bookmark_desk import BookmarkDesk
from nt_desktop.ui.bookmark_model import BookmarkRole
from nt_desktop.ui.contents_model import ContentsRole
from nt_desktop.ui.main_window import MainWindow
from nt_desktop.ui.restore_dialog import RestoreDialog
from nt_desktop.ui.saved_searches import SavedSearches, SavedSearchesDialog
from nt_desktop.workspace.finding import make_bookmark
from nt_desktop.workspace.records import Bookmark, Change
from nt_desktop.workspace.workspace import Workspace
from tests.ui.conftest import QUERY

STRAW = "海政办发〔2023〕24号#一"


@pytest.fixture
def searches(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[SavedSearches]:
    window = QWidget()
    qtbot.addWidget(window)
    made = SavedSearches(BookmarkDesk(Workspace.open(tmp_path), window), window)
    yield made
    made.desk.workspace.close()


def names(searches: SavedSearches) -> list[str]:
    return [each.name for each in searches.held()]


def test_a_search_is_saved_once_and_saving_is_undone(qtbot: QtBot, searches: SavedSearches) -> None:
    searches.save("秸秆 综合利用率")
    with qtbot.waitSignal(searches.said) as said:
        searches.save(" 秸秆 综合利用率 ")
    assert "已经保存" in said.args[0]
    assert names(searches) == ["秸秆 综合利用率"]
    searches.desk.stack.undo()
    assert names(searches) == []


def test_saved_searches_are_renamed_deleted_and_brought_back(qtbot: QtBot, searches: SavedSearches) -> None:
    searches.save("秸秆")
    searches.save("农膜")
    dialog = SavedSearchesDialog(searches)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.list.item(0).setText("  月报 用 ")
    assert names(searches) == ["月报 用", "农膜"]
    qtbot.waitUntil(lambda: dialog.list.item(0).text() == "月报 用")
    dialog.list.setCurrentRow(1)
    assert "农膜" in dialog.query.text()
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert names(searches) == ["月报 用"]
    searches.desk.stack.undo()
    searches.desk.stack.undo()
    assert names(searches) == ["秸秆", "农膜"]
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    dialog.list.setCurrentRow(1)
    with qtbot.waitSignal(searches.query_chosen) as chosen:
        dialog.run_current()
    assert chosen.args == ["农膜"]


def test_the_menu_lists_what_is_saved(searches: SavedSearches) -> None:
    menu = QMenu()
    searches.fill(menu)
    assert not menu.actions()[0].isEnabled()
    searches.save("R&D 投入")
    searches.fill(menu)
    assert menu.actions()[0].text() == "R&&D 投入"
    assert menu.actions()[0].toolTip() == "R&D 投入"


def test_saved_and_past_searches_are_offered_in_the_box(qtbot: QtBot, searched: MainWindow) -> None:
    searched.save_search()
    searched.workspace.record_search("农膜 回收", 3)
    searched.search_bar.set_query("")
    searched.search_desk.offer_history()
    assert searched.search_bar.offers == [QUERY, "农膜 回收"]
    popup = searched.search_bar._completer.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(searched.search_desk.found, timeout=10000) as found:
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert found.args[0].results.query == QUERY


def test_traces_are_cleared_now_and_on_exit_when_wished(searched: MainWindow, tmp_path: Path) -> None:
    searched.save_search()
    searched.search_desk.record()
    assert searched.workspace.past_searches()
    searched.housekeeping.clear_traces()
    assert searched.workspace.past_searches() == ()
    searched._menus.actions["退出时自动清除"].trigger()
    assert searched.state.clears_on_exit()
    searched.search_desk.record()
    assert searched.workspace.past_searches()
    searched.close()
    after = Workspace.open(tmp_path / "data")
    assert after.past_searches() == ()
    assert [each.query for each in after.saved_searches()] == [QUERY]
    assert after.setting("clear_on_exit") is True
    after.close()


def test_a_damaged_workspace_goes_back_to_the_newest_good_backup(
    qtbot: QtBot, make_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    whole = Workspace.open(folder)
    whole.add_bookmark(Bookmark("a", "文件", "文件#一", "clause", "秸秆", "", title="文件"))
    whole.close()
    (folder / "workspace.db").write_bytes(b"no database at all" * 300)
    window = make_window(load=False)
    window.housekeeping.tell_workspace()
    assert "1 条书签" in window.banner.words.text()
    qtbot.mouseClick(window.banner.button, Qt.MouseButton.LeftButton)
    dialog = window.findChildren(RestoreDialog)[0]
    assert dialog.chosen is not None
    assert "不会删除" in dialog.explanation.text()
    with qtbot.waitSignal(window.housekeeping.restored):
        dialog.accept()
    assert [each.identity for each in window.desk.bookmarks()] == ["a"]
    assert not window.banner.isVisible()
    assert list(folder.glob("workspace-damaged-*.db"))
    window.desk.do(Change("删除书签", drop=window.desk.bookmarks()))
    assert window.workspace.bookmarks() == ()


def test_bookmarks_of_documents_and_targets_and_their_colours(qtbot: QtBot, reading: MainWindow) -> None:
    target = reading.targets.shown_targets()[0]
    reading.bookmarking.bookmark_target(target)
    qtbot.waitUntil(lambda: len(reading.desk.bookmarks()) == 1, timeout=10000)
    reading.bookmark_document()
    qtbot.waitUntil(lambda: len(reading.desk.bookmarks()) == 2, timeout=10000)
    reading.bookmarking.popup.hide()
    marked, whole = reading.desk.bookmarks()
    assert (marked.kind, marked.part, marked.words) == ("target", target.key, target.quote)
    assert (whole.kind, whole.key) == ("document", "海政办发〔2023〕24号")
    reading.desk.edit(replace(marked, colour="green"))
    assert reading.bookmarks.marks()[marked.key] == "green"
    outline = reading.contents.model
    assert outline.index_of(marked.key).data(ContentsRole.MARK) == "green"
    assert outline.index_of(whole.key).data(ContentsRole.MARK) == ""
    reading.desk.stack.undo()
    assert outline.index_of(marked.key).data(ContentsRole.MARK) == ""


def test_bookmarks_are_found_again_and_those_that_are_gone_are_kept(
    qtbot: QtBot, make_window: Callable[..., MainWindow], catalog: Catalog, tmp_path: Path
) -> None:
    kept = make_bookmark(catalog, STRAW)
    other = make_bookmark(catalog, catalog.clauses(kept.document)[-5].key)
    moved = replace(other, identity="m", key=f"{kept.document}#九/99", colour="green")
    gone = replace(kept, identity="g", document="没有", key="没有#一", text="再也没有的话", text_hash="x")
    edited = replace(kept, identity="e", text=kept.text.replace("秸秆", "稻秆"), text_hash="y")
    whole = Workspace.open(tmp_path / "data")
    whole.apply(Change("", put=(kept, moved, gone, edited)))
    whole.close()
    window = make_window()
    model = window.bookmarks.model
    window.tabs.setCurrentWidget(window.bookmarks)
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "失效书签（1）", timeout=20000)
    states = {each: model.index_of(each).data(BookmarkRole.STATE) for each in (kept.identity, "m", "g", "e")}
    assert states == {kept.identity: "", "m": "位置已变", "g": "已失效", "e": "文字已变"}
    assert model.index_of("g").parent() == model.index(0, 0)
    marks = window.bookmarks.marks()
    assert marks[other.key] == "green"
    assert moved.key not in marks
    found = model.location("e")
    assert found is not None
    assert found.difference
    window.desk.edit(replace(gone, document=kept.document, key=kept.key, text=kept.text, text_hash=kept.text_hash))
    qtbot.waitUntil(lambda: model.index_of("g").parent() == QModelIndex(), timeout=10000)
    window.desk.stack.undo()
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "失效书签（1）", timeout=10000)


def test_a_slip_is_mended_by_one_click(qtbot: QtBot, window: MainWindow) -> None:
    query, offered = "shengtai", "生态"
    with qtbot.waitSignal(window.search_desk.found, timeout=10000):
        window.search_bar.set_query(query)
    button = next(each for each in window.results.suggestions if offered in each.text())
    with qtbot.waitSignal(window.search_desk.found, timeout=10000) as found:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert found.args[0].results.query == offered
    assert found.args[0].results.total > 0
    kinds = window.search_bar.choices["kind"]._values
    assert kinds
    assert all(value.count for value in kinds)
