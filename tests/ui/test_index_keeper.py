from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nt_desktop import building
from nt_desktop.catalog import manifest
from nt_desktop.errors import OutputError
from nt_desktop.ui import index_keeper
from nt_desktop.ui.main_window import MainWindow

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def copy(built_index: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built_index, tmp_path / "index")


def change_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_one_changed_byte_keeps_a_small_index_closed(qtbot: QtBot, make_window: MakeWindow, copy: Path) -> None:
    change_a_byte(copy / "whoosh" / "shown")
    window = make_window(index=copy)
    qtbot.waitUntil(window.banner.isVisible, timeout=20000)
    assert "shown" in window.banner.words.text()
    assert window.banner.button.text() == "重建索引"
    assert window.collection is None
    assert "正在" not in window.welcome.counts.text()


def test_a_large_index_is_looked_through_while_it_is_used(
    qtbot: QtBot, make_window: MakeWindow, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "HASHED_AT_OPENING", 1000)
    change_a_byte(copy / "whoosh" / "pinyin.count")
    window = make_window(index=copy)
    qtbot.waitUntil(lambda: window.collection is not None and window.banner.isVisible(), timeout=20000)
    assert "pinyin.count" in window.banner.words.text()
    assert window.banner.button.text() == "重建索引"


def test_nothing_is_opened_any_more_once_the_window_is_closed(qtbot: QtBot, built_index: Path, seeds: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    keeper = index_keeper.IndexKeeper(seeds, built_index, window)
    keeper.open()
    keeper.close()  # waits for the check that has begun, whose answer is still to be delivered
    QApplication.processEvents()
    assert keeper.searching is None
    assert keeper.reading is None


def test_where_a_build_fails_the_index_there_is_is_opened(
    qtbot: QtBot, make_window: MakeWindow, copy: Path, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = tmp_path / "seeds"
    few.mkdir()
    shutil.copy(next(seeds.glob("003*.txt")), few)

    def refuse(*_: object) -> None:
        raise OutputError(copy, "磁盘是只读的")

    monkeypatch.setattr(building, "build_index", refuse)
    window = make_window(index=copy, seed_folder=few)
    qtbot.waitUntil(lambda: window.collection is not None, timeout=20000)
    assert "磁盘是只读的" in window.banner.words.text()
    assert window.banner.isVisible()


@pytest.mark.parametrize(("trust", "said", "warned"), [("unsigned", "未签名", False), ("forged", "签名无效", True)])
def test_whose_signature_an_index_carries_is_shown(
    qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch, trust: str, said: str, warned: bool
) -> None:
    monkeypatch.setattr(index_keeper, "trust_in", lambda _: trust)
    window = make_window()
    qtbot.waitUntil(lambda: window.collection is not None, timeout=20000)
    assert said in window.collection_label.toolTip()
    assert window.banner.isVisible() == warned
    assert ("公钥不符" in window.banner.words.text()) == warned
