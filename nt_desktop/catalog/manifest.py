"""manifest.json: what an index holds and the SHA-256 of every file of it, by which damage is found."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nt_desktop import __version__
from nt_desktop.catalog.schema import FORMAT
from nt_desktop.errors import Cancelled, IndexDamagedError, IndexMissingError, IndexOutdatedError, reason_of
from nt_desktop.progress import IsCancelled, Report, never, silent

NAME = "manifest.json"
SIGNATURE_NAME = "manifest.sig"
UNLISTED = {NAME, SIGNATURE_NAME, "README.md"}
"""Files of the folder that are no part of what the manifest vouches for."""
CHUNK = 1 << 20
HASHED_AT_OPENING = 32 << 20
"""Bytes up to which an index is checked whole whenever it is opened: a tenth of a second."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file with its size in bytes and its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A source file, or a line of it, that could not be read; `line` counts from 1."""

    file: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` are relative to the index folder, with forward slashes; `seeds` are those that were read."""

    format: int
    program: str
    made_with: dict[str, str]
    counts: dict[str, int]
    latest_date: str | None
    seeds: tuple[FileRecord, ...]
    files: tuple[FileRecord, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of the index that is not what the manifest says, and how."""

    name: str
    reason: str


def file_record(path: Path, name: str) -> FileRecord:
    """Size and hash of a file."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return FileRecord(name, size, digest.hexdigest())


def index_files(folder: Path) -> list[tuple[str, Path]]:
    """The files of an index with their names in the manifest, sorted."""
    found = [(path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file()]
    return sorted((name, path) for name, path in found if name not in UNLISTED)


def write_manifest(
    folder: Path,
    counts: dict[str, int],
    latest_date: str | None,
    seeds: tuple[FileRecord, ...],
    problems: tuple[Problem, ...],
) -> Manifest:
    """Hash every file of a finished index, push all of it to the disk, and write the manifest last."""
    import platform  # only building needs these two
    from importlib.metadata import version

    made_with = {"python": platform.python_version()} | {name: version(name) for name in ("Whoosh", "sqlite-utils")}
    files = index_files(folder)
    for _, path in files:
        to_disk(path)
    records = tuple(file_record(path, name) for name, path in files)
    manifest = Manifest(FORMAT, __version__, made_with, counts, latest_date, seeds, records, problems)
    target = folder / NAME
    target.write_bytes(_rendered(asdict(manifest)))
    to_disk(target)
    return manifest


def _rendered(data: dict[str, Any]) -> bytes:
    """The manifest as it is written, with the hash of itself, so that damage to it shows too."""
    body = {name: value for name, value in data.items() if name != "sha256"}
    plain = json.dumps(body, ensure_ascii=False, indent=1)
    digest = hashlib.sha256(plain.encode()).hexdigest()
    return json.dumps(body | {"sha256": digest}, ensure_ascii=False, indent=1).encode()


def to_disk(path: Path) -> None:
    """Push a file that was written out of the system's memory onto the medium."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an index.

    Raises IndexMissingError, IndexOutdatedError or IndexDamagedError.
    """
    path = folder / NAME
    try:
        content = path.read_bytes()
        data = json.loads(content)
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissingError(folder) from None
    except OSError as error:
        raise IndexDamagedError(path, f"清单读不出来（{reason_of(error)}）") from error
    except (ValueError, RecursionError) as error:
        raise IndexDamagedError(path, "清单的内容不完整") from error
    try:
        if data["format"] != FORMAT:
            raise IndexOutdatedError(folder, str(data["format"]), str(FORMAT))
        if _rendered(data) != content:
            raise IndexDamagedError(path, "清单的内容被改动过")
        del data["sha256"]
        return Manifest(
            **data
            | {
                "seeds": tuple(FileRecord(**record) for record in data["seeds"]),
                "files": tuple(FileRecord(**record) for record in data["files"]),
                "problems": tuple(Problem(**problem) for problem in data["problems"]),
            }
        )
    except (KeyError, TypeError, AttributeError, UnicodeError) as error:
        raise IndexDamagedError(path, "清单的内容不完整") from error


def is_small(manifest: Manifest) -> bool:
    """Whether an index is so small that every opening checks every byte of it."""
    return sum(record.size for record in manifest.files) <= HASHED_AT_OPENING


def quick_check(folder: Path) -> Manifest:
    """Read the manifest and compare names and sizes and, of a small index, every byte, before anything is opened.

    Of a large one, whose bytes take seconds to read, see `damaged_files`.
    Raises IndexMissingError, IndexOutdatedError or IndexDamagedError.
    """
    manifest = read_manifest(folder)
    for record in manifest.files:
        path = folder / record.name
        try:
            size = path.stat().st_size
        except OSError:
            raise IndexDamagedError(path, "文件不见了") from None
        if size != record.size:
            raise IndexDamagedError(path, f"应为 {record.size} 字节，实为 {size} 字节")
    if is_small(manifest):
        for record in manifest.files:
            path = folder / record.name
            try:
                is_whole = file_record(path, record.name) == record
            except OSError as error:
                raise IndexDamagedError(path, f"读不出来（{reason_of(error)}）") from error
            if not is_whole:
                raise IndexDamagedError(path, "内容与清单不符")
    return manifest


def damaged_files(
    folder: Path,
    report: Report = silent,
    cancelled: IsCancelled = never,
) -> tuple[Damage, ...]:
    """Check every byte of an index against its manifest; files that the manifest does not know are named too.

    Raises IndexMissingError, IndexOutdatedError or IndexDamagedError where the manifest itself can't be read.
    """
    manifest = read_manifest(folder)
    damages = []
    for number, record in enumerate(manifest.files):
        if cancelled():
            raise Cancelled
        report("校验文件", number, len(manifest.files))
        path = folder / record.name
        try:
            found = file_record(path, record.name)
        except OSError as error:
            damages.append(Damage(record.name, f"读不出来（{reason_of(error)}）"))
            continue
        if found.size != record.size:
            damages.append(Damage(record.name, f"应为 {record.size} 字节，实为 {found.size} 字节"))
        elif found.sha256 != record.sha256:
            damages.append(Damage(record.name, "内容与清单不符"))
    known = {record.name for record in manifest.files}
    damages += [Damage(name, "清单中没有这个文件") for name, _ in index_files(folder) if name not in known]
    report("校验文件", len(manifest.files), len(manifest.files))
    return tuple(damages)
