"""Sections that tell what is (发展基础, 存在问题) and sections that say what is to come (下一步打算)."""

from __future__ import annotations

import re
from functools import cache

from nt_desktop.model import Clause
from nt_desktop.targets.wording import any_of

_LONGEST = 30
_TELLS = re.compile(r"(?:情况|成效|回顾|总结|成绩|进展|成果)$")


class Sections:
    """Follows the headings of a document and knows of each path whether the words under it tell or promise."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, ...], bool] = {}

    def enter(self, clause: Clause) -> None:
        """Take note of a clause with a label or a heading."""
        heading = (clause.heading or clause.text)[:_LONGEST].strip()
        self._told.pop(clause.path, None)
        if _telling().fullmatch(heading):
            self._told[clause.path] = True
        elif _coming().search(heading) and not _TELLS.search(heading):
            self._told[clause.path] = False

    def told(self, path: tuple[str, ...]) -> bool | None:
        """True under a heading that tells, False under one that promises, None where no heading says."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._told:
                return self._told[path[:length]]
        return None


@cache
def _telling() -> re.Pattern[str]:
    noun = any_of("sections.telling")
    before = (
        rf"(?!{any_of('sections.verbs')})(?:“?十[一二三四五]五”?(?:时期|期间|以来)?|.{{0,10}}(?=发展|工作|规划|建设))?"
    )
    modifiers = rf"(?:{any_of('sections.modifiers')})*"
    return re.compile(rf"{before}{modifiers}(?:{noun})(?:分析|评估|评价)?(?:[与和及、].{{0,10}}(?:{noun})(?:分析)?)?")


@cache
def _coming() -> re.Pattern[str]:
    return re.compile(any_of("sections.coming"))
