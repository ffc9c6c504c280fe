import threading

import pytest

from nt_desktop.errors import Cancelled
from nt_desktop.normal import normal_form
from nt_desktop.search.engine import Engine
from nt_desktop.search.results import Filters


def first(engine, query, **options):
    results = engine.search(query, **options)
    assert results.hits, results
    return results.hits[0]


@pytest.mark.parametrize(
    "typed", ["海政办发(2023)30号", "海政办发〔2023〕30号", "海政办发[2023]30号", "海政办发 2023 30"]
)
def test_a_document_number_finds_its_document_first(engine, typed):
    assert first(engine, typed).document == "海政办发〔2023〕30号"


def test_a_number_alone_finds_documents_of_that_number_first(engine):
    assert first(engine, "24号").document.endswith("24号")


def test_figures_are_found_however_they_are_spaced(engine):
    assert "33微克/立方米" in normal_form(first(engine, "33微克").text)
    assert "25微克/立方米" in normal_form(first(engine, "25 微克／立方米").text)


def test_a_whole_number_comes_before_one_that_only_contains_it(engine):
    hits = engine.search("5家", limit=400).hits
    whole = [not hit.text[max(hit.text.find("5家") - 1, 0) : hit.text.find("5家")].isdigit() for hit in hits[:3]]
    assert all(whole)


def test_words_cut_by_a_column_end_are_found(engine):
    assert "生物多样性保护样板区" in first(engine, "生物多样性保护样板区").text


def test_a_title_is_found_before_texts_that_mention_its_words(engine):
    assert "无废城市" in first(engine, "无废城市 建设实施方案").title


def test_exclusion_alternatives_and_groups(engine):
    both = engine.search("秸秆 禁烧", equivalents=False).total
    only = engine.search("秸秆 -禁烧", equivalents=False).total
    straw = engine.search("秸秆", equivalents=False).total
    ban = engine.search("禁烧", equivalents=False).total
    assert both + only == straw
    assert engine.search("秸秆 OR 禁烧", equivalents=False).total == straw + ban - both
    assert engine.search("秸秆 (禁烧 OR 利用)", equivalents=False).total <= straw


def test_fields_narrow_to_documents_and_departments(engine):
    hits = engine.search("标题:征兵", limit=500).hits
    assert hits
    assert all("征兵" in hit.title for hit in hits)
    hits = engine.search("文号:海政办发[2023]30 目标", limit=500).hits
    assert hits
    assert all(hit.doc_number == "海政办发〔2023〕30号" for hit in hits)
    hits = engine.search("年份:2021 目标", limit=20).hits
    assert hits


def test_equivalents_follow_the_exact_hits_and_can_be_switched_off(engine):
    with_them = engine.search("发改委", limit=500)
    without = engine.search("发改委", limit=500, equivalents=False)
    assert with_them.total == without.total == len(without.hits)
    assert without.related == 0
    assert with_them.related > 0
    tiers = [hit.tier for hit in with_them.hits]
    assert tiers == sorted(tiers, key=["exact", "equivalent"].index)
    found = [hit for hit in with_them.hits if hit.tier == "equivalent"]
    assert all("发改委" not in hit.text for hit in found)
    assert any("发展和改革委员会" in normal_form(hit.text) for hit in found)
    assert all(hit.why.startswith("同义词：") for hit in found)
    assert with_them.equivalents[0].word == "发改委"
    assert "发展和改革委员会" in with_them.equivalents[0].others


def test_a_quoted_word_is_searched_as_it_is(engine):
    assert engine.search('"发改委"').related == 0


def test_question_words_are_ignored_and_said_to_be(engine):
    results = engine.search("谁负责 建筑垃圾 资源化利用率")
    assert "谁负责" in results.relaxed
    assert "建筑垃圾资源化利用率" in results.hits[0].text
    assert all(hit.tier == "relaxed" and hit.why for hit in results.hits)


def test_what_is_left_of_an_unknown_word_never_hides_a_rare_word(engine):
    # 姚记扑克 stands in one row; 飞, 机 and 炮 would stand in many texts
    assert "姚记扑克" in engine.search("姚记扑克 飞机大炮").hits[0].text.replace("\n", "")


def test_a_question_gets_no_spellings_of_itself(engine):
    results = engine.search("锅炉 几台")
    assert not [s for s in results.suggestions if s.kind == "spelling"]
    assert "几台" not in results.message
    assert results.hits


@pytest.mark.parametrize("word", ["不动产登记查询", "吗啡", "贷款贴息查询"])
def test_a_word_with_a_question_word_in_it_is_still_said_to_stand_nowhere(engine, word):
    assert word in engine.search(word).message


