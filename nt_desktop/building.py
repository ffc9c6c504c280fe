"""Building an index from the seeds. An interrupted build leaves the old index in place."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nt_desktop.catalog.catalog import Catalog
from nt_desktop.catalog.index_folder import SEARCH_FOLDER, new_working_folder, swap_in
from nt_desktop.catalog.manifest import FileRecord, Manifest, Problem, file_record, read_manifest, write_manifest
from nt_desktop.catalog.schema import SeedText
from nt_desktop.errors import Cancelled, OutputError, SourceError, is_medium_error, reason_of
from nt_desktop.model import Document, Findings, Reading, Reference
from nt_desktop.progress import IsCancelled, Report, never, silent

if TYPE_CHECKING:  # what reads documents is loaded when a build begins: the window starts without it
    from nt_desktop.catalog.writing import CatalogWriter
    from nt_desktop.corpus.source import Source
    from nt_desktop.search.units import Unit

SEED_PATTERN = "*.txt"
_MEDIUM_REMEDY = "请检查磁盘空间和写入权限后重试。"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made; `problems` lists what could not be read."""

    index: Path
    counts: dict[str, int]
    problems: tuple[Problem, ...]


def is_outdated(seeds: Path, index: Path) -> bool:
    """Whether the seeds are no longer those the index was made of. False where there are no seeds at all.

    Raises IndexMissingError, IndexOutdatedError or IndexDamagedError.
    """
    manifest = read_manifest(index)
    paths = seed_paths(seeds)
    if not paths:
        return False
    unread = {problem.file for problem in manifest.problems if problem.line is None}
    known = {record.name: record for record in manifest.seeds}
    if {path.name for path in paths} - unread != set(known):
        return True
    return any(path.name in known and file_record(path, path.name) != known[path.name] for path in paths)


def seed_paths(seeds: Path) -> list[Path]:
    """The source files of a folder, in the order of their names."""
    return sorted(path for path in seeds.glob(SEED_PATTERN) if path.is_file())


def build_index(seeds: Path, index: Path, report: Report = silent, cancelled: IsCancelled = never) -> Built:
    """Read every source file and build the index anew.

    A file that can't be read is listed in `problems` and the build goes on with the others.
    Raises SourceError where nothing at all can be read, OutputError where the index can't be written, Cancelled.
    """
    paths = seed_paths(seeds)
    if not paths:
        raise SourceError(seeds, f"文件夹里没有 {SEED_PATTERN} 资料文件", "请把资料文件放进该文件夹后再建立索引。")
    with _writing(index):
        folder = new_working_folder(index)
        try:
            manifest = _fill(folder, paths, report, cancelled)
            swap_in(folder, index)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return Built(index, manifest.counts, manifest.problems)


@contextmanager
def _writing(index: Path) -> Iterator[None]:
    """Say of a medium that is full, locked or failing which it is; anything else that goes wrong is a bug."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if not is_medium_error(error):
            raise
        raise OutputError(index, reason_of(error), _MEDIUM_REMEDY) from error


def _fill(folder: Path, paths: Sequence[Path], report: Report, cancelled: IsCancelled) -> Manifest:
    from nt_desktop.catalog.writing import CatalogWriter
    from nt_desktop.corpus.reading import read_corpus_file
    from nt_desktop.corpus.source import read_source
    from nt_desktop.search.index import build_search_index
    from nt_desktop.targets.findings import find
    from nt_desktop.targets.references import resolve_references

    problems: list[Problem] = []
    seeds: list[FileRecord] = []
    documents: list[Document] = []
    references: list[Reference] = []
    taken: set[str] = set()
    writer = CatalogWriter(folder)
    try:
        for number, path in enumerate(paths):
            if cancelled():
                raise Cancelled
            report("读取资料", number, len(paths))
            try:
                source = read_source(path)
            except SourceError as error:
                problems.append(Problem(path.name, None, error.reason))
                continue
            reading = read_corpus_file(source, taken)
            if not reading.documents:
                problems.append(Problem(path.name, None, "没有读出任何文件，请检查内容"))
                continue
            findings = find(reading, source)
            _store(writer, source, reading, findings)
            seeds.append(file_record(path, path.name))
            documents += reading.documents
            references += findings.references
        if not documents:
            raise SourceError(paths[0], problems[0].message)
        writer.add("references", resolve_references(references, documents))
        writer.finish()
    finally:
        writer.close()
    latest = max((document.date for document in documents if document.date), default=None)
    write_manifest(folder, writer.counts, latest, tuple(seeds), tuple(problems))  # so that the catalogue opens
    with Catalog.open(folder) as catalog:
        build_search_index(folder / SEARCH_FOLDER, _units(catalog), documents, report, cancelled)
    report("写入清单", 1, 1)
    return write_manifest(folder, writer.counts, latest, tuple(seeds), tuple(problems))


def _store(writer: CatalogWriter, source: Source, reading: Reading, findings: Findings) -> None:
    writer.add("seeds", [SeedText(source.name, source.sha256, source.encoding, source.text)])
    writer.add("documents", reading.documents)
    writer.add("clauses", reading.clauses)
    writer.add("tables", reading.tables)
    writer.add("targets", findings.targets)
    writer.add("duties", findings.duties)
    writer.add("observations", (*reading.observations, *findings.observations))


def _units(catalog: Catalog) -> Iterator[Unit]:
    from nt_desktop.search.units import document_units

    for document in catalog.documents():
        key = document.key
        yield from document_units(
            document, catalog.clauses(key), catalog.tables(key), catalog.targets(key), catalog.duties(key)
        )
