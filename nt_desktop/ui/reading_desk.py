"""Reading: opening documents at a place, and going back to where one was."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from nt_desktop.errors import NtDesktopError
from nt_desktop.model import Duty, Target
from nt_desktop.ui import answers
from nt_desktop.ui.index_keeper import IndexKeeper
from nt_desktop.ui.page import Page, load_page
from nt_desktop.ui.reading_view import ReadingView, Spot
from nt_desktop.workspace.workspace import Workspace

LONGEST_TRAIL = 100


@dataclass(frozen=True, slots=True)
class Aim:
    """Where to stand once a document is open: a key, exact words (offsets in the source), or a scroll position."""

    key: str = ""
    start: int = -1
    end: int = -1
    scroll: int | None = None
    focus: bool = True


class ReadingDesk(QObject):
    """Announces that a page arrives (the view must be in sight before it is set), that it is shown, that it closed."""

    arriving = Signal(object)
    shown = Signal(object)
    closed = Signal()
    failed = Signal(Exception)

    def __init__(self, view: ReadingView, keeper: IndexKeeper, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._keeper = keeper
        self._workspace = workspace
        self._trail: list[Spot] = []
        self.page: Page | None = None
        self.query = ""
        view.document_requested.connect(self.open_document)
        view.back_requested.connect(self.go_back)
        view.source_wanted.connect(self._fetch_source)

    def open_document(self, key: str) -> None:
        self.go(key, Aim())

    def open_passage(self, key: str) -> None:
        """Open a document at a clause, table or table row."""
        self.go(key.partition("#")[0], Aim(key=key))

    def open_target(self, target: Target) -> None:
        """Stand at a target's exact words; the focus stays where it is, so that one can go down the list."""
        self.go(target.document, Aim(target.clause or target.table or "", target.start, target.end, focus=False))

    def open_duty(self, duty: Duty) -> None:
        self.go(duty.document, Aim(duty.clause, duty.start, duty.end, focus=False))

    def go(self, document: str, aim: Aim) -> None:
        """Open a document, unless it is open already, and stand where the aim says."""
        spot = self._view.spot() if self.page is not None else None
        if spot is not None and aim.scroll is None and (not self._trail or self._trail[-1] != spot):
            self._trail = [*self._trail[1 - LONGEST_TRAIL :], spot]
        if self.page is not None and self.page.document.key == document:
            self._stand(aim)
        elif self._keeper.reading is not None:
            self._keeper.reading.ask("page", load_page(document), lambda page: self._show(page, aim), self.failed.emit)

    def reload(self) -> None:
        """Read the open document anew, after the index was built."""
        if self.page is not None:
            key, self.page = self.page.document.key, None
            self.go(key, Aim(key=self._view.pane.key, focus=False))

    def go_back(self) -> None:
        """Back to where one was reading before."""
        here = self._view.spot()
        while self._trail:
            spot = self._trail.pop()
            if spot != here:
                self.go(spot.document, Aim(key=spot.key, scroll=spot.scroll))
                break
        self._view.back_button.setEnabled(bool(self._trail))

    def close(self) -> None:
        self.page = None
        self._trail = []
        self.closed.emit()

    def _show(self, page: Page, aim: Aim) -> None:
        self.page = page
        self.arriving.emit(page)
        QApplication.sendPostedEvents()  # the view must have its width before text is set in it
        self._view.set_page(page, self.query)
        self._stand(aim)
        self.shown.emit(page)
        if self._workspace.writable:
            try:
                self._workspace.record_opened(page.document.key, page.document.title)
            except NtDesktopError as error:
                self.failed.emit(error)

    def _stand(self, aim: Aim) -> None:
        if aim.start >= 0:
            self._view.go_to_span(aim.start, aim.end, aim.key)
        elif aim.key:
            self._view.go_to(aim.key)
        if aim.scroll is not None:
            self._view.pane.verticalScrollBar().setValue(aim.scroll)
        if aim.focus:
            self._view.pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self._view.back_button.setEnabled(bool(self._trail))

    def _fetch_source(self, seed: str) -> None:
        if self._keeper.reading is not None:
            self._keeper.reading.ask("source", answers.source_text(seed), self._view.set_source)
