from __future__ import annotations

import pytest

from nt_desktop.targets.duties import find_duty_notes


@pytest.mark.parametrize(
    ("text", "lead", "participants"),
    [
        ("（A局牵头，B局、C局配合）", "A局", "B局 C局"),
        ("〔区交通运输局牵头，区商务局参与〕", "区交通运输局", "区商务局"),
        ("（市生态环境局牵头，市水利局、应急管理局等按职责分工负责）", "市生态环境局", "市水利局 应急管理局"),
        ("（市生态环境局、农业农村局按职责分工负责）", "市生态环境局 农业农村局", ""),
        ("（市生态环境局牵头负责）", "市生态环境局", ""),
        ("（责任单位：生态环境局、各区镇）", "生态环境局 各区镇", ""),
        ("（牵头单位：区住建局；参与单位：区生态环境局，各街道、老洪港）", "区住建局", "区生态环境局 各街道 老洪港"),
        ("（区综合执法局牵头，区市场监管局，各街道、老洪港配合）", "区综合执法局", "区市场监管局 各街道 老洪港"),
        ("（市环保局会同市财政局、金融办负责落实）", "市环保局", "市财政局 金融办"),
        ("（环保局牵头、滨江精细化工园落实）", "环保局", "滨江精细化工园"),
        ("（市攻坚办牵头，市各\n\n有关部门按职责分工负责）", "市攻坚办", "市各有关部门"),
        ("（住建局、汇龙镇）", "住建局 汇龙镇", ""),
        ("（开发区海事处）", "开发区海事处", ""),
        ("（各相关部门、地方按职责分工负责）", "各相关部门 地方", ""),
        ("（发改部门牵头，安监、环保部门配合，化工园区主体实施）", "发改部门", "安监 环保部门 化工园区"),
        ("（安委会牵头，各有关部门按职责分工做好相关领域综合治理工作）", "安委会", "各有关部门"),
        (
            "（由发改、环保、海洋与渔业、沿海办等部门建立联席会议制度并按责任分工落实）",
            "发改 环保 海洋与渔业 沿海办",
            "",
        ),
        ("（A局牵头，B局等部门参与，C局落实）", "A局", "B局 C局"),
        ("（市农业农村局指导）", "市农业农村局", ""),
        ("（水利部指导，试点县人民政府负责落实）", "试点县人民政府", "水利部"),
        ("（市交通运输局负责指导，各区负责实施）", "各区", "市交通运输局"),
        ("（市商务局指导，市供销合作总社参与）", "市商务局", "市供销合作总社"),
        ("（责任单位：市、县人民政府；督导单位：省水利厅）", "市、县人民政府", "省水利厅"),
        ("（市教育局、体育局牵头督导，市财政局配合）", "市教育局 体育局", "市财政局"),
        ("（由市教育局指导）", "市教育局", ""),
        ("（市教育局、电信、移动，各区、镇负责）", "市教育局 电信 移动 各区、镇", ""),
        ("（市公安局、市教育局、社区等参与）", "", "市公安局 市教育局 社区"),
        ("（市水利局牵头，逐级抓好落实）", "市水利局", ""),
        ("（财政部、教育部负责。排在第一位的为牵头单位）", "财政部", "教育部"),
        ("（其中市水利局负责20公里，市交通运输局负责8公里）", "市水利局 市交通运输局", ""),
        ("（以市水利局为主，市财政局配合）", "市水利局", "市财政局"),
        ("责任部门：市环保局、发改委", "市环保局 发改委", ""),
        (
            "(市发展和改革委员会（长江办）牵头，各县（市、区）人民政府落实)",
            "市发展和改革委员会（长江办）",
            "各县（市、区）人民政府",
        ),
    ],
)
def test_notes_name_lead_and_participants(text: str, lead: str, participants: str) -> None:
    (note,) = find_duty_notes("加强整治。" + text)
    assert note.lead == tuple(lead.split())
    assert note.participants == tuple(participants.split())


@pytest.mark.parametrize(
    "text",
    [
        "各镇政府（含海门经济开发区管委会，下同）应设立领导组。",
        "全量还田率（生态型犁耕深翻）80%以上。",
        "加强培训（在市农业农村局指导）。",
        "抓好落实（加强督导）。",
        "断面（长江团结闸，与苏锡通园区共同考核）优Ⅲ比例。",
    ],
)
def test_other_brackets_name_nobody(text: str) -> None:
    assert find_duty_notes(text) == ()


def test_a_default_holds_for_later_items() -> None:
    text = "（市生态环境局负责，各县（市、区）人民政府落实。以下均需各县（市、区）人民政府落实，不再单独列出）"
    own, default = find_duty_notes(text)
    assert own.lead == ("市生态环境局",)
    assert default.default
    assert default.participants == ("各县（市、区）人民政府",)


def test_names_stand_where_their_positions_say() -> None:
    text = "推进治理。（市水利局牵头，市财政局配合）"
    (note,) = find_duty_notes(text)
    assert [text[duty.start : duty.end] for duty in note.duties] == ["市水利局", "市财政局"]


@pytest.mark.parametrize(
    ("text", "section", "joins"),
    [
        ("（A局牵头；各街道（老洪港）配合，以下任务均需各街道（老洪港）配合，不再列出）", True, True),
        ("（A局负责，各街道（老洪港）落实。以下均需各街道（老洪港）落实，不再单独列出）", False, False),
    ],
)
def test_a_default_says_how_far_it_goes(text: str, section: bool, joins: bool) -> None:
    own, default = find_duty_notes(text)
    assert (own.lead, own.participants) == (("A局",), ("各街道（老洪港）",))
    assert (default.participants, default.section, default.joins) == (("各街道（老洪港）",), section, joins)
