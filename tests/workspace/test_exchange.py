from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from nt_desktop.errors import OutputError, WorkspaceError
from nt_desktop.workspace.exchange import export_workspace, merge, preview_import
from nt_desktop.workspace.records import Bookmark, Change, Folder, SavedSearch
from nt_desktop.workspace.workspace import Workspace

MINE = Bookmark("1", "甲", "甲#一", "clause", "文字", "h", note="我的", tags=("a",), path=("一、",), position=1.0)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    workspace = Workspace.open(tmp_path / "他的")
    workspace.apply(
        Change(
            "",
            put=(
                replace(MINE, note="他的"),
                replace(MINE, identity="2"),
                replace(MINE, identity="3"),
                Folder("f", "固废"),
                SavedSearch("s", "秸秆", "秸秆"),
            ),
        )
    )
    path = tmp_path / "书签.json"
    export_workspace(workspace, path)
    workspace.close()
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    opened = Workspace.open(tmp_path / "我的")
    opened.apply(Change("", put=(MINE, replace(MINE, identity="2"))))
    return opened


def test_preview_tells_new_same_and_conflict(workspace: Workspace, exported: Path) -> None:
    preview = preview_import(workspace, exported)
    assert {record.identity for record in preview.new} == {"3", "f", "s"}
    assert [record.identity for record in preview.same] == ["2"]
    assert [(mine, theirs) for mine, theirs in preview.conflicts] == [(MINE, replace(MINE, note="他的"))]
    workspace.close()


def test_import_keeps_both_and_replaces_nothing(workspace: Workspace, exported: Path) -> None:
    undo = workspace.apply(merge(preview_import(workspace, exported)))
    assert sorted(bookmark.note for bookmark in workspace.bookmarks()) == ["他的", "我的", "我的", "我的"]
    assert MINE in workspace.bookmarks()
    workspace.apply(undo)
    assert {bookmark.identity for bookmark in workspace.bookmarks()} == {"1", "2"}
    workspace.close()


@pytest.mark.parametrize(("choice", "note"), [("mine", "我的"), ("theirs", "他的")])
def test_import_keeps_the_side_that_was_chosen(workspace: Workspace, exported: Path, choice: str, note: str) -> None:
    workspace.apply(merge(preview_import(workspace, exported), choice))  # type: ignore[arg-type]
    assert [bookmark.note for bookmark in workspace.bookmarks() if bookmark.identity == "1"] == [note]
    workspace.close()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        "not json",
        json.dumps({"format": "nt-desktop workspace", "version": 99}),
        json.dumps({"format": "nt-desktop workspace", "version": 1, "bookmarks": [{"identity": "1"}]}),
        json.dumps({"format": "nt-desktop workspace", "version": 1, "folders": [{"identity": 1, "name": []}]}),
        json.dumps({"format": "nt-desktop workspace", "version": 1, "folders": 5}),
    ],
)
def test_other_files_are_refused_in_a_sentence(workspace: Workspace, tmp_path: Path, content: str) -> None:
    path = tmp_path / "别的.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="别的"):
        preview_import(workspace, path)
    workspace.close()


def test_export_that_fails_leaves_nothing(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        export_workspace(workspace, tmp_path / "没有" / "书签.json")
    workspace.close()
