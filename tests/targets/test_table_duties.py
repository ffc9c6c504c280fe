from __future__ import annotations

import pytest

from nt_desktop.targets.figure_targets import TableContext
from nt_desktop.targets.table_columns import read_columns
from nt_desktop.targets.table_duties import cell_duties, row_bodies
from nt_desktop.targets.table_targets import table_findings
from tests.targets.grids import table_of

CONTEXT = TableContext(2017, None)


@pytest.mark.parametrize(
    ("text", "lead", "participants"),
    [
        ("环保局牵头(滨江精细化工园落实)", "环保局", "滨江精细化工园"),
        ("交通局、启东海事处牵头", "交通局 启东海事处", ""),
        ("汇龙镇、住建局牵头，水务局、环保局，铁路办配合", "汇龙镇 住建局", "水务局 环保局 铁路办"),
        ("市化治办牵头各成员单位，各部门各负其责", "市化治办", "各成员单位"),
        ("安委会牵头，各有关部门按职责分工做好综合治理工作", "安委会", "各有关部门"),
        ("发改部门牵头，安监、环保部门配合，化工园区主体实施", "发改部门", "安监 环保部门 化工园区"),
        ("由发改（化治）、质监等部门根据职责，对口依法查处，注销相关证照", "发改（化治） 质监", ""),
        ("由发改、海洋与渔业、沿海办等部门建立联席会议制度并按责任分工落实", "发改 海洋与渔业 沿海办", ""),
        ("市港口局、市交通运输局相应牵头", "市港口局 市交通运输局", ""),
        ("市环保局、市海洋渔业局会同生态红线区域主管部门", "市环保局 市海洋渔业局", "生态红线区域主管部门"),
        ("城管局\n\n六位一体办公室", "城管局 六位一体办公室", ""),
        ("组织部、人社局、", "组织部 人社局", ""),
        ("有区外化工生产企业镇（开发区）", "有区外化工生产企业镇（开发区）", ""),
        ("负责日常组织协调，收集情况。", "", ""),
        ("—", "", ""),
    ],
)
def test_a_cell_of_departments_says_who_leads_and_who_takes_part(text: str, lead: str, participants: str) -> None:
    duties = cell_duties(text, "lead")
    assert [duty.department for duty in duties if duty.role == "lead"] == lead.split()
    assert [duty.department for duty in duties if duty.role == "participant"] == participants.split()


def test_cells_say_that_a_column_names_departments() -> None:
    table = table_of(
        """地区/部门 | 重点工作 | 2017年
--
环保局牵头，化工园落实 | 入库率 | 50%
安监局牵头 | 达标率 | 25%
住建局牵头，水务局参与 | 覆盖率 | 80%"""
    )
    columns = read_columns(table)
    assert [column.role for column in columns] == ["leading", "words", "figures"]
    assert row_bodies(table, columns, 1, "lead") == ("环保局",)
    assert row_bodies(table, columns, 3, "participant") == ("水务局",)


def test_a_column_of_tasks_is_read_as_text_whatever_its_header() -> None:
    table = table_of(
        """责任单位 | 责任内容 | 协助部门
--
市住建局 | 负责工地监管，落实围挡、硬化。创建5个示范工地。 | 市城管局
市城管局 | 加强清扫。创建2条示范道路。 | 市公安局、市交通局
市财政局 | 确保资金投入。 | 市审计局"""
    )
    targets, duties = table_findings(table, CONTEXT, "")
    assert [column.role for column in read_columns(table)] == ["leading", "words", "joint"]
    assert [(duty.department, duty.role) for duty in duties] == [
        ("市住建局", "lead"),
        ("市城管局", "participant"),
        ("市城管局", "lead"),
        ("市公安局", "participant"),
        ("市交通局", "participant"),
        ("市财政局", "lead"),
        ("市审计局", "participant"),
    ]
    assert [(target.value, target.unit, target.lead, target.participants) for target in targets] == [
        (5, "个", ("市住建局",), ("市城管局",)),
        (2, "条", ("市城管局",), ("市公安局", "市交通局")),
    ]


def test_a_repeated_header_names_nobody() -> None:
    table = table_of(
        """工作 | 责任单位 | 主体责任单位
--
关停企业 | 市化治办 | 滨江化工园区
工作 | 责任单位 | 主体责任单位"""
    )
    _, duties = table_findings(table, CONTEXT, "")
    assert [duty.department for duty in duties] == ["市化治办", "滨江化工园区"]


def test_a_bracket_in_a_cell_answers_for_what_stands_before_it() -> None:
    table = table_of(
        """内容 | 责任单位
--
完成5个项目。（牵头单位：区长江办；参与单位：市水利局）新建3座泵站。 | 区河长办"""
    )
    targets, duties = table_findings(table, CONTEXT, "")
    assert [(duty.department, duty.role) for duty in duties] == [
        ("区长江办", "lead"),
        ("市水利局", "participant"),
        ("区河长办", "lead"),
    ]
    assert [(target.value, target.lead, target.participants) for target in targets] == [
        (5, ("区长江办",), ("市水利局",)),
        (3, ("区河长办",), ()),
    ]
