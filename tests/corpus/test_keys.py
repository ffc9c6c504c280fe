from __future__ import annotations

from dataclasses import dataclass

from nt_desktop.corpus.keys import clause_keys, document_key
from nt_desktop.corpus.outline import read_outline


@dataclass(frozen=True)
class Paragraph:
    text: str
    hashes: int = 0
    line: int = 1
    start: int = 0
    end: int = 0


def keys(*texts: str) -> tuple[str, ...]:
    return clause_keys("甲", read_outline([Paragraph(text) for text in texts]))


def test_clause_keys_say_the_path_in_bare_numbers() -> None:
    assert keys("引言。", "三、任务", "15.推进。", "（六)甲。", "第十九条 乙。", "① 丙。") == (
        "甲#¶1",
        "甲#三",
        "甲#三/15",
        "甲#三/六",
        "甲#第十九条",
        "甲#第十九条/①",
    )


def test_paragraphs_of_a_clause_are_counted() -> None:
    assert keys("引言。", "又一段。", "一、甲", "第二段。", "——要点。", "第三段。") == (
        "甲#¶1",
        "甲#¶2",
        "甲#一",
        "甲#一¶2",
        "甲#一/—",
        "甲#一¶3",
    )


def test_decimals_and_headings_in_keys() -> None:
    assert keys("1.总则", "1.1目的", "正文。", "1.2依据") == ("甲#1", "甲#1/1.1", "甲#1/1.1¶2", "甲#1/1.2")
    nodes = read_outline([Paragraph("高位统筹 全面落实", 2), Paragraph("正文。")])
    assert clause_keys("甲", nodes) == ("甲#高位统筹全面落实", "甲#高位统筹全面落实¶2")


def test_repeated_clauses_get_a_number_of_their_own() -> None:
    assert keys("一、甲", "正文。", "一、乙", "正文。", "一、丙") == (
        "甲#一",
        "甲#一¶2",
        "甲#一~2",
        "甲#一¶2~2",
        "甲#一~3",
    )


def test_twenty_thousand_alike_are_all_different() -> None:
    found = keys(*(["——要点。"] * 20_000))
    assert len(set(found)) == 20_000
    assert found[-1] == "甲#—~20000"


def test_document_keys() -> None:
    taken: set[str] = set()
    plan = document_key("通政办发〔2023〕24号", "关于印发计划的通知", None, None, taken)
    assert plan == "通政办发〔2023〕24号"
    assert document_key(None, "任务分解表", plan, "附件2", taken) == "通政办发〔2023〕24号/附件2"
    assert document_key(None, "任务 分解表", plan, "附 件 3：", taken) == "通政办发〔2023〕24号/附件3"
    assert document_key(None, "启东市治理垃圾专项工作方案", plan, None, taken) == (
        "通政办发〔2023〕24号/启东市治理垃圾专项工作方案"
    )
    assert document_key(None, "启东市“两减六治三提升”方案（2017）", None, None, taken) == "启东市两减六治三提升方案2017"
    assert document_key(None, "", None, None, taken) == "文件"
    assert len(taken) == 6


def test_document_keys_taken_before() -> None:
    taken: set[str] = set()
    found = [document_key("海政发〔2023〕8号", "通知", None, None, taken) for _ in range(5_000)]
    assert found[:3] == ["海政发〔2023〕8号", "海政发〔2023〕8号~2", "海政发〔2023〕8号~3"]
    assert found[-1] == "海政发〔2023〕8号~5000"
    assert taken == set(found)
