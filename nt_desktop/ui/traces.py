"""Keeps Qt, and what it loads, from leaving files elsewhere than the workspace is."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from pathlib import Path

from PySide6.QtCore import QSettings


def keep_traces_in(workspace: Path, portable: Path | None, environment: MutableMapping[str, str]) -> None:
    """Send what Qt remembers of file dialogs to the workspace; in portable mode the caches of fonts and shaders too.

    Must run before the application object is made.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(workspace))
    if sys.platform == "linux" and portable is not None:
        environment["XDG_CACHE_HOME"] = str(portable / "cache")
