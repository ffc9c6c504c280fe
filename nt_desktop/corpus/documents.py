"""Where documents begin and end in a source, and which of their lines are title, 文号, recipients, signature, annex.

First the heads are found: titles that stand by a 文号 or recipients, chronicles, annex markers, and titles after which
numbers begin anew. Then each head is given the items up to the next one, and its formal lines are told. Linear in the
number of items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from nt_desktop.corpus import formalities
from nt_desktop.corpus.entries import Entry, Item, TableBlock
from nt_desktop.corpus.formalities import Annex
from nt_desktop.corpus.labels import read_label
from nt_desktop.corpus.titles import (
    TitleBlock,
    announced_title,
    begins_outline,
    block_after,
    block_before,
    likeness,
)
from nt_desktop.model import ClauseRole

HeadKind = Literal["notice", "chronicle", "annex", "part", "main", "file"]

_SAME_TITLE = 0.6
_CONTENTS_REACH = 200  # lines a table of contents may have
_LIST_REACH = 60  # lines a list of attachments may have
_ISSUES = re.compile(r"《(?P<what>[^《》]{4,60})》[^。]{0,60}?现(?:予|将)?(?:以)?(?:公布|印发|发布|颁布|转发)")
_OUTSIDE_MARKS = frozenset({"contents", "column", "editorial"})
_LONGEST_NAME = 80
_SENTENCE = 12  # a line with a full stop longer than this is no part of a cover
_PROSE = 40  # a closed line longer than this is a paragraph


@dataclass(slots=True)
class Part:
    """A document as found in the items `first` to `last`: the items of its formal lines, its parent among the parts.

    `titles` are runs of items, the document's own title first, then that of the plan it issues. `formal` gives the role
    of each formal line by item. `colophon` are items that belong to it though they stand after its parts.
    """

    kind: HeadKind
    first: int
    last: int
    title: str
    titles: list[tuple[int, int]]
    marker: Annex | None = None
    parent: int | None = None
    plan: TitleBlock | None = None
    formal: dict[int, ClauseRole] = field(default_factory=dict)
    colophon: list[int] = field(default_factory=list)
    announced: list[tuple[int | None, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Head:
    kind: HeadKind
    first: int
    title: TitleBlock | None
    marker: Annex | None = None


def find_parts(items: Sequence[Item]) -> tuple[Part, ...]:
    """The documents of a source, in order; their ranges do not overlap and leave out what belongs to none."""
    if not items:
        return ()
    contents = _contents_zones(items)
    heads = _heads(items, contents)
    parts: list[Part] = []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        stop = following.first if following else len(items)
        title = head.title
        parts.append(
            Part(
                kind=head.kind,
                first=head.first,
                last=_trim(items, head.first, stop),
                title=title.text if title else "",
                titles=[(title.first, title.last)] if title else [],
                marker=head.marker,
            )
        )
    parts = _with_plans(items, parts)
    for part in parts:
        _tell_formal_lines(items, part)
    for part in parts:
        part.formal.update((index, "note") for index in contents if part.first < index <= part.last)
    parts = _with_parents(items, parts)
    _move_colophon(items, parts)
    return tuple(parts)


def _heads(items: Sequence[Item], contents: frozenset[int]) -> list[_Head]:
    """All heads in order of their first item."""
    found: dict[int, _Head] = {}
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


def _head_at(items: Sequence[Item], index: int, floor: int, *, any_before: bool) -> _Head | None:
    item = items[index]
    assert isinstance(item, Entry)
    if item.mark == "number":
        block = block_before(items, index - 1, floor) if index > floor else None
        if block is not None:
            return _Head("notice", block.first, block)
        below = index + 1
        while below < len(items) and _is_rule(items[below]):
            below += 1
        block = block_after(items, below) if below < len(items) else None
        if block is not None and (index == 0 or _is_break(items, index)):
            return _Head("notice", index, block)
        return None
    if item.mark == "recipients" and index > floor:
        before = items[index - 1]
        if isinstance(before, Entry) and before.mark == "":
            block = block_before(items, index - 1, floor)
            if block is not None and (formalities.announces(block.text) or formalities.title_kind(block.text)):
                return _Head("notice", block.first, block)
        return None
    if item.mark == "annex":
        return _annex_head(items, index)
    if item.mark or item.label is not None or item.closed:
        return None
    if _is_chronicle(items, index):
        return _Head("chronicle", index, TitleBlock(index, index, formalities.bare(item.text)))
    if not _is_break(items, index):
        return None
    block = block_after(items, index)
    if block is None or formalities.title_kind(block.text) is None or len(block.text) < 8:
        return None
    after = items[block.last + 1] if block.last + 1 < len(items) else None
    if isinstance(after, Entry) and after.mark in ("number", "recipients"):
        return None  # that line will find it, and how far up it reaches
    if formalities.announces(block.text) and formalities.title_kind(block.text) in ("通知", "公告", "决定"):
        stands = isinstance(after, Entry) and after.closed and len(after.text) > _SENTENCE
        return _Head("notice", block.first, block) if stands else None
    if begins_outline(items, block.last + 1):
        return _Head("part" if any_before else "main", block.first, block)
    return None


def _annex_head(items: Sequence[Item], index: int) -> _Head | None:
    """A head where `附件2` stands alone above a title, or with the title on the same line; None for a list of them."""
    item = items[index]
    assert isinstance(item, Entry)
    marker = formalities.annex_marker(item.text)
    if marker is None:
        return None
    before = items[index - 1] if index else None
    if isinstance(before, Entry) and before.mark == "annex":
        return None
    if not marker.title:
        if marker.number is None and marker.mark:
            return None  # 附件： begins a list
        block = block_after(items, index + 1, any_ending=True)
        return _Head("annex", index, block, marker) if block is not None else None
    if marker.number is None or read_label(marker.title) is not None:
        return None
    follower = items[index + 1] if index + 1 < len(items) else None
    if isinstance(follower, TableBlock) or begins_outline(items, index + 1):
        return _Head("annex", index, TitleBlock(index, index, formalities.bare(marker.title)), marker)
    return None


def _is_chronicle(items: Sequence[Item], index: int) -> bool:
    """`大事记` alone on a line, with dated entries below."""
    item = items[index]
    if not isinstance(item, Entry) or len(item.text) > 40 or formalities.title_kind(item.text) != "大事记":
        return False
    below = [other for other in items[index + 1 : index + 5] if isinstance(other, Entry)]
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


def _contents_zones(items: Sequence[Item]) -> frozenset[int]:
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
    return frozenset(zone)


def _plain_contents(items: Sequence[Item], heading: int) -> range:
    """A table of contents without leaders: the lines below `目录` up to where its first line stands again."""
    first = items[heading + 1] if heading + 1 < len(items) else None
    if not isinstance(first, Entry):
        return range(heading, heading + 1)
    wanted = formalities.folded(first.text)
    for index in range(heading + 2, min(len(items), heading + _CONTENTS_REACH)):
        item = items[index]
        if not isinstance(item, Entry) or item.closed:
            break
        if formalities.folded(item.text) == wanted:
            return range(heading, index)
    return range(heading, heading + 1)


def _with_beginning(items: Sequence[Item], heads: list[_Head], contents: frozenset[int]) -> list[_Head]:
    """Give what stands before the first head a document of its own, unless it is only a cover and contents."""
    first = heads[0].first if heads else len(items)
    lead = [index for index in range(first) if index not in contents and _is_substance(items[index])]
    if heads and not lead:
        return heads
    start = 0
    while start < first and isinstance(items[start], Entry) and _is_outside(items[start]):
        start += 1
    if start >= first:
        return heads or [_Head("file", 0, None)]
    block = block_after(items, start, any_ending=True)
    item = items[start]
    if block is None and isinstance(item, Entry) and _may_name(item):
        block = TitleBlock(start, start, formalities.bare(item.text))
    named = block is not None and (formalities.title_kind(block.text) is not None or _is_heading(item))
    return [_Head("main" if named else "file", start, block), *heads]


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


def _is_outside(item: Item) -> bool:
    return isinstance(item, Entry) and item.mark in _OUTSIDE_MARKS


def _trim(items: Sequence[Item], first: int, stop: int) -> int:
    """The last item of a document that begins at `first`, column heads and editorial lines below it left out."""
    last = stop - 1
    while last > first and _is_outside(items[last]):
        last -= 1
    return last


def _with_plans(items: Sequence[Item], parts: list[Part]) -> list[Part]:
    """Join each notice with the plan that it issues, whose title stands again below the signature."""
    joined: list[Part] = []
    for part in parts:
        notice = joined[-1] if joined else None
        if (
            notice is not None
            and notice.kind in ("notice", "main")
            and notice.plan is None
            and part.kind in ("part", "notice")
            and part.titles
            and not _has_number(items, part)
        ):
            announced = announced_title(notice.title) or _announced_in_text(items, notice)
            if announced is not None and likeness(announced, part.title) >= _SAME_TITLE:
                notice.plan = TitleBlock(*part.titles[0], part.title)
                notice.titles.append(part.titles[0])
                notice.last = part.last
                continue
        joined.append(part)
    for part in joined:
        if part.plan is None and part.kind in ("notice", "main"):
            _find_plan_inside(items, part)
    return joined


def _announced_in_text(items: Sequence[Item], part: Part) -> str | None:
    """What the first paragraphs of an order or notice say that they issue: 《X》已经…通过，现予公布."""
    for item in items[part.titles[0][1] + 1 : part.titles[0][1] + 5]:
        if isinstance(item, Entry) and (match := _ISSUES.search(item.text[:500])):
            return match["what"]
    return None


def _has_number(items: Sequence[Item], part: Part) -> bool:
    follower = items[part.titles[0][1] + 1] if part.titles[0][1] + 1 <= part.last else None
    return isinstance(follower, Entry) and follower.mark in ("number", "recipients")


def _find_plan_inside(items: Sequence[Item], part: Part) -> None:
    """Look for the title of the issued plan below the notice's signature, where no outline follows it."""
    announced = announced_title(part.title) or _announced_in_text(items, part)
    if announced is None:
        return
    for index in range(part.titles[0][1] + 1, part.last):
        item = items[index]
        if not isinstance(item, Entry) or item.mark not in ("date", "signature"):
            continue
        block = block_after(items, index + 1, any_ending=True)
        if block is not None and block.last < part.last and likeness(announced, block.text) >= _SAME_TITLE:
            part.plan = block
            part.titles.append((block.first, block.last))
        return


