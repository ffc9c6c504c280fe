from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

import pytest

from nt_desktop.corpus.reading import read_corpus_file
from nt_desktop.corpus.source import decode
from tests.corpus.reading_texts import read_path, read_text


def clause_at(seeds: Path, prefix: str, line: int) -> str:
    source, reading = read_path(next(seeds.glob(f"{prefix}_*.txt")))
    return next(c.text for c in reading.clauses if source.line_of(c.start) <= line <= source.line_of(c.end - 1))


@pytest.mark.parametrize(
    ("prefix", "line", "words"),
    [
        ("000", 141, "（人行南通市中心支行、南通银保监分局"),
        ("000", 275, "将数字人民币支付功能嵌入校园缴费平台"),
        ("000", 289, "完善数字人民币数据管理机制"),
        ("000", 333, "不定期组织召开试点工作推进会"),
        ("000", 461, "公交车占比达90%以上"),
        ("000", 475, "（市生态环境局牵头，市水利局"),
        ("000", 655, "由生态环境部门责令按规范要求限期整改"),
        ("000", 729, "各地人民政府（管委会）要落实属地管理责任"),
        ("000", 741, "排干等的整治工作，指导各地制定整治方案"),
        ("000", 801, "“万事好通”南通营商环境"),
        ("002", 2227, "策应对接崇明世界级生态岛总体规划，制定统一的总体规划"),
        ("003", 11, "制定《南通市生态环境保护督察整改办法》"),
        ("004", 1095, "编制导则》（GB/T29639-2020）"),
        ("004", 1195, "有关医疗单位和专家对事故受伤人员"),
    ],
)
def test_a_reader_never_sees_the_cut(seeds: Path, prefix: str, line: int, words: str) -> None:
    assert words in clause_at(seeds, prefix, line)


def test_joins_and_dropped_characters_are_recorded_with_document_and_line(seeds: Path) -> None:
    _, reading = read_path(next(seeds.glob("000_*.txt")))
    dropped = {(item.line, item.document) for item in reading.observations if item.kind == "重复字"}
    assert dropped == {(275, "通政办发〔2023〕23号"), (475, "通政办发〔2023〕24号")}
    joins = {item.line for item in reading.observations if item.kind == "断行拼接"}
    assert {141, 257, 461, 729} <= joins


def test_captions_of_label_and_title_are_one(seeds: Path) -> None:
    source, reading = read_path(next(seeds.glob("002_*.txt")))
    captions = {source.line_of(table.start): table.caption for table in reading.tables}
    assert captions[58] == "附表1.1 启东市“减少煤炭消费总量”专项行动年度计划及责任分解表"
    assert captions[2537] == "附表10.1 提升环境经济政策调控水平专项工作方案任务分解表"
    caption = next(clause for clause in reading.clauses if source.line_of(clause.start) == 54)
    assert (caption.role, caption.text) == ("caption", captions[58])


def test_a_layout_table_becomes_paragraphs(seeds: Path) -> None:
    source, reading = read_path(next(seeds.glob("001_*.txt")))
    lines = {source.line_of(clause.start): clause.text for clause in reading.clauses}
    assert lines[1707] == "1、2021年南通开发区水污染防治重点工程项目表"
    assert lines[1710] == "2、2021年水污染防治工作计划任务分解表"


def test_formal_lines_stand_outside_the_numbering(seeds: Path) -> None:
    _, reading = read_path(next(seeds.glob("004_*.txt")))
    for clause in reading.clauses:
        if clause.role in ("title", "doc_number", "recipients", "issuer", "date"):
            assert (clause.level, clause.path, clause.label) == (0, (), "")


def test_keys_taken_by_earlier_files_are_not_given_again() -> None:
    text = "市政府关于加强秸秆禁烧工作的通知\n\n通政发〔2023〕1号\n\n各县（市、区）人民政府：\n\n现通知如下。\n"
    taken: set[str] = set()
    first = read_corpus_file(decode("a.txt", text.encode()), taken)
    second = read_corpus_file(decode("b.txt", text.encode()), taken)
    keys = [reading.documents[0].key for reading in (first, second)]
    assert keys[0] == "通政发〔2023〕1号"
    assert len(set(keys)) == 2
    assert taken == set(keys)


@pytest.mark.parametrize(
    "text",
    [
        "好",
        "标题",
        "。",
        "\t",
        "\t甲\n\t乙",
        "\t序号\n\t名称\n\n\t1\n\t甲\n\n\t2\n\t乙\n",
        "附件1",
        "附件1\n",
        "附件：\n附件：\n附件1\n附件2\n",
        "2023年4月4日\n2023年4月4日\n",
        "通政发〔2023〕1号",
        "通政发〔2023〕1号\n通政发〔2023〕2号\n各县：",
        "目录\n目录\n",
        "（" * 5000,
        "”）》" * 2000,
        "\u200b\ufeff通知\u3000",
        "一、\n（一）\n1.\n",
        "# \n## 标题\n#",
        "通知\x0c\n\x0b正文。",
        "大事记\n4月4日 市委召开会议。\n",
        "关于印发方案的通知\n各单位：\n南通市人民政府\n2023年4月4日\n方案\n",
    ],
)
def test_odd_files_are_read_without_complaint(text: str) -> None:
    data = text.encode()
    if not text.strip("\t\n"):
        return
    reading = read_corpus_file(decode("怪文件.txt", data))
    said = sum(len(clause.text) for clause in reading.clauses) + sum(
        len(cell.text) for table in reading.tables for cell in table.cells
    )
    assert said > 0 or not reading.documents


def test_tabs_in_running_text_are_kept_and_pointed_out() -> None:
    reading = read_text("南通市节水方案\n\n一、总则\n\n本市\t应当\t做好节水工作。\n\n二、附则\n\n自印发之日起施行。\n")
    assert any(clause.text == "本市\t应当\t做好节水工作。" for clause in reading.clauses)
    assert [item.line for item in reading.observations if "制表符" in item.message] == [5]


def calls(text: str) -> int:
    """How many functions are called to read a text: the work it takes, whatever the machine does meanwhile."""
    source = decode("长文件.txt", text.encode())
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event.endswith("call")

    sys.setprofile(note)
    try:
        read_corpus_file(source)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "各县（市、区）人民政府应当加强生态环境保护工作，推进污染防治；",  # one line
        "　　第一条 各县（市、区）人民政府应当加强工作。\n",
        "各地应当做好工作，推进\n\n",  # all joined
        "附件1\n实施方案\n一、目标\n完成工作。\n",
        "南通市人民政府\n2023年4月4日\n",
        "\t1\n\t企业\n\t35\n\n",
        "市政府关于加强工作的通知\n通政发〔2023〕1号\n各县：\n",
        "（",
    ],
)
def test_the_work_grows_with_the_text_and_not_faster(unit: str) -> None:
    calls(unit * 3)  # vocabulary is read once
    few, many = calls(unit * 40), calls(unit * 320)
    assert many < 8 * 1.25 * few
