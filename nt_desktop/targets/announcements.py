"""The date that an introduction gives to the items it announces: 到2025年，力争实现以下目标：."""

from __future__ import annotations

import re

from nt_desktop.model import Clause
from nt_desktop.targets.deadlines import scan_dates
from nt_desktop.targets.plain import tidy

_LAST = re.compile(r"[^。；;]*[：:]$")


class Announcement:
    """Follows the clauses of a document; an introduction that ends in a colon holds for the clauses below its path.

    Where none stands below it, it holds for the one paragraph behind it.
    """

    def __init__(self) -> None:
        self._path: tuple[str, ...] | None = None
        self._deadline: str | None = None
        self._next = False  # the clause that comes is the one behind the introduction

    def pass_by(self, clause: Clause, year: int | None) -> None:
        """Take note of the next clause; `year` is what 年底前 is counted from."""
        if self._path is not None and not self._below(clause.path):
            self._path = None if not self._next or clause.label else self._path
            self._next = False
        text = clause.text.rstrip()
        if not text.endswith(("：", ":")):
            return
        said = _LAST.search(tidy(text[-120:]))
        dates = scan_dates(said.group(), year) if said else ()
        due = [mention.value for mention in dates if mention.role == "deadline"]
        if due:
            self._path, self._deadline, self._next = clause.path, due[-1], True

    def deadline(self, path: tuple[str, ...]) -> str | None:
        """The date announced for a clause with this path, if any."""
        if self._path is None or not (path == self._path or self._below(path)):
            return None
        return self._deadline

    def _below(self, path: tuple[str, ...]) -> bool:
        return self._path is not None and len(path) > len(self._path) and path[: len(self._path)] == self._path
