"""Blocks of lines that are a title: one to four lines, broken anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nt_desktop.corpus import formalities
from nt_desktop.corpus.entries import Entry, Item
from nt_desktop.corpus.labels import ARTICLE, CHAPTER, DASH, DOTTED, HAN, NUMBER, PART
from nt_desktop.corpus.paragraphs import joined_text

MAX_LINES = 4
_MAX_LINE = 60
_MAX_TITLE = 140
_CONTINUES = "的》）)、，和及与或之等在对为了将于"  # no title begins with these
_LEFT_OUT = re.compile(r"[（(](?:略|附后|另附|另发|详见.*|见附.*)[）)]")
_AHEAD = 8  # paragraphs an introduction may have before 一、
_FIRST_STYLES = (HAN, CHAPTER, ARTICLE, PART, NUMBER, DOTTED)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """Items `first` to `last`, all of them entries, are one title; `text` is it without white space."""

    first: int
    last: int
    text: str


def block_before(items: Sequence[Item], last: int, floor: int) -> TitleBlock | None:
    """The title that ends with item `last`, read upwards from a 文号 or the recipients; not above item `floor`."""
    run: list[int] = []
    for index in range(last, max(floor, last - 6) - 1, -1):
        item = items[index]
        if not isinstance(item, Entry) or not _may_be_title_line(item):
            break
        if item.closed and index != last:
            break
        run.insert(0, index)
        if item.hashes:
            break
    for start in range(len(run) - 1, -1, -1):
        if len(run) - start > MAX_LINES + 1:
            break
        title = _text(items, run[start], last)
        if _is_complete(title):
            first = start
            while first > 0 and _leads_in(items[run[first - 1]]) and not items_end_title(items, run[first - 1]):
                first -= 1
            return TitleBlock(run[first], last, _text(items, run[first], last))
    if run and formalities.is_order(_text(items, last, last)):
        return TitleBlock(last, last, _text(items, last, last))
    for start in range(len(run) - 1, -1, -1):
        title = _text(items, run[start], last)
        if formalities.title_kind(title) and _is_balanced(title) and title[0] not in _CONTINUES and len(title) >= 8:
            return TitleBlock(run[start], last, title)
    return None


def items_end_title(items: Sequence[Item], index: int) -> bool:
    """Whether a line by itself ends as a title does, so that the next line begins another."""
    item = items[index]
    return isinstance(item, Entry) and formalities.title_kind(item.text) is not None


def block_after(items: Sequence[Item], first: int, *, any_ending: bool = False) -> TitleBlock | None:
    """The title that begins with item `first`: the longest run of short open lines that ends as a title does.

    With `any_ending` (below 附件2, where a title must be) the run may end anywhere before a table, a label or a
    paragraph. A line in brackets below it (（试行）) belongs to it.
    """
    best: int | None = None
    index = first
    while index < len(items) and index - first < MAX_LINES:
        item = items[index]
        if not isinstance(item, Entry) or not _may_be_title_line(item) or item.closed:
            break
        if index > first and (
            _LEFT_OUT.fullmatch(item.text)
            or item.hashes
            or (isinstance(items[index - 1], Entry) and _starts_anew(items, index))
        ):
            break
        title = _text(items, first, index)
        if len(title) > _MAX_TITLE:
            break
        if _is_balanced(title):
            ends = formalities.title_kind(title) is not None or _names_table(title)
            if ends or (any_ending and best is None and _ends_run(items, index)):
                best = index
        index += 1
    if best is None or _text(items, first, best)[0] in _CONTINUES:
        return None
    while best + 1 < len(items) and best - first < MAX_LINES:
        item = items[best + 1]
        if not isinstance(item, Entry) or item.mark != "qualifier":
            break
        best += 1
    return TitleBlock(first, best, _text(items, first, best))


def begins_outline(items: Sequence[Item], first: int, *, inside: bool = False) -> bool:
    """Whether the items from `first` are the beginning of a document: an introduction, then 一、, 第一章 or 1.

    `inside` another document, where items begin with 1. under any heading, 1. counts only where 1.1 follows.
    """
    for index in range(first, min(len(items), first + _AHEAD)):
        item = items[index]
        if not isinstance(item, Entry):
            return False
        if item.mark in ("annex", "contents", "column", "editorial", "colophon", "number", "date", "signature"):
            return False
        if item.label is not None:
            label = item.label
            if label.style == DASH:
                continue
            if label.style not in _FIRST_STYLES or label.numbers[:1] != (1,):
                return False
            return not inside or label.style != NUMBER or _goes_down(items, index)
        if item.hashes:
            return index > first
    return False


def _goes_down(items: Sequence[Item], index: int) -> bool:
    """Whether the next numbered line after 1. is 1.1."""
    for item in items[index + 1 : index + _AHEAD]:
        if isinstance(item, Entry) and item.label is not None:
            return item.label.style == DOTTED and item.label.numbers == (1, 1)
    return False


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1: shared pairs of characters; 1 where one contains the other."""
    a, b = formalities.folded(one), formalities.folded(other)
    if not a or not b:
        return 0.0
    if a in b or b in a:
        return 1.0
    pairs = [a[i : i + 2] for i in range(len(a) - 1)]
    others = [b[i : i + 2] for i in range(len(b) - 1)]
    left = list(others)
    shared = 0
    for pair in pairs:
        if pair in left:
            left.remove(pair)
            shared += 1
    return 2 * shared / max(1, len(pairs) + len(others))


