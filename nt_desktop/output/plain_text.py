"""An excerpt as plain text; table cells are separated by TAB, a merged cell stands in every position it covers."""

from __future__ import annotations

from nt_desktop.output.excerpt import DISCLAIMER, Excerpt, Grid, Passage, Text
from nt_desktop.output.wording import (
    citation_line,
    dates_line,
    meta_parts,
    path_line,
    source_code_line,
    value_words,
)


def render_text(excerpt: Excerpt) -> str:
    """The excerpt as text with a line break at its end; paragraphs are separated by blank lines."""
    parts: list[str] = [excerpt.options.title] if excerpt.options.title else []
    document = ""
    for passage in excerpt.passages:
        if passage.document != document and not passage.whole and passage.title:
            parts.append("\n".join(line for line in (passage.title, "\u3000".join(meta_parts(passage))) if line))
        document = passage.document
        parts += _passage(passage, excerpt)
    printed, collected = dates_line(excerpt.printed, excerpt.collected)
    parts.append("\u3000".join(words for words in (DISCLAIMER, printed, collected) if words))
    return "\n\n".join(parts) + "\n"


def _passage(passage: Passage, excerpt: Excerpt) -> list[str]:
    parts = []
    path = path_line(passage)
    if excerpt.options.headings and path and not passage.whole:
        parts.append(path)
    for block in passage.blocks:
        parts.append(block.text if isinstance(block, Text) else _grid(block, passage))
    if passage.targets:
        lines = [f"· {target.indicator}：{value_words(target)}" for target in passage.targets]
        ends = [f"，{target.deadline}" if target.deadline else "" for target in passage.targets]
        parts.append("\n".join(["量化指标", *(line + end for line, end in zip(lines, ends, strict=True))]))
    if passage.note:
        parts.append(f"备注：{passage.note}")
    if passage.title:
        parts.append(citation_line(passage))
    if excerpt.options.source_codes:
        parts.append(source_code_line(passage))
    return parts


def _grid(grid: Grid, passage: Passage) -> str:
    across = {cell.row for cell in grid.cells if cell.col_span == grid.n_cols and cell.row_span == 1}
    rows = [
        "\t".join(cell.replace("\n", "") for cell in (row[:1] if number in across else row))
        for number, row in enumerate(grid.rows())
    ]
    captioned = any(
        isinstance(block, Text) and "".join(block.text.split()) == "".join(grid.caption.split())
        for block in passage.blocks
    )
    return "\n".join(rows if captioned or not grid.caption else [grid.caption.replace("\n", ""), *rows])
