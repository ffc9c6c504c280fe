from __future__ import annotations

from decimal import Decimal

import pytest

from nt_desktop.targets.plain import read_plain
from nt_desktop.targets.statement import Setting, Statement
from nt_desktop.targets.statements import read_statements

PLAN = Setting(year=2021)
REPORT = Setting(report=True)


def read(text: str, setting: Setting = PLAN) -> tuple[Statement, ...]:
    return read_statements(read_plain(text).text, setting)


def facts(text: str, setting: Setting = PLAN) -> list[tuple[str, str, Decimal | str, str, str | None]]:
    return [(s.indicator, s.comparator, s.value, s.unit, s.deadline) for s in read(text, setting)]


def test_one_period_governs_the_clauses_of_a_sentence_and_no_more() -> None:
    text = "到2025年，PM_{2.5} 浓度降至 25 微克 / 立方米左右，优良天数比率达 88% 以上；林木覆盖率18%。湿地保护率达60%。"
    assert facts(text) == [
        ("PM2.5浓度", "~", 25, "微克/立方米", "2025"),
        ("优良天数比率", ">=", 88, "%", "2025"),
        ("林木覆盖率", "=", 18, "%", "2025"),
        ("湿地保护率", "=", 60, "%", None),
    ]


def test_pairs_under_fenbie_take_their_values_in_order() -> None:
    first, second = read("到2025年，铁路、水路货运周转量较2020年分别增长30%、13%左右。")
    assert (first.indicator, first.comparator, first.value, first.change, first.baseline) == (
        "铁路货运周转量",
        "increase",
        30,
        True,
        "2020",
    )
    assert (second.indicator, second.value, second.deadline) == ("水路货运周转量", 13, "2025")


def test_a_subject_is_carried_from_year_to_year() -> None:
    assert facts("2017年企业入库率达50%，2018年达80%，2019年基本实现全覆盖。") == [
        ("企业入库率", "=", 50, "%", "2017"),
        ("企业入库率", "=", 80, "%", "2018"),
        ("企业入库率", "~", 100, "%", "2019"),
    ]


def test_years_in_a_row_pair_with_values() -> None:
    assert [(s.value, s.deadline) for s in read("2025年、2026年签约服务率分别提升至80%、90%。")] == [
        (80, "2025"),
        (90, "2026"),
    ]


