from __future__ import annotations

import pytest

from nt_desktop.corpus.furniture import without_furniture
from nt_desktop.corpus.lines import split_lines


def kept(text: str) -> str:
    return "\n".join(line.text for line in without_furniture(split_lines(text)))


@pytest.mark.parametrize(
    "page", ["— 2 —", "- 12 -", "－3－", "·4·", "第 5 页", "第6页 共20页", "Page 7 of 9", "3 / 共12页"]
)
def test_a_page_number_goes_and_parts_nothing(page: str) -> None:
    assert kept(f"新增城市绿\n\n{page}\n\n道120公里。") == "新增城市绿\n\n道120公里。"
    assert kept(f"新增城市绿\n\n{page}\n道120公里。") == "新增城市绿\n道120公里。"


@pytest.mark.parametrize("text", ["——一体畅联。", "2023", "3/198", "1", "—", "- 项目", "第3页的表格", "2—3"])
def test_what_only_looks_like_a_page_number_stays(text: str) -> None:
    assert kept(f"前文。\n{text}\n后文。") == f"前文。\n{text}\n后文。"


def test_a_row_of_a_table_still_begins_below_a_page_number() -> None:
    assert kept("\t1\n\t甲\n— 3 —\n\t2\n\t乙") == "\t1\n\t甲\n\n\t2\n\t乙".replace("\n\n", "\n")
    assert kept("\t1\n\t甲\n\n— 3 —\n\t2\n\t乙") == "\t1\n\t甲\n\n\t2\n\t乙"


def test_a_running_head_goes_where_it_stands_beside_page_numbers() -> None:
    head = "临江市城市更新行动方案"
    text = f"{head}\n第一段。\n- 1 -\n{head}\n第二段。\n- 2 -\n{head}\n第三段。\n- 3 -"
    assert kept(text) == f"{head}\n第一段。\n第二段。\n第三段。"


def test_issuer_and_title_beside_page_numbers_are_no_running_heads() -> None:
    text = "甲。\n- 1 -\n临江市人民政府\n乙。\n- 2 -\n临江市人民政府\n丙。"
    assert kept(text).count("临江市人民政府") == 2


def test_the_name_of_a_gazette_with_its_issue_goes_where_it_returns() -> None:
    assert kept("海宁县人民政府公报 2023年第4期\n甲\n海宁县人民政府公报 2023年第4期\n乙") == "甲\n乙"


def test_bare_numbers_are_page_numbers_where_they_count_on_a_page_apart() -> None:
    pages = ["\n".join(f"{name}{n}行文字。" for n in range(20)) for name in "甲乙丙"]
    assert kept("\n".join(f"{page}\n{n}" for n, page in enumerate(pages, 1))) == "\n".join(pages)
    assert kept("甲\n1\n乙\n2\n丙\n3\n") == "甲\n1\n乙\n2\n丙\n3"
