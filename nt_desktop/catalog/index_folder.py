"""The folder of an index: made whole in a working folder beside it, then swapped in.

The swap renames two folders; should the machine stop between the two, `recover` puts the old index back. A lock file
beside the index is held while it is built, so that two builds never swap at once, and so that whoever holds it may
clear away whatever killed builds have left.
"""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nt_desktop.catalog.manifest import NAME, SIGNATURE_NAME
from nt_desktop.errors import OutputError
from nt_desktop.lock import take_lock

SEARCH_FOLDER = "whoosh"
"""Where in an index the full text stands."""
CATALOG_NAME = "catalog.db"
README = "README.md"
_OWN = {CATALOG_NAME, SEARCH_FOLDER, NAME, SIGNATURE_NAME, README}
_SWAPS = 3  # a reader may put the old index back between our two renames


@contextmanager
def working_folder(index: Path) -> Iterator[Path]:
    """An empty folder beside an index, for one builder at a time; it is gone when the block ends.

    Raises OutputError where the index may not be replaced or is being built already, OSError where the system refuses.
    """
    _check_replaceable(index)
    index.parent.mkdir(parents=True, exist_ok=True)
    lock = take_lock(index.with_name(f".{index.name}.lock"))
    if lock is None:
        raise OutputError(index, "另一个程序正在建立这份索引", "请等它结束后再试。")
    try:
        recover(index)
        prefix = f".{index.name}.building-"
        for left in index.parent.glob(f"{_literal(prefix)}*"):
            _remove(left)
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=index.parent))
        try:
            folder.chmod(0o755)  # mkdtemp makes it for its owner alone
            yield folder
        finally:
            _remove(folder)
    finally:
        lock.remove()


def _check_replaceable(index: Path) -> None:
    """Refuse to put an index in the place of anything but an index: what stands there would be gone."""
    remedy = "请用 --index 指定一个新文件夹，或把其中的文件移走。"
    if not index.name:
        raise OutputError(index, "索引不能放在磁盘的根目录", remedy)
    if not index.exists():
        return
    if not index.is_dir():
        raise OutputError(index, "这里已有一个同名文件", remedy)
    names = {path.name for path in index.iterdir()}
    if CATALOG_NAME not in names and (foreign := sorted(names - _OWN)):
        raise OutputError(index, f"文件夹里有不属于索引的“{foreign[0]}”，为免误删没有建立索引", remedy)


def swap_in(folder: Path, index: Path) -> None:
    """Put a finished folder in the place of the index, keeping the README that stands there."""
    readme = index / README
    if readme.is_file():
        shutil.copyfile(readme, folder / README)
    old = _old(index)
    for left in reversed(range(_SWAPS)):
        if index.exists():
            _remove(old)
            index.rename(old)
        try:
            folder.rename(index)
            break
        except OSError:
            recover(index)
            if not left:
                raise
    _remove(old)


def recover(index: Path) -> None:
    """Put the old index back where a build was stopped in the middle of the swap."""
    if not index.name:
        return
    old = _old(index)
    if old.is_dir() and not index.exists():
        with suppress(OSError):  # somebody else did it, or nothing can be written here
            old.rename(index)


def _remove(folder: Path) -> None:
    """Delete a folder, as far as that is possible; write protection, as copies from a CD have, is no obstacle."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            with suppress(OSError):
                path.chmod(path.stat().st_mode | stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)


def _old(index: Path) -> Path:
    return index.with_name(f".{index.name}.old")


def _literal(name: str) -> str:
    """The pattern that this name alone matches."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)
