"""What stands outside the text of a page: 摘录 above, page number and dates below."""

from __future__ import annotations

from collections.abc import Sequence

from nt_desktop.output.excerpt import DISCLAIMER, Excerpt
from nt_desktop.output.layouts import PAGE_HEIGHT, PAGE_WIDTH, UNITS, measures
from nt_desktop.output.pages import Glyphs, Page
from nt_desktop.output.typesetting import Align, Piece, Typesetter
from nt_desktop.output.wording import dates_line

_MM = 72 / 25.4 * UNITS


def furnish(pages: Sequence[Page], excerpt: Excerpt, typesetter: Typesetter) -> None:
    """Set the words outside the text on every page.

    On a turned page they stand as on the others (GB/T 9704); in a list of the program's own, whose pages are all
    turned, they are turned with it.
    """
    spec = measures(excerpt.options.layout)
    turned = all(page.turned for page in pages) and not any(passage.title for passage in excerpt.passages)
    width, height = (PAGE_WIDTH - spec.left - spec.right) * _MM, (PAGE_HEIGHT - spec.top - spec.bottom) * _MM
    left, top = spec.left * _MM, spec.top * _MM
    if turned:
        width, height, left, top = height, width, 0.0, 0.0
    printed, collected = dates_line(excerpt.printed, excerpt.collected)
    foot = top + height + 7 * _MM + spec.foot * UNITS
    head = top - 8 * _MM
    for number, page in enumerate(pages, start=1):
        glyphs = page.turned_glyphs if turned else page.glyphs
        words: tuple[tuple[str, Align, float], ...] = (
            (DISCLAIMER, "right", head),
            (printed, "left", foot),
            (f"第{number}页 共{len(pages)}页", "center", foot),
            (collected, "right", foot),
        )
        for text, align, y in words:
            for line in typesetter.lines([Piece(text, "song", spec.foot)], width, align):
                glyphs += [Glyphs(left + run.x, y, run.piece, grey=True) for run in line.runs]