@pytest.mark.parametrize(
    ("text", "indicator", "comparator", "value", "unit"),
    [
        ("全面完成造林50亩。", "完成造林面积", "=", 50, "亩"),
        ("至少建成 1 个生态安全缓冲区。", "生态安全缓冲区数", ">=", 1, "个"),
        ("预留1500亩以上土地。", "预留土地面积", ">=", 1500, "亩"),
        ("形成30万吨/年建筑垃圾综合利用能力。", "建筑垃圾综合利用能力", "=", 30, "万吨/年"),
        ("完成治理农户数不少于总数的20%。", "治理农户数占总数比例", ">=", 20, "%"),
        ("岸电使用量较2020年翻一番。", "岸电使用量", "increase", 100, "%"),
        ("推动排污单位自动监测监控全覆盖。", "排污单位自动监测监控覆盖率", "=", 100, "%"),
        ("对重点单位实施全覆盖检查。", "重点单位检查覆盖率", "=", 100, "%"),
        ("禁放区由14平方公里扩大至1500平方公里。", "禁放区面积", "=", 1500, "平方公里"),
        ("城市建成区 60% 以上面积建成“达标区”。", "“达标区”面积占比", ">=", 60, "%"),
        ("具备未来10天污染级别预报能力。", "污染级别预报能力", "=", 10, "天"),
        ("水源地水质达到Ⅲ类及以上。", "水源地水质", ">=", "Ⅲ", "类"),
        ("35蒸吨/小时及以下的燃煤锅炉全部淘汰。", "淘汰的燃煤锅炉规模", "<=", 35, "蒸吨/小时"),
        ("贷款增速高于平均增速8个百分点。", "贷款增速高于平均增速幅度", ">=", 8, "个百分点"),
        ("生猪出栏量稳定在34万头以上。", "生猪出栏量", ">=", 34, "万头"),
        ("全年优良天数不少于300天。", "优良天数", ">=", 300, "天"),
        ("非化石能源占一次能源消费比重提高到18%。", "非化石能源占一次能源消费比重", "=", 18, "%"),
        ("公交站点500米覆盖率达100%。", "公交站点500米覆盖率", "=", 100, "%"),
        ("13个重点行业企业清洁生产审核实现全覆盖。", "重点行业企业清洁生产审核覆盖率", "=", 100, "%"),
        ("查处违法行为不少于100起。", "查处违法行为数", ">=", 100, "起"),
        ("开设数字人民币钱包80万个。", "开设数字人民币钱包数", "=", 80, "万个"),
        ("拆除水源地保护区范围内4个装卸码头。", "拆除装卸码头数", "=", 4, "个"),
        ("全面排查954个储罐。", "排查储罐数", "=", 954, "个"),
        ("新建甲路水闸、乙河与丙河涵闸等3处泵站。", "新建泵站数", "=", 3, "处"),
        ("按照所需替代的排放总量指标的2倍进行削减替代。", "所需替代的排放总量指标削减替代倍数", "=", 2, "倍"),
        ("设立100万元创新奖。", "创新奖", "=", 100, "万元"),
        ("每个社区至少设有1个农药包装废弃物回收点。", "每个社区农药包装废弃物回收点数", ">=", 1, "个"),
        ("达到每平方公里配备1辆以上清扫保洁车。", "清扫保洁车数", ">=", 1, "辆/平方公里"),
        ("每季度至少对加油站点、加油船舶开展一次专项检查。", "加油站点、加油船舶专项检查次数", ">=", 1, "次"),
        ("开展VOCs综合治理，完成综合治理项目19个。", "VOCs综合治理项目数", "=", 19, "个"),
        (
            "开展路演等股权投融资对接活动，建立服务机制，开展对接活动10场以上。",
            "股权投融资对接活动场次",
            ">=",
            10,
            "场",
        ),
        ("开展对接活动10场以上。", "对接活动场次", ">=", 10, "场"),
        ("政银企对接率达90%。", "政银企对接率", "=", 90, "%"),
        ("对接率达90%。", "对接率", "=", 90, "%"),
        ("作为省级示范建设3个基地。", "基地数", "=", 3, "个"),
        ("对重点企业开展检查不少于4次。", "重点企业检查次数", ">=", 4, "次"),
        ("建设20万吨/天净水厂项目，2025年底建成投运。", "净水厂项目规模", "=", 20, "万吨/天"),
        ("为各类市场主体提供120亿元的融资支持。", "为各类市场主体提供融资支持额", "=", 120, "亿元"),
        ("力争再有5家化工企业通过达标考评。", "通过达标考评的化工企业数", "=", 5, "家"),
        ("至少明确1人专门从事旅游工作。", "专门从事旅游工作人数", ">=", 1, "人"),
        ("餐饮经营单位完成在线监控安装率达95%以上。", "餐饮经营单位在线监控安装率", ">=", 95, "%"),
        ("市级下达水污染防治重点工程32项。", "水污染防治重点工程数", "=", 32, "项"),
        ("奖励标准为大专毕业生一次性奖励5000元。", "大专毕业生一次性奖励额", "=", 5000, "元"),
        ("对船舶供油的加油站油品抽测率不低于50%。", "对船舶供油的加油站油品抽测率", ">=", 50, "%"),
        ("新出让土地上建筑原则上不超过18米。", "新出让土地上建筑高度", "<=", 18, "米"),
        ("确保参评企业年递增15%。", "参评企业", "increase", 15, "%"),
        ("基本实现“双源供水”全覆盖。", "“双源供水”覆盖率", "~", 100, "%"),
        ("加快配备移动执法终端，逐步实现人员全覆盖。", "移动执法终端人员覆盖率", "=", 100, "%"),
        ("完成排污口监测、溯源和60%整治任务。", "排污口整治任务完成比例", "=", 60, "%"),
        ("年底前关停50%以上企业。", "关停企业比例", ">=", 50, "%"),
        (
            "安排工作经费66.6万元，用于秸秆综合利用管理、核查等工作。",
            "秸秆综合利用管理、核查工作经费",
            "=",
            Decimal("66.6"),
            "万元",
        ),
        ("打响“万事好通”品牌，开展系列活动不少于5场。", "“万事好通”系列活动场次", ">=", 5, "场"),
        (
            "推进生态净化型，生态修复型，生态保护型缓冲建设，争取至少建成1个。",
            "生态净化型、生态修复型、生态保护型缓冲建设数",
            ">=",
            1,
            "个",
        ),
        (
            "规划建设集约化的固废收运、中转和处理处置设施，建成数量不低于1个。",
            "集约化的固废收运、中转和处理处置设施数量",
            ">=",
            1,
            "个",
        ),
        ("合格率达到90%以上方可上岗。", "合格率", ">=", 90, "%"),
        ("日用水定额控制在120升每人以下，硫化氢浓度降至15微克每立方米以下。", "硫化氢浓度", "<=", 15, "微克/立方米"),
        ("新增垃圾焚烧能力每日800吨。", "新增垃圾焚烧能力", "=", 800, "吨/日"),
        ("人均预期寿命再提高2岁。", "人均预期寿命", "increase", 2, "岁"),
        ("粮食总产稳定在60亿斤以上。", "粮食总产", ">=", 60, "亿斤"),
        ("游客满意度达到85分以上。", "游客满意度", ">=", 85, "分"),
        ("营商环境指数达到92。", "营商环境指数", "=", 92, ""),
        ("工业品出厂价格涨幅2%左右。", "工业品出厂价格涨幅", "~", 2, "%"),
        ("在全县选择6个左右基础较好的村庄。", "基础较好的村庄数", "~", 6, "个"),
        ("80%以上行政村的生活垃圾得到处理。", "得到处理的行政村的生活垃圾比例", ">=", 80, "%"),
        ("使90%以上的古树名木划入保护范围。", "划入保护范围的古树名木比例", ">=", 90, "%"),
        ("7家印染企业关停退出。", "关停退出的印染企业数", "=", 7, "家"),
        ("推动40家制造企业导入质量管理体系。", "导入质量管理体系的制造企业数", "=", 40, "家"),
        ("实施河道疏浚、管网改造等五大类38个工程。", "工程数", "=", 38, "个"),
        ("引导金融机构逐步将平均贷款利率降至4%以下。", "平均贷款利率", "<=", 4, "%"),
        ("从业人员由200万人增加到300万人。", "从业人员数", "=", 300, "万人"),
        ("70%的社区设立服务站。", "设立服务站的社区比例", "=", 70, "%"),
        ("严守60万亩耕地红线。", "耕地红线面积", "=", 60, "万亩"),
        ("基本医疗保险参保率达到96%。", "基本医疗保险参保率", "=", 96, "%"),
        ("普通债券发行收费，原则上不高于票面金额的0.2%。", "普通债券发行收费占票面金额比例", "<=", Decimal("0.2"), "%"),
        ("力争2024年底前行政村实现5G网络全覆盖。", "行政村5G网络覆盖率", "=", 100, "%"),
        ("企业开办时间压缩至0.5个工作日以内。", "企业开办时间", "<=", Decimal("0.5"), "个工作日"),
    ],
)
def test_each_wording_gives_one_statement(
    text: str, indicator: str, comparator: str, value: int | Decimal | str, unit: str
) -> None:
    (statement,) = read(text)
    assert statement.indicator.removeprefix("完成") == indicator.removeprefix("完成")
    assert (statement.comparator, statement.value, statement.unit) == (comparator, value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "推进30万千瓦及以上热电联产机组整合。",
        "加大对1000万元以下中小微企业信用贷投放力度。",
        "占地面积5000平方米及以上土石方建筑工地安装视频监控系统。",
        "对进水浓度低于 100 毫克 / 升的污水处理厂服务片区开展整治。",
        "沿江1公里范围内化工企业整治。",
        "鼓励20年以上的内河船舶提前淘汰。",
        "造成3人以上10人以下死亡，或者1000万元以上5000万元以下直接经济损失的事故。",
        "严格落实工地扬尘“六个百分之百”要求。",
        "落实“基金发展政策16条”。",
        "执行《污水排放标准》（DB32/4440-2022）。",
        "拨打12345热线，建立24小时应急值守体系。",
        "新增废水量大于5万吨/年的，由区统筹安排。",
        "打造千亿元级产业集群。",
        "推进日处理8万吨污水处理设施建设。",
        "加快600吨/天焚烧处置扩建项目建设。",
        "开展3个“60天”的攻坚行动。",
        "分集中整治、巩固提升、长效管理三个阶段开展整治。",
        "湿地保有量居全省前列，两项指标保持全省前列。",
        "各部门明确一名联络员。",
    ],
)
def test_conditions_names_and_numbers_of_order_are_no_targets(text: str) -> None:
    assert read(text) == ()


