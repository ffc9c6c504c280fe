"""A file that is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nt_desktop.errors import OutputError, reason_of


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary file beside the path that takes its place when the block ends well, and is gone otherwise.

    Raises OutputError for whatever the system says against it.
    """
    try:
        descriptor, name = tempfile.mkstemp(prefix=".nt-", suffix=path.suffix, dir=path.parent)
        os.close(descriptor)
    except OSError as error:
        raise OutputError(path, reason_of(error)) from error
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(path, reason_of(error)) from error
    finally:
        temporary.unlink(missing_ok=True)
