"""The window: puts the panels in their places and wires what each announces to what the others show."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
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

from nt_desktop.catalog.signature import TRUST_WORDS
from nt_desktop.search.results import Hit
from nt_desktop.ui import answers
from nt_desktop.ui.bookmark_desk import BookmarkDesk
from nt_desktop.ui.bookmarking import Bookmarking
from nt_desktop.ui.bookmarks_panel import BookmarksPanel
from nt_desktop.ui.contents_panel import ContentsPanel
from nt_desktop.ui.deadlines_panel import DeadlinesPanel
from nt_desktop.ui.duties_panel import DutiesPanel
from nt_desktop.ui.facts_desk import FactsDesk
from nt_desktop.ui.folders import Folders, short
from nt_desktop.ui.front import Front
from nt_desktop.ui.handouts import Handouts
from nt_desktop.ui.housekeeping import Housekeeping
from nt_desktop.ui.index_keeper import Collection, IndexKeeper, collection_facets
from nt_desktop.ui.menus import make_menus
from nt_desktop.ui.messages import Banner, show_problem
from nt_desktop.ui.outbox import Outbox
from nt_desktop.ui.page import Page
from nt_desktop.ui.passage_menu import PassageMenu
from nt_desktop.ui.reading_desk import Aim, ReadingDesk
from nt_desktop.ui.reading_view import ReadingView
from nt_desktop.ui.results_panel import ResultsPanel
from nt_desktop.ui.saved_searches import SavedSearches
from nt_desktop.ui.search_bar import SearchBar
from nt_desktop.ui.search_desk import SearchDesk
from nt_desktop.ui.side_panel import Dock, Tabs
from nt_desktop.ui.targets_panel import TargetsPanel
from nt_desktop.ui.theme import Theme
from nt_desktop.ui.welcome import WelcomePage
from nt_desktop.ui.window_state import WindowState
from nt_desktop.ui.wording import date_text
from nt_desktop.workspace.workspace import Workspace

TITLE = "南通规划文件检索"
RECENT = 6


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
        self.front = Front(self.results, self.reading, self.reading_desk)
        self.facts = FactsDesk(self.targets, self.duties, self.deadlines, self.keeper, self.front.key, self)
        self.bookmarking = Bookmarking(self.desk, self.bookmarks, self.keeper, self.reading.bookmark_button, self)
        self.saved_searches = SavedSearches(self.desk, self)
        self.housekeeping = Housekeeping(self.banner, self.keeper, self.desk, self)
        self.handouts = Handouts(
            self.outbox, self.front, self.search_desk, self.reading_desk, self.reading, self.targets, self.duties,
            self.keeper, self,
        )  # fmt: skip
        self._place()
        self.state = WindowState(
            self, self.workspace, theme, (self.contents_dock, self.side_dock), self.split, self.tabs, self.targets,
            self.reading,
        )  # fmt: skip
        self._menus = make_menus(self)
        self.passage_menu = PassageMenu(self.reading.pane, self._menus.actions, self.search_bar)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.step_back)
        self._wire()
        self.state.restore()
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
        self.contents.bookmark_requested.connect(self.bookmarking.bookmark)
        self.reading_desk.arriving.connect(lambda _: self._arrange())
        self.reading_desk.shown.connect(self._page_shown)
        self.reading_desk.closed.connect(self._page_closed)
        self.reading.passage_changed.connect(self._passage_changed)
        self.reading.top_changed.connect(self._top_changed)
        self.reading.bookmark_requested.connect(self.bookmark)
        self.targets.target_opened.connect(self.reading_desk.open_target)
        self.targets.bookmark_requested.connect(self.bookmarking.bookmark_target)
        self.duties.duty_opened.connect(self.reading_desk.open_duty)
        self.deadlines.target_opened.connect(self.reading_desk.open_target)
        self.bookmarking.passage_requested.connect(self.reading_desk.open_passage)
        self.bookmarking.marks_changed.connect(self._show_marks)
        self.bookmarking.print_requested.connect(self.outbox.preview_keys)
        self.tabs.currentChanged.connect(self._tab_shown)
        self.keeper.opened.connect(self._opened)
        self.housekeeping.restored.connect(self._show_recent)
        self.keeper.trouble.connect(self._not_opened)
        self.housekeeping.forgotten.connect(self._show_recent)
        self.saved_searches.query_chosen.connect(self.search_bar.set_query)
        self.search_bar.keeping_wanted.connect(self.save_search)
        self._theme.changed.connect(self._retint)
        for source in (
            self.outbox, self.bookmarking, self.keeper, self.reading_desk, self.housekeeping, self.state
        ):  # fmt: skip
            source.failed.connect(self.tell)
        self.search_desk.failed.connect(self.housekeeping.tell_trouble)
        self.outbox.done.connect(self.say)
        for speaker in (self.bookmarking, self.housekeeping, self.handouts, self.saved_searches):
            speaker.said.connect(self.say)

    # --- opening ----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Open the index; called once the window is on screen."""
        self.welcome.say("正在打开资料…")
        self.data_label.setText(f"离线 · 数据 {short(self._folders.workspace)}")
        self.data_label.setToolTip(f"不连接网络\n数据目录：{self._folders.workspace}\n索引：{self._folders.index}")
        self.housekeeping.tell_workspace()
        self._show_recent()
        self.keeper.open()

    def _opened(self, collection: Collection) -> None:
        self.collection = collection
        counts, latest = collection.manifest.counts, collection.manifest.latest_date
        self.welcome.set_counts(counts, latest)
        until = f"资料截至 {latest} · " if latest else ""
        self.collection_label.setText(f"{until}{counts.get('documents', 0)} 件")
        self.collection_label.setToolTip(f"索引{TRUST_WORDS[collection.trust]}")
        self.contents.set_documents(tuple(collection.documents.values()))
        self.search_bar.set_everything(collection_facets(collection.documents.values()))
        self.handouts.documents = collection.documents
        self.facts.open_collection(collection, bool(self.search_bar.query) and self.search_desk.is_fresh)
        self.bookmarking.locate()
        self._tab_shown(self.tabs.currentIndex())
        self.search_desk.search()
        self.reading_desk.reload()

    def _not_opened(self) -> None:
        if self.collection is None:
            self.welcome.say("资料没有打开")

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
        self._show_marks(self.bookmarks.marks())
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

    def _show_marks(self, marks: Mapping[str, str]) -> None:
        self.reading.pane.set_marked(marks)
        self.contents.model.set_marked(marks)

    def _tab_shown(self, number: int) -> None:
        if self.tabs.widget(number) is self.deadlines:
            self.facts.show_deadlines()

    # --- commands ---------------------------------------------------------------------------------------------------

    def bookmark(self) -> None:
        """Bookmark the passage in front, or the words selected in it."""
        self.bookmarking.bookmark(self.front.key(), self.front.words())

    def bookmark_document(self) -> None:
        """Bookmark the open document as a whole."""
        self.bookmarking.bookmark(self.reading_desk.page.document.key if self.reading_desk.page else "")

    def save_search(self) -> None:
        """Keep what is searched now, filters and all, under its own words."""
        from nt_desktop.ui.query_parts import with_filters

        self.saved_searches.save(with_filters(self.search_bar.query, self.search_bar.filters()))

    def open_query_form(self) -> None:
        """Write a query with a form."""
        from nt_desktop.ui.query_form import QueryForm

        form = QueryForm(self.search_bar.query, self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.query_written.connect(self.search_bar.set_query)
        form.open()

    def search_here(self) -> None:
        """Narrow the search to the open document."""
        if (page := self.reading_desk.page) is not None:
            self.search_bar.set_scope(page.document.key, page.document.title)
            self.focus_search()

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

    # --- saying things ----------------------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Show a sentence in the status bar for a while."""
        self.statusBar().showMessage(text, 6000)

    def tell(self, error: Exception) -> None:
        """Show an error in a dialog."""
        show_problem(self, error)

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
        self.state.remember()
        self.keeper.close()
        self.workspace.close()
        super().closeEvent(event)