def _tell_formal_lines(items: Sequence[Item], part: Part) -> None:
    """Give the formal lines of a document their roles."""
    for first, last in part.titles:
        for index in range(first, last + 1):
            part.formal[index] = "title"
    if part.marker is not None:
        part.formal[part.first] = "attachment"
        if part.titles and part.titles[0][0] == part.first:
            part.formal[part.first] = "title"
    title_end = part.titles[0][1] if part.titles else part.first
    numbered = False
    list_until = -1
    for index in range(part.first, part.last + 1):
        item = items[index]
        if not isinstance(item, Entry) or index in part.formal:
            continue
        follower = items[index + 1] if index + 1 <= part.last else None
        if item.mark == "number" and not numbered and index - title_end <= 2:
            part.formal[index] = "doc_number"
            numbered = True
        elif item.mark == "recipients" and 0 < index - title_end <= 3:
            part.formal[index] = "recipients"
        elif item.mark == "signature":
            part.formal[index] = "issuer"
        elif item.mark == "date":
            part.formal[index] = "date"
            _tell_issuers(items, part, index)
        elif item.mark == "range" and index - title_end <= 3:
            part.formal[index] = "date"
        elif item.mark == "colophon":
            part.formal[index] = "colophon"
        elif item.mark == "annex":
            part.formal[index] = "attachment"
            marker = formalities.annex_marker(item.text)
            if marker is not None and (marker.mark or marker.title):
                list_until = index + _LIST_REACH
                _announce(part, marker.title, marker.number)
            elif follower is not None and isinstance(follower, Entry) and not follower.closed:
                block = block_after(items, index + 1, any_ending=True)
                if block is not None and block.last <= part.last:
                    for inner in range(block.first, block.last + 1):
                        part.formal[inner] = "attachment"
        elif item.mark == "caption" and _begins_list(items, index):
            part.formal[index] = "attachment"
            list_until = index + _LIST_REACH
        elif index <= list_until and _goes_on_list(items, index, part):
            part.formal[index] = "attachment"
            _announce(part, item.text, None)
        else:
            list_until = -1


