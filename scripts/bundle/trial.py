"""Tries a finished bundle as a user would: search, print to PDF, verify, open the window, quit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from nt_desktop.catalog.signature import TRUST_WORDS
from scripts.bundle.checks import complain, wrong_sums

_QUERY = "综合利用率"
_WINDOW_SECONDS = 5.0
_PLUGIN_REMARK = "This plugin does not support"  # what Qt says of having no screen


def run(bundle: Path, *, signed: bool) -> None:
    """Use every part that a meeting needs, in a copy at an awkward place; stops with a sentence where one fails.

    `signed` is whether the index must be found to carry the signature of the key inside the program.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "试 用" / bundle.name
        shutil.copytree(bundle, folder)
        program = folder / ("nt-desktop-console.exe" if sys.platform == "win32" else "nt-desktop")
        surroundings = {**_bare_environment(), "HOME": scratch, "USERPROFILE": scratch, "XDG_RUNTIME_DIR": scratch}
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
        found = json.loads(_output(program, surroundings, "search", _QUERY, "--json"))
        if not found["hits"]:
            raise SystemExit(f"试运行：没有查到“{_QUERY}”。")
        printed = Path(scratch) / "excerpt.pdf"
        _output(program, surroundings, "excerpt", found["hits"][0]["clause"], "--out", str(printed))
        if not printed.read_bytes().startswith(b"%PDF"):
            raise SystemExit("试运行：摘录没有写成 PDF。")
        verdict = _output(program, surroundings, "verify")
        if signed != (TRUST_WORDS["signed"] in verdict):
            raise SystemExit(f"试运行：签名与给出的私钥不符：{verdict}")
        _try_window(folder / ("nt-desktop.exe" if sys.platform == "win32" else "nt-desktop"), surroundings)
        complain("试运行改动了这些文件", wrong_sums(folder))


def _try_window(program: Path, surroundings: dict[str, str]) -> None:
    """Open the window; it must still be there, without a word of complaint, when it is asked to go."""
    with subprocess.Popen([str(program)], env=surroundings, stderr=subprocess.PIPE) as window:
        try:
            code: int | None = window.wait(_WINDOW_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
            window.terminate()
        said = window.stderr.read().decode("utf-8", "replace") if window.stderr else ""
    complaint = "\n".join(line for line in said.splitlines() if not line.startswith(_PLUGIN_REMARK))
    if code is not None or complaint:
        raise SystemExit(f"试运行：窗口没有正常打开（{code}）：{complaint}")


def _output(program: Path, surroundings: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([str(program), *arguments], env=surroundings, capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        raise SystemExit(f"试运行：nt-desktop {' '.join(arguments)} 没有成功：{done.stderr}")
    return done.stdout


def _bare_environment() -> dict[str, str]:
    """The environment without anything of Python or Qt, which a user's machine would not have."""
    foreign = ("PYTHON", "QT_", "LD_", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
