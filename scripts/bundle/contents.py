"""What is inside the bundle by name, version and licence: LICENSES/ and a CycloneDX bill of materials."""

from __future__ import annotations

import json
import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import cast

from packaging.requirements import Requirement

PROGRAM = "nt-desktop"
_NOT_INSIDE = {"pip", "setuptools"}  # named as requirements, left out by build.spec
_LICENCE_NAMES = ("licen", "copying", "notice", "authors")  # some write licence
_TEXTS = Path(__file__).resolve().parent.parent / "licences"
_NOT_IN_THE_WHEEL = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt", "Qt.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "whoosh": ("Whoosh.txt",),
}


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the bundle: `purl` is its package URL, `licence` an SPDX expression or the name its maker gives."""

    name: str
    version: str
    licence: str
    purl: str
    texts: tuple[Path, ...]


def components(libraries: Sequence[Path], also: Sequence[str] = ()) -> tuple[Component, ...]:
    """Everything inside: the program's packages, `also` those named, Python, SQLite, and where `libraries` are from."""
    version = sqlite3.sqlite_version
    database = Component("SQLite", version, "blessing", f"pkg:generic/sqlite@{version}", ())
    packages = [_package(found) for found in (*_requirements(PROGRAM), *map(distribution, also))]
    return (*sorted(packages, key=lambda part: part.name), _python(), database, *_debian(libraries))


def write_licences(parts: Iterable[Component], folder: Path) -> None:
    """Copy the licence texts of every component to `folder`/NAME/."""
    for part in parts:
        if part.texts:
            place = folder / part.name
            place.mkdir(parents=True, exist_ok=True)
            for text in part.texts:
                name = text.name if text.suffix in (".txt", ".rst", ".md") else f"{text.name}.txt"
                shutil.copyfile(text, place / name)


def write_bill(parts: Iterable[Component], version: str, path: Path) -> None:
    """Write a CycloneDX 1.5 bill of materials."""
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": PROGRAM, "version": version}},
        "components": [
            {
                "type": "library",
                "name": part.name,
                "version": part.version,
                "purl": part.purl,
                "licenses": [{"license": {"name": part.licence}}],
            }
            for part in parts
        ],
    }
    path.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _requirements(name: str) -> list[Distribution]:
    """The installed packages that a package requires here, directly or not, without itself."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            requirement = Requirement(line)
            key = requirement.name.lower()
            if key in found or key in _NOT_INSIDE:
                continue
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                found[key] = distribution(key)
                waiting.append(key)
    return list(found.values())


def _package(package: Distribution) -> Component:
    about = cast(Message, package.metadata)  # before Python 3.12 its declared type has no get()
    classifiers = about.get_all("Classifier") or []
    classified = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License")]
    stated = about.get("License", "").partition("\n")[0]
    name = about["Name"].lower().replace("_", "-")
    texts = [
        Path(str(file.locate()))
        for file in package.files or ()
        if ".dist-info" in file.parts[0] and file.name.lower().startswith(_LICENCE_NAMES)
    ]
    texts += [_TEXTS / text for text in _NOT_IN_THE_WHEEL.get(name, ())]
    licence = about.get("License-Expression") or ", ".join(classified) or stated or "见许可证文本"
    return Component(name, package.version, licence, f"pkg:pypi/{name}@{package.version}", tuple(texts))


def _python() -> Component:
    version = platform.python_version()
    library = Path(json.__file__).resolve().parent.parent  # python3.x/ on Linux, Lib\\ on Windows
    texts = [place for place in (library / "LICENSE.txt", library.parent / "LICENSE.txt") if place.is_file()]
    return Component("CPython", version, "PSF-2.0", f"pkg:generic/cpython@{version}", tuple(texts[:1]))


def _debian(libraries: Sequence[Path]) -> list[Component]:
    """The Debian packages that libraries of the system are from; none elsewhere."""
    found: dict[str, Component] = {}
    for name in sorted(path.name for path in libraries if shutil.which("dpkg-query")):
        owners = subprocess.run(["dpkg-query", "-S", f"*/{name}*"], capture_output=True, text=True, check=False).stdout
        for package in sorted({line.partition(":")[0] for line in owners.splitlines() if f"/{name}" in line}):
            asked = ["dpkg-query", "-W", "-f", "${Version}\n", package]
            version = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.partition("\n")[0]
            text = Path("/usr/share/doc") / package / "copyright"
            texts = (text,) if text.is_file() else ()
            found[package] = Component(package, version, "见许可证文本", f"pkg:deb/debian/{package}@{version}", texts)
    return list(found.values())
