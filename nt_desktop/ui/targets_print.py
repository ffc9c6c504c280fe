"""Prints the targets panel's table as it is shown."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from nt_desktop.model import Document, Target
from nt_desktop.ui.preview_dress import dress_preview
from nt_desktop.ui.print_preview import RESOLUTION
from nt_desktop.ui.target_model import COLUMNS
from nt_desktop.ui.theme import interface_font

SOURCE = ("文件", "文号")


def targets_html(targets: Sequence[Target], documents: Mapping[str, Document], columns: Sequence[str]) -> str:
    """The targets as an HTML table, with document and 文号 whether or not they are shown."""
    names = [*columns, *(name for name in SOURCE if name not in columns)]
    chosen = [next(column for column in COLUMNS if column.name == name) for name in names]
    head = "".join(f"<th align='left'>{html.escape(column.name)}</th>" for column in chosen)
    rows = "".join(
        "<tr>"
        + "".join(f"<td>{html.escape(column.text(t, documents.get(t.document)))}</td>" for column in chosen)
        + "</tr>"
        for t in targets
    )
    return (
        "<style>table { border-collapse: collapse; } th, td { border: 0.5px solid #888; padding: 3px 5px; }</style>"
        f"<p>指标（{len(targets)} 条）</p><table width='100%'><thead><tr>{head}</tr></thead>{rows}</table>"
    )


def preview_targets(
    targets: Sequence[Target], documents: Mapping[str, Document], columns: Sequence[str], parent: QWidget
) -> QPrintPreviewDialog:
    """Show the print preview of the table."""
    preview = QPrintPreviewDialog(parent)
    printer = preview.printer()
    printer.setResolution(RESOLUTION)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dress_preview(preview, turns=True)
    preview.setWindowTitle("打印预览 — 指标")
    text = QTextDocument(preview)
    font = interface_font()
    font.setPointSizeF(8.0)
    text.setDefaultFont(font)
    text.setHtml(targets_html(targets, documents, columns))
    preview.paintRequested.connect(text.print_)
    preview.finished.connect(lambda _: preview.deleteLater())
    preview.resize(1000, 700)
    preview.open()
    return preview
