"""The folder of an index: made whole in a working folder beside it, then swapped in.

The swap renames two folders; should the machine stop between the two, `recover` puts the old index back.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

SEARCH_FOLDER = "whoosh"
"""Where in an index the full text stands."""
_LEFTOVER_AGE = 3600  # seconds after which an unfinished build is taken for abandoned


def new_working_folder(index: Path) -> Path:
    """An empty folder beside an index; what builds that were killed have left there is cleared away."""
    prefix = f".{index.name}.building-"
    index.parent.mkdir(parents=True, exist_ok=True)
    for path in index.parent.glob(f"{prefix}*"):
        if time.time() - path.stat().st_mtime > _LEFTOVER_AGE:
            shutil.rmtree(path, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=index.parent))
    folder.chmod(0o755)  # mkdtemp makes it for its owner alone
    return folder


def swap_in(folder: Path, index: Path) -> None:
    """Put a finished folder in the place of the index, keeping the README that stands there."""
    readme = index / "README.md"
    if readme.is_file():
        shutil.copyfile(readme, folder / readme.name)
    old = _old(index)
    if index.exists():
        shutil.rmtree(old, ignore_errors=True)
        index.rename(old)
    folder.rename(index)
    shutil.rmtree(old, ignore_errors=True)


def recover(index: Path) -> None:
    """Put the old index back where a build was stopped in the middle of the swap."""
    old = _old(index)
    if old.is_dir() and not index.exists():
        old.rename(index)


def _old(index: Path) -> Path:
    return index.with_name(f".{index.name}.old")
