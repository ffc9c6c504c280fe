from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nt_desktop.errors import WorkspaceError
from nt_desktop.workspace.records import Bookmark, Change, Folder, SavedSearch
from nt_desktop.workspace.workspace import Workspace


def bookmark(identity: str = "1", **more: object) -> Bookmark:
    values: dict[str, object] = {
        "document": "通政办发〔2023〕24号",
        "key": "通政办发〔2023〕24号#三/15",
        "kind": "clause",
        "text": "秸秆综合利用率达95%以上",
        "text_hash": "h",
        "title": "减污降碳三年行动计划",
        "path": ("三、", "15."),
        "tags": ("农业", "固废"),
    }
    return Bookmark(identity=identity, **(values | more))  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "工作 文件夹"


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(folder)
    yield opened
    opened.close()


def reopened(workspace: Workspace) -> Workspace:
    workspace.close()
    return Workspace.open(workspace.folder)


def test_fresh_workspace_is_empty_and_kept(workspace: Workspace) -> None:
    assert workspace.problem is None
    assert workspace.kept
    assert workspace.bookmarks() == ()


def test_bookmark_is_there_after_reopening(workspace: Workspace) -> None:
    kept = bookmark(note="向局长汇报", folder="f", colour="yellow", created="2026-11-22T08:00:00", position=1.5)
    workspace.add_bookmark(kept)
    again = reopened(workspace)
    assert again.bookmarks() == (kept,)
    again.close()


def test_every_change_can_be_taken_back_and_done_again(workspace: Workspace) -> None:
    first, second, folder = bookmark("1"), bookmark("2"), Folder("f", "固废")
    workspace.apply(Change("添加", put=(first, folder, SavedSearch("s", "秸秆", "秸秆 利用率"))))
    edited = replace(first, note="改过")
    undo = workspace.apply(Change("修改", put=(edited, second), drop=(folder,)))
    assert set(workspace.bookmarks()) == {edited, second}
    assert workspace.folders() == ()
    redo = workspace.apply(undo)
    assert workspace.bookmarks() == (first,)
    assert workspace.folders() == (folder,)
    workspace.apply(redo)
    assert set(workspace.bookmarks()) == {edited, second}
    assert [saved.name for saved in workspace.saved_searches()] == ["秸秆"]


def test_deleted_folder_comes_back_with_everything_in_it(workspace: Workspace) -> None:
    outer, inner = Folder("a", "外"), Folder("b", "内", parent="a")
    inside, outside = bookmark("1", folder="b"), bookmark("2")
    workspace.apply(Change("", put=(outer, inner, inside, outside)))
    undo = workspace.apply(workspace.folder_removal(outer))
    assert workspace.folders() == ()
    assert workspace.bookmarks() == (outside,)
    workspace.apply(undo)
    assert set(workspace.folders()) == {outer, inner}
    assert set(workspace.bookmarks()) == {inside, outside}


def test_change_is_done_whole_or_not_at_all(workspace: Workspace) -> None:
    workspace.add_bookmark(bookmark("1"))
    broken = bookmark("2", position=object())  # cannot be stored
    with pytest.raises(WorkspaceError):
        workspace.apply(Change("", put=(broken,), drop=(bookmark("1"),)))
    assert workspace.bookmarks() == (bookmark("1"),)


def test_half_of_a_surrogate_pair_does_no_harm(workspace: Workspace) -> None:
    workspace.record_search("半\ud800个", 0)
    workspace.add_bookmark(bookmark("1", note="半\ud800个"))
    assert [past.query for past in workspace.past_searches()] == ["半?个"]
    assert [kept.note for kept in workspace.bookmarks()] == ["半?个"]


def test_notes_and_words_are_found_normalised(workspace: Workspace) -> None:
    workspace.apply(Change("", put=(bookmark("1", note="ＰＭ2.5 汇报"), bookmark("2", text="湿地保护"))))
    assert workspace.find_bookmarks("pm2.5") == ("1",)
    assert workspace.find_bookmarks("湿地 固废") == ("2",)
    assert workspace.find_bookmarks("没有") == ()


