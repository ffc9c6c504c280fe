from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from nt_desktop.corpus.source import decode
from nt_desktop.model import Document, Target
from nt_desktop.targets.completion import complete
from nt_desktop.targets.contradictions import find_contradictions

SOURCE = decode("plan.txt", "污水处理率达95%以上。\n\n污水处理率达到96%。\n".encode())
PLAN = Document(
    "plan", "plan.txt", 1, "某市治水计划", "计划", None, None, None, None, None, None, None, "", "", 0, 30
)  # fmt: skip
FIRST = complete(
    Target(
        key="plan#一!1", seed="plan.txt", document="plan", clause="plan#一", table=None, row_label=None, col_label=None,
        quote="污水处理率达95%以上", kind="target", indicator="污水处理率", comparator=">=", value=Decimal(95),
        value_max=None, unit="%", change=False, baseline=None, deadline="2025", scope=None, lead=(), participants=(), start=0, end=10,
    )
)  # fmt: skip
SECOND = complete(
    replace(
        FIRST, key="plan#二!1", clause="plan#二", quote="污水处理率达到96%", comparator="=", value=Decimal(96),
        deadline="2025-12-31", start=14, end=23,
    )
)  # fmt: skip


def test_two_values_for_one_question_are_told_with_both_places() -> None:
    (found,) = find_contradictions([FIRST, SECOND], [PLAN], SOURCE)
    assert (found.kind, found.line, found.document) == ("前后矛盾", 3, "plan")
    assert (found.start, found.end, found.other_start, found.other_end) == (14, 23, 0, 10)
    assert "95%" in found.message
    assert "96%" in found.message


@pytest.mark.parametrize(
    "change",
    [
        {"value": Decimal(95)},
        {"deadline": "2024"},
        {"deadline": None},
        {"scope": "市区"},
        {"unit": "个"},
        {"change": True},
        {"kind": "result"},
        {"value_max": Decimal(97)},
        {"clause": "plan#一"},
        {"indicator": "污水集中收集率"},
    ],
)
def test_values_for_other_questions_do_not_contradict(change: dict[str, object]) -> None:
    other = complete(replace(SECOND, **change))  # type: ignore[arg-type]
    assert find_contradictions([FIRST, other], [PLAN], SOURCE) == ()


def test_a_part_may_contradict_the_plan_it_belongs_to_but_not_another_plan() -> None:
    part = replace(PLAN, key="plan/附件1", order=2, parent="plan")
    stranger = replace(PLAN, key="other", order=3)
    assert find_contradictions([FIRST, replace(SECOND, document=part.key)], [PLAN, part], SOURCE)
    assert not find_contradictions([FIRST, replace(SECOND, document="other")], [PLAN, stranger], SOURCE)


def test_the_same_amount_in_another_unit_agrees() -> None:
    tons = complete(replace(FIRST, indicator="秸秆收储数量", value=Decimal("1.8"), unit="万吨"))
    same = complete(replace(SECOND, indicator="秸秆收储数量", value=Decimal(18000), unit="吨"))
    assert find_contradictions([tons, same], [PLAN], SOURCE) == ()
