"""Sections that tell what is (发展基础, 存在问题, 取得积极进展) and sections that say what is to come (下一步打算).

| wording | what stands under it |
| --- | --- |
| a heading 存在问题, 2019年工作回顾, 环境形势依然严峻, 绿化工作取得积极进展 | is told |
| a heading 下一步打算, 2020年工作安排, 主要目标 | is to come |
| a paragraph 今年的主要预期目标是： | the paragraph or the items behind it are to come |
| a paragraph that begins 进展情况： | is told itself, whatever its section |
"""

from __future__ import annotations

import re
from functools import cache

from nt_desktop.model import Clause
from nt_desktop.targets.wording import any_of, words

_LONGEST = 30
_TELLS = re.compile(r"(?:情况|成效|回顾|总结|成绩|进展|成果)$")
_PLAIN_HEADING = re.compile(r"[^，。；：,;:（(—]{4,16}")
_GOALS = re.compile(r"(?:目标|指标)")
_ENDS_BEFORE_GOALS = ("：", ":", "如下。", "几个方面。")
_ANNOUNCED = re.compile(
    r"(?:^|[。；;])(?![^。；;]*(?:[^为]了|完成|围绕|对照|已|情况))[^。；;]*(?:目标|任务)"
    r"(?:[是为]?[：:]|[^。；;]*(?:如下|(?:以下)?几个方面)[。：:])$"
)


class Sections:
    """Follows the headings of a document and knows of each path whether the words under it tell or promise."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, ...], bool] = {}
        self._goals: set[tuple[str, ...]] = set()

    def enter(self, clause: Clause) -> None:
        """Take note of a clause with a label or a heading, or of one that may announce what follows it."""
        if not (clause.label or clause.role == "heading"):
            self._announce(clause)
            return
        heading = (clause.heading or clause.text)[:_LONGEST].strip()
        self._leave(clause.path)
        if _tells(heading):
            self._told[clause.path] = True
        elif _coming().search(heading) and not _TELLS.search(heading):
            self._told[clause.path] = False
        if _GOALS.search(heading) and not _TELLS.search(heading):
            self._goals.add(clause.path)
        if announces(clause.text):
            self._told[clause.path] = False

    def _leave(self, path: tuple[str, ...]) -> None:
        """Keep what the headings above a path said; what stood beside it is not come back to."""
        if path:
            above = {path[:length] for length in range(len(path))}
            self._told = {known: told for known, told in self._told.items() if known in above}
            self._goals &= above

    def _announce(self, clause: Clause) -> None:
        """A plain line 2020年工作安排 is a heading of all behind it; a paragraph may announce what follows."""
        if announces(clause.text):
            self._told[clause.path] = False
        elif not clause.path and _PLAIN_HEADING.fullmatch(line := clause.text.strip()):
            if _tells(line):
                self._told[()] = True
            elif _coming().search(line) and not _TELLS.search(line):
                self._told[()] = False

    def states_goals(self, path: tuple[str, ...]) -> bool:
        """Whether a heading above says that these are goals: 主要目标, 具体指标."""
        return any(path[:length] in self._goals for length in range(len(path), 0, -1))

    def told(self, path: tuple[str, ...]) -> bool | None:
        """True under a heading that tells, False under one that promises, None where no heading says."""
        for length in range(len(path), -1, -1):
            if path[:length] in self._told:
                return self._told[path[:length]]
        return None


def announces(text: str) -> bool:
    """Whether a paragraph announces goals that follow it: 今年的主要预期目标是：."""
    tail = text.rstrip()
    if not tail.endswith(_ENDS_BEFORE_GOALS) or not ("目标" in tail or "任务" in tail):
        return False
    return _ANNOUNCED.search(tail[-160:]) is not None


@cache
def _progress() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of('sections.progress')})[：:]")


def tells_progress(text: str) -> bool:
    """Whether a paragraph says of itself that it tells: 进展情况：1—5月…."""
    front = text[:16]
    return ("：" in front or ":" in front) and _progress().match(front) is not None


@cache
def _telling() -> re.Pattern[str]:
    noun = any_of("sections.telling")
    about = r"“?十[一二三四五]五”?(?:时期|期间|以来)?|.{0,10}(?=发展|工作|规划|建设)"
    before = rf"(?!(?:{any_of('sections.adverbs')})*(?:{any_of('sections.verbs')}))(?:{about})?"
    modifiers = rf"(?:{any_of('sections.modifiers')})*"
    return re.compile(rf"{before}{modifiers}(?:{noun})(?:分析|评估|评价)?(?:[与和及、].{{0,10}}(?:{noun})(?:分析)?)?")


@cache
def _aims() -> re.Pattern[str]:
    verbs, inside = any_of("sections.verbs"), any_of("sections.verbs_inside")
    return re.compile(rf"(?:{any_of('sections.adverbs')})*(?:{verbs})|.*(?:{inside})")


def _tells(heading: str) -> bool:
    """Whether what stands under a heading is told: 存在问题, 造林工作取得积极进展; never 推动造林取得积极进展."""
    if heading.rstrip("。").endswith(words("sections.states")):
        return _aims().match(heading) is None
    return _telling().fullmatch(heading) is not None


@cache
def _coming() -> re.Pattern[str]:
    return re.compile(any_of("sections.coming"))
