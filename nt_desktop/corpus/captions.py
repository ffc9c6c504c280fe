"""The lines above a table that name it: `附表1.1` and a title below it, `表3 …`, or a title alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nt_desktop.corpus import formalities
from nt_desktop.corpus.entries import Entry, Item, TableBlock
from nt_desktop.corpus.paragraphs import joined_text
from nt_desktop.corpus.parts import Part

_LONGEST = 80
_REACH = 3  # lines of a caption above its last


@dataclass(frozen=True, slots=True)
class Caption:
    """`lines` are items of the caption that are not the document's title; `text` is label and title with a blank."""

    text: str
    lines: tuple[int, ...]


def find_captions(items: Sequence[Item], part: Part) -> dict[int, Caption]:
    """The captions of a document's tables by the item of the table; tables without one are left out."""
    found: dict[int, Caption] = {}
    for index in range(part.first, part.last + 1):
        if isinstance(items[index], TableBlock):
            caption = _caption_above(items, part, index)
            if caption is not None:
                found[index] = caption
    return found


def _caption_above(items: Sequence[Item], part: Part, table: int) -> Caption | None:
    last = table - 1
    while last > part.first and _is_unit(items[last]):
        last -= 1
    if last < part.first:
        return None
    item = items[last]
    if not isinstance(item, Entry) or item.cell:
        return None
    if part.formal.get(last) == "title":
        run = next(run for run in part.titles if run[0] <= last <= run[1])
        lines = [entry for entry in items[run[0] : run[1] + 1] if isinstance(entry, Entry)]
        text = part.marker.title if part.marker is not None and run[0] == part.first else ""
        return Caption(text or formalities.bare(joined_text(lines)), ())
    if last in part.formal:
        return None
    if item.mark == "caption":
        return Caption(item.text, (last,))
    if not _may_end_caption(item):
        return None
    for above in range(last - 1, max(part.first, last - _REACH) - 1, -1):
        upper = items[above]
        if not isinstance(upper, Entry) or above in part.formal:
            break
        if upper.mark == "caption":
            label = formalities.caption_label(upper.text)
            if label is None or (label[1] and last - above > 1):
                break
            return _joined(items, above, last)
        if not _may_end_caption(upper):
            break
    return Caption(item.text, (last,))


def _joined(items: Sequence[Item], first: int, last: int) -> Caption:
    label = items[first]
    lines = [entry for entry in items[first + 1 : last + 1] if isinstance(entry, Entry)]
    assert isinstance(label, Entry)
    return Caption(f"{label.text} {joined_text(lines)}", tuple(range(first, last + 1)))


def _may_end_caption(entry: Entry) -> bool:
    return (
        entry.mark in ("", "qualifier")
        and not entry.hashes
        and (entry.label is None or entry.label.weak)
        and not entry.closed
        and len(entry.text) <= _LONGEST
    )


def _is_unit(item: Item) -> bool:
    return isinstance(item, Entry) and item.mark == "unit"
