from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from nt_desktop.errors import IndexMissingError, NtDesktopError, is_medium_error, reason_of


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), "磁盘已满"),
        (PermissionError(errno.EACCES, "x"), "没有访问权限"),
        (sqlite3.OperationalError("database or disk is full"), "磁盘已满"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "磁盘是只读的"),
    ],
)
def test_what_the_medium_says_is_told_in_chinese(error: Exception, said: str) -> None:
    assert reason_of(error) == said
    assert is_medium_error(error)


def test_a_missing_resource_or_a_wrong_statement_is_a_bug_and_not_the_medium() -> None:
    assert not is_medium_error(FileNotFoundError(errno.ENOENT, "x"))
    assert not is_medium_error(sqlite3.ProgrammingError("x"))
    assert reason_of(ValueError("words")) == "words"


def test_an_error_is_one_sentence_with_its_remedy() -> None:
    assert str(NtDesktopError("出了事", "请重试。")) == "出了事。请重试。"
    assert str(IndexMissingError(Path("x"))).startswith("没有找到索引“x”。请")
