"""The window: puts the panels in their places and wires what each announces to what the others show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
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
from nt_desktop.building import Built
from nt_desktop.catalog.manifest import Damage
from nt_desktop.errors import NtDesktopError
from nt_desktop.model import Duty, Target
from nt_desktop.output.excerpt import ExcerptOptions
from nt_desktop.search.results import Hit
from nt_desktop.ui import answers
from nt_desktop.ui.actions import Menus, Wanted
from nt_desktop.ui.bookmark_desk import BookmarkDesk
from nt_desktop.ui.bookmarks_panel import BookmarksPanel
from nt_desktop.ui.contents_panel import ContentsPanel
from nt_desktop.ui.deadlines_panel import DeadlinesPanel
from nt_desktop.ui.duties_panel import DutiesPanel, load_departments, load_tasks
from nt_desktop.ui.index_keeper import Collection, IndexKeeper, collection_facets
from nt_desktop.ui.messages import Banner, show_problem
from nt_desktop.ui.note_popup import NotePopup
from nt_desktop.ui.outbox import Outbox
from nt_desktop.ui.page import Page, load_page
from nt_desktop.ui.reading_view import ReadingView, Spot
from nt_desktop.ui.results_panel import ResultsPanel
from nt_desktop.ui.search_bar import SearchBar
from nt_desktop.ui.side_panel import Dock, Tabs
from nt_desktop.ui.targets_panel import TargetsPanel
from nt_desktop.ui.theme import Appearance, Theme
from nt_desktop.ui.welcome import WelcomePage
from nt_desktop.ui.wording import date_text
from nt_desktop.workspace.records import Bookmark
from nt_desktop.workspace.workspace import Workspace

LIMIT = 50
BUSY_AFTER = 150
STATE_VERSION = 1
TITLE = "南通规划文件检索"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the window finds and keeps things."""

    seeds: Path
    index: Path
    workspace: Path

    @classmethod
    def beside_program(cls) -> Folders:
        return cls(places.seeds_folder(), places.index_folder(), places.workspace_folder())


@dataclass(frozen=True, slots=True)
class _Aim:
    """Where to stand once a document has been loaded."""

    key: str = ""
    start: int = -1
    end: int = -1
    scroll: int | None = None
    focus: bool = True


