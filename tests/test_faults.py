from __future__ import annotations

from pathlib import Path

import pytest

from nt_desktop import faults
from nt_desktop.faults import details_of, log_fault


def details(words: str) -> str:
    try:
        raise ZeroDivisionError(words)
    except ZeroDivisionError as error:
        return details_of(ZeroDivisionError, error, error.__traceback__)


def test_a_fault_is_written_below_those_before_it(tmp_path: Path) -> None:
    folder = tmp_path / "数据"
    path = log_fault(details("第一处"), folder)
    assert path == folder / "errors.log"
    assert log_fault(details("第二处 \udc80"), folder) == path
    written = path.read_text(encoding="utf-8")
    assert written.index("ZeroDivisionError: 第一处") < written.index("ZeroDivisionError: 第二处")
    assert "test_faults.py" in written


def test_the_log_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "_LONGEST", 100)
    for words in ("第一处", "第二处", "第三处"):
        log_fault(details(words), tmp_path)
    assert "第三处" in (tmp_path / "errors.log").read_text(encoding="utf-8")
    assert "第二处" in (tmp_path / "errors.old.log").read_text(encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 2


def test_where_nothing_can_be_written_no_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert log_fault("x", tmp_path / "file" / "data") is None
