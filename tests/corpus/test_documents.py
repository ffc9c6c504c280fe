from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from nt_desktop.corpus.metadata import find_region
from nt_desktop.corpus.titles import announced_title, likeness
from nt_desktop.model import Document, Reading
from tests.corpus.reading_texts import DOCUMENTS, read_path, read_text


def seed(seeds: Path, prefix: str) -> tuple[list[tuple[int, int]], Reading]:
    """The first and last lines of the documents of a seed, and its reading."""
    source, reading = read_path(next(seeds.glob(f"{prefix}_*.txt")))
    lines = [(source.line_of(document.start), source.line_of(document.end - 1)) for document in reading.documents]
    return lines, reading


def by_key(reading: Reading) -> dict[str, Document]:
    return {document.key: document for document in reading.documents}


def test_a_gazette_of_a_city_holds_its_notices_and_its_chronicle(seeds: Path) -> None:
    lines, reading = seed(seeds, "000")
    assert lines == [(87, 119), (121, 235), (237, 351), (353, 521), (523, 595), (597, 769), (771, 823)]
    numbers = [document.doc_number for document in reading.documents]
    assert numbers == [
        "通政发〔2023〕9号",
        "通政办发〔2023〕19号",
        "通政办发〔2023〕23号",
        "通政办发〔2023〕24号",
        "通政办发〔2023〕27号",
        "通政办发〔2023〕28号",
        None,
    ]
    plan = reading.documents[3]
    assert plan.title == "南通市人民政府办公室关于印发南通市减污降碳协同增效三年行动计划（2023—2025年）的通知"
    assert plan.attached_plan == "南通市减污降碳协同增效三年行动计划（2023—2025年）"
    assert (plan.kind, plan.issuer, plan.date) == ("计划", "南通市人民政府办公室", "2023-05-08")
    assert (plan.region, plan.period, plan.parent) == ("南通市", "2023/2025", None)
    chronicle = reading.documents[6]
    assert (chronicle.kind, chronicle.title) == ("大事记", "南通市人民政府大事记")
    assert (chronicle.issuer, chronicle.date, chronicle.period) == (None, None, "2023-04-01/2023-05-15")


def test_a_plan_and_its_annexes_annexes_of_annexes_stay_within(seeds: Path) -> None:
    lines, reading = seed(seeds, "001")
    assert lines == [(2, 98), (99, 343), (344, 1542), (1545, 2369), (2372, 2663)]
    assert [document.title for document in reading.documents] == [
        "南通市经济技术开发区2021年深入打好污染防治攻坚战工作计划",
        "开发区2021年污染防治攻坚战市级考核项目内容",
        "南通经济技术开发区2021年大气污染防治工作计划",
        "南通经济技术开发区2021年水污染防治工作计划",
        "南通市经济技术开发区2021年土壤污染防治工作计划",
    ]
    assert [document.kind for document in reading.documents] == ["计划", "附件", "计划", "计划", "计划"]
    root = reading.documents[0].key
    assert [document.parent for document in reading.documents] == [None, root, root, root, root]
    assert [document.key for document in reading.documents[1:]] == [f"{root}/附件{n}" for n in range(1, 5)]
    assert [document.first_line for document in reading.documents[1:]] == [f"附件{n}" for n in range(1, 5)]
    assert {document.region for document in reading.documents} == {"开发区"}
    assert {document.period for document in reading.documents} == {"2021"}


def test_sub_plans_belong_to_the_notice_that_issues_them(seeds: Path) -> None:
    _, reading = seed(seeds, "002")
    notice, *parts = reading.documents
    assert (notice.kind, notice.issuer, notice.date) == ("通知", "启东市人民政府办公室", "2017-06-26")
    assert notice.title == "市政府办公室关于印发启东市“两减六治三提升”专项行动工作方案的通知"
    assert (notice.attached_plan, notice.doc_number) == (None, None)
    assert len(parts) == 11
    assert {part.kind for part in parts} == {"专项工作方案"}
    assert {part.parent for part in parts} == {notice.key}
    assert parts[7].title == "启东市治理挥发性有机物污染专项工作方案"
    assert parts[9].title == "启东市提升环境经济政策调控水平专项工作方案"
    colophon = [clause for clause in reading.clauses if clause.role == "colophon"]
    assert [(clause.document, clause.text[:3]) for clause in colophon] == [(notice.key, "抄送：")]


