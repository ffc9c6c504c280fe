from __future__ import annotations

import pytest

from nt_desktop.errors import UnknownKeyError
from nt_desktop.workspace.finding import Finder, difference, locate, make_bookmark
from tests.hand_library import NOTICE, PLAN, HandLibrary, sample_library

ITEM = f"{PLAN}#一/一/1"


@pytest.fixture
def library() -> HandLibrary:
    return sample_library()


def test_bookmark_keeps_words_and_place(library: HandLibrary) -> None:
    bookmark = make_bookmark(library, ITEM, note="看")
    assert bookmark.kind == "clause"
    assert bookmark.text.startswith("1. 坚持源头治理。")
    assert bookmark.path == ("一、", "（一）", "1.")
    assert bookmark.doc_number == PLAN
    assert make_bookmark(library, ITEM, words="源头治理").kind == "selection"
    assert make_bookmark(library, f"{PLAN}#二/23", part="x@1").kind == "target"
    assert make_bookmark(library, f"{PLAN}#表1/5").text == "2 │ 建筑垃圾处置中心 │ 完成40% │ 全部完成 │ 城市管理局"
    assert make_bookmark(library, PLAN).kind == "document"


@pytest.mark.parametrize("key", ["无", f"{PLAN}#无", f"{PLAN}#表9", f"{PLAN}#表1/99"])
def test_unknown_place_cannot_be_marked(library: HandLibrary, key: str) -> None:
    with pytest.raises(UnknownKeyError):
        make_bookmark(library, key)


@pytest.mark.parametrize("key", [ITEM, f"{PLAN}#表1/5", PLAN, f"{NOTICE}#一/1"])
def test_unchanged_collection_has_it_where_it_was(library: HandLibrary, key: str) -> None:
    assert locate(make_bookmark(library, key), library).state == "same"


def test_other_line_breaks_and_blanks_are_the_same_text(library: HandLibrary) -> None:
    bookmark = make_bookmark(library, ITEM)
    assert locate(bookmark, library.edited(ITEM, bookmark.text.replace("。", "。 \n"))).state == "same"


def test_edited_clause_is_changed_with_the_difference(library: HandLibrary) -> None:
    bookmark = make_bookmark(library, f"{NOTICE}#一/1")
    found = locate(bookmark, library.edited(bookmark.key, bookmark.text.replace("95%", "96%")))
    assert (found.state, found.key) == ("changed", bookmark.key)
    assert [(part.step, part.text) for part in found.difference if part.step != "same"] == [
        ("removed", "5"),
        ("added", "6"),
    ]


def test_renumbered_clause_is_moved(library: HandLibrary) -> None:
    found = locate(make_bookmark(library, ITEM), library.renamed(ITEM, f"{PLAN}#一/一/9"))
    assert (found.state, found.key, found.difference) == ("moved", f"{PLAN}#一/一/9", ())


def test_clause_whose_key_another_one_took_is_followed_by_its_words(library: HandLibrary) -> None:
    other = f"{PLAN}#一/一/2"
    swapped = library.renamed(ITEM, "x").renamed(other, ITEM).renamed("x", other)
    found = locate(make_bookmark(library, ITEM), swapped)
    assert (found.state, found.key) == ("moved", other)


def test_renumbered_and_edited_clause_is_found_by_its_words(library: HandLibrary) -> None:
    bookmark = make_bookmark(library, ITEM)
    edited = library.edited(ITEM, bookmark.text.replace("紧盯", "盯紧")).renamed(ITEM, f"{PLAN}#一/一/9")
    found = locate(bookmark, edited)
    assert (found.state, found.key) == ("moved", f"{PLAN}#一/一/9")
    assert found.difference != ()


def test_removed_clause_is_gone_with_its_words(library: HandLibrary) -> None:
    bookmark = make_bookmark(library, ITEM)
    found = locate(bookmark, library.without(ITEM))
    assert (found.state, found.key, found.text) == ("gone", None, bookmark.text)


def test_clause_replaced_by_another_text_is_gone(library: HandLibrary) -> None:
    found = locate(make_bookmark(library, ITEM), library.edited(ITEM, "完全不同的一段文字"))
    assert found.state == "gone"


def test_document_that_is_gone_leaves_its_bookmarks_gone(library: HandLibrary) -> None:
    empty = HandLibrary((), ())
    finder = Finder(empty)
    assert finder.locate(make_bookmark(library, PLAN)).state == "gone"
    assert finder.locate(make_bookmark(library, ITEM)).state == "gone"


def test_difference_of_equal_texts_has_no_step() -> None:
    assert [part.step for part in difference("同样", "同样")] == ["same"]
