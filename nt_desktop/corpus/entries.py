"""The visible lines of a source between its tables, with what each says by itself.

An `Entry` is a line of prose; a `TableBlock` a run of lines that is a table. Together they are the items a source
consists of, in order; blank lines are only counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, cast

from nt_desktop.corpus import formalities
from nt_desktop.corpus.labels import ANNEX, Label, read_label
from nt_desktop.corpus.lines import Line
from nt_desktop.corpus.run_in import item_starts
from nt_desktop.corpus.tables import Region
from nt_desktop.model import Span, source_offset

Mark = Literal[
    "",
    "number",
    "date",
    "signature",
    "range",
    "session",
    "qualifier",
    "recipients",
    "contents",
    "column",
    "editorial",
    "colophon",
    "annex",
    "caption",
    "unit",
    "note",
    "rule",
]

_HASHES = re.compile(r"(?P<hashes>#{1,6})\s+(?=\S)")
_RECIPIENT_LINES = 4
_MARKUP = re.compile(r"\*\*[ \t]*|\\(?=[.*_#()\[\]~+\-])")
_LONGEST_FORMAL = 120  # longer are only recipients, colophon and notes
_WHITE = " \t\r\n\x0b\x0c\u00a0\u3000\ufeff\u200b│┃"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of prose without the white space around it: `text` is the source from `start` to `end`, without Markdown's
    marks of bold type and its strokes before full stops, in which case `spans` say where its pieces stand.

    `gap` counts the blank lines above it, `indent` the white space it began with. `hashes` is the depth of a Markdown
    heading, whose marker is not in `text`. `cell` marks a cell of a table that is only layout.
    """

    line: Line
    start: int
    end: int
    text: str
    gap: int
    indent: int
    hashes: int
    label: Label | None
    mark: Mark
    closed: bool
    cell: bool = False
    spans: tuple[Span, ...] = ()

    def offset(self, position: int) -> int:
        """The source offset of a character of `text`."""
        return source_offset(self.spans, position) if self.spans else self.start + position

    def pieces(self, first: int = 0, stop: int | None = None) -> Iterator[tuple[str, int]]:
        """The text from `first` to `stop` in pieces that stand alike in the source, each with its offset there."""
        stop = len(self.text) if stop is None else stop
        for span in self.spans or (Span(0, self.start, len(self.text)),):
            begin, end = max(first, span.text_start), min(stop, span.text_start + span.length)
            if begin < end:
                yield self.text[begin:end], span.source_start + begin - span.text_start


@dataclass(frozen=True, slots=True)
class TableBlock:
    """The lines of a flattened table; `start` and `end` are of its first and last visible characters."""

    region: Region
    start: int
    end: int


Item = Entry | TableBlock


def read_items(lines: Sequence[Line], regions: Sequence[Region]) -> tuple[Item, ...]:
    """The lines of prose and the tables of a source, in order; every visible line is in exactly one of them."""
    items: list[Item] = []
    gap = 0
    position = 0
    for whole in regions:
        if whole.layout:
            continue
        region = _trimmed(lines, whole)
        gap = _read_prose(lines, position, region.first, gap, items)
        seen = [line for line in lines[region.first : region.last + 1] if not line.blank]
        first, last = seen[0], seen[-1]
        start = first.start + len(first.text) - len(first.text.lstrip(_WHITE))
        items.append(TableBlock(region, start, last.start + len(last.text.rstrip(_WHITE))))
        position, gap = region.last + 1, 0
    _read_prose(lines, position, len(lines), gap, items)
    _join_recipients(items)
    _mark_bracketed_numbers(items)
    return tuple(items)


def _join_recipients(items: list[Item]) -> None:
    """Mark all lines of recipients that the width of the page has broken: `…，各直属` above `单位：`."""
    for last, item in enumerate(items):
        if not isinstance(item, Entry) or item.mark not in ("", "recipients") or item.text[-1] not in "：:":
            continue
        text = item.text
        for first in range(last - 1, max(-1, last - _RECIPIENT_LINES), -1):
            above = items[first]
            if not isinstance(above, Entry) or not _may_go_on_recipients(above):
                break
            text = above.text + text
            if formalities.is_recipients(text) and (item.mark or not formalities.is_recipients(item.text)):
                for index in range(first, last + 1):
                    items[index] = replace(cast(Entry, items[index]), mark="recipients")


def _mark_bracketed_numbers(items: list[Item]) -> None:
    """Mark a 文号 in brackets that is alone on the line below a title; elsewhere it goes on a citation."""
    for index in range(1, len(items)):
        item, above = items[index], items[index - 1]
        if not isinstance(item, Entry) or item.mark or item.text[0] not in "（(" or not isinstance(above, Entry):
            continue
        higher = items[index - 2] if index > 1 else None
        if formalities.doc_number(item.text, bracketed=True) and _ends_title(above, higher):
            items[index] = replace(item, mark="number")


def _ends_title(entry: Entry, above: Item | None) -> bool:
    """Whether a line by itself, or with an open line above it, is a title that says what it is about."""
    if entry.mark not in ("", "qualifier") or entry.closed or entry.text[-1] in "》”，、":
        return False
    title = (above.text if isinstance(above, Entry) and not above.closed else "") + entry.text
    said = formalities.title_kind(entry.text) is not None and formalities.announces(title)
    return said and not re.search("[，。；：]", title)


