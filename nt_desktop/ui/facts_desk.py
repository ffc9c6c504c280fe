"""指标, 任务分工 and 期限: keeps them in step with what is in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from nt_desktop.model import Target
from nt_desktop.ui import answers
from nt_desktop.ui.deadlines_panel import DeadlinesPanel
from nt_desktop.ui.duties_panel import DutiesPanel, load_departments, load_tasks
from nt_desktop.ui.index_keeper import Collection, IndexKeeper
from nt_desktop.ui.page import Page
from nt_desktop.ui.targets_panel import TargetsPanel
from nt_desktop.workspace.database import load_writing

PINNABLE = ("all", "clause")
PAUSE = 1200
"""Milliseconds for the first search after the opening, before what takes long and can wait is fetched."""


class FactsDesk(QObject):
    """Follows results and documents, unless 全部 or 条款 was chosen: those stay."""

    def __init__(
        self,
        targets: TargetsPanel,
        duties: DutiesPanel,
        deadlines: DeadlinesPanel,
        keeper: IndexKeeper,
        in_front: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._targets = targets
        self._duties = duties
        self._deadlines = deadlines
        self._keeper = keeper
        self._in_front = in_front
        self._pinned = ""
        self._page: Page | None = None
        self._found: answers.Found | None = None
        self._collection: Collection | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._fetch_rest)
        targets.scope_wanted.connect(self.choose_scope)
        targets.comparison_wanted.connect(self.compare)
        duties.department_chosen.connect(self._choose_department)

    def open_collection(self, collection: Collection, searching: bool = False) -> None:
        """Begin with another collection; `searching` where results are on their way that will be shown."""
        self._collection = collection
        self._targets.set_documents(collection.documents)
        self._deadlines.show_targets((), collection.documents)
        if not searching:
            self._show_in_front()
        self._pause.start()

    def _fetch_rest(self) -> None:
        """Fetch what is not on the screen."""
        reader = self._keeper.reading
        if reader is not None:
            reader.ask("doubts", answers.doubts, self._targets.model.set_doubts)
            reader.ask("departments", load_departments, self._duties.set_departments)
            reader.ask("writing", lambda session, stale: load_writing(), lambda _: None)

    def show_found(self, found: answers.Found | None, fresh: bool) -> None:
        """Results have come, or there are none to show any more."""
        self._found = found
        if self._pause.isActive():
            self._pause.start()
        if found is None:
            if self._targets.scope == "results":
                self._show("document" if self._page else "all")
        elif fresh or self._targets.scope == "results":
            self._show(self._pinned or "results")

    def show_page(self, page: Page | None) -> None:
        """A document is open, or none any more."""
        self._page = page
        self._show_in_front()

    def passage_changed(self, key: str) -> None:
        """Another clause is being read."""
        if self._targets.scope == "clause":
            self._show("clause")
        self._targets.mark(key)

    def choose_scope(self, scope: str) -> None:
        self._pinned = scope if scope in PINNABLE else ""
        self._show(scope)

    def show_deadlines(self) -> None:
        """The deadlines are looked at: fetch them where that was not done yet."""
        if self._collection is not None and self._keeper.reading is not None and not self._deadlines.model.rows:
            documents = self._collection.documents
            self._keeper.reading.ask(
                "deadlines", answers.all_targets, lambda targets: self._deadlines.show_targets(targets, documents)
            )

    def compare(self, target: Target) -> None:
        """Show one indicator across documents and years."""
        if self._keeper.reading is not None:
            self._keeper.reading.ask("compare", answers.same_indicator(target), self._targets.show_comparison)

    def _show_in_front(self) -> None:
        self._show(self._pinned or ("document" if self._page else "results" if self._found else "all"))

    def _show(self, scope: str) -> None:
        if self._collection is None:
            return  # an answer came before the collection: what is in front is shown once that is open
        page, found, key = self._page, self._found, self._in_front()
        if scope == "results" and found is not None:
            self._targets.show_targets("results", found.targets)
        elif scope == "document" and page is not None:
            self._targets.show_targets("document", page.targets)
            self._targets.mark(key)
        elif scope == "clause" and key:
            held = (*(page.targets if page else ()), *(found.targets if found else ()))
            here = {target.key: target for target in held if target.clause == key}
            self._targets.show_targets("clause", tuple(here.values()))
        elif self._keeper.reading is not None:
            self._keeper.reading.ask(
                "targets", answers.all_targets, lambda targets: self._targets.show_targets("all", targets)
            )

    def _choose_department(self, department: str) -> None:
        if self._keeper.reading is not None and self._collection is not None:
            documents = self._collection.documents
            self._keeper.reading.ask(
                "tasks", load_tasks(department), lambda tasks: self._duties.show_tasks(tasks, documents)
            )
