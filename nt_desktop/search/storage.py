"""The files of a search index: columns of numbers and of strings, written once and read through memory maps.

Opening reads `columns.json` and maps each file when it is first asked for; nothing is ever written, locked or
unpickled. The hashes of all files are in the manifest of the index; here only sizes are compared.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from nt_desktop.errors import IndexDamagedError, IndexMissingError, IndexOutdatedError

FORMAT = 3
DIRECTORY = "columns.json"
_BUFFER = 1 << 20


class Strings:
    """A column of byte strings."""

    __slots__ = ("blob", "offsets")

    def __init__(self, blob: mmap.mmap | bytes, offsets: memoryview) -> None:
        self.blob = blob
        self.offsets = offsets

    def __len__(self) -> int:
        return max(len(self.offsets) - 1, 0)

    def __getitem__(self, number: int) -> bytes:
        return self.blob[self.offsets[number] : self.offsets[number + 1]]

    def text(self, number: int) -> str:
        return self[number].decode()

    def find_sorted(self, wanted: bytes, low: int, high: int) -> int:
        """Where `wanted` stands or would stand among the sorted strings from `low` to `high` (exclusive)."""
        blob, offsets = self.blob, self.offsets
        while low < high:
            middle = (low + high) // 2
            if blob[offsets[middle] : offsets[middle + 1]] < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def at(self, byte: int) -> int:
        """The number of the string that holds this byte of the blob."""
        return bisect_left(self.offsets, byte + 1) - 1


class ColumnWriter:
    """Writes the columns of one index into an existing folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._sizes: dict[str, int] = {}

    def numbers(self, name: str, values: array[Any]) -> None:
        """Write a column of numbers, in the width of the array."""
        self._write(name, [memoryview(values).cast("B")] if values else [])

    def strings(self, name: str, values: Iterable[bytes]) -> None:
        """Write a column of byte strings, and beside it where each begins."""
        column = self.string_column(name)
        for value in values:
            column.append(value)
        column.close()

    def string_column(self, name: str) -> StringColumn:
        """A column of byte strings to be written one by one; it must be closed."""
        return StringColumn(self, name)

    def blob(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        """Write a column of bytes."""
        self._write(name, pieces)

    def measure(self, name: str) -> None:
        """Take in a file that was written here by others."""
        self._sizes[name] = (self.folder / name).stat().st_size

    def finish(self, facts: dict[str, Any]) -> None:
        """Write the directory, which makes the index whole. `facts` are small and read on opening."""
        directory = {"format": FORMAT, "byteorder": sys.byteorder, "files": self._sizes, "facts": facts}
        (self.folder / DIRECTORY).write_text(json.dumps(directory, ensure_ascii=False), encoding="utf-8")

    def _write(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        size = 0
        with (self.folder / name).open("wb") as file:
            for piece in pieces:
                size += file.write(piece)
        self._sizes[name] = size


class StringColumn:
    """A column of byte strings while it is written."""

    def __init__(self, writer: ColumnWriter, name: str) -> None:
        self._writer = writer
        self._name = name
        self._file = (writer.folder / name).open("wb", buffering=_BUFFER)
        self._offsets = array("I", [0])
        self._size = 0

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def lengths(self) -> list[int]:
        """The length of each string so far."""
        return [end - start for start, end in pairwise(self._offsets)]

    def append(self, value: bytes) -> None:
        self._size += self._file.write(value)
        self._offsets.append(self._size)

    def close(self) -> None:
        """Write what is pending, and where each string begins."""
        if not self._file.closed:
            self._file.close()
            self._writer.measure(self._name)
            self._writer.numbers(f"{self._name}.at", self._offsets)


class Columns:
    """The columns of an index, mapped when first asked for."""

    def __init__(self, folder: Path, facts: dict[str, Any]) -> None:
        self.folder = folder
        self.facts = facts
        self._maps: dict[str, mmap.mmap | bytes] = {}
        self._views: dict[str, memoryview] = {}

    @classmethod
    def open(cls, folder: Path) -> Columns:
        """Open the columns in a folder. Raises IndexMissingError, IndexOutdatedError or IndexDamagedError."""
        path = folder / DIRECTORY
        try:
            directory = json.loads(path.read_bytes())
            found = f"{directory['format']}/{directory['byteorder']}"
            files, facts = directory["files"].items(), directory["facts"]
        except FileNotFoundError as error:
            raise IndexMissingError(folder) from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise IndexDamagedError(path, "无法读取") from error
        if found != f"{FORMAT}/{sys.byteorder}":
            raise IndexOutdatedError(folder, found, f"{FORMAT}/{sys.byteorder}")
        for name, size in files:
            try:
                actual = (folder / name).stat().st_size
            except OSError as error:
                raise IndexDamagedError(folder / name, "文件缺失") from error
            if actual != size:
                raise IndexDamagedError(folder / name, f"大小应为 {size} 字节，实为 {actual} 字节")
        return cls(folder, facts)

    def blob(self, name: str) -> mmap.mmap | bytes:
        """The bytes of a column."""
        known = self._maps.get(name)
        if known is None:
            with (self.folder / name).open("rb") as file:
                empty = file.seek(0, 2) == 0
                known = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._maps[name] = known
        return known

    def numbers(self, name: str, code: str = "I") -> memoryview:
        """A column of numbers; `code` is their width as in `array`."""
        known = self._views.get(name)
        if known is None:
            known = self._views[name] = memoryview(self.blob(name)).cast(code)  # type: ignore[call-overload]
        return known

    def strings(self, name: str) -> Strings:
        """A column of byte strings."""
        return Strings(self.blob(name), self.numbers(f"{name}.at"))

    def close(self) -> None:
        """Let go of the files."""
        for view in self._views.values():
            view.release()
        for mapped in self._maps.values():
            if isinstance(mapped, mmap.mmap):
                mapped.close()
        self._views.clear()
        self._maps.clear()
