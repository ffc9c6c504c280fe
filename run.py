"""Sets everything up, then opens the window, runs the tests, or runs a command of nt-desktop.

Needs nothing but Python and, on Linux, a package manager. Older Pythons can read this file: they are told what to do.
"""

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
HELP = """\
用法：python3 run.py [命令]      （Windows：py run.py [命令]）

  （不带命令）    装好运行环境并打开窗口
  test            装好测试环境并运行全部检查和测试；后面可跟 pytest 的参数
  lock            按 pyproject.toml 更新 locks/ 里的依赖清单；加 --upgrade 升级到最新版本
  bundle          制作可以放进 U 盘的程序文件夹和压缩包
  其他            交给 nt-desktop，如 python3 run.py search '秸秆 综合利用率'
"""


def newer_python() -> "list[str] | None":
    """The command line of a Python on this machine that is new enough, or None."""
    known = [["python3.%d" % minor] for minor in (13, 12, 11, 14)]
    if os.name == "nt":
        known = [["py", "-3.%d" % minor] for minor in (13, 12, 11, 14)]
    test = "import sys; sys.exit(sys.version_info < %r)" % (OLDEST,)
    for command in known:
        if shutil.which(command[0]) and subprocess.call([*command, "-c", test], stderr=subprocess.DEVNULL) == 0:
            return command
    return None


def main() -> int:
    """Hand over to a fit Python, then do what was asked; the exit code is the child's."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.version_info < OLDEST:
        command = newer_python()
        if command:
            return subprocess.call([*command, os.path.abspath(__file__), *sys.argv[1:]])
        print(
            "需要 Python 3.11 或更高版本，这里是 %s。\n" % sys.version.split()[0]
            + "请安装新版 Python 后再运行；不能安装时，请使用制作好的免安装版（见 docs/usb.md）。",
            file=sys.stderr,
        )
        return 1
    if sys.argv[1:] in (["-h"], ["--help"], ["help"]):
        print(HELP, end="")
        return 0
    from scripts import commands

    return commands.run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
