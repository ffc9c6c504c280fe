"""Answers questions about the index on a thread of its own, so that the window never waits.

SQLite connections and search engines belong to one thread; each Reader opens its own when it is first asked.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal

from nt_desktop.errors import Cancelled
from nt_desktop.progress import IsCancelled

if TYPE_CHECKING:  # loaded by the thread that needs them: the window is there first
    from nt_desktop.catalog.catalog import Catalog
    from nt_desktop.search.engine import Engine


class Session:
    """The catalogue and the search engine of one thread, opened when first used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._catalog: Catalog | None = None
        self._engine: Engine | None = None

    @property
    def catalog(self) -> Catalog:
        if self._catalog is None:
            from nt_desktop.catalog.catalog import Catalog

            self._catalog = Catalog.open(self._folder)
        return self._catalog

    @property
    def engine(self) -> Engine:
        if self._engine is None:
            from nt_desktop.catalog.index_folder import SEARCH_FOLDER
            from nt_desktop.search.engine import Engine

            self._engine = Engine.open(self._folder / SEARCH_FOLDER, self.catalog)
        return self._engine

    def close(self) -> None:
        if self._engine is not None:
            self._engine.close()
        if self._catalog is not None:
            self._catalog.close()
        self._engine = self._catalog = None


Question = Callable[[Session, IsCancelled], Any]


@dataclass(frozen=True, slots=True)
class _Ticket:
    topic: str
    number: int
    question: Question
    answer: Callable[[Any], None]
    failure: Callable[[Exception], None]


class Reader(QObject):
    """Asks on a thread, answers on the thread that made it. Of each topic only the latest question is answered."""

    failed = Signal(Exception)
    _settled = Signal(object, object, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tickets: queue.SimpleQueue[_Ticket | None] = queue.SimpleQueue()
        self._latest: dict[str, int] = {}
        self._count = 0
        self._session = Session(folder)
        self._stop = threading.Event()
        self._thread = _Thread(self._run, self)
        self._settled.connect(self._settle)
        self._thread.start()

    def ask(
        self,
        topic: str,
        question: Question,
        answer: Callable[[Any], None],
        failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Put a question; whatever was asked before on this topic is dropped, even while it is being worked on."""
        self._count += 1
        self._latest[topic] = self._count
        self._tickets.put(_Ticket(topic, self._count, question, answer, failure or self.failed.emit))

    def drop(self, topic: str) -> None:
        """Forget what was asked on this topic."""
        self._count += 1
        self._latest[topic] = self._count

    def close(self) -> None:
        """Stop the thread and close what it opened; waits for the question in hand, which sees itself cancelled."""
        self._stop.set()
        self._tickets.put(None)
        self._thread.wait()

    def _run(self) -> None:
        try:
            while (ticket := self._tickets.get()) is not None:
                self._work(ticket)
        finally:
            self._session.close()

    def _work(self, ticket: _Ticket) -> None:
        def stale() -> bool:
            return self._stop.is_set() or self._latest.get(ticket.topic) != ticket.number

        if stale():
            return
        try:
            value = ticket.question(self._session, stale)
        except Cancelled:
            return
        except Exception as error:  # the boundary: nothing may vanish in a thread
            self._settled.emit(ticket, None, error)
        else:
            self._settled.emit(ticket, value, None)

    def _settle(self, ticket: _Ticket, value: Any, error: Exception | None) -> None:
        if self._stop.is_set() or self._latest.get(ticket.topic) != ticket.number:
            return
        self._latest[ticket.topic] = -1
        if error is not None:
            ticket.failure(error)
        else:
            ticket.answer(value)


class _Thread(QThread):
    def __init__(self, work: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        self._work()
