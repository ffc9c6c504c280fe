"""Changes single bytes of a bundle's index, and looks whether the program notices and names the file each time.

python3 -m scripts.bundle.damage [--times N] [--windows N] [--seed N] FOLDER

Each change is made in a copy and taken back. After each, `verify` must fail and name the file, and a search must end
without a traceback; every so often the window is opened on it too, and must stay.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.bundle.checks import files

_QUERY = "综合利用率"
_WINDOW_SECONDS = 3.0
_TRACEBACK = "Traceback"
_LOG = "errors.log"


def main() -> int:
    """Returns 0 where every change was found and named and nothing broke, else 1."""
    parser = argparse.ArgumentParser(description="逐次改动索引里的一个字节，看程序能否发现。")
    parser.add_argument("folder", type=Path, metavar="文件夹", help="制作好的程序文件夹")
    parser.add_argument("--times", type=int, default=1000, metavar="次数")
    parser.add_argument("--windows", type=int, default=50, metavar="次数", help="其中打开窗口的次数")
    parser.add_argument("--seed", type=int, default=1, metavar="数", help="随机数的起点")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    faults: list[str] = []
    touched: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as scratch:
        bundle = Path(scratch) / "nt-desktop"
        shutil.copytree(options.folder, bundle)
        held = [path for path in files(bundle / "index") if path.name != "README.md" and path.stat().st_size]
        for number in range(options.times):
            path = chance.choice(held)
            name = path.relative_to(bundle / "index").as_posix()
            touched[name] = touched.get(name, 0) + 1
            with changed(path, chance) as place:
                found = try_commands(bundle, name)
                if number * options.windows // options.times != (number + 1) * options.windows // options.times:
                    found += try_window(bundle)
            faults += [f"{name}，第 {place} 个字节：{fault}" for fault in found]
        if (bundle / "data" / _LOG).exists():
            faults.append((bundle / "data" / _LOG).read_text(encoding="utf-8"))
    print(
        f"改动 {options.times} 次，涉及 {len(touched)} 个文件，其中签名文件 {touched.get('manifest.sig', 0)} 次；",
        end="",
    )
    print(f"打开窗口 {options.windows} 次；不合要求 {len(faults)} 处。", *faults, sep="\n")
    return 1 if faults else 0


@contextmanager
def changed(path: Path, chance: random.Random) -> Iterator[int]:
    """Another byte somewhere in a file, until the end of the block; gives its place."""
    place = chance.randrange(path.stat().st_size)
    with path.open("r+b") as file:
        file.seek(place)
        before = file.read(1)
        file.seek(place)
        file.write(bytes([before[0] ^ chance.randrange(1, 256)]))
    try:
        yield place
    finally:
        with path.open("r+b") as file:
            file.seek(place)
            file.write(before)


def try_commands(bundle: Path, name: str) -> list[str]:
    """What is wrong with how verify and search take the damage of a file."""
    found = []
    verified = _run(bundle, "verify")
    if verified.returncode != 1:
        found.append(f"verify 的返回值是 {verified.returncode}")
    if Path(name).name not in verified.stderr:
        found.append(f"verify 没有说出文件名：{verified.stderr.strip()}")
    searched = _run(bundle, "search", _QUERY, "--json")
    if searched.returncode not in (0, 1):
        found.append(f"search 的返回值是 {searched.returncode}")
    for done in (verified, searched):
        if _TRACEBACK in done.stderr:
            found.append(done.stderr)
    return found


def try_window(bundle: Path) -> list[str]:
    """What is wrong with the window on a damaged index: it must stay, and say no more than a sentence."""
    with subprocess.Popen([bundle / "nt-desktop"], env=_surroundings(bundle), stderr=subprocess.PIPE) as window:
        try:
            code: int | None = window.wait(_WINDOW_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
            window.terminate()
        said = window.stderr.read().decode("utf-8", "replace") if window.stderr else ""
    found = [] if code is None else [f"窗口自己关闭了（{code}）"]
    return [*found, said] if _TRACEBACK in said else found


def _run(bundle: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [bundle / "nt-desktop", *arguments], env=_surroundings(bundle), capture_output=True, encoding="utf-8"
    )


def _surroundings(bundle: Path) -> dict[str, str]:
    folder = str(bundle.parent)
    return {"PATH": os.environ["PATH"], "HOME": folder, "XDG_RUNTIME_DIR": folder, "QT_QPA_PLATFORM": "offscreen"}


if __name__ == "__main__":
    sys.exit(main())
