from __future__ import annotations

import pytest

from nt_desktop.targets.carried import whole_name


@pytest.mark.parametrize(
    ("name", "before", "whole"),
    [
        ("二级标准化达标率", "生产企业三级标准化达标率", "生产企业二级标准化达标率"),
        ("抽测数量", "柴油车监督抽测次数", "柴油车监督抽测数量"),
        ("承保覆盖面", "出口信用保险承保规模", "出口信用保险承保覆盖面"),
        ("无害化处理率", "永久性污泥处理处置设施覆盖率", "污泥无害化处理率"),
        ("处置能力", "医疗废物集中处置率", "医疗废物集中处置能力"),
        ("示范镇数", "数字人民币应用示范县（区）数", "数字人民币应用示范镇数"),
        ("入园率", "关停一批化工企业完成比例", "化工企业入园率"),
        ("日利率", "转贷业务", "转贷业务日利率"),
    ],
)
def test_what_the_name_before_says_is_carried(name: str, before: str, whole: str) -> None:
    assert whole_name(name, before, "") == whole


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("优良天数比率", "PM2.5浓度"),
        ("垃圾处理率", "污水处理率"),
        ("工业投资", "规模以上工业增加值"),
        ("省级工业旅游区数", "4A级景区数"),
        ("处理率", "处理率"),
        ("三级达标率", "生产企业二级标准化达标率"),
    ],
)
def test_a_name_of_its_own_is_left_alone(name: str, before: str) -> None:
    assert whole_name(name, before, f"{before}达95%，{name}达90%。") == name


def test_a_turnover_is_in_what_the_text_keeps_speaking_of() -> None:
    text = "扩大数字人民币在各领域的应用，开设数字人民币钱包80万个，交易金额20亿元。"
    assert whole_name("交易金额", "数字人民币钱包数", text) == "数字人民币交易金额"
    assert whole_name("交易金额", "数字人民币钱包数", "数字人民币钱包80万个，交易金额20亿元。") == "交易金额"
