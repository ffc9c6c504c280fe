from __future__ import annotations

import pytest

from nt_desktop.targets.names import (
    canonical_department,
    canonical_indicator,
    is_body,
    is_clause,
    is_named_by_field,
    same_department,
)


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("市发改委", "发展和改革委员会"),
        ("市发展和改革委员会", "发展和改革委员会"),
        ("市发展和改革委员会（长江办）", "发展和改革委员会"),
        ("启东市环保局", "生态环境局"),
        ("海门生态环境局", "生态环境局"),
        ("市农委", "农业农村局"),
        ("安监局", "应急管理局"),
        ("区住建局", "住房和城乡建设局"),
        ("市管局", "市场监督管理局"),
        ("市市政和园林局", "市政和园林局"),
        ("市政和园林局", "市政和园林局"),
        ("人行南通市\n中心支行", "人民银行南通市中心支行"),
        ("富民港排水公司", "富民港排水公司"),
        ("各县（市、区）", "各县（市、区）"),
        ("环保部门", "生态环境局"),
        ("区卫健部门", "卫生健康委员会"),
        ("市交通运输", "交通运输局"),
        ("发改（化治）", "发展和改革委员会"),
        ("海洋与渔业", "海洋与渔业局"),
        ("市纪委监察局", "纪委监委"),
        ("各相关部门", "各相关部门"),
        ("全国工商联", "工商业联合会"),
        ("银保监会", "国家金融监督管理总局"),
    ],
)
def test_short_full_and_former_names_have_one_canonical_form(name: str, canonical: str) -> None:
    assert canonical_department(name) == canonical


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("市水利局", True),
        ("汇龙镇", True),
        ("生态型犁耕深翻", False),
        ("试行", False),
        ("建设", False),
        ("责任单位", False),
    ],
)
def test_bodies_are_told_from_other_words(text: str, body: bool) -> None:
    assert is_body(text) is body


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("负责日常组织协调", True),
        ("落实工地硬质密闭围挡", True),
        ("创建5个示范工地。严格监管", True),
        ("核发《建筑垃圾处置许可证》", True),
        ("市委组织部", False),
        ("组织部", False),
        ("有区外化工生产企业镇（开发区）", False),
        ("市“263”办", False),
        ("代建中心", False),
    ],
)
def test_what_is_to_be_done_is_told_from_names(text: str, clause: bool) -> None:
    assert is_clause(text) is clause


@pytest.mark.parametrize(("text", "field"), [("安监", True), ("市港口局", False), ("维稳工作", False)])
def test_fields_stand_for_departments(text: str, field: bool) -> None:
    assert is_named_by_field(text) is field


@pytest.mark.parametrize(
    "name", ["PM2.5浓度", "PM2.5年均浓度", "PM2.5浓度年度目标", "全市 PM_{2.5} 浓度", "细颗粒物浓度"]
)
def test_one_indicator_has_one_name(name: str) -> None:
    assert canonical_indicator(name) == "PM2.5浓度"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("市水利局", "水利局", True),
        ("市水利局", "南通市水利局", True),
        ("市水利局", "区水利局", False),
        ("市发改委", "发展和改革委员会", True),
        ("市农委", "区农业农村局", False),
        ("市场监督管理局", "区市场监管局", True),
        ("市水利局", "市教育局", False),
    ],
)
def test_names_of_one_department_at_one_level(one: str, other: str, same: bool) -> None:
    assert same_department(one, other) is same
