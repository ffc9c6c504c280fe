"""When and where Qt asks for printers: when the user prints on paper, and on Linux only on this machine."""

from __future__ import annotations

import sys
from collections.abc import MutableMapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nt_desktop.places import home_folder

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_SOCKET = "/run/cups/cups.sock"
_SETTINGS = (Path("/etc/cups/client.conf"), home_folder() / ".cups" / "client.conf")


def keep_printing_local(environment: MutableMapping[str, str], settings: Sequence[Path] = _SETTINGS) -> None:
    """Ask only this machine's print service, through its local socket, unless the user or the office has set another.

    Where that socket is missing, CUPS would try the network port of this machine; the program opens none.
    """
    if sys.platform == "linux" and "CUPS_SERVER" not in environment and not any(path.is_file() for path in settings):
        environment["CUPS_SERVER"] = _SOCKET


@cache
def preview_printer() -> QPrinter:
    """The one printer that previews are shown on: PDF, made without asking for the printers of this machine.

    A QPrinter looks for the default printer when it is made, be it for PDF. It can't while Qt has no plugins to load;
    printers made later do as usual.
    """
    from PySide6.QtPrintSupport import QPrinter

    folders = QCoreApplication.libraryPaths()
    QCoreApplication.setLibraryPaths([])
    try:
        return QPrinter()
    finally:
        QCoreApplication.setLibraryPaths(folders)
