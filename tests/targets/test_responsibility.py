from __future__ import annotations

import pytest

from nt_desktop.model import Clause
from nt_desktop.targets.responsibility import read_responsibility


def clauses_of(*texts: tuple[str, tuple[str, ...], str]) -> list[Clause]:
    return [
        Clause(f"d#{i}", "a.txt", "d", i, len(path), label, "", path, text, 0, len(text))
        for i, (label, path, text) in enumerate(texts, 1)
    ]


@pytest.mark.parametrize(
    ("default", "in_targets", "in_measures"),
    [
        ("以下任务均需各街道配合，不再列出", ("各街道",), False),
        ("以下均需各街道配合，不再列出", ("各街道",), True),
        ("以下均需各街道落实，不再列出", (), True),
        ("以下各项工作均需各街道落实，不再列出", (), True),
        ("以下各项任务均由各街道配合，不再列出", ("各街道",), False),
    ],
)
def test_defaults_hold_for_later_items(default: str, in_targets: tuple[str, ...], in_measures: bool) -> None:
    result = read_responsibility(
        None,
        clauses_of(
            ("1．", ("二、", "1．"), f"1．开展检查。（市水利局牵头；各街道配合，{default}）"),
            ("2．", ("二、", "2．"), "2．治理河道5条。（市财政局负责）"),
            ("（一）", ("三、", "（一）"), "（一）加强领导。（市教育局负责）"),
        ),
        None,
    )
    assert result.answering["d#1"][0][1:] == (("市水利局",), ("各街道",))
    assert result.answering["d#2"][0][1:] == (("市财政局",), in_targets)
    named = {(duty.clause, duty.department) for duty in result.duties}
    assert ("d#2", "各街道") in named
    assert (("d#3", "各街道") in named) is in_measures


def test_beside_a_bracket_the_text_may_name_more_participants() -> None:
    text = "成立小组，市环保局牵头，市水利局、市教育局等单位共同参与。（市环保局牵头，各区镇落实）"
    result = read_responsibility(None, clauses_of(("（一）", ("三、", "（一）"), text)), None)
    assert [(duty.department, duty.role) for duty in result.duties] == [
        ("市环保局", "lead"),
        ("各区镇", "participant"),
        ("市水利局", "participant"),
        ("市教育局", "participant"),
    ]


def test_a_time_to_be_avoided_is_no_deadline() -> None:
    text = "2021年12月底前完成治理，尽可能不在7-9月期间安排停工检修。（市环保局负责）"
    result = read_responsibility(None, clauses_of(("1.", ("1.",), text)), 2021)
    assert [duty.deadline for duty in result.duties] == ["2021-12-31"]


def test_the_first_of_every_later_list_leads_where_a_bracket_says_so() -> None:
    result = read_responsibility(
        None,
        clauses_of(
            ("（一）", ("（一）",), "（一）培训教师。（教育部、财政部负责。列第一位者为牵头单位，下同）"),
            ("（二）", ("（二）",), "（二）治理河道。（水利部、财政部、教育部负责）"),
            ("（三）", ("（三）",), "（三）植树造林。（市水利局、市教育局牵头，市财政局配合）"),
        ),
        None,
    )
    assert [answering[0][1:] for answering in result.answering.values()] == [
        (("教育部",), ("财政部",)),
        (("水利部",), ("财政部", "教育部")),
        (("市水利局", "市教育局"), ("市财政局",)),
    ]


def test_a_body_takes_no_part_in_a_clause_that_it_leads() -> None:
    text = "1．治理河道。（市水利局牵头，各区政府落实，以下均需各区政府落实，不再列出）"
    second = "2．修建泵站。（市水利局牵头，市财政局、各区政府配合）清理垃圾。（市财政局负责）"
    result = read_responsibility(None, clauses_of(("1．", ("1．",), text), ("2．", ("2．",), second)), None)
    assert [(duty.department, duty.role) for duty in result.duties if duty.clause == "d#2"] == [
        ("市水利局", "lead"),
        ("各区政府", "participant"),
        ("市财政局", "lead"),
    ]


def test_a_bracket_reaches_back_to_its_item_where_a_plan_runs_on_in_one_paragraph() -> None:
    text = "为治水制定本方案。一、目标水质达标率80%。二、任务（一）截污完成82个镇。（市水利局牵头）"
    result = read_responsibility(None, clauses_of(("", (), text)), None)
    (begun, *nobody), (end, *someone) = result.answering["d#1"]
    assert text.startswith("截污", begun)
    assert nobody == [(), ()]
    assert (end, *someone) == (len(text), ("市水利局",), ())


def test_each_answers_for_its_own_amount_only() -> None:
    text = "新增厕所5万户（其中市水利局负责3万户，市教育局负责2万户），普及率78%"
    result = read_responsibility(None, clauses_of(("", (), text)), None)
    ends = [(text[:end][-3:], lead) for end, lead, _ in result.answering["d#1"]]
    assert ends == [("5万户", ()), ("万户，", ("市水利局",)), ("万户）", ("市教育局",)), ("78%", ())]
