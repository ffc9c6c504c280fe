from __future__ import annotations

from decimal import Decimal

from nt_desktop.targets.plain import read_plain
from nt_desktop.targets.statement import Setting, Statement
from nt_desktop.targets.statements import read_statements


def read(text: str) -> tuple[Statement, ...]:
    return read_statements(read_plain(text).text, Setting(year=2023))


def facts(text: str) -> list[tuple[str, str, Decimal | str, str | None]]:
    return [(s.indicator, s.kind, s.value, s.baseline) for s in read(text)]


def test_a_rate_names_who_gets_what_and_what_it_is_a_part_of() -> None:
    text = "区政府每年发放奖励金，专科在校生按照义务兵家庭优待金的40%，已毕业的按照50%发放奖励金。"
    assert facts(text) == [
        ("专科在校生奖励金", "standard", 40, "义务兵家庭优待金"),
        ("专科已毕业的奖励金", "standard", 50, "义务兵家庭优待金"),
    ]


def test_a_rate_whose_subject_stands_before_the_comma_quotes_it() -> None:
    text = "按照以下优待金标准发放立功奖励金：荣立二等功的，按照40%发放；荣立三等功的，按照20%发放。"
    found = read(text)
    assert [(s.indicator, s.value, s.baseline) for s in found] == [
        ("荣立二等功的立功奖励金", 40, "优待金标准"),
        ("荣立三等功的立功奖励金", 20, "优待金标准"),
    ]
    assert text[found[0].start : found[0].end] == "荣立二等功的，按照40%发放"


def test_a_fine_is_a_multiple_of_something() -> None:
    text = "并可处以优待金标准二倍以上八倍以下罚款。"
    assert facts(text) == [("罚款倍数", "standard", 2, "优待金标准"), ("罚款倍数", "standard", 8, "优待金标准")]


def test_a_limit_before_the_base_is_the_sign() -> None:
    (found,) = read("按照不超过总投资的30%给予补助。")
    assert (found.indicator, found.comparator, found.baseline) == ("补助比例", "<=", "总投资")


def test_multiples_of_a_standard() -> None:
    text = "进藏服役的义务兵家庭优待金按照当年4倍标准执行，入艰苦地区服役的义务兵家庭优待金按照当年标准2倍执行。"
    assert facts(text) == [
        ("进藏服役的义务兵家庭优待金", "standard", 4, "当年标准"),
        ("入艰苦地区服役的义务兵家庭优待金", "standard", 2, "当年标准"),
    ]


def test_those_who_get_it_are_the_scope_of_a_rate() -> None:
    (found,) = read("对地方法人银行按普惠小微贷款余额增量的2%给予激励资金。")
    assert (found.indicator, found.scope, found.baseline) == ("激励资金比例", "地方法人银行", "普惠小微贷款余额增量")


def test_part_of_a_sum_that_is_paid_at_once() -> None:
    assert facts("项目完工后，财政局拨付奖补资金（按合同价测算）的60%。") == [
        ("拨付奖补资金比例", "standard", 60, None)
    ]


def test_shares_of_several_things_are_paired() -> None:
    text = "事业单位按照分别不低于普通管理岗位和工勤岗位招聘数量10%和30%的比例，制定退役大学毕业生专项招聘计划。"
    assert [(s.indicator, s.comparator, s.value, s.baseline) for s in read(text)] == [
        ("退役大学毕业生专项招聘占普通管理岗位招聘数量比例", ">=", 10, "普通管理岗位招聘数量"),
        ("退役大学毕业生专项招聘占工勤岗位招聘数量比例", ">=", 30, "工勤岗位招聘数量"),
    ]


def test_a_norm_is_named_behind_the_last_of_its_values() -> None:
    assert facts("公共项目一律执行65%、鼓励率先执行75%节能设计标准。") == [
        ("节能设计标准", "standard", 65, None),
        ("节能设计标准", "standard", 75, None),
    ]
