"""What goes to the clipboard: words with their source in three fixed patterns, and tables, as plain and rich text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

from nt_desktop.output.excerpt import Grid, Passage, Text, chinese_date
from nt_desktop.output.web import grid_html
from nt_desktop.output.wording import source_line

Pattern = Literal["正文引用", "脚注", "仅出处"]
PATTERNS: tuple[Pattern, ...] = ("正文引用", "脚注", "仅出处")


@dataclass(frozen=True, slots=True)
class Copied:
    """The same content as plain text and as HTML, to be put on the clipboard together."""

    plain: str
    html: str


def citation(passage: Passage, pattern: Pattern, words: str = "") -> Copied:
    """A passage cited; `words` are those chosen in it, "" for all.

    正文引用: `《…》（文号）三、（二）15提出：“…”`. 脚注: `发文机关：《…》，文号，成文日期，三、（二）15。`
    仅出处: `《…》（文号）三、（二）15`. Quoted words stay as they are, their own quotation marks too.
    """
    if pattern == "正文引用":
        text = (words or passage.text).strip()
        return _plain_and_rich(f"{source_line(passage)}提出：“{text}”")
    if pattern == "脚注":
        named = not passage.issuer or passage.title.startswith(passage.issuer)
        issuer = "" if named else f"{passage.issuer}："
        belongs = f"《{passage.parent}》附件" if passage.parent else ""
        parts = (f"{issuer}《{passage.title}》", belongs, passage.doc_number, chinese_date(passage.date), passage.place)
        return _plain_and_rich("，".join(part for part in parts if part) + "。")
    return _plain_and_rich(source_line(passage))


def copy_passage(passage: Passage) -> Copied:
    """The words of a passage; tables as tables in the rich text."""
    parts = []
    for block in passage.blocks:
        if isinstance(block, Text):
            parts.append(_paragraphs(block.text))
        else:
            parts.append(copy_table(block).html)
    return Copied(passage.text, "".join(parts))


def copy_table(grid: Grid) -> Copied:
    """A table for a spreadsheet: TAB between cells, a merged cell's words once, merged in the rich text."""
    places = {(cell.row, cell.col): cell.text for cell in grid.cells}
    rows = ["\t".join(_tsv(places.get((row, col), "")) for col in range(grid.n_cols)) for row in range(grid.n_rows)]
    attributes = ' border="1" style="border-collapse:collapse"'
    return Copied("\n".join(rows), grid_html(grid, attributes))


def _tsv(text: str) -> str:
    """A cell's words; those with line breaks are quoted, as spreadsheets expect."""
    text = text.replace("\t", " ")
    return '"' + text.replace('"', '""') + '"' if "\n" in text or text.startswith('"') else text


def _plain_and_rich(text: str) -> Copied:
    return Copied(text, _paragraphs(text))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
