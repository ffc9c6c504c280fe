import pytest


def kinds(results):
    return {suggestion.kind for suggestion in results.suggestions}


def test_the_word_that_stands_nowhere_is_named_and_can_be_left_out(engine):
    results = engine.search("秸秆 霍格沃茨")
    assert results.missing == ("霍格沃茨",)
    assert "“霍格沃茨”" in results.message
    without = next(suggestion for suggestion in results.suggestions if suggestion.kind == "without")
    assert without.query == "秸秆"
    assert without.count == engine.search("秸秆", equivalents=False).total


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("挥发性有几物", "挥发性有机物"),
        ("秸杆综合利用", "秸秆综合利用"),
        ("建筑垃级", "建筑垃圾"),
        ("数字人民市", "数字人民币"),
        ("综利合用率", "综合利用率"),
    ],
)
def test_a_slip_of_one_character_is_put_right(engine, typed, meant):
    results = engine.search(typed)
    assert meant in [suggestion.query for suggestion in results.suggestions]


def test_of_several_spellings_the_one_that_sounds_alike_comes_first(engine):
    results = engine.search("结杆")
    assert results.suggestions[0].query == "秸秆"
    assert engine.search("蔬理").suggestions[0].query == "梳理"


def test_pinyin_finds_the_word(engine):
    results = engine.search("shengtai")
    assert results.total == 0 or results.relaxed
    assert "生态" in [suggestion.query for suggestion in results.suggestions]
    assert "pinyin" in kinds(results)


def test_every_suggestion_finds_what_it_says(engine):
    for typed in ("秸杆 利用率", "shengtai huanjing", "秸秆 霍格沃茨 利用", "蔬里 养殖"):
        for suggestion in engine.search(typed).suggestions:
            assert suggestion.count == engine.search(suggestion.query, equivalents=False).total > 0


def test_words_that_never_meet_say_so(engine):
    results = engine.search('"义务兵" "秸秆"')
    assert results.total == 0
    assert not results.missing
    assert "没有同时含有" in results.message
    assert kinds(results) == {"without"}


def test_a_condition_that_excludes_everything_can_be_left_out(engine):
    results = engine.search("部门:霍格沃茨 秸秆 -禁烧")
    without = next(suggestion for suggestion in results.suggestions if suggestion.kind == "without")
    assert without.query == "秸秆 -禁烧"
    assert without.count > 0
