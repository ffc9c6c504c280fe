from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from nt_desktop import places


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(places, "program_folder", lambda: tmp_path)
    return tmp_path


def test_data_beside_the_program_holds_all_that_is_written(program: Path) -> None:
    assert places.portable_folder() is None
    assert places.workspace_folder() == places.user_data_folder()
    (program / "data").mkdir()
    assert places.workspace_folder() == places.portable_folder() == program / "data"


def test_a_data_folder_that_is_locked_counts_as_none(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program / "data").mkdir()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert places.workspace_folder() == places.user_data_folder()


def test_an_account_without_a_home_still_gets_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert not places.user_data_folder().exists()
