"""Whether Qt is told of the session bus."""

from __future__ import annotations

import sys

import pytest

from nt_desktop.ui.session_bus import leave_session_bus


def test_no_bus_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    environment = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus", "AT_SPI_BUS_ADDRESS": "unix:path=/run/at-spi"}
    leave_session_bus(environment)
    assert environment == {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}


def test_without_an_address_none_is_looked_for_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    environment: dict[str, str] = {}
    leave_session_bus(environment)
    assert environment == {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}


@pytest.mark.parametrize(("theme", "left"), [("xdgdesktopportal", {}), ("gtk3", {"QT_QPA_PLATFORMTHEME": "gtk3"})])
def test_dialogs_are_not_left_to_a_service_on_the_bus(
    monkeypatch: pytest.MonkeyPatch, theme: str, left: dict[str, str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    environment = {"QT_QPA_PLATFORMTHEME": theme}
    leave_session_bus(environment)
    assert environment == {"DBUS_SESSION_BUS_ADDRESS": "disabled:", **left}


def test_a_screen_reader_that_is_asked_for_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    wanted = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    environment = dict(wanted)
    leave_session_bus(environment)
    assert environment == wanted


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    environment: dict[str, str] = {}
    leave_session_bus(environment)
    assert environment == {}
