"""The formal lines of a document: title, 文号, recipients, signature, lists of attachments, colophon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nt_desktop.corpus import formalities
from nt_desktop.corpus.entries import Entry, Item
from nt_desktop.corpus.formalities import Annex
from nt_desktop.corpus.heads import HeadKind
from nt_desktop.corpus.labels import read_label
from nt_desktop.corpus.titles import TitleBlock, block_after
from nt_desktop.model import ClauseRole

_COVER_LINES = 4  # lines of a cover below the title that may hold the month
_SEALED_FOR = re.compile(r"[（(].{2,30}(?:代章|盖章|印章)[）)]")
_LIST_REACH = 60  # lines a list of attachments may have


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

    @property
    def title_end(self) -> int:
        """The last item of the document's own title; its first item where it has none."""
        own = [last for first, last in self.titles if self.plan is None or first != self.plan.first]
        return own[0] if own else self.first


def tell_formal_lines(items: Sequence[Item], part: Part) -> None:
    """Give the formal lines of a document their roles."""
    for first, last in part.titles:
        for index in range(first, last + 1):
            part.formal[index] = "title"
    if part.marker is not None:
        part.formal[part.first] = "attachment"
        if part.titles and part.titles[0][0] == part.first:
            part.formal[part.first] = "title"
    title_end = part.title_end
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
        elif item.mark == "recipients" and (0 < index - title_end <= 3 or part.formal.get(index - 1) == "recipients"):
            part.formal[index] = "recipients"
        elif item.mark == "signature":
            part.formal[index] = "issuer"
        elif item.mark == "date":
            part.formal[index] = "date"
            _tell_issuers(items, part, index)
        elif item.mark in ("range", "session") and index - title_end <= 3:
            part.formal[index] = "date"
        elif item.mark == "colophon" or _goes_on_colophon(items, index, part):
            part.formal[index] = "colophon"
        elif 0 < index - title_end <= _COVER_LINES and formalities.iso_month(item.text):
            part.formal[index] = "date"
            _tell_issuers(items, part, index)
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


def _goes_on_colophon(items: Sequence[Item], index: int, part: Part) -> bool:
    """Whether a line is the rest of 抄送 that the width of the page has broken."""
    item, before = items[index], items[index - 1]
    if part.formal.get(index - 1) != "colophon" or not isinstance(item, Entry) or not isinstance(before, Entry):
        return False
    return not before.closed and item.gap == 0 and item.mark == "" and item.label is None


def _tell_issuers(items: Sequence[Item], part: Part, date: int) -> None:
    """The organs named on the lines right above a date have signed."""
    index = date - 1
    while index > part.first and date - index <= 6:
        item = items[index]
        if isinstance(item, Entry) and index not in part.formal and _SEALED_FOR.fullmatch(item.text):
            part.formal[index] = "note"
            index -= 1
            continue
        if not isinstance(item, Entry) or index in part.formal or not _signs(item):
            return
        part.formal[index] = "issuer"
        index -= 1


def _signs(entry: Entry) -> bool:
    return formalities.signatories(entry.text) is not None


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