def test_a_report_in_markdown_is_one_document(seeds: Path) -> None:
    lines, reading = seed(seeds, "003")
    assert lines == [(3, 45)]
    (report,) = reading.documents
    assert report.title == "南通市公开第二轮省生态环境保护例行督察整改落实情况"
    assert (report.kind, report.doc_number, report.issuer, report.date) == ("报告", None, None, None)


def test_a_gazette_of_a_district_without_blank_lines_between_its_documents(seeds: Path) -> None:
    lines, reading = seed(seeds, "004")
    found = [(*span, d.kind, d.doc_number, d.date) for span, d in zip(lines, reading.documents, strict=True)]
    assert found == [
        (4, 209, "通知", "海政发〔2023〕8号", "2023-06-01"),
        (211, 360, "细则", "海政办发〔2023〕20号", "2023-05-12"),
        (361, 444, "方案", "海政办发〔2023〕21号", "2023-05-15"),
        (445, 515, "方案", "海政办发〔2023〕22号", "2023-05-15"),
        (517, 562, "意见", "海政办发〔2023〕23号", "2023-05-26"),
        (563, 613, "方案", "海政办发〔2023〕24号", "2023-05-31"),
        (615, 653, "意见", "海政办发〔2023〕25号", "2023-06-07"),
        (655, 736, "计划", "海政办发〔2023〕26号", "2023-06-13"),
        (738, 818, "办法", "海政办发〔2023〕27号", "2023-06-27"),
        (820, 936, "意见", "海政办发〔2023〕29号", "2023-06-29"),
        (938, 1057, "方案", "海政办发〔2023〕30号", "2023-06-30"),
        (1059, 1299, "预案", "海政办发〔2023〕31号", "2023-06-30"),
        (1302, 1326, "人事任免", "海政干〔2023〕5号", "2023-05-04"),
        (1328, 1392, "大事记", None, None),
    ]
    assert {document.region for document in reading.documents} == {"海门区"}
    issuers = [document.issuer for document in reading.documents]
    office = "南通市海门区人民政府办公室"
    assert issuers == ["南通市海门区人民政府", *[office] * 11, "南通市海门区人民政府", None]
    keyed = by_key(reading)
    assert keyed["海政办发〔2023〕20号"].title == "区政府办公室关于印发《南通市海门区征兵工作实施细则》的通知"
    assert keyed["海政办发〔2023〕25号"].attached_plan == "关于推行区域化农业技术服务的实施意见（试行）"
    assert keyed["海政办发〔2023〕24号"].attached_plan == "全区农作物秸秆综合利用工作实施方案（2023—2025年）"
    assert keyed["海政干〔2023〕5号"].title == "区政府关于陈敏等同志职务任免的通知"


def test_a_chronicle_headed_with_another_year_is_pointed_out_and_not_repaired(seeds: Path) -> None:
    _, reading = seed(seeds, "004")
    (doubt,) = [item for item in reading.observations if item.kind == "原文疑误"]
    assert (doubt.line, doubt.document) == (1330, "大事记")
    assert by_key(reading)["大事记"].period == "2022-05-01/2022-06-30"


def test_evidence_quotes_the_source(seeds: Path) -> None:
    for path in seeds.glob("*.txt"):
        source, reading = read_path(path)
        for document in reading.documents:
            for proof in document.evidence:
                assert source.text[proof.start : proof.end] == proof.quote
            assert document.region is None or any(proof.field == "region" for proof in document.evidence)


