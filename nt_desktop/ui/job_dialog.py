"""Shows how far a long piece of work is, and lets it be cancelled."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from nt_desktop.ui.job import Job, Work
from nt_desktop.ui.theme import BETWEEN, INSIDE, interface_font

PATIENCE = 150
"""Milliseconds before the dialog shows: what is done sooner needs no busy sign."""


class JobDialog(QDialog):
    """Runs a job; closes by itself. `succeeded` and `failed` come after it has closed."""

    succeeded = Signal(object)
    failed = Signal(Exception)
    was_cancelled = Signal()

    def __init__(self, title: str, work: Work, parent: QWidget | None = None, patience: int = PATIENCE) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        self.stage = QLabel("准备中…")
        self.stage.setFont(interface_font())
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, 0)
        self.cancel_button = QPushButton("取消")
        self.cancel_button.clicked.connect(self.cancel)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(BETWEEN + INSIDE, BETWEEN + INSIDE, BETWEEN + INSIDE, BETWEEN)
        column.setSpacing(BETWEEN)
        column.addWidget(self.stage)
        column.addWidget(self.bar)
        column.addLayout(row)
        self.job = Job(work, self)
        self.job.progressed.connect(self._progress)
        self.job.succeeded.connect(self._succeed)
        self.job.failed.connect(self._fail)
        self.job.was_cancelled.connect(self._stop)
        self._over = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience)
        self._patience.timeout.connect(self._appear)

    def start(self) -> None:
        self._patience.start()
        self.job.start()

    def cancel(self) -> None:
        """Ask the work to stop; the dialog closes when it has."""
        self.job.cancel()
        self.stage.setText("正在取消…")
        self.cancel_button.setEnabled(False)

    def _appear(self) -> None:
        if not self._over:
            self.open()

    def _progress(self, stage: str, done: int, total: int) -> None:
        if self.cancel_button.isEnabled():
            self.stage.setText(f"{stage}　{done} / {total}" if total > 1 else stage)
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)

    def _finish(self, tell: Callable[[], None]) -> None:
        self._over = True
        self._patience.stop()
        self.done(QDialog.DialogCode.Accepted)
        tell()
        self.deleteLater()

    def _succeed(self, result: object) -> None:
        self._finish(lambda: self.succeeded.emit(result))

    def _fail(self, error: Exception) -> None:
        self._finish(lambda: self.failed.emit(error))

    def _stop(self) -> None:
        self._finish(self.was_cancelled.emit)

    def reject(self) -> None:
        self.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._over:
            event.ignore()
            self.cancel()
