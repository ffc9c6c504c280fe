"""What the machine must bring: the system libraries that Qt loads, and a Chinese font."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FONT = "中文字体"
VENV = "python3-venv"

# What to install for each library that the wheels of PySide6 do not bring: apt-get, dnf, zypper, pacman.
# Source: `ldd` on QtGui, QtWidgets, QtPrintSupport and the xcb and offscreen plugins, where none of them is installed.
_PACKAGES: dict[str, tuple[str, str, str, str]] = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd", "libglvnd"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig", "fontconfig"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2", "libgthread-2_0-0", "glib2"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon0", "libxkbcommon"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libX11-xcb1", "libx11"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": (
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "libxcb-render-util0",
        "xcb-util-renderutil",
    ),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb-shape0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb-sync1", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb-xkb1", "libxcb"),
    FONT: ("fonts-noto-cjk", "google-noto-sans-cjk-fonts", "noto-sans-sc-fonts", "noto-fonts-cjk"),
    VENV: (f"python3.{sys.version_info.minor}-venv", "python3", "python3", "python"),
}
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_FONT_NAMES = ("cjk", "hei", "song", "ming", "kai", "fang", "msyh", "simsun", "sourcehan", "wqy")


@dataclass(frozen=True, slots=True)
class PackageManager:
    """A package manager: its place in `_PACKAGES`, how it installs, and what refreshes its lists first."""

    column: int
    install: tuple[str, ...]
    refresh: tuple[str, ...] = ()


_MANAGERS = (
    PackageManager(0, ("apt-get", "install", "-y", "--no-install-recommends"), ("apt-get", "update")),
    PackageManager(1, ("dnf", "install", "-y")),
    PackageManager(1, ("yum", "install", "-y")),
    PackageManager(2, ("zypper", "--non-interactive", "install")),
    PackageManager(3, ("pacman", "-S", "--noconfirm", "--needed")),
)


def missing(*, window: bool) -> tuple[str, ...]:
    """What this machine lacks to make the environment and, for a `window`, to run Qt; keys of `_PACKAGES`."""
    if sys.platform != "linux":
        return ()
    lacking = [] if _has_module("ensurepip") else [VENV]
    if window:
        lacking += _unloadable([name for name in _PACKAGES if ".so" in name])
        lacking += [] if has_chinese_font() else [FONT]
    return tuple(lacking)


def provide(lacking: Sequence[str]) -> tuple[str, ...]:
    """Install what is lacking where that needs no password; return what is lacking still, having said how to get it."""
    if not lacking:
        return ()
    manager = next((known for known in _MANAGERS if shutil.which(known.install[0])), None)
    packages = sorted({_PACKAGES[name][manager.column] for name in lacking}) if manager else []
    rights = _rights()
    print(f"这台机器还缺少：{'、'.join(lacking)}。", file=sys.stderr)
    if manager and rights is not None:
        print(f"正在安装：{' '.join(packages)}", file=sys.stderr)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in _commands(manager, packages):
            subprocess.run([*rights, *command], env=environment, check=False, stdout=subprocess.DEVNULL)
        lacking = missing(window=any(name != VENV for name in lacking))
        if not lacking:
            return ()
        print(f"安装后仍然缺少：{'、'.join(lacking)}。请检查软件源和网络。", file=sys.stderr)
    if manager:
        print(
            f"请由管理员执行下面的命令，再重新运行：\n    sudo {' '.join((*manager.install, *packages))}",
            file=sys.stderr,
        )
    else:
        print("没有找到 apt-get、dnf、zypper 或 pacman，请用本机的软件管理工具安装它们。", file=sys.stderr)
    return tuple(lacking)


def has_chinese_font() -> bool:
    """Whether fontconfig knows a font for Chinese; without fontconfig, whether a file looks like one."""
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, check=False)
        return bool(listed.stdout.strip())
    files = (path for folder in _FONT_FOLDERS for path in Path(folder).expanduser().rglob("*.[to]t[fc]"))
    return any(name in path.name.lower() for path in files for name in _FONT_NAMES)


def _commands(manager: PackageManager, packages: Sequence[str]) -> list[tuple[str, ...]]:
    return [command for command in (manager.refresh, (*manager.install, *packages)) if command]


def _rights() -> tuple[str, ...] | None:
    """What to put before a command to run it as root without a password, or None."""
    if os.geteuid() == 0:
        return ()
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    return ("sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive") if allowed else None


def _has_module(name: str) -> bool:
    return subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True, check=False).returncode == 0


def _unloadable(names: Sequence[str]) -> list[str]:
    """The shared libraries that the loader cannot find; asked in a new process, which reads the loader's cache anew."""
    program = "import ctypes, sys\nfor n in sys.argv[1:]:\n try: ctypes.CDLL(n)\n except OSError: print(n)"
    return subprocess.run([sys.executable, "-c", program, *names], capture_output=True, text=True).stdout.split()