def test_a_standard_applies_each_time() -> None:
    text = "本科毕业生一次性奖励7000元，已毕业的按照50%发放奖励金。"
    assert [(s.kind, s.value, s.unit) for s in read(text)] == [("standard", 7000, "元"), ("standard", 50, "%")]


def test_what_two_names_might_complete_stays_as_printed() -> None:
    text = "食品抽检合格率达98%，药品抽检合格率达99%，抽检数量不少于5000批次。"
    assert [s.indicator for s in read(text)] == ["食品抽检合格率", "药品抽检合格率", "抽检数量"]


def test_a_share_of_something_named_has_it_as_its_base() -> None:
    (found,) = read("监督抽测柴油车数量不低于当地柴油车保有量的80%（包括遥测数量）。")
    assert (found.indicator, found.baseline) == ("监督抽测柴油车数量占当地柴油车保有量比例", "当地柴油车保有量")


def test_a_gap_between_two_growths_is_no_growth() -> None:
    (found,) = read("贷款增速高于平均增速8个百分点。")
    assert (found.change, found.baseline) == (False, "平均增速")


def test_limits_that_hold_each_time_are_standards() -> None:
    text = "建筑垃圾堆放时间不得超过2天。新建建筑原则上不超过18米（酒店建筑高度适当放宽，原则上不超过40米）。"
    assert [(s.kind, s.indicator, s.value) for s in read(text)] == [
        ("standard", "建筑垃圾堆放时间", 2),
        ("standard", "新建建筑高度", 18),
        ("standard", "酒店建筑高度", 40),
    ]


