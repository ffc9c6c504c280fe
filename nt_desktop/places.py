"""Where things are: resources, seeds and index beside the program, the workspace where it may be written.

Run from a checkout, an installed wheel or a frozen folder alike. Nothing here creates anything.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

APP_NAME = "nt-desktop"


def program_folder() -> Path:
    """The folder that holds seeds/, index/ and data/: the checkout, or the folder of the frozen program."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parent.parent


def resources_folder() -> Path:
    """The folder of the data the program reads (vocabulary, icons, style, help)."""
    frozen = getattr(sys, "_MEIPASS", None)
    inside = Path(__file__).resolve().parent / "resources"  # where a wheel puts it
    candidates = ([Path(frozen) / "resources"] if frozen else []) + [inside, program_folder() / "resources"]
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


def seeds_folder() -> Path:
    """The folder of the source documents."""
    return program_folder() / "seeds"


def index_folder() -> Path:
    """The folder of the index that is made of them."""
    return program_folder() / "index"


def user_data_folder() -> Path:
    """The user's data folder by platform convention; one that can't be made where the user has no home."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(home_folder() / "AppData" / "Local")
        return Path(base) / APP_NAME
    if sys.platform == "darwin":
        return home_folder() / "Library" / "Application Support" / APP_NAME
    return Path(os.environ.get("XDG_DATA_HOME") or home_folder() / ".local" / "share") / APP_NAME


def workspace_folder() -> Path:
    """`data/` beside the program when it is there and writable (portable mode), else the user's data folder."""
    return portable_folder() or user_data_folder()


def portable_folder() -> Path | None:
    """`data/` beside the program, where all that is ever written then goes; None where it is missing or locked."""
    portable = program_folder() / "data"
    return portable if portable.is_dir() and _is_writable(portable) else None


def _is_writable(folder: Path) -> bool:
    if sys.platform != "win32":
        return os.access(folder, os.W_OK)
    from tempfile import TemporaryFile  # Windows tells only when one tries

    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def home_folder() -> Path:
    """The user's home; a folder that never is where none is set: the accounts are not asked, they may be elsewhere."""
    if sys.platform != "win32":
        return Path(os.environ.get("HOME") or "/nonexistent")
    try:
        return Path.home()
    except RuntimeError:
        return Path("/nonexistent")


@cache
def load_resource(name: str) -> dict[str, Any]:
    """The content of a TOML file of resources/, read once."""
    import tomllib

    with (resources_folder() / name).open("rb") as file:
        return tomllib.load(file)