@pytest.mark.parametrize("query", ["五年", "一日", "二号", "五亩"])
def test_a_figure_is_no_part_of_a_larger_number(engine, query):
    # none of these stands in the documents as it is; 2025年, 11日, 22号 and 25亩 do, and are something else
    results = engine.search(query)
    assert not [hit for hit in results.hits if hit.tier == "equivalent"]
    assert f"“{query}”在资料中没有出现" in results.message


def test_a_definition_is_found_by_asking_for_it(engine):
    assert "是指" in engine.search("排污口 定义").hits[0].text


def test_a_row_is_found_by_its_table_s_header(engine):
    hits = engine.search("汇龙 规模场 治理任务").hits[:3]
    assert any(hit.is_row and hit.text.startswith("今年治理任务（规模场）") for hit in hits)


def test_filters_narrow_and_facets_count(engine):
    everything = engine.search("治理", limit=10**4, equivalents=False)
    facets = {facet.name: facet.values for facet in everything.facets}
    assert sum(value.count for value in facets["document"]) == everything.total == len(everything.hits)
    assert sum(value.count for value in facets["kind"]) == everything.total
    value = facets["document"][0]
    narrowed = engine.search("治理", limit=10**4, equivalents=False, filters=Filters(documents=(value.value,)))
    assert narrowed.total == value.count
    assert {hit.document for hit in narrowed.hits} == {value.value}
    for name, key in (("region", "regions"), ("kind", "kinds"), ("department", "departments")):
        for value in facets[name][:3]:
            narrowed = engine.search("治理", equivalents=False, filters=Filters(**{key: (value.value,)}))
            assert narrowed.total == value.count, (name, value)
    year = facets["year"][0]
    assert engine.search("治理", equivalents=False, filters=Filters(years=(int(year.value),))).total == year.count


def test_a_filter_that_excludes_everything_says_so(engine):
    results = engine.search("秸秆", filters=Filters(regions=("北京市",)))
    assert results.total == 0
    assert "筛选" in results.message
    assert results.suggestions[0].kind == "filter"
    assert results.suggestions[0].count == engine.search("秸秆").total


def test_results_can_be_sorted_by_date_and_by_place(engine):
    dates = [hit.date or "" for hit in engine.search("治理", limit=100, filters=Filters(sort="date")).hits]
    assert dates == sorted(dates, reverse=True)
    hits = engine.search("治理", limit=10**4, filters=Filters(sort="document"), equivalents=False).hits
    places = {}
    for hit in hits:
        places.setdefault(hit.document, []).append(hit.start)
    assert all(starts == sorted(starts) for starts in places.values())


def test_hits_say_where_they_stand(engine, units):
    by_key = {unit.key: unit for unit in units}
    for hit in engine.search("综合利用率", limit=100).hits:
        unit = by_key[hit.clause]
        assert (hit.text, hit.start, hit.end, hit.path) == (unit.text, unit.start, unit.end, unit.path)
        assert hit.marks
        for start, end in hit.marks:
            assert normal_form(hit.snippet[start:end]) in "综合利用率"


def test_limit_and_cancelling(engine):
    assert len(engine.search("治理", limit=3).hits) == 3
    assert engine.search("治理", limit=0).total > 3
    with pytest.raises(Cancelled):
        engine.search("治理", cancelled=lambda: True)


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "，。！", "***", '""', "-", "()", "\x00", "\ud800", "？"])
def test_nothing_to_search_for_is_said(engine, typed):
    results = engine.search(typed)
    assert results.hits == ()
    assert results.message


def test_two_threads_with_their_own_engines_count_alike(search_folder):
    expected = {}
    with Engine.open(search_folder) as engine:
        for word in ("秸秆", "治理", "生态环境", "水", "2023年"):
            expected[word] = engine.search(word).total
    counted = []

    def work():
        with Engine.open(search_folder) as engine:
            for _ in range(10):
                counted.append({word: engine.search(word).total for word in expected})

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted == [expected] * 30


def test_completion_offers_names_that_begin_or_sound_alike(engine):
    assert any(c.kind == "文号" and c.text.startswith("通政办发") for c in engine.complete("通政办发"))
    assert any("生态" in c.text for c in engine.complete("shengtai"))
    assert any("无废城市" in c.text for c in engine.complete("建设 无废"))
    assert engine.complete("") == engine.complete("  ") == ()
    assert len(engine.complete("市", limit=5)) == 5
