"""Keeps Qt away from the desktop's session bus: the program speaks to the screen and the input method only."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping

_SCREEN_READER = "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"
_OVER_THE_BUS = "xdgdesktopportal"


def leave_session_bus(environment: MutableMapping[str, str]) -> None:
    """Give D-Bus no address of the session bus, unless the user has asked Qt to serve a screen reader.

    Qt would look there for screen readers, for a menu bar of the desktop's and for its colour scheme. Input methods
    name an address of their own. Must run before the application object is made.
    """
    if sys.platform != "linux" or environment.get(_SCREEN_READER, "0") != "0":
        return
    environment["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
    environment.pop("AT_SPI_BUS_ADDRESS", None)
    if environment.get("QT_QPA_PLATFORMTHEME") == _OVER_THE_BUS:  # its file dialogs could not open
        del environment["QT_QPA_PLATFORMTHEME"]
