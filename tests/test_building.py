from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nt_desktop import building, places
from nt_desktop.building import Built, build_index, is_outdated
from nt_desktop.catalog.catalog import Catalog
from nt_desktop.catalog.index_folder import SEARCH_FOLDER, recover
from nt_desktop.catalog.manifest import FileRecord, damaged_files
from nt_desktop.corpus import reading
from nt_desktop.corpus.reading import read_corpus_file
from nt_desktop.corpus.source import Source
from nt_desktop.errors import Cancelled, IndexMissingError, OutputError, SourceError
from nt_desktop.faults import LOG_NAME
from nt_desktop.model import Reading
from nt_desktop.search.engine import Engine

PLAN = """某市治水三年行动计划（2023—2025年）

一、主要目标

到2025年，全市城镇污水处理率达95%以上。（市水利局牵头，市住建局配合）
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    seeds = tmp_path / "资料 seeds"
    seeds.mkdir()
    (seeds / "plan.txt").write_text(PLAN, encoding="utf-8")
    return seeds, tmp_path / "索引 index"


def found_in(index: Path, query: str) -> list[str]:
    with Catalog.open(index) as catalog:
        return [hit.text for hit in Engine.open(index / SEARCH_FOLDER, catalog).search(query).hits]


def test_a_document_is_built_searched_and_its_target_known(folders: tuple[Path, Path]) -> None:
    seeds, index = folders
    built = build_index(seeds, index)
    assert built == Built(index, built.counts, ())
    assert built.counts["documents"] == 1
    assert damaged_files(index) == ()
    assert found_in(index, "污水处理率") == [PLAN.splitlines()[4]]
    with Catalog.open(index) as catalog:
        (target,) = catalog.targets()
        assert (str(target.value), target.unit, target.deadline, target.lead) == ("95", "%", "2025", ("市水利局",))
        assert catalog.source_text("plan.txt") == PLAN


def test_building_twice_gives_the_same_files(folders: tuple[Path, Path], tmp_path: Path) -> None:
    seeds, index = folders
    build_index(seeds, index)
    build_index(seeds, tmp_path / "again")
    again = (tmp_path / "again" / "manifest.json").read_bytes()
    assert (index / "manifest.json").read_bytes() == again


def test_unreadable_sources_are_listed_and_the_others_built(folders: tuple[Path, Path]) -> None:
    seeds, index = folders
    (seeds / "empty.txt").write_bytes(b"")
    (seeds / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    built = build_index(seeds, index)
    assert {problem.file for problem in built.problems} == {"empty.txt", "picture.txt"}
    assert all(problem.message for problem in built.problems)
    assert built.counts["documents"] == 1
    assert not is_outdated(seeds, index)


def test_nothing_to_read_keeps_the_old_index(folders: tuple[Path, Path], tmp_path: Path) -> None:
    seeds, index = folders
    build_index(seeds, index)
    (seeds / "plan.txt").write_bytes(b"")
    with pytest.raises(SourceError, match=r"plan\.txt"):
        build_index(seeds, index)
    with pytest.raises(SourceError, match="资料文件"):
        build_index(tmp_path / "nowhere", index)
    assert found_in(index, "污水处理率")


def test_an_index_is_outdated_when_its_seeds_changed(folders: tuple[Path, Path], tmp_path: Path) -> None:
    seeds, index = folders
    with pytest.raises(IndexMissingError):
        is_outdated(seeds, index)
    build_index(seeds, index)
    assert not is_outdated(seeds, index)
    assert not is_outdated(tmp_path / "nowhere", index)
    (seeds / "plan.txt").write_text(PLAN.replace("95", "96"), encoding="utf-8")
    assert is_outdated(seeds, index)
    build_index(seeds, index)
    (seeds / "second.txt").write_text(PLAN, encoding="utf-8")
    assert is_outdated(seeds, index)


def test_cancelling_leaves_the_old_index_and_no_rubbish(folders: tuple[Path, Path], tmp_path: Path) -> None:
    seeds, index = folders
    build_index(seeds, index)
    (seeds / "second.txt").write_text(PLAN.replace("治水", "治气"), encoding="utf-8")
    stages: list[str] = []

    def report(stage: str, done: int, total: int) -> None:
        stages.append(stage)

    for steps in range(2):
        stages.clear()
        with pytest.raises(Cancelled):
            build_index(seeds, index, report, lambda steps=steps: len(stages) > steps)  # type: ignore[misc]
        assert found_in(index, "污水处理率")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([seeds.name, index.name])


def test_the_readme_of_the_index_folder_survives(folders: tuple[Path, Path]) -> None:
    seeds, index = folders
    index.mkdir()
    (index / "README.md").write_text("说明")
    build_index(seeds, index)
    build_index(seeds, index)
    assert (index / "README.md").read_text() == "说明"
    assert damaged_files(index) == ()


def test_a_killed_build_leaves_the_old_index_whole(folders: tuple[Path, Path], seeds: Path) -> None:
    own, index = folders
    build_index(own, index)
    before = (index / "manifest.json").read_bytes()
    command = [sys.executable, "-m", "nt_desktop", "build", "--seeds", str(seeds), "--index", str(index)]
    killed = 0
    left: set[Path] = set()
    for _ in range(3):
        with subprocess.Popen(command, cwd=Path(__file__).parent.parent, stdout=subprocess.DEVNULL) as build:
            while build.poll() is None and left == (left := set(index.parent.glob(".*building-*/catalog.db"))):
                time.sleep(0.01)  # looking for a file of another process, not waiting for time to pass
            os.kill(build.pid, signal.SIGKILL)
        killed += build.returncode == -signal.SIGKILL
        assert (index / "manifest.json").read_bytes() == before
        assert damaged_files(index) == ()
    assert killed
    build_index(own, index)
    assert set(index.parent.iterdir()) == {own, index}


def test_an_index_left_aside_by_a_halted_swap_is_put_back(folders: tuple[Path, Path]) -> None:
    seeds, index = folders
    build_index(seeds, index)
    index.rename(index.with_name(f".{index.name}.old"))
    recover(index)
    recover(index)
    assert found_in(index, "污水处理率")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(folders: tuple[Path, Path], tmp_path: Path) -> None:
    seeds, _ = folders
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    with pytest.raises(OutputError, match="locked"):
        build_index(seeds, locked / "index")


def test_a_file_in_the_way_of_the_index_is_named(folders: tuple[Path, Path], tmp_path: Path) -> None:
    seeds, _ = folders
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="file"):
        build_index(seeds, tmp_path / "file" / "index")


def test_seeds_and_index_never_share_a_folder(folders: tuple[Path, Path]) -> None:
    seeds, _ = folders
    for index in (seeds, seeds.parent):
        with pytest.raises(OutputError, match="资料文件就在"):
            build_index(seeds, index)
    assert (seeds / "plan.txt").read_text(encoding="utf-8") == PLAN


def test_a_mistake_of_ours_over_one_file_costs_no_other(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds, index = folders
    (seeds / "trap.txt").write_text(PLAN.replace("治水", "治气"), encoding="utf-8")

    def read(source: Source, taken: set[str]) -> Reading:
        if source.name == "trap.txt":
            raise ZeroDivisionError("陷阱")
        return read_corpus_file(source, taken)

    monkeypatch.setattr(reading, "read_corpus_file", read)
    (problem,) = build_index(seeds, index).problems
    assert problem.file == "trap.txt"
    assert "ZeroDivisionError" in problem.message
    assert "ZeroDivisionError: 陷阱" in (places.workspace_folder() / LOG_NAME).read_text(encoding="utf-8")
    assert found_in(index, "污水处理率")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_of_any_bytes_and_links_to_nowhere(folders: tuple[Path, Path]) -> None:
    seeds, index = folders
    (seeds / os.fsdecode(b"odd \xff\xfe.TXT")).write_text(PLAN.replace("治水", "治气"), encoding="utf-8")
    (seeds / "gone.txt").symlink_to(seeds / "nowhere.txt")
    (seeds / "round.txt").symlink_to("round.txt")
    (seeds / "folder.txt").mkdir()
    (seeds / "._plan.txt").write_bytes(b"\0\5\x16\7")
    built = build_index(seeds, index)
    assert {problem.file for problem in built.problems} == {"gone.txt", "round.txt"}
    assert built.counts["documents"] == 2
    assert not is_outdated(seeds, index)


def test_a_source_that_cannot_be_read_now_is_no_reason_to_build_anew(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds, index = folders
    build_index(seeds, index)

    def refuse(*_: object) -> FileRecord:
        raise PermissionError

    monkeypatch.setattr(building, "file_record", refuse)
    assert not is_outdated(seeds, index)


def test_an_index_is_signed_before_it_takes_its_place(folders: tuple[Path, Path]) -> None:
    seeds, index = folders
    build_index(seeds, index)
    before = (index / "manifest.json").read_bytes()
    (seeds / "plan.txt").write_text(PLAN.replace("95", "96"), encoding="utf-8")

    def refuse(folder: Path) -> None:
        assert damaged_files(folder) == ()
        raise OutputError(folder, "不能签名")

    with pytest.raises(OutputError, match="不能签名"):
        build_index(seeds, index, sign=refuse)
    assert (index / "manifest.json").read_bytes() == before
