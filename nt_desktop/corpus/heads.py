"""Where documents begin: titles by a 文号 or recipients, chronicles, annex markers, titles above a new outline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from nt_desktop.corpus import formalities
from nt_desktop.corpus.entries import Entry, Item, TableBlock
from nt_desktop.corpus.formalities import Annex
from nt_desktop.corpus.labels import han_number, read_label
from nt_desktop.corpus.titles import TitleBlock, begins_outline, block_after, block_before

HeadKind = Literal["notice", "chronicle", "annex", "part", "main", "file"]

_CONTENTS_BEGINNING = 3  # entries whose second standing ends a table of contents without leaders
_CONTENTS_REACH = 200  # lines a table of contents may have
_OUTSIDE_MARKS = frozenset({"contents", "column", "editorial"})
_LONGEST_NAME = 80
_CHAPTER = re.compile("第([一二三四五六七八九十]{1,3})[章编篇]")
_CHAPTERS = 2  # chapters on one line that make it a table of contents
_SENTENCE = 12  # a line with a full stop longer than this is no part of a cover


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a document: its first item, its title where it has one, the annex marker above it."""

    kind: HeadKind
    first: int
    title: TitleBlock | None
    marker: Annex | None = None


def find_heads(items: Sequence[Item], contents: frozenset[int]) -> list[Head]:
    """All heads in order of their first item."""
    found: dict[int, Head] = {}
    taken = 0  # items below this belong to a head that is found
    for index, item in enumerate(items):
        if index < taken or index in contents or not isinstance(item, Entry):
            continue
        head = _head_at(items, index, taken, any_before=bool(found))
        if head is None:
            continue
        found[head.first] = head
        taken = max(index + 1, (head.title.last + 1) if head.title else 0)
    heads = [found[first] for first in sorted(found)]
    return _with_beginning(items, heads, contents)


def _head_at(items: Sequence[Item], index: int, floor: int, *, any_before: bool) -> Head | None:
    item = items[index]
    assert isinstance(item, Entry)
    if item.mark == "number":
        block = block_before(items, index - 1, floor) if index > floor else None
        if block is not None:
            return Head("notice", block.first, block)
        below = index + 1
        while below < len(items) and _is_rule(items[below]):
            below += 1
        block = block_after(items, below) if below < len(items) else None
        if block is not None and (index == 0 or _is_break(items, index) or _is_letterhead(items[index - 1])):
            return Head("notice", index, block)
        after = items[below] if below < len(items) else None
        if isinstance(after, Entry) and after.mark == "recipients" and _is_break(items, index):
            return Head("notice", index, None)  # its title is lost
        return None
    if item.mark == "recipients" and index > floor:
        before = items[index - 1]
        if isinstance(before, Entry) and before.mark == "":
            block = block_before(items, index - 1, floor)
            if block is not None and (formalities.announces(block.text) or formalities.title_kind(block.text)):
                return Head("notice", block.first, block)
        return None
    if item.mark == "annex":
        return _annex_head(items, index)
    if item.mark or item.label is not None or item.closed:
        return None
    if _is_chronicle(items, index):
        return Head("chronicle", index, TitleBlock(index, index, formalities.bare(item.text)))
    if not _is_break(items, index):
        return None
    block = block_after(items, index)
    if block is None or formalities.title_kind(block.text) is None or len(block.text) < 8:
        return None
    after = items[block.last + 1] if block.last + 1 < len(items) else None
    if isinstance(after, Entry) and after.mark in ("number", "recipients"):
        return None  # that line will find it, and how far up it reaches
    if formalities.announces(block.text) and formalities.title_kind(block.text) in formalities.notices():
        stands = isinstance(after, Entry) and after.closed and len(after.text) > _SENTENCE
        return Head("notice", block.first, block) if stands else None
    if begins_outline(items, block.last + 1, inside=any_before):
        return Head("part" if any_before else "main", block.first, block)
    return None


def _annex_head(items: Sequence[Item], index: int) -> Head | None:
    """A head where `附件2` stands alone above a title, or with the title on the same line; None for a list of them."""
    item = items[index]
    assert isinstance(item, Entry)
    marker = formalities.annex_marker(item.text)
    if marker is None:
        return None
    before = items[index - 1] if index else None
    if isinstance(before, Entry) and before.mark == "annex" and marker.title:
        return None
    if not marker.title:
        if marker.number is None and marker.mark:
            return None  # 附件： begins a list
        block = block_after(items, index + 1, any_ending=True)
        return Head("annex", index, block, marker) if block is not None else None
    follower = items[index + 1] if index + 1 < len(items) else None
    table = isinstance(follower, TableBlock)
    if (marker.number is None and not table) or read_label(marker.title) is not None:
        return None
    if table or begins_outline(items, index + 1) or (_is_break(items, index) and _is_paragraph(follower)):
        return Head("annex", index, TitleBlock(index, index, formalities.bare(marker.title)), marker)
    return None


def _is_paragraph(item: Item | None) -> bool:
    return isinstance(item, Entry) and item.closed and item.mark == "" and len(item.text) > _SENTENCE