def announced_title(title: str) -> str | None:
    """What a notice says that it issues: `印发《X》的通知` and `印发X的通知` give X; None where it issues nothing."""
    plain = formalities.bare(title)
    match = re.search(r"(?:印发|转发|批转|公布|发布|颁布|颁发)(?P<what>.+)$", plain)
    if match is None:
        return None
    what = match["what"]
    start = what.find("《")
    if start >= 0 and (end := what.rfind("》")) > start:
        return what[start + 1 : end]
    what = re.sub(r"(?:的通知|的决定|的公告|的通告|的意见)$", "", what)
    return what if formalities.title_kind(what) else None


def _text(items: Sequence[Item], first: int, last: int) -> str:
    lines = [item for item in items[first : last + 1] if isinstance(item, Entry)]
    return formalities.bare(joined_text(lines))


def _may_be_title_line(entry: Entry) -> bool:
    if entry.label is not None or len(entry.text) > 2 * _MAX_LINE or entry.cell:
        return False
    return entry.mark in ("", "qualifier") and not re.search(
        r"[，。；,;]", re.sub(r"《[^》]*》?|“[^”]*”?", "", entry.text)
    )


def _is_balanced(title: str) -> bool:
    return all(title.count(left) == title.count(right) for left, right in ("《》", "（）", "“”", "()", "〔〕"))


def _is_complete(title: str) -> bool:
    return (
        _is_balanced(title)
        and title[0] not in _CONTINUES
        and formalities.announces(title)
        and formalities.title_kind(title) is not None
    )


def _leads_in(item: Item) -> bool:
    """Whether a line can stand above a title that is complete without it: the issuer, or 区政府办公室转发区发改委."""
    if not isinstance(item, Entry):
        return False
    parts = re.split(r"[\s\u3000]+", item.text)
    return all(formalities.is_organisation(part) for part in parts) or formalities.announces(item.text)


def _starts_anew(items: Sequence[Item], index: int) -> bool:
    """Whether a line below others that may be a title is an issuer, not a part of it."""
    item = items[index]
    follower = items[index + 1] if index + 1 < len(items) else None
    return (
        isinstance(item, Entry)
        and formalities.is_organisation(item.text)
        and isinstance(follower, Entry)
        and follower.mark == "date"
    )


def _names_table(title: str) -> bool:
    return len(title) >= 6 and title.endswith(("表", "名单", "清单", "一览", "目录", "名录"))


def _ends_run(items: Sequence[Item], index: int) -> bool:
    """Whether what follows item `index` cannot go on a title."""
    if index + 1 >= len(items):
        return True
    item = items[index + 1]
    return not isinstance(item, Entry) or not _may_be_title_line(item) or item.closed or len(item.text) > _MAX_LINE
