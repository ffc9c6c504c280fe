"""Painting a composed excerpt: print preview, printer and PDF share it.

Works in any thread. A PDF needs no printer and no display.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLineF, QMarginsF, QPointF, Qt
from PySide6.QtGui import QColor, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtPrintSupport import QPrinter

from nt_desktop.errors import Cancelled, OutputError
from nt_desktop.output.composing import compose
from nt_desktop.output.excerpt import Excerpt
from nt_desktop.output.faces import choose_faces, ensure_application
from nt_desktop.output.layouts import PAGE_HEIGHT, PAGE_WIDTH, UNITS, measures
from nt_desktop.output.pages import Glyphs, Page, Pages, Rule
from nt_desktop.output.pdf_finish import finish_pdf
from nt_desktop.progress import IsCancelled, Report, never, silent

_GREY = QColor(0x55, 0x55, 0x55)
_MM = 72 / 25.4 * UNITS
_RESOLUTION = 1200


def page_layout() -> QPageLayout:
    """A4 upright, no margins of the printer's: what to set before a preview."""
    page_size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(page_size, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter)


def compose_excerpt(excerpt: Excerpt, report: Report = silent, cancelled: IsCancelled = never) -> Pages:
    """Set an excerpt in the fonts of this machine. Raises NoChineseFontError, Cancelled."""
    ensure_application()
    return compose(excerpt, choose_faces(), report, cancelled)


def substitution_sentences(pages: Pages) -> tuple[str, ...]:
    """What to tell the user about the faces: `没有“仿宋”，以“Noto Serif CJK SC”代替。`"""
    return tuple(f"本机没有“{wanted}”，以“{used}”代替。" for wanted, used in pages.substitutes)


def paint_excerpt(
    excerpt: Excerpt, printer: QPrinter, report: Report = silent, cancelled: IsCancelled = never
) -> Pages:
    """Compose and paint on a printer or preview; the pages painted. Raises Cancelled."""
    pages = compose_excerpt(excerpt, report, cancelled)
    paint_pages(pages, excerpt, printer, report, cancelled)
    return pages


def paint_pages(
    pages: Pages,
    excerpt: Excerpt,
    device: QPagedPaintDevice,
    report: Report = silent,
    cancelled: IsCancelled = never,
) -> None:
    """Paint composed pages; of a printer's page range only what was asked for. Raises Cancelled."""
    layout = device.pageLayout()
    layout.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(device):
        raise OutputError(Path(excerpt.title), "打印设备没有响应", "请检查打印机，或另存为 PDF。")
    try:
        chosen = _chosen(pages, device)
        for number, page in enumerate(chosen):
            if cancelled():
                raise Cancelled
            if number:
                device.newPage()
            painter.save()
            full = device.pageLayout().fullRectPoints()
            fit = min(full.width() * 25.4 / 72 / PAGE_WIDTH, full.height() * 25.4 / 72 / PAGE_HEIGHT, 1.0)
            painter.scale(device.logicalDpiX() / 72 / UNITS, device.logicalDpiY() / 72 / UNITS)
            if fit < 0.99:  # smaller paper than A4
                painter.scale(fit, fit)
            _paint_page(painter, page, pages, excerpt)
            painter.restore()
            report("打印", number + 1, len(chosen))
    finally:
        painter.end()


def write_pdf(excerpt: Excerpt, path: Path, report: Report = silent, cancelled: IsCancelled = never) -> Pages:
    """Write an excerpt as PDF to exactly this path (not atomic: see writing). Raises Cancelled, OutputError."""
    pages = compose_excerpt(excerpt, report, cancelled)
    writer = QPdfWriter(str(path))
    writer.setPageLayout(page_layout())
    writer.setResolution(_RESOLUTION)
    writer.setTitle(excerpt.title)
    writer.setCreator("nt-desktop")
    paint_pages(pages, excerpt, writer, report, cancelled)
    del writer
    finish_pdf(path, pages)
    return pages


def _chosen(pages: Pages, device: QPagedPaintDevice) -> tuple[Page, ...]:
    if isinstance(device, QPrinter) and device.printRange() == QPrinter.PrintRange.PageRange:
        first, last = device.fromPage() or 1, device.toPage() or pages.count
        return pages.pages[first - 1 : last] or pages.pages[:1]
    return pages.pages


def _paint_page(painter: QPainter, page: Page, pages: Pages, excerpt: Excerpt) -> None:
    _paint(painter, page.glyphs, page.rules, pages)
    if page.turned:
        spec = measures(excerpt.options.layout)
        painter.translate(spec.left * _MM, (PAGE_HEIGHT - spec.bottom) * _MM)
        painter.rotate(-90)
        _paint(painter, page.turned_glyphs, page.turned_rules, pages)


def _paint(painter: QPainter, glyphs: list[Glyphs], rules: list[Rule], pages: Pages) -> None:
    black = QPen(Qt.GlobalColor.black)
    grey = QPen(_GREY)
    for run in glyphs:
        painter.setFont(pages.typesetter.font(run.piece))
        painter.setPen(grey if run.grey else black)
        painter.drawText(QPointF(run.x, run.y), run.piece.text)
    for rule in dict.fromkeys(rules):
        pen = QPen(Qt.GlobalColor.black)
        pen.setWidthF(rule.thickness)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(rule.x1, rule.y1, rule.x2, rule.y2))
