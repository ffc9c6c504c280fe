"""Plain text, HTML and the clipboard."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from nt_desktop.output.clipboard import Pattern, citation, copy_passage, copy_table
from nt_desktop.output.excerpt import Excerpt, Grid
from nt_desktop.output.excerpts import make_excerpt
from nt_desktop.output.plain_text import render_text
from nt_desktop.output.web import render_html
from nt_desktop.output.wording import number_words, value_words
from tests.hand_library import NOTICE, PLAN, HandLibrary, target


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.cells: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if tag in ("td", "th"):
            self.cells.append({"tag": tag, **dict(attrs)})
        assert not any(name in ("src", "href") for name, _ in attrs), "nothing may be loaded from elsewhere"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data


def test_text_has_head_path_words_and_source(library: HandLibrary) -> None:
    lines = render_text(make_excerpt(library, [f"{NOTICE}#一/1"])).split("\n\n")
    assert lines[0].splitlines() == [
        "关于印发南通市海门区“无废城市”建设实施方案的通知",
        "海政办发〔2023〕30号　南通市海门区人民政府办公室　2023年6月30日",
    ]
    assert lines[1] == "一、工作目标"
    assert lines[2] == "1.到2025年，秸秆综合利用率稳定在95%以上，𠮷祥社区全覆盖。"
    assert lines[3] == "——摘自《关于印发南通市海门区“无废城市”建设实施方案的通知》（海政办发〔2023〕30号）一、1"
    assert lines[4].startswith("摘录，以原文为准")


def test_html_is_well_formed_and_holds_the_words(excerpt: Excerpt) -> None:
    reader = Reader()
    reader.feed(render_html(excerpt))
    assert reader.open == []
    assert all(
        line in reader.text for passage in excerpt.passages for line in passage.text.split("\n") if "\t" not in line
    )
    assert "摘录，以原文为准" in reader.text


def test_html_escapes_what_looks_like_markup(library: HandLibrary) -> None:
    key = f"{PLAN}#一/一/1"
    page = render_html(make_excerpt(library.edited(key, "<script>a && b</script>"), [key]))
    assert "<script>" not in page
    assert "&lt;script&gt;a &amp;&amp; b" in page


def test_html_table_has_merged_cells_and_header(library: HandLibrary) -> None:
    reader = Reader()
    reader.feed(render_html(make_excerpt(library, [f"{PLAN}#表1"])))
    assert [cell["tag"] for cell in reader.cells[:6]] == ["th"] * 6
    assert reader.cells[2]["colspan"] == "2"
    assert reader.cells[0]["rowspan"] == "2"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            "正文引用",
            "《关于印发南通市海门区“无废城市”建设实施方案的通知》（海政办发〔2023〕30号）一、1提出："
            "“1.到2025年，秸秆综合利用率稳定在95%以上，𠮷祥社区全覆盖。”",
        ),
        (
            "脚注",
            "南通市海门区人民政府办公室：《关于印发南通市海门区“无废城市”建设实施方案的通知》，"
            "海政办发〔2023〕30号，2023年6月30日，一、1。",
        ),
        ("仅出处", "《关于印发南通市海门区“无废城市”建设实施方案的通知》（海政办发〔2023〕30号）一、1"),
    ],
)
def test_citation_patterns(library: HandLibrary, pattern: Pattern, expected: str) -> None:
    (passage,) = make_excerpt(library, [f"{NOTICE}#一/1"]).passages
    copied = citation(passage, pattern)
    assert copied.plain == expected
    assert copied.html == f"<p>{expected}</p>"


def test_citation_of_chosen_words_quotes_only_them(library: HandLibrary) -> None:
    (passage,) = make_excerpt(library, [f"{NOTICE}#一/1"]).passages
    assert citation(passage, "正文引用", "秸秆综合利用率").plain.endswith("提出：“秸秆综合利用率”")


def test_issuer_in_the_title_is_not_said_twice(library: HandLibrary) -> None:
    (passage,) = make_excerpt(library, [f"{PLAN}#一/一/1"]).passages
    assert citation(passage, "脚注").plain.startswith("《南通市人民政府办公室关于印发")


def test_table_for_a_spreadsheet_has_a_cell_for_each_column(library: HandLibrary) -> None:
    (grid,) = make_excerpt(library, [f"{PLAN}#表1"]).passages[0].blocks
    assert isinstance(grid, Grid)
    copied = copy_table(grid)
    assert copied.plain.split("\n")[0] == "序号\t项目名称\t进度安排\t\t牵头部门"
    assert '1\t静脉产业园\t完成立项\t开工建设\t"生态环境局\n经发局"' in copied.plain
    assert '<th colspan="2">进度安排</th>' in copied.html


def test_copied_passage_is_the_words(library: HandLibrary) -> None:
    (passage,) = make_excerpt(library, [f"{NOTICE}#一"]).passages
    copied = copy_passage(passage)
    assert copied.plain == "一、工作目标\n1.到2025年，秸秆综合利用率稳定在95%以上，𠮷祥社区全覆盖。"
    assert copied.html.count("<p>") == 2


def test_values_in_words() -> None:
    assert value_words(target("a#一", "率", "95", comparator=">=")) == "≥ 95 %"
    assert value_words(target("a#一", "量", "30", comparator="decrease", baseline="2020")) == "下降 30 %（较2020年）"
    assert number_words(target("a#一", "量", "13.50").value) == "13.5"
    assert number_words(target("a#一", "量", "1E+3").value) == "1000"
