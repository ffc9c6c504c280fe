from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from nt_desktop.catalog import catalog as catalog_module
from nt_desktop.catalog.catalog import Catalog
from nt_desktop.catalog.manifest import read_manifest
from nt_desktop.catalog.rows import TableRow, table_rows
from nt_desktop.errors import IndexDamagedError, IndexMissingError, UnknownKeyError
from nt_desktop.model import Cell

from .samples import CLAUSE, DOCUMENT, DUTY, HEADING, KEY, OBSERVATION, SEED, TABLE, TARGET, TEXT


def test_what_was_written_is_read(sample_index: Path) -> None:
    with Catalog.open(sample_index) as catalog:
        assert catalog.documents() == (DOCUMENT,)
        assert catalog.clauses(KEY) == (HEADING, CLAUSE)
        assert catalog.tables(KEY) == (TABLE,)
        assert catalog.targets() == catalog.targets(document=KEY) == catalog.targets(clauses=[CLAUSE.key]) == (TARGET,)
        assert catalog.targets(clauses=[HEADING.key]) == catalog.targets(document="none") == ()
        assert catalog.duties(KEY) == (DUTY,)
        assert catalog.references() == ()
        assert catalog.observations() == (OBSERVATION,)
        assert catalog.source_text(SEED) == TEXT


def test_a_key_of_any_kind_leads_to_its_passage(sample_index: Path) -> None:
    with Catalog.open(sample_index) as catalog:
        assert catalog.passage(KEY) == DOCUMENT
        assert catalog.passage(CLAUSE.key) == CLAUSE
        assert catalog.passage(TABLE.key) == TABLE
        row = catalog.passage(f"{TABLE.key}/2")
        assert isinstance(row, TableRow)
        assert (row.key, row.text) == (f"{TABLE.key}/2", "2025 │ 95%")
        assert TEXT[row.start : row.end] == "2025\n\t95%"


@pytest.mark.parametrize("key", ["", "x", f"{KEY}#二", f"{KEY}#表2", f"{KEY}#表1/0", f"{KEY}#表1/3", f"{KEY}#表1/x"])
def test_an_unknown_key_is_told_by_name(sample_index: Path, key: str) -> None:
    with Catalog.open(sample_index) as catalog, pytest.raises(UnknownKeyError, match="编号"):
        catalog.passage(key)


def test_asking_for_thousands_of_clauses_at_once_keeps_corpus_order(sample_index: Path) -> None:
    keys = [f"none{number}" for number in range(3000)]
    with Catalog.open(sample_index) as catalog:
        assert catalog.duties(clauses=[*keys, CLAUSE.key]) == (DUTY,)


def test_a_merged_cell_is_said_once_in_its_row_and_equal_neighbours_twice() -> None:
    across = replace(
        TABLE,
        rows=(("一、总体\n目标", "一、总体\n目标"), ("18", "18"), ("", "")),
        cells=(
            Cell(0, 0, 1, 2, "一、总体\n目标", 5, 12),
            Cell(1, 0, 1, 1, "18", 13, 15),
            Cell(1, 1, 1, 1, "18", 16, 18),
        ),
    )
    rows = table_rows(across)
    assert [row.text for row in rows] == ["一、总体目标", "18 │ 18", ""]
    assert [(row.start, row.end) for row in rows] == [(5, 12), (13, 18), (TABLE.start, TABLE.end)]


def test_opening_writes_nothing(sample_index: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in sample_index.rglob("*")}
    sample_index.chmod(0o555)
    try:
        with Catalog.open(sample_index) as catalog:
            catalog.targets()
        assert {path: path.stat().st_mtime_ns for path in sample_index.rglob("*")} == before
    finally:
        sample_index.chmod(0o755)


def test_a_missing_or_damaged_catalogue_is_refused_in_words(sample_index: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        Catalog.open(tmp_path / "nowhere")
    path = sample_index / "catalog.db"
    path.write_bytes(b"\x00" * path.stat().st_size)
    with pytest.raises(IndexDamagedError, match=r"catalog\.db"):
        Catalog.open(sample_index)


def test_a_record_that_makes_no_sense_is_damage_where_an_index_is_too_large_to_be_checked_at_opening(
    sample_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table, column in (("tables", "cells"), ("documents", "evidence")):
        with closing(sqlite3.connect(sample_index / "catalog.db")) as connection, connection:
            connection.execute(f"update [{table}] set [{column}] = '[[1'")
    monkeypatch.setattr(catalog_module, "quick_check", read_manifest)
    with Catalog.open(sample_index) as catalog:
        with pytest.raises(IndexDamagedError, match="记录"):
            catalog.documents()
        with pytest.raises(IndexDamagedError, match="记录"):
            catalog.tables(KEY)


@pytest.mark.parametrize(
    "key", ["\udc80", "\udc80#一", f"{KEY}#\udc80", f"{KEY}#表1/{'9' * 5000}", f"{KEY}#表9/1", "#", ""]
)
def test_a_key_that_nothing_can_have_is_unknown(sample_index: Path, key: str) -> None:
    with Catalog.open(sample_index) as catalog, pytest.raises(UnknownKeyError) as raised:
        catalog.passage(key)
    assert raised.value.key == key
