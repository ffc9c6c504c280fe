"""Which input methods Qt tries on Linux."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def choose_input_methods(environment: MutableMapping[str, str], machine_ids: Sequence[Path] = _MACHINE_IDS) -> None:
    """Add ibus and the compose key to what the desktop names, unless the user has set `QT_IM_MODULES`.

    Desktops set `QT_IM_MODULE=fcitx`, whose plugin the wheels of PySide6 do not bring, and Qt would then know none at
    all. fcitx5 answers to programs that speak ibus. Must run before the application object is made.
    Where the machine has no id, D-Bus would end the program at ibus's first question for it, so nothing is added.
    """
    if sys.platform != "linux" or environment.get("QT_IM_MODULES") or not any(path.is_file() for path in machine_ids):
        return
    named = environment.get("QT_IM_MODULE", "")
    environment["QT_IM_MODULES"] = ";".join(dict.fromkeys(filter(None, (named, "ibus", "compose"))))
