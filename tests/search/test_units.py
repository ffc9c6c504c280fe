from decimal import Decimal

from nt_desktop.model import Cell, Clause, Document, Duty, Table, Target
from nt_desktop.search.units import document_units

DOCUMENT = Document("d", "s", 1, "方案", "方案", None, None, None, None, None, None, None, "", "", 0, 400)


def clause(key, start, text, path=(), label="", heading="", role="text"):
    return Clause(f"d#{key}", "s", "d", start, len(path), label, heading, path, text, start, start + len(text), role)


CLAUSES = (
    clause("¶1", 0, "方案", role="title"),
    clause("一", 10, "一、总体要求", ("一、",), "一、", "总体要求", "heading"),
    clause("一/一", 30, "（一）目标。到2025年达到90%。", ("一、", "（一）"), "（一）", "目标。"),
    clause("一/一¶2", 60, "另有规定的除外。", ("一、", "（一）")),
    clause("一/一¶3", 80, "表1 任务表", ("一、", "（一）"), role="caption"),
)
TABLE = Table(
    key="d#表1", seed="s", document="d", clause="d#一/一¶3", order=1, caption="表1 任务表", n_cols=3, n_header_rows=1,
    header=("区镇", "任务 / 上半年", "任务 / 下半年"),
    rows=(
        ("区镇", "上半年", "下半年"),
        ("一、重点", "一、重点", "一、重点"),
        ("汇龙", "18", "18"),
        ("汇龙", "合计\n全部", "合计\n全部"),
    ),
    section_rows=("一、重点",), start=100, end=200,
    cells=(
        Cell(0, 0, 1, 1, "区镇", 100, 102), Cell(0, 1, 1, 1, "上半年", 103, 106), Cell(0, 2, 1, 1, "下半年", 107, 110),
        Cell(1, 0, 1, 3, "一、重点", 112, 116),
        Cell(2, 0, 2, 1, "汇龙", 120, 122), Cell(2, 1, 1, 1, "18", 124, 126), Cell(2, 2, 1, 1, "18", 128, 130),
        Cell(3, 1, 1, 2, "合计\n全部", 140, 145),
    ),
)  # fmt: skip


def made(targets=(), duties=()):
    return {unit.key: unit for unit in document_units(DOCUMENT, CLAUSES, (TABLE,), targets, duties)}


def test_every_clause_and_row_is_a_unit_in_reading_order():
    assert list(made()) == [
        "d#¶1", "d#一", "d#一/一", "d#一/一¶2", "d#一/一¶3", "d#表1/1", "d#表1/2", "d#表1/3", "d#表1/4",
    ]  # fmt: skip


def test_a_unit_knows_what_it_stands_under():
    units = made()
    assert units["d#¶1"].context == ()
    assert units["d#一"].context == ("方案",)
    assert units["d#一/一"].context == ("方案", "总体要求")
    assert units["d#一/一¶2"].context == ("方案", "总体要求", "目标。")
    assert units["d#表1/3"].context[-2:] == ("区镇 任务 上半年 下半年", "一、重点")
    assert "表1 任务表" in units["d#表1/3"].context


def test_headings_are_told_from_text():
    units = made()
    assert units["d#一"].text[: units["d#一"].heading_length] == "一、总体要求"
    assert units["d#一/一"].text[: units["d#一/一"].heading_length] == "（一）目标。"
    assert units["d#一/一¶2"].heading_length == 0


def test_a_row_has_each_merged_cell_once_and_equal_neighbours_twice():
    units = made()
    assert units["d#表1/2"].text == "一、重点"
    assert units["d#表1/2"].role == "section"
    assert units["d#表1/3"].text == "汇龙 │ 18 │ 18"
    assert units["d#表1/4"].text == "汇龙 │ 合计全部"
    assert (units["d#表1/3"].start, units["d#表1/3"].end) == (120, 130)


def test_targets_and_duties_of_a_unit():
    target = Target(
        "t", "s", "d", "d#一/一", None, None, None, "达到90%", "target", "利用率", ">=", Decimal(90), None, "%",
        False, None, "2025-12-31", None, ("市水利局",), ("市财政局",), 40, 45, "综合利用率", ("水利局",), ("财政局",),
    )  # fmt: skip
    duty = Duty("d#表1/3", "d", "s", "市住建局", "住房和城乡建设局", "lead", None, 120, 122)
    units = made((target,), (duty,))
    assert units["d#一/一"].departments == ("水利局", "财政局")
    assert units["d#一/一"].leads == ("水利局",)
    assert units["d#一/一"].indicators == ("利用率", "综合利用率")
    assert units["d#一/一"].years == (2025,)
    assert units["d#一/一"].n_targets == 1
    assert units["d#表1/3"].leads == ("住房和城乡建设局",)
    assert units["d#一"].departments == ()
