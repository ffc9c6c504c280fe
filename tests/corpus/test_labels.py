"""What is a label and what only looks like one: taken from the documents and from how they are written."""

from __future__ import annotations

import pytest

from nt_desktop.corpus.labels import han_number, label_readings, read_label


@pytest.mark.parametrize(
    ("text", "label", "style", "numbers", "rest"),
    [
        ("第六条   区、镇两级应将征兵宣传", "第六条", "第一条", (6,), "区、镇两级应将征兵宣传"),
        ("第 六 条　为了", "第六条", "第一条", (6,), "为了"),
        ("第二十一条  每年", "第二十一条", "第一条", (21,), "每年"),
        ("第一章  总  则", "第一章", "第一章", (1,), "总  则"),
        ("第3节 附录", "第3节", "第一节", (3,), "附录"),
        ("第一，要提高认识", "第一，", "第一，", (1,), "要提高认识"),
        ("一、总体要求", "一、", "一、", (1,), "总体要求"),
        ("十二、附则", "十二、", "一、", (12,), "附则"),
        ("二、一期工程建设", "二、", "一、", (2,), "一期工程建设"),
        ("    （三）强化督查", "（三）", "（一）", (3,), "强化督查"),
        ("(一)区地方金融监督管理局", "(一)", "（一）", (1,), "区地方金融监督管理局"),
        ("（ 六 ） 推进", "（六）", "（一）", (6,), "推进"),
        ("（六)结合", "（六)", "（一）", (6,), "结合"),
        ("㈡ 目标", "㈡", "（一）", (2,), "目标"),
        ("1. 坚持源头治理。", "1.", "1.", (1,), "坚持源头治理。"),
        ("10．加大监管", "10．", "1.", (10,), "加大监管"),
        ("1、深入推进", "1、", "1.", (1,), "深入推进"),
        ("2、 主要工作任务", "2、", "1.", (2,), "主要工作任务"),
        ("⒊信息", "⒊", "1.", (3,), "信息"),
        ("1.2023年底前完成", "1.", "1.", (1,), "2023年底前完成"),
        ("6.12345热线", "6.", "1.", (6,), "12345热线"),
        ("1.1编制目的", "1.1", "1.1", (1, 1), "编制目的"),
        ("5.1区委宣传部会同区应急管理局", "5.1", "1.1", (5, 1), "区委宣传部会同区应急管理局"),
        ("4.1.2 重大", "4.1.2", "1.1", (4, 1, 2), "重大"),
        ("2.3.职责", "2.3", "1.1", (2, 3), "职责"),
        ("（10）《省政府关于", "（10）", "（1）", (10,), "《省政府关于"),
        ("(6) 结合河道", "(6)", "（1）", (6,), "结合河道"),
        ("⑵企业", "⑵", "（1）", (2,), "企业"),
        ("2）安全", "2）", "1）", (2,), "安全"),
        ("③ 医疗组", "③", "①", (3,), "医疗组"),
        ("二是围绕打造", "二是", "一是", (2,), "围绕打造"),
        ("——一体畅联。", "——", "——", (), "一体畅联。"),
        ("附件2", "附件2", "附件", (2,), ""),
        ("附件：1.开发区", "附件：", "附件", (), "1.开发区"),
        ("附表5.1           ", "附表5.1", "附件", (5, 1), ""),
        ("附表1.2021年土壤", "附表1", "附件", (1,), "2021年土壤"),
    ],
)
def test_labels(text: str, label: str, style: str, numbers: tuple[int, ...], rest: str) -> None:
    found = read_label(text)
    assert found is not None
    assert (found.text, found.style, found.numbers, text[found.end :]) == (label, style, numbers, rest)


@pytest.mark.parametrize(
    "text",
    [
        "1.8万吨以上",
        "2.5微米",
        "（2023. 4. 1—2023. 5. 15）",
        "（Ⅳ级）：造成3人以下",
        "（GB/T29639-2020）",
        "4月4日 张謇企业家学院",
        "2023年底前",
        "2021.12",
        "50%以上面积",
        "30万千瓦及以上",
        "一年一度的考核",
        "一、二级河道保洁工作",
        "三、四级河道及泯沟",
        "三、四号机组",
        "1、2号楼",
        "十是不少的",
        "一是否妥当",
        "第一条生产线",
        "第一责任人",
        "第三季度完成",
        "附件的要求",
        "A、B级企业",
        "——",
        "—5月",
        "1,234吨",
        "",
        "   ",
        "（",
        "一",
        "𠮷、野家",
    ],
)
def test_what_only_looks_like_a_label(text: str) -> None:
    found = read_label(text)
    assert found is None or (text.startswith("十是") and found.style == "一是")


def test_a_glued_number_can_be_read_in_two_ways() -> None:
    assert [(label.text, label.weak) for label in label_readings("3.5G网络")] == [("3.5", True), ("3.", True)]


def test_a_bare_number_is_a_reading_but_no_label() -> None:
    assert [label.numbers for label in label_readings("2  组织体系")] == [(2,)]
    assert read_label("2  组织体系") is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("三十", 30),
        ("二十一", 21),
        ("一百零二", 102),
        ("二〇二三", 2023),
        ("十十", None),
        ("百家", None),
        ("", None),
    ],
)
def test_han_numbers(numeral: str, value: int | None) -> None:
    assert han_number(numeral) == value
