"""Works a whole session in portable mode under strace, and looks what the program left and whom it spoke to.

python3 -m scripts.bundle.session FOLDER      needs Linux, strace, Xvfb, openbox and xdotool

FOLDER is a finished bundle; a copy at an awkward place is used. The session starts the window, searches, opens a hit,
bookmarks it, previews it, saves it as PDF and quits. Nothing but data/ and the folder of the PDF may have been written,
and no socket but the screen's may have been tried, though the surroundings name a session bus.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.bundle import traces
from scripts.bundle.checks import complain, wrong_sums
from scripts.bundle.desktop import Desktop, desktop, wait
from scripts.bundle.launch import HIT, QUERY, WINDOW

_PATIENCE = 60.0  # everything is slow under strace


def main() -> int:
    """Returns 0, or stops with what the program did that it must not do."""
    parser = argparse.ArgumentParser(description="用 strace 跟踪一次完整的使用过程。")
    parser.add_argument("folder", type=Path, metavar="文件夹", help="制作好的程序文件夹")
    parser.add_argument("--keep", type=Path, metavar="文件", help="另存 strace 的记录")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "试 用" / "nt-desktop"
        shutil.copytree(options.folder, folder)
        (folder / "data").mkdir(exist_ok=True)
        saved = Path(scratch) / "saved"
        saved.mkdir()
        trace = Path(scratch) / "trace.txt"
        with desktop() as screen:
            work(screen, folder / "nt-desktop", trace, saved / "excerpt.pdf")
            screen_sockets = [f"{sign}/tmp/.X11-unix/X{screen.number}" for sign in ("", "@")]
        said = trace.read_text(encoding="utf-8", errors="replace").splitlines()
        if options.keep:
            shutil.copyfile(trace, options.keep)
        complain("在 data/ 以外写了", traces.changes(said, [str(folder / "data"), str(saved)]))
        complain("连接了显示以外的套接字", traces.foreign_sockets(said, screen_sockets))
        complain("改动了这些文件", wrong_sums(folder))
        print(f"没有在 data/ 以外写入，没有连接显示以外的套接字；跟踪到 {len(said)} 次系统调用。")
    return 0


def work(screen: Desktop, program: Path, trace: Path, pdf: Path) -> None:
    """The session itself, with the keyboard; the program has ended when it comes back."""
    bus = Path(screen.surroundings["XDG_RUNTIME_DIR"]) / "bus"  # nobody listens: an attempt is what counts
    surroundings = {**screen.surroundings, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"}
    command = ["strace", "-f", "-y", "-s", "4096", "-e", f"trace={traces.CALLS}", "-o", str(trace), str(program)]
    with subprocess.Popen(command, env=surroundings) as process:
        try:
            wait(lambda: screen.title() == WINDOW, _PATIENCE, "窗口")
            screen.type(QUERY)
            wait(lambda: screen.shows(HIT), _PATIENCE, "命中")
            screen.press("Down", "Return")
            wait(lambda: screen.title().endswith(f" — {WINDOW}"), _PATIENCE, "打开的文件")
            screen.press("ctrl+d")
            wait(lambda: _bookmarks(program.parent / "data" / "workspace.db") == 1, _PATIENCE, "书签")
            screen.press("Escape", "ctrl+p")
            wait(lambda: screen.title().startswith("打印预览"), _PATIENCE, "打印预览")
            screen.press("Escape")
            wait(lambda: screen.title().endswith(WINDOW), _PATIENCE, "窗口")
            screen.press("ctrl+s")
            wait(lambda: screen.title() == "另存摘录", _PATIENCE, "另存")
            screen.type(str(pdf))
            screen.press("Return")
            wait(lambda: pdf.is_file() and screen.title().endswith(WINDOW), _PATIENCE, "PDF")
            screen.press("ctrl+q")
            code = process.wait(_PATIENCE)
        finally:
            process.terminate()
    if code != 0:
        raise SystemExit(f"程序没有正常退出：{code}")


def _bookmarks(path: Path) -> int:
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            return int(connection.execute("SELECT count(*) FROM bookmarks").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return 0


if __name__ == "__main__":
    sys.exit(main())
