"""Workspaces of earlier formats: brought up to date with everything in them, or left as they are."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from nt_desktop.errors import WorkspaceError
from nt_desktop.lock import take_lock
from nt_desktop.normal import normal_form
from nt_desktop.workspace import contents
from nt_desktop.workspace import workspace as workspace_module
from nt_desktop.workspace.migrations import FORMAT, format_of
from nt_desktop.workspace.records import Bookmark, Folder, SavedSearch
from nt_desktop.workspace.storage import open_memory
from nt_desktop.workspace.workspace import Workspace

REPOSITORY = Path(__file__).resolve().parents[2]
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of Unix")

FORMAT_1 = """
PRAGMA application_id=1314145367;
PRAGMA user_version=1;
CREATE TABLE "bookmarks" ("identity" TEXT PRIMARY KEY, "document" TEXT, "key" TEXT, "kind" TEXT, "text" TEXT,
    "text_hash" TEXT, "words" TEXT, "part" TEXT, "title" TEXT, "doc_number" TEXT, "path" TEXT, "note" TEXT,
    "folder" TEXT, "tags" TEXT, "colour" TEXT, "created" TEXT, "position" REAL);
INSERT INTO "bookmarks" VALUES('1','通政办发〔2023〕24号','通政办发〔2023〕24号#三/15','clause','秸秆综合利用率达95%以上',
    'ab12','','','减污降碳三年行动计划','通政办发〔2023〕24号','["三、", "15."]','向局长汇报
ＰＭ2.5','g','["农业", "固废"]','yellow','2026-11-22T08:00:00',2.0);
INSERT INTO "bookmarks" VALUES('2','甲','甲','document','甲','cd34','','','甲的''方案''','','[]','','','[]','',
    '2026-11-22T08:01:00',1.0);
INSERT INTO "bookmarks" VALUES('3','甲','甲#表1/2','target','指标','ef56','≥ 95 %','甲#表1/2@1','','','[]','','f','[]',
    '','',0.5);
CREATE TABLE "folders" ("identity" TEXT PRIMARY KEY, "name" TEXT, "parent" TEXT, "position" REAL);
INSERT INTO "folders" VALUES('f','报告','',1.0);
INSERT INTO "folders" VALUES('g','附','f',2.0);
CREATE TABLE "opened_documents" ("document" TEXT PRIMARY KEY, "title" TEXT, "moment" TEXT);
INSERT INTO "opened_documents" VALUES('甲','甲的方案','2026-11-22T04:04:06.456');
CREATE TABLE "past_searches" ("query" TEXT PRIMARY KEY, "total" INTEGER, "moment" TEXT);
INSERT INTO "past_searches" VALUES('湿地',7,'2026-11-22T04:04:06.454');
CREATE TABLE "saved_searches" ("identity" TEXT PRIMARY KEY, "name" TEXT, "query" TEXT, "created" TEXT, "position" REAL);
INSERT INTO "saved_searches" VALUES('s','月报','秸秆 "利用率"','2026-11-21T09:00:00',1.0);
CREATE TABLE "settings" ("name" TEXT PRIMARY KEY, "value" TEXT);
INSERT INTO "settings" VALUES('窗口','{"bytes": "AP8="}');
INSERT INTO "settings" VALUES('字号','12');
"""
KEPT = (
    Bookmark("2", "甲", "甲", "document", "甲", "cd34", title="甲的'方案'", created="2026-11-22T08:01:00", position=1.0),
    Bookmark(
        "3", "甲", "甲#表1/2", "target", "指标", "ef56", words="≥ 95 %", part="甲#表1/2@1", folder="f", position=0.5
    ),
    Bookmark(
        "1", "通政办发〔2023〕24号", "通政办发〔2023〕24号#三/15", "clause", "秸秆综合利用率达95%以上", "ab12",
        title="减污降碳三年行动计划", doc_number="通政办发〔2023〕24号", path=("三、", "15."),
        note="向局长汇报\nＰＭ2.5", folder="g", tags=("农业", "固废"), colour="yellow", created="2026-11-22T08:00:00",
        position=2.0,
    ),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace as the program before format 2 left it."""
    made = tmp_path / "数据"
    made.mkdir()
    with closing(sqlite3.connect(made / "workspace.db")) as connection:
        connection.executescript(FORMAT_1)
    return made


def dump(path: Path) -> tuple[int, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        return format_of(connection), list(connection.iterdump())


def assert_everything_is_there(workspace: Workspace) -> None:
    assert workspace.bookmarks() == KEPT
    assert workspace.folders() == (Folder("f", "报告", "", 1.0), Folder("g", "附", "f", 2.0))
    saved = SavedSearch("s", "月报", '秸秆 "利用率"', "2026-11-21T09:00:00", 1.0)
    assert workspace.saved_searches() == (saved,)
    assert [(each.query, each.total) for each in workspace.past_searches()] == [("湿地", 7)]
    assert [(each.document, each.title) for each in workspace.recent_documents()] == [("甲", "甲的方案")]
    assert workspace.setting("窗口") == b"\x00\xff"
    assert workspace.setting("字号") == 12
    assert workspace.find_bookmarks("pm2.5 固废") == ("1",)


def test_older_workspace_is_brought_up_to_date_and_a_copy_of_it_kept(folder: Path) -> None:
    before = dump(folder / "workspace.db")
    workspace = Workspace.open(folder)
    assert workspace.problem is None
    assert_everything_is_there(workspace)
    workspace.add_bookmark(Bookmark("4", "甲", "甲#一", "clause", "湿地", ""))
    assert workspace.find_bookmarks("湿地") == ("4",)
    workspace.close()
    assert dump(folder / "workspace.db")[0] == FORMAT
    copy = folder / "backups" / f"workspace-{date.today().isoformat()}-format1.db"
    assert dump(copy) == before
    again = Workspace.open(folder)
    assert len(again.bookmarks()) == 4
    again.close()
    assert dump(copy) == before


def test_migrated_file_has_the_schema_of_a_new_one(folder: Path) -> None:
    Workspace.open(folder).close()
    shape = "SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_xinfo(m.name) c ORDER BY 1, c.cid"
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY 1"
    new = open_memory()
    with closing(sqlite3.connect(folder / "workspace.db")) as migrated:
        for question in (shape, indexes):
            assert migrated.execute(question).fetchall() == new.conn.execute(question).fetchall()
    new.close()


DYING = """
import os, resource, signal, sqlite3, sys
from pathlib import Path
from nt_desktop.workspace import migrations
from nt_desktop.workspace.workspace import Workspace

def dying(connection):
    connection.execute("PRAGMA cache_size=2")  # what is changed goes to the file before the end
    migrations._order_places_contents(connection)
    os.kill(os.getpid(), signal.SIGKILL)

folder = Path(sys.argv[1])
if sys.argv[2] == "kill":
    migrations.STEPS = (dying,)
else:
    limit = (folder / "workspace.db").stat().st_size + 8192  # room for a copy, none for what is added
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
workspace = Workspace.open(folder)
print(workspace.problem)
print(len(workspace.bookmarks()), workspace.writable)
workspace.close()
"""


def opened_badly(folder: Path, how: str) -> list[str]:
    """Fill the workspace, and open it in a program that dies in the migration or has no room for it; what it says."""
    with closing(sqlite3.connect(folder / "workspace.db")) as connection, connection:
        more = [(f"m{number}", f"文字{number}" * 60) for number in range(400)]
        connection.executemany(
            "INSERT INTO bookmarks SELECT ?1, document, key, kind, ?2, text_hash, words, part, title, doc_number, path, "
            "note, folder, tags, colour, created, position FROM bookmarks WHERE identity = '1'",
            more,
        )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", textwrap.dedent(DYING), str(folder), how]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout.splitlines()


@UNIX
@pytest.mark.parametrize("how", ["kill", "full"])
def test_migration_that_breaks_off_leaves_the_old_file(folder: Path, how: str) -> None:
    said = opened_badly(folder, how)
    if how == "full":
        assert "没有换成新格式" in said[0]
        assert str(folder / "workspace.db") in said[0]
        assert said[1] == "403 False"
    else:
        assert said == []
        assert (folder / "workspace.db-journal").stat().st_size > 4096
    assert len(list((folder / "backups").glob("*-format1.db"))) == 1
    shutil.copytree(folder, folder.parent / "copy")  # with the journal beside it
    version, content = dump(folder.parent / "copy" / "workspace.db")
    assert version == 1
    assert sum(line.startswith('INSERT INTO "bookmarks"') for line in content) == 403
    workspace = Workspace.open(folder)
    assert workspace.problem is None
    assert len(workspace.bookmarks()) == 403
    assert len(workspace.find_bookmarks("文字7")) == 11  # 7 and 70 to 79
    workspace.close()
    assert dump(folder / "workspace.db")[0] == FORMAT


def test_migration_waits_for_a_copy_of_the_old_file(folder: Path) -> None:
    (folder / "backups").write_text("在文件夹的位置上", encoding="utf-8")
    before = dump(folder / "workspace.db")
    workspace = Workspace.open(folder)
    assert workspace.problem is not None
    assert "没有换成新格式" in workspace.problem
    assert_everything_is_there(workspace)
    with pytest.raises(WorkspaceError):
        workspace.set_setting("字号", 14)
    workspace.close()
    assert dump(folder / "workspace.db") == before


def test_older_workspace_that_cannot_be_written_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (folder / "workspace.db").read_bytes()
    monkeypatch.setattr(workspace_module.os, "access", lambda path, mode: False)
    workspace = Workspace.open(folder)
    assert workspace.problem is not None
    assert "不会保留" in workspace.problem
    assert_everything_is_there(workspace)
    workspace.close()
    assert (folder / "workspace.db").read_bytes() == content
    assert [path.name for path in folder.iterdir()] == ["workspace.db"]


def test_damaged_older_workspace_is_not_migrated_and_its_backup_is_restored(folder: Path) -> None:
    (folder / "backups").mkdir()
    shutil.copyfile(folder / "workspace.db", folder / "backups" / "workspace-2026-11-21.db")
    (folder / "workspace.db").write_bytes(b"\xff" * 5000)
    workspace = Workspace.open(folder)
    assert workspace.damage is not None
    assert_everything_is_there(workspace)
    workspace.restore(workspace.damage.newest)
    assert_everything_is_there(workspace)
    workspace.close()


def test_later_workspace_is_shown_and_left_alone(folder: Path) -> None:
    Workspace.open(folder).close()
    path = folder / "workspace.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("ALTER TABLE bookmarks ADD COLUMN voice TEXT; PRAGMA user_version=99")
    content = path.read_bytes()
    workspace = Workspace.open(folder)
    assert workspace.problem is not None
    assert str(path) in workspace.problem
    assert "请用新版程序打开" in workspace.problem
    assert workspace.bookmarks() == KEPT
    with pytest.raises(WorkspaceError):
        workspace.add_bookmark(KEPT[0])
    workspace.close()
    assert path.read_bytes() == content


def change(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


@pytest.mark.parametrize("tags", ["''", "NULL", "'[1'", "'5'", "'{}'"])
def test_what_an_older_workspace_has_left_out_is_empty(folder: Path, tags: str) -> None:
    change(
        folder / "workspace.db",
        f"UPDATE bookmarks SET tags = {tags}, note = NULL, words = NULL, path = NULL, folder = NULL, position = NULL, "
        "colour = NULL WHERE identity = '1'",
    )
    workspace = Workspace.open(folder)
    assert workspace.problem is None
    (bookmark,) = workspace.few_bookmarks(["1"])
    assert bookmark == replace(KEPT[2], tags=(), note="", path=(), folder="", position=0.0, colour="")
    assert workspace.find_bookmarks("秸秆") == ("1",)
    assert workspace.bookmark_order() == {"": ["1", "2"], "f": ["3"]}
    assert workspace.marks({})[bookmark.key] == ""
    workspace.close()


UNFIT = "UPDATE bookmarks SET note = x'ff' WHERE identity = '1'"
TAKEN = "CREATE INDEX bookmarks_order ON bookmarks (folder)"
LATER = "PRAGMA user_version=99"


@pytest.mark.parametrize(("script", "remedy"), [(UNFIT, "移到别处"), (TAKEN, "移到别处"), (LATER, "请用新版程序打开")])
def test_bookmarks_that_cannot_be_shown_are_said_to_be_there(folder: Path, script: str, remedy: str) -> None:
    path = folder / "workspace.db"
    change(path, script)
    before = dump(path)
    workspace = Workspace.open(folder)
    assert workspace.problem is not None
    assert f"“{path}”" in workspace.problem
    assert "其中的书签不能显示" in workspace.problem
    assert remedy in workspace.problem
    assert "查看" not in workspace.problem
    assert workspace.bookmarks() == ()
    with pytest.raises(WorkspaceError):
        workspace.add_bookmark(KEPT[0])
    workspace.close()
    assert dump(path) == before


def test_bookmarks_of_another_window_or_a_closed_folder_that_cannot_be_shown(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "workspace.db"
    change(path, UNFIT)
    lock = take_lock(folder / "workspace.lock")
    assert lock is not None
    second = Workspace.open(folder)
    assert second.problem is not None
    assert "另一个窗口" in second.problem
    assert f"“{path}”，其中的书签在本窗口不能显示" in second.problem
    second.close()
    lock.release()
    monkeypatch.setattr(workspace_module.os, "access", lambda path, mode: False)
    closed = Workspace.open(folder)
    assert closed.problem is not None
    assert "不会保留" in closed.problem
    assert f"“{path}”也不能读取" in closed.problem
    closed.close()
    empty = Workspace.open(tmp_path / "没有")
    assert empty.problem is not None
    assert "不能读取" not in empty.problem
    empty.close()


def test_backup_that_cannot_be_migrated_is_refused_and_nothing_changed(folder: Path) -> None:
    path = folder / "workspace.db"
    change(path, UNFIT)
    (folder / "backups").mkdir()
    shutil.copyfile(path, folder / "backups" / "workspace-2026-11-21.db")
    path.write_bytes(b"\xff" * 5000)
    workspace = Workspace.open(folder)
    assert workspace.damage is not None
    assert workspace.problem is not None
    assert "书签不能显示" in workspace.problem
    names = sorted(each.name for each in folder.iterdir())
    with pytest.raises(WorkspaceError, match="恢复书签备份失败"):
        workspace.restore(workspace.damage.newest)
    assert sorted(each.name for each in folder.iterdir()) == names
    assert path.read_bytes() == b"\xff" * 5000
    workspace.restore(None)
    assert workspace.problem is None
    workspace.add_bookmark(KEPT[0])
    workspace.close()


def test_words_of_another_normal_form_are_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Workspace.open(folder).close()
    change(folder / "workspace.db", "UPDATE bookmarks SET contents = '从前的写法'")
    workspace = Workspace.open(folder)
    assert len(workspace.find_bookmarks("从前")) == 3  # what is there is by the normal form of today
    monkeypatch.setattr(contents, "normal_form", lambda text: normal_form(text).replace("、", "，"))
    contents._version.cache_clear()
    assert workspace.find_bookmarks("从前") == ()
    assert workspace.find_bookmarks("秸秆") == ("1",)
    workspace.close()
    contents._version.cache_clear()


def test_words_of_another_version_are_made_anew_at_the_first_search(folder: Path) -> None:
    Workspace.open(folder).close()
    with closing(sqlite3.connect(folder / "workspace.db")) as connection, connection:
        connection.execute("UPDATE bookmarks SET contents = '从前的写法'")
        connection.execute("""UPDATE settings SET value = '"0.0"' WHERE name = 'contents_version'""")
    workspace = Workspace.open(folder)
    assert workspace.find_bookmarks("从前") == ()
    assert workspace.find_bookmarks("秸秆") == ("1",)
    workspace.close()
