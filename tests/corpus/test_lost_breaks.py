from __future__ import annotations

import pytest

from nt_desktop.corpus.lines import split_lines
from nt_desktop.corpus.lost_breaks import with_lost_breaks
from tests.corpus.reading_texts import read_text

TITLE = "云安市人民政府办公室关于印发云安市河湖长制工作方案的通知"
NUMBER = "云政办发〔2022〕17号"
TO = "各县（市、区）人民政府，市各有关单位："
BODY = "《云安市河湖长制工作方案》已经市政府同意，现印发给你们，请认真贯彻执行。"
ISSUER = "云安市人民政府办公室"
DATE = "2022年6月9日"
PLAN = "云安市河湖长制工作方案"
TEXT = "为加强河湖管理，制定本方案。"
OUTLINE = "一、总体目标\n到2025年，河湖水质达标率达到90%。\n二、重点任务\n加强巡查。\n"


def pieces(text: str) -> list[str]:
    return [line.text.strip() for line in with_lost_breaks(split_lines(text)) if not line.blank]


@pytest.mark.parametrize(
    "front",
    [
        [TITLE, NUMBER, TO, BODY, ISSUER, DATE, PLAN, TEXT],
        [TITLE + NUMBER + TO, BODY, ISSUER, DATE, PLAN, TEXT],
        [TITLE + " " + NUMBER, TO + BODY + ISSUER + DATE + "（此件公开发布）", PLAN, TEXT],
        [TITLE, NUMBER, TO + BODY + "　　　　　　" + ISSUER, "　　　　" + DATE + "（此件有删减）", PLAN, TEXT],
        [TITLE[:16], TITLE[16:] + NUMBER + TO, BODY, ISSUER, DATE + "　" + PLAN + "　　" + TEXT],
        [TITLE + f"（{NUMBER}）", TO, BODY, ISSUER, DATE, PLAN, TEXT],
        [TITLE, f"({NUMBER})", TO, BODY, ISSUER, DATE, PLAN, TEXT],
        [TITLE + NUMBER + TO + BODY + ISSUER + DATE + PLAN + TEXT],
    ],
    ids=["as it should be", "head", "two lines", "far right", "title broken", "brackets", "brackets below", "one line"],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_front_of_a_notice_is_read_however_its_lines_are_run_together(front: list[str], gap: str) -> None:
    reading = read_text(gap.join(front) + "\n" + OUTLINE)
    (document,) = reading.documents
    assert (document.title, document.doc_number) == (TITLE, NUMBER)
    assert (document.issuer, document.date) == (ISSUER, "2022-06-09")
    assert (document.kind, document.attached_plan, document.region) == ("方案", PLAN, "云安市")
    roles = [clause.role for clause in reading.clauses]
    assert roles[:4] == ["title", "doc_number", "recipients", "text"]
    assert roles.count("title") == 2
    assert [clause.text for clause in reading.clauses if clause.role == "recipients"] == [TO]
    assert [clause.text for clause in reading.clauses if clause.path == ()][-1] == TEXT


def test_a_title_may_run_into_the_recipients_without_a_number() -> None:
    reading = read_text(TITLE + TO + BODY + ISSUER + DATE + PLAN + TEXT + "\n" + OUTLINE)
    (document,) = reading.documents
    assert (document.title, document.doc_number, document.date) == (TITLE, None, "2022-06-09")


def test_a_reply_on_one_line_is_cut_at_its_numbered_points() -> None:
    reading = read_text(
        "云安市人民政府关于云安港总体布局的批复 云政复〔2021〕8号 市交通运输局：你局《关于报批港口布局的请示》"
        "（云交〔2021〕40号）收悉。现批复如下：一、原则同意该布局。二、到2030年，岸线利用率提高到80%。三、请认真组织实施。"
        "　　　　云　安　市　人　民　政　府　　　　二〇二一年三月二日"
    )
    (document,) = reading.documents
    assert (document.kind, document.doc_number) == ("批复", "云政复〔2021〕8号")
    assert (document.issuer, document.date) == ("云安市人民政府", "2021-03-02")
    assert [clause.path for clause in reading.clauses if clause.path] == [("一、",), ("二、",), ("三、",)]


def test_a_notice_whose_title_is_lost_takes_that_of_its_plan() -> None:
    reading = read_text("\n".join([NUMBER, TO, BODY, DATE, PLAN, TEXT]) + "\n" + OUTLINE)
    (document,) = reading.documents
    assert (document.title, document.attached_plan, document.kind) == (PLAN, PLAN, "方案")
    assert (document.doc_number, document.date) == (NUMBER, "2022-06-09")
    assert document.last_line == "加强巡查。"


def test_a_notice_whose_title_is_lost_and_that_issues_nothing_is_named_by_its_number() -> None:
    reading = read_text("\n".join([NUMBER, TO, "请各地做好河道清淤工作，确保汛前完成。", ISSUER, DATE]))
    (document,) = reading.documents
    assert document.title == NUMBER
    assert [item.kind for item in reading.observations if "标题" in item.message] == ["文件"]


@pytest.mark.parametrize(
    "line",
    [
        f"根据《{TITLE}》（{NUMBER}）和《云安市水污染防治条例》，制定本方案。",
        f"附件请参照{TITLE}{NUMBER}执行。",
        "市水利局：负责河道清淤，2022年6月9日前完成。",
        "加强巡查。云安市人民政府2022年6月9日召开会议作出部署。",
        "《云安市河湖长制工作方案》的通知（云政办发〔2022〕17号）同时废止。",
    ],
)
def test_citations_and_sentences_are_not_cut(line: str) -> None:
    assert pieces("\n".join([TITLE, NUMBER, TO, BODY, line]))[4:] == [line]
    assert pieces("第一段文字。\n" + line) == ["第一段文字。", line]


def test_cells_of_tables_are_not_cut() -> None:
    cell = "\t" + TITLE + NUMBER + TO
    assert pieces(cell + "\n\n\t" + BODY) == [cell.strip(), BODY]


def test_pieces_keep_their_place() -> None:
    source = f"\n　　{TITLE}　{NUMBER}{TO}\n{BODY}"
    for line in with_lost_breaks(split_lines(source)):
        assert source[line.start : line.end] == line.text
    assert [line.number for line in with_lost_breaks(split_lines(source)) if not line.blank] == [2, 2, 2, 3]
