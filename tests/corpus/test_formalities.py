from __future__ import annotations

import pytest

from nt_desktop.corpus import formalities


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023年4月4日", "2023-04-04"),
        ("2023 年 12 月 31 日", "2023-12-31"),
        ("二〇二四年三月十二日", "2024-03-12"),
        ("二○二三年十一月三十日", "2023-11-30"),
        ("（2023年5月8日）", "2023-05-08"),
        ("2023年13月4日", None),
        ("2023年4月4日起施行", None),
        ("4月4日", None),
    ],
)
def test_dates_that_stand_alone(text: str, date: str | None) -> None:
    assert formalities.iso_date(text) == date


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("(2023. 4. 1—2023. 5. 15)", "2023-04-01/2023-05-15"),
        ("（2022年5月1日—2022年6月30日）", "2022-05-01/2022-06-30"),
        ("（2023年4月4日）", None),
    ],
)
def test_periods_that_stand_alone(text: str, period: str | None) -> None:
    assert formalities.date_range(text) == period


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("各县（市、区）人民政府，市各直属园区管委会，市各委、办、局，市各直属单位：", True),
        ("各区镇（街道）政府（管委会、办事处）、区各委办局、区各直属单位：", True),
        ("各镇人民政府：", True),
        ("具体为：", False),
        ("市政府各部门要做好以下工作，确保按时完成。具体要求：", False),
        ("各县（市、区）人民政府要加强领导。", False),
    ],
)
def test_recipients(text: str, yes: bool) -> None:
    assert formalities.is_recipients(text) is yes


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("附表1.1", ("附表1.1", "")),
        ("表2 产业结构调整项目表", ("表2", "产业结构调整项目表")),
        ("附表1.2021年土壤污染防治工程项目表", ("附表1", "2021年土壤污染防治工程项目表")),
        ("表1-2：任务表", ("表1-2", "任务表")),
        ("表彰先进集体", None),
        ("附表中的指标", None),
    ],
)
def test_labels_of_captions(text: str, label: tuple[str, str] | None) -> None:
    assert formalities.caption_label(text) == label


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于印发工作方案的通知", "通知"),
        ("数字人民币试点工作方案", "方案"),
        ("三年行动计划（2023—2025年）", "计划"),
        ("实施意见（试行）", "意见"),
        ("征兵工作实施细则", "细则"),
        ("安全事故应急预案", "预案"),
        ("南通市人民政府大事记", "大事记"),
        ("督察整改落实情况", "报告"),
        ("2023年工作", None),
    ],
)
def test_kinds_by_the_end_of_a_title(title: str, kind: str | None) -> None:
    assert formalities.title_kind(title) == kind


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("请认真执行。", True),
        ("通知如下：", True),
        ("力争落实。”", True),
        ("（略。）", True),
        ("（市环保局牵头）", False),
        ("推进污染防治，", False),
    ],
)
def test_ends_of_sentences(text: str, ends: bool) -> None:
    assert formalities.ends_sentence(text) is ends


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云安市水利发展“十四五”规划", "规划"),
        ("云安市数字政府建设规划（2022—2026年）要点", "规划"),
        ("云安市2022年水利工作要点", "计划"),
        ("关于云安港总体布局的批复", "批复"),
        ("关于加强河道管理的决定", "决定"),
        ("关于禁止采砂的通告", "通告"),
        ("关于报送水利数据的函", "函"),
        ("市政府第五次常务会议纪要", "纪要"),
        ("云安市河道管理办法（试行）", "办法"),
        ("云安市河道", None),
    ],
)
def test_kinds_of_documents(title: str, kind: str | None) -> None:
    assert formalities.title_kind(title) == kind


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("——2022年1月12日在云安市第九届人民代表大会第一次会议上", "2022-01-12"),
        ("（2022年1月12日在市委十二届四次全会上）", "2022-01-12"),
        ("2022年1月12日在云安市召开会议", None),
        ("——在坚持2022年目标的基础上", None),
    ],
)
def test_the_day_a_report_was_given(text: str, date: str | None) -> None:
    assert formalities.session_date(text) == date


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("云安市水利局  云安市财政局", "云安市水利局、云安市财政局"),
        ("国　务　院", "国务院"),
        ("云安市人民政府", "云安市人民政府"),
        ("张  三", None),
    ],
)
def test_organs_that_sign_together(text: str, names: str | None) -> None:
    assert formalities.signatories(text) == names
