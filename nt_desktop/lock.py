"""A lock file that one running program holds; the system lets it go when the program dies."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class Lock:
    """An open lock file; `release`, `remove` or the end of the process frees it."""

    def __init__(self, descriptor: int, path: Path) -> None:
        self._descriptor = descriptor
        self._path = path

    def release(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def remove(self) -> None:
        """Take the file away and free the lock."""
        if sys.platform == "win32":  # which removes no file that is open
            self.release()
        with suppress(OSError):
            self._path.unlink()
        self.release()


def take_lock(path: Path) -> Lock | None:
    """Take the lock that this file stands for, or None when another program has it.

    Raises OSError when the file cannot be made. A file system that knows no locks is used without one.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(descriptor)
        except OSError as error:
            if error.errno in _TAKEN:
                os.close(descriptor)
                return None
            return Lock(descriptor, path)
        if _is_still(path, descriptor):
            return Lock(descriptor, path)
        os.close(descriptor)  # its last holder removed it while we were opening it


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
