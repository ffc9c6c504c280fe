"""Runs first in the bundle: the desktop's libraries are taken from the system, and from the bundle where it has none.

The system's own are preferred because they fit its fonts, its keyboard tables and its X server; the bundle's are for
systems that lack some, as most lack libxcb-cursor. A library that is loaded already is what later ones that need its
name get. It costs nothing until Qt is imported.
"""

import ctypes
import importlib.abc
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType


def load_desktop_libraries(folder: Path) -> list[str]:
    """Load every library that `folder` has, the system's where it has one; return the names that cannot be loaded."""
    waiting = [path.name for path in sorted(folder.iterdir()) if not _loads(path.name)]
    before: list[str] = []
    while waiting != before:  # they depend on each other: what failed may load after the others
        before = waiting
        waiting = [name for name in waiting if not _loads(str(folder / name))]
    return waiting


def _loads(path: str) -> bool:
    try:
        ctypes.CDLL(path)
    except OSError:
        return False
    return True


class BeforeQt(importlib.abc.MetaPathFinder):
    """Finds nothing, but is asked first when Qt is imported."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Load the libraries at the first question for PySide6, then step aside."""
        if fullname == "PySide6":
            sys.meta_path.remove(self)
            load_desktop_libraries(Path(__file__).parent / "fallback")
        return None


if sys.platform == "linux" and getattr(sys, "frozen", False):
    sys.meta_path.insert(0, BeforeQt())