@pytest.mark.parametrize("name", ["county_plan", "city_gazette", "markdown_plan", "joint_notice"])
def test_a_source_in_another_style_reads_as_worked_out_by_hand(name: str) -> None:
    source, reading = read_path(DOCUMENTS / f"{name}.txt")
    expected = tomllib.loads((DOCUMENTS / f"{name}.toml").read_text(encoding="utf-8"))["document"]
    assert len(reading.documents) == len(expected)
    for document, wanted in zip(reading.documents, expected, strict=True):
        assert [source.line_of(document.start), source.line_of(document.end - 1)] == wanted["lines"]
        for field in ("title", "kind", "key", "region", "first_line", "last_line"):
            assert getattr(document, field) == wanted[field]
        for field in ("doc_number", "issuer", "date", "attached_plan", "parent", "period"):
            assert getattr(document, field) == wanted.get(field)
        clauses = [
            [clause.role, source.line_of(clause.start), source.line_of(clause.end - 1), clause.text]
            for clause in reading.clauses
            if clause.document == document.key
        ]
        assert clauses == wanted["clauses"]
        tables = [
            (table.caption, table.unit, list(table.header), [list(row) for row in table.rows[table.n_header_rows :]])
            for table in reading.tables
            if table.document == document.key
        ]
        assert tables == [
            (table["caption"], table.get("unit"), table["header"], table["rows"]) for table in wanted.get("table", [])
        ]


BODY = "各县（市、区）人民政府，市各委、办、局：\n\n现将有关事项通知如下，请认真贯彻执行，并及时报告落实情况。\n\n"


@pytest.mark.parametrize(
    "title",
    [
        "市政府关于加强秸秆禁烧工作的通知",
        "市政府关于加强秸秆\n禁烧工作的通知",
        "市政府\n\n关于加强秸秆禁烧工作\n\n的通知",
        "市政府关于加强秸秆禁烧工作的通\n知",
    ],
)
def test_a_title_may_be_broken_anywhere(title: str) -> None:
    reading = read_text(f"公报\n\n{title}\n\n通政发〔2023〕1号\n\n{BODY}一、总体要求。\n\n二、工作任务。\n")
    (document,) = reading.documents
    assert document.title == "市政府关于加强秸秆禁烧工作的通知"
    assert document.doc_number == "通政发〔2023〕1号"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("通政办发[2023]24号", "通政办发〔2023〕24号"),
        ("通政办发（2023）24 号", "通政办发〔2023〕24号"),
        ("通政办发﹝2023﹞第24号", "通政办发〔2023〕24号"),
        ("通政办发【2023】24号", "通政办发〔2023〕24号"),
        ("南通市人民政府令第5号", "南通市人民政府令第5号"),
    ],
)
def test_a_number_is_normalised_whatever_brackets_were_typed(printed: str, number: str) -> None:
    reading = read_text(f"市政府关于加强秸秆禁烧工作的通知\n\n{printed}\n\n{BODY}")
    assert reading.documents[0].doc_number == number


def test_a_number_cited_in_the_text_is_not_the_documents_own() -> None:
    reading = read_text(
        f"市政府关于加强秸秆禁烧工作的通知\n\n{BODY}根据《条例》（通政发〔2017〕23号）的规定，现予废止。\n"
    )
    assert reading.documents[0].doc_number is None


def test_covers_contents_and_column_heads_belong_to_no_document() -> None:
    text = (
        "南通市人民政府公报\n\n2023\n\n目 录\n\n【市政府文件】\n\n市政府关于加强秸秆\n禁烧工作的通知····· 2\n\n"
        "市政府文件\n\n"
        f"市政府关于加强秸秆禁烧工作的通知\n\n通政发〔2023〕1号\n\n{BODY}南通市人民政府\n\n2023年4月4日\n\n人事任免\n\n"
        f"市政府关于张三任职的通知\n\n通政人〔2023〕2号\n\n{BODY}（本期责任编辑：李四）\n"
    )
    reading = read_text(text)
    assert [document.kind for document in reading.documents] == ["通知", "人事任免"]
    said = "".join(clause.text for clause in reading.clauses)
    for left_out in ("公报", "目 录", "·····", "人事任免", "责任编辑"):
        assert left_out not in said


