"""What every bundle must be: names for every file system, libraries for old systems, sums of all files."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

SUMS = "SHA256SUMS"
LONGEST_PATH = 120
MEGABYTE = 1_000_000
LARGEST_FOLDER = 250 * MEGABYTE
LARGEST_ARCHIVE = 90 * MEGABYTE
NEWEST_GLIBC = (2, 31)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
_OWN_DATA = "data"  # the user's, once the stick is in use


def files(folder: Path) -> Iterator[Path]:
    """Every file and link below a folder, in the order of their names."""
    return iter(sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()))


def bad_names(folder: Path) -> list[str]:
    """What a stick with FAT or exFAT could not hold, as sentences."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            found.append(f"{name}：是符号链接")
        if not name.isascii() or re.search(r'[<>:"|?*\\]|[ .]$', name):
            found.append(f"{name}：文件名含有非 ASCII 字符或 Windows 不允许的字符")
        if len(name) > LONGEST_PATH:
            found.append(f"{name}：路径超过 {LONGEST_PATH} 个字符")
    return found


def newest_glibc(path: Path) -> tuple[int, int]:
    """The newest version of glibc that a program or library asks for; (0, 0) where it asks for none."""
    with path.open("rb") as file:
        if file.read(4) != b"\x7fELF":
            return (0, 0)
    listed = subprocess.run(["objdump", "-T", str(path)], capture_output=True, text=True, check=False)
    if "DYNAMIC SYMBOL TABLE" not in listed.stdout:
        raise RuntimeError(f"objdump 读不出 {path}：{listed.stderr.strip()}")
    return max(((int(major), int(minor)) for major, minor in _GLIBC.findall(listed.stdout)), default=(0, 0))


def too_new(folder: Path, newest: tuple[int, int] = NEWEST_GLIBC) -> list[str]:
    """The programs and libraries that would not load where glibc is `newest`, as sentences."""
    wanted = ((path, newest_glibc(path)) for path in files(folder))
    return [
        f"{path.relative_to(folder).as_posix()}：需要 glibc {major}.{minor}"
        for path, (major, minor) in wanted
        if (major, minor) > newest
    ]


def folder_size(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in files(folder))


def write_sums(folder: Path) -> None:
    """Write the SHA-256 of every file but the user's own, as `sha256sum --check` reads it."""
    listed = [path for path in files(folder) if path.name != SUMS and path.relative_to(folder).parts[0] != _OWN_DATA]
    lines = [f"{_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in listed]
    (folder / SUMS).write_text("".join(lines), encoding="ascii", newline="\n")


def wrong_sums(folder: Path) -> list[str]:
    """The files that are missing or not what the sums say."""
    wrong = []
    for line in (folder / SUMS).read_text(encoding="ascii").splitlines():
        digest, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file() or _sha256(path) != digest:
            wrong.append(name)
    return wrong


def complain(title: str, problems: Sequence[str]) -> None:
    """Stop with a list of problems, if there are any."""
    if problems:
        raise SystemExit("\n    ".join([f"{title}：", *problems]))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
