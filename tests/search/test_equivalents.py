import pytest

from nt_desktop.normal import normal_form
from nt_desktop.search.equivalents import Vocabulary, compiled_vocabulary, equivalents_of, near_words_of


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("发改委", "发展和改革委员会"),
        ("市发改委", "市发展和改革委员会"),
        ("环保局", "生态环境局"),
        ("生态环境局", "环保局"),
        ("VOCs", "挥发性有机物"),
        ("挥发性有机物治理项目", "vocs治理项目"),
        ("NOx", "氮氧化物"),
        ("LDAR", "泄漏检测与修复"),
        ("劣五类", "劣Ⅴ类"),
        ("微克/立方米", "μg/m3"),
        ("海门区", "海门市"),
        ("机扫率", "机械化清扫率"),
        ("危化品", "危险化学品"),
        ("消纳一头", "消纳1头"),
        ("整治5条河道", "整治五条河道"),
        ("通政发2017年23号", "通政发〔2017〕23号"),
        ("通政发[2017]23号文", "通政发〔2017〕23号"),
    ],
)
def test_other_wordings_are_known(word, other):
    assert other in equivalents_of(normal_form(word))


def test_equivalence_never_offers_what_the_word_finds_itself():
    for word in ("发改委", "pm2.5", "vocs", "公安局", "规上"):
        assert all(word not in normal_form(other) for other in equivalents_of(word))


@pytest.mark.parametrize(
    "word",
    [
        "",
        "的",
        "秸秆",
        "covid",
        "acod",
        "环" * 5000,
        "十四五规划",
        "15个",
        "第一季度",
        "五年",
        "一日",
        "1条",
        "三年行动",
        "通政发(2017)23号",
    ],
)
def test_words_without_equivalents_have_none(word):
    assert equivalents_of(word) == ()


def test_words_of_a_kind_are_kept_apart_from_equivalents():
    assert "关闭" in near_words_of("关停")
    assert near_words_of("一亩田") == ("1亩田",)  # which stands in 21亩田 as well
    assert equivalents_of("关停") == ()


@pytest.mark.parametrize("compiled", [b"", b"{", b"[]", b'[0, {"a": ["b"]}, {}]', compiled_vocabulary()])
def test_compiled_tables_count_only_if_made_of_the_same_files(compiled):
    vocabulary = Vocabulary()
    vocabulary.compiled = compiled
    assert vocabulary.tables == Vocabulary().tables
    assert "发展和改革委员会" in vocabulary.tables[0]["发改委"]
