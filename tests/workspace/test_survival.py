"""What was confirmed is there after the program was killed, the disk was full, or the right to write was taken.

`NT_DESKTOP_KILLS=500` runs the killing as often as the release note asks.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
from itertools import islice
from pathlib import Path

import pytest

from nt_desktop.workspace.records import Bookmark
from nt_desktop.workspace.workspace import Workspace
from tests.workspace.bookmark_loop import changes

REPOSITORY = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("NT_DESKTOP_KILLS", "12"))


def after(before: dict[str, Bookmark], seed: int, steps: int) -> dict[str, Bookmark]:
    """The bookmarks there must be after so many steps."""
    state = dict(before)
    for change in islice(changes(seed, 0), steps):
        for record in change.drop:
            state.pop(record.identity, None)
        state.update((record.identity, record) for record in change.put if isinstance(record, Bookmark))
    return state


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_killed_program_loses_nothing_that_was_confirmed(tmp_path: Path) -> None:
    chance = random.Random(2026)
    state: dict[str, Bookmark] = {}
    lost = 0
    for run in range(KILLS):
        command = [sys.executable, "-m", "tests.workspace.bookmark_loop", str(tmp_path), str(run)]
        with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            confirmed = 0
            for _ in range(chance.randrange(1, 25)):
                confirmed = int(child.stdout.readline())
            child.kill()
            said = child.stdout.read().split()
            confirmed = int(said[-1]) if said else confirmed
        workspace = Workspace.open(tmp_path)
        assert workspace.problem is None
        found = {bookmark.identity: bookmark for bookmark in workspace.bookmarks()}
        workspace.close()
        outcomes = [after(state, run, confirmed), after(state, run, confirmed + 1)]  # the last may be on its way
        lost += found not in outcomes
        state = found
    assert lost == 0


def run_child(code: str, folder: Path) -> list[str]:
    """Run Python code with `folder` and helpers at hand; the lines it prints."""
    head = """
        import os, resource, sys
        from pathlib import Path
        from nt_desktop.errors import WorkspaceError
        from nt_desktop.workspace.records import Bookmark
        from nt_desktop.workspace.workspace import Workspace
        folder = Path(sys.argv[1])
        def bookmark(number):
            return Bookmark(str(number), "甲", "甲#一", "clause", "文字" * 500, "h")
    """
    program = textwrap.dedent(head) + textwrap.dedent(code)
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(REPOSITORY)},
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of Unix")
def test_full_disk_is_said_and_nothing_confirmed_is_lost(tmp_path: Path) -> None:
    lines = run_child(
        """
        workspace = Workspace.open(folder)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        confirmed = 0
        try:
            for number in range(10_000):
                workspace.add_bookmark(bookmark(number))
                confirmed += 1
        except WorkspaceError as error:
            print(confirmed)
            print(error)
        print(len(workspace.bookmarks()))
        """,
        tmp_path,
    )
    confirmed, message, readable = int(lines[0]), lines[1], int(lines[2])
    assert confirmed > 10
    assert "没有保存" in message
    assert readable == confirmed
    workspace = Workspace.open(tmp_path)
    assert workspace.problem is None
    assert {bookmark.identity for bookmark in workspace.bookmarks()} == {str(number) for number in range(confirmed)}
    workspace.close()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of Unix")
def test_right_to_write_taken_in_the_middle_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "数据"
    folder.mkdir()
    if os.geteuid() == 0:
        for place in (folder, *list(tmp_path.parents)[:3], tmp_path):
            place.chmod(0o777)
        os.chown(folder, 65534, 65534)
    lines = run_child(
        """
        Workspace.open(folder.parent / "import").add_bookmark(bookmark(0))  # Python may be out of reach afterwards
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        workspace = Workspace.open(folder)
        workspace.add_bookmark(bookmark(1))
        for path in folder.iterdir():
            path.chmod(0o400)
        folder.chmod(0o500)
        try:
            workspace.add_bookmark(bookmark(2))
        except WorkspaceError as error:
            print(error)
        print(len(workspace.bookmarks()))
        workspace.close()
        again = Workspace.open(folder)
        print(again.problem)
        print(len(again.bookmarks()), again.kept)
        again.add_bookmark(bookmark(3))
        print(len(again.bookmarks()))
        """,
        folder,
    )
    assert lines[0].startswith("没有保存：")
    assert lines[1] == "1"
    assert "不会保留" in lines[2]
    assert lines[3] == "1 False"
    assert lines[4] == "2"