def test_a_pasted_page_is_no_query_too_long(workspace: Workspace) -> None:
    words = [f"词{number:04}" for number in range(1001)]
    page = " ".join(words)
    workspace.apply(Change("", put=(bookmark("1", text=page), bookmark("2", text="湿地保护"))))
    assert workspace.find_bookmarks(page) == ("1",)
    assert workspace.find_bookmarks("湿地 " * 1001 + "保护") == ("2",)
    assert workspace.find_bookmarks("湿地 " * 1001 + "没有") == ()


def test_searches_and_documents_are_remembered_latest_first(workspace: Workspace) -> None:
    for query in ("秸秆", "湿地", "秸秆"):
        workspace.record_search(query, 3)
    workspace.record_opened("a", "甲")
    workspace.record_opened("b", "乙")
    workspace.record_opened("a", "甲")
    assert [past.query for past in workspace.past_searches()] == ["秸秆", "湿地"]
    assert [opened.document for opened in workspace.recent_documents()] == ["a", "b"]
    assert len(workspace.past_searches(1)) == 1


@pytest.mark.parametrize("value", ["文", 3, 2.5, True, b"\x00\xff"])
def test_settings_keep_their_type(workspace: Workspace, value: str | int | float | bool | bytes) -> None:
    workspace.set_setting("窗口", value)
    again = reopened(workspace)
    assert again.setting("窗口") == value
    assert type(again.setting("窗口")) is type(value)
    again.set_setting("窗口", None)
    assert again.setting("窗口", "无") == "无"
    again.close()


def test_cleared_traces_are_nowhere_in_the_folder(workspace: Workspace) -> None:
    workspace.record_search("很特别的检索词", 3)
    workspace.record_opened("某文件", "很特别的标题")
    workspace.add_bookmark(bookmark())
    again = reopened(workspace)
    again.clear_traces()
    assert again.past_searches() == ()
    assert again.bookmarks() == (bookmark(),)
    again.close()
    for path in again.folder.rglob("*.db"):
        content = path.read_bytes()
        assert "很特别的检索词".encode() not in content
        assert "很特别的标题".encode() not in content


def test_traces_are_cleared_on_exit_if_wished(workspace: Workspace) -> None:
    workspace.set_setting("clear_on_exit", True)
    workspace.record_search("秸秆", 3)
    again = reopened(workspace)
    assert again.past_searches() == ()
    again.close()


def test_second_program_is_told_and_only_reads(workspace: Workspace) -> None:
    workspace.add_bookmark(bookmark())
    second = Workspace.open(workspace.folder)
    assert second.problem is not None
    assert "另一个窗口" in second.problem
    assert second.bookmarks() == (bookmark(),)
    with pytest.raises(WorkspaceError, match="只能查看"):
        second.add_bookmark(bookmark("2"))
    second.close()
    assert workspace.bookmarks() == (bookmark(),)
    third = reopened(workspace)
    assert third.problem is None
    third.close()


def test_folder_that_cannot_be_made_is_said_and_the_program_works_on(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    workspace = Workspace.open(tmp_path / "文件")
    assert workspace.problem is not None
    assert "不会保留" in workspace.problem
    assert not workspace.kept
    workspace.add_bookmark(bookmark())
    assert workspace.bookmarks() == (bookmark(),)
    workspace.close()


def test_file_of_a_later_version_is_left_alone(workspace: Workspace) -> None:
    workspace.close()
    connection = sqlite3.connect(workspace.path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = workspace.path.read_bytes()
    later = Workspace.open(workspace.folder)
    assert later.problem is not None
    assert "更新版本" in later.problem
    assert not later.writable
    later.close()
    assert workspace.path.read_bytes() == before


def test_database_of_another_program_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    connection = sqlite3.connect(folder / "workspace.db")
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    workspace = Workspace.open(folder)
    assert workspace.problem is not None
    assert "不是由本程序建立" in workspace.problem
    workspace.close()


def test_thousands_of_bookmarks_are_put_and_read_in_order(workspace: Workspace) -> None:
    many = tuple(bookmark(f"{number:05}", position=float(number)) for number in range(3000))
    workspace.apply(Change("导入", put=many))
    assert workspace.bookmarks() == many
