"""Where Qt asks for printers on Linux."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from nt_desktop.places import home_folder

_SOCKET = "/run/cups/cups.sock"
_SETTINGS = (Path("/etc/cups/client.conf"), home_folder() / ".cups" / "client.conf")


def keep_printing_local(environment: MutableMapping[str, str], settings: Sequence[Path] = _SETTINGS) -> None:
    """Ask only this machine's print service, through its local socket, unless the user or the office has set another.

    Where that socket is missing, CUPS would try the network port of this machine; the program opens none.
    """
    if sys.platform == "linux" and "CUPS_SERVER" not in environment and not any(path.is_file() for path in settings):
        environment["CUPS_SERVER"] = _SOCKET
