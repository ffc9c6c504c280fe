"""What is handed out of the window: passages, tables and lists, printed, copied and saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nt_desktop.model import Document, Table
from nt_desktop.output.clipboard import Pattern
from nt_desktop.output.excerpt import ExcerptOptions
from nt_desktop.ui import answers
from nt_desktop.ui.duties_panel import DutiesPanel
from nt_desktop.ui.front import Front
from nt_desktop.ui.index_keeper import IndexKeeper
from nt_desktop.ui.outbox import Outbox
from nt_desktop.ui.reading_desk import ReadingDesk
from nt_desktop.ui.reading_view import ReadingView
from nt_desktop.ui.search_desk import SearchDesk
from nt_desktop.ui.targets_panel import TargetsPanel

if TYPE_CHECKING:
    from nt_desktop.ui.table_window import TableWindow


class Handouts(QObject):
    """Takes what is in front to the outbox. Announces sentences for the status bar."""

    said = Signal(str)

    def __init__(
        self,
        outbox: Outbox,
        front: Front,
        search: SearchDesk,
        desk: ReadingDesk,
        reading: ReadingView,
        targets: TargetsPanel,
        duties: DutiesPanel,
        keeper: IndexKeeper,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._outbox = outbox
        self._front = front
        self._search = search
        self._desk = desk
        self._reading = reading
        self._targets = targets
        self._duties = duties
        self._keeper = keeper
        self._window = window
        self.documents: dict[str, Document] = {}
        reading.copy_requested.connect(lambda: self.copy())
        reading.print_requested.connect(self.print)
        reading.table_requested.connect(lambda _: self.open_table())
        targets.export_requested.connect(self.export_targets)
        targets.print_requested.connect(self.print_targets)
        duties.export_requested.connect(self.export_duties)

    def print(self) -> None:
        """Preview the clause in front, or the hits selected."""
        if keys := self._front.keys():
            self._outbox.preview_keys(keys)
        else:
            self.said.emit("先打开一份文件或选中一条结果，再打印")

    def print_document(self) -> None:
        if (page := self._desk.page) is not None:
            self._outbox.preview_keys((page.document.key,))

    def print_results(self) -> None:
        found = self._search.latest
        if found is not None and found.results.hits:
            options = ExcerptOptions(title=f"“{found.results.query}”的检索结果")
            self._outbox.preview_keys([hit.clause for hit in found.results.hits], options)

    def print_targets(self) -> None:
        """Preview the targets exactly as they are listed."""
        shown = self._targets.shown_targets()
        if shown:
            self._outbox.preview_targets(shown, self.documents)
        else:
            self.said.emit("没有可以打印的指标")

    def copy(self, pattern: Pattern = "正文引用") -> None:
        """Copy the clause in front, or the words selected in it, with where they stand."""
        if keys := self._front.keys():
            self._outbox.copy_keys(keys, pattern, self._front.words())

    def save(self) -> None:
        """Save the passages in front as a file."""
        if keys := self._front.keys():
            self._outbox.save_keys(keys)

    def export_targets(self) -> None:
        self._outbox.export_targets(self._targets.shown_targets(), self.documents)

    def export_duties(self) -> None:
        self._outbox.export_duties(self._duties.shown_duties(), self.documents)

    def copy_table(self) -> None:
        """Copy the table in front so that a spreadsheet takes it as cells."""
        self._with_table(self._outbox.copy_table)

    def export_table(self) -> None:
        """Save the table in front as a spreadsheet."""
        self._with_table(self._outbox.export_table)

    def open_table(self) -> None:
        """Show the table in front in a window of its own."""
        self._with_table(self._show_table)

    def _with_table(self, act: Callable[[Table], None]) -> None:
        table = self._reading.table_here() if self._desk.page is not None else None
        if table is None:
            self.said.emit("这里没有表格")
        else:
            act(table)

    def _show_table(self, table: Table) -> None:
        from nt_desktop.ui.table_window import TableWindow

        shown = TableWindow(table, self._window)
        shown.copy_requested.connect(self._outbox.copy_table)
        shown.export_requested.connect(self._outbox.export_table)
        shown.source_wanted.connect(lambda seed: self._fetch_source(seed, shown))
        shown.show()

    def _fetch_source(self, seed: str, shown: TableWindow) -> None:
        if self._keeper.reading is not None:
            self._keeper.reading.ask("table source", answers.source_text(seed), shown.set_source)
