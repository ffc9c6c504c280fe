"""The workspace: what a user keeps, held in workspace.db as long as that can be written.

Opening never fails: where the file cannot be written, is in use, or is damaged, the program works on and `problem`
says in Chinese what will not be kept.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from nt_desktop.errors import WorkspaceError, reason_of
from nt_desktop.lock import Lock, take_lock
from nt_desktop.workspace import backups, shelf, storage
from nt_desktop.workspace.backups import Backup, Damage
from nt_desktop.workspace.contents import contents_are_current, make_contents
from nt_desktop.workspace.database import Database
from nt_desktop.workspace.migrations import FORMAT, format_of, migrate
from nt_desktop.workspace.records import (
    Bookmark,
    Change,
    Folder,
    OpenedDocument,
    Origin,
    PastSearch,
    Record,
    SavedSearch,
)
from nt_desktop.workspace.storage import storable

Setting = str | int | float | bool | bytes | None
_LOCK_NAME = "workspace.lock"
_HISTORY = 500  # searches and opened documents kept
_LOCKED = "另一个窗口正在使用书签，本窗口只能查看"
_LOCKED_UNREAD = "另一个窗口正在使用书签文件“{}”，其中的书签在本窗口不能显示；请在那个窗口查看，或关闭它后重新启动程序"
_LATER = "书签文件“{}”由更新版本的程序建立，本窗口只能查看；请用新版程序打开，或把这个文件移走后重新启动"
_LATER_UNREAD = "书签文件“{}”由更新版本的程序建立，其中的书签不能显示；请用新版程序打开，或把这个文件移走后重新启动"
_NOT_MIGRATED = "书签文件“{}”没有换成新格式（{}），原文件没有改动，本窗口只能查看；请检查磁盘后重新启动程序"
_NOT_MIGRATED_UNREAD = (
    "书签文件“{}”没有换成新格式（{}），其中的书签不能显示，原文件没有改动；请检查磁盘后重新启动程序，"
    "仍不能显示时把这个文件移到别处保存，再重新启动"
)
_NOT_KEPT = "书签文件夹不能写入，书签、备注和检索记录在关闭程序后不会保留"
_NOT_KEPT_UNREAD = _NOT_KEPT + "；书签文件“{}”也不能读取，其中的书签不能显示，请检查文件的权限和磁盘后重新启动程序"
_UNFIT = (sqlite3.Error, ValueError, TypeError)
"""What working on a file raises that another hand has filled."""


class Workspace:
    """Bookmarks, folders, saved searches, history and settings.

    `problem` is None, or a Chinese sentence to show. `writable` is False when changes are refused (a second program,
    a damaged file); `kept` is False when changes last only until the program ends. `damage` says what can be restored.
    """

    def __init__(
        self,
        folder: Path,
        database: Database,
        lock: Lock | None,
        problem: str | None,
        writable: bool,
        damage: Damage | None,
    ) -> None:
        self.folder = folder
        self.problem = problem
        self.writable = writable
        self.damage = damage
        self._database = database
        self._lock = lock
        self._dirty = False

    @classmethod
    def open(cls, folder: Path) -> Workspace:
        """Open the workspace in a folder, creating both as needed; never raises."""
        path = folder / storage.DATABASE_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not os.access(folder, os.W_OK):  # the files in it may be writable, but no journal can be made beside
                raise PermissionError
            lock = take_lock(folder / _LOCK_NAME)
        except OSError:
            return cls._open_copy(folder, _NOT_KEPT, _NOT_KEPT_UNREAD.format(path), writable=True)
        if lock is None:
            return cls._open_copy(folder, _LOCKED, _LOCKED_UNREAD.format(path))
        try:
            return cls._open_own(folder, path, lock)
        except storage.LaterFormat:
            lock.release()
            return cls._open_copy(folder, _LATER.format(path), _LATER_UNREAD.format(path))
        except _NotMigrated as failure:
            lock.release()
            said = (_NOT_MIGRATED.format(path, failure), _NOT_MIGRATED_UNREAD.format(path, failure))
            return cls._open_copy(folder, *said)
        except storage.ForeignFile as finding:
            lock.release()
            return cls(folder, storage.open_memory(), None, f"{finding}，书签暂不能使用。", False, None)
        except sqlite3.OperationalError:
            lock.release()
            return cls._open_copy(folder, _NOT_KEPT, _NOT_KEPT_UNREAD.format(path), writable=True)

    @classmethod
    def _open_copy(cls, folder: Path, shown: str, unread: str, writable: bool = False) -> Workspace:
        """What is in the file, in memory; `unread` is said in place of `shown` where its bookmarks can't be read."""
        database, read = _memory_copy(folder / storage.DATABASE_NAME)
        return cls(folder, database, None, f"{shown if read else unread}。", writable, None)

    @classmethod
    def _open_own(cls, folder: Path, path: Path, lock: Lock) -> Workspace:
        emptied = (not path.exists() or path.stat().st_size == 0) and backups.has_backups(folder)
        try:
            if emptied:
                raise sqlite3.DatabaseError("文件丢失或被清空")
            database = storage.open_database(path)
            finding = storage.check(database.conn)
            if finding:
                database.close()
                raise sqlite3.DatabaseError(finding)
            cls._migrate(folder, database)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            return cls._open_damaged(folder, path, lock, str(error))
        workspace = cls(folder, database, lock, None, True, None)
        if backups.backup_due(folder, path):
            workspace._back_up()
        return workspace

    @staticmethod
    def _migrate(folder: Path, database: Database) -> None:
        """Bring a file of an older format up to date, once there is a copy of it."""
        version = format_of(database.conn)
        if version == FORMAT:
            return
        try:
            backups.make_backup(database.conn, folder, date.today(), version)
            migrate(database.conn)
        except (OSError, *_UNFIT) as error:
            database.close()
            reason = reason_of(error) if isinstance(error, OSError | sqlite3.Error) else "其中有不认识的内容"
            raise _NotMigrated(reason) from error

    @classmethod
    def _open_damaged(cls, folder: Path, path: Path, lock: Lock, reason: str) -> Workspace:
        damage = backups.assess_damage(folder, path, reason)
        newest = damage.newest
        if newest:
            database, read = _memory_copy(newest.path)
            problem = (
                f"书签文件已损坏，可恢复 {newest.day} 的备份（{newest.bookmarks} 条书签）；"
                f"恢复之前{'只能查看' if read else '书签不能显示'}。"
            )
        else:
            database = storage.open_memory()
            problem = "书签文件已损坏，而且没有可用的备份；重新开始之前书签不能使用。"
        return cls(folder, database, lock, problem, False, damage)

    @property
    def path(self) -> Path:
        return self.folder / storage.DATABASE_NAME

    @property
    def kept(self) -> bool:
        """Whether changes are on the medium once they are confirmed."""
        return self._lock is not None and self.writable

    def close(self) -> None:
        """Copy what was changed to today's backup, forget traces if that is wished, and let others in."""
        with contextlib.suppress(WorkspaceError):
            if self.kept and self.setting("clear_on_exit"):
                self.clear_traces()
        if self.kept and self._dirty:
            self._back_up()
        self._database.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    # --- damage -----------------------------------------------------------------------------------------------------

    def restore(self, backup: Backup | None) -> None:
        """Go back to a backup (None: start afresh); the damaged file is set aside, what is readable in it put back.

        Raises WorkspaceError where the folder cannot be written; nothing has changed then.
        """
        if self._lock is None or self.damage is None:
            raise WorkspaceError("没有需要恢复的书签文件")
        aside = self.folder / f"workspace-damaged-{datetime.now():%Y%m%d-%H%M%S}.db"
        temporary = self.folder / "workspace-restored.tmp"
        try:
            temporary.unlink(missing_ok=True)
            if backup:
                shutil.copyfile(backup.path, temporary)
            with contextlib.closing(storage.open_database(temporary)) as made:
                migrate(made.conn)
            if self.path.exists():
                self.path.replace(aside)
            self.path.with_name(f"{storage.DATABASE_NAME}-journal").unlink(missing_ok=True)
            temporary.replace(self.path)
            database = storage.open_database(self.path)
        except (OSError, sqlite3.Error, storage.ForeignFile) as error:
            raise WorkspaceError(f"恢复书签备份失败：{reason_of(error)}", "请检查磁盘后重试。") from error
        except (ValueError, TypeError) as error:
            raise WorkspaceError("恢复书签备份失败：其中有不认识的内容", "请选择另一份备份。") from error
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        self._database.close()
        lost = self.damage.lost
        self._database, self.damage, self.problem, self.writable = database, None, None, True
        if lost:
            self.apply(Change("找回书签", put=lost))

    def _back_up(self) -> None:
        # A copy that fails (full medium) must not stop the work: the database itself is whole.
        with contextlib.suppress(OSError, sqlite3.Error):
            backups.make_backup(self._database.conn, self.folder, date.today())
            self._dirty = False

    # --- bookmarks, folders, saved searches -------------------------------------------------------------------------

    def apply(self, change: Change) -> Change:
        """Do a change, all of it or nothing, and return the change that takes it back.

        When this returns, the change is on the medium (where `kept`). Raises WorkspaceError, nothing changed, else.
        """
        with self._writing():
            put = [*self._stored(change.drop), *self._stored(change.put)]
            for kind, table in storage.TABLES.items():
                identities = [record.identity for record in change.drop if isinstance(record, kind)]
                self._database.conn.executemany(
                    f"DELETE FROM {table} WHERE identity = ?", [(identity,) for identity in identities]
                )
                rows = [storage.to_row(record) for record in change.put if isinstance(record, kind)]
                if rows:
                    self._database.table(table).insert_all(rows, pk="identity", replace=True)
        before = {record.identity for record in put}
        drop = [record for record in change.put if record.identity not in before]
        return Change(change.label, put=tuple(put), drop=tuple(drop))

    def add_bookmark(self, bookmark: Bookmark) -> Change:
        """Keep a bookmark; the change that takes it away again."""
        return self.apply(Change("添加书签", put=(bookmark,)))

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks, by folder, position and time."""
        return tuple(storage.read_records(self._database.conn, Bookmark, shelf.ORDER))

    def bookmark_order(self) -> dict[str, list[str]]:
        """The identities in each folder that holds any, in their order; the top is ""."""
        return shelf.order_of(self._database.conn)

    def bookmarks_by_document(self) -> tuple[str, ...]:
        """All identities, those of one document together."""
        return shelf.by_document(self._database.conn)

    def few_bookmarks(self, identities: Sequence[str]) -> tuple[Bookmark, ...]:
        """Those of these bookmarks that there are, in the order asked for."""
        return shelf.few(self._database.conn, identities)

    def origins(self, identities: Sequence[str]) -> tuple[Origin, ...]:
        """Where these bookmarks were made, those that there are."""
        return shelf.origins(self._database.conn, identities)

    def bookmarks_at(self, key: str) -> tuple[Bookmark, ...]:
        """The bookmarks made at a place."""
        return shelf.at_key(self._database.conn, key)

    def last_position(self) -> float:
        """The greatest position of a bookmark; 0.0 without any."""
        return shelf.last_position(self._database.conn)

    def marks(self, moved: Mapping[str, str]) -> dict[str, str]:
        """The keys with bookmarks and their colours; `moved` has the keys of those that stand elsewhere now."""
        return shelf.marks(self._database.conn, moved)

    def folders(self) -> tuple[Folder, ...]:
        return tuple(storage.read_records(self._database.conn, Folder, "parent, position, name"))

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        return tuple(storage.read_records(self._database.conn, SavedSearch, "position, created"))

    def find_bookmarks(self, query: str) -> tuple[str, ...]:
        """The identities of those whose text, note, tags or title hold every word of the query, normalised alike."""
        connection = self._database.conn
        if not contents_are_current(connection):
            with contextlib.suppress(*_UNFIT), self._database.atomic():  # a full disk: what is there will do
                make_contents(connection)
        return shelf.holding(connection, query)

    def folder_removal(self, folder: Folder) -> Change:
        """The change that drops a folder with everything in it."""
        inside = {folder.identity}
        folders = self.folders()
        grown = True
        while grown:
            more = {each.identity for each in folders if each.parent in inside} - inside
            inside |= more
            grown = bool(more)
        dropped: list[Record] = [each for each in folders if each.identity in inside]
        order = self.bookmark_order()
        dropped += self.few_bookmarks([name for folder in inside for name in order.get(folder, ())])
        return Change("删除文件夹", drop=tuple(dropped))

    # --- history and settings ---------------------------------------------------------------------------------------

    def record_search(self, query: str, total: int) -> None:
        """Remember a search that was meant (Enter, a click on a hit), once for each wording."""
        self._remember("past_searches", "query", {"query": storable(query), "total": total, "moment": _now()})

    def past_searches(self, limit: int = 50) -> tuple[PastSearch, ...]:
        """Searches, the latest first."""
        rows = self._database.query("SELECT * FROM past_searches ORDER BY moment DESC, rowid DESC LIMIT ?", [limit])
        return tuple(PastSearch(row["query"], row["total"], row["moment"]) for row in rows)

    def record_opened(self, document: str, title: str) -> None:
        self._remember(
            "opened_documents", "document", {"document": document, "title": storable(title), "moment": _now()}
        )

    def recent_documents(self, limit: int = 10) -> tuple[OpenedDocument, ...]:
        """Opened documents, the latest first."""
        rows = self._database.query("SELECT * FROM opened_documents ORDER BY moment DESC, rowid DESC LIMIT ?", [limit])
        return tuple(OpenedDocument(row["document"], row["title"], row["moment"]) for row in rows)

    def _remember(self, table: str, key: str, row: dict[str, str | int]) -> None:
        with self._writing():
            self._database.table(table).delete_where(f"{key} = ?", [row[key]])
            self._database.table(table).insert(row, pk=key)
            self._database.execute(
                f"DELETE FROM {table} WHERE rowid NOT IN "
                f"(SELECT rowid FROM {table} ORDER BY moment DESC, rowid DESC LIMIT ?)",
                [_HISTORY],
            )

    def clear_traces(self) -> None:
        """Forget searches and opened documents, in the backups too; bookmarks and saved searches stay."""
        with self._writing():
            self._database.execute("DELETE FROM past_searches")
            self._database.execute("DELETE FROM opened_documents")
        if self.kept:
            try:
                backups.forget_in_backups(self.folder)
            except (OSError, sqlite3.Error) as error:
                raise WorkspaceError(f"备份中的检索记录没有清除：{reason_of(error)}", "请稍后重试。") from error

    def setting(self, name: str, default: Setting = None) -> Setting:
        """A setting as it was set, with its type."""
        for row in self._database.query("SELECT value FROM settings WHERE name = ?", [name]):
            value: Setting | dict[str, str] = json.loads(row["value"])
            return base64.b64decode(value["bytes"]) if isinstance(value, dict) else value
        return default

    def set_setting(self, name: str, value: Setting) -> None:
        """Keep a setting; None removes it."""
        content = {"bytes": base64.b64encode(value).decode("ascii")} if isinstance(value, bytes) else value
        with self._writing():
            self._database.execute("DELETE FROM settings WHERE name = ?", [name])
            if value is not None:
                self._database.table("settings").insert({"name": name, "value": json.dumps(content)}, pk="name")

    # ----------------------------------------------------------------------------------------------------------------

    def _stored(self, records: Sequence[Record]) -> list[Record]:
        """The records as they are kept now, those that are."""
        found: list[Record] = []
        for record in records:
            where = "identity = ?"
            found += storage.read_records(self._database.conn, type(record), "rowid", where, record.identity)
        return found

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if not self.writable:
            raise WorkspaceError((self.problem or _LOCKED).rstrip("。"), "没有保存任何改动。")
        try:
            with self._database.atomic():
                yield
        except (sqlite3.Error, OSError) as error:
            raise WorkspaceError(
                f"没有保存：{reason_of(error)}", "此前保存的内容没有受影响，请检查磁盘后重试。"
            ) from error
        self._dirty = True


class _NotMigrated(Exception):  # noqa: N818 - a finding, shown as a sentence
    """The file could not be brought to today's format; it is as it was."""


def _memory_copy(path: Path) -> tuple[Database, bool]:
    """What a workspace that is not ours to write holds, and whether it could be read; empty when it could not."""
    try:
        return (storage.open_read_only(path) if path.exists() else storage.open_memory()), True
    except (OSError, storage.ForeignFile, *_UNFIT):
        return storage.open_memory(), False


def _now() -> str:
    return datetime.now().isoformat(timespec="milliseconds")
