"""Which of the files that PyInstaller finds go into the bundle, and which of the system's libraries it brings."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]  # where it goes in the bundle, where it comes from, PyInstaller's type code

FALLBACK = "fallback"

# Of Qt's plugins only these: the screen and none, two input methods, printing, the pictures that the program has.
_QT_PLUGINS = re.compile(
    r"(platforms/(lib)?q(xcb|offscreen|windows)|platforminputcontexts/lib(compose|ibus)|printsupport/|iconengines/"
    r"|imageformats/(lib)?q(svg|ico|jpeg)|styles/)"
)
_QT_LIBRARIES = re.compile(
    r"(lib)?(Qt6(Core|Gui|Widgets|PrintSupport|Svg|SvgWidgets|DBus|XcbQpa)|icu\w+|pyside6|shiboken6)[.\-\d]"
)
_PYSIDE_MODULES = re.compile(r"(QtCore|QtGui|QtWidgets|QtPrintSupport|QtSvg|QtDBus)\.(abi3\.so|pyd)$")
_TRANSLATION = "qtbase_zh_CN.qm"

# What every Linux has, in a version at least as new as the one that the bundle was built with.
_ALWAYS_THERE = re.compile(r"(linux-vdso|ld-linux[\w-]*|lib(c|m|dl|rt|pthread|util|resolv|z|nsl|crypt))\.so")
# Python's ctypes needs it before the runtime hook can look for others.
_NEEDED_BY_PYTHON = re.compile(r"libffi\.so")
_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
# A host without CUPS has no printer either; a host with it has its own client library and all that this needs.
_LEFT_TO_THE_HOST = "printsupport/"


def is_wanted(name: str, source: str, kind: str) -> bool:
    """Whether a file that PyInstaller collected goes where PyInstaller wants it."""
    if kind == "SYMLINK":  # FAT and exFAT have none; the libraries are found without
        return False
    path = PurePosixPath(name.replace("\\", "/"))
    if "PySide6" not in path.parts:
        return not _is_system(source) or bool(_NEEDED_BY_PYTHON.match(path.name))
    if "plugins" in path.parts:
        return bool(_QT_PLUGINS.match(str(path).partition("plugins/")[2]))
    if "translations" in path.parts:
        return path.name == _TRANSLATION
    if "qml" in path.parts or "typesystems" in path.parts:
        return False
    if path.name.endswith((".abi3.so", ".pyd")) and path.name.startswith("Qt"):
        return bool(_PYSIDE_MODULES.match(path.name))
    if ".so" in path.name or path.suffix == ".dll":
        return bool(_QT_LIBRARIES.match(path.name)) or path.name.lower().startswith(("msvcp", "vcruntime", "concrt"))
    return path.suffix in (".py", ".conf")


def system_libraries(binaries: Iterable[Entry]) -> list[Entry]:
    """The system's libraries that `binaries` need, directly or not, but for glibc's, as entries under fallback/."""
    if sys.platform != "linux":
        return []
    found: dict[str, str] = {}
    ours = {PurePosixPath(name).name for name, _, _ in binaries}
    for place, source, _ in binaries:
        for name, path in () if _LEFT_TO_THE_HOST in place else _needed(source):
            if _is_system(path) and name not in ours and not _ALWAYS_THERE.match(name):
                found[name] = path
            elif path == "not found" and name not in ours:
                raise SystemExit(f"制作环境里没有 {name}，{source} 需要它。")
    return [(f"{FALLBACK}/{name}", str(Path(path).resolve()), "DATA") for name, path in sorted(found.items())]


def _is_system(path: str) -> bool:
    return path.startswith(_SYSTEM_FOLDERS)


def _needed(path: str) -> list[tuple[str, str]]:
    """The libraries that a file loads, directly or not: name, and path or `not found`."""
    listed = subprocess.run(["ldd", path], capture_output=True, text=True, check=False)
    pairs = (line.strip().split(" => ") for line in listed.stdout.splitlines() if " => " in line)
    return [(name, path.split(" (")[0]) for name, path in pairs]
