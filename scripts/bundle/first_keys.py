"""Whether every key arrives that is pressed as soon as the window has the focus.

python3 -m scripts.bundle.first_keys [--times N] PROGRAM [ARGUMENT…]     needs Xvfb, openbox and xdotool

What arrived is read from the history of searches, which the program keeps in its workspace.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.bundle.desktop import Desktop, desktop, wait
from scripts.bundle.launch import HIT, QUERY, WINDOW

_PATIENCE = 20.0


def main() -> int:
    """Returns 0 where all that was typed arrived every time, else 1."""
    parser = argparse.ArgumentParser(description="窗口一得到焦点就键入，看有没有丢字。")
    parser.add_argument("--times", type=int, default=30, metavar="次数")
    parser.add_argument("program", nargs=argparse.REMAINDER, metavar="程序")
    options = parser.parse_args()
    with desktop() as screen:
        arrived = [first_words(screen, options.program) for _ in range(options.times)]
    lost = [words for words in arrived if words != QUERY]
    print(f"{options.times} 次中 {options.times - len(lost)} 次完整", *lost)
    return 1 if lost else 0


def first_words(screen: Desktop, program: Sequence[str]) -> str:
    """What the program was asked to search by keys pressed at once."""
    home = Path(screen.surroundings["HOME"])
    for place in home.iterdir():
        shutil.rmtree(place)
    with subprocess.Popen([*program], env={**screen.surroundings, "XDG_DATA_HOME": str(home / "kept")}) as process:
        try:
            wait(lambda: screen.title() == WINDOW, _PATIENCE, "窗口")
            screen.type(QUERY, delay=1)
            wait(lambda: screen.shows(HIT), _PATIENCE, "命中")
            screen.press("Return")
            wait(lambda: _latest(home) != "", _PATIENCE, "检索记录")
            return _latest(home)
        finally:
            process.terminate()


def _latest(home: Path) -> str:
    for path in home.rglob("workspace.db"):
        try:
            connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
            try:
                row = connection.execute("SELECT query FROM past_searches ORDER BY rowid DESC").fetchone()
            finally:
                connection.close()
        except sqlite3.Error:
            continue
        if row is not None:
            return str(row[0])
    return ""


if __name__ == "__main__":
    sys.exit(main())