def _tell_issuers(items: Sequence[Item], part: Part, date: int) -> None:
    """The organs named on the lines right above a date have signed."""
    index = date - 1
    while index > part.first and date - index <= 6:
        item = items[index]
        if not isinstance(item, Entry) or index in part.formal or not _signs(item):
            return
        part.formal[index] = "issuer"
        index -= 1


def _signs(entry: Entry) -> bool:
    return all(formalities.is_organisation(piece) for piece in re.split(r"[ \t\u3000]{2,}", entry.text))


def _begins_list(items: Sequence[Item], index: int) -> bool:
    """Whether `附表1.…` is the first of a list: the next line is numbered 2."""
    item = items[index]
    follower = items[index + 1] if index + 1 < len(items) else None
    if not isinstance(item, Entry) or not isinstance(follower, Entry) or follower.label is None:
        return False
    return follower.label.numbers == (2,) and bool(re.match(r"附\s*表\s*[:：]?\s*1\s*[.．、]", item.text))


def _goes_on_list(items: Sequence[Item], index: int, part: Part) -> bool:
    """Whether a line is the next item of a list of attachments, or the rest of the item above."""
    item = items[index]
    assert isinstance(item, Entry)
    before = items[index - 1]
    if not isinstance(before, Entry) or part.formal.get(index - 1) != "attachment":
        return False
    if item.closed or item.mark not in ("", "caption") or len(item.text) > 100:
        return False
    follower = items[index + 1] if index + 1 <= part.last else None
    if _signs(item) and isinstance(follower, Entry) and (follower.mark == "date" or _signs(follower)):
        return False
    if item.label is not None or (item.mark == "caption" and before.text.startswith("附")):
        return item.mark == "" and not formalities.is_diary_entry(item.text)
    marker = formalities.annex_marker(before.text)
    if marker is not None and marker.mark and not marker.title:
        return item.mark == ""
    return item.mark == "" and item.indent >= 4 and before.indent > 0 and item.gap > 0


