"""The excerpt: what is printed, saved or copied, as a value that every writer turns into its own form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nt_desktop.model import ClauseRole, Target

Layout = Literal["公文", "紧凑", "大字"]
LAYOUTS: tuple[Layout, ...] = ("公文", "紧凑", "大字")
DISCLAIMER = "摘录，以原文为准"


@dataclass(frozen=True, slots=True)
class ExcerptOptions:
    """How an excerpt is made.

    `headings`: print the path with its headings above each passage. `notes`: (key, note) pairs to print with their
    passages. `targets`: print the targets of each passage. `source_codes`: print clause keys beside the citation.
    `title`: for a collection (书签文件夹, 检索结果), "" for none. `printed` is the ISO date of printing, "" for today.
    """

    layout: Layout = "公文"
    headings: bool = True
    notes: tuple[tuple[str, str], ...] = ()
    targets: bool = False
    source_codes: bool = False
    title: str = ""
    printed: str = ""


DEFAULT_OPTIONS = ExcerptOptions()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path to a passage: label and heading as printed, the label perhaps "" or the heading ""."""

    label: str
    heading: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph word for word. `depth` is 0 outside the numbering, else the clause's level.

    `lead` is how many characters at the beginning are label and run-in heading, 0 where there is no heading.
    """

    key: str
    text: str
    role: ClauseRole
    depth: int
    lead: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell where it begins, 0-based; paragraphs in it are separated by line breaks."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or chosen rows of one with its header. The first `n_header_rows` rows are repeated on each page."""

    key: str
    caption: str
    n_rows: int
    n_cols: int
    n_header_rows: int
    cells: tuple[GridCell, ...]

    @property
    def is_list(self) -> bool:
        """Whether this is a list of the program's own, which fills an excerpt by itself."""
        return not self.key and not self.caption

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The full grid; a merged cell stands in every position that it covers."""
        grid = [[""] * self.n_cols for _ in range(self.n_rows)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for col in range(cell.col, cell.col + cell.col_span):
                    grid[row][col] = cell.text
        return tuple(tuple(row) for row in grid)


Block = Text | Grid


@dataclass(frozen=True, slots=True)
class Passage:
    """What was chosen from one place of one document, with its source; a list of the program's own has no title.

    `keys` are the chosen keys (rows of one table stand together). `whole` is true for a whole document, whose blocks
    then begin with its printed title. `place` names the passage in words: `三、（二）15`, `表3第5行`. `parent` is the
    title of the document that issues this one; 文号, 发文机关 and 成文日期 are its, where this one has none of its own.
    """

    keys: tuple[str, ...]
    document: str
    title: str
    doc_number: str
    issuer: str
    date: str
    path: tuple[Step, ...]
    place: str
    blocks: tuple[Block, ...]
    parent: str = ""
    whole: bool = False
    note: str = ""
    targets: tuple[Target, ...] = ()

    @property
    def text(self) -> str:
        """The words of the passage as plain text: a paragraph on a line, table rows with TAB between cells."""
        lines: list[str] = []
        for block in self.blocks:
            if isinstance(block, Text):
                lines.append(block.text)
            else:
                lines += ["\t".join(cell.replace("\n", "") for cell in row) for row in block.rows()]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Passages in the order they were chosen. Dates are ISO; `collected` is the latest date in the collection."""

    passages: tuple[Passage, ...]
    printed: str
    collected: str
    options: ExcerptOptions = DEFAULT_OPTIONS

    @property
    def title(self) -> str:
        """What a file of this excerpt is called: the given title, or the document's (and how many more)."""
        if self.options.title:
            return self.options.title
        titles = list(dict.fromkeys(passage.title for passage in self.passages))
        if not titles:
            return DISCLAIMER
        return titles[0] if len(titles) == 1 else f"{titles[0]}等{len(titles)}件文件摘录"


def chinese_date(iso: str) -> str:
    """`2023-04-25` as 2023年4月25日; anything else as it is."""
    parts = iso.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return iso
    return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日"
