"""Dates and duties that a clause takes from what stands around it."""

from __future__ import annotations

from nt_desktop.corpus.reading import read_corpus_file
from nt_desktop.corpus.source import decode
from nt_desktop.model import Findings
from nt_desktop.targets.findings import find

HEAD = (
    "临江市产业发展{title}\n\n临政发〔2023〕7号\n\n各镇人民政府：\n\n现印发给你们。\n\n"
    "临江市人民政府\n\n2023年4月1日\n\n"
)


def findings(body: str, title: str = "行动方案") -> Findings:
    source = decode("plan.txt", (HEAD.format(title=title) + body).encode())
    return find(read_corpus_file(source), source)


def test_an_annual_plan_lends_its_year() -> None:
    found = findings("一、工作目标\n\n林木覆盖率18%。6月底前完成造林50亩。\n", "2023年工作计划").targets
    assert [(t.value, t.deadline) for t in found] == [(18, "2023"), (50, "2023-06-30")]


def test_a_plan_for_years_lends_none() -> None:
    found = findings("一、工作目标\n\n林木覆盖率18%。\n", "三年行动计划（2023—2025年）").targets
    assert [t.deadline for t in found] == [None]


def test_a_heading_lends_its_date_to_what_stands_below() -> None:
    body = "一、推进步骤\n\n（一）启动阶段（2023年5月—2023年9月）。健全机制。\n\n建成示范点6个。\n"
    assert [t.deadline for t in findings(body).targets] == ["2023-09-30"]


def test_dash_items_take_the_date_that_introduces_them() -> None:
    body = (
        "一、发展目标\n\n到2025年，基本建成体系。\n\n——畅通。港口通过能力达到5000万吨。\n\n"
        "二、任务\n\n港口货运量达到1万吨。\n"
    )
    assert [t.deadline for t in findings(body).targets] == ["2025", None]


def test_a_note_on_its_own_line_answers_for_the_item_before_it() -> None:
    body = (
        "一、主要任务\n\n1. 治理河道。完成12条河道整治。\n\n加强管护。\n\n（市水利局牵头，市财政局配合）\n\n"
        "2. 植树造林。新增绿地30亩。（市农业农村局负责）\n"
    )
    found = findings(body)
    assert [(t.lead, t.participants) for t in found.targets] == [
        (("市水利局",), ("市财政局",)),
        (("市农业农村局",), ()),
    ]
    first = found.targets[0]
    assert [d.department for d in found.duties if d.clause == first.clause] == ["市水利局", "市财政局"]


def test_a_default_duty_joins_every_later_item() -> None:
    body = (
        "一、主要任务\n\n1. 治理河道。（市水利局负责。以下均需各镇人民政府落实，不再单独列出）\n\n"
        "2. 植树造林。（市农业农村局负责）\n\n3. 加强宣传。（市司法局负责）\n"
    )
    joined = [d.clause for d in findings(body).duties if d.department == "各镇人民政府"]
    assert [key.rsplit("/", 1)[1] for key in joined] == ["2", "3"]


def test_keys_count_within_the_clause_and_quotes_are_source_text() -> None:
    body = "一、目标\n\n1. 提质。优良天数比率达 88% 以上，垃圾回收率\n\n达60%。\n"
    source_text = HEAD.format(title="行动方案") + body
    found = findings(body).targets
    assert [t.key.rsplit("!", 1)[1] for t in found] == ["1", "2"]
    assert [source_text[t.start : t.end] for t in found] == [t.quote for t in found]
    assert found[0].indicator_canonical == "优良天数比率"


def test_a_chronicle_holds_no_targets() -> None:
    body = "4月4日　市领导调研12家企业。\n\n4月5日　全市新增上市公司3家。\n"
    source = decode("events.txt", ("2023年4月大事记\n\n" + body).encode())
    assert find(read_corpus_file(source), source).targets == ()


def test_a_long_line_is_read() -> None:
    body = "一、目标\n\n" + "秸秆综合利用率达95%以上，完成12个项目，" * 2000 + "。\n"
    assert len(findings(body).targets) == 4000
