from __future__ import annotations

from nt_desktop.corpus.lines import split_lines


def test_lines_slice_back_to_the_text() -> None:
    text = "标题\r\n\n\t单元格\r末行"
    lines = split_lines(text)
    assert [line.text for line in lines] == ["标题", "", "\t单元格", "末行"]
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert [line.blank for line in lines] == [False, True, False, False]


def test_a_break_at_the_end_begins_no_line() -> None:
    assert len(split_lines("一\n二\n")) == 2
    assert split_lines("") == ()
