import pytest

from nt_desktop.search.query import describe, parse_query, read_years, write_query


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("秸秆 综合利用率", "“秸秆” 并且 “综合利用率”"),
        ("秸秆　综合利用率", "“秸秆” 并且 “综合利用率”"),
        ('"数字人民币 钱包" OR 秸秆', "“数字人民币 钱包” 或 “秸秆”"),
        ("秸秆 | 禁烧", "“秸秆” 或 “禁烧”"),
        ("“无废城市” 建设", "“无废城市” 并且 “建设”"),
        ("标题:清新空气 -锅炉", "标题含“清新空气” 并且 不含“锅炉”"),
        ("标题：（清新空气", "标题含“（清新空气”"),
        ("标题:(空气 OR 水) 部门：市水利局", "（标题含“空气” 或 标题含“水”） 并且 部门含“市水利局”"),
        ("年份:2021..2025 污水", "年份在 2021 至 2025 之间 并且 “污水”"),
        ("2021..2025 污水", "年份在 2021 至 2025 之间 并且 “污水”"),
        ("年份:2021-2023", "年份在 2021 至 2023 之间"),
        ("年份:..2023", "年份不晚于 2023"),
        ("年份:2021..", "年份不早于 2021"),
        ("年度:2023", "年份为 2023"),
        ("牵头:环保局 地区:海门 类型:方案", "牵头部门含“环保局” 并且 地区含“海门” 并且 类型含“方案”"),
        ('指标:"PM2.5 浓度"', "指标含“PM2.5 浓度”"),
        ("文号:通政办发〔2023〕24号", "文号含“通政办发〔2023〕24号”"),
        ("海政办发(2023)30号", "“海政办发(2023)30号”"),
        ("秸秆 (禁烧 OR 利用)", "“秸秆” 并且 （“禁烧” 或 “利用”）"),
        ("-(a b) c", "不含（“a” 并且 “b”） 并且 “c”"),
        ("PM2.5-x", "“PM2.5-x”"),
        ("备注:无", "“备注:无”"),
        ("http://x", "“http://x”"),
    ],
)
def test_a_query_is_understood_as_written(typed, understood):
    assert describe(parse_query(typed)) == understood


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ('"未闭合 的', "“未闭合 的”"),
        ("(秸秆 利用", "“(秸秆” 并且 “利用”"),
        ("秸秆) 利用", "“秸秆)” 并且 “利用”"),
        ("（市农业农村局", "“（市农业农村局”"),
        ("秸秆 OR", "“秸秆”"),
        ("OR 秸秆", "“秸秆”"),
        ("秸秆 OR OR 禁烧", "“秸秆” 或 “禁烧”"),
        ("AND AND", ""),
        ("NOT NOT NOT", ""),
        ("部门:", "“部门:”"),
        ('""', "没有可检索的文字"),
        ("!!! ，。", "没有可检索的文字"),
        ("秸秆*", "“秸秆”；词在更长的词里也能找到，不需要通配符"),
        ("-秸秆", "不含“秸秆”；只有排除的词，没有要找的词"),
        ("秸秆 秸秆", "“秸秆”"),
        ("x\ud800y\x00", "“xy”"),
        ("", ""),
    ],
)
def test_slips_are_read_kindly(typed, understood):
    assert describe(parse_query(typed)) == understood


def test_very_long_queries_are_cut_and_say_so():
    assert "只用了前 40 个" in describe(parse_query(" ".join(f"词{n}" for n in range(500))))
    assert "只用了前 2000 个字" in describe(parse_query("环" * 10000))


@pytest.mark.parametrize(
    ("value", "years"),
    [
        ("2023", (2023, 2023)),
        ("2023年", (2023, 2023)),
        ("2021..2025", (2021, 2025)),
        ("2025..2021", (2021, 2025)),
        ("2021-2025年", (2021, 2025)),
        ("2021至2025", (2021, 2025)),
        ("..2025", (0, 2025)),
        ("2025..", (2025, 9999)),
        ("今年", None),
        ("..", None),
    ],
)
def test_years_and_ranges_of_years(value, years):
    assert read_years(value) == years


@pytest.mark.parametrize(
    "typed",
    [
        "秸秆 综合利用率",
        '"数字人民币 钱包" OR 秸秆',
        "秸秆 (禁烧 OR 利用) -还田",
        "标题:方案 部门:市水利局 年份:2021..2025",
        '指标:"PM2.5 浓度" -"总 则"',
        "-(甲 OR 乙) 丙",
    ],
)
def test_a_query_can_be_written_down_again(typed):
    tree = parse_query(typed).tree
    assert write_query(tree) == typed
    assert parse_query(write_query(tree)).tree == tree
