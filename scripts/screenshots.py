"""Makes the pictures of docs/screenshots by driving the real window on the real documents.

Run: python scripts/screenshots.py [FOLDER]. Needs no display; a fresh index is built in a temporary folder.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDate, QElapsedTimer, QEvent, QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from nt_desktop.building import build_index  # noqa: E402
from nt_desktop.output.spreadsheets import export_duties  # noqa: E402
from nt_desktop.ui.app import translate  # noqa: E402
from nt_desktop.ui.folders import Folders  # noqa: E402
from nt_desktop.ui.main_window import MainWindow  # noqa: E402
from nt_desktop.ui.theme import Theme  # noqa: E402

PATIENCE = 30.0
SETTLING = 250  # milliseconds for timers that follow a scroll


class Photographer:
    """Drives a window and keeps pictures of it."""

    def __init__(self, window: MainWindow, folder: Path, size: tuple[int, int] = (1366, 728)) -> None:
        self.window = window
        self.folder = folder
        window.resize(*size)
        window.show()
        window.state.default_layout()
        window.load()
        self.wait(lambda: window.collection is not None and window.targets.model.rowCount() > 0)

    def wait(self, ready: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not ready():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
            if time.monotonic() > end:
                raise SystemExit("the window did not get there")

    def settle(self) -> None:
        loop = QEventLoop()
        QTimer.singleShot(SETTLING, loop.quit)
        loop.exec()

    def keep(self, name: str, widget: QWidget | None = None) -> None:
        self.settle()
        path = self.folder / f"{name}.png"
        picture = (widget or self.window).grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        picture.save(str(path), quality=0)  # of a PNG: packed as tightly as can be
        print(path)

    def type(self, text: str) -> None:
        self.window.focus_search()
        self.window.search_bar.edit.clear()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.window.search_bar.edit, event)
        desk = self.window.search_desk
        self.wait(lambda: desk.latest is not None and desk.latest.results.query == text)

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))

    def open_first(self) -> None:
        self.press(self.window.search_bar.edit, Qt.Key.Key_Down)
        self.press(self.window.results.list, Qt.Key.Key_Return)
        self.wait(lambda: self.window.reading_desk.page is not None)


def the_main_path(camera: Photographer) -> None:
    """Search, read, preview, bookmark."""
    window = camera.window
    camera.type("秸秆 综合利用率")
    camera.press(window.search_bar.edit, Qt.Key.Key_Down)
    camera.keep("1-results")
    camera.open_first()
    camera.keep("2-document")
    window.handouts.print()
    camera.wait(lambda: isinstance(window.outbox.preview, QDialog))
    preview = window.outbox.preview
    assert isinstance(preview, QDialog)
    camera.keep("3-print-preview", preview)
    preview.close()
    window.bookmark()
    camera.wait(lambda: bool(window.workspace.bookmarks()))
    window.bookmarking.popup.hide()
    kept = window.workspace.bookmarks()[0]
    window.desk.edit(replace(kept, colour="red", note="写半年总结用", tags=("秸秆",)))
    window.bookmarking.bookmark_target(window.targets.shown_targets()[0])
    camera.wait(lambda: len(window.workspace.bookmarks()) == 2)
    window.bookmarking.popup.hide()
    window.tabs.setCurrentWidget(window.bookmarks)
    window.statusBar().clearMessage()
    camera.keep("4-bookmarks")
    window.tabs.setCurrentWidget(window.targets)


def a_table_and_its_source(camera: Photographer) -> None:
    """A wide table, and the raw text beside it."""
    window = camera.window
    window.search_bar.set_query("")
    window.reading_desk.open_passage("南通市经济技术开发区2021年深入打好污染防治攻坚战工作计划/附件3#表3/12")
    camera.wait(lambda: window.reading_desk.page is not None and bool(window.reading_desk.page.tables))
    window.reading.toggle_source()
    camera.wait(lambda: bool(window.reading.source.toPlainText()))
    camera.keep("5-table")
    window.reading.toggle_source()


def four_questions(camera: Photographer) -> None:
    """PM2.5 in 2021 against 2025; what 水利局 leads, as a spreadsheet; what falls due by 2023; what contradicts itself.

    Prints how long each answer took, which is the program's part of the time that a person needs.
    """
    window = camera.window
    clock = QElapsedTimer()
    clock.start()
    window.facts.choose_scope("all")
    camera.wait(lambda: window.targets.scope == "all")
    target = next(each for each in window.targets.model.targets if each.indicator.startswith("PM2.5"))
    window.facts.compare(target)
    camera.wait(lambda: window.targets.compare.model.rowCount() > 0)
    camera.keep("6-compare")
    print(f"PM2.5 对比：{clock.restart() / 1000:.1f} 秒")
    window.targets.compare.closed.emit()
    window.tabs.setCurrentWidget(window.duties)
    camera.wait(lambda: window.duties.department.count() > 0)
    names = [str(window.duties.department.itemData(n)) for n in range(window.duties.department.count())]
    window.duties.choose(next((name for name in names if "水利" in name or "水务" in name), names[0]))
    camera.wait(lambda: bool(window.duties.model.rows))
    camera.keep("7-duties")
    assert window.collection is not None
    sheet = camera.folder / "任务分工.xlsx"
    export_duties([task.duty for task in window.duties.model.rows], window.collection.documents, sheet)
    sheet.unlink()
    print(f"部门的任务分工和表格：{clock.restart() / 1000:.1f} 秒")
    window.tabs.setCurrentWidget(window.deadlines)
    camera.wait(lambda: bool(window.deadlines.model.rows))
    window.deadlines.day.setDate(QDate(2023, 12, 31))
    camera.keep("8-deadlines")
    print(f"到期事项：{clock.restart() / 1000:.1f} 秒")
    page = camera.folder / "核对报告.html"
    finished: list[str] = []
    window.outbox.done.connect(finished.append)
    window.outbox.write_check_report(page)
    camera.wait(lambda: bool(finished))
    assert "合计不符" in page.read_text(encoding="utf-8")
    page.unlink()
    print(f"核对报告：{clock.restart() / 1000:.1f} 秒")
    window.tabs.setCurrentWidget(window.targets)


def main() -> None:
    """Make all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    QGuiApplication.setQuitOnLastWindowClosed(False)
    translate(app)
    theme = Theme(app, "light")
    with tempfile.TemporaryDirectory() as scratch:
        index = Path(scratch) / "index"
        build_index(ROOT / "seeds", index)
        folders = Folders(ROOT / "seeds", index, Path(scratch) / "data")
        window = MainWindow(folders, theme)
        window.data_label.setVisible(False)  # it would show a folder of this machine
        camera = Photographer(window, folder)
        the_main_path(camera)
        a_table_and_its_source(camera)
        four_questions(camera)
        window.state.set_appearance("dark")
        camera.type("PM2.5 浓度")
        camera.open_first()
        camera.keep("9-dark")
        window.close()


if __name__ == "__main__":
    main()