def _may_go_on_recipients(entry: Entry) -> bool:
    """Whether a line is a list that is not at its end, rather than the end of a title."""
    if entry.mark or entry.closed or entry.label is not None or len(entry.text) > _LONGEST_FORMAL:
        return False
    return bool(re.search("[，、,]", entry.text)) and not formalities.announces(entry.text)


def _trimmed(lines: Sequence[Line], region: Region) -> Region:
    """The region without what follows its last cell from a line on that only begins another document."""
    cell = region.last
    if not lines[region.first].text.startswith("\t"):
        return region
    while cell > region.first and not lines[cell].text.startswith("\t"):
        cell -= 1
    for index in range(cell + 1, region.last + 1):
        visible = lines[index].text.strip(_WHITE)
        if visible and _begins_document(visible):
            return replace(region, last=index - 1)
    return region


def _begins_document(text: str) -> bool:
    """Whether a line is no cell's text: a letterhead, a 文号, a notice's title, an annex marker, a colophon."""
    if _mark(text) in ("number", "column", "colophon", "annex", "contents"):
        return True
    return formalities.announces(text) and formalities.title_kind(text) is not None and len(text) <= _LONGEST_FORMAL


def _read_prose(lines: Sequence[Line], first: int, stop: int, gap: int, items: list[Item]) -> int:
    """Append the visible lines of a range; gives the blank lines after the last of them."""
    for line in lines[first:stop]:
        visible = line.text.strip(_WHITE)
        if not visible:
            gap += 1
            continue
        entry = _entry(line, visible, gap)
        starts = item_starts(line.text) if not (entry.mark or entry.hashes or entry.cell) else ()
        items += [entry] if not starts else _items_of(line, starts, gap)
        gap = 0
    return gap


def _items_of(line: Line, starts: Sequence[int], gap: int) -> Iterator[Entry]:
    """The numbered items that stand on one line, each an entry of its own."""
    for first, stop in pairwise((0, *starts, len(line.text))):
        piece = Line(line.number, line.start + first, line.start + stop, line.text[first:stop])
        yield _entry(piece, piece.text.strip(_WHITE), 0 if first else gap)


def _entry(line: Line, visible: str, gap: int) -> Entry:
    indent = len(line.text) - len(line.text.lstrip(_WHITE))
    start = line.start + indent
    heading = _HASHES.match(visible)
    hashes = 0
    if heading:
        hashes = len(heading["hashes"])
        start += heading.end()
        visible = visible[heading.end() :]
    end = start + len(visible)
    visible, spans = _without_markup(visible, start)
    label = read_label(visible)
    if label is not None and label.style == ANNEX:
        label = None
    return Entry(
        line=line,
        start=start,
        end=end,
        text=visible,
        gap=gap,
        indent=indent,
        hashes=hashes,
        label=label,
        mark=_mark(visible) if not hashes or formalities.is_column_head(visible) else "",
        closed=formalities.ends_sentence(visible),
        cell=line.text.startswith("\t"),
        spans=spans,
    )


def _without_markup(visible: str, start: int) -> tuple[str, tuple[Span, ...]]:
    """The text without Markdown's marks, and where what is left of it stands; no spans where it has none."""
    if "**" not in visible and "\\" not in visible:
        return visible, ()
    spans: list[Span] = []
    plain = ""
    position = 0
    for match in (*_MARKUP.finditer(visible), None):
        stop = match.start() if match else len(visible)
        if stop > position:
            spans.append(Span(len(plain), start + position, stop - position))
            plain += visible[position:stop]
        position = match.end() if match else stop
    if not plain.strip() or len(plain) == len(visible):
        return visible, ()
    return plain, tuple(spans)


def _mark(text: str) -> Mark:
    """What a line says by itself; most say nothing."""
    if len(text) > 400:
        return ""
    if formalities.is_rule(text):
        return "rule"
    if len(text) > _LONGEST_FORMAL:
        if formalities.is_recipients(text):
            return "recipients"
        if formalities.is_colophon(text):
            return "colophon"
        return "note" if formalities.is_note(text) else ""
    if formalities.is_contents_entry(text) or formalities.is_contents_heading(text):
        return "contents"
    if formalities.doc_number(text):
        return "number"
    if formalities.iso_date(text):
        return "date"
    if formalities.issuer_and_date(text):
        return "signature"
    if formalities.date_range(text):
        return "range"
    if formalities.session_date(text):
        return "session"
    if formalities.is_qualifier(text):
        return "qualifier"
    if formalities.is_colophon(text):
        return "colophon"
    if formalities.is_column_head(text):
        return "column"
    if formalities.is_editorial(text):
        return "editorial"
    if formalities.is_recipients(text):
        return "recipients"
    if formalities.annex_marker(text):
        return "annex"
    if formalities.caption_label(text):
        return "caption"
    if formalities.is_unit_line(text):
        return "unit"
    if formalities.is_note(text):
        return "note"
    return ""
