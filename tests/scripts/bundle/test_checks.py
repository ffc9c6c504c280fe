"""What a bundle must not be, found in small folders that are just that."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from scripts.bundle import checks


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A folder with two files, one of them below another folder."""
    folder = tmp_path / "nt-desktop"
    (folder / "index").mkdir(parents=True)
    (folder / "index" / "catalog.db").write_bytes(b"words")
    (folder / "README.txt").write_text("说明", encoding="utf-8")
    return folder


def test_plain_names_pass(bundle: Path) -> None:
    assert checks.bad_names(bundle) == []


@pytest.mark.parametrize("name", ["说明.txt", "a:b", "what?", "dot.", "x" * 110])
def test_names_that_a_stick_cannot_hold_are_found(bundle: Path, name: str) -> None:
    (bundle / name).write_bytes(b"")
    assert [line.startswith(f"nt-desktop/{name}：") for line in checks.bad_names(bundle)] == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for rights to make links")
def test_links_are_found(bundle: Path) -> None:
    (bundle / "link").symlink_to("README.txt")
    assert checks.bad_names(bundle) == ["nt-desktop/link：是符号链接"]


def test_sums_find_what_was_changed_or_lost(bundle: Path) -> None:
    checks.write_sums(bundle)
    assert (bundle / checks.SUMS).read_text(encoding="ascii").count("\n") == 2
    assert checks.wrong_sums(bundle) == []
    (bundle / "index" / "catalog.db").write_bytes(b"sword")
    (bundle / "README.txt").unlink()
    assert checks.wrong_sums(bundle) == ["README.txt", "index/catalog.db"]


def test_sums_leave_out_what_the_user_will_change(bundle: Path) -> None:
    (bundle / "data").mkdir()
    (bundle / "data" / "workspace.db").write_bytes(b"")
    checks.write_sums(bundle)
    assert "data/" not in (bundle / checks.SUMS).read_text(encoding="ascii")


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("objdump"), reason="needs Linux and objdump")
def test_the_glibc_that_a_program_wants_is_read_from_it(bundle: Path) -> None:
    shutil.copy(Path("/bin/sh").resolve(), bundle / "shell")
    assert checks.newest_glibc(bundle / "README.txt") == (0, 0)
    assert checks.newest_glibc(bundle / "shell") >= (2, 2)
    assert checks.too_new(bundle, (99, 0)) == []
    assert [line.partition("：")[0] for line in checks.too_new(bundle, (2, 1))] == ["shell"]


def test_problems_stop_the_making() -> None:
    checks.complain("没有问题", [])
    with pytest.raises(SystemExit, match="过大：\n    一\n    二"):
        checks.complain("过大", ["一", "二"])
