"""Building an index from the seeds. An interrupted build leaves the old index in place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nt_desktop.catalog.catalog import Catalog
from nt_desktop.catalog.index_folder import SEARCH_FOLDER, swap_in, working_folder
from nt_desktop.catalog.manifest import FileRecord, Manifest, Problem, file_record, read_manifest, write_manifest
from nt_desktop.catalog.schema import SeedText
from nt_desktop.corpus.source import seed_name
from nt_desktop.errors import Cancelled, OutputError, SourceError, is_medium_error, reason_of
from nt_desktop.model import Document, Findings, Reading, Reference
from nt_desktop.progress import IsCancelled, Report, never, silent

if TYPE_CHECKING:  # what reads documents is loaded when a build begins: the window starts without it
    from nt_desktop.catalog.writing import CatalogWriter
    from nt_desktop.corpus.source import Source
    from nt_desktop.search.units import Unit

SEED_ENDING = ".txt"
_MEDIUM_REMEDY = "请检查磁盘空间和写入权限，关闭正在使用这份索引的其他程序后重试。"


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
    names = {seed_name(path): path for path in paths}
    if names.keys() - unread != known.keys():
        return True
    return any(name in known and _has_changed(path, known[name]) for name, path in names.items())


def _has_changed(path: Path, record: FileRecord) -> bool:
    """Whether a source file is another than this; one that can't be read now is no reason to give up what is known."""
    try:
        return file_record(path, record.name) != record
    except OSError:
        return False


def seed_paths(seeds: Path) -> list[Path]:
    """The source files of a folder, in the order of their names; none where it can't be read."""
    try:
        return sorted(path for path in seeds.iterdir() if _is_seed(path))
    except OSError:
        return []


def _is_seed(path: Path) -> bool:
    """Whether this is a text file, or a link to where one should be; hidden files are other programs' own."""
    if path.suffix.lower() != SEED_ENDING or path.name.startswith("."):
        return False
    return path.is_file() or (path.is_symlink() and not path.exists())


def _why_no_seeds(seeds: Path) -> str:
    if not seeds.exists():
        return "文件夹不存在"
    if not seeds.is_dir():
        return "这不是文件夹"
    if not os.access(seeds, os.R_OK | os.X_OK):
        return "没有访问权限"
    return f"文件夹里没有 {SEED_ENDING} 资料文件"


def build_index(
    seeds: Path,
    index: Path,
    report: Report = silent,
    cancelled: IsCancelled = never,
    sign: Callable[[Path], None] | None = None,
) -> Built:
    """Read every source file and build the index anew.

    A file that can't be read is listed in `problems` and the build goes on with the others. `sign` is called with the
    finished folder before it takes the place of the old index, which stays should signing fail.
    Raises SourceError where nothing at all can be read, OutputError where the index can't be written, Cancelled.
    """
    paths = seed_paths(seeds)
    if not paths:
        raise SourceError(seeds, _why_no_seeds(seeds), "请把资料文件放进该文件夹后再建立索引。")
    target = index.resolve()  # a link stays one
    if seeds.resolve().is_relative_to(target):
        raise OutputError(index, "资料文件就在这个文件夹里", "请把资料和索引放在不同的文件夹。")
    with _writing(index), working_folder(target) as folder:
        manifest = _fill(folder, paths, report, cancelled)
        if sign:
            sign(folder)
        swap_in(folder, target)
    return Built(index, manifest.counts, manifest.problems)


@contextmanager
def _writing(index: Path) -> Iterator[None]:
    """Say of a medium that is full, locked or failing which it is; anything else that goes wrong is a bug."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if not (is_medium_error(error) or _is_beside(index, error)):
            raise
        raise OutputError(index, reason_of(error), _MEDIUM_REMEDY) from error


def _is_beside(index: Path, error: Exception) -> bool:
    """Whether a file is missing that this build has written: the medium has gone."""
    name = getattr(error, "filename", None)
    return isinstance(name, str) and Path(name).is_relative_to(index.resolve().parent)


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
                reading = read_corpus_file(source, taken)
                findings = find(reading, source)
            except SourceError as error:
                problems.append(Problem(seed_name(path), None, error.reason))
                continue
            except Exception as error:  # the boundary: our mistake over one file must not cost the user all others
                problems.append(Problem(seed_name(path), None, _fault(error)))
                continue
            if not reading.documents:
                problems.append(Problem(source.name, None, "没有读出任何文件，请检查内容"))
                continue
            _store(writer, source, reading, findings)
            seeds.append(FileRecord(source.name, source.size, source.sha256))
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


def _fault(error: Exception) -> str:
    """Keep the details of a mistake of the program for whoever mends it; what to say of it."""
    from nt_desktop.faults import details_of, log_fault

    log = log_fault(details_of(type(error), error, error.__traceback__))
    where = f"，详细信息已记入“{log}”" if log else f"（{error}）"
    return f"程序读这份文件时出错（{type(error).__name__}）{where}，请连同该文件交给维护人员"


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
