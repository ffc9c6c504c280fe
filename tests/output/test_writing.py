from __future__ import annotations

import os
from pathlib import Path

import pytest

from nt_desktop.errors import OutputError
from nt_desktop.output.excerpt import Excerpt
from nt_desktop.output.excerpts import make_excerpt, make_table_excerpt
from nt_desktop.output.whole_file import written_whole
from nt_desktop.output.wording import targets_list
from nt_desktop.output.writing import write_excerpt
from tests.hand_library import PLAN, HandLibrary


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html", ".txt", ".xlsx", ".csv", ".PDF"])
def test_file_of_every_kind_is_written_whole(excerpt: Excerpt, out: Path, ending: str) -> None:
    path = out / f"摘录{ending}"
    write_excerpt(excerpt, path)
    assert path.stat().st_size > 300
    assert list(out.iterdir()) == [path]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("ending", [".pdf", ".docx", ".html", ".txt", ".xlsx", ".csv"])
def test_list_of_targets_is_written_too(library: HandLibrary, out: Path, ending: str) -> None:
    documents = {document.key: document for document in library.documents()}
    path = out / f"指标{ending}"
    write_excerpt(make_table_excerpt(library, targets_list(library.targets(), documents), "固废指标"), path)
    assert path.stat().st_size > 100


@pytest.mark.parametrize("name", ["摘录.doc", "摘录", "摘录.pdf.exe"])
def test_unknown_ending_is_refused_in_a_sentence(excerpt: Excerpt, out: Path, name: str) -> None:
    with pytest.raises(OutputError, match="不认识的文件类型"):
        write_excerpt(excerpt, out / name)
    assert list(out.iterdir()) == []


def test_missing_folder_is_said(excerpt: Excerpt, out: Path) -> None:
    with pytest.raises(OutputError, match="文件夹不存在"):
        write_excerpt(excerpt, out / "没有" / "摘录.txt")


def test_folder_in_the_place_of_the_file_is_said(excerpt: Excerpt, out: Path) -> None:
    (out / "摘录.txt").mkdir()
    with pytest.raises(OutputError, match="这是一个文件夹"):
        write_excerpt(excerpt, out / "摘录.txt")
    assert [path.name for path in out.iterdir()] == ["摘录.txt"]


def test_spreadsheet_without_tables_is_said(library: HandLibrary, out: Path) -> None:
    with pytest.raises(OutputError, match="没有表格"):
        write_excerpt(make_excerpt(library, [f"{PLAN}#一"]), out / "表.xlsx")


def test_full_disk_leaves_the_old_file(out: Path) -> None:
    path = out / "旧.txt"
    path.write_text("旧", encoding="utf-8")

    def fill() -> None:
        with written_whole(path) as temporary:
            temporary.write_text("新", encoding="utf-8")
            raise OSError(28, os.strerror(28))

    with pytest.raises(OutputError, match="磁盘已满"):
        fill()
    assert path.read_text(encoding="utf-8") == "旧"
    assert list(out.iterdir()) == [path]
