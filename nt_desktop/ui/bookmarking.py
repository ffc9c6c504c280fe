"""Bookmarking what is in front, finding bookmarks again, and handing them on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nt_desktop.errors import NtDesktopError
from nt_desktop.model import Target
from nt_desktop.output.excerpt import ExcerptOptions
from nt_desktop.ui import answers
from nt_desktop.ui.bookmark_desk import BookmarkDesk
from nt_desktop.ui.bookmarks_panel import BookmarksPanel
from nt_desktop.ui.index_keeper import IndexKeeper
from nt_desktop.ui.note_popup import NotePopup
from nt_desktop.workspace.finding import Location
from nt_desktop.workspace.records import Bookmark

WINDOW_FIRST = 300
"""Milliseconds from the opening of the collection until bookmarks are sought: first comes what one sees."""
AT_ONCE = 50
"""Bookmarks that are sought in one go."""
SIFTED_AT_ONCE = 500
"""Bookmarks of which it is asked in one go whether they are where they were."""


class Bookmarking(QObject):
    """Announces where to go, what is marked now, what to print, and sentences for the status bar."""

    passage_requested = Signal(str)
    marks_changed = Signal(object)
    print_requested = Signal(tuple, object)
    said = Signal(str)
    failed = Signal(Exception)

    def __init__(
        self, desk: BookmarkDesk, panel: BookmarksPanel, keeper: IndexKeeper, anchor: QWidget, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._panel = panel
        self._keeper = keeper
        self._anchor = anchor
        self._window = window
        self.popup = NotePopup(window)
        self.popup.written.connect(self._write_note)
        panel.bookmark_opened.connect(self._open)
        panel.print_requested.connect(self._print)
        panel.exchange_requested.connect(self.exchange)
        panel.difference_wanted.connect(self._show_difference)
        self._asked: Sequence[str] = ()
        self._sought: deque[str] = deque()
        self._astray: deque[str] = deque()
        self._seeking = answers.Seeking()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(WINDOW_FIRST)
        self._later.timeout.connect(self._seek_all)
        desk.changed.connect(self._changed)
        desk.refused.connect(self.failed)

    def bookmark_target(self, target: Target) -> None:
        """Keep a target: its words, at the clause or row where they stand."""
        self.bookmark(target.clause or target.table or target.document, target.quote, target.key)

    def bookmark(self, key: str, words: str = "", part: str = "") -> None:
        """Keep a document, clause or row, words selected in it, or a target (`part`); a second time opens its note."""
        if not key or self._keeper.reading is None:
            self.said.emit("先打开一份文件，再加入书签")
            return
        here = self._desk.workspace.bookmarks_at(key)
        held = [each for each in here if each.words == words and each.part == part]
        if held:
            self._panel.select(held[0].identity)
            self._ask_note(held[0], fresh=False)
        else:
            self._keeper.reading.ask("bookmark", answers.new_bookmark(key, words, part), self._add, self.failed.emit)

    def locate(self) -> None:
        """Find out where the bookmarks' places are in the collection that was opened, once the window is drawn."""
        self.marks_changed.emit(self._panel.marks())
        self._later.start()

    def _seek_all(self) -> None:
        if self._keeper.reading is not None:  # the window may have been closed meanwhile
            self._seek(self._desk.workspace.bookmarks_by_document())

    def _changed(self, touched: Sequence[str]) -> None:
        if touched:
            waiting = self._desk.workspace.bookmarks_by_document() if self._later.isActive() else ()
            self._seek(dict.fromkeys((*self._asked, *self._astray, *self._sought, *waiting, *touched)))
        else:
            self.locate()

    def _seek(self, identities: Iterable[str]) -> None:
        """Seek these bookmarks, some at a time: the thread that answers has others to answer too."""
        self.marks_changed.emit(self._panel.marks())
        self._later.stop()
        self._sought, self._astray, self._asked = deque(identities), deque(), ()
        self._seeking = answers.Seeking()
        self._seek_on()

    def _seek_on(self) -> None:
        workspace, reading = self._desk.workspace, self._keeper.reading
        if reading is None:
            return  # there is no collection; when it is opened, all are sought
        if self._astray:
            self._asked = _taken(self._astray, AT_ONCE)
            reading.ask("locate", self._seeking.locate(workspace.few_bookmarks(self._asked)), self._located)
        elif self._sought:
            self._asked = _taken(self._sought, SIFTED_AT_ONCE)
            reading.ask("locate", self._seeking.astray(workspace.origins(self._asked)), self._sifted)
        else:
            self._asked = ()
            self._seeking = answers.Seeking()

    def _sifted(self, astray: Sequence[str]) -> None:
        self._astray += astray
        self._panel.set_locations(set(self._asked) - set(astray), {})
        self._seek_on()

    def _located(self, found: Mapping[str, Location]) -> None:
        self._panel.set_locations(self._asked, found)
        if any(each.state == "moved" for each in found.values()):
            self.marks_changed.emit(self._panel.marks())
        self._seek_on()

    def exchange(self, direction: str) -> None:
        """Export the bookmarks to a file, or import some."""
        from nt_desktop.ui.exchange import export_bookmarks, import_bookmarks

        try:
            said = (export_bookmarks if direction == "export" else import_bookmarks)(self._desk, self._window)
        except NtDesktopError as error:
            self.failed.emit(error)
        else:
            if said:
                self.said.emit(said)

    def _add(self, bookmark: Bookmark) -> None:
        self._desk.add(bookmark)
        for kept in self._desk.few([bookmark.identity]):
            self._panel.select(kept.identity)
            self._ask_note(kept, fresh=True)

    def _ask_note(self, bookmark: Bookmark, fresh: bool) -> None:
        if not self._anchor.isVisible():
            self.said.emit("已加入书签" if fresh else "这一条款已在书签中")
            return
        corner = self._anchor.mapToGlobal(self._anchor.rect().bottomRight())
        self.popup.ask(bookmark.identity, bookmark.note, corner, fresh)

    def _write_note(self, identity: str, note: str) -> None:
        for each in self._desk.few([identity]):
            if each.note != note:
                self._desk.edit(replace(each, note=note), "修改备注")

    def _open(self, bookmark: Bookmark) -> None:
        location = self._panel.model.location(bookmark.identity)
        key = location.key if location else bookmark.key
        if key is None:
            self.said.emit("资料更新后找不到这一条款了，书签里保留了它的原文")
        else:
            self.passage_requested.emit(key)

    def _print(self, bookmarks: Sequence[Bookmark]) -> None:
        located = [(self._panel.model.location(each.identity), each) for each in bookmarks]
        present = [(where.key if where else each.key, each.note) for where, each in located]
        keys = tuple(key for key, _ in present if key is not None)
        notes = tuple((key, note) for key, note in present if key is not None and note)
        self.print_requested.emit(keys, ExcerptOptions(title="书签摘录", notes=notes))

    def _show_difference(self, bookmark: Bookmark, location: Location) -> None:
        from nt_desktop.ui.difference_dialog import DifferenceDialog

        DifferenceDialog(bookmark, location, self._window).open()


def _taken(waiting: deque[str], most: int) -> Sequence[str]:
    return [waiting.popleft() for _ in range(min(most, len(waiting)))]