def test_a_file_without_a_title_is_one_document_and_said_so() -> None:
    reading = read_text("全市各级要认真抓好落实，确保完成年度目标任务。\n\n各地要加强组织领导。\n", "会议摘要.txt")
    (document,) = reading.documents
    assert document.title == "会议摘要"
    (observation,) = reading.observations
    assert (observation.kind, observation.line) == ("文件", 1)


def test_a_year_that_contradicts_the_number_is_pointed_out() -> None:
    reading = read_text(
        f"市政府关于加强秸秆禁烧工作的通知\n\n通政发〔2023〕1号\n\n{BODY}南通市人民政府\n\n2022年4月4日\n",
    )
    (doubt,) = [item for item in reading.observations if item.kind == "原文疑误"]
    assert doubt.line == 3
    assert reading.documents[0].date == "2022-04-04"


def test_joint_issuers_are_all_named() -> None:
    reading = read_text(
        f"关于加强秸秆禁烧工作的通知\n\n{BODY}南通市生态环境局\n\n南通市农业农村局\n\n二〇二三年十一月三十日\n",
    )
    assert reading.documents[0].issuer == "南通市生态环境局、南通市农业农村局"
    assert reading.documents[0].date == "2023-11-30"


@pytest.mark.parametrize(
    ("title", "announced"),
    [
        ("区政府办公室关于印发《南通市海门区征兵工作实施细则》的通知", "南通市海门区征兵工作实施细则"),
        ("市政府办公室关于印发启东市工作方案的通知", "启东市工作方案"),
        ("市政府关于明确职责的通知", None),
    ],
)
def test_what_a_notice_announces(title: str, announced: str | None) -> None:
    assert announced_title(title) == announced


def test_likeness_tells_the_announced_plan_from_another() -> None:
    announced = "启东市“两减六治三提升”专项行动工作方案"
    assert likeness(announced, "启东市“两减六治三提升”专项行动工作方案") == 1
    assert likeness(announced, "启东市减少煤炭消费总量专项工作方案") < 0.6


def test_an_order_and_the_rules_it_publishes_are_one_document() -> None:
    reading = read_text(
        "南通市人民政府令\n第8号\n《南通市餐厨废弃物管理办法》已经市政府第3次常务会议讨论通过，现予公布，自2022年7月1日起施行。\n"
        "市长  吴新明\n2022年5月20日\n\n南通市餐厨废弃物管理办法\n第一章  总  则\n第一条  为了加强管理，制定本办法。\n"
    )
    (order,) = reading.documents
    assert (order.doc_number, order.kind, order.date) == ("南通市人民政府令第8号", "办法", "2022-05-20")
    assert order.attached_plan == "南通市餐厨废弃物管理办法"


def test_an_announcement_with_a_serial_number_and_its_annex() -> None:
    reading = read_text(
        "南通市生态环境局关于发布重点单位名录的公告\n2023年第5号\n\n现将名录予以公告。\n\n附件：重点单位名录\n\n"
        "南通市生态环境局  2023年3月31日\n\n附件\n\n南通市2023年重点单位名录\n\t序号\n\t单位\n\n\t1\n\t江山公司\n"
    )
    announcement, annex = reading.documents
    assert (announcement.kind, announcement.doc_number) == ("公告", "2023年第5号")
    assert (announcement.issuer, announcement.date) == ("南通市生态环境局", "2023-03-31")
    assert (annex.kind, annex.title, annex.parent) == ("附件", "南通市2023年重点单位名录", announcement.key)


