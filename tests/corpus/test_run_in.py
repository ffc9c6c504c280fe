from __future__ import annotations

from itertools import pairwise

import pytest

from nt_desktop.corpus.run_in import item_starts
from tests.corpus.reading_texts import read_text


def items(text: str) -> list[str]:
    cuts = [0, *item_starts(text), len(text)]
    return [text[first:stop] for first, stop in pairwise(cuts)]


@pytest.mark.parametrize(
    "parts",
    [
        ["（1）清理河道；", "（2）修复堤岸；", "（3）种植水草。"],
        ["（一）动员阶段（2022年3月）。", "（二）整治阶段（2022年4月至6月）。", "（三）验收阶段（2022年7月）。"],
        ["要做好以下工作：", "（1）清理河道。", "（2）修复堤岸。"],
        ["1.清理河道。长度5.2公里。", "2.修复堤岸。", "3.种植水草。"],
        ["一是清理河道。", "二是修复堤岸。"],
        ["进展：", "①清理河道。", "②修复堤岸。"],
        ["一、目标", "（一）思路清理河道。", "（二）指标水质达标。", "二、任务", "（一）修复堤岸。"],
        ["（1）清理河道（水利局）；", "（2）修复堤岸（住建局）。"],
    ],
)
def test_items_on_one_line_are_told_apart(parts: list[str]) -> None:
    assert items("".join(parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "清理河道。一是加强巡查。二是落实责任。",
        "（1）清理河道。长度2.5公里。",
        "按照第（1）项、第（2）项的要求办理。",
        "材料（（1）申请书；（2）身份证）应当齐全。",
        "（二）清理河道。（三）修复堤岸。",
        "一、二级保护区内不得建房。二、三级保护区应当限制。",
        "到2025年，水质明显改善：（1）清理河道；（2）修复堤岸。",
        "（1）清理河道。（2）修复堤岸。（水利局、住建局）",
    ],
)
def test_sentences_and_items_that_share_a_note_or_a_date_stay_together(text: str) -> None:
    assert items(text) == [text]


def test_each_item_has_its_own_place_in_the_outline() -> None:
    reading = read_text(
        "云安市河道工作方案\n一、任务\n（一）清理。（1）清理河道；（2）清理沟渠。\n（二）修复堤岸。\n二、时间\n三月。\n"
    )
    assert [(clause.path, clause.text) for clause in reading.clauses if clause.path[:1] == ("一、",)] == [
        (("一、",), "一、任务"),
        (("一、", "（一）"), "（一）清理。"),
        (("一、", "（一）", "（1）"), "（1）清理河道；"),
        (("一、", "（一）", "（2）"), "（2）清理沟渠。"),
        (("一、", "（二）"), "（二）修复堤岸。"),
    ]


def test_a_note_below_a_table_is_not_parted() -> None:
    reading = read_text("云安市河道工作方案\n一、任务\n清理。\n备注：1.长度为公里。2.面积为亩。\n二、时间\n三月。\n")
    assert [clause.text for clause in reading.clauses if clause.role == "note"] == ["备注：1.长度为公里。2.面积为亩。"]
