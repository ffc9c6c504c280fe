"""The same indicator, scope and deadline with different values inside one plan and its parts: shown, never resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nt_desktop.corpus.source import Source
from nt_desktop.model import Document, Observation, Target

SHORTEST_INDICATOR = 4
"""Characters; a shorter name (数量, 面积) says too little for two values of it to contradict each other."""

_YEAR_END = "-12-31"


@dataclass(frozen=True, slots=True)
class _Question:
    """What a target answers; two answers to one question contradict each other."""

    plan: str
    indicator: str
    scope: str | None
    deadline: str
    change: bool
    baseline: str | None
    base_unit: str
    column: str | None


def find_contradictions(
    targets: Iterable[Target], documents: Sequence[Document], source: Source
) -> tuple[Observation, ...]:
    """One observation for each later target that gives another value than the first on the same question.

    Targets without deadline or a number are not compared, nor are ranges; `≥ 95` and `= 95` agree, as do 2025 and the
    end of 2025. Two values inside one clause or table row are taken for values of two things, whatever their names.
    """
    plans = {document.key: document.parent or document.key for document in documents}
    first: dict[_Question, Target] = {}
    found = []
    for target in targets:
        if target.kind != "target" or not target.deadline or target.base_value is None or target.value_max is not None:
            continue
        indicator = target.indicator_canonical or target.indicator
        if len(indicator) < SHORTEST_INDICATOR:
            continue
        column = f"{target.row_label}|{target.col_label}" if target.table else None
        question = _Question(
            plans[target.document], indicator, target.scope, target.deadline.removesuffix(_YEAR_END), target.change,
            target.baseline, target.base_unit, column,
        )  # fmt: skip
        other = first.setdefault(question, target)
        if other.base_value != target.base_value and other.clause != target.clause:
            found.append(_observation(other, target, source))
    return tuple(found)


def _observation(first: Target, second: Target, source: Source) -> Observation:
    line = source.line_of(second.start)
    message = (
        f"“{second.indicator}”（{second.deadline}）在本文件中有两个数值："
        f"第 {source.line_of(first.start)} 行“{first.quote}”，第 {line} 行“{second.quote}”"
    )
    return Observation(
        "前后矛盾", second.seed, line, message, second.start, second.end, second.document, first.start, first.end
    )
