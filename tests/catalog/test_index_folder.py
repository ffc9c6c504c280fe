from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from nt_desktop.catalog.index_folder import recover, swap_in, working_folder
from nt_desktop.errors import OutputError


def build(index: Path, content: str) -> None:
    with working_folder(index) as folder:
        (folder / "catalog.db").write_text(content)
        swap_in(folder, index)


def fail_to_build(index: Path) -> None:
    with working_folder(index) as folder:
        (folder / "catalog.db").write_text("half")
        (folder / "nowhere").read_text()


def test_an_index_takes_the_place_of_the_one_before_and_nothing_is_left_beside(tmp_path: Path) -> None:
    index = tmp_path / "索 引 [1]"
    build(index, "old")
    (index / "README.md").write_text("说明")
    build(index, "new")
    assert {path.name: path.read_text() for path in index.iterdir()} == {"catalog.db": "new", "README.md": "说明"}
    assert list(tmp_path.iterdir()) == [index]


def test_whatever_is_no_index_is_never_replaced(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "信.docx").write_text("x")
    file = tmp_path / "file"
    file.write_text("x")
    for place, said in ((letters, r"信\.docx"), (file, "同名文件"), (Path(tmp_path.anchor), "根目录")):
        with pytest.raises(OutputError, match=said):
            build(place, "index")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "letters"]
    assert [path.name for path in letters.iterdir()] == ["信.docx"]


def test_an_empty_folder_or_the_rest_of_an_index_is_replaced(tmp_path: Path) -> None:
    index = tmp_path / "index"
    index.mkdir()
    build(index, "first")
    (index / "catalog.db").rename(index / "manifest.json")
    build(index, "second")
    (index / "Thumbs.db").write_text("x")
    build(index, "third")
    assert [path.name for path in index.iterdir()] == ["catalog.db"]


def test_a_second_builder_is_told_and_the_first_not_disturbed(tmp_path: Path) -> None:
    index = tmp_path / "index"
    with working_folder(index) as folder:
        (folder / "catalog.db").write_text("first")
        with pytest.raises(OutputError, match="另一个程序"):
            build(index, "second")
        swap_in(folder, index)
    assert (index / "catalog.db").read_text() == "first"
    build(index, "third")
    assert list(tmp_path.iterdir()) == [index]


def test_what_killed_builds_have_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(index, "old")
    (tmp_path / ".index.building-killed").mkdir()
    (tmp_path / ".index.building-killed" / "catalog.db").write_text("half")
    (tmp_path / ".index.lock").touch()
    index.rename(tmp_path / ".index.old")
    build(index, "new")
    assert list(tmp_path.iterdir()) == [index]
    assert (index / "catalog.db").read_text() == "new"


def test_a_build_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(index, "old")
    with pytest.raises(FileNotFoundError):
        fail_to_build(index)
    assert list(tmp_path.iterdir()) == [index]
    assert (index / "catalog.db").read_text() == "old"


def test_write_protected_files_of_a_copy_from_a_disc_are_replaced(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(index, "old")
    (index / "whoosh").mkdir()
    (index / "whoosh" / "terms").write_text("x")
    for path in (index / "whoosh" / "terms", index / "whoosh", index):
        path.chmod(stat.S_IRUSR | (stat.S_IXUSR if path.is_dir() else 0))
    build(index, "new")
    assert list(tmp_path.iterdir()) == [index]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_recovering_needs_no_rights_and_no_index(tmp_path: Path) -> None:
    recover(Path(tmp_path.anchor))
    recover(tmp_path / "nowhere" / "index")
    assert list(tmp_path.iterdir()) == []
