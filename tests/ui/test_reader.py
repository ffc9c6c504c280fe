"""Questions are answered on another thread; of a topic only the latest; jobs report and can be cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from nt_desktop.errors import Cancelled, IndexMissingError
from nt_desktop.ui.job import Job
from nt_desktop.ui.job_dialog import JobDialog
from nt_desktop.ui.reader import Reader, Session


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    made = Reader(tmp_path / "none")
    yield made
    made.close()


def test_answers_come_back_to_the_asking_thread(qtbot: QtBot, reader: Reader) -> None:
    threads: list[int] = []
    reader.ask(
        "a", lambda session, stale: threading.get_ident(), lambda ident: threads.extend((ident, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threads[1] == threading.get_ident()


def test_only_the_latest_question_of_a_topic_is_answered(qtbot: QtBot, reader: Reader) -> None:
    begun, let_go = threading.Event(), threading.Event()
    answers: list[str] = []

    def slow(session: Session, stale: Callable[[], bool]) -> str:
        begun.set()
        let_go.wait(5)
        if stale():
            raise Cancelled
        return "first"

    reader.ask("a", slow, answers.append)
    assert begun.wait(5)
    reader.ask("a", lambda session, stale: "second", answers.append)
    reader.ask("b", lambda session, stale: "other", answers.append)
    let_go.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["second", "other"]


def test_what_goes_wrong_is_announced_once(qtbot: QtBot, reader: Reader) -> None:
    failures: list[Exception] = []
    reader.ask("a", lambda session, stale: session.catalog.documents(), failures.append, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], IndexMissingError)
    with qtbot.waitSignal(reader.failed) as failed:
        reader.ask("a", lambda session, stale: 1 / 0, failures.append)
    assert isinstance(failed.args[0], ZeroDivisionError)


def test_a_job_reports_and_hands_over_its_result(qtbot: QtBot) -> None:
    parent = QObject()

    def work(report: Callable[[str, int, int], None], cancelled: Callable[[], bool]) -> int:
        report("读取", 1, 2)
        return 42

    job = Job(work, parent)
    with qtbot.waitSignals([job.progressed, job.succeeded, job.finished]):
        job.start()


def test_a_job_that_is_cancelled_says_so(qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(report: Callable[[str, int, int], None], cancelled: Callable[[], bool]) -> None:
        begun.set()
        while not cancelled():
            threading.Event().wait(0.001)
        raise Cancelled

    dialog = JobDialog("建立索引", work)
    qtbot.addWidget(dialog)
    dialog.start()
    assert begun.wait(5)
    qtbot.waitUntil(dialog.isVisible)
    with qtbot.waitSignal(dialog.was_cancelled):
        dialog.reject()
    assert not dialog.isVisible()


def test_quick_work_shows_no_busy_sign(qtbot: QtBot) -> None:
    dialog = JobDialog("复制", lambda report, cancelled: 7, patience=10_000)
    with qtbot.waitSignal(dialog.succeeded) as done:
        dialog.start()
    assert done.args == [7]
    assert not dialog.isVisible()
