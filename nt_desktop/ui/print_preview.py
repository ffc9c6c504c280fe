"""打印预览 of an excerpt: Qt's preview with our layouts, and saving as PDF or Word beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QToolBar, QWidget

from nt_desktop.catalog.catalog import Catalog
from nt_desktop.errors import NtDesktopError
from nt_desktop.output.excerpt import LAYOUTS, Excerpt, ExcerptOptions, Grid
from nt_desktop.output.excerpts import make_excerpt, make_table_excerpt
from nt_desktop.output.pages import Pages
from nt_desktop.output.printing import compose_excerpt, page_layout, paint_pages, substitution_sentences
from nt_desktop.progress import IsCancelled, Report
from nt_desktop.ui.controls import tool_button
from nt_desktop.ui.messages import show_problem
from nt_desktop.ui.preview_dress import dress_preview
from nt_desktop.ui.print_service import preview_printer
from nt_desktop.ui.theme import BETWEEN, GRID, INSIDE

RESOLUTION = 600


def compose_keys(
    index: Path, keys: Sequence[str], options: ExcerptOptions
) -> Callable[[Report, IsCancelled], tuple[Excerpt, Pages]]:
    """The work that makes an excerpt of these keys and sets its pages."""

    def work(report: Report, cancelled: IsCancelled) -> tuple[Excerpt, Pages]:
        with Catalog.open(index) as catalog:
            excerpt = make_excerpt(catalog, keys, options)
        return excerpt, compose_excerpt(excerpt, report, cancelled)

    return work


def compose_table(
    index: Path, grid: Callable[[], Grid], title: str, options: ExcerptOptions
) -> Callable[[Report, IsCancelled], tuple[Excerpt, Pages]]:
    """The work that makes an excerpt of a list of the program's own and sets its pages."""

    def work(report: Report, cancelled: IsCancelled) -> tuple[Excerpt, Pages]:
        with Catalog.open(index) as catalog:
            excerpt = make_table_excerpt(catalog, grid(), title, options)
        return excerpt, compose_excerpt(excerpt, report, cancelled)

    return work


def prepare(printer: QPrinter, excerpt: Excerpt) -> QPrinter:
    """Set a printer up for our pages."""
    printer.setResolution(RESOLUTION)
    printer.setPageLayout(page_layout())
    printer.setDocName(excerpt.title)
    return printer


class ExcerptPreview(QPrintPreviewDialog):
    """Announces other options (the pages are then set anew and handed back) and that it is to be saved.

    Shown without asking for printers: only 打印 does.
    """

    options_changed = Signal(object)
    save_requested = Signal(object)

    def __init__(self, excerpt: Excerpt, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(prepare(preview_printer(), excerpt), parent)
        self._excerpt = excerpt
        self._pages = pages
        self.setWindowTitle(f"打印预览 — {excerpt.title}")
        self.paintRequested.connect(self._paint)
        self.layout_choice = QComboBox()
        self.layout_choice.setAccessibleName("版式")
        self.layout_choice.addItems(list(LAYOUTS))
        self.layout_choice.setCurrentText(excerpt.options.layout)
        self.layout_choice.currentIndexChanged.connect(lambda _: self._change())
        self.headings = self._switch("章节标题", excerpt.options.headings)
        self.targets = self._switch("指标", excerpt.options.targets)
        self.codes = self._switch("条款编号", excerpt.options.source_codes)
        of_places = any(passage.keys for passage in excerpt.passages)
        for switch in (self.headings, self.targets, self.codes):
            switch.setVisible(of_places)  # a list of the program's own has none of these
        self.save_button = tool_button("存为 PDF、Word、网页或文本", text="另存为…")
        self.save_button.clicked.connect(lambda: self.save_requested.emit(self._excerpt))
        self.print_button = tool_button("选择打印机并打印", text="打印…")
        self.print_button.clicked.connect(self.print_on_paper)
        self._faces = QLabel()
        self._faces.setProperty("muted", True)
        dress_preview(self)
        self._place()
        self._say_faces()
        self.resize(900, 700)

    def _switch(self, label: str, on: bool) -> QCheckBox:
        box = QCheckBox(label)
        box.setChecked(on)
        box.toggled.connect(lambda _: self._change())
        return box

    def _place(self) -> None:
        bar = QToolBar()
        bar.setMovable(False)
        row = QHBoxLayout()
        row.setContentsMargins(INSIDE + GRID, GRID, INSIDE, GRID)
        row.setSpacing(BETWEEN)
        row.addWidget(QLabel("版式"))
        for widget in (self.layout_choice, self.headings, self.targets, self.codes):
            row.addWidget(widget)
        row.addWidget(self._faces, 1)
        row.addWidget(self.save_button)
        row.addWidget(self.print_button)
        options = QWidget()
        options.setLayout(row)
        bar.addWidget(options)
        layout = self.layout()
        preview = self.findChild(QPrintPreviewWidget)
        if layout is not None and preview is not None:
            layout.setMenuBar(bar)

    @property
    def excerpt(self) -> Excerpt:
        return self._excerpt

    @property
    def page_count(self) -> int:
        return self._pages.count

    def set_pages(self, excerpt: Excerpt, pages: Pages) -> None:
        """Show the excerpt as set anew."""
        self._excerpt, self._pages = excerpt, pages
        self._say_faces()
        preview = self.findChild(QPrintPreviewWidget)
        if preview is not None:
            preview.updatePreview()

    def print_on_paper(self) -> None:
        """Ask which printer, and print; the preview stays where nothing was printed."""
        self._printer = prepare(QPrinter(), self._excerpt)  # held: the dialog is there as long as the preview
        if QPrintDialog(self._printer, self).exec() != QPrintDialog.DialogCode.Accepted:
            return
        try:
            self._paint(self._printer)
        except NtDesktopError as error:
            show_problem(self, error)
        else:
            self.accept()

    def _change(self) -> None:
        layout = next(each for each in LAYOUTS if each == self.layout_choice.currentText())
        self.options_changed.emit(
            replace(
                self._excerpt.options,
                layout=layout,
                headings=self.headings.isChecked(),
                targets=self.targets.isChecked(),
                source_codes=self.codes.isChecked(),
            )
        )

    def _say_faces(self) -> None:
        sentences = substitution_sentences(self._pages)
        self._faces.setText(f"{len(sentences)} 种字体已替代" if sentences else "")
        self._faces.setToolTip("\n".join(sentences))

    def _paint(self, printer: QPrinter) -> None:
        paint_pages(self._pages, self._excerpt, printer)
