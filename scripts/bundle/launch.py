"""How long the program takes from its start to a window with the focus, and to hits of what is typed at once.

python3 -m scripts.bundle.launch [--times N] PROGRAM [ARGUMENT…]     needs Xvfb, openbox and xdotool

Text is typed a tenth of a second after the window has the focus, as someone would who has waited for it; the hits are
there when the colour of a hit is on the screen.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from scripts.bundle.desktop import Desktop, desktop, wait

WINDOW = "南通规划文件检索"
QUERY = "PM2.5"
HIT = "#fff0a3"
_PAUSE = 0.1
_PATIENCE = 20.0


def main() -> int:
    """Start the program several times, once more before to warm up; prints medians and ranges in seconds."""
    parser = argparse.ArgumentParser(description="测量启动时间。")
    parser.add_argument("--times", type=int, default=10, metavar="次数")
    parser.add_argument("program", nargs=argparse.REMAINDER, metavar="程序")
    options = parser.parse_args()
    with desktop() as screen:
        launch(screen, options.program)
        measured = [launch(screen, options.program) for _ in range(options.times)]
    for name, seconds in zip(
        ("窗口得到输入焦点", "键入的检索词命中并画到屏幕上"), zip(*measured, strict=True), strict=True
    ):
        print(f"{name}：中位数 {statistics.median(seconds):.2f} 秒，{min(seconds):.2f}–{max(seconds):.2f} 秒")
    return 0


def launch(screen: Desktop, program: Sequence[str]) -> tuple[float, float]:
    """Seconds from the start to the focus, and to the hits."""
    began = time.monotonic()
    with subprocess.Popen([*program], env=dict(screen.surroundings)) as process:
        try:
            wait(lambda: screen.title() == WINDOW, _PATIENCE, "窗口")
            focused = time.monotonic() - began
            time.sleep(_PAUSE)
            screen.type(QUERY)
            wait(lambda: screen.shows(HIT), _PATIENCE, "命中")
            hits = time.monotonic() - began
        finally:
            process.terminate()
    return focused, hits


if __name__ == "__main__":
    sys.exit(main())
