"""Quantified statements of one text: which rules are tried, in which order.

Each rule's docstring opens with its name as records carry it (`rule`) and the wording it covers. For values in figures
the first rule that applies reads the value; where a segment has none, the rules for values in words are tried.

| rule | wording | where |
| --- | --- | --- |
| 占比 差距 变化 增幅 由至 主谓 名数 承前 | said of a subject | value_rules.py |
| 分占 标准 | paid, charged or kept to each time | standard_rules.py |
| 双量 已办 动宾 规模 倍数 时长 | with a noun behind the value | object_rules.py |
| 部分 状态 提及 | of whom something is said | state_rules.py |
| 翻番 全覆盖 全部 限额 水质类别 | in words | coverage_rules.py |
"""

from __future__ import annotations

from nt_desktop.targets.coverage_rules import read_all, read_class, read_coverage, read_double, read_removal
from nt_desktop.targets.object_rules import read_done, read_object, read_twins
from nt_desktop.targets.passage_reader import PassageReader, Rule, SilentRule
from nt_desktop.targets.standard_rules import read_norm, read_shares, read_standard
from nt_desktop.targets.state_rules import read_closed, read_mention, read_part_state, read_state
from nt_desktop.targets.statement import Setting, Statement
from nt_desktop.targets.value_rules import (
    read_change,
    read_difference,
    read_from_to,
    read_named,
    read_predicate,
    read_share,
)

_RULES: tuple[Rule, ...] = (
    read_from_to,
    read_shares,
    read_share,
    read_difference,
    read_change,
    read_norm,
    read_twins,
    read_done,
    read_object,
    read_predicate,
    read_named,
    read_state,
    read_part_state,
    read_closed,
    read_mention,
    read_standard,
)
_SILENT_RULES: tuple[SilentRule, ...] = (read_double, read_coverage, read_all, read_removal, read_class)


def read_statements(text: str, setting: Setting, start: int = 0) -> tuple[Statement, ...]:
    """Return the quantified statements of a plain text (see `plain.read_plain`) from `start` on, in reading order."""
    return PassageReader(text, setting, start).read(_RULES, _SILENT_RULES)
