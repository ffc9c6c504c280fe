"""Outlines against trees worked out by hand, in outlines/*.txt: the paragraphs, `=====`, a line for each of them.

`@role` before a paragraph gives its role. In the tree two spaces are a level, `label | heading`, `~name` stands for a
heading without label, `! …` for what is odd, `-` for a paragraph without label under the clause above it that is
indented alike, `x` for one outside the numbering.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nt_desktop.corpus.keys import clause_keys
from nt_desktop.corpus.outline import Node, outline_observations, read_outline
from nt_desktop.corpus.reading import read_corpus_file
from nt_desktop.corpus.source import read_source
from nt_desktop.model import Clause

OUTLINES = sorted(Path(__file__).with_name("outlines").glob("*.txt"))


@dataclass(frozen=True)
class Paragraph:
    text: str
    hashes: int = 0
    line: int = 0
    start: int = 0
    end: int = 0


@pytest.fixture(scope="module")
def seed_clauses(seeds: Path) -> dict[str, list[Clause]]:
    """The clauses of each seed, by the first three characters of its name."""
    return {path.name[:3]: list(read_corpus_file(read_source(path)).clauses) for path in sorted(seeds.glob("*.txt"))}


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, line=line) for line, text in enumerate(texts, 1)]


def read(*texts: str) -> tuple[Node, ...]:
    return read_outline(paragraphs(*texts))


def paths(nodes: tuple[Node, ...]) -> list[str]:
    return ["/".join(node.path) for node in nodes]


def parse_tree(lines: list[str]) -> list[tuple[str, str | None, tuple[str, ...], str]]:
    """(label, heading or None for a paragraph without label, path, oddity) of each line of an expected tree."""
    tree: list[tuple[str, str | None, tuple[str, ...], str]] = []
    open_path: tuple[str, ...] = ()
    for line in lines:
        level = (len(line) - len(line.lstrip(" "))) // 2
        content, _, oddity = line.strip().partition(" ! ")
        if content in ("-", "x"):
            tree.append(("", None, open_path[: level + 1] if content == "-" else (), ""))
            continue
        label, _, heading = content.partition(" | ")
        open_path = (*open_path[:level], label.removeprefix("~"))
        tree.append(("" if label.startswith("~") else label, heading, open_path, oddity))
    return tree


@pytest.mark.parametrize("file", OUTLINES, ids=lambda file: file.stem)
def test_outline_is_as_worked_out_by_hand(file: Path) -> None:
    source, _, expected = file.read_text(encoding="utf-8").partition("=====\n")
    texts, roles = [], []
    for line in source.splitlines():
        role = None
        if line.startswith("@"):
            role, _, line = line[1:].partition(" ")
        texts.append(line)
        roles.append(role)
    nodes = read_outline(paragraphs(*texts), roles)
    tree = parse_tree(expected.splitlines())
    assert len(nodes) == len(tree) == len(texts)
    for node, (label, heading, path, oddity) in zip(nodes, tree, strict=True):
        got = (node.label, node.heading if node.numbered else None, node.path, node.oddity)
        assert got == (label, heading, path, oddity), node.paragraph.text
        assert node.level == len(path)


def test_a_list_inside_an_item_of_the_same_style_returns_to_the_outer_count() -> None:
    nodes = read("一、任务", "1.清单如下：", "1、甲；", "2、乙；", "3、丙。", "2.其他", "二、保障")
    assert paths(nodes) == [
        "一、",
        "一、/1.",
        "一、/1./1、",
        "一、/1./2、",
        "一、/1./3、",
        "一、/2.",
        "二、",
    ]


def test_a_list_that_starts_over_under_an_unnumbered_heading_stays_on_its_level() -> None:
    nodes = read("一、任务", "1.甲。", "2.乙。", "另一方面，还要做好以下工作：", "1.丙。", "2.丁。")
    assert paths(nodes)[-2:] == ["一、/1.", "一、/2."]
    assert nodes[4].oddity == "编号在同一级内从“1.”重新开始"
    assert [node.oddity for node in nodes if node.oddity] == [nodes[4].oddity]


def test_numbers_that_run_on_across_sections_are_not_odd() -> None:
    nodes = read("一、甲", "1.子。", "2.丑。", "二、乙", "3.寅。", "（一）卯", "4.辰。")
    assert not [node.oddity for node in nodes if node.oddity]
    assert paths(nodes)[4:] == ["二、/3.", "二、/（一）", "二、/（一）/4."]


def test_repeated_and_backward_numbers_are_noted() -> None:
    nodes = read("一、甲", "二、乙", "二、丙", "三、丁", "二、戊")
    assert [node.oddity for node in nodes] == ["", "", "编号“二、”重复", "", "编号“二、”排在“三、”之后"]


def test_a_first_number_other_than_one_is_noted() -> None:
    assert read("一、甲", "（二）乙")[1].oddity == "编号从“（二）”开始，前面缺少编号"


def test_decimals_without_a_chain_are_text() -> None:
    nodes = read("一、甲", "4.15全民国家安全教育日宣传活动有序开展。", "1.8万吨以上。", "3.5G网络全覆盖。")
    assert [node.label for node in nodes] == ["一、", "", "", ""]


def test_a_digit_after_an_item_number_is_not_a_decimal() -> None:
    nodes = read("一、甲", "1.5G基站。建成100座。", "2.4A级景区。创成1家。")
    assert [(node.label, node.heading) for node in nodes[1:]] == [("1.", "5G基站"), ("2.", "4A级景区")]


def test_markdown_headings_stand_by_their_own_words() -> None:
    nodes = read_outline(
        [Paragraph("高位统筹 全面落实", 2), Paragraph("成立领导小组。"), Paragraph("一、甲", 3), Paragraph("结语", 2)]
    )
    assert [node.path for node in nodes] == [
        ("高位统筹 全面落实",),
        ("高位统筹 全面落实",),
        ("高位统筹 全面落实", "一、"),
        ("结语",),
    ]
    assert [node.kind for node in nodes] == ["heading", "text", "heading", "heading"]


def test_headings_alone_run_in_and_mere_text_are_told_apart() -> None:
    nodes = read(
        "一、总体要求", "（一）加强领导。各地要落实责任。", "（二）职责分工。", "由市政府负责。", "（三）负责审定信息；"
    )
    assert [node.kind for node in nodes] == ["heading", "run-in", "heading", "text", "text"]
    assert [node.heading for node in nodes] == ["总体要求", "加强领导", "职责分工", "", "负责审定信息"]


def test_unnumbered_run_in_headings_and_days_of_a_chronicle() -> None:
    nodes = read(
        "建立联动机制。构建三级工作体系。",
        "·5月2日，区委书记主持会议。",
        "4月14日~15日 召开观摩会。",
        "到2025年，完成6项。",
    )
    assert [node.heading for node in nodes] == ["建立联动机制", "5月2日", "4月14日~15日", ""]
    assert not any(node.label or node.numbered for node in nodes)


def test_long_first_sentences_are_cut_at_a_break() -> None:
    text = (
        "区应急管理局：负责指挥部办公室的日常工作；负责应急救援的联络和协调，"
        "及时向区政府报告事故和应急救援情况，并会同公安部门做好警戒。"
    )
    heading = read("（1）" + text, "（2）其他。")[0].heading
    assert heading == "区应急管理局：负责指挥部办公室的日常工作；负责应急救援的联络和协调"


def test_attached_tables_belong_to_no_clause() -> None:
    texts = ("三、保障措施", "3.加强监督。", "附表1.1 任务分解表", "单位：万元", "4.严格考核。", "表2 进度表")
    nodes = read_outline(paragraphs(*texts), [None, None, "caption", "note", None, "caption"])
    assert paths(nodes) == ["三、", "三、/3.", "", "", "三、/4.", "三、/4."]


def test_an_item_after_an_attached_table_is_no_attachment() -> None:
    nodes = read_outline(paragraphs("1.甲。", "附表1 进度表", "2.乙。"), [None, "caption", None])
    assert paths(nodes) == ["1.", "", "2."]
    nodes = read("1.甲。", "附件：1.进度表", "2.名单", "3.说明")
    assert paths(nodes) == ["1.", "", "", ""]


def test_observations_name_the_line() -> None:
    nodes = read("一、甲", "三、乙")
    (observation,) = outline_observations(nodes, "seed.txt", "文件")
    assert (observation.kind, observation.line, observation.document) == ("大纲", 2, "文件")
    assert observation.message == "编号从“一、”跳到“三、”"


def test_a_hundred_thousand_items_and_nesting_without_end() -> None:
    many = read(*(f"{n % 999 + 1}．第{n}项工作。" for n in range(100_000)))
    assert many[-1].path == (f"{99_999 % 999 + 1}．",)
    deep = read(*(label for _ in range(2_000) for label in ("一、甲", "（一）乙", "1.丙", "（1）丁", "①戊")))
    assert max(node.level for node in deep) == 5
    ones = read(*(["1.重复。"] * 5_000))
    assert {node.level for node in ones} == {1}


def test_a_paragraph_of_ten_million_characters() -> None:
    node = read("一、" + "长文无句读" * 2_000_000)[0]
    assert node.label == "一、"
    assert len(node.heading) == 40


def test_no_paragraphs_no_nodes() -> None:
    assert read() == ()


@pytest.mark.parametrize(
    ("file", "start", "label", "heading", "path"),
    [
        ("000", "(6) 结合河道水环境整治", "(6)", None, "三、/（四）/3./(6)"),
        ("001", "20、认真抓好中央和省级", "20、", None, "二、/（八）/20、"),
        ("001", "9．开展重点监管单位和园区周边", "9．", "开展重点监管单位和园区周边土壤监测", "二、/（三）/9．"),
        ("002", "2、 主要工作任务", "2、", "主要工作任务", "2、"),
        ("002", "1.整合沿江岸线资源", "1.", "整合沿江岸线资源", "2、/（一）/1."),
        ("002", "一、二级河道保洁工作", "", None, "二、/（七）/2."),
        ("002", "12.强化组织领导", "12.", "强化组织领导", "三、/12."),
        ("003", "加速推进绿色低碳转型", "", "加速推进绿色低碳转型", "突出重点 全力推进整改工作"),
        ("004", "（六）在职职工应征入伍的", "（六）", None, "第五章/第十九条/（六）"),
        ("004", "有前款第三项行为", "", None, "第六章/第二十四条"),
        ("004", "——智慧绿色。", "——", "智慧绿色", "三、/——"),
        ("004", "到2035年，全面实现交通运输服务现代化", "", None, "三、"),
        ("004", "三是围绕打造", "三是", None, "三、/三是"),
        ("004", "（一）指导思想", "（一）", "指导思想", "总体要求/（一）"),
        ("004", "（Ⅳ级）", None, None, ""),
        ("004", "5.1区委宣传部会同", "5.1", None, "5./5.1"),
    ],
)
def test_clauses_of_the_seeds(
    seed_clauses: dict[str, list[Clause]], file: str, start: str, label: str | None, heading: str | None, path: str
) -> None:
    found = [clause for clause in seed_clauses[file] if clause.text.startswith(start)]
    if label is None:
        assert not found
        return
    assert (label, path) in {(clause.label, "/".join(clause.path)) for clause in found}
    assert heading is None or heading in {clause.heading for clause in found}


@given(
    st.lists(
        st.sampled_from(
            [
                "一、",
                "二、",
                "（一）",
                "（三）",
                "1.",
                "2、",
                "1.1",
                "2.1.1",
                "（1）",
                "①",
                "一是",
                "——",
                "1 总则",
                "a.",
                "附件1",
                "第二章",
                "第一条",
                "2023年5月1日",
                "总体要求",
                "长" * 60,
            ]
        ),
        max_size=40,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_order_of_labels_is_read(pieces: list[str]) -> None:
    nodes = read(*(piece + "甲" for piece in pieces))
    assert len(nodes) == len(pieces)
    for node, piece in zip(nodes, pieces, strict=True):
        assert node.level == len(node.path) <= 16
        assert not node.label or (piece.startswith(node.label) and node.path[-1] == node.label)
    assert len(set(clause_keys("甲", nodes))) == len(nodes)