def test_a_letterhead_stands_above_and_outside_even_below_a_table() -> None:
    reading = read_text(
        "重点单位名录\n\n\t序号\n\t单位名称\n\n\t1\n\t江山农药公司\n\n扬州市人民政府文件\n扬府发〔2022〕15号\n━━━━━━━━━━━━\n"
        "扬州市人民政府\n关于印发扬州市地质灾害应急预案的通知\n\n各县（市、区）人民政府：\n现将预案印发给你们，请认真执行。\n\n"
        "扬州市人民政府\n2022年3月21日\n\n扬州市地质灾害应急预案\n\n1．总则\n1．1 编制目的\n做好应急防治工作。\n"
    )
    notice = reading.documents[-1]
    assert notice.title == "扬州市人民政府关于印发扬州市地质灾害应急预案的通知"
    assert (notice.kind, notice.doc_number, notice.region) == ("预案", "扬府发〔2022〕15号", "扬州市")
    assert notice.attached_plan == "扬州市地质灾害应急预案"
    assert not any("扬府发" in cell.text for table in reading.tables for cell in table.cells)


def test_contents_of_a_plan_are_not_its_outline() -> None:
    reading = read_text(
        "南通市“十四五”环境规划\n\n2021年12月\n\n目  录\n\n第一章 形势……………1\n第一节 成效……………1\n\n"
        "第一章 形势\n第一节 成效\n环境质量持续改善，规划期限为2021—2025年。\n"
    )
    chapters = [clause for clause in reading.clauses if clause.label == "第一章"]
    assert [clause.text for clause in chapters] == ["第一章 形势"]
    assert reading.documents[0].period == "2021/2025"


def test_a_heading_that_ends_like_a_title_begins_no_document_unless_numbers_begin_anew() -> None:
    reading = read_text(
        "南通市节水工作方案\n\n一、总体要求\n\n坚持节水优先，提高用水效率。\n\n2023年重点节水工作计划\n\n全年实施节水项目10个，具体如下。\n\n"
        "1.改造管网。改造老旧管网20公里。\n\n2.推广节水器具。\n\n二、保障措施\n\n加强组织领导。\n"
    )
    assert [document.title for document in reading.documents] == ["南通市节水工作方案"]


def test_contents_run_together_on_one_line_are_no_chapter() -> None:
    reading = read_text(
        "云安市水利发展“十四五”规划\n\n目　录\n\n第一章　形势　第一节　成效　第二节　挑战第二章　目标　第一节　思路第三章　任务\n\n"
        "第一章　形势\n第一节　成效\n“十三五”期间，水质持续改善。\n第二章　目标\n到2025年，水质达标。\n"
    )
    chapters = [clause.text for clause in reading.clauses if clause.label in ("第一章", "第二章")]
    assert chapters == ["第一章　形势", "第二章　目标"]


def test_the_day_below_the_title_of_a_report_is_its_date() -> None:
    reading = read_text(
        "政府工作报告\n——2022年1月12日在云安市第九届人民代表大会第一次会议上\n市长 李　明\n各位代表：\n现在，我代表市政府向大会报告工作。\n"
    )
    (report,) = reading.documents
    assert (report.title, report.kind, report.date) == ("政府工作报告", "报告", "2022-01-12")
    assert (report.issuer, report.region) == (None, "云安市")


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("中共云安市委 云安市人民政府关于印发《云安市节水方案》的通知", "云安市"),
        ("盐城市河道管理办法", "盐城市"),
        ("关于印发“海绵城市”建设方案的通知", None),
        ("关于印发“智慧园区”建设方案的通知", None),
        ("为加强我市河道管理，制定本办法。", None),
        ("各县（市、区）人民政府，省政府各部门：", None),
        ("江苏省河道管理条例", "江苏省"),
    ],
)
def test_regions_are_places_not_words_that_end_alike(text: str, region: str | None) -> None:
    found = find_region(text)
    assert (found[0] if found else None) == region
    assert found is None or text[found[1] : found[2]] == region


def test_a_place_that_a_measure_names_is_not_the_region_of_the_document() -> None:
    reading = read_text(
        "各市、州、县人民政府，省政府各部门：\n为改善水质，提出如下意见。\n一、目标\n云安市2025年水质达标率达到90%。\n二、措施\n加强巡查。\n"
    )
    assert [document.region for document in reading.documents] == [None]
