"""The window: puts the panels in their places and wires what each announces to what the others show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from nt_desktop import places
from nt_desktop.catalog.manifest import Damage
from nt_desktop.catalog.signature import TRUST_WORDS
from nt_desktop.errors import NtDesktopError, WorkspaceError
from nt_desktop.output.clipboard import Pattern
from nt_desktop.output.excerpt import ExcerptOptions
from nt_desktop.search.results import Hit
from nt_desktop.ui import answers
from nt_desktop.ui.bookmark_desk import BookmarkDesk
from nt_desktop.ui.bookmarking import Bookmarking
from nt_desktop.ui.bookmarks_panel import BookmarksPanel
from nt_desktop.ui.contents_panel import ContentsPanel
from nt_desktop.ui.deadlines_panel import DeadlinesPanel
from nt_desktop.ui.duties_panel import DutiesPanel
from nt_desktop.ui.facts_desk import FactsDesk
from nt_desktop.ui.index_keeper import Collection, IndexKeeper, collection_facets
from nt_desktop.ui.menus import make_menus
from nt_desktop.ui.messages import Banner, show_problem
from nt_desktop.ui.outbox import Outbox
from nt_desktop.ui.page import Page
from nt_desktop.ui.reading_desk import Aim, ReadingDesk
from nt_desktop.ui.reading_view import ReadingView
from nt_desktop.ui.results_panel import ResultsPanel
from nt_desktop.ui.search_bar import SearchBar
from nt_desktop.ui.search_desk import SearchDesk
from nt_desktop.ui.side_panel import Dock, Tabs
from nt_desktop.ui.targets_panel import TargetsPanel
from nt_desktop.ui.theme import Appearance, Theme
from nt_desktop.ui.welcome import WelcomePage
from nt_desktop.ui.wording import date_text
from nt_desktop.workspace.workspace import Workspace

if TYPE_CHECKING:
    from nt_desktop.building import Built

STATE_VERSION = 1
TITLE = "南通规划文件检索"
RECENT = 6
DOCKS = (236, 432)
WIDE_DOCKS = (288, 500)
"""Widths in pixels of the docks at the left and right, and on a wide screen."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the window finds and keeps things."""

    seeds: Path
    index: Path
    workspace: Path

    @classmethod
    def beside_program(cls) -> Folders:
        return cls(places.seeds_folder(), places.index_folder(), places.workspace_folder())


