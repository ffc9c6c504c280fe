"""Plans of our own writing, with answers worked out by hand before the rules were run on them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from nt_desktop.corpus.reading import read_corpus_file
from nt_desktop.corpus.source import decode
from nt_desktop.model import Target
from nt_desktop.targets.findings import find

PLANS = Path(__file__).parent / "plans"
PLAN_NAMES = ["water", "care", "industry", "transport", "congress", "livelihood"]


def _read(name: str) -> list[Target]:
    source = decode(f"{name}.txt", (PLANS / f"{name}.txt").read_bytes())
    findings = find(read_corpus_file(source), source)
    for target in findings.targets:
        assert source.text[target.start : target.end] == target.quote
    return list(findings.targets)


def _answers(name: str) -> list[tuple[str, str, Decimal, str, str, str, str, str]]:
    rows = []
    for line in (PLANS / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        indicator, comparator, value, unit, deadline, kind, lead, participants = (*line.split("\t"), "", "")[:8]
        rows.append((indicator, comparator, Decimal(value), unit, deadline, kind, lead, participants))
    return rows


def _alike(a: str, b: str) -> float:
    """Overlap of character pairs, 0 to 1."""
    x = {a[i : i + 2] for i in range(len(a) - 1)}
    y = {b[i : i + 2] for i in range(len(b) - 1)}
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


@pytest.mark.parametrize("name", PLAN_NAMES)
def test_every_target_of_the_plan_is_found_and_none_invented(name: str) -> None:
    found = [(t.value, t.unit, t.comparator, t.deadline or "", t.kind) for t in _read(name)]
    wanted = [(value, unit, sign, deadline, kind) for _, sign, value, unit, deadline, kind, _, _ in _answers(name)]
    assert sorted(map(str, found)) == sorted(map(str, wanted))


@pytest.mark.parametrize("name", PLAN_NAMES)
def test_targets_come_in_reading_order_with_their_indicator_and_who_answers(name: str) -> None:
    for target, answer in zip(_read(name), _answers(name), strict=True):
        indicator, *_, lead, participants = answer
        assert _alike(target.indicator, indicator) >= 0.6 or indicator in target.indicator, (
            target.indicator,
            indicator,
        )
        assert "、".join(target.lead) == lead
        assert "、".join(target.participants) == participants
