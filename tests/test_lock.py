from __future__ import annotations

from pathlib import Path

from nt_desktop.lock import take_lock


def test_a_lock_is_held_once_until_it_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "锁"
    first = take_lock(path)
    assert first is not None
    assert take_lock(path) is None
    first.release()
    second = take_lock(path)
    assert second is not None
    second.remove()
    assert not path.exists()
    third = take_lock(path)
    assert third is not None
    third.remove()
