from __future__ import annotations

from itertools import pairwise

import pytest

from tests.corpus.reading_texts import prose


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in prose(text)[0]]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        # a value cut from its indicator, a name cut in two, a word cut in two: across a blank line (seed 000)
        ("到2025年，新能源和清洁能源公交车占比达\n\n90%以上，绿色出行比例达70%以上。", "占比达90%以上，"),
        ("全市贷款增量超2100亿元。（人行南通市\n\n中心支行、南通银保监分局按职责分工负责）", "人行南通市中心支行"),
        ("15. 推进能源结构调整。严控煤炭消\n\n费总量，严禁新（扩）建燃煤自备电厂。", "严控煤炭消费总量"),
        # after a bracket that ends nothing, after a quotation, into a bracket, inside 《》
        ("以区卫健委为主，事发地政府（管委会）\n\n配合，组长由分管负责人担任。", "（管委会）配合，组长"),
        ("紧扣南通“长三角一体化发展重要支点”\n\n和“一枢纽五城市”的发展定位，扎实推进。", "支点”和“一枢纽"),
        ("（10）《省政府关于印发总体应急预案的通\n\n知》（苏政发〔2020〕6号）", "的通知》（苏政发"),
        ("（8）《应急预案编制导则》\n\n（GB/T29639-2020）", "导则》（GB/T29639-2020）"),
        # a list that goes on, half-width punctuation
        ("四、要加强对通州湾示范区、\n\n苏锡通园区的指导协调。", "示范区、苏锡通园区"),
        ("力争增长15%, 辖内法人机构\n\n普惠型涉农贷款增速高于各项贷款增速。", "法人机构普惠型"),
    ],
)
def test_a_sentence_cut_by_a_column_is_joined(text: str, joined: str) -> None:
    (paragraph,) = texts(text)
    assert joined in paragraph


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n\n（一）指导思想\n\n以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神。",
        "五、工作安排\n\n按照分阶段推进排查整治的工作要求，在2023年6月底前完成20%。",
        "（一）打好蓝天保卫战，提升环境空气质量\n\n各镇要落实属地责任，加强巡查。",
        "2.实现河道泯沟水面无漂浮物\n\n一、二级河道保洁工作由市水务局承担，加强监督管理。",
        "力争获得贷款300亿元。\n\n（人行南通市中心支行、市发改委按职责分工负责）",
        "探索农户参与的途径，提高管护效率\n\n（五）严格督查考核。纳入考核体系。",
        "召 集 人：沈旭东  区委副书记、区政府区长\n\n周国强  区委常委、区政府常务副区长\n\n成    员：冯  斌  主任",
        "（市地方金融监管局负责）\n\n优化环境，提升服务水平。",
        "《中华人民共和国安全生产法》\n\n《中华人民共和国消防法》",
        "具体为：\n\n市政府指导相关单位，推动试点落地。",
    ],
)
def test_what_begins_anew_is_not_swallowed(text: str) -> None:
    assert texts(text) == [line for line in text.split("\n") if line]


def test_a_heading_without_stop_is_told_from_a_cut_sentence_by_the_words_of_the_file() -> None:
    body = "各部门要落实责任。\n\n抓好工作落实。\n\n进一步落实措施。\n\n"
    text = (
        body
        + "(一) 各地人民政府（管委会）要落\n\n实属地管理责任，承担主体责任。\n\n"
        + "（二）工作要求\n\n加强组织领导，落实责任。"
    )
    assert texts(text)[3:] == [
        "(一) 各地人民政府（管委会）要落实属地管理责任，承担主体责任。",
        "（二）工作要求",
        "加强组织领导，落实责任。",
    ]


def test_a_dropped_character_is_recorded_and_leaves_no_span() -> None:
    text = "助力智慧校园建设，将数字人\n\n人民币支付功能嵌入校园缴费平台。"
    (paragraph,), observations = prose(text)
    assert "将数字人民币支付功能" in paragraph.text
    assert [item.kind for item in observations] == ["重复字", "断行拼接"]
    assert observations[0].line == 3
    assert text[observations[0].start : observations[0].end] == "人"
    covered = sum(span.length for span in paragraph.spans)
    assert covered == len(text.replace("\n", "")) - 1


def test_spans_lead_every_character_back_to_the_source() -> None:
    text = "　　到 2025 年，全市 PM_{2.5} 浓度降至 25 微克\n\n/ 立方米左右，优良天数比\n率达 88% 以上。  \n"
    paragraphs, _ = prose(text)
    for paragraph in paragraphs:
        for span in paragraph.spans:
            piece = paragraph.text[span.text_start : span.text_start + span.length]
            assert piece == text[span.source_start : span.source_start + span.length]
        assert all(one.text_start + one.length <= two.text_start for one, two in pairwise(paragraph.spans))


def test_latin_words_are_joined_with_a_space_and_chinese_without() -> None:
    text = "采用 Volatile Organic\nCompounds 治理技术，推进源头替\n代。"
    assert texts(text) == ["采用 Volatile Organic Compounds 治理技术，推进源头替代。"]


def test_wrapped_lines_are_joined_even_after_a_full_stop_where_paragraphs_are_indented() -> None:
    text = (
        "　　一、编制目的是做好全市水旱灾害突发事件的防范与处置工作，使水旱灾害处\n"
        "于可控状态，保证各项工作高效有序进行，最大程度减少人员伤亡和财产损失。\n"
        "各有关部门应当按照职责分工做好保障工作，并在每年汛前完成预案的修订工\n"
        "作。\n"
        "　　二、市人民政府设立市防汛抗旱指挥部，负责领导、组织全市的防汛抗旱工作\n"
        "，其办事机构设在市水利局，成员由市委宣传部、市发展改革委、市财政局等部\n"
        "门负责同志担任，并根据工作需要进行调整，日常工作由市水利局承担，遇有特\n"
        "别重大的灾害时由市政府主要负责同志担任指挥长，统一指挥各方面的力量开展\n"
        "抢险救灾工作。\n"
    )
    joined = texts(text)
    assert [paragraph[:2] for paragraph in joined] == ["一、", "二、"]
    assert "损失。各有关部门" in joined[0]
    assert joined[1].endswith("开展抢险救灾工作。")


def test_a_markdown_heading_keeps_its_depth_and_loses_its_marker() -> None:
    paragraphs, _ = prose("## 高位统筹 全面落实整改工作\n\n我市成立了领导小组。")
    assert paragraphs[0].text == "高位统筹 全面落实整改工作"
    assert [paragraph.hashes for paragraph in paragraphs] == [2, 0]


def test_each_join_is_recorded_with_its_line_and_the_cut() -> None:
    _, observations = prose("推动建成无异味园区，推\n\n广建设无异味企业。")
    (join,) = observations
    assert (join.kind, join.line) == ("断行拼接", 3)
    assert "推｜广" in join.message


def test_a_sentence_left_open_is_pointed_out() -> None:
    _, observations = prose("坚持建管并重。减少运维成本，提高管护效率\n\n（五）严格督查考核。纳入考核。")
    (loose,) = observations
    assert loose.line == 1
    assert "没有标点" in loose.message
