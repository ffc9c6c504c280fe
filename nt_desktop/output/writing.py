"""Writing an excerpt to a file of the kind its ending names: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from nt_desktop.errors import OutputError
from nt_desktop.output.excerpt import Excerpt, Grid
from nt_desktop.output.whole_file import written_whole
from nt_desktop.progress import IsCancelled, Report, never, silent

ENDINGS = (".pdf", ".docx", ".html", ".txt", ".xlsx", ".csv")


def write_excerpt(excerpt: Excerpt, path: Path, report: Report = silent, cancelled: IsCancelled = never) -> None:
    """Write `.pdf`, `.docx`, `.html` or `.txt`; of an excerpt's tables `.xlsx` or `.csv`.

    Raises OutputError where that can't be done, and Cancelled; what stood at the path is left as it was then.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        known = "、".join(ENDINGS)
        raise OutputError(path, f"不认识的文件类型“{path.suffix or path.name}”", f"请使用这些扩展名之一：{known}。")
    with written_whole(path) as temporary:
        if ending == ".pdf":
            from nt_desktop.output.printing import write_pdf

            write_pdf(excerpt, temporary, report, cancelled)
        elif ending == ".docx":
            from nt_desktop.output.word import write_docx

            write_docx(excerpt, temporary, report, cancelled)
        elif ending == ".html":
            from nt_desktop.output.web import render_html

            temporary.write_text(render_html(excerpt), encoding="utf-8", errors="replace")
        elif ending == ".txt":
            from nt_desktop.output.plain_text import render_text

            temporary.write_text(render_text(excerpt), encoding="utf-8", errors="replace")
        else:
            from nt_desktop.output.spreadsheets import write_grids

            grids = [block for passage in excerpt.passages for block in passage.blocks if isinstance(block, Grid)]
            if not grids:
                raise OutputError(path, "所选内容中没有表格", "请选择表格，或另存为 .docx、.pdf。")
            write_grids(grids, temporary, ending)