class MainWindow(QMainWindow):
    """Everything on screen. `load` opens the index once the window is shown."""

    def __init__(self, folders: Folders, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self._folders = folders
        self._theme = theme
        self.collection: Collection | None = None
        self.workspace = Workspace.open(folders.workspace)
        self.keeper = IndexKeeper(folders.seeds, folders.index, self)
        self.outbox = Outbox(folders.index, self)
        self.desk = BookmarkDesk(self.workspace, self)
        self.search_bar = SearchBar()
        self.banner = Banner()
        self.welcome = WelcomePage()
        self.results = ResultsPanel()
        self.reading = ReadingView()
        self.contents = ContentsPanel()
        self.targets = TargetsPanel()
        self.duties = DutiesPanel()
        self.deadlines = DeadlinesPanel()
        self.bookmarks = BookmarksPanel(self.desk)
        self.search_desk = SearchDesk(self.search_bar, self.results, self.keeper, self.workspace, self)
        self.reading_desk = ReadingDesk(self.reading, self.keeper, self.workspace, self)
        self.facts = FactsDesk(self.targets, self.duties, self.deadlines, self.keeper, self.passage_in_front, self)
        self.bookmarking = Bookmarking(self.desk, self.bookmarks, self.keeper, self.reading.bookmark_button, self)
        self._place()
        self._menus = make_menus(self)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.step_back)
        self._wire()
        self._restore()
        self.search_bar.edit.setFocus()

    # --- layout -----------------------------------------------------------------------------------------------------

    def _place(self) -> None:
        bar = QToolBar("检索", self)
        bar.setObjectName("search")
        bar.setMovable(False)
        bar.setFloatable(False)
        bar.toggleViewAction().setEnabled(False)
        bar.toggleViewAction().setVisible(False)
        bar.addWidget(self.search_bar)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.results)
        self.split.addWidget(self.reading)
        self.split.setSizes([240, 420])
        self.split.setStretchFactor(0, 4)
        self.split.setStretchFactor(1, 7)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.welcome)
        self.middle.addWidget(self.split)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.middle, 1)
        self.setCentralWidget(centre)
        self.tabs = Tabs()
        panels = (self.targets, self.duties, self.deadlines, self.bookmarks)
        for panel, title in zip(panels, ("指标", "任务分工", "期限", "书签"), strict=True):
            self.tabs.addTab(panel, title)
        self.contents_dock = Dock("contents", "文件目录", self.contents, self)
        self.side_dock = Dock("side", "指标与书签", self.tabs, self, titled=False)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.contents_dock)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.side_dock)
        self.hits_label = QLabel()
        self.hits_label.setAccessibleName("检索结果数")
        self.collection_label = QLabel()
        self.data_label = QLabel()
        status = self.statusBar()
        status.setSizeGripEnabled(False)
        status.addWidget(self.hits_label)
        status.addWidget(self.collection_label, 1)
        status.addPermanentWidget(self.data_label)

    def _wire(self) -> None:
        self.search_desk.found.connect(self._found)
        self.search_desk.said.connect(self.hits_label.setText)
        self.results.list.hit_opened.connect(self._open_hit)
        self.results.list.hit_selected.connect(lambda hit: self.facts.passage_changed(hit.clause))
        self.results.list.left_upwards.connect(self.focus_search)
        self.welcome.query_chosen.connect(self.search_bar.set_query)
        self.welcome.document_chosen.connect(self.reading_desk.open_document)
        self.contents.document_requested.connect(self.reading_desk.open_document)
        self.contents.passage_requested.connect(self.reading_desk.open_passage)
        self.reading_desk.arriving.connect(lambda _: self._arrange())
        self.reading_desk.shown.connect(self._page_shown)
        self.reading_desk.closed.connect(self._page_closed)
        self.reading.passage_changed.connect(self._passage_changed)
        self.reading.top_changed.connect(self._top_changed)
        self.reading.table_requested.connect(lambda _: self.open_table())
        self.reading.bookmark_requested.connect(self.bookmark_current)
        self.reading.copy_requested.connect(lambda: self.copy_current())
        self.reading.print_requested.connect(self.print_current)
        self.reading.type_changed.connect(self._remember_type)
        self.targets.target_opened.connect(self.reading_desk.open_target)
        self.targets.export_requested.connect(self.export_targets)
        self.targets.print_requested.connect(self._print_targets)
        self.duties.duty_opened.connect(self.reading_desk.open_duty)
        self.duties.export_requested.connect(self.export_duties)
        self.deadlines.target_opened.connect(self.reading_desk.open_target)
        self.bookmarking.passage_requested.connect(self.reading_desk.open_passage)
        self.bookmarking.marks_changed.connect(self._show_marks)
        self.bookmarking.print_requested.connect(self.outbox.preview_keys)
        self.tabs.currentChanged.connect(self._tab_shown)
        self.keeper.opened.connect(self._opened)
        self.keeper.trouble.connect(self._trouble)
        self.keeper.damaged.connect(self._verified)
        self.keeper.built.connect(self._built)
        self.banner.acted.connect(self._act_on_banner)
        self._theme.changed.connect(self._retint)
        for source in (self.outbox, self.bookmarking, self.keeper, self.reading_desk):
            source.failed.connect(self.tell)
        self.search_desk.failed.connect(self._trouble)
        self.outbox.done.connect(self.say)
        self.bookmarking.said.connect(self.say)

    # --- opening ----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Open the index; called once the window is on screen."""
        self.welcome.say("正在打开资料…")
        self.data_label.setText(f"离线 · 数据 {_short(self._folders.workspace)}")
        self.data_label.setToolTip(f"不连接网络\n数据目录：{self._folders.workspace}\n索引：{self._folders.index}")
        if self.workspace.problem:
            act = ("restore", "恢复备份") if self.workspace.damage else ()
            self.banner.say(self.workspace.problem, *act)
        self._show_recent()
        self.keeper.open()

    def _opened(self, collection: Collection) -> None:
        self.collection = collection
        counts, latest = collection.manifest.counts, collection.manifest.latest_date
        self.welcome.set_counts(counts, latest)
        until = f"资料截至 {latest} · " if latest else ""
        self.collection_label.setText(f"{until}{counts.get('documents', 0)} 件")
        self.collection_label.setToolTip(f"索引{TRUST_WORDS[collection.trust]}")
        if collection.trust == "forged":
            self.banner.say("索引的签名与程序里的公钥不符，资料可能被人换过，请从原介质重新复制后再使用。")
        self.contents.set_documents(tuple(collection.documents.values()))
        self.search_bar.set_everything(collection_facets(collection.documents.values()))
        self.facts.open_collection(collection)
        self.bookmarking.locate()
        self._tab_shown(self.tabs.currentIndex())
        self.search_desk.search()
        self.reading_desk.reload()

    def _built(self, built: Built) -> None:
        if built.problems:
            self.banner.say(f"索引已建立，有 {len(built.problems)} 处资料未能读取。", "problems", "查看清单")
        else:
            self.banner.hide()
            self.say(f"索引已建立：{built.counts.get('documents', 0)} 件文件")

    def _trouble(self, error: Exception) -> None:
        self.welcome.say("")
        if isinstance(error, NtDesktopError):
            act = () if isinstance(error, WorkspaceError) else ("rebuild", "重建索引")
            self.banner.say(str(error), *act)
        else:
            self.tell(error)

    def _act_on_banner(self, action: str) -> None:
        if action == "rebuild":
            self.banner.hide()
            self.keeper.rebuild()
        elif action == "problems":
            self.show_build_problems()
        elif action == "restore" and self.workspace.damage is not None:
            self._restore_workspace()

    def _restore_workspace(self) -> None:
        assert self.workspace.damage is not None
        try:
            self.workspace.restore(self.workspace.damage.newest)
        except NtDesktopError as error:
            self.tell(error)
            return
        self.banner.hide()
        self.desk.stack.clear()
        self.bookmarks.refresh()
        self.bookmarking.locate()

    # --- what is in front -------------------------------------------------------------------------------------------

    def _found(self, found: answers.Found | None) -> None:
        self.reading_desk.query = found.results.query if found else ""
        self._arrange()
        self.reading.set_query(self.reading_desk.query)
        self.facts.show_found(found, self.search_desk.is_fresh)

    def _arrange(self) -> None:
        """Show of results and text what there is; both share the middle."""
        has_results, has_page = self.search_desk.latest is not None, self.reading_desk.page is not None
        self.results.setVisible(has_results)
        self.reading.setVisible(has_page)
        self.middle.setCurrentIndex(1 if has_results or has_page else 0)
        if not (has_results or has_page):
            self._show_recent()

    def _show_recent(self) -> None:
        self.welcome.set_recent(self.workspace.recent_documents(RECENT), self.workspace.past_searches(RECENT))

    def _open_hit(self, hit: Hit) -> None:
        self.search_desk.record()
        self.reading_desk.go(hit.document, Aim(key=hit.clause))

    def _page_shown(self, page: Page) -> None:
        self.setWindowTitle(f"{page.document.title} — {TITLE}")
        self.contents.open_page(page)
        self.contents.follow(self.reading.key)
        self.reading.pane.set_marked(self.bookmarks.bookmarked_keys())
        self.facts.show_page(page)

    def _page_closed(self) -> None:
        self.setWindowTitle(TITLE)
        self.facts.show_page(None)
        self._arrange()

    def _passage_changed(self, key: str) -> None:
        self.contents.follow(key)
        self.facts.passage_changed(key)

    def _top_changed(self, key: str) -> None:
        if not self.contents.tree.hasFocus():
            self.contents.follow(key)

    def _show_marks(self, keys: frozenset[str]) -> None:
        self.reading.pane.set_marked(keys)
        self.contents.model.set_marked(keys)

    def _tab_shown(self, number: int) -> None:
        if self.tabs.widget(number) is self.deadlines:
            self.facts.show_deadlines()

    def passage_in_front(self) -> str:
        """The key of the clause or row that is meant: the current hit in the list, else what is being read."""
        hit = self.results.list.current_hit()
        if hit is not None and (self.results.list.hasFocus() or self.reading_desk.page is None):
            return hit.clause
        return self.reading.key if self.reading_desk.page is not None else ""

    def _keys_in_front(self) -> tuple[str, ...]:
        selected = self.results.list.selected_hits() if self.results.list.hasFocus() else ()
        if selected:
            return tuple(hit.clause for hit in selected)
        key = self.passage_in_front()
        return (key,) if key else ()

    # --- commands ---------------------------------------------------------------------------------------------------

    def bookmark_current(self) -> None:
        words = self.reading.selected_text if not self.results.list.hasFocus() else ""
        self.bookmarking.bookmark(self.passage_in_front(), words)

    def print_current(self) -> None:
        """Preview the clause in front, or the hits selected."""
        if keys := self._keys_in_front():
            self.outbox.preview_keys(keys)
        else:
            self.say("先打开一份文件或选中一条结果，再打印")

    def print_document(self) -> None:
        if (page := self.reading_desk.page) is not None:
            self.outbox.preview_keys((page.document.key,))

    def print_results(self) -> None:
        found = self.search_desk.latest
        if found is not None and found.results.hits:
            options = ExcerptOptions(title=f"“{found.results.query}”的检索结果")
            self.outbox.preview_keys([hit.clause for hit in found.results.hits], options)

    def copy_current(self, pattern: Pattern = "正文引用") -> None:
        """Copy the clause in front, or the words selected in it, with where they stand."""
        if keys := self._keys_in_front():
            words = self.reading.selected_text if not self.results.list.hasFocus() else ""
            self.outbox.copy_keys(keys, pattern, words)

    def save_current(self) -> None:
        if keys := self._keys_in_front():
            self.outbox.save_keys(keys)

    def _print_targets(self) -> None:
        from nt_desktop.ui.targets_print import preview_targets

        shown = self.targets.shown_targets()
        if shown and self.collection is not None:
            preview_targets(shown, self.collection.documents, self.targets.shown_columns(), self)

    def export_targets(self) -> None:
        if self.collection is not None:
            self.outbox.export_targets(self.targets.shown_targets(), self.collection.documents)

    def export_duties(self) -> None:
        if self.collection is not None:
            self.outbox.export_duties(self.duties.shown_duties(), self.collection.documents)

    def search_here(self) -> None:
        """Narrow the search to the open document."""
        if (page := self.reading_desk.page) is not None:
            self.search_bar.set_scope(page.document.key, page.document.title)
            self.focus_search()

    def open_table(self) -> None:
        """Show the table in front in a window of its own."""
        from nt_desktop.ui.table_window import TableWindow

        table = self.reading.table_here() if self.reading_desk.page is not None else None
        if table is None:
            self.say("这里没有表格")
        else:
            TableWindow(table, self).show()

    # --- moving about -----------------------------------------------------------------------------------------------

    def focus_search(self) -> None:
        self.search_bar.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_bar.edit.selectAll()

    def find_here(self) -> None:
        if self.reading_desk.page is not None:
            self.reading.open_find()
        else:
            self.focus_search()

    def step_back(self) -> None:
        """Esc: out of the find bar, the comparison, the text, the results; then clear the query, then the document."""
        focus = QApplication.focusWidget()
        if self.reading.find_bar.isVisible():
            self.reading.find_bar.dismiss()
        elif focus is not None and self.targets.compare.isVisible() and self.side_dock.isAncestorOf(focus):
            self.targets.compare.closed.emit()
        elif focus is not None and self.reading.isAncestorOf(focus):
            if self.results.isVisible() and self.results.list.results.rowCount():
                self.results.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            else:
                self.focus_search()
        elif focus is not self.search_bar.edit:
            self.focus_search()
        elif self.search_bar.edit.text():
            self.search_bar.set_query("")
        elif self.reading_desk.page is not None:
            self.reading_desk.close()

    def cycle(self, by: int) -> None:
        """The focus to the next part of the window."""
        sides: dict[QWidget | None, QWidget] = {
            self.targets: self.targets.table,
            self.duties: self.duties.table,
            self.deadlines: self.deadlines.table,
            self.bookmarks: self.bookmarks.tree,
        }
        parts = (self.search_bar.edit, self.contents.tree, self.results.list, self.reading.pane)
        here = [part for part in (*parts, sides[self.tabs.currentWidget()]) if part.isVisible()]
        focus = QApplication.focusWidget()
        at = next((number for number, part in enumerate(here) if part is focus), -1 if by > 0 else 0)
        here[(at + by) % len(here)].setFocus(Qt.FocusReason.TabFocusReason)

    # --- what lasts -------------------------------------------------------------------------------------------------

    def default_layout(self) -> None:
        """The docks where they were at the first start."""
        if not self.isVisible():
            screen = self.screen().availableGeometry()
            self.resize(min(1440, screen.width() - 40), min(900, screen.height() - 60))
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.contents_dock)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.side_dock)
        for dock in (self.contents_dock, self.side_dock):
            dock.show()
        self.resizeDocks(
            [self.contents_dock, self.side_dock],
            list(WIDE_DOCKS if self.width() >= 1600 else DOCKS),
            Qt.Orientation.Horizontal,
        )

    def _restore(self) -> None:
        self.default_layout()
        restorers: tuple[tuple[str, Callable[[bytes], object]], ...] = (
            ("window.geometry", lambda value: self.restoreGeometry(QByteArray(value))),
            ("window.state", lambda value: self.restoreState(QByteArray(value), STATE_VERSION)),
            ("window.split", lambda value: self.split.restoreState(QByteArray(value))),
            ("targets.columns", self.targets.restore_header),
        )
        for name, restore in restorers:
            value = self.workspace.setting(name)
            if isinstance(value, bytes):
                restore(value)
        tab, points = self.workspace.setting("window.tab", 0), self.workspace.setting("reading.points", 12.0)
        self.tabs.setCurrentIndex(tab if isinstance(tab, int) else 0)
        face = str(self.workspace.setting("reading.face", "sans"))
        self.reading.set_type(face, points if isinstance(points, float) else 12.0)
        appearance = self.workspace.setting("window.appearance")
        if appearance in ("light", "dark"):
            self._theme.set_appearance("light" if appearance == "light" else "dark")

    def _remember(self) -> None:
        self._keep("window.geometry", bytes(self.saveGeometry().data()))
        self._keep("window.state", bytes(self.saveState(STATE_VERSION).data()))
        self._keep("window.split", bytes(self.split.saveState().data()))
        self._keep("targets.columns", self.targets.header_state())
        self._keep("window.tab", self.tabs.currentIndex())

    def _remember_type(self, face: str, points: float) -> None:
        self._keep("reading.face", face)
        self._keep("reading.points", points)

    def set_appearance(self, appearance: Appearance) -> None:
        self._theme.set_appearance(appearance)
        self._keep("window.appearance", appearance)

    def _keep(self, name: str, value: str | int | float | bytes) -> None:
        """Write a setting where that is possible and it has changed."""
        if not self.workspace.writable or self.workspace.setting(name) == value:
            return
        try:
            self.workspace.set_setting(name, value)
        except NtDesktopError as error:
            self.banner.say(str(error))

    def clear_traces(self) -> None:
        """Forget searches and opened documents."""
        try:
            self.workspace.clear_traces()
        except NtDesktopError as error:
            self.tell(error)
        else:
            self._show_recent()
            self.say("检索和阅读记录已清除，书签保留")

    # --- saying things ----------------------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Show a sentence in the status bar for a while."""
        self.statusBar().showMessage(text, 6000)

    def tell(self, error: Exception) -> None:
        """Show an error in a dialog."""
        show_problem(self, error)

    def verify(self) -> None:
        """Check every byte of the index."""
        self.keeper.verify(self._verified)

    def _verified(self, damages: Sequence[Damage]) -> None:
        if not damages:
            self.say("索引完好，每个文件都与清单一致")
        else:
            names = "；".join(f"{each.name}：{each.reason}" for each in damages[:5])
            self.banner.say(f"索引有 {len(damages)} 个文件损坏：{names}。", "rebuild", "重建索引")

    def show_build_problems(self) -> None:
        """List what the build could not read."""
        from nt_desktop.ui.problems_dialog import ProblemsDialog

        problems = self.collection.manifest.problems if self.collection else ()
        if problems:
            ProblemsDialog(problems, self).open()
        else:
            self.say("所有资料都已读取")

    def show_help(self) -> None:
        from nt_desktop.ui.about import HelpDialog

        HelpDialog(self).show()

    def show_about(self) -> None:
        from nt_desktop.ui.about import AboutDialog

        held = self.collection
        latest = date_text(held.manifest.latest_date) if held else ""
        said = f"资料 {len(held.documents)} 件，截至{latest}，索引{TRUST_WORDS[held.trust]}" if held else "资料尚未打开"
        AboutDialog(self._folders.index, self._folders.workspace, said, self).open()

    def _retint(self) -> None:
        self._menus.icons.retint()
        parts = (self.search_bar, self.banner, self.reading, self.targets, self.duties, self.bookmarks)
        for part in (*parts, self.contents_dock, self.side_dock, self.results.order):
            part.retint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self._theme.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.bookmarks.save_note()
        self._remember()
        self.keeper.close()
        self.workspace.close()
        super().closeEvent(event)


def _short(path: Path) -> str:
    home = places.home_folder()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
