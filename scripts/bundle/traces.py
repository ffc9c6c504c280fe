"""What a program did outside of its own, read from what strace wrote: files changed and sockets connected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

CALLS = "%network,%file,ftruncate,fchmod,fchown"
"""What strace has to follow, with -f and -y."""

_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?")
_SPLIT_BEGIN = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
_SPLIT_END = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FOLDER = re.compile(r"^(?:AT_FDCWD|\d+)<([^>]*)>, ")
_SOCKET = re.compile(r'sun_path=(@?)"([^"]*)"')
_WRITES = re.compile(r"\bO_(?:WRONLY|RDWR|CREAT|TRUNC)\b")
_CHANGES = re.compile(
    "creat|mkdir(at)?|mknod(at)?|rename(at2?)?|unlink(at)?|rmdir|(sym)?link(at)?|truncate|l?chown|fchownat|chmod"
    "|fchmodat2?|utimes?|utimensat|futimesat|l?setxattr|l?removexattr"
)
_LOCAL_FAMILIES = ("AF_UNIX", "AF_LOCAL")
_NO_FILES = ("/dev/null", "/dev/shm/", "/memfd:", "/proc/self/", "/dev/dri/", "/dev/tty")


def lines_of(trace: Iterable[str]) -> Iterator[str]:
    """The lines of a trace, calls that others interrupted put together again."""
    waiting: dict[str, str] = {}
    for line in trace:
        if found := _SPLIT_BEGIN.match(line.rstrip("\n")):
            waiting[found[1]] = line[: line.index(" <unfinished")]
        elif found := _SPLIT_END.match(line.rstrip("\n")):
            yield waiting.pop(found[1], found[1] + " ") + found[2]
        else:
            yield line.rstrip("\n")


def changes(trace: Iterable[str], allowed: Sequence[str]) -> list[str]:
    """The paths that were written, made, moved or removed outside of the allowed files and folders, each once."""
    found: dict[str, None] = {}
    for line in lines_of(trace):
        call = _CALL.match(line)
        if call is None or int(call[3]) < 0:
            continue
        name, arguments, _, opened = call.groups()
        if name in ("open", "openat", "openat2"):
            if _WRITES.search(_STRING.sub("", arguments)):
                found.update(dict.fromkeys([_unescaped(opened)] if opened else _paths(arguments)))
        elif _CHANGES.fullmatch(name):
            found.update(dict.fromkeys(_paths(arguments)))
    return [path for path in found if not path.startswith(_NO_FILES) and not _is_within(path, allowed)]


def foreign_sockets(trace: Iterable[str], allowed: Sequence[str]) -> list[str]:
    """Sockets that no local program answers to, and addresses outside of `allowed` to which it tried to connect.

    `allowed` are the beginnings of paths, of abstract names with `@` before them. An attempt that fails counts too.
    """
    found: dict[str, None] = {}
    for line in lines_of(trace):
        call = _CALL.match(line)
        if call is None:
            continue
        name, arguments = call[1], call[2]
        if name == "socket" and not arguments.startswith(_LOCAL_FAMILIES):
            found[f"socket({arguments})"] = None
        elif name == "connect" or (name in ("sendto", "sendmsg") and "sun_path" in arguments):
            address = _SOCKET.search(arguments)
            if address is None or not f"{address[1]}{address[2]}".startswith(tuple(allowed)):
                found[f"{name}({arguments})"] = None
    return list(found)


def _paths(arguments: str) -> list[str]:
    """The paths among a call's arguments, whole: strace tells the folder that a call begins with."""
    paths = [_unescaped(text) for text in _STRING.findall(arguments)]
    folder = _FOLDER.match(arguments)
    if folder is None:
        return paths
    return [str(PurePosixPath(_unescaped(folder[1])) / path) for path in paths]


def _unescaped(text: str) -> str:
    """What strace wrote as octal bytes, as the text that it is."""
    raw = re.sub(rb"\\([0-7]{1,3})", lambda found: bytes([int(found[1], 8)]), text.encode())
    return raw.decode("utf-8", "replace")


def _is_within(path: str, allowed: Sequence[str]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in allowed)
