"""What tests of every layer share: the real seeds, and an index built of them once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def own_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever a test leads the program to write down, it writes into a folder of the test's."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path_factory.getbasetemp() / "data"))


@pytest.fixture(scope="session", autouse=True)
def application(qapp: object) -> None:
    """One application for the whole run: printing alone would make one without widgets, which the window can't use."""


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the real documents."""
    return REPOSITORY / "seeds"


@pytest.fixture(scope="session")
def built_index(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the real documents. Tests only read it; one that damages an index copies it first."""
    from nt_desktop.building import build_index

    folder = tmp_path_factory.mktemp("built") / "index"
    built = build_index(seeds, folder)
    assert not built.problems
    return folder


@pytest.fixture
def catalog(built_index: Path) -> Iterator[object]:
    """The catalogue of the built index."""
    from nt_desktop.catalog.catalog import Catalog

    with Catalog.open(built_index) as opened:
        yield opened
