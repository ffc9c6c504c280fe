from __future__ import annotations

from dataclasses import replace

import pytest

from nt_desktop.model import Clause, Document, Reading, Reference, Span
from nt_desktop.targets.references import find_references, normalise_doc_number, resolve_references

DOCUMENT = Document(
    "某政办发〔2023〕7号", "a.txt", 1, "某市政府办公室关于印发某市治水工作方案的通知", "方案", "某政办发〔2023〕7号",
    None, None, "某市治水工作方案", None, None, None, "", "", 0, 1000,
)  # fmt: skip


def cited(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(found.title, found.doc_number, found.relation) for found in references(text)]


def references(text: str) -> tuple[Reference, ...]:
    clause = Clause(
        "k#¶1", "a.txt", DOCUMENT.key, 1, 0, "", "", (), text, 50, 50 + len(text), "text", (Span(0, 50, len(text)),)
    )
    return find_references(Reading("a.txt", (DOCUMENT,), (clause,)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "根据《中华人民共和国安全生产法》、《生产安全事故报告和调查处理条例》（国务院令第493号）的规定，结合我市实际",
            [("中华人民共和国安全生产法", None, "依据"), ("生产安全事故报告和调查处理条例", "国务院令第493号", "依据")],
        ),
        (
            "按照环保部办公厅《关于推广随机抽查制度的实施方案》（环办【2015】88号）和市政府办公室《实施办法》要求。《随笔》另见。",
            [
                ("关于推广随机抽查制度的实施方案", "环办〔2015〕88号", "依据"),
                ("实施办法", None, "提及"),
                ("随笔", None, "提及"),
            ],
        ),
        (
            "原《关于明确职责的通知》（通政发〔2017〕23号）同时废止。",
            [("关于明确职责的通知", "通政发〔2017〕23号", "废止")],
        ),
        (
            "严格落实《关于印发<关于进一步规范《排放》管理的方案>的通知》（通环办〔2021〕23号）",
            [("关于印发<关于进一步规范《排放》管理的方案>的通知", "通环办〔2021〕23号", "依据")],
        ),
        ("根据苏政办发[2016]108号文件精神", [(None, "苏政办发〔2016〕108号", "依据")]),
        ("《市治水条例》作如下修改", [("市治水条例", None, "修订")]),
        ("现将《某市治水工作方案》印发给你们，请认真贯彻执行。", []),
        ("《没有关上的书名号，后面还有很多字", []),
        ("《》与“号”", []),
    ],
)
def test_titles_numbers_and_what_they_are_cited_for(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert cited(text) == expected


def test_a_reference_stands_where_it_is_printed() -> None:
    text = "根据《条例》（国办发〔2020〕1号）"
    (found,) = references(text)
    assert text[found.start - 50 : found.end - 50] == "《条例》（国办发〔2020〕1号）"


def test_unclosed_brackets_by_the_thousand_take_linear_time() -> None:
    assert cited("《" * 200_000 + "x") == []
    assert cited("根据《条例》" * 20_000)[-1] == ("条例", None, "依据")


def test_numbers_are_written_one_way() -> None:
    assert normalise_doc_number("通政办发 [2023] 第 24 号") == "通政办发〔2023〕24号"


def test_a_cited_document_is_found_in_the_corpus_by_number_or_title() -> None:
    by_number, by_title, by_plan, unknown = references(
        "按照《另一名称》（某政办发〔2023〕7号）、《某市供水条例》，修订《某市供水规划》，废止《不在库中》"
    )
    law = replace(DOCUMENT, key="law", doc_number=None, title="某市供水条例", attached_plan=None)
    plan = replace(law, key="plan", title="关于印发《某市供水规划》的通知")
    found = resolve_references([by_number, by_title, by_plan, unknown], [DOCUMENT, law, plan])
    assert [reference.document for reference in found] == [DOCUMENT.key, "law", "plan", None]


def test_a_number_that_the_corpus_lacks_is_not_replaced_by_a_like_title() -> None:
    (other_issue,) = references("按照《某市供水条例》（某政发〔1999〕1号）")
    law = replace(DOCUMENT, key="law", doc_number="某政发〔2020〕5号", title="某市供水条例", attached_plan=None)
    assert resolve_references([other_issue], [law])[0].document is None
