from __future__ import annotations

import pytest

from nt_desktop.targets.stated_duties import find_stated_duties

A, B, C = ("市水利局", "市财政局", "市教育局")


def lead(*names: str) -> list[tuple[str, str]]:
    return [(name, "lead") for name in names]


def joins(*names: str) -> list[tuple[str, str]]:
    return [(name, "participant") for name in names]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("由市住建局牵头负责，采取自纠自改等方式整治。", lead("市住建局")),
        ("区财政局负责经费安排；区公安局配合做好秩序维护。", lead("区财政局") + joins("区公安局")),
        ("市环保局会同市发改委、市管局等部门负责锅炉关停。", lead("市环保局") + joins("市发改委", "市管局")),
        (
            "由市“263”行动领导小组办公室牵头组织专项行动验收工作组，采取报送材料等方式。",
            lead("市“263”行动领导小组办公室"),
        ),
        (
            "促进制度落实。市“263”行动领导小组办公室和市效能办牵头组成督查组。",
            lead("市“263”行动领导小组办公室", "市效能办"),
        ),
        (
            "成立领导小组，区农业农村局牵头，区委编办、区财政局等部门参与，密切配合。",
            lead("区农业农村局") + joins("区委编办", "区财政局"),
        ),
        ("区应急管理局根据职责和授权按程序牵头组成事故调查组。", lead("区应急管理局")),
        (
            "区住房和城乡建设局负责牵头推进工程建设，区农业农村局（乡村振兴局）负责牵头推进厕所革命，区攻坚办负责督查、考核。",
            lead("区住房和城乡建设局", "区农业农村局（乡村振兴局）", "区攻坚办"),
        ),
        (
            "各县（市、区）人民政府，南通经济技术开发区管委会、通州湾示范区管委会负责本辖区内事故的调查处理。",
            lead("各县（市、区）人民政府", "南通经济技术开发区管委会", "通州湾示范区管委会"),
        ),
        ("区行政审批局（区企业发展服务中心）负责平台的建设。", lead("区行政审批局（区企业发展服务中心）")),
        ("体格检查工作，由区公安、教育部门负责实施。", lead("区公安", "教育部门")),
        ("报送方案，经市教育局会同市财政局审核通过后实施。", lead("市教育局") + joins("市财政局")),
        ("市水利局会同有关部门组建工作小组和专家委员会。", lead("市水利局") + joins("有关部门")),
        ("市商务局等市有关部门和各区政府负责落实。", lead("市商务局", "市有关部门", "各区政府")),
    ],
)
def test_running_text_says_who_answers(text: str, named: list[tuple[str, str]]) -> None:
    assert [(duty.department, duty.role) for duty in find_stated_duties(text)] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "（2）安全警戒组：以区公安局为主，组长由区公安局分管负责人担任。会同当地政府（管委会）做好群众疏散工作。",
            lead("安全警戒组", "区公安局") + joins("当地政府（管委会）"),
        ),
        (
            "（6）环境保护组：以海门生态环境局为主，区气象局、事发地政府（管委会）配合，组长由海门生态环境局分管负责人担任。",
            lead("环境保护组", "海门生态环境局") + joins("区气象局", "事发地政府（管委会）"),
        ),
        (
            "（3）现场救援组：以区消防救援大队、相关救援组织和事发地政府（管委会）为主。",
            lead("现场救援组", "区消防救援大队", "相关救援组织", "事发地政府（管委会）"),
        ),
        ("（4）专家技术组：以安委会安全专家、应急管理专家为主。", lead("专家技术组")),
        ("政治考核组（区公安局、区教体局）：负责政治考核。", lead("政治考核组", "区公安局", "区教体局")),
        ("（12）区镇政府（管委会）：配合区应急指挥部做好救援。", joins("区镇政府（管委会）")),
        ("（二）区人民法院、区人民检察院：协调解决遗留问题。", lead("区人民法院", "区人民检察院")),
    ],
)
def test_rosters_name_groups_members_and_helpers(text: str, named: list[tuple[str, str]]) -> None:
    assert [(duty.department, duty.role) for duty in find_stated_duties(text)] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "区委宣传部会同区应急管理局、区公安局等部门，按照有关规定进行综合分析。",
            lead("区委宣传部") + joins("区应急管理局", "区公安局"),
        ),
        (
            "市地方金融监管局负责统筹协调，与人民银行南通市中心支行共同推动各项工作。",
            lead("市地方金融监管局") + joins("人民银行南通市中心支行"),
        ),
        (
            "散排口，由住房和城乡建设部门会同生态环境部门指导属地政府因地制宜进行整治。",
            lead("住房和城乡建设部门") + joins("生态环境部门"),
        ),
        ("区农业农村局会同区委组织部开展评比。", lead("区农业农村局") + joins("区委组织部")),
    ],
)
def test_partners_take_part(text: str, named: list[tuple[str, str]]) -> None:
    assert [(duty.department, duty.role) for duty in find_stated_duties(text)] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "区农业农村局要组织协调开展；区公安局要负责交通安全；区供电公司严格执行电价政策；区税务局要落实减免税政策。",
            lead("区农业农村局", "区公安局", "区供电公司", "区税务局"),
        ),
        (
            "市委宣传部负责宣传；市财政局按照市政府安排，统筹经费投入；市商务局负责开展促消费活动。",
            lead("市委宣传部", "市财政局", "市商务局"),
        ),
        ("市河长办要充分发挥优势，督促落实责任。", lead("市河长办")),
        ("各部门要各负其责。", []),
        ("各单位要按照要求，抓好落实。", []),
    ],
)
def test_what_departments_must_do_is_theirs(text: str, named: list[tuple[str, str]]) -> None:
    assert [(duty.department, duty.role) for duty in find_stated_duties(text)] == named


@pytest.mark.parametrize(
    "text",
    [
        "加强协调配合，形成合力。",
        "组长由区应急管理局技术负责人担任。",
        "负责促消费活动，并引导商贸领域市场主体配合开展场景建设。",
        "调动各类主体参与秸秆综合利用的积极性。",
        "指定一个部门牵头负责。",
        "分管负责同志要靠前指挥。",
    ],
)
def test_other_words_name_nobody(text: str) -> None:
    assert find_stated_duties(text) == ()


def test_beside_a_note_only_the_heading_and_its_participants_count() -> None:
    text = "成立工作小组，市环保局牵头，市委农工办、市发改委等单位共同参与。市水利局负责供水。"
    assert [(d.department, d.role) for d in find_stated_duties(text, beside_note=True)] == (
        lead("市环保局") + joins("市委农工办", "市发改委")
    )


def test_names_stand_where_their_positions_say() -> None:
    text = "工作。市水利局会同市财政局等部门开展评比；以市教育局为主。"
    assert [text[duty.start : duty.end] for duty in find_stated_duties(text)] == [A, B, C]
