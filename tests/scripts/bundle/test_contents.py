"""The bill of materials and the licences of what is installed here."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.bundle.contents import Component, components, write_bill, write_licences


def test_the_program_s_packages_are_inside_and_its_tools_are_not() -> None:
    names = {part.name for part in components([])}
    assert {"CPython", "SQLite", "pyside6-essentials", "shiboken6", "whoosh", "sqlite-utils"} <= names
    assert not names & {"pip", "pytest", "ruff", "hatchling", "nt-desktop"}


def test_qt_comes_with_the_texts_of_its_licence(tmp_path: Path) -> None:
    qt = [part for part in components([]) if part.name == "pyside6-essentials"]
    write_licences(qt, tmp_path)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (tmp_path / qt[0].name / "LGPL-3.0.txt").read_text(encoding="utf-8")


def test_the_bill_is_cyclonedx(tmp_path: Path) -> None:
    part = Component("some-part", "1.2", "MIT", "pkg:pypi/some-part@1.2", ())
    write_bill([part], "0.1.0", tmp_path / "bill.json")
    bill = json.loads((tmp_path / "bill.json").read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    assert bill["components"] == [
        {
            "type": "library",
            "name": "some-part",
            "version": "1.2",
            "purl": "pkg:pypi/some-part@1.2",
            "licenses": [{"license": {"name": "MIT"}}],
        }
    ]
