"""What leaves the window: print preview, files, spreadsheets and the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from nt_desktop.model import Document, Duty, Table, Target
from nt_desktop.output.excerpt import DEFAULT_OPTIONS, Excerpt, ExcerptOptions
from nt_desktop.progress import IsCancelled, Report
from nt_desktop.ui.folders import saving_folder
from nt_desktop.ui.job import Work
from nt_desktop.ui.job_dialog import JobDialog

if TYPE_CHECKING:
    from nt_desktop.output.clipboard import Copied, Pattern
    from nt_desktop.output.pages import Pages

EXCERPT_FILES = "PDF 文件 (*.pdf);;Word 文档 (*.docx);;网页 (*.html);;文本 (*.txt)"
REPORT_FILES = "网页 (*.html)"
SHEET_FILES = "Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"


class Outbox(QObject):
    """Announces what was done in one sentence, and what failed."""

    done = Signal(str)
    failed = Signal(Exception)

    def __init__(self, index: Path, window: QWidget) -> None:
        super().__init__(window)
        self._index = index
        self._window = window
        self._folder = saving_folder()
        self.preview: object | None = None

    def preview_keys(self, keys: Sequence[str], options: ExcerptOptions = DEFAULT_OPTIONS) -> None:
        """Show the print preview of an excerpt of documents, clauses and table rows."""
        from nt_desktop.ui.print_preview import compose_keys

        self._preview(partial(compose_keys, self._index, tuple(keys)), options)

    def preview_targets(self, targets: Sequence[Target], documents: Mapping[str, Document]) -> None:
        """Show the print preview of a list of targets, in the order given."""
        from nt_desktop.output.wording import targets_list
        from nt_desktop.ui.print_preview import compose_table

        title = f"指标（{len(targets)} 条）"
        compose = partial(compose_table, self._index, lambda: targets_list(targets, documents), title)
        self._preview(compose, ExcerptOptions(layout="紧凑"))

    def _preview(self, compose: Callable[[ExcerptOptions], Work], options: ExcerptOptions) -> None:
        from nt_desktop.ui.print_preview import ExcerptPreview

        def show(result: tuple[Excerpt, Pages]) -> None:
            preview = ExcerptPreview(*result, self._window)
            preview.options_changed.connect(lambda changed: again(preview, changed))
            preview.save_requested.connect(self.save_excerpt)
            preview.finished.connect(lambda _: self._close_preview(preview))
            self.preview = preview
            preview.open()

        def again(preview: ExcerptPreview, changed: ExcerptOptions) -> None:
            self._run("排版", compose(changed), lambda result: preview.set_pages(*result))

        self._run("排版", compose(options), show)

    def _close_preview(self, preview: QObject) -> None:
        self.preview = None
        preview.deleteLater()

    def save_keys(self, keys: Sequence[str], options: ExcerptOptions = DEFAULT_OPTIONS) -> None:
        """Ask for a file and write an excerpt of these keys into it."""
        from nt_desktop.catalog.catalog import Catalog
        from nt_desktop.output.excerpts import make_excerpt

        def work(report: Report, cancelled: IsCancelled) -> Excerpt:
            with Catalog.open(self._index) as catalog:
                return make_excerpt(catalog, keys, options)

        self._run("摘录", work, self.save_excerpt)

    def save_excerpt(self, excerpt: object) -> None:
        """Ask for a file and write an excerpt into it; its ending says which form."""
        assert isinstance(excerpt, Excerpt)
        if (path := self._ask("另存摘录", excerpt.title, EXCERPT_FILES)) is None:
            return

        def work(report: Report, cancelled: IsCancelled) -> Path:
            from nt_desktop.output.writing import write_excerpt

            write_excerpt(excerpt, path)
            return path

        self._run("保存", work, lambda _: self.done.emit(f"已存为“{path}”"))

    def save_report(self) -> None:
        """Ask for a file and write what to check in the sources: contradictions, sums, inferred cells, joins."""
        if path := self._ask("另存核对报告", "核对报告", REPORT_FILES):
            self.write_check_report(path)

    def write_check_report(self, path: Path) -> None:
        def work(report: Report, cancelled: IsCancelled) -> Path:
            from nt_desktop.catalog.catalog import Catalog
            from nt_desktop.output.report import write_report

            with Catalog.open(self._index) as catalog:
                write_report(catalog, path)
            return path

        self._run("核对报告", work, lambda _: self.done.emit(f"核对报告已存为“{path}”"))

    def export_targets(self, targets: Sequence[Target], documents: Mapping[str, Document]) -> None:
        """Ask for a spreadsheet and write exactly these targets into it."""
        if not targets:
            self.done.emit("没有可以导出的指标")
        elif path := self._ask("导出指标", "指标", SHEET_FILES):
            self.write_targets(targets, documents, path)

    def write_targets(self, targets: Sequence[Target], documents: Mapping[str, Document], path: Path) -> None:
        def work(report: Report, cancelled: IsCancelled) -> Path:
            from nt_desktop.output.spreadsheets import export_targets

            export_targets(targets, documents, path)
            return path

        self._run("导出", work, lambda _: self.done.emit(f"已导出 {len(targets)} 条指标到“{path}”"))

    def export_duties(self, duties: Sequence[Duty], documents: Mapping[str, Document]) -> None:
        """Ask for a spreadsheet and write exactly these duties into it."""
        if not duties:
            self.done.emit("没有可以导出的任务分工")
            return
        if (path := self._ask("导出任务分工", "任务分工", SHEET_FILES)) is None:
            return

        def work(report: Report, cancelled: IsCancelled) -> Path:
            from nt_desktop.output.spreadsheets import export_duties

            export_duties(duties, documents, path)
            return path

        self._run("导出", work, lambda _: self.done.emit(f"已导出 {len(duties)} 项任务分工到“{path}”"))

    def export_table(self, table: Table) -> None:
        """Ask for a spreadsheet and write a table into it, merged cells and all."""
        if path := self._ask("导出表格", table.caption or f"表{table.order}", SHEET_FILES):
            self.write_table(table, path)

    def write_table(self, table: Table, path: Path) -> None:
        def work(report: Report, cancelled: IsCancelled) -> Path:
            from nt_desktop.output.spreadsheets import export_tables

            export_tables([table], path)
            return path

        self._run("导出", work, lambda _: self.done.emit(f"表格已导出到“{path}”"))

    def copy_table(self, table: Table) -> None:
        """Put a whole table on the clipboard, so that a spreadsheet takes it as cells."""
        from nt_desktop.output.clipboard import copy_table
        from nt_desktop.output.grids import table_grid

        copied = copy_table(table_grid(table))
        data = QMimeData()
        data.setText(copied.plain)
        data.setHtml(copied.html)
        QGuiApplication.clipboard().setMimeData(data)
        self.done.emit(f"已复制表格（{len(table.rows)} 行 {table.n_cols} 列）")

    def copy_keys(self, keys: Sequence[str], pattern: Pattern = "正文引用", words: str = "") -> None:
        """Put passages with their citation on the clipboard, as plain and as rich text; `words` are those chosen."""
        from nt_desktop.catalog.catalog import Catalog
        from nt_desktop.output.clipboard import citation
        from nt_desktop.output.excerpts import make_excerpt

        def work(report: Report, cancelled: IsCancelled) -> list[Copied]:
            with Catalog.open(self._index) as catalog:
                excerpt = make_excerpt(catalog, keys)
            return [citation(passage, pattern, words) for passage in excerpt.passages]

        def put(parts: list[Copied]) -> None:
            data = QMimeData()
            data.setText("\n\n".join(part.plain for part in parts))
            data.setHtml("".join(part.html for part in parts))
            QGuiApplication.clipboard().setMimeData(data)
            self.done.emit(f"已复制（{pattern}）")

        self._run("复制", work, put)

    def _ask(self, title: str, name: str, kinds: str) -> Path | None:
        safe = "".join("_" if character in '\\/:*?"<>|\n' else character for character in name)[:80]
        chosen, kind = QFileDialog.getSaveFileName(self._window, title, str(self._folder / safe), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        self._folder = path.parent
        ending = kind.partition("*")[2].rstrip(")")
        return path if path.suffix else path.with_name(path.name + ending)

    def _run(self, title: str, work: Work, then: Callable[[Any], None]) -> None:
        dialog = JobDialog(title, work, self._window)
        dialog.succeeded.connect(then)
        dialog.failed.connect(self.failed)
        dialog.start()
