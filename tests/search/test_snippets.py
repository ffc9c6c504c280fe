from nt_desktop.search.snippets import find_spans, make_snippet


def marked(text, query, **options):
    return [text[start:end] for start, end in find_spans(text, query, **options)]


def test_hits_are_marked_as_they_are_printed():
    assert marked("全市 PM_{2.5} 浓度降至 25 微克 / 立方米", "PM2.5 25微克/立方米") == ["PM_{2.5", "25 微克 / 立方米"]
    assert marked("推进PM<sub>2.5</sub>与臭氧", "pm2.5") == ["PM<sub>2.5"]
    assert marked("生物多样\n性保护样板区", "生物多样性保护") == ["生物多样\n性保护"]
    assert marked("劣Ⅴ类水体", "劣V类") == ["劣Ⅴ类"]


def test_rare_characters_count_as_one():
    assert marked("\U00020bb7野家 秸秆", "秸秆") == ["秸秆"]


def test_overlapping_hits_become_one():
    assert marked("综合利用率", "综合利用 利用率") == ["综合利用率"]
    assert marked("秸秆秸秆", "秸秆") == ["秸秆秸秆"]


def test_excluded_words_and_fields_are_not_marked():
    assert marked("秸秆禁烧", "秸秆 -禁烧 标题:禁烧") == ["秸秆"]


def test_equivalents_are_marked_when_asked_for():
    assert marked("市发展和改革委员会", "发改委") == []
    assert marked("市发展和改革委员会", "发改委", equivalents=True) == ["发展和改革委员会"]


def test_nothing_is_marked_for_an_empty_query():
    assert find_spans("秸秆", "") == find_spans("", "秸秆") == ()


def test_a_snippet_shows_where_most_hits_are():
    text = "甲" * 200 + "秸秆" + "乙" * 10 + "利用率" + "丙" * 200
    snippet, marks = make_snippet(text, find_spans(text, "秸秆 利用率"))
    assert [snippet[start:end] for start, end in marks] == ["秸秆", "利用率"]
    assert snippet.startswith("…")
    assert snippet.endswith("…")
    assert len(snippet) < 150


def test_a_short_text_is_shown_whole_on_one_line():
    assert make_snippet("第一行\n秸秆", ((4, 6),)) == ("第一行 秸秆", ((4, 6),))


def test_a_hit_longer_than_the_snippet_is_marked_as_far_as_it_goes():
    text = "环" * 500
    snippet, marks = make_snippet(text, ((0, 500),))
    assert marks[0] == (0, len(snippet) - 1)