def test_the_size_of_a_project_that_is_due_by_a_date() -> None:
    text = "加快甲厂600吨/天焚烧处置扩建项目建设，力争2018年底建成投运。"
    (found,) = read(text)
    assert (found.indicator, found.value, found.deadline) == ("甲厂焚烧处置扩建项目规模", 600, "2018-12-31")
    inner = read(
        "处置能力新增5万吨/年（其中甲厂2万吨/年处置项目2017年6月完成试生产、乙厂3万吨/年处置中心2018年12月完成试生产）。"
    )
    assert [(s.indicator, s.value, s.deadline) for s in inner[1:]] == [
        ("甲厂处置项目规模", 2, "2017-06-30"),
        ("乙厂处置中心规模", 3, "2018-12-31"),
    ]


def test_what_is_begun_this_year_is_due_when_it_is_to_be_built() -> None:
    assert [s.deadline for s in read("今年在南阳镇新建1座利用中心，并于年底建成投入运行。")] == ["2021-12-31"]


def test_several_coverages_in_one_list() -> None:
    assert [s.indicator for s in read("实现土裸露全覆盖或绿化、散体物料全覆盖。")] == [
        "土裸露覆盖或绿化率",
        "散体物料覆盖率",
    ]


def test_values_under_fenbie_belong_to_what_the_segment_before_lists() -> None:
    text = "提升启扬高速、国省道、村主干道路的林带建设，单侧林带宽度分别不低于100米、20米和1行乔木。"
    assert [(s.indicator, s.value) for s in read(text)] == [
        ("启扬高速单侧林带宽度", 100),
        ("国省道单侧林带宽度", 20),
        ("村主干道路单侧林带宽度", 1),
    ]


