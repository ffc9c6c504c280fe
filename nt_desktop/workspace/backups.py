"""Dated copies of workspace.db, and what can be saved when it is damaged."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nt_desktop.workspace.migrations import FORMAT, format_of
from nt_desktop.workspace.records import Bookmark
from nt_desktop.workspace.storage import check, read_records

BACKUP_FOLDER = "backups"
KEPT = 10
_NAME = re.compile(r"workspace-(\d{4}-\d\d-\d\d)(-format\d+)?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the workspace that was whole when it was looked at; `day` is ISO."""

    path: Path
    day: str
    bookmarks: int


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with workspace.db and what there is to go back to.

    `lost` are bookmarks still readable in the damaged file that the newest backup does not have (or has otherwise);
    they are what going back would lose, and `Workspace.restore` puts them back as far as they can be read.
    """

    reason: str
    backups: tuple[Backup, ...]
    lost: tuple[Bookmark, ...]

    @property
    def newest(self) -> Backup | None:
        return self.backups[0] if self.backups else None


def make_backup(connection: sqlite3.Connection, folder: Path, day: date, old_format: int | None = None) -> Path:
    """Copy the database to `backups/workspace-DAY.db`, whole or not at all, and keep the last ten days.

    A copy of an old format, made before it is changed, is `workspace-DAY-formatN.db` and stays for good.
    Raises OSError or sqlite3.Error; an earlier copy of the same day stays then.
    """
    place = folder / BACKUP_FOLDER
    place.mkdir(exist_ok=True)
    path = place / f"workspace-{day.isoformat()}{f'-format{old_format}' if old_format else ''}.db"
    temporary = path.with_suffix(".tmp")
    try:
        with closing(sqlite3.connect(temporary)) as copy:
            connection.backup(copy)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    for old in [daily for daily in _backup_paths(folder) if "-format" not in daily.name][KEPT:]:
        old.unlink(missing_ok=True)
    return path


def backup_due(folder: Path, database: Path) -> bool:
    """Whether the database was changed since the newest copy was made."""
    paths = _backup_paths(folder)
    return database.exists() and (not paths or paths[0].stat().st_mtime < database.stat().st_mtime)


def good_backups(folder: Path) -> tuple[Backup, ...]:
    """The copies that pass SQLite's check, newest first."""
    found = []
    for path in _backup_paths(folder):
        try:
            with closing(sqlite3.connect(path)) as connection:
                if check(connection) is None and 0 < format_of(connection) <= FORMAT:
                    count = connection.execute("SELECT count(*) FROM bookmarks").fetchone()[0]
                    found.append(Backup(path, _day(path), count))
        except sqlite3.Error:
            continue
    return tuple(found)


def assess_damage(folder: Path, database: Path, reason: str) -> Damage:
    """What would be lost by going back to the newest good copy."""
    backups = good_backups(folder)
    kept = {bookmark.identity: bookmark for bookmark in _readable(backups[0].path)} if backups else {}
    lost = tuple(bookmark for bookmark in _readable(database) if kept.get(bookmark.identity) != bookmark)
    return Damage(reason, backups, lost)


def has_backups(folder: Path) -> bool:
    """Whether there is any copy, good or not."""
    return bool(_backup_paths(folder))


def forget_in_backups(folder: Path) -> None:
    """Delete searches and opened documents from every copy too. Raises OSError or sqlite3.Error."""
    for path in _backup_paths(folder):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA secure_delete=ON").fetchall()
            with connection:
                connection.execute("DELETE FROM past_searches")
                connection.execute("DELETE FROM opened_documents")


def _readable(path: Path) -> list[Bookmark]:
    """The bookmarks that can still be read, up to the first broken page from either end."""
    found: dict[str, Bookmark] = {}
    for order in ("ASC", "DESC"):
        try:
            with closing(sqlite3.connect(path)) as connection:
                for bookmark in read_records(connection, Bookmark, f"rowid {order}"):
                    found[bookmark.identity] = bookmark
        except (sqlite3.Error, ValueError, TypeError):
            continue
    return list(found.values())


def _backup_paths(folder: Path) -> list[Path]:
    place = folder / BACKUP_FOLDER
    if not place.is_dir():
        return []
    return sorted((path for path in place.iterdir() if _NAME.fullmatch(path.name)), reverse=True)


def _day(path: Path) -> str:
    found = _NAME.fullmatch(path.name)
    assert found
    return found[1]
