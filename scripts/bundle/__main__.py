"""Makes the bundle: index, programs, licences, sums, a trial of the result, and the archive.

python3 run.py bundle [--seeds FOLDER] [--key FILE] [--any-glibc] [--skip-archive]
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import nt_desktop
from nt_desktop.catalog.signature import PUBLIC_KEY
from scripts.bundle import checks, contents, signing, trial

PROJECT = Path(__file__).resolve().parent.parent.parent
DIST = PROJECT / "dist"
FOLDER = DIST / contents.PROGRAM
BESIDE = Path(__file__).resolve().parent / "beside"  # files that stand beside the program
RESOURCES = FOLDER / "_internal" / "resources"


def main() -> int:
    """Make the bundle in dist/; returns 0, or stops with a sentence of what is wrong."""
    options = read_options(sys.argv[1:])
    _say("建立索引")
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        _run(*build_command(options, index))
        _say("打包程序")
        shutil.rmtree(FOLDER, ignore_errors=True)
        _run(
            sys.executable,
            "-W",
            "ignore::SyntaxWarning",
            "-m",
            "PyInstaller",
            "--noconfirm",
            "--log-level",
            "ERROR",
            "build.spec",
        )
        shutil.copytree(index, FOLDER / "index")
    if options.key:
        signing.write_public_key(options.key, RESOURCES / PUBLIC_KEY)
    shutil.copytree(options.seeds, FOLDER / "seeds")
    shutil.copytree(BESIDE, FOLDER, dirs_exist_ok=True)
    _say("收集许可证，写物料清单")
    # PyInstaller's start program is inside; its licence has an exception for that.
    libraries = [*(FOLDER / "_internal").glob("*.so*"), *(FOLDER / "_internal").glob("fallback/*.so*")]
    parts = contents.components(libraries, also=["pyinstaller"])
    contents.write_licences(parts, FOLDER / "LICENSES")
    shutil.copyfile(PROJECT / "LICENSE", FOLDER / "LICENSES" / "LICENSE.txt")
    contents.write_bill(parts, nt_desktop.__version__, FOLDER / "sbom.cdx.json")
    _say("检查")
    checks.complain("这些文件不能放进 U 盘", checks.bad_names(FOLDER))
    if sys.platform == "linux" and not options.any_glibc:
        checks.complain("这些文件在较旧的系统上不能运行", checks.too_new(FOLDER))
    checks.write_sums(FOLDER)
    _say("试运行")
    trial.run(FOLDER, signed=options.key is not None)
    size = checks.folder_size(FOLDER)
    checks.complain("程序文件夹过大", [f"{size:,} 字节"] if size > checks.LARGEST_FOLDER else [])
    print(f"程序文件夹：{FOLDER.relative_to(PROJECT)}，{size / checks.MEGABYTE:.1f} MB")
    if not options.skip_archive:
        archive = write_archive(FOLDER, DIST / f"{FOLDER.name}-{nt_desktop.__version__}-{_platform()}")
        size = archive.stat().st_size
        checks.complain("压缩包过大", [f"{size:,} 字节"] if size > checks.LARGEST_ARCHIVE else [])
        print(f"压缩包：{archive.relative_to(PROJECT)}，{size / checks.MEGABYTE:.1f} MB")
    return 0


def write_archive(folder: Path, stem: Path) -> Path:
    """Pack a folder, the same bytes for the same files: .zip on Windows, .tar.gz elsewhere."""
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", "0")) or int((folder / checks.SUMS).stat().st_mtime)
    paths = sorted(path for path in folder.rglob("*"))
    if sys.platform == "win32":
        target = stem.with_name(stem.name + ".zip")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for path in paths:
                packed.write(path, path.relative_to(folder.parent))
        return target
    target = stem.with_name(stem.name + ".tar.gz")
    with tarfile.open(target, "w:gz", compresslevel=9, format=tarfile.GNU_FORMAT) as tar:
        for path in (folder, *paths):
            entry = tar.gettarinfo(str(path), path.relative_to(folder.parent).as_posix())
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime = moment
            entry.mode = 0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644
            if path.is_dir():
                tar.addfile(entry)
            else:
                with path.open("rb") as file:
                    tar.addfile(entry, file)
    return target


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for; paths are those of the folder that the user stands in."""
    parser = argparse.ArgumentParser(prog="run.py bundle", description="制作可以放进 U 盘的程序文件夹和压缩包。")
    parser.add_argument("--seeds", type=_path, default=PROJECT / "seeds", metavar="文件夹", help="资料文件所在文件夹")
    parser.add_argument("--key", type=_path, metavar="文件", help="用这个 Ed25519 私钥（PEM）给索引签名，公钥放进程序")
    parser.add_argument("--any-glibc", action="store_true", help="不检查能否在旧系统上运行，只供在本机试用")
    parser.add_argument("--skip-archive", action="store_true", help="只制作文件夹，不压缩")
    return parser.parse_args(arguments)


def build_command(options: argparse.Namespace, index: Path) -> list[str]:
    """What makes the index, signed where there is a key."""
    command = [sys.executable, "-m", "nt_desktop", "build", "--seeds", str(options.seeds), "--index", str(index)]
    return [*command, "--key", str(options.key)] if options.key else command


def _path(text: str) -> Path:
    return Path(text).resolve()


def _platform() -> str:
    machine = {"amd64": "x64", "x86_64": "x64"}.get(platform.machine().lower(), platform.machine().lower())
    return f"{'windows' if sys.platform == 'win32' else sys.platform}-{machine}"


def _run(*command: str) -> None:
    if subprocess.call(command, cwd=PROJECT) != 0:
        raise SystemExit(f"没有成功：{' '.join(command)}")


def _say(what: str) -> None:
    print(f"== {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
