from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from nt_desktop.ui.traces import keep_traces_in


@pytest.fixture(autouse=True)
def settings_path() -> Iterator[None]:
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    before = Path(QSettings(native, user, "QtProject").fileName()).parent
    yield
    QSettings.setPath(native, user, str(before))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own dialogs are used")
def test_what_file_dialogs_remember_and_caches_stay_in_the_data_folder(tmp_path: Path) -> None:
    environment = {"XDG_CACHE_HOME": "elsewhere"}
    keep_traces_in(tmp_path, tmp_path, environment)
    assert environment == {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert Path(QSettings(QSettings.Scope.UserScope, "QtProject").fileName()).parent == tmp_path


def test_without_a_data_folder_caches_stay_where_the_user_has_them(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    keep_traces_in(tmp_path, None, environment)
    assert environment == {}
