from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from nt_desktop.errors import WorkspaceError
from nt_desktop.workspace.backups import good_backups, make_backup
from nt_desktop.workspace.records import Bookmark, Change
from nt_desktop.workspace.storage import open_database
from nt_desktop.workspace.workspace import Workspace


def bookmark(number: int) -> Bookmark:
    return Bookmark(f"{number:04}", "甲", f"甲#{number}", "clause", "文字" * 200, "h", position=float(number))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of 60 bookmarks, closed, with today's backup; then 40 more that only the database has."""
    workspace = Workspace.open(tmp_path)
    workspace.apply(Change("", put=tuple(bookmark(number) for number in range(60))))
    workspace.close()
    database = open_database(tmp_path / "workspace.db")
    database.close()
    workspace = Workspace.open(tmp_path)
    workspace.apply(Change("", put=tuple(bookmark(number) for number in range(60, 100))))
    workspace._dirty = False  # the program is killed: no backup on closing
    workspace.close()
    return tmp_path


def damage(path: Path, start: int, length: int) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + length] = bytes(length)
    path.write_bytes(content)


def test_changed_workspace_is_backed_up_on_closing(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.add_bookmark(bookmark(1))
    workspace.close()
    (backup,) = good_backups(tmp_path)
    assert backup.day == date.today().isoformat()
    assert backup.bookmarks == 1


def test_last_ten_days_are_kept(tmp_path: Path) -> None:
    database = open_database(tmp_path / "workspace.db")
    today = date(2026, 11, 22)
    for days in range(15, 0, -1):
        make_backup(database.conn, tmp_path, today - timedelta(days=days))
    database.close()
    days = [backup.day for backup in good_backups(tmp_path)]
    assert days == [(today - timedelta(days=days)).isoformat() for days in range(1, 11)]


def test_damaged_file_is_seen_and_what_would_be_lost_is_named(folder: Path) -> None:
    path = folder / "workspace.db"
    damage(path, path.stat().st_size // 4, 8192)
    workspace = Workspace.open(folder)
    assert workspace.damage is not None
    assert workspace.problem is not None
    assert "已损坏" in workspace.problem
    assert workspace.damage.newest is not None
    assert workspace.damage.newest.bookmarks == 60
    assert len(workspace.bookmarks()) == 60
    assert {kept.identity for kept in workspace.damage.lost} <= {f"{number:04}" for number in range(60, 100)}
    with pytest.raises(WorkspaceError):
        workspace.add_bookmark(bookmark(1))
    workspace.close()


def test_restoring_puts_back_what_can_still_be_read_and_keeps_the_damaged_file(folder: Path) -> None:
    path = folder / "workspace.db"
    damage(path, path.stat().st_size // 4, 8192)
    broken = path.read_bytes()
    workspace = Workspace.open(folder)
    assert workspace.damage is not None
    lost = workspace.damage.lost
    workspace.restore(workspace.damage.newest)
    assert workspace.problem is None
    assert len(workspace.bookmarks()) == 60 + len(lost)
    workspace.add_bookmark(bookmark(500))
    workspace.close()
    (aside,) = folder.glob("workspace-damaged-*.db")
    assert aside.read_bytes() == broken
    again = Workspace.open(folder)
    assert again.problem is None
    assert len(again.bookmarks()) == 61 + len(lost)
    again.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_emptied_or_overwritten_file_is_damage_too(folder: Path, content: bytes) -> None:
    (folder / "workspace.db").write_bytes(content)
    workspace = Workspace.open(folder)
    assert workspace.damage is not None
    workspace.restore(workspace.damage.newest)
    assert len(workspace.bookmarks()) == 60
    workspace.close()


def test_damage_without_any_backup_can_be_started_afresh(tmp_path: Path) -> None:
    (tmp_path / "workspace.db").write_bytes(b"\xff" * 5000)
    workspace = Workspace.open(tmp_path)
    assert workspace.damage is not None
    assert workspace.damage.newest is None
    assert workspace.problem is not None
    workspace.restore(None)
    workspace.add_bookmark(bookmark(1))
    workspace.close()
    again = Workspace.open(tmp_path)
    assert again.bookmarks() == (bookmark(1),)
    again.close()


def test_damaged_backup_is_not_offered(folder: Path) -> None:
    (backup,) = good_backups(folder)
    damage(backup.path, 4096, 20000)
    (folder / "workspace.db").write_bytes(b"\xff" * 5000)
    workspace = Workspace.open(folder)
    assert workspace.damage is not None
    assert workspace.damage.newest is None
    workspace.close()
