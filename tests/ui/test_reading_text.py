"""A document as set: every word at its place, tables as tables, positions in UTF-16."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from nt_desktop.model import Reference
from nt_desktop.ui.reading_text import CITED, ROWS_SHOWN, ReadingText, Typesetter
from nt_desktop.ui.theme import LIGHT
from tests.ui.samples import CLAUSES, DOCUMENT, OTHER, PAGE, TABLE


def set_page(page: object = PAGE) -> ReadingText:
    return Typesetter(LIGHT, "sans", 12.0, 700).set_page(page)  # type: ignore[arg-type]


def words_at(text: ReadingText, start: int, end: int) -> str:
    from PySide6.QtGui import QTextCursor

    cursor = QTextCursor(text.document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_every_clause_and_cell_stands_word_for_word_at_its_place(qapp: QApplication) -> None:
    text = set_page()
    assert [words_at(text, place.position, place.stop) for place in text.places] == [
        place.text for place in text.places
    ]
    assert [place.text for place in text.places][:3] == [clause.text for clause in CLAUSES]


def test_positions_after_a_rare_character_are_in_utf16(qapp: QApplication) -> None:
    text = set_page()
    place = text.by_key[CLAUSES[1].key][0]
    at = CLAUSES[1].text.index("除外")
    ((start, end),) = place.units([(at, at + 2)])
    assert words_at(text, start, end) == "除外"


def test_source_offsets_lead_to_the_exact_words(qapp: QApplication) -> None:
    text = set_page()
    offset = 10 + CLAUSES[1].text.index("95%")
    (span,) = [found for place in text.places if (found := place.from_source(offset, offset + 3))]
    assert words_at(text, *span) == "95%"
    (span,) = [found for place in text.places if (found := place.from_source(125, 128))]
    assert words_at(text, *span) == "3.5"


def test_merged_cells_are_merged(qapp: QApplication) -> None:
    text = set_page()
    table, grid = text.tables[0]
    assert table is TABLE
    assert (grid.rows(), grid.columns()) == (3, 3)
    assert grid.cellAt(2, 0).rowSpan() == 2
    assert grid.cellAt(2, 0).row() == 1


def test_a_key_is_found_again_from_a_position(qapp: QApplication) -> None:
    text = set_page()
    place = text.place(f"{TABLE.key}/3")
    assert place is not None
    assert place.text == "修建泵站"
    assert text.at(place.position + 1) is place
    assert text.place(TABLE.key) is text.by_key[f"{TABLE.key}/1"][0]
    assert text.place("没有#1") is None


def test_a_cited_document_of_the_collection_is_a_link(qapp: QApplication) -> None:
    start = 10 + CLAUSES[1].text.index("秸秆")
    cited = Reference(CLAUSES[1].key, "000.txt", "计划", None, "依据", OTHER.key, start, start + 2)
    text = set_page(replace(PAGE, references=(cited,)))
    place = text.by_key[CLAUSES[1].key][0]
    ((begin, _),) = place.units([(CLAUSES[1].text.index("秸秆"), CLAUSES[1].text.index("秸秆") + 2)])
    from PySide6.QtGui import QTextCursor

    cursor = QTextCursor(text.document)
    cursor.setPosition(begin + 1)
    assert cursor.charFormat().anchorHref() == CITED + OTHER.key
    cursor.setPosition(begin)
    assert cursor.charFormat().anchorHref() == ""


def test_a_very_long_table_is_shown_in_part_and_says_so(qapp: QApplication) -> None:
    rows = (("序号", "任务", "数量"), *((str(n), "任务", "1") for n in range(100_000)))
    text = set_page(replace(PAGE, tables=(replace(TABLE, rows=rows, cells=()),)))
    assert text.tables[0][1].rows() == ROWS_SHOWN
    assert "查看全部 100001 行" in text.document.toPlainText()


def test_a_document_without_anything_is_empty(qapp: QApplication) -> None:
    text = set_page(replace(PAGE, clauses=(), tables=()))
    assert text.document.toPlainText().strip() == ""
    assert text.at(0) is None
    assert DOCUMENT.key not in text.by_key
