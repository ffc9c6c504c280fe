"""A lock that one running program holds on a workspace; the system lets it go when the program dies."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

LOCK_NAME = "workspace.lock"
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Lock:
    """An open lock file; `release` (or the end of the process) frees it."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def take_lock(folder: Path) -> Lock | None:
    """Take the lock, or None when another program has it.

    Raises OSError when the lock file cannot be made. A file system that knows no locks is used without one.
    """
    descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _lock(descriptor)
    except OSError as error:
        if error.errno in _TAKEN:
            os.close(descriptor)
            return None
    return Lock(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
