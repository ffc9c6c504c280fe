"""The commands of run.py."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from scripts import environment, machine

_CHECKS = (
    ("代码规则", ("-m", "ruff", "check", ".")),
    ("代码格式", ("-m", "ruff", "format", "--check", ".")),
    ("类型", ("-m", "mypy")),
)
_MOST_WORKERS = 4  # each builds its own index of the seeds: more cost more than they bring
_LOCKED_EXTRAS = {"run": (), "test": ("test", "dev"), "bundle": ("bundle",)}


def run(arguments: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", ())
    try:
        if command == "":
            return open_window()
        if command == "test":
            return test(rest)
        if command == "lock":
            return lock(upgrade="--upgrade" in rest)
        if command == "bundle":
            return bundle(rest)
        return program(arguments)
    except environment.SetUpError as failure:
        print(failure, file=sys.stderr)
        return 1


def open_window() -> int:
    """Set everything up and open the window."""
    if any(name != machine.FONT for name in _provide(window=True)):
        return 1
    environment.prepare("run")
    return environment.call(["-m", "nt_desktop"])


def test(arguments: Sequence[str]) -> int:
    """Run every check and the tests; with `arguments`, only pytest with these."""
    if any(name != machine.FONT for name in _provide(window=True)):
        return 1
    environment.prepare("test")
    os.chdir(environment.PROJECT)
    with tempfile.TemporaryDirectory() as folder:
        surroundings = {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": folder}
        workers = min(_MOST_WORKERS, os.cpu_count() or 1)
        pytest = ("-m", "pytest", *(arguments or ("-n", str(workers), "--dist", "loadfile")))
        failed = []
        for name, check in (() if arguments else _CHECKS) + (("测试", pytest),):
            print(f"== {name}", flush=True)
            if environment.call(check, surroundings) != 0:
                failed.append(name)
    print(f"没有通过：{'、'.join(failed)}。" if failed else "全部通过。")
    return 1 if failed else 0


def lock(*, upgrade: bool) -> int:
    """Write locks/*.txt anew from pyproject.toml: exact versions with hashes for every platform, no index address."""
    _provide(window=False)
    environment.prepare("test")
    os.chdir(environment.PROJECT)
    with tempfile.TemporaryDirectory() as folder:
        back_end = Path(folder) / "back_end.in"  # installing the program itself needs its build back end
        back_end.write_text("hatchling>=1.25\n", encoding="utf-8")
        for name, extras in _LOCKED_EXTRAS.items():
            arguments = ["-m", "uv", "pip", "compile", "--quiet", "pyproject.toml", str(back_end)]
            arguments += ["--universal", "--python-version", "3.11", "--generate-hashes"]
            arguments += ["--no-emit-index-url", "--no-header", "--no-annotate", "-o", f"locks/{name}.txt"]
            arguments += [part for extra in extras for part in ("--extra", extra)]
            arguments += [] if name == "run" else ["-c", "locks/run.txt"]
            arguments += ["--upgrade"] if upgrade else []
            if environment.call(arguments) != 0:
                return 1
    return 0


def bundle(arguments: Sequence[str]) -> int:
    """Make the folder for a stick, and its archive."""
    if _provide(window=True):
        return 1
    environment.prepare("bundle")
    return environment.call(["-m", "scripts.bundle", *arguments])


def program(arguments: Sequence[str]) -> int:
    """Hand a command to the program, in the folder that the user stands in."""
    if _provide(window=False):
        return 1
    environment.prepare("run")
    return environment.call(["-m", "nt_desktop", *arguments])


def _provide(*, window: bool) -> tuple[str, ...]:
    return machine.provide(machine.missing(window=window))
