"""Searching: from what is typed to the results shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from nt_desktop.errors import NtDesktopError
from nt_desktop.ui import answers
from nt_desktop.ui.index_keeper import IndexKeeper
from nt_desktop.ui.results_panel import ResultsPanel
from nt_desktop.ui.search_bar import Offer, SearchBar
from nt_desktop.workspace.workspace import Workspace

LIMIT = 50
PAST = 8
"""Past searches offered at a time."""
BUSY_AFTER = 150
"""Milliseconds without an answer after which the status bar says that a search is under way."""


class SearchDesk(QObject):
    """Announces what was found (None where nothing is asked for), and one sentence about it for the status bar."""

    found = Signal(object)
    said = Signal(str)
    failed = Signal(Exception)

    def __init__(
        self, bar: SearchBar, results: ResultsPanel, keeper: IndexKeeper, workspace: Workspace, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bar = bar
        self._results = results
        self._keeper = keeper
        self._workspace = workspace
        self._limit = LIMIT
        self.latest: answers.Found | None = None
        self.is_fresh = False
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(BUSY_AFTER)
        self._busy.timeout.connect(lambda: self.said.emit("正在检索…"))
        bar.changed.connect(self._changed)
        bar.committed.connect(self._commit)
        bar.entered_results.connect(self.enter_results)
        bar.completion_wanted.connect(self.complete)
        bar.history_wanted.connect(self.offer_history)
        results.query_suggested.connect(bar.set_query)
        results.filters_dropped.connect(bar.clear_filters)
        results.order_changed.connect(self.search)
        results.more_wanted.connect(self._search_more)

    def search(self) -> None:
        """Ask for what the search bar says; of several questions only the latest is answered."""
        if not self._bar.query:
            self._show_nothing()
            return
        reader = self._keeper.searching
        if reader is None:
            return
        self._busy.start()
        filters = replace(self._bar.filters(), sort=self._results.sort_order)
        question = answers.search(self._bar.query, self._limit, filters, self._results.uses_equivalents)
        reader.ask("search", question, self._show, self._fail)

    def record(self) -> None:
        """Remember the search that was meant: a hit was opened, or Enter pressed."""
        if self.latest is None or not self.latest.results.query.strip() or not self._workspace.writable:
            return
        try:
            self._workspace.record_search(self.latest.results.query.strip(), self.latest.results.total)
        except NtDesktopError as error:
            self.failed.emit(error)

    def enter_results(self) -> None:
        """↓ in the search box: to the first hit, or to the first suggestion; in an empty box, past searches."""
        if self._results.isVisible() and self._results.list.select_first():
            self._results.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self._bar.query:
            self.offer_history()
        elif self._results.suggestions:
            self._results.suggestions[0].setFocus(Qt.FocusReason.TabFocusReason)

    def offer_history(self) -> None:
        """Offer the saved searches and the latest ones."""
        self._bar.complete([*self._saved(""), *self._past("", PAST)])

    def complete(self, prefix: str) -> None:
        """Offer saved and past searches, and names, that go on from what is typed."""
        reader = self._keeper.searching
        if not prefix.strip() or reader is None:
            self.offer_history()
            return
        held = [*self._saved(prefix), *self._past(prefix, PAST // 2)]
        reader.ask(
            "complete",
            answers.complete(prefix),
            lambda found: self._bar.complete([*held, *(Offer(text, text) for text in found)]),
        )

    def _saved(self, prefix: str) -> list[Offer]:
        held = self._workspace.saved_searches()
        return [
            Offer(each.name, each.query, "bookmark")
            for each in held
            if each.name.startswith(prefix) or each.query.startswith(prefix)
        ]

    def _past(self, prefix: str, most: int) -> list[Offer]:
        saved = {each.query for each in self._workspace.saved_searches()}
        past = (each.query for each in self._workspace.past_searches(200))
        found = [query for query in past if query.startswith(prefix) and query not in saved]
        return [Offer(query, query, "clock") for query in found[:most]]

    def _changed(self) -> None:
        self._limit = LIMIT
        self.is_fresh = True
        self.search()

    def _search_more(self) -> None:
        self._limit *= 4
        self.search()

    def _commit(self) -> None:
        self.record()
        if self._results.isVisible():
            self.enter_results()

    def _show_nothing(self) -> None:
        if self._keeper.searching is not None:
            self._keeper.searching.drop("search")
        self._busy.stop()
        self.latest = None
        self._results.clear()
        self._bar.set_facets(())
        self.said.emit("")
        self.found.emit(None)

    def _show(self, found: answers.Found) -> None:
        self._busy.stop()
        self.latest = found
        results = found.results
        self._results.show_results(results, found.by_clause, found.filtered)
        self._bar.set_facets(results.facets)
        related = f"（近义 {results.related}）" if results.related else ""
        verb = "相近" if results.hits and results.hits[0].tier == "relaxed" else "命中"
        self.said.emit(f"{verb} {results.total} 条{related} · {max(1, round(results.elapsed_ms))} ms")
        self.found.emit(found)
        self.is_fresh = False

    def _fail(self, error: Exception) -> None:
        self._busy.stop()
        self.said.emit("检索没有完成")
        self.failed.emit(error)
