"""Plan or result, and by when: what headings, introductions and the dates of a document say."""

from __future__ import annotations

import pytest

from nt_desktop.corpus.reading import read_corpus_file
from nt_desktop.corpus.source import decode
from nt_desktop.model import Target
from nt_desktop.targets.findings import find


def targets(title: str, body: str) -> list[Target]:
    source = decode("a.txt", f"{title}\n\n{body}\n".encode())
    return list(find(read_corpus_file(source), source).targets)


def kinds(title: str, body: str) -> list[tuple[str, str]]:
    return [(target.indicator, target.kind) for target in targets(title, body)]


REPORT = "清河市2024年政府工作报告"
PLAN = "清河市“十五五”林业发展规划"


def test_plain_headings_part_a_report_into_what_was_and_what_is_to_come() -> None:
    body = "2023年工作回顾\n\n新增停车位800个。\n\n2024年工作安排\n\n（一）抓城建。新增停车位900个。"
    assert kinds(REPORT, body) == [("新增停车位数", "result"), ("新增停车位数", "target")]


def test_goals_announced_in_a_report_are_to_come() -> None:
    body = "城镇登记失业率3.1%。\n\n今年经济发展的主要预期目标是：\n\n城镇登记失业率控制在4%以内。"
    assert [kind for _, kind in kinds(REPORT, body)] == ["result", "target"]
    same_paragraph = "去年粮食产量达到40万吨。今年工作的主要目标是：粮食产量达到42万吨，蔬菜产量达到90万吨。"
    assert [kind for _, kind in kinds(REPORT, same_paragraph)] == ["result", "target", "target"]


@pytest.mark.parametrize(
    "introduction",
    [
        "主要目标完成情况如下：",
        "围绕年度目标任务，重点做了以下几个方面：",
        "全市完成了下列目标：",
        "现将情况报告如下：",
    ],
)
def test_an_introduction_of_what_was_done_announces_nothing(introduction: str) -> None:
    assert kinds(REPORT, f"{introduction}\n\n新增停车位800个。") == [("新增停车位数", "result")]


def test_a_report_promises_by_its_own_words() -> None:
    assert kinds(REPORT, "今年拟安排财政赤字30亿元。") == [("财政赤字额", "target")]
    assert kinds(REPORT, "将再生水用于绿化，再生水利用率达到25%。") == [("再生水利用率", "result")]


def test_a_paragraph_of_progress_tells_under_a_heading_that_plans() -> None:
    body = "一、重点任务\n\n1.植树造林，新增绿地90公顷。\n\n进展情况：1—6月，新增绿地40公顷。\n\n2.建成公园5个。"
    assert kinds("清河市2024年重点工作清单", body) == [
        ("新增绿地面积", "target"),
        ("新增绿地面积", "result"),
        ("公园数", "target"),
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("造林绿化取得显著成效", "result"),
        ("林业发展形势依然严峻", "result"),
        ("生态环境形势", "result"),
        ("推动造林绿化取得新成效", "target"),
        ("确保森林质量提升取得积极进展", "target"),
        ("切实解决好突出环境问题", "target"),
        ("主动适应林业发展新形势", "target"),
        ("扩大森林面积", "target"),
    ],
)
def test_headings_say_how_things_stand(heading: str, kind: str) -> None:
    assert kinds(PLAN, f"一、{heading}\n\n森林覆盖率达到32%。") == [("森林覆盖率", kind)]


def test_what_was_said_of_one_section_does_not_reach_the_next() -> None:
    body = "一、存在的问题\n\n林地面积20公顷。\n\n二、抚育森林\n\n林地面积达到30公顷。"
    assert [kind for _, kind in kinds(PLAN, body)] == ["result", "target"]


def test_what_lies_before_the_plan_is_past() -> None:
    body = "一、总则\n\n2025年，森林覆盖率达到32%。到2030年，森林覆盖率达到36%。"
    assert [(t.kind, t.deadline) for t in targets(PLAN, body)] == [("result", "2025"), ("target", "2030")]


def test_the_number_of_a_document_dates_it() -> None:
    body = "清政发〔2016〕8号\n\n各镇人民政府：\n\n一、总则\n\n2015年，供水普及率达到82%。年底前建成水厂3座。"
    found = targets("清河市人民政府关于加强农村供水工作的意见", body)
    assert [(t.kind, t.deadline) for t in found] == [("result", "2015"), ("target", "2016-12-31")]


def test_goals_keep_the_date_that_opens_them() -> None:
    body = (
        "一、主要目标\n\n到2027年，服务体系基本建成。养老床位达到5000张，其中护理床位3000张。\n\n"
        "二、主要任务\n\n到2027年，体系建成。新增床位200张。"
    )
    assert [t.deadline for t in targets("清河市养老服务实施方案", body)] == ["2027", "2027", None]


def test_a_run_in_heading_of_goals_serves_as_well() -> None:
    body = "一、要求\n\n具体指标：到2027年，条件基本达标。建成实训基地20个。"
    assert [t.deadline for t in targets("清河市养老服务实施方案", body)] == ["2027"]


def test_an_introduction_dates_the_items_below_it_and_no_more() -> None:
    body = (
        "一、总体要求\n\n（一）目标。到2026年，力争完成下列任务：\n\n1.治河。水域面积达到30平方公里。\n\n"
        "2.供水。供水普及率达到95%。\n\n（二）原则。巡护人员达到50人。"
    )
    assert [t.deadline for t in targets("清河市水利工程实施方案", body)] == ["2026", "2026", None]


def test_a_sentence_with_qizhong_keeps_the_date_before_it() -> None:
    body = "一、任务\n\n到2026年，全市污水处理率达到90%。其中，县城达到95%。管网长度达到80公里。"
    found = targets("清河市水利工程实施方案", body)
    assert [(t.indicator, t.deadline) for t in found[1:]] == [("县城", "2026"), ("管网长度", None)]


def test_what_was_done_last_year_is_past() -> None:
    body = "一、总则\n\n去年完成投资450亿元，今年完成投资500亿元。"
    assert [(t.kind, t.value) for t in targets("清河市2024年投资工作计划", body)] == [("result", 450), ("target", 500)]
