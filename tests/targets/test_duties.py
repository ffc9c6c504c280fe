from __future__ import annotations

import pytest

from nt_desktop.targets.duties import find_duty_notes, find_stated_duties


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
    ("text", "named"),
    [
        ("由市住建局牵头负责，采取自纠自改等方式整治。", [("市住建局", "lead")]),
        ("区财政局负责经费安排；区公安局配合做好秩序维护。", [("区财政局", "lead"), ("区公安局", "participant")]),
        (
            "市环保局会同市发改委、市管局等部门负责锅炉关停。",
            [("市环保局", "lead"), ("市发改委", "participant"), ("市管局", "participant")],
        ),
        ("（二）区人民法院、区人民检察院：协调解决遗留问题。", [("区人民法院", "lead"), ("区人民检察院", "lead")]),
        ("加强协调配合，形成合力。", []),
    ],
)
def test_running_text_says_who_answers(text: str, named: list[tuple[str, str]]) -> None:
    assert [(duty.department, duty.role) for duty in find_stated_duties(text)] == named
