"""The documents of a source: where each begins and ends, what it issues, and whose part it is.

Heads are found first; each is given the items up to the next one, its formal lines are told, and notices are joined
with the plans that they issue, parts with the documents they belong to. Linear in the number of items.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nt_desktop.corpus import formalities
from nt_desktop.corpus.entries import Entry, Item, TableBlock
from nt_desktop.corpus.heads import contents_zones, find_heads, is_outside
from nt_desktop.corpus.parts import Part, tell_formal_lines
from nt_desktop.corpus.titles import TitleBlock, announced_title, block_after, likeness

_SAME_TITLE = 0.6
_ISSUES = re.compile(r"《(?P<what>[^《》]{4,60})》[^。]{0,60}?现(?:予|将)?(?:以)?(?:公布|印发|发布|颁布|转发)")
_PROSE = 40  # a closed line longer than this is a paragraph


def find_parts(items: Sequence[Item]) -> tuple[Part, ...]:
    """The documents of a source, in order; their ranges do not overlap and leave out what belongs to none."""
    if not items:
        return ()
    contents = contents_zones(items)
    heads = find_heads(items, contents)
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
        tell_formal_lines(items, part)
    for part in parts:
        part.formal.update((index, "note") for index in contents if part.first < index <= part.last)
    parts = _with_parents(items, parts)
    _move_colophon(items, parts)
    return tuple(parts)


def _trim(items: Sequence[Item], first: int, stop: int) -> int:
    """The last item of a document that begins at `first`, column heads and editorial lines below it left out."""
    last = stop - 1
    while last > first and is_outside(items[last]):
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
                notice.title = notice.title or part.title
                notice.last = part.last
                continue
        joined.append(part)
    for part in joined:
        if part.plan is None and part.kind in ("notice", "main"):
            _find_plan_inside(items, part)
    return joined


def _announced_in_text(items: Sequence[Item], part: Part) -> str | None:
    """What the first paragraphs of an order or notice say that they issue: 《X》已经…通过，现予公布."""
    end = part.title_end
    for item in items[end + 1 : end + 5]:
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
    for index in range(part.title_end + 1, part.last):
        item = items[index]
        if not isinstance(item, Entry) or item.mark not in ("date", "signature"):
            continue
        below = index + 1
        while below < part.last and isinstance(note := items[below], Entry) and note.mark == "note":
            below += 1  # （此件公开发布）
        block = block_after(items, below, any_ending=True)
        if block is not None and block.last < part.last and likeness(announced, block.text) >= _SAME_TITLE:
            part.plan = block
            part.titles.append((block.first, block.last))
            part.title = part.title or block.text
        return


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
    if owner.kind not in ("notice", "main") or part.title.endswith(formalities.independent_endings()):
        return False
    if owner.kind == "notice" and announced_title(owner.title) is None and not (owner.plan or owner.announced):
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