def test_places_that_act_are_the_scope_and_the_rest_do_it_as_often() -> None:
    text = "甲街道、乙镇等重点区镇每年举办推介活动不少于2次，其他区镇不少于1次。"
    assert [(s.indicator, s.scope, s.value, s.deadline) for s in read(text)] == [
        ("推介活动次数", "甲街道、乙镇等重点区镇", 2, "每年"),
        ("推介活动次数", "其他区镇", 1, "每年"),
    ]


def test_who_is_to_act_is_the_scope() -> None:
    (first,) = read("事故调查组成员单位应指派不少于2人参加事故调查工作。")
    (second,) = read("各区镇要整合力量，组建专班，至少明确1人专门从事旅游工作。")
    assert (first.scope, second.scope) == ("事故调查组成员单位", "各区镇")


def test_labels_of_a_list_are_no_part_of_the_statement() -> None:
    text = "（1）企业入库率达100%。三是污染地块安全利用率达90%以上。"
    assert [text[s.start : s.end] for s in read(text)] == ["企业入库率达100%", "污染地块安全利用率达90%以上"]


def test_a_report_tells_results() -> None:
    text = "截至2023年10月底，在43项整改任务中，32项已经完成整改，11项正在推进过程中。交办的259件信访件已全部办结。"
    found = read(text, REPORT)
    assert [(s.kind, s.value, s.unit, s.deadline) for s in found] == [
        ("result", 43, "项", "2023-10-31"),
        ("result", 32, "项", "2023-10-31"),
        ("result", 11, "项", "2023-10-31"),
        ("result", 259, "件", "2023-10-31"),
    ]


def test_what_is_done_and_what_remains_stand_apart() -> None:
    text = "列入禁养区的养殖场有28家，去年底已关闭完成23家，其余5家必须在今年6月底前全部关闭。"
    assert [(s.kind, s.value, s.deadline) for s in read(text)] == [
        ("result", 28, None),
        ("result", 23, "2020-12-31"),
        ("target", 5, "2021-06-30"),
    ]


def test_a_colon_introduces_what_the_values_are_said_of() -> None:
    assert facts("生活垃圾分类覆盖率：2023年达到85%，2024年达到90%。") == [
        ("生活垃圾分类覆盖率", "=", 85, "%", "2023"),
        ("生活垃圾分类覆盖率", "=", 90, "%", "2024"),
    ]


def test_from_one_year_to_another() -> None:
    (statement,) = read("垃圾分类达标率由2022年的70%提升到2025年的95%。")
    assert (statement.indicator, statement.value, statement.deadline) == ("垃圾分类达标率", 95, "2025")
    assert statement.baseline == "70%"


def test_a_date_in_brackets_holds_as_one_outside() -> None:
    assert [s.deadline for s in read("第二阶段（2023年10月底前）整改率达到90%。")] == ["2023-10-31"]


def test_objects_in_a_row_share_their_verb() -> None:
    found = read("培育10个产业集群、100家龙头企业和1000家专精特新企业。")
    assert [(s.indicator, s.value) for s in found] == [
        ("产业集群数", 10),
        ("龙头企业数", 100),
        ("专精特新企业数", 1000),
    ]


def test_what_was_done_up_to_now_is_a_result() -> None:
    assert [s.kind for s in read("2020年以来，全市累计关停化工企业68家。")] == ["result"]


def test_parts_of_a_total_name_the_total() -> None:
    text = "建成高标准农田10万亩，其中新建6万亩、改造提升4万亩。"
    assert [s.indicator for s in read(text)] == ["高标准农田面积", "新建高标准农田面积", "改造提升高标准农田面积"]


def test_a_base_year_stated_once_holds_for_the_sentence() -> None:
    (statement,) = read("以2020年为基准，到2025年碳排放强度下降18%。")
    assert (statement.baseline, statement.deadline) == ("2020", "2025")


