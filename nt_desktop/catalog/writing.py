"""Filling catalog.db while an index is built."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from nt_desktop.catalog.index_folder import CATALOG_NAME
from nt_desktop.catalog.records import to_row
from nt_desktop.catalog.schema import TABLES, create_indexes, create_tables

_BATCH = 200


class CatalogWriter:
    """A catalog.db that is being made in a folder of its own; nobody reads it before it is finished."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / CATALOG_NAME, execute_plugins=False)
        self._database.execute("pragma journal_mode = off")
        self._database.execute("pragma synchronous = off")  # write_manifest pushes the finished files to the disk
        create_tables(self._database)
        self.counts = dict.fromkeys(TABLES, 0)

    def add(self, name: str, records: Iterable[Any]) -> None:
        """Append records to the table of this name."""
        rows = [to_row(record) for record in records]
        if rows:
            self.counts[name] += len(rows)
            self._database[name].insert_all(rows, batch_size=_BATCH)  # type: ignore[union-attr]

    def finish(self) -> None:
        """Make the indexes and close; the file is complete afterwards."""
        create_indexes(self._database)
        self._database.execute("analyze")
        self._database.close()

    def close(self) -> None:
        """Close a file that will not be finished."""
        self._database.close()
