from __future__ import annotations

from decimal import Decimal

from nt_desktop.targets.statement import Setting
from nt_desktop.targets.statements import read_statements


def read(text: str) -> list[tuple[str, str, Decimal | str, str, str]]:
    found = read_statements(text, Setting(2017))
    return [(s.kind, s.indicator, s.value, s.unit, text[s.start : s.end]) for s in found]


def test_members_of_a_whole_are_named_after_it() -> None:
    text = "在全市建立1个市本级、16个镇（园区、街道）、297个村（社区）为单位的三级网格，单独建立5个特殊网格。"
    assert read(text) == [
        ("target", "市本级三级网格数", Decimal(1), "个", "在全市建立1个市本级"),
        ("target", "镇（园区、街道）三级网格数", Decimal(16), "个", "16个镇（园区、街道）"),
        ("target", "村（社区）三级网格数", Decimal(297), "个", "297个村（社区）"),
        ("target", "特殊网格数", Decimal(5), "个", "单独建立5个特殊网格"),
    ]


def test_how_many_have_come_so_far_is_a_result() -> None:
    text = "1.已完成整治任务的10家企业。由市政府办公室向全市公告。（已完成）2.正在搬迁的2家企业。要求加快搬迁进程。"
    assert read(text) == [
        ("result", "已完成整治任务的企业数", Decimal(10), "家", "已完成整治任务的10家企业"),
    ]


def test_those_that_a_plan_speaks_of_are_no_result() -> None:
    assert read("在全市已确定的25个试点单位推进生活垃圾分类工作。") == []
    assert read("对已停产的14家企业持续推进设备拆除。") == []


def test_a_quoted_stretch_of_time_is_not_counted() -> None:
    assert read("决定在市区范围内，开展3个“60天”的专项行动。") == []
    assert read("摸排扬尘整治“六类现场”1746个，完成3个“三化”示范单位建设。") != []


def test_the_last_of_several_widths_may_be_rows_of_trees() -> None:
    found = read("林带宽度分别不低于100米、5米和1行乔木。")
    assert [(value, unit) for _, _, value, unit, _ in found] == [
        (Decimal(100), "米"), (Decimal(5), "米"), (Decimal(1), "行乔木"),
    ]  # fmt: skip


def test_things_bought_among_others_keep_a_clean_name() -> None:
    assert [name for _, name, *_ in read("增加洗扫车、洒水车、雾炮车等5辆。")] == ["增加洗扫车、洒水车、雾炮车数"]
