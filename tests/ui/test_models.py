"""Every model keeps Qt's contract and shows what its records say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from nt_desktop.model import Duty
from nt_desktop.search.results import Facet, FacetValue, Hit, Results
from nt_desktop.ui.answers import targets_at
from nt_desktop.ui.bookmark_model import BookmarkModel, BookmarkRole
from nt_desktop.ui.compare_model import CompareModel
from nt_desktop.ui.contents_model import ContentsModel
from nt_desktop.ui.deadlines_panel import DueModel, due_targets
from nt_desktop.ui.duty_model import DutyModel, Task
from nt_desktop.ui.results_model import Group, More, ResultsModel
from nt_desktop.ui.table_window import GridModel
from nt_desktop.ui.target_model import VALUE, TargetFilter, TargetModel, TargetRole
from nt_desktop.workspace.finding import Location
from nt_desktop.workspace.records import Bookmark, Folder
from tests.ui.samples import CLAUSES, DOCUMENT, DOCUMENTS, OTHER, PART, TABLE, TARGETS

DOWN = Qt.SortOrder.DescendingOrder


def hit(number: int, document: str) -> Hit:
    return Hit(
        f"{document}#{number}", document, document, None, None, ("一、",), ("总则",), 1.0, "秸秆利用", ((0, 2),),
        "秸秆利用", "000.txt", 0, 4,
    )  # fmt: skip


@pytest.fixture
def results() -> Results:
    hits = (*(hit(n, "甲") for n in range(8)), hit(1, "乙"))
    facet = Facet("document", "文件", (FacetValue("甲", "甲", 11), FacetValue("乙", "乙", 1)))
    return Results("秸秆", "", 12, 1.0, hits, (facet,))


def test_results_are_grouped_and_long_groups_folded(results: Results, qtmodeltester: ModelTester) -> None:
    model = ResultsModel()
    model.set_results(results)
    qtmodeltester.check(model)
    rows = [model.row(number) for number in range(model.rowCount())]
    assert [row.title for row in rows if isinstance(row, Group)] == ["甲", "乙"]
    assert [row.count for row in rows if isinstance(row, Group)] == [11, 1]
    assert [(row.document, row.hidden) for row in rows if isinstance(row, More)] == [("甲", 3), ("", 3)]
    model.unfold("甲")
    assert sum(isinstance(model.row(number), Hit) for number in range(model.rowCount())) == 9


def test_headings_of_documents_cannot_be_selected(results: Results) -> None:
    model = ResultsModel()
    model.set_results(results)
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.first_hit().row() == 1


def test_contents_hang_parts_and_outline_under_their_document(qtmodeltester: ModelTester) -> None:
    model = ContentsModel()
    model.set_documents(tuple(DOCUMENTS.values()))
    model.set_outline(DOCUMENT.key, CLAUSES, (TABLE,))
    qtmodeltester.check(model)
    index = model.index_of(DOCUMENT.key)
    assert index.data() == "南通市秸秆利用方案"
    assert index.parent().data() == "南通市 · 2023年"
    assert [model.index(row, 0, index).data() for row in range(model.rowCount(index))] == [
        "一、总体要求",
        "二、任务",
        "任务表",
    ]
    assert model.index_of(CLAUSES[1].key).data() == "一、总体要求"
    assert model.index_of(f"{TABLE.key}/2").data() == "表1 任务"
    assert model.index_of(PART.key).parent() == index


def test_targets_sort_by_base_value_not_by_what_is_printed(qtmodeltester: ModelTester) -> None:
    model = TargetModel()
    model.set_documents(DOCUMENTS)
    model.set_targets(TARGETS)
    shown = TargetFilter()
    shown.setSourceModel(model)
    qtmodeltester.check(model)
    shown.sort(VALUE, DOWN)
    tons = [target.key for target in model.targets if target.base_unit == "吨"]
    assert tons == ["t3", "t4"]
    shown.sort(VALUE)
    assert [target.key for target in model.targets if target.base_unit == "%"] == ["t2", "t1"]
    shown.sort(-1)
    assert [target.key for target in model.targets] == ["t1", "t2", "t3", "t4", "t5"]


def test_results_and_standards_are_hidden_until_asked_for(qtmodeltester: ModelTester) -> None:
    model = TargetModel()
    model.set_documents(DOCUMENTS)
    shown = TargetFilter()
    shown.setSourceModel(model)
    model.set_targets(TARGETS)
    qtmodeltester.check(shown)
    assert [target.key for target in shown.shown()] == ["t1", "t2", "t3", "t4"]
    shown.set_kinds(frozenset({"target", "result", "standard"}))
    assert len(shown.shown()) == 5
    shown.set_words("万吨 海门")
    assert [target.key for target in shown.shown()] == ["t3"]


def test_a_doubtful_target_says_why() -> None:
    model = TargetModel()
    model.set_targets(TARGETS)
    model.set_doubts(targets_at(TARGETS, [("000.txt", 21, 22, "与第3条的96%不一致")]))
    index = model.index(0, 0)
    assert index.data(TargetRole.DOUBT) == "与第3条的96%不一致"
    assert "与第3条的96%不一致" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(1, 0).data(TargetRole.DOUBT) is None


def test_a_hundred_thousand_targets_are_filtered_and_sorted() -> None:
    model = TargetModel()
    model.set_documents(DOCUMENTS)
    model.set_targets(TARGETS * 20_000)
    shown = TargetFilter()
    shown.setSourceModel(model)
    shown.sort(VALUE, DOWN)
    assert shown.rowCount() == 80_000
    shown.set_words("海门")
    assert shown.rowCount() == 40_000


def test_comparison_is_in_the_order_of_years(qtmodeltester: ModelTester) -> None:
    model = CompareModel()
    model.set_targets(TARGETS, DOCUMENTS)
    qtmodeltester.check(model)
    years = ["2021年", "2021年", "2023年", "2023年", "2025年"]
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == years


def test_duties_are_listed_with_the_words_of_their_clause(qtmodeltester: ModelTester) -> None:
    duty = Duty(CLAUSES[1].key, DOCUMENT.key, "000.txt", "市水利局", "市水利局", "lead", "2025", 10, 14)
    model = DutyModel()
    model.set_rows(
        [Task(duty, "甲"), Task(replace(duty, role="participant", deadline=None, document=OTHER.key), "乙")], DOCUMENTS
    )
    qtmodeltester.check(model)
    assert [model.index(0, column).data() for column in range(4)] == ["牵头", "甲", "2025", "南通市秸秆利用方案"]
    model.sort(2, DOWN)
    assert model.rows[0].text == "乙"


def test_deadlines_stand_by_their_last_day(qtmodeltester: ModelTester) -> None:
    model = DueModel()
    model.set_rows(due_targets(TARGETS), DOCUMENTS)
    model.set_today("2024-01-01")
    qtmodeltester.check(model)
    assert [(due.day, due.target.key) for due in model.rows] == [("2023-12-31", "t2"), ("2025-12-31", "t1")]
    assert "已过" in model.index(0, 0).data()
    assert "已过" not in model.index(1, 0).data()


def bookmark(name: str, folder: str = "") -> Bookmark:
    return Bookmark(name, DOCUMENT.key, CLAUSES[1].key, "clause", "秸秆", "", folder=folder, title=DOCUMENT.title)


def shown(folders: tuple[Folder, ...], *bookmarks: Bookmark, model: BookmarkModel | None = None) -> BookmarkModel:
    model = model or BookmarkModel()
    order: dict[str, list[str]] = {}
    for each in bookmarks:
        order.setdefault(each.folder, []).append(each.identity)
    model.set_records(folders, order, lambda names: [each for each in bookmarks if each.identity in names])
    return model


def test_bookmarks_lie_in_their_folders_and_lost_ones_apart(qtmodeltester: ModelTester) -> None:
    model = BookmarkModel()
    assert model.set_locations(["a", "c"], {"c": Location("gone", None, "秸秆")})
    bookmarks = (bookmark("a"), bookmark("b", "f"), bookmark("c"), bookmark("d", "g"))
    shown((Folder("f", "报告"), Folder("g", "附", "f")), *bookmarks, model=model)
    qtmodeltester.check(model)
    top = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert top == ["报告（2）", "失效书签（1）", "秸秆"]
    assert model.index(0, 0, model.index(1, 0)).data(BookmarkRole.STATE) == "已失效"
    for name in "abcd":
        assert model.index_of(name).data(BookmarkRole.RECORD).identity == name
    assert model.index_of("d").parent() == model.index_of("g")
    assert model.index_of("x") == QModelIndex()


def test_of_many_bookmarks_only_those_in_sight_are_read() -> None:
    read: list[str] = []
    model = BookmarkModel()

    def few(names: Sequence[str]) -> list[Bookmark]:
        read.extend(names)
        return [bookmark(name) for name in names]

    model.set_records((), {"": [f"{number:04}" for number in range(5000)]}, few)
    assert model.rowCount() == 5000
    assert model.index(3000, 0).data(BookmarkRole.RECORD).identity == "3000"
    assert len(read) < 100


def test_dropping_bookmarks_announces_where() -> None:
    model = shown((Folder("f", "报告"),), bookmark("a"), bookmark("b"))
    dropped: list[tuple[object, ...]] = []
    model.dropped.connect(lambda *args: dropped.append(args))
    data = model.mimeData([model.index(1, 0), model.index(2, 0)])
    for row, parent in ((-1, model.index(0, 0)), (1, QModelIndex()), (-1, model.index(2, 0)), (-1, QModelIndex())):
        model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)
    names = ("a", "b")
    assert dropped == [(names, "f", ""), (names, "", "a"), (names, "", "b"), (names, "", "")]


def test_nothing_is_dropped_into_what_is_lost() -> None:
    model = BookmarkModel()
    model.set_locations(["c", "d"], {name: Location("gone", None, "秸秆") for name in "cd"})
    shown((Folder("f", "报告"),), bookmark("a", "f"), bookmark("b"), bookmark("c"), bookmark("d", "f"), model=model)
    dropped: list[tuple[object, ...]] = []
    model.dropped.connect(lambda *args: dropped.append(args))
    drags, drops = Qt.ItemFlag.ItemIsDragEnabled, Qt.ItemFlag.ItemIsDropEnabled
    assert not any(Qt.ItemFlag.ItemIsEditable in model.flags(model.index_of(name)) for name in "cdf")
    assert all(drags in model.flags(model.index_of(name)) for name in "abcd")
    assert {name for name in "abcdf" if drops in model.flags(model.index_of(name))} == {"a", "b", "f"}
    assert drops in model.flags(QModelIndex())
    lost = model.index_of("c").parent()
    assert drops not in model.flags(lost)
    data, move = model.mimeData([model.index_of("a")]), Qt.DropAction.MoveAction
    for row, parent in ((-1, model.index_of("c")), (-1, lost), (0, lost), (1, lost)):
        assert not model.canDropMimeData(data, move, row, 0, parent)
        model.dropMimeData(data, move, row, 0, parent)
    assert dropped == []
    for row, parent in ((-1, model.index_of("b")), (-1, QModelIndex()), (0, model.index_of("f"))):
        assert model.canDropMimeData(data, move, row, 0, parent)
        model.dropMimeData(data, move, row, 0, parent)
    assert dropped == [(("a",), "", "b"), (("a",), "", ""), (("a",), "f", "a")]


def test_a_table_window_keeps_its_header_paths(qtmodeltester: ModelTester) -> None:
    model = GridModel(TABLE)
    qtmodeltester.check(model)
    assert model.headerData(2, Qt.Orientation.Horizontal) == "数量"
    assert [model.index(1, column).data() for column in range(3)] == ["1", "修建泵站", "3.5"]