class MainWindow(QMainWindow):
    def __init__(self, folders: Folders, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self._folders = folders
        self._theme = theme
        self.workspace = Workspace.open(folders.workspace)
        self.keeper = IndexKeeper(folders.seeds, folders.index, self)
        self.outbox = Outbox(folders.index, self)
        self.desk = BookmarkDesk(self.workspace, self)
        self.collection: Collection | None = None
        self._limit = LIMIT
        self._found: answers.Found | None = None
        self._page: Page | None = None
        self._back: list[Spot] = []
        self._wanted_scope = ""
        self._fresh_query = False
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
        self.note_popup = NotePopup(self)
        self._busy = QTimer(self, singleShot=True, interval=BUSY_AFTER)
        self._place()
        self._menus = Menus(self)
        self._make_menus()
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
        self.middle = QStackedWidget()
        self.middle.addWidget(self.welcome)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.results)
        self.split.addWidget(self.reading)
        self.split.setSizes([240, 420])
        self.split.setStretchFactor(1, 1)
        self.middle.addWidget(self.split)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.middle, 1)
        self.setCentralWidget(centre)
        self.tabs = Tabs()
        for panel, title in (
            (self.targets, "指标"), (self.duties, "任务分工"), (self.deadlines, "期限"), (self.bookmarks, "书签"),
        ):  # fmt: skip
            self.tabs.addTab(panel, title)
        self.contents_dock = Dock("contents", "文件目录", self.contents, self)
        self.side_dock = Dock("side", "指标与书签", self.tabs, self, titled=False)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.contents_dock)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.side_dock)
        self.hits_label = QLabel()
        self.collection_label = QLabel()
        self.data_label = QLabel()
        self.hits_label.setAccessibleName("检索结果数")
        status = self.statusBar()
        status.setSizeGripEnabled(False)
        status.addWidget(self.hits_label)
        status.addWidget(self.collection_label, 1)
        status.addPermanentWidget(self.data_label)

    def _make_menus(self) -> None:
        add = self._menus.add
        add(
            "文件",
            Wanted("打印预览…", self.print_current, ("Ctrl+P",), "print"),
            Wanted("打印整份文件…", self._print_document),
            Wanted("打印检索结果…", self._print_results),
            None,
            Wanted("另存摘录…", self._save_current, ("Ctrl+S",), "export"),
            Wanted("导出指标…", self._export_targets, ("Ctrl+E",)),
            Wanted("导出任务分工…", self._export_duties),
            None,
            Wanted("导出书签…", lambda: self._exchange("export")),
            Wanted("导入书签…", lambda: self._exchange("import")),
            None,
            Wanted("退出", self.close, ("Ctrl+Q",)),
        )
        undo = self.desk.stack.createUndoAction(self, "撤销")
        redo = self.desk.stack.createRedoAction(self, "重做")
        undo.setShortcut(QKeySequence("Ctrl+Z"))
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self._menus.icons.wear(undo.setIcon, "undo")
        self._menus.icons.wear(redo.setIcon, "redo")
        add(
            "编辑",
            undo,
            redo,
            None,
            Wanted("复制条款和出处", self.copy_current, ("Ctrl+Shift+C",), "copy"),
            Wanted("加入书签", self.bookmark_current, ("Ctrl+D",), "bookmark"),
            None,
            Wanted("检索", self.focus_search, ("Ctrl+L", "Ctrl+K"), "search"),
            Wanted("在本文件中查找", self.find_here, ("Ctrl+F",)),
            Wanted("下一处", lambda: self.reading.step(1), ("F3",)),
            Wanted("上一处", lambda: self.reading.step(-1), ("Shift+F3",)),
            Wanted("只在本文件中检索", self._search_here),
        )
        self.contents_dock.toggleViewAction().setShortcut(QKeySequence("Ctrl+1"))
        self.side_dock.toggleViewAction().setShortcut(QKeySequence("Ctrl+2"))
        look = self.menuBar().addMenu("查看")
        appearance = look.addMenu("外观")
        for value, name in (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色")):
            self._menus.fill(appearance, Wanted(name, lambda value=value: self.set_appearance(value)))
        self._menus.fill(
            look,
            self.contents_dock.toggleViewAction(),
            self.side_dock.toggleViewAction(),
            None,
            Wanted("对照原文", self.reading.toggle_source, ("Ctrl+U",), "source"),
            Wanted("在窗口中打开表格", self._open_table, ("Ctrl+T",), "table"),
            None,
            Wanted("放大", lambda: self.reading.zoom(1), ("Ctrl++", "Ctrl+=")),
            Wanted("缩小", lambda: self.reading.zoom(-1), ("Ctrl+-",)),
            Wanted("标准字号", lambda: self.reading.zoom(0), ("Ctrl+0",)),
            None,
            Wanted("返回", self.go_back, ("Alt+Left",), "back"),
            Wanted("下一区", lambda: self.cycle(1), ("F6",)),
            Wanted("上一区", lambda: self.cycle(-1), ("Shift+F6",)),
            Wanted("恢复默认布局", self._default_layout),
        )
        add(
            "工具",
            Wanted("重建索引", self.keeper.rebuild),
            Wanted("校验索引", lambda: self.keeper.verify(self._verified)),
            Wanted("未能读取的资料", self._show_problems),
            None,
            Wanted("清除检索和阅读记录", self._clear_traces),
        )
        add("帮助", Wanted("使用说明", self._help, ("F1",), "help"), Wanted("关于", self._about))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, activated=self.step_back)

    def _wire(self) -> None:
        bar, results, reading = self.search_bar, self.results, self.reading
        bar.changed.connect(self._query_changed)
        bar.committed.connect(self._commit_query)
        bar.entered_results.connect(self._enter_results)
        bar.completion_wanted.connect(self._complete)
        results.list.hit_opened.connect(self._open_hit)
        results.list.hit_selected.connect(self._hit_selected)
        results.list.left_upwards.connect(self.focus_search)
        results.query_suggested.connect(bar.set_query)
        results.filters_dropped.connect(bar.clear_filters)
        results.order_changed.connect(self._search)
        results.more_wanted.connect(self._search_more)
        self.welcome.query_chosen.connect(self._take_example)
        self.welcome.document_chosen.connect(self.open_document)
        self.contents.document_requested.connect(self.open_document)
        self.contents.passage_requested.connect(self.open_passage)
        reading.passage_changed.connect(self._passage_changed)
        reading.top_changed.connect(self._top_changed)
        reading.document_requested.connect(self.open_document)
        reading.table_requested.connect(lambda _: self._open_table())
        reading.back_requested.connect(self.go_back)
        reading.bookmark_requested.connect(self.bookmark_current)
        reading.copy_requested.connect(self.copy_current)
        reading.print_requested.connect(self.print_current)
        reading.source_wanted.connect(self._fetch_source)
        reading.type_changed.connect(self._remember_type)
        self.targets.target_opened.connect(self.open_target)
        self.targets.scope_wanted.connect(self._choose_scope)
        self.targets.comparison_wanted.connect(self._compare)
        self.targets.export_requested.connect(self._export_targets)
        self.targets.print_requested.connect(self._print_targets)
        self.duties.department_chosen.connect(self._choose_department)
        self.duties.duty_opened.connect(self._open_duty)
        self.duties.export_requested.connect(self._export_duties)
        self.deadlines.target_opened.connect(self.open_target)
        self.bookmarks.bookmark_opened.connect(self._open_bookmark)
        self.bookmarks.print_requested.connect(self._print_bookmarks)
        self.bookmarks.exchange_requested.connect(self._exchange)
        self.bookmarks.difference_wanted.connect(self._show_difference)
        self.desk.changed.connect(self._bookmarks_changed)
        self.desk.refused.connect(self._tell)
        self.note_popup.written.connect(self._write_note)
        self.tabs.currentChanged.connect(self._tab_shown)
        self.keeper.opened.connect(self._opened)
        self.keeper.trouble.connect(self._trouble)
        self.keeper.failed.connect(self._tell)
        self.keeper.built.connect(self._built)
        self.outbox.done.connect(self.say)
        self.outbox.failed.connect(self._tell)
        self.banner.acted.connect(self._act_on_banner)
        self._busy.timeout.connect(lambda: self.hits_label.setText("正在检索…"))
        self._theme.changed.connect(self._retint)

    # --- opening ----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Open the index; called once the window is on screen."""
        self.welcome.say("正在打开资料…")
        self.data_label.setText(f"离线 · 数据 {self._short(self._folders.workspace)}")
        self.data_label.setToolTip(f"不连接网络\n数据目录：{self._folders.workspace}\n索引：{self._folders.index}")
        if self.workspace.problem:
            self._workspace_problem()
        self.welcome.set_recent(self.workspace.recent_documents(6), self.workspace.past_searches(8))
        self.keeper.open()

    def _workspace_problem(self) -> None:
        damage = self.workspace.damage
        self.banner.say(self.workspace.problem or "", *(("restore", "恢复备份") if damage else ()))

    @staticmethod
    def _short(path: Path) -> str:
        home = Path.home()
        return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)

    def _opened(self, collection: Collection) -> None:
        self.collection = collection
        counts, latest = collection.manifest.counts, collection.manifest.latest_date
        self.welcome.set_counts(counts, latest)
        until = f"资料截至 {latest} · " if latest else ""
        self.collection_label.setText(f"{until}{counts.get('documents', 0)} 件")
        self.contents.set_documents(tuple(collection.documents.values()))
        self.targets.set_documents(collection.documents)
        self.search_bar.set_everything(collection_facets(collection.documents.values()))
        reader = self.keeper.reading
        assert reader is not None
        reader.ask("doubts", answers.doubts, self.targets.model.set_doubts)
        reader.ask("departments", load_departments, self.duties.set_departments)
        self._locate_bookmarks()
        self._choose_scope(self._wanted_scope or "all", pinned=bool(self._wanted_scope))
        self._tab_shown(self.tabs.currentIndex())
        if self.search_bar.query:
            self._search()
        if self._page is not None:
            self.open_document(self._page.document.key)

    def _built(self, built: Built) -> None:
        if built.problems:
            count = len(built.problems)
            self.banner.say(f"索引已建立，有 {count} 处资料未能读取。", "problems", "查看清单")
        else:
            self.banner.hide()
            self.say(f"索引已建立：{built.counts.get('documents', 0)} 件文件")

    def _trouble(self, error: Exception) -> None:
        self.welcome.say("")
        if isinstance(error, NtDesktopError):
            self.banner.say(
                error.message + "。" if not error.message.endswith("。") else error.message, "rebuild", "重建索引"
            )
        else:
            show_problem(self, error)

    def _act_on_banner(self, action: str) -> None:
        match action:
            case "rebuild":
                self.banner.hide()
                self.keeper.rebuild()
            case "problems":
                self._show_problems()
            case "restore" if self.workspace.damage is not None:
                self._restore_workspace()

    def _restore_workspace(self) -> None:
        damage = self.workspace.damage
        try:
            self.workspace.restore(damage.newest if damage else None)
        except NtDesktopError as error:
            self._tell(error)
            return
        self.banner.hide()
        self.desk.stack.clear()
        self.bookmarks.refresh()
        self._locate_bookmarks()

    # --- searching --------------------------------------------------------------------------------------------------

    def _query_changed(self) -> None:
        self._limit = LIMIT
        self._fresh_query = True
        self._search()

    def _search_more(self) -> None:
        self._limit *= 4
        self._search()

    def _search(self) -> None:
        query = self.search_bar.query
        reader = self.keeper.searching
        if not query:
            self._show_no_query()
            return
        if reader is None:
            return
        self._busy.start()
        filters = replace(self.search_bar.filters(), sort=self.results.sort_order)
        question = answers.search(query, self._limit, filters, self.results.uses_equivalents)
        reader.ask("search", question, self._show_found, self._search_failed)

    def _search_failed(self, error: Exception) -> None:
        self._busy.stop()
        self.hits_label.setText("检索没有完成")
        if isinstance(error, NtDesktopError):
            self._trouble(error)
        else:
            self._tell(error)

    def _show_no_query(self) -> None:
        if self.keeper.searching is not None:
            self.keeper.searching.drop("search")
        self._busy.stop()
        self._found = None
        self.hits_label.setText("")
        self.results.clear()
        self.search_bar.set_facets(())
        self.reading.set_query("")
        if self.targets.scope == "results":
            self._choose_scope("document" if self._page else "all", pinned=False)
        self._arrange()

    def _show_found(self, found: answers.Found) -> None:
        self._busy.stop()
        self._found = found
        results = found.results
        self.results.show_results(results, found.by_clause, found.filtered)
        self.search_bar.set_facets(results.facets)
        related = f"（近义 {results.related}）" if results.related else ""
        said = "相近" if results.relaxed and results.hits and results.hits[0].tier == "relaxed" else "命中"
        self.hits_label.setText(f"{said} {results.total} 条{related} · {max(1, round(results.elapsed_ms))} ms")
        self.reading.set_query(results.query)
        if self._fresh_query or self.targets.scope == "results":
            self._choose_scope(self._wanted_scope or "results", pinned=bool(self._wanted_scope))
        self._fresh_query = False
        self._arrange()

    def _arrange(self) -> None:
        """Show of results and text what there is; both share the middle."""
        has_query, has_page = bool(self.search_bar.query) and self._found is not None, self._page is not None
        self.results.setVisible(has_query)
        self.reading.setVisible(has_page)
        self.middle.setCurrentIndex(1 if has_query or has_page else 0)
        if self.middle.currentIndex() == 0:
            self.welcome.set_recent(self.workspace.recent_documents(6), self.workspace.past_searches(8))

    def _enter_results(self) -> None:
        if self.results.isVisible() and self.results.list.select_first():
            self.results.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.search_bar.query:
            self._complete("")
        elif self.results.suggestions:
            self.results.suggestions[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _commit_query(self) -> None:
        self._record_search()
        if self.results.isVisible():
            self._enter_results()

    def _record_search(self) -> None:
        if self._found is not None and self._found.results.query:
            self._keep(lambda: self.workspace.record_search(self._found.results.query, self._found.results.total))  # type: ignore[union-attr]

    def _take_example(self, query: str) -> None:
        self.search_bar.set_query(query)

    def _complete(self, prefix: str) -> None:
        past = [search.query for search in self.workspace.past_searches(200) if search.query.startswith(prefix)][:8]
        reader = self.keeper.searching
        if not prefix.strip() or reader is None:
            self.search_bar.complete(past)
            return
        reader.ask(
            "complete", answers.complete(prefix),
            lambda found: self.search_bar.complete(list(dict.fromkeys((*past[:4], *found)))),
        )  # fmt: skip

    def _search_here(self) -> None:
        if self._page is not None:
            self.search_bar.set_scope(self._page.document.key, self._page.document.title)
            self.focus_search()

    # --- reading ----------------------------------------------------------------------------------------------------

    def _open_hit(self, hit: Hit) -> None:
        self._record_search()
        self._go(hit.document, _Aim(key=hit.clause))

    def _hit_selected(self, hit: Hit) -> None:
        if self.targets.scope == "clause":
            self._choose_scope("clause", pinned=True)
        self.targets.mark(hit.clause)

    def open_document(self, key: str) -> None:
        self._go(key, _Aim())

    def open_passage(self, key: str) -> None:
        """Open a document at a clause, table or table row."""
        self._go(key.partition("#")[0], _Aim(key=key))

    def open_target(self, target: Target) -> None:
        """Stand at a target's exact words."""
        self._go(target.document, _Aim(target.clause or target.table or "", target.start, target.end, focus=False))

    def _open_duty(self, duty: Duty) -> None:
        self._go(duty.document, _Aim(duty.clause, duty.start, duty.end, focus=False))

    def _open_bookmark(self, bookmark: Bookmark) -> None:
        location = self.bookmarks.model.location(bookmark.identity)
        key = location.key if location else bookmark.key
        if key is None:
            self.say("资料更新后找不到这一条款了，书签里保留了它的原文")
        elif "#" in key:
            self.open_passage(key)
        else:
            self.open_document(key)

    def _go(self, document: str, aim: _Aim) -> None:
        spot = self.reading.spot()
        if spot is not None and aim.scroll is None and (not self._back or self._back[-1] != spot):
            self._back = [*self._back[-99:], spot]
        if self._page is not None and self._page.document.key == document:
            self._stand(aim)
        elif self.keeper.reading is not None:
            self.keeper.reading.ask("page", load_page(document), lambda page: self._show_page(page, aim), self._tell)

    def _show_page(self, page: Page, aim: _Aim) -> None:
        self._page = page
        self.setWindowTitle(f"{page.document.title} — {TITLE}")
        self._arrange()
        QApplication.sendPostedEvents()  # the reading view must have its width before it is set
        self.reading.set_page(page, self.search_bar.query)
        self.contents.open_page(page)
        self.reading.pane.set_marked(self.bookmarks.bookmarked_keys())
        self._stand(aim)
        if not self._wanted_scope:
            self._choose_scope("document", pinned=False)
        else:
            self._choose_scope(self._wanted_scope, pinned=True)
        self._keep(lambda: self.workspace.record_opened(page.document.key, page.document.title))

    def _stand(self, aim: _Aim) -> None:
        if aim.start >= 0:
            self.reading.go_to_span(aim.start, aim.end, aim.key)
        elif aim.key:
            self.reading.go_to(aim.key)
        if aim.scroll is not None:
            self.reading.pane.verticalScrollBar().setValue(aim.scroll)
        if aim.focus:
            self.reading.pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reading.back_button.setEnabled(bool(self._back))

    def go_back(self) -> None:
        """Back to where one was reading before."""
        here = self.reading.spot()
        while self._back:
            spot = self._back.pop()
            if spot != here:
                self._go(spot.document, _Aim(key=spot.key, scroll=spot.scroll))
                break
        self.reading.back_button.setEnabled(bool(self._back))

    def _passage_changed(self, key: str) -> None:
        self.contents.follow(key)
        self.targets.mark(key)
        if self.targets.scope == "clause":
            self._choose_scope("clause", pinned=True)

    def _top_changed(self, key: str) -> None:
        if not self.contents.tree.hasFocus():
            self.contents.follow(key)

    def _fetch_source(self, seed: str) -> None:
        if self.keeper.reading is not None:
            self.keeper.reading.ask("source", answers.source_text(seed), self.reading.set_source)

    def _open_table(self) -> None:
        from nt_desktop.ui.table_window import TableWindow

        table = self.reading.table_here()
        if table is None:
            self.say("这份文件里没有表格")
        else:
            TableWindow(table, self).show()

    # --- targets, duties, deadlines ---------------------------------------------------------------------------------

    def _choose_scope(self, scope: str, pinned: bool = True) -> None:
        """Show the targets of all, the results, the document or the clause. A scope that was chosen stays."""
        if pinned:
            self._wanted_scope = scope if scope in ("all", "clause") else ""
        page, found = self._page, self._found
        if scope == "results" and found is not None:
            self.targets.show_targets("results", found.targets)
        elif scope == "document" and page is not None:
            self.targets.show_targets("document", page.targets)
            self.targets.mark(self.reading.key)
        elif scope == "clause" and (key := self._passage_in_front()):
            held = page.targets if page is not None else (found.targets if found else ())
            self.targets.show_targets("clause", [target for target in held if target.clause == key])
        elif self.keeper.reading is not None:
            self.keeper.reading.ask(
                "targets", answers.all_targets, lambda targets: self.targets.show_targets("all", targets)
            )

    def _passage_in_front(self) -> str:
        hit = self.results.list.current_hit()
        if hit is not None and self.results.list.hasFocus():
            return hit.clause
        return self.reading.key if self._page is not None else (hit.clause if hit else "")

    def _compare(self, target: Target) -> None:
        if self.keeper.reading is not None:
            self.keeper.reading.ask("compare", answers.same_indicator(target), self.targets.show_comparison)

    def _choose_department(self, department: str) -> None:
        if self.keeper.reading is not None and self.collection is not None:
            documents = self.collection.documents
            self.keeper.reading.ask(
                "tasks", load_tasks(department), lambda tasks: self.duties.show_tasks(tasks, documents)
            )

    def _tab_shown(self, number: int) -> None:
        if self.tabs.widget(number) is self.deadlines and self.keeper.reading is not None and self.collection:
            documents = self.collection.documents
            if not self.deadlines.model.due:
                self.keeper.reading.ask(
                    "deadlines", answers.all_targets, lambda targets: self.deadlines.show_targets(targets, documents)
                )

    # --- bookmarks --------------------------------------------------------------------------------------------------

    def bookmark_current(self) -> None:
        """Keep the clause in front, or the words selected in it; a second time opens its note."""
        key = self._passage_in_front()
        if not key or self.keeper.reading is None:
            self.say("先打开一份文件，再加入书签")
            return
        words = self.reading.selected_text if self.reading.pane.hasFocus() else ""
        held = [each for each in self.workspace.bookmarks() if each.key == key and (not words or each.words == words)]
        if held:
            self._ask_note(held[0], fresh=False)
        else:
            self.keeper.reading.ask("bookmark", answers.new_bookmark(key, words), self._add_bookmark, self._tell)

    def _add_bookmark(self, bookmark: Bookmark) -> None:
        self.desk.add(bookmark)
        kept = next((each for each in self.workspace.bookmarks() if each.identity == bookmark.identity), None)
        if kept is not None:
            self.bookmarks.select(kept.identity)
            self._ask_note(kept, fresh=True)

    def _ask_note(self, bookmark: Bookmark, fresh: bool) -> None:
        button = self.reading.bookmark_button
        if not button.isVisible():
            self.say("已加入书签" if fresh else "这一条款已在书签中")
            return
        corner = button.mapToGlobal(button.rect().bottomRight())
        self.note_popup.ask(bookmark.identity, bookmark.note, corner, fresh)

    def _write_note(self, identity: str, note: str) -> None:
        for each in self.workspace.bookmarks():
            if each.identity == identity and each.note != note:
                self.desk.edit(replace(each, note=note), "修改备注")

    def _bookmarks_changed(self) -> None:
        self._show_marks()
        self._locate_bookmarks()

    def _show_marks(self) -> None:
        keys = self.bookmarks.bookmarked_keys()
        self.reading.pane.set_marked(keys)
        self.contents.model.set_marked(keys)

    def _locate_bookmarks(self) -> None:
        held = self.workspace.bookmarks()
        if self.keeper.reading is not None and held:
            self.keeper.reading.ask("locate", answers.locate(held), self._show_locations)

    def _show_locations(self, locations: object) -> None:
        self.bookmarks.set_locations(locations)  # type: ignore[arg-type]
        self._show_marks()

    def _show_difference(self, bookmark: Bookmark, location: object) -> None:
        from nt_desktop.ui.difference_dialog import DifferenceDialog

        DifferenceDialog(bookmark, location, self).open()  # type: ignore[arg-type]

    def _exchange(self, direction: str) -> None:
        from nt_desktop.ui.exchange import export_bookmarks, import_bookmarks

        try:
            said = (export_bookmarks if direction == "export" else import_bookmarks)(self.desk, self)
        except NtDesktopError as error:
            self._tell(error)
        else:
            if said:
                self.say(said)

    # --- handing on -------------------------------------------------------------------------------------------------

    def _keys_in_front(self) -> tuple[str, ...]:
        selected = self.results.list.selected_hits() if self.results.list.hasFocus() else ()
        if selected:
            return tuple(hit.clause for hit in selected)
        key = self._passage_in_front()
        return (key,) if key else ()

    def print_current(self) -> None:
        """Preview the clause in front, or the hits selected."""
        if keys := self._keys_in_front():
            self.outbox.preview_keys(keys)
        else:
            self.say("先打开一份文件或选中一条结果，再打印")

    def copy_current(self) -> None:
        if keys := self._keys_in_front():
            self.outbox.copy_keys(keys)

    def _save_current(self) -> None:
        if keys := self._keys_in_front():
            self.outbox.save_keys(keys)

    def _print_document(self) -> None:
        if self._page is not None:
            self.outbox.preview_keys((self._page.document.key,))

    def _print_results(self) -> None:
        if self._found is not None and self._found.results.hits:
            results = self._found.results
            options = ExcerptOptions(title=f"“{results.query}”的检索结果")
            self.outbox.preview_keys([hit.clause for hit in results.hits], options)

    def _print_bookmarks(self, bookmarks: tuple[Bookmark, ...]) -> None:
        located = [(self.bookmarks.model.location(each.identity), each) for each in bookmarks]
        keys = [(where.key if where else each.key, each.note) for where, each in located]
        present = [(key, note) for key, note in keys if key is not None]
        options = ExcerptOptions(title="书签摘录", notes=tuple((key, note) for key, note in present if note))
        self.outbox.preview_keys([key for key, _ in present], options)

    def _print_targets(self) -> None:
        from nt_desktop.ui.targets_print import preview_targets

        shown = self.targets.shown_targets()
        if shown and self.collection is not None:
            preview_targets(shown, self.collection.documents, self.targets.shown_columns(), self)

    def _export_targets(self) -> None:
        if self.collection is not None:
            self.outbox.export_targets(self.targets.shown_targets(), self.collection.documents)

    def _export_duties(self) -> None:
        if self.collection is not None:
            self.outbox.export_duties(self.duties.shown_duties(), self.collection.documents)

    # --- moving about -----------------------------------------------------------------------------------------------

    def focus_search(self) -> None:
        self.search_bar.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_bar.edit.selectAll()

    def find_here(self) -> None:
        if self._page is not None:
            self.reading.open_find()
        else:
            self.focus_search()

    def step_back(self) -> None:
        """Esc: out of the find bar, the comparison, the text, the results; then clear the query, then the document."""
        focus = QApplication.focusWidget()
        if self.reading.find_bar.isVisible():
            self.reading.find_bar.dismiss()
        elif self.targets.compare.isVisible() and focus is not None and self.side_dock.isAncestorOf(focus):
            self.targets.compare.closed.emit()
        elif self.reading.isAncestorOf(focus) if focus else False:
            if self.results.isVisible() and self.results.list.results.rowCount():
                self.results.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            else:
                self.focus_search()
        elif focus is not self.search_bar.edit:
            self.focus_search()
        elif self.search_bar.edit.text():
            self.search_bar.edit.clear()
        elif self._page is not None:
            self._close_page()

    def _close_page(self) -> None:
        self._page = None
        self._back = []
        self.setWindowTitle(TITLE)
        self._choose_scope("all", pinned=False)
        self._arrange()

    def cycle(self, by: int) -> None:
        """The focus to the next part of the window."""
        side = self.tabs.currentWidget()
        inside = side.focusWidget() or side if side else None
        parts: list[QWidget | None] = [
            self.search_bar.edit,
            self.contents.tree,
            self.results.list,
            self.reading.pane,
            getattr(side, "table", None) or getattr(side, "tree", None) or inside,
        ]
        here = [part for part in parts if part is not None and part.isVisible()]
        focus = QApplication.focusWidget()
        at = next((n for n, part in enumerate(here) if focus is part or (focus and part.isAncestorOf(focus))), None)
        if here:
            here[((at if at is not None else -by) + by) % len(here)].setFocus(Qt.FocusReason.TabFocusReason)

    # --- what lasts -------------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        setting = self.workspace.setting
        geometry, state = setting("window.geometry"), setting("window.state")
        self._default_layout()
        if isinstance(geometry, bytes):
            self.restoreGeometry(QByteArray(geometry))
        if isinstance(state, bytes):
            self.restoreState(QByteArray(state), STATE_VERSION)
        for name, restore in (
            ("window.split", lambda value: self.split.restoreState(QByteArray(value))),
            ("targets.columns", self.targets.restore_header),
        ):
            value = setting(name)
            if isinstance(value, bytes):
                restore(value)
        self.tabs.setCurrentIndex(int(setting("window.tab", 0) or 0))
        self.reading.set_type(str(setting("reading.face", "sans")), float(setting("reading.points", 12.0) or 12.0))

    def _default_layout(self) -> None:
        if not self.isVisible():
            screen = self.screen().availableGeometry()
            self.resize(min(1440, screen.width() - 40), min(900, screen.height() - 60))
        for dock in (self.contents_dock, self.side_dock):
            dock.show()
        self.resizeDocks([self.contents_dock, self.side_dock], [236, 432], Qt.Orientation.Horizontal)

    def _remember(self) -> None:
        held = {
            "window.geometry": bytes(self.saveGeometry().data()),
            "window.state": bytes(self.saveState(STATE_VERSION).data()),
            "window.split": bytes(self.split.saveState().data()),
            "targets.columns": self.targets.header_state(),
            "window.tab": self.tabs.currentIndex(),
        }
        for name, value in held.items():
            self._keep(lambda name=name, value=value: self.workspace.set_setting(name, value))

    def _remember_type(self, face: str, points: float) -> None:
        self._keep(lambda: self.workspace.set_setting("reading.face", face))
        self._keep(lambda: self.workspace.set_setting("reading.points", points))

    def set_appearance(self, appearance: Appearance) -> None:
        self._theme.set_appearance(appearance)
        self._keep(lambda: self.workspace.set_setting("window.appearance", appearance))

    def _keep(self, write: object) -> None:
        """Write to the workspace where that is possible; that it is not was said at the start."""
        try:
            write()  # type: ignore[operator]
        except NtDesktopError as error:
            if self.workspace.writable:
                self.banner.say(str(error))

    def _clear_traces(self) -> None:
        try:
            self.workspace.clear_traces()
        except NtDesktopError as error:
            self._tell(error)
        else:
            self.welcome.set_recent((), ())
            self.say("检索和阅读记录已清除，书签保留")

    # --- saying things ----------------------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Show a sentence in the status bar for a while."""
        self.statusBar().showMessage(text, 6000)

    def _tell(self, error: Exception) -> None:
        show_problem(self, error)

    def _verified(self, damages: object) -> None:
        found: tuple[Damage, ...] = tuple(damages)  # type: ignore[arg-type, call-overload]
        if not found:
            self.say("索引完好，每个文件都与清单一致")
        else:
            names = "；".join(f"{each.name}：{each.reason}" for each in found[:5])
            self.banner.say(f"索引有 {len(found)} 个文件损坏：{names}。", "rebuild", "重建索引")

    def _show_problems(self) -> None:
        from nt_desktop.ui.problems_dialog import ProblemsDialog

        problems = self.collection.manifest.problems if self.collection else ()
        if problems:
            ProblemsDialog(problems, self).open()
        else:
            self.say("所有资料都已读取")

    def _help(self) -> None:
        from nt_desktop.ui.about import HelpDialog

        HelpDialog(self).show()

    def _about(self) -> None:
        from nt_desktop.ui.about import AboutDialog

        held = self.collection
        latest = date_text(held.manifest.latest_date) if held else ""
        said = f"资料 {len(held.documents)} 件，截至{latest}" if held else "资料尚未打开"
        AboutDialog(self._folders.index, self._folders.workspace, said, self).open()

    def _retint(self) -> None:
        self._menus.icons.retint()
        for part in (
            self.search_bar, self.banner, self.reading, self.targets, self.duties, self.bookmarks,
            self.contents_dock, self.side_dock, self.results.order,
        ):  # fmt: skip
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
