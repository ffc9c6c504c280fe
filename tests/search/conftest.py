"""An engine on the index of the real documents, and the units it was made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nt_desktop.catalog.catalog import Catalog
from nt_desktop.search.engine import Engine
from nt_desktop.search.units import Unit, document_units


@pytest.fixture(scope="session")
def search_folder(built_index: Path) -> Path:
    return built_index / "whoosh"


@pytest.fixture(scope="session")
def engine(search_folder: Path) -> Iterator[Engine]:
    with Engine.open(search_folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def units(built_index: Path) -> tuple[Unit, ...]:
    """The units of the real documents, made anew from the catalogue."""
    with Catalog.open(built_index) as catalog:
        return tuple(
            unit
            for document in catalog.documents()
            for unit in document_units(document, catalog.clauses(document.key), catalog.tables(document.key))
        )
