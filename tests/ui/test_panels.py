"""The panels at the side, driven as a user would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nt_desktop.search.results import FacetValue
from nt_desktop.ui.bookmark_desk import BookmarkDesk
from nt_desktop.ui.bookmarks_panel import BookmarksPanel
from nt_desktop.ui.choice_button import ChoiceButton
from nt_desktop.ui.compare_chart import CompareChart
from nt_desktop.ui.compare_points import line_of, moment_meant, plot_of, ticks, time_text
from nt_desktop.ui.deadlines_panel import DeadlinesPanel, last_day
from nt_desktop.ui.find_bar import FindBar
from nt_desktop.ui.main_window import MainWindow
from nt_desktop.ui.table_grid import column_widths, numeric_columns
from nt_desktop.ui.table_window import copy_cells
from nt_desktop.ui.targets_panel import TargetsPanel
from nt_desktop.ui.theme import DARK, LIGHT, Colours
from nt_desktop.workspace.records import Bookmark
from nt_desktop.workspace.workspace import Workspace
from tests.ui.conftest import commit
from tests.ui.samples import CLAUSES, DOCUMENT, DOCUMENTS, OTHER, TABLE, TARGETS, target


@pytest.fixture
def panel(qtbot: QtBot) -> TargetsPanel:
    made = TargetsPanel()
    qtbot.addWidget(made)
    made.resize(432, 600)
    made.set_documents(DOCUMENTS)
    made.show_targets("all", TARGETS)
    made.show()
    return made


def test_filters_count_what_each_value_would_show(panel: TargetsPanel) -> None:
    years = panel.choices["years"]
    offered = {value.value: value.count for value in years._values}
    assert offered == {"2023": 1, "2025": 1, "每年": 1, "无期限": 1}
    years._toggle("2025", True)
    assert [target.key for target in panel.shown_targets()] == ["t1"]
    assert {value.value: value.count for value in years._values} == offered
    assert {value.value: value.count for value in panel.choices["units"]._values} == {"%": 1}


def test_a_filter_that_matches_nothing_says_how_to_widen_it(qtbot: QtBot, panel: TargetsPanel) -> None:
    commit(panel.filter, "没有这样的指标")
    qtbot.waitUntil(lambda: not panel.shown_targets())
    assert panel.empty.isVisible()
    qtbot.mouseClick(panel.widen, Qt.MouseButton.LeftButton)
    assert len(panel.shown_targets()) == 4


def test_results_and_standards_come_with_one_click(qtbot: QtBot, panel: TargetsPanel) -> None:
    assert panel.others.text().endswith("1")
    qtbot.mouseClick(panel.others, Qt.MouseButton.LeftButton)
    assert len(panel.shown_targets()) == 5


def test_columns_that_are_chosen_are_exported_and_remembered(qtbot: QtBot, panel: TargetsPanel) -> None:
    panel._show_column(8, True)
    assert panel.shown_columns() == ("指标", "目标值", "期限", "牵头", "文件")
    state = panel.header_state()
    other = TargetsPanel()
    qtbot.addWidget(other)
    other.restore_header(state)
    assert other.shown_columns() == panel.shown_columns()


def test_the_targets_of_the_clause_being_read_are_marked(panel: TargetsPanel) -> None:
    from nt_desktop.ui.target_model import TargetRole

    panel.mark(CLAUSES[1].key)
    assert panel.shown.index(0, 0).data(TargetRole.IS_CURRENT)
    panel.mark("别处#1")
    assert not panel.shown.index(0, 0).data(TargetRole.IS_CURRENT)


def test_points_of_a_chart_open_their_target(qtbot: QtBot) -> None:
    chart = CompareChart()
    qtbot.addWidget(chart)
    chart.resize(400, 220)
    chart.set_targets(TARGETS[:2], DOCUMENTS)
    chart.show()
    assert [point.moment for point in chart.points] == [2025, 2023]
    at = chart.position_of(chart.points[0])
    with qtbot.waitSignal(chart.target_opened) as opened:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPointF(at).toPoint())
    assert opened.args == [TARGETS[0]]


def test_a_chart_draws_values_in_the_unit_that_most_of_them_print() -> None:
    metric = target(8, "45", "µg/m3", base_value=4.5e-11, base_unit="吨/立方米")
    chinese = [target(n, str(n), "微克/立方米", base_value=n * 1e-12, base_unit="吨/立方米") for n in (25, 33)]
    change = target(9, "38.4", change=True)
    plot = plot_of([metric, *chinese, change], DOCUMENTS)
    assert plot.unit == "微克/立方米"
    assert [point.value for point in plot.points] == [45, 25, 33]
    assert plot.left_out == 1


@pytest.mark.parametrize(
    ("deadline", "moment", "said"),
    [("2025", 2025, "2025年"), ("2021-12-31", 2021, "2021年"), ("2025-06-30", 2024 + 181 / 365, "2025年6月"),
     ("2024-02", 2023 + 2 / 12, "2024年2月"), ("2025-01-31", 2024 + 31 / 365, "2025年1月"), ("每年", 2023, "2023年")],
)  # fmt: skip
def test_a_deadline_within_a_year_stands_between_the_ends_of_two(deadline: str, moment: float, said: str) -> None:
    found = moment_meant(target(1, "9", deadline=deadline), DOCUMENTS)
    assert found == pytest.approx(moment)
    assert time_text(found or 0) == said


def test_points_of_one_moment_are_not_joined_and_labels_cover_nothing(qtbot: QtBot) -> None:
    chart = CompareChart()
    qtbot.addWidget(chart)
    chart.resize(430, 200)
    old = replace(DOCUMENT, key="旧", date="2020-01-01", region="开发区")
    documents = {**DOCUMENTS, "旧": old, "新": replace(old, key="新", date="2021-01-01")}
    shown = [
        target(1, "33", document="旧", deadline="2021"), target(2, "45", document="新", deadline="2021"),
        target(3, "25", deadline="2025"), target(4, "26", document=OTHER.key, deadline="2025"),
    ]  # fmt: skip
    chart.set_targets(shown, documents)
    assert [point.target.key for point in line_of(chart.points[:2], documents)] == ["t2"]
    boxes = chart.label_boxes()
    assert set(boxes) == {"开发区", "南通市", "海门区"}
    for name, box in boxes.items():
        assert chart.rect().contains(box.toAlignedRect())
        assert not any(box.contains(chart.position_of(point)) for point in chart.points)
        assert not any(box.intersects(other) for key, other in boxes.items() if key != name)


def test_ticks_are_round_and_enclose_the_values() -> None:
    marks = ticks(25, 33)
    assert marks[0] <= 25
    assert marks[-1] >= 33
    assert len(set(marks)) == len(marks)
    assert ticks(5, 5)[0] < 5 < ticks(5, 5)[-1]


def test_deadlines_say_what_is_past_and_next(qtbot: QtBot) -> None:
    panel = DeadlinesPanel()
    qtbot.addWidget(panel)
    panel.show_targets(TARGETS, DOCUMENTS)
    panel.day.setDate(QDate(2024, 6, 1))
    assert panel.count.text() == "到期 1 项，未到期 1 项；最近的是 2025"


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [("2025", "2025-12-31"), ("2025-06-30", "2025-06-30"), ("2025-06", "2025-06-31"), ("每年", ""), (None, "")],
)
def test_the_last_day_of_a_deadline(deadline: str | None, expected: str) -> None:
    assert last_day(deadline) == expected


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> BookmarkDesk:
    return BookmarkDesk(Workspace.open(tmp_path))


def bookmark(name: str, text: str = "秸秆综合利用率") -> Bookmark:
    return Bookmark(name, DOCUMENT.key, CLAUSES[1].key, "clause", text, "", title=DOCUMENT.title)


def test_bookmarks_are_searched_moved_and_deleted_and_all_of_it_undone(qtbot: QtBot, desk: BookmarkDesk) -> None:
    panel = BookmarksPanel(desk)
    qtbot.addWidget(panel)
    panel.show()
    desk.add(bookmark("a"))
    desk.add(bookmark("b", "入河排污口"))
    folder = desk.new_folder("报告")
    desk.move(["b"], folder)
    assert [(each.identity, each.folder) for each in desk.workspace.bookmarks()] == [("a", ""), ("b", folder)]
    commit(panel.filter, "排污")
    qtbot.waitUntil(lambda: panel.model.rowCount(panel.model.index(0, 0)) == 1 and panel.model.rowCount() == 1)
    panel.filter.clear()
    panel.refresh()
    panel.tree.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert [each.identity for each in desk.workspace.bookmarks()] == ["a"]
    desk.stack.undo()
    assert len(desk.workspace.bookmarks()) == 2
    assert len(desk.workspace.folders()) == 1
    while desk.stack.canUndo():
        desk.stack.undo()
    assert desk.workspace.bookmarks() == ()
    assert panel.empty.isVisible()
    desk.workspace.close()


@pytest.mark.parametrize(
    ("moving", "before", "order"),
    [
        ("b", "b", "abcd"),
        ("ac", "c", "bacd"),
        ("bc", "b", "abcd"),
        ("ad", "d", "bcad"),
        ("abcd", "b", "abcd"),
        ("ad", "c", "badc"),
        ("a", "", "bcda"),
        ("a", "x", "bcda"),
    ],
)
def test_bookmarks_dropped_above_one_of_themselves_stay_there(
    desk: BookmarkDesk, moving: str, before: str, order: str
) -> None:
    for name in "abcd":
        desk.add(bookmark(name))
    desk.move(list(moving), "", before)
    assert "".join(desk.order()[""]) == order
    desk.stack.undo()
    assert "".join(desk.order()[""]) == "abcd"
    desk.workspace.close()


def test_a_note_is_kept_when_one_goes_elsewhere(qtbot: QtBot, desk: BookmarkDesk) -> None:
    panel = BookmarksPanel(desk)
    qtbot.addWidget(panel)
    panel.show()
    desk.add(bookmark("a"))
    panel.select("a")
    panel.note.setPlainText("第三节要用")
    panel.save_note()
    assert desk.workspace.bookmarks()[0].note == "第三节要用"
    desk.workspace.close()


def test_what_cannot_be_kept_is_refused_aloud(qtbot: QtBot, desk: BookmarkDesk) -> None:
    desk.workspace.writable = False
    with qtbot.waitSignal(desk.refused):
        desk.add(bookmark("a"))
    assert not desk.stack.canUndo()
    desk.workspace.writable = True
    desk.workspace.close()


def test_a_filter_keeps_what_is_chosen(qtbot: QtBot) -> None:
    button = ChoiceButton("年份")
    qtbot.addWidget(button)
    button.set_values([FacetValue("2023", "2023", 4), FacetValue("2021", "2021", 2)])
    with qtbot.waitSignal(button.chosen_changed):
        button._toggle("2021", True)
    assert button.text() == "2021"
    assert "2021" in button.accessibleName()
    button.set_values([])
    assert button.isEnabled()
    assert button.chosen == ("2021",)


def test_the_find_bar_counts_and_steps(qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    bar.open()
    with qtbot.waitSignal(bar.sought) as sought:
        commit(bar.edit, "秸秆")
    assert sought.args == ["秸秆"]
    bar.say(2, 12)
    assert bar.count.text() == "3 / 12"
    bar.say(-1, 0)
    assert bar.count.text() == "没有找到"
    with qtbot.waitSignal(bar.stepped) as stepped:
        qtbot.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert stepped.args == [-1]


def test_figures_are_set_flush_right_and_columns_fit() -> None:
    assert numeric_columns(TABLE) == {0, 2}
    widths = column_widths(TABLE, 13, 600, 16)
    assert sum(widths) <= 600
    assert widths[1] > widths[0]


def test_cells_are_copied_as_cells(qtbot: QtBot) -> None:
    from nt_desktop.ui.table_window import TableWindow

    window = TableWindow(TABLE)
    qtbot.addWidget(window)
    data = copy_cells(window.model, [window.model.index(row, column) for row in (0, 1) for column in (1, 2)])
    assert data.text() == "清理河道\t12\n修建泵站\t3.5"
    assert "<td>修建泵站</td>" in data.html()
    window.copy()


def luminance(colour: str) -> float:
    parts = [channel / 255 for channel in QColor(colour).getRgb()[:3]]  # type: ignore[operator, index]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_text_stands_out_from_its_ground(colours: Colours) -> None:
    pairs: list[tuple[str, str]] = [
        *((ink, ground) for ink in ("text", "muted") for ground in ("window", "base", "raised", "selected", "hover")),
        ("text", "target"), ("text", "tag"), ("hit_text", "hit"), ("hit_text", "hit_current"), ("accent", "base"),
        ("on_accent", "accent"), ("text", "warning_ground"), ("warning", "base"),
    ]  # fmt: skip
    for ink, ground in pairs:
        first, second = luminance(getattr(colours, ink)), luminance(getattr(colours, ground))
        contrast = (max(first, second) + 0.05) / (min(first, second) + 0.05)
        assert contrast >= 4.5, f"{ink} on {ground}: {contrast:.2f}"


def test_all_that_a_department_answers_for(qtbot: QtBot, window: MainWindow) -> None:
    duties = window.duties
    qtbot.waitUntil(lambda: duties.department.count() > 0, timeout=10000)
    window.tabs.setCurrentWidget(duties)
    name = duties.department.itemData(0)
    duties.choose(name)
    qtbot.waitUntil(lambda: bool(duties.model.rows), timeout=10000)
    assert all(name in (task.duty.department, task.duty.department_canonical) for task in duties.model.rows)
    assert all(task.text for task in duties.model.rows)
    assert duties.count.text().startswith("牵头")


def test_exports_are_exactly_what_is_shown(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "指标.csv"
    shown = window.targets.shown_targets()
    with qtbot.waitSignal(window.outbox.done, timeout=20000):
        window.outbox.write_targets(shown, window.collection.documents, path)  # type: ignore[union-attr]
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) >= 1 + len(shown)


def test_the_check_report_tells_where_the_sources_contradict_themselves(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "核对报告.html"
    with qtbot.waitSignal(window.outbox.done, timeout=20000):
        window.outbox.write_check_report(path)
    page = path.read_text(encoding="utf-8")
    assert "合计不符" in page  # 1600 is printed below figures that add up to 1601
    assert "1601" in page
    assert "2022年5月1日" in page  # a heading of 2022 above entries of 2023


def test_comparing_one_indicator_across_documents(qtbot: QtBot, window: MainWindow) -> None:
    target = next(each for each in window.targets.model.targets if each.indicator.startswith("PM2.5"))
    window.facts.compare(target)
    qtbot.waitUntil(lambda: len(window.targets.compare.model.rows) > 1, timeout=10000)
    assert window.targets.compare.isVisible()
    assert {"2021年", "2025年"} <= {
        window.targets.compare.model.index(row, 0).data() for row in range(window.targets.compare.model.rowCount())
    }


def test_the_source_stands_beside_the_text_at_the_same_place(qtbot: QtBot, reading: MainWindow) -> None:
    reading.reading.toggle_source()
    qtbot.waitUntil(lambda: bool(reading.reading.source.toPlainText()), timeout=10000)
    page = reading.reading_desk.page
    assert page is not None
    assert page.clauses[0].text[:6] in reading.reading.source.toPlainText()
    selection = reading.reading.source.extraSelections()[0]
    assert "秸秆综合利用率" in selection.cursor.selectedText()  # type: ignore[attr-defined]


def test_finding_in_the_document_counts_and_marks_beside_the_scroll_bar(qtbot: QtBot, reading: MainWindow) -> None:
    reading.find_here()
    commit(reading.reading.find_bar.edit, "还田")
    qtbot.waitUntil(lambda: "/" in reading.reading.find_bar.count.text())
    hits = reading.reading.pane.hits
    text = reading.reading.pane.document().toPlainText()
    assert {text[start:end] for start, end in hits} == {"还田"}
    assert len(reading.reading.pane._bar.marks) > 1
    before = reading.reading.pane.current_hit
    reading.reading.step(1)
    assert reading.reading.pane.current_hit == (before + 1) % len(hits)


def test_the_tables_and_dialogs_open(qtbot: QtBot, make_window: Callable[..., MainWindow], window: MainWindow) -> None:
    from nt_desktop.ui.about import AboutDialog, HelpDialog

    about = AboutDialog(Path("index"), Path("data"), "资料 3 件", window)
    helping = HelpDialog(window)
    assert "不打开任何网络连接" in about.words.text()
    assert "部门:市水利局" in helping.page.toPlainText()
    about.close()
    helping.close()
