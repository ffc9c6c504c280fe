"""Where Qt is told to ask for printers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nt_desktop.ui.print_service import keep_printing_local


def test_only_the_local_socket_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    environment: dict[str, str] = {}
    keep_printing_local(environment, [tmp_path / "client.conf"])
    assert environment == {"CUPS_SERVER": "/run/cups/cups.sock"}


def test_what_the_office_has_set_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "client.conf").write_text("ServerName printers\n", encoding="utf-8")
    environment: dict[str, str] = {}
    keep_printing_local(environment, [tmp_path / "client.conf"])
    assert environment == {}
    environment["CUPS_SERVER"] = "printers:631"
    keep_printing_local(environment, [])
    assert environment == {"CUPS_SERVER": "printers:631"}
