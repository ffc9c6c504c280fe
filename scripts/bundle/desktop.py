"""A desktop of its own to try the window on: Xvfb, a window manager, keys pressed and pixels read from outside.

Needs Xvfb, openbox and xdotool.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xdotool")
_SCREEN = "1366x768x24"
_POLL = 0.005
_RUN = 6
"""Pixels side by side that count as a colour shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a window is on the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int


class Desktop:
    """A screen that nobody sees. `surroundings` is the whole environment of what is started on it."""

    def __init__(self, number: int, pixels: mmap.mmap, home: Path) -> None:
        self.number = number
        self._pixels = pixels
        header, colours = (struct.unpack(">I", pixels[at : at + 4])[0] for at in (0, 76))
        self._first = header + 12 * colours
        self.surroundings: Mapping[str, str] = {
            "DISPLAY": f":{number}",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
        }

    def title(self) -> str:
        """The title of the window that has the focus; empty where none has."""
        return self._ask("getwindowfocus", "getwindowname")

    def place(self) -> Place:
        """Where the window is that has the focus."""
        said = dict(line.split("=") for line in self._ask("getwindowfocus", "getwindowgeometry", "--shell").split())
        return Place(int(said["X"]), int(said["Y"]), int(said["WIDTH"]), int(said["HEIGHT"]))

    def type(self, text: str, delay: int = 12) -> None:
        """Type on the keyboard, with so many milliseconds between the keys."""
        self._ask("type", "--delay", str(delay), text)

    def press(self, *keys: str) -> None:
        """Press keys one after another: `ctrl+p`, `Return`."""
        for key in keys:
            self._ask("key", key)

    def click(self, x: int, y: int) -> None:
        self._ask("mousemove", str(x), str(y), "click", "1")

    def shows(self, colour: str) -> bool:
        """Whether some pixels side by side have a colour, written `#rrggbb`."""
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        runs = (bytes((blue, green, red, unused)) * _RUN for unused in (0x00, 0xFF))
        return any(self._pixels.find(run, self._first) >= 0 for run in runs)

    def _ask(self, *arguments: str) -> str:
        done = subprocess.run(["xdotool", *arguments], env=dict(self.surroundings), capture_output=True, text=True)
        return done.stdout.strip()


def wait(ready: Callable[[], bool], seconds: float, what: str) -> None:
    """Come back as soon as `ready` is true; stops with a sentence where that takes too long."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise SystemExit(f"等了 {seconds:.0f} 秒，没有等到：{what}")
        time.sleep(_POLL)


@contextmanager
def desktop() -> Iterator[Desktop]:
    """A screen with a window manager on it, gone afterwards."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        raise SystemExit(f"缺少 {'、'.join(missing)}，请先安装。")
    with tempfile.TemporaryDirectory() as scratch, contextlib.ExitStack() as running:
        home, frames = Path(scratch) / "home", Path(scratch) / "frames"
        for folder in (home, frames):
            folder.mkdir(mode=0o700)
        told, tell = os.pipe()
        screen = [
            "Xvfb",
            "-noreset",
            "-screen",
            "0",
            _SCREEN,
            "-nolisten",
            "tcp",
            "-fbdir",
            str(frames),
            "-displayfd",
            str(tell),
        ]
        running.enter_context(_started(screen, pass_fds=(tell,)))
        os.close(tell)
        with os.fdopen(told) as answer:
            number = int(answer.readline())
        with (frames / "Xvfb_screen0").open("rb") as file:
            pixels = running.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        made = Desktop(number, pixels, home)
        wait(lambda: bool(made._ask("getmouselocation")), 10, "屏幕")
        manager = {**made.surroundings, "HOME": scratch}  # what it leaves behind is not the program's
        running.enter_context(_started(["openbox"], env=manager))
        yield made


@contextmanager
def _started(
    command: list[str], env: Mapping[str, str] | None = None, pass_fds: tuple[int, ...] = ()
) -> Iterator[None]:
    process = subprocess.Popen(
        command, env=None if env is None else dict(env), pass_fds=pass_fds, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()
