"""Runs a plain function off the GUI thread, with progress and cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from nt_desktop.errors import Cancelled
from nt_desktop.progress import IsCancelled, Report

Work = Callable[[Report, IsCancelled], Any]


class Job(QObject):
    """One piece of long work; its signals arrive on the thread that made it.

    The work takes `report(stage, done, total)` and `cancelled()`; it raises Cancelled where it is asked to stop.
    """

    progressed = Signal(str, int, int)
    succeeded = Signal(object)
    failed = Signal(Exception)
    was_cancelled = Signal()
    finished = Signal()

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._over = threading.Event()

    def start(self) -> None:
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the work to end; true when it has."""
        return self._over.wait(seconds)

    def _run(self) -> None:
        try:
            result = self._work(self.progressed.emit, self._stop.is_set)
        except Cancelled:
            self.was_cancelled.emit()
        except Exception as error:  # the boundary: nothing may vanish in a worker
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            self._over.set()
            self.finished.emit()
