"""What the set-up script says of a machine that lacks something."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from typing import Any

import pytest

from scripts import machine


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands that would have changed the machine."""
    made: list[list[str]] = []

    def run(command: Sequence[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        made.append(list(command))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(machine.subprocess, "run", run)
    monkeypatch.setattr(machine.shutil, "which", lambda name: name if name == "apt-get" else None)
    return made


def test_nothing_lacking_asks_for_nothing(calls: list[list[str]]) -> None:
    assert machine.provide(()) == ()
    assert calls == []


def test_without_rights_the_command_is_said(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "_rights", lambda: None)
    lacking = ("libxcb-cursor.so.0", machine.FONT)
    assert machine.provide(lacking) == lacking
    said = capsys.readouterr().err
    assert "libxcb-cursor.so.0、中文字体" in said
    assert "sudo apt-get install -y --no-install-recommends fonts-noto-cjk libxcb-cursor0" in said
    assert calls == []


def test_with_rights_the_lists_are_refreshed_and_the_packages_installed(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_rights", lambda: ("sudo",))
    monkeypatch.setattr(machine, "missing", lambda *, window: ())
    assert machine.provide(("libEGL.so.1",)) == ()
    assert [command[:3] for command in calls] == [["sudo", "apt-get", "update"], ["sudo", "apt-get", "install"]]
    assert calls[1][-1] == "libegl1"


def test_what_cannot_be_installed_is_still_lacking(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "_rights", lambda: ())
    monkeypatch.setattr(machine, "missing", lambda *, window: ("libEGL.so.1",) if window else ())
    assert machine.provide(("libEGL.so.1", machine.VENV)) == ("libEGL.so.1",)
    assert "安装后仍然缺少：libEGL.so.1" in capsys.readouterr().err


def test_without_a_package_manager_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "_rights", lambda: None)
    monkeypatch.setattr(machine.shutil, "which", lambda _: None)
    assert machine.provide(("libEGL.so.1",)) == ("libEGL.so.1",)
    assert "没有找到 apt-get" in capsys.readouterr().err
