from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from nt_desktop.catalog import manifest
from nt_desktop.catalog.manifest import damaged_files, index_files, quick_check, read_manifest
from nt_desktop.errors import Cancelled, IndexDamagedError, IndexMissingError, IndexOutdatedError


def test_an_untouched_index_has_no_damage(sample_index: Path) -> None:
    assert damaged_files(sample_index) == ()
    assert quick_check(sample_index).counts["clauses"] == 2


def test_every_changed_byte_is_found_in_its_file(sample_index: Path) -> None:
    chance = random.Random(7)
    paths = [path for _, path in index_files(sample_index)]
    for _ in range(100):
        path = chance.choice(paths)
        content = path.read_bytes()
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + bytes([content[at] ^ chance.randrange(1, 256)]) + content[at + 1 :])
        assert [damage.name for damage in damaged_files(sample_index)] == [path.relative_to(sample_index).as_posix()]
        path.write_bytes(content)


def test_every_changed_byte_of_the_manifest_is_found(sample_index: Path) -> None:
    chance = random.Random(8)
    path = sample_index / "manifest.json"
    content = path.read_bytes()
    for _ in range(200):
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + bytes([content[at] ^ chance.randrange(1, 256)]) + content[at + 1 :])
        with pytest.raises((IndexDamagedError, IndexOutdatedError), match=r"manifest\.json|格式"):
            damaged_files(sample_index)


def test_missing_shortened_and_foreign_files_are_named(sample_index: Path) -> None:
    (sample_index / "whoosh" / "terms").write_bytes(b"\x00")
    (sample_index / "whoosh" / "stranger").write_bytes(b"x")
    (sample_index / "catalog.db").unlink()
    found = {damage.name: damage.reason for damage in damaged_files(sample_index)}
    assert found.keys() == {"whoosh/terms", "whoosh/stranger", "catalog.db"}
    assert "64" in found["whoosh/terms"]


def test_the_quick_check_refuses_what_is_missing_or_of_another_size(sample_index: Path) -> None:
    (sample_index / "whoosh" / "terms").write_bytes(b"\x00" * 63)
    with pytest.raises(IndexDamagedError, match="terms"):
        quick_check(sample_index)
    (sample_index / "whoosh" / "terms").unlink()
    with pytest.raises(IndexDamagedError, match="不见了"):
        quick_check(sample_index)


def test_an_index_that_is_missing_or_of_another_format_says_so(sample_index: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="build"):
        read_manifest(tmp_path / "nowhere")
    path = sample_index / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"format": 0}))
    with pytest.raises(IndexOutdatedError, match="重建索引"):
        read_manifest(sample_index)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff\xfe", b"null", b'{"format": 1}', b"[" * 100_000])
def test_a_manifest_of_nonsense_is_damage(sample_index: Path, content: bytes) -> None:
    (sample_index / "manifest.json").write_bytes(content)
    with pytest.raises((IndexDamagedError, IndexOutdatedError), match="重建索引"):
        read_manifest(sample_index)


def test_checking_can_be_cancelled_and_reports_how_far_it_is(sample_index: Path) -> None:
    steps: list[tuple[int, int]] = []
    damaged_files(sample_index, lambda stage, done, total: steps.append((done, total)))
    assert steps == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        damaged_files(sample_index, cancelled=lambda: True)


def test_a_small_index_is_checked_whole_before_it_is_opened(
    sample_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sample_index / "whoosh" / "terms").write_bytes(b"\x01" * (sample_index / "whoosh" / "terms").stat().st_size)
    with pytest.raises(IndexDamagedError, match="terms"):
        quick_check(sample_index)
    monkeypatch.setattr(manifest, "HASHED_AT_OPENING", 10)
    assert quick_check(sample_index).counts["clauses"] == 2


def test_a_path_that_is_no_folder_or_a_manifest_that_is_one_says_so(sample_index: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(IndexMissingError):
        quick_check(tmp_path / "file")
    (sample_index / "manifest.json").unlink()
    (sample_index / "manifest.json").mkdir()
    with pytest.raises(IndexDamagedError, match="清单读不出来"):
        quick_check(sample_index)
