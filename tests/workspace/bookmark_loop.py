"""Run as a program: edits bookmarks by a fixed sequence and says each step once it is confirmed."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from nt_desktop.workspace.records import Bookmark, Change, Record

TEXT = "全市秸秆综合利用率稳定在百分之九十五以上。" * 40


def changes(seed: int, start: int) -> Iterator[Change]:
    """Endless edits: put, change and drop, several records at once; the same for the same seed."""
    chance = random.Random(seed)
    step = 0
    while True:
        step += 1
        records: tuple[Record, ...] = tuple(
            Bookmark(str(chance.randrange(40)), "甲", "甲#一", "clause", TEXT, "h", note=f"{seed}-{step}-{number}")
            for number in range(chance.randrange(1, 6))
        )
        unique = tuple({record.identity: record for record in records}.values())
        change = Change("", drop=unique) if chance.random() < 0.3 else Change("", put=unique)
        if step > start:
            yield change


def main() -> None:
    from nt_desktop.workspace.workspace import Workspace

    workspace = Workspace.open(Path(sys.argv[1]))
    assert workspace.kept, workspace.problem
    for number, change in enumerate(changes(int(sys.argv[2]), 0), start=1):
        workspace.apply(change)
        print(number, flush=True)


if __name__ == "__main__":
    main()
