"""Which input methods Qt tries on Linux."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping


def choose_input_methods(environment: MutableMapping[str, str]) -> None:
    """Add ibus and the compose key to what the desktop names, unless the user has set `QT_IM_MODULES`.

    Desktops set `QT_IM_MODULE=fcitx`, whose plugin the wheels of PySide6 do not bring, and Qt would then know none at
    all. fcitx5 answers to programs that speak ibus. Must run before the application object is made.
    """
    if sys.platform != "linux" or environment.get("QT_IM_MODULES"):
        return
    named = environment.get("QT_IM_MODULE", "")
    environment["QT_IM_MODULES"] = ";".join(dict.fromkeys(filter(None, (named, "ibus", "compose"))))