def _announce(part: Part, text: str, number: int | None) -> None:
    """Keep what a list of attachments calls one of them."""
    label = read_label(text)
    if label is not None:
        number = label.numbers[0] if label.numbers else number
        text = text[label.end :]
    if text.strip():
        part.announced.append((number, text))


def _with_parents(items: Sequence[Item], parts: list[Part]) -> list[Part]:
    """Tell whose annex or part each document is; an annex of an annex that is only tables stays within it."""
    kept: list[Part] = []
    top: int | None = None  # the document that annexes and parts belong to
    annex: int | None = None  # the annex that may have annexes of its own
    numbers: dict[int | None, int] = {}  # the last number used under each parent
    for part in parts:
        if part.kind == "part" and top is not None and _may_have_parts(kept[top], part):
            part.parent = top
            annex = None
        elif part.kind == "annex" and top is not None:
            number = part.marker.number if part.marker else None
            nested = annex is not None and _is_nested(part, number, kept, top, annex, numbers)
            if nested and annex is not None:
                numbers[annex] = number or numbers.get(annex, 0) + 1
                if not _has_prose(items, part):
                    _swallow(items, kept[-1], part)
                    continue
                part.parent = annex
            else:
                numbers[top] = number or numbers.get(top, 0) + 1
                part.parent = top
                annex = len(kept)
                numbers[annex] = 0
        else:
            top, annex = len(kept), None
            numbers = {top: 0}
        kept.append(part)
    return kept


def _may_have_parts(owner: Part, part: Part) -> bool:
    """Whether a titled text without a 文号 is part of what stands above it: not where it speaks for itself."""
    if owner.kind not in ("notice", "main"):
        return False
    return not formalities.announces(part.title) or owner.plan is None


def _is_nested(
    part: Part, number: int | None, kept: list[Part], top: int, annex: int, numbers: dict[int | None, int]
) -> bool:
    """Whether an annex belongs to the annex above it: by the lists of attachments first, then by its number."""
    in_annex = _listed(kept[annex], part, number)
    in_top = _listed(kept[top], part, number)
    if in_annex != in_top:
        return bool(in_annex)
    if number is None:
        return False
    if kept[top].announced and in_top is False and in_annex is False and number <= len(kept[top].announced):
        return number == numbers[annex] + 1
    return number == numbers[annex] + 1 and number != numbers[top] + 1


def _listed(owner: Part, part: Part, number: int | None) -> bool:
    """Whether a document's list of attachments has this one."""
    for listed_number, title in owner.announced:
        if likeness(title, part.title) >= 0.7 and (listed_number is None or number is None or listed_number == number):
            return True
    return False


def _has_prose(items: Sequence[Item], part: Part) -> bool:
    """Whether an annex says anything besides its tables, their captions and notes."""
    return any(
        isinstance(item, Entry)
        and index not in part.formal
        and item.mark == ""
        and item.closed
        and len(item.text) > _PROSE
        for index, item in enumerate(items[part.first : part.last + 1], part.first)
    )


def _swallow(items: Sequence[Item], owner: Part, part: Part) -> None:
    """Make an annex part of the document above it: its marker and title become lines of that document."""
    owner.last = part.last
    for index, role in part.formal.items():
        if role != "title":
            owner.formal[index] = role
        elif index + 1 > part.last or not isinstance(items[index + 1], TableBlock):
            owner.formal[index] = "attachment"


def _move_colophon(items: Sequence[Item], parts: list[Part]) -> None:
    """抄送 at the very end, below the parts of a notice, belongs to the notice."""
    for part in parts:
        if part.parent is None:
            continue
        root = part
        while root.parent is not None:
            root = parts[root.parent]
        while part.last > part.first and part.formal.get(part.last) == "colophon":
            root.colophon.insert(0, part.last)
            root.formal[part.last] = part.formal.pop(part.last)
            part.last -= 1
