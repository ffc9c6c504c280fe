"""What holds for the project as a whole: which way imports run, what the locks hold, what a fresh process touches."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from packaging.requirements import Requirement

from nt_desktop import __version__, places

PROJECT = Path(__file__).resolve().parent.parent
METADATA = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((PROJECT / "locks").glob("*.txt"))
PACKAGE = sorted((PROJECT / "nt_desktop").rglob("*.py"))

# Runs a command of the program in a process that notes each socket and each look-up of a name before they happen.
WATCHED = """
import sys
touched = []
sys.addaudithook(lambda event, _: touched.append(event) if event.startswith("socket.") else None)
from nt_desktop.cli import main
code = main(sys.argv[1:])
if touched:
    sys.exit(f"sockets: {sorted(set(touched))}")
sys.exit(code)
"""


def locked(path: Path) -> dict[str, set[str]]:
    """The requirements of a lock: name to lines, with version and marker, without hashes."""
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            requirement = line.removesuffix(" \\")
            found.setdefault(Requirement(requirement).name, set()).add(requirement)
    return found


def test_imports_run_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("module", ["nt_desktop.cli", "nt_desktop.building", "nt_desktop.search.engine"])
def test_the_command_line_starts_without_qt(module: str) -> None:
    program = f"import sys, {module}; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=PROJECT).returncode == 0


def test_only_the_window_and_printing_name_qt() -> None:
    named = {path.relative_to(PROJECT).parts[1] for path in PACKAGE if "PySide6" in path.read_text(encoding="utf-8")}
    assert named <= {"ui", "output"}


def test_no_module_of_ours_imports_the_network() -> None:
    forbidden = re.compile(
        r"^\s*(?:import|from)\s+(?:socket|ssl|http|ftplib|smtplib|asyncio|xmlrpc|requests|urllib(?!\.parse))\b|QtNetwork",
        re.MULTILINE,
    )
    assert not [path.name for path in PACKAGE if forbidden.search(path.read_text(encoding="utf-8"))]


def test_build_search_show_and_excerpt_touch_no_socket(seeds: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        command = [sys.executable, "-X", "utf8", "-c", WATCHED, *arguments, "--index", str(tmp_path / "索 引")]
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("build", "--seeds", str(seeds))
    found = run("search", "秸秆 综合利用率", "--json")
    key = re.search(r'"clause": "([^"]+)"', found)
    assert key
    assert "秸秆" in run("show", key[1])
    run("excerpt", key[1], "--out", str(tmp_path / "摘录.pdf"))
    assert (tmp_path / "摘录.pdf").read_bytes().startswith(b"%PDF")
    run("verify")


def test_the_watch_would_notice_a_socket() -> None:
    program = WATCHED.replace(
        "from nt_desktop.cli import main", "import socket\ndef main(_): socket.socket(); return 0"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 1
    assert "socket" in done.stderr


def test_resources_are_found_and_can_be_read() -> None:
    folder = places.resources_folder()
    vocabularies = sorted(folder.glob("*.toml"))
    assert vocabularies
    assert any(places.load_resource(path.name) for path in vocabularies)
    icons = sorted((folder / "icons").glob("*.svg"))
    assert icons
    assert all(path.read_text(encoding="utf-8").lstrip().startswith("<svg") for path in icons)


def test_entry_points_exist() -> None:
    for group in ("scripts", "gui-scripts"):
        for target in METADATA["project"][group].values():
            module, _, name = target.partition(":")
            assert callable(getattr(importlib.import_module(module), name))


def test_the_version_is_in_the_change_log_or_still_to_come() -> None:
    log = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [未发布]" in log or f"## [{__version__}]" in log


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_locks_name_hashes_and_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"https?:|--(extra-)?index-url|--find-links|file:", text)
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"\S+==\S+", block), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


def test_larger_locks_hold_what_the_program_runs_with() -> None:
    run = locked(PROJECT / "locks" / "run.txt")
    for name in ("test", "bundle"):
        larger = locked(PROJECT / "locks" / f"{name}.txt")
        assert {package: larger.get(package) for package in run} == run


def test_the_lock_is_of_the_metadata() -> None:
    run = locked(PROJECT / "locks" / "run.txt")
    for line in METADATA["project"]["dependencies"]:
        wanted = Requirement(line)
        versions = {next(iter(Requirement(found).specifier)).version for found in run[wanted.name.lower()]}
        assert any(version in wanted.specifier for version in versions), line


def test_whoosh_is_pinned() -> None:
    assert locked(PROJECT / "locks" / "run.txt")["whoosh"] == {"whoosh==2.7.4"}


def test_older_pythons_can_read_the_set_up_script() -> None:
    ast.parse((PROJECT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))
