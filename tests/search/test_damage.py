"""An index whose bytes are not what they were: an answer or the error that says so, nothing else."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from nt_desktop.errors import IndexDamagedError, IndexOutdatedError
from nt_desktop.search.engine import Engine
from nt_desktop.search.results import Filters

QUERIES = ("秸秆 综合利用率", "部门:市水利局 年份:2021..2025", "shengtai", "蔬理 水质", "文号:24号", "标题:秸秆 -还田")


@pytest.fixture
def copy(built_index: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built_index / "whoosh", tmp_path / "whoosh")


def ask_everything(folder: Path) -> bool:
    """Whether all was answered; False where the damage was told."""
    try:
        with Engine.open(folder) as engine:
            for query in QUERIES:
                engine.search(query)
            engine.search("水", filters=Filters(years=(2023,), departments=("市水利局",)))
            engine.complete("sheng")
            engine.units_with("水")
    except (IndexDamagedError, IndexOutdatedError):
        return False
    return True


def test_crafted_numbers_and_texts_never_lead_to_another_error(copy: Path) -> None:
    chance = random.Random(11)
    files = sorted(copy.iterdir())
    told = 0
    for number in range(150):
        victim = files[number % len(files)]
        content = victim.read_bytes()
        changed = bytearray(content)
        match number // len(files) % 3:
            case 0:
                changed[:] = chance.choice((b"\xff", b"\0", b"\x7f")) * len(changed)
            case 1:
                changed[:] = chance.randbytes(len(changed))
            case _:
                for _ in range(20):
                    at = chance.randrange(max(len(changed) - 4, 1))
                    changed[at : at + 4] = b"\xff\xff\xff\x7f"[: len(changed) - at]
        victim.write_bytes(changed)
        told += not ask_everything(copy)
        victim.write_bytes(content)
    assert told > 20
    assert ask_everything(copy)


@pytest.mark.parametrize("directory", [b"{}", b"[]", b'{"format":2,"byteorder":"little","files":{},"facts":{}}', b"\0"])
def test_a_directory_of_nonsense_is_damage(copy: Path, directory: bytes) -> None:
    (copy / "columns.json").write_bytes(directory)
    with pytest.raises((IndexDamagedError, IndexOutdatedError)):
        Engine.open(copy)