def _is_letterhead(item: Item) -> bool:
    """Whether a line is the end of a letterhead: one of the organs that issue together, or 文件 below them."""
    return isinstance(item, Entry) and (formalities.bare(item.text) == "文件" or formalities.is_organisation(item.text))


def _is_chronicle(items: Sequence[Item], index: int) -> bool:
    """`大事记` alone on a line, with dated entries below."""
    item = items[index]
    if not isinstance(item, Entry) or len(item.text) > 40 or formalities.title_kind(item.text) != "大事记":
        return False
    below = [other for other in items[index + 1 : index + 5] if isinstance(other, Entry)]
    if "月" in item.text and any(formalities.is_diary_day(other.text) for other in below):
        return True
    return any(formalities.is_diary_entry(other.text) and not formalities.iso_date(other.text) for other in below)


def _is_break(items: Sequence[Item], index: int) -> bool:
    """Whether what stands before an item is finished, so that something new may begin."""
    if index == 0:
        return True
    before = items[index - 1]
    if isinstance(before, TableBlock):
        return True
    if before.mark in ("date", "signature", "column", "editorial", "colophon", "contents", "note"):
        return True
    return before.closed or before.text[-1] in "）)〕】"


def contents_zones(items: Sequence[Item]) -> frozenset[int]:
    """Items of tables of contents: entries with leaders, the lines that they break off from, and columns between."""
    zone: set[int] = set()
    entries = [index for index, item in enumerate(items) if isinstance(item, Entry) and item.mark == "contents"]
    for before, after in pairwise(entries):
        between = items[before + 1 : after]
        if after - before <= 5 and all(isinstance(item, Entry) and not item.closed for item in between):
            zone.update(range(before, after + 1))
    zone.update(entries)
    for start in entries:
        item = items[start]
        if isinstance(item, Entry) and formalities.is_contents_heading(item.text):
            zone.update(_plain_contents(items, start))
            if start + 1 < len(items) and _is_run_together(items[start + 1]):
                zone.update((start, start + 1))
    return frozenset(zone)


def _plain_contents(items: Sequence[Item], heading: int) -> range:
    """A table of contents without leaders: the lines below `目录` up to where its first line stands again."""
    stop = heading + 1
    wanted: dict[str, int] = {}  # the first lines of the table, and where they stand again
    while stop < min(len(items), heading + _CONTENTS_REACH):
        item = items[stop]
        if not isinstance(item, Entry) or item.closed:
            break
        words = _without_page(item.text)
        if words in wanted:
            wanted[words] = wanted[words] or stop
        elif len(wanted) < _CONTENTS_BEGINNING:
            wanted[words] = 0
        stop += 1
    again = next((place for place in wanted.values() if place), heading + 1)
    return range(heading, again)


def _is_run_together(item: Item) -> bool:
    """Whether a line below `目录` holds several entries: chapters counted on, and not one sentence."""
    if not isinstance(item, Entry) or "。" in item.text or not item.text.startswith("第"):
        return False
    numbers = [han_number(match[1]) for match in _CHAPTER.finditer(item.text)]
    return len(numbers) >= _CHAPTERS and numbers[:_CHAPTERS] == list(range(1, _CHAPTERS + 1))


def _without_page(text: str) -> str:
    """An entry of a table of contents for comparing, without the page at its end."""
    return formalities.folded(re.sub(r"[\s.．·…]+[（(]?\d{1,4}[）)]?\s*$", "", text))


def _with_beginning(items: Sequence[Item], heads: list[Head], contents: frozenset[int]) -> list[Head]:
    """Give what stands before the first head a document of its own, unless it is only a cover and contents."""
    first = heads[0].first if heads else len(items)
    lead = [index for index in range(first) if index not in contents and _is_substance(items[index])]
    if heads and not lead:
        return heads
    start = 0
    while start < first and isinstance(items[start], Entry) and is_outside(items[start]):
        start += 1
    if start >= first:
        return heads or [Head("file", 0, None)]
    block = block_after(items, start, any_ending=True)
    item = items[start]
    if block is None and isinstance(item, Entry) and _may_name(item):
        block = TitleBlock(start, start, formalities.bare(item.text))
    named = block is not None and (formalities.title_kind(block.text) is not None or _is_heading(item))
    return [Head("main" if named else "file", start, block), *heads]


def _is_substance(item: Item) -> bool:
    """Whether an item is more than a cover or masthead has."""
    if isinstance(item, TableBlock):
        return True
    return item.hashes > 0 or (item.text[-1] in "。；" and len(item.text) > _SENTENCE)


def _may_name(entry: Entry) -> bool:
    """Whether a line can stand for a title where nothing else does."""
    short = not entry.closed and len(entry.text) <= _LONGEST_NAME and entry.label is None and not entry.mark
    return entry.hashes > 0 or (short and not entry.cell)


def _is_heading(item: Item) -> bool:
    return isinstance(item, Entry) and item.hashes > 0


def _is_rule(item: Item) -> bool:
    return isinstance(item, Entry) and item.mark == "rule"


def is_outside(item: Item) -> bool:
    """Whether a line belongs to no document: contents, column heads, editors."""
    return isinstance(item, Entry) and item.mark in _OUTSIDE_MARKS
