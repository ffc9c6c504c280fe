"""What the program writes down when it goes wrong itself: a log beside the workspace, for whoever mends it."""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from nt_desktop import __version__
from nt_desktop.places import workspace_folder

LOG_NAME = "errors.log"
_LONGEST = 1 << 20  # bytes; what is older begins a second file, and what was in that is forgotten


def details_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What whoever mends the program needs to know."""
    head = f"nt-desktop {__version__}，Python {platform.python_version()}，{platform.platform()}\n"
    return head + "".join(traceback.format_exception(kind, error, trace))


def log_fault(details: str, folder: Path | None = None) -> Path | None:
    """Add the details to the log; where that stands, or None where nothing can be written."""
    path = (folder or workspace_folder()) / LOG_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _LONGEST:
            path.replace(path.with_suffix(".old.log"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} {details.rstrip()}\n\n")
    except OSError:
        return None
    return path
