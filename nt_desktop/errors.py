"""Errors a user can act on: each says in Chinese what happened, to which file, and what to do.

Whatever is not in this family is a bug and is shown as such.
"""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path


class NtDesktopError(Exception):
    """The base: one sentence of what happened, one of what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}{'' if self.message.endswith('。') else '。'}{self.remedy}"


class SourceError(NtDesktopError):
    """A seed that cannot be read."""

    def __init__(self, path: Path, reason: str, remedy: str = "请检查该文件后重新建立索引。") -> None:
        super().__init__(f"无法读取资料文件“{path.name}”：{reason}", remedy)
        self.path = path
        self.reason = reason


class IndexMissingError(NtDesktopError):
    """There is no index at this place."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"没有找到索引“{folder}”", "请运行 nt-desktop build，或在窗口中点“重建索引”。")
        self.folder = folder


class IndexOutdatedError(NtDesktopError):
    """The index was made by another version of the program."""

    def __init__(self, folder: Path, found: str, wanted: str) -> None:
        super().__init__(f"索引“{folder}”的格式是 {found}，本程序需要 {wanted}", "请重建索引。")
        self.folder = folder


class IndexDamagedError(NtDesktopError):
    """A file of the index is not what the manifest says."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"索引文件“{path.name}”已损坏：{reason}", "请重建索引，或从原介质重新复制。")
        self.path = path


class UnknownKeyError(NtDesktopError):
    """No document, clause, table or row has this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"资料中没有编号为“{key}”的文件或条款", "请用 nt-desktop search 查到编号后再试。")
        self.key = key


class WorkspaceError(NtDesktopError):
    """The workspace (bookmarks, notes, history) cannot be read or written."""


class OutputError(NtDesktopError):
    """A file could not be written."""

    def __init__(
        self, path: Path, reason: str, remedy: str = "请换一个位置，或关闭正在使用该文件的程序后重试。"
    ) -> None:
        super().__init__(f"无法写入“{path}”：{reason}", remedy)
        self.path = path


class QueryError(NtDesktopError):
    """A query or filter that cannot be answered; the message says which part."""


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user cancelled a piece of long work."""


_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过了允许的大小",
    errno.EACCES: "没有访问权限",
    errno.EPERM: "没有访问权限",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错，存储设备可能已拔出",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "同名文件已经存在",
    errno.EBUSY: "文件正被其他程序使用",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENXIO: "设备不可用",
    errno.ELOOP: "链接指向自己",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.EILSEQ: "文件已损坏",
}
_DATABASE_REASONS = (
    ("full", _REASONS[errno.ENOSPC]),
    ("readonly", _REASONS[errno.EROFS]),
    ("locked", _REASONS[errno.EBUSY]),
    ("disk I/O", _REASONS[errno.EIO]),
    ("unable to open", _REASONS[errno.EACCES]),
    ("malformed", _REASONS[errno.EILSEQ]),
    ("not a database", "这不是数据库文件"),
    ("no such table", "缺少数据表"),
    ("no such column", "缺少字段"),
)


def reason_of(error: Exception) -> str:
    """What an error of the operating system or of SQLite says, in Chinese; its own words where none are known."""
    if isinstance(error, OSError) and error.errno in _REASONS:
        return _REASONS[error.errno]
    words = str(error)
    return next((said for sign, said in _DATABASE_REASONS if sign in words), words)


def is_medium_error(error: Exception) -> bool:
    """Whether disk, folder or rights are to blame, and no mistake of the program."""
    if isinstance(error, OSError):
        return error.errno in _REASONS and error.errno != errno.ENOENT
    return isinstance(error, sqlite3.OperationalError)
