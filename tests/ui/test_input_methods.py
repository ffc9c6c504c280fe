"""Which input methods Qt is told to try."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nt_desktop.ui.input_methods import choose_input_methods


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "ibus;compose"),
        ({"QT_IM_MODULE": "fcitx"}, "fcitx;ibus;compose"),
        ({"QT_IM_MODULE": "ibus"}, "ibus;compose"),
        ({"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx"}, "wayland;fcitx"),
    ],
)
def test_ibus_follows_what_the_desktop_names(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    choose_input_methods(environment, [Path(__file__)])
    assert environment["QT_IM_MODULES"] == expected


def test_without_a_machine_id_ibus_is_not_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    environment: dict[str, str] = {}
    choose_input_methods(environment, [tmp_path / "machine-id"])
    assert environment == {}


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    environment: dict[str, str] = {}
    choose_input_methods(environment, [Path(__file__)])
    assert environment == {}
