"""The virtual environment .venv/ beside run.py: made from a lock file, checked by hash, left alone while it fits."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / ".venv"
LOCKS = PROJECT / "locks"
_STAMP = FOLDER / "installed"
# A larger lock holds all that the smaller ones hold, at the same versions.
_HOLDS = {"run": ("run",), "test": ("run", "test"), "bundle": ("run", "bundle")}


class SetUpError(Exception):
    """The environment cannot be made; the message says in Chinese what to do."""


def python() -> Path:
    """The interpreter of the environment."""
    return FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare(lock: str) -> None:
    """Make or mend .venv/ so that it holds what `locks/<lock>.txt` names, and the program itself.

    Raises SetUpError where a step fails. Where the packages come from is the machine's own pip configuration.
    """
    wanted = {held: _digest(held) for held in _HOLDS[lock]}
    installed = _installed()
    if all(installed.get(held) == digest for held, digest in wanted.items()):
        return
    if not _fits():
        shutil.rmtree(FOLDER, ignore_errors=True)
        _step("正在建立虚拟环境 .venv", [sys.executable, "-m", "venv", str(FOLDER)])
    _STAMP.unlink(missing_ok=True)
    requirements = ["--require-hashes", "--only-binary", ":all:", "-r", f"locks/{lock}.txt"]
    _step("正在下载并安装依赖（首次约 150 MB）", _pip(*requirements), "请检查网络和本机 pip 的软件源设置后重试。")
    _step("正在安装本程序", _pip("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--editable", "."))
    _make_link_relative()
    _STAMP.write_text("".join(f"{held} {digest}\n" for held, digest in wanted.items()), encoding="utf-8")


def call(arguments: Sequence[str | Path], extra: Mapping[str, str] | None = None) -> int:
    """Run the environment's Python in the project folder; returns its exit code."""
    settings = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(PROJECT), **(extra or {})}
    try:
        return subprocess.call([str(python()), *map(str, arguments)], env=settings)
    except KeyboardInterrupt:
        return 130


def _digest(lock: str) -> str:
    """What the environment depends on: the lock, the project's metadata, the Python, and where all of it stands."""
    parts = [(LOCKS / f"{lock}.txt").read_bytes(), (PROJECT / "pyproject.toml").read_bytes()]
    parts += [sys.version.encode(), str(FOLDER).encode("utf-8", "surrogateescape")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _installed() -> dict[str, str]:
    if not _fits() or not _STAMP.is_file():
        return {}
    return dict(line.split(" ", 1) for line in _STAMP.read_text(encoding="utf-8").splitlines())


def _fits() -> bool:
    """Whether .venv/ works and was made here by this Python."""
    program = "import sys, pip; print(sys.version_info[:2], sys.prefix)"
    try:
        answer = subprocess.run([str(python()), "-X", "utf8", "-c", program], capture_output=True, encoding="utf-8")
    except OSError:
        return False
    return answer.stdout.strip() == f"{sys.version_info[:2]} {FOLDER}"


def _pip(*arguments: str) -> list[str]:
    return [str(python()), "-m", "pip", "install", "--no-input", "--disable-pip-version-check", *arguments]


def _step(says: str, command: Sequence[str], remedy: str = "") -> None:
    print(f"{says}……", file=sys.stderr, flush=True)
    settings = {**os.environ, "PYTHONUTF8": "1", "PIP_USER": "0"}
    if subprocess.call(command, cwd=PROJECT, env=settings, stdout=sys.stderr) != 0:
        raise SetUpError(f"{says}：没有成功。{remedy}")


def _make_link_relative() -> None:
    """Point the installed program's .pth file here by a relative path.

    Python before 3.13 reads such files in the encoding of the system, so a path with Chinese characters in it would
    stop every start of the environment on Windows; a relative one is ASCII.
    """
    for link in FOLDER.rglob("site-packages/_nt_desktop.pth"):
        link.write_text(os.path.relpath(PROJECT, link.parent) + "\n", encoding="ascii")