def test_brackets_add_to_what_stands_before_them() -> None:
    assert facts("抽测数量不少于3辆/周（全年不少于170辆）。") == [
        ("抽测数量", ">=", 3, "辆/周", None),
        ("抽测数量", ">=", 170, "辆", "2021"),
    ]


def test_numbered_goals_keep_the_year_of_their_introduction() -> None:
    text = "到2020年，防范体系不断完善。（1）企业入库率达100%；（2）污染地块安全利用率达90%以上。"
    assert [s.deadline for s in read(text)] == ["2020", "2020"]


def test_statements_stand_where_they_say() -> None:
    text = read_plain("加强管理，到 2025 年，秸秆综合利用率达 95% 以上，形成合力。").text
    (statement,) = read_statements(text, PLAN)
    assert text[statement.start : statement.end] == "秸秆综合利用率达95%以上"


def names(text: str, setting: Setting = PLAN) -> list[tuple[str, Decimal | str]]:
    return [(s.indicator, s.value) for s in read(text, setting)]


def test_a_place_or_group_takes_the_indicator_said_of_another() -> None:
    assert names("城区管网漏损率不超过8%，农村不超过12%。") == [("管网漏损率", 8), ("农村管网漏损率", 12)]
    assert names("卫生厕所普及率达到91%，其中山区85%。") == [("卫生厕所普及率", 91), ("山区卫生厕所普及率", 85)]
    assert names("大型企业数字化率达到90%，小型企业达到60%。") == [("大型企业数字化率", 90), ("小型企业数字化率", 60)]
    assert names("清河市、丰水市降尘量较2020年下降12%；白石县、青山县下降8%。") == [
        ("清河市、丰水市降尘量", 12),
        ("白石县、青山县降尘量", 8),
    ]


def test_sizes_and_grades_are_of_what_was_counted_before() -> None:
    assert names("新签约亿元以上项目30个，其中5亿元以上8个、10亿元以上3个，新开工25个，竣工20个。") == [
        ("新签约亿元以上项目数", 30),
        ("新签约5亿元以上项目数", 8),
        ("新签约10亿元以上项目数", 3),
        ("新开工项目数", 25),
        ("竣工项目数", 20),
    ]
    assert names("建设冷库8座，其中大型2座。") == [("冷库数", 8), ("大型冷库数", 2)]
    assert names("建成6个万亩、20个千亩高产示范片。") == [("万亩高产示范片数", 6), ("千亩高产示范片数", 20)]


def test_subjects_stay_together_for_a_second_predicate() -> None:
    found = names("城乡居民人均可支配收入分别达到6万元、3万元，分别增长5%、7%。")
    assert [name for name, _ in found] == ["城镇居民人均可支配收入", "农村居民人均可支配收入"] * 2


def test_a_list_has_the_predicate_of_its_last_item() -> None:
    text = "超过80%的林班、75%的林场得到管护。40个村卫生室、12个乡镇卫生室基本建成。"
    assert names(text, REPORT) == [
        ("得到管护的林班比例", 80),
        ("得到管护的林场比例", 75),
        ("基本建成的村卫生室数", 40),
        ("基本建成的乡镇卫生室数", 12),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "可对单户贷款金额300万元及以下、利率不超过4%的贷款业务给予适当贴息。",
        "招用人员达到职工总数30%（不足50人的企业达到20%）并签订合同的，可申请贷款。",
        "每5年修订1次规划。",
        "专项规划没有全部实现，未完成削减8%的目标。",
        "上午9时30分集合，现场考核得5分。",
        "对年接待5000人以上的景区，优先安排。",
        "5G基站建设用地预留到位，按6个月工资总额50%的标准确定。",
    ],
)
def test_conditions_frequencies_and_what_was_not_reached_are_no_targets(text: str) -> None:
    assert names(text) == []


def test_parts_in_brackets_that_add_up_are_parts_of_the_same_thing() -> None:
    assert names("建成充电站60座（其中公交40座，物流20座）。") == [
        ("充电站数", 60),
        ("公交充电站数", 40),
        ("物流充电站数", 20),
    ]
    assert ("物流数", 10) in names("建成充电站60座（其中公交40座，物流10座）。")
