"""The outline of one document: every paragraph with its label, heading, depth and path.

One grammar is inferred for each run of paragraphs between titles (a notice and the plan it issues count anew), then
read with a stack: linear in the number of paragraphs, no recursion. What is odd about the numbering stays on the node.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nt_desktop.corpus import labels
from nt_desktop.corpus.grammar import infer_ranks
from nt_desktop.corpus.headings import (
    Heading,
    HeadingKind,
    numbered_heading,
    stands_alone,
    unnumbered_heading,
    unspaced,
)
from nt_desktop.corpus.labels import Label, read_label
from nt_desktop.corpus.numbering import CHAPTER_NUMBER, HASH, Mark, find_marks
from nt_desktop.model import ClauseRole, Observation

if TYPE_CHECKING:
    from nt_desktop.corpus.paragraphs import Paragraph

_OUTSIDE: frozenset[ClauseRole] = frozenset(
    {"title", "doc_number", "recipients", "issuer", "date", "attachment", "colophon"}
)
_UNNUMBERED: frozenset[ClauseRole] = frozenset({"caption", "note"})
_BOUNDARY: frozenset[ClauseRole] = frozenset({"title", "issuer", "date", "attachment", "colophon"})
_TITLED = frozenset({labels.PART, labels.CHAPTER, labels.SECTION, labels.HAN, labels.HAN_BRACKET, CHAPTER_NUMBER})
_PAUSE = re.compile(r"[，,；;]")
_DATE = re.compile(
    r"\s*[（(]?(?:\d{4}|[一二三四五六七八九〇○零]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日[）)]?\s*"
)
_BACK_TO_ARTICLE = re.compile(
    r"(?:有|对|违反|依照|按照|符合)?(?:本条|前款|前两款|前项|前[一二三四五六七八九十]项|上款)"
)


@dataclass(frozen=True, slots=True)
class Node:
    """A paragraph in its document's outline.

    `label` as printed, "" where there is none; `path` the labels from the root, an unnumbered heading in its own
    words; `level` its length, 0 outside the numbering. A paragraph without label has the path of the clause it stands
    under; `numbered` is true for what opens a clause. `oddity` says in Chinese what is odd about the number.
    """

    paragraph: Paragraph
    label: str
    heading: str
    level: int
    path: tuple[str, ...]
    kind: HeadingKind = "text"
    numbered: bool = False
    oddity: str = ""


@dataclass(slots=True)
class _Level:
    """A clause that is still open: `again` when it belongs to a list inside a list of the same style."""

    style: str
    rank: float
    number: int
    name: str
    again: bool = False


def read_outline(paragraphs: Sequence[Paragraph], roles: Sequence[ClauseRole | None] | None = None) -> tuple[Node, ...]:
    """The outline of one document's paragraphs, one node for each, in order.

    `roles` says what is already known of them: titles, 文号, recipients, signatures, lists of attachments and captions
    of attached tables stand outside the numbering, other captions and notes under the clause before them. Without
    roles only dates, markers and lists of attachments are told from the paragraphs themselves.
    """
    known = list(roles) if roles is not None else [None] * len(paragraphs)
    places = _tell_outside(paragraphs, known)
    nodes: list[Node] = []
    for first, last in _segments(places):
        nodes.extend(_read_segment(paragraphs[first:last], places[first:last]))
    return tuple(nodes)


def outline_observations(nodes: Sequence[Node], seed: str, document: str | None) -> tuple[Observation, ...]:
    """What is odd about the numbering, for the report: kind 大纲, with the place in the source."""
    return tuple(
        Observation("大纲", seed, p.line, node.oddity, p.start, p.end, document)
        for node in nodes
        if node.oddity
        for p in (node.paragraph,)
    )


def _tell_outside(paragraphs: Sequence[Paragraph], known: Sequence[ClauseRole | None]) -> list[ClauseRole | None]:
    """The known roles, and those of dates that stand alone, markers (附件1) and lists of attachments (附件：1.…)."""
    told: list[ClauseRole | None] = []
    expected = 0  # of the next item in a list of attachments
    for paragraph, role in zip(paragraphs, known, strict=True):
        text = paragraph.text
        label = read_label(text) if role in (None, "attachment") else None
        if label is not None and label.style == labels.ANNEX:
            role = role or "attachment"
            item = read_label(text[label.end :])
            listed = (item and item.numbers == (1,)) or (label.numbers == (1,) and text[label.end :].strip())
            expected = 2 if listed else 0
        elif expected and label is not None and label.style == labels.NUMBER and label.numbers == (expected,):
            role = role or "attachment"
            expected += 1
        elif role is None and len(text) < 40 and _DATE.fullmatch(text):
            role = "date"
        elif text.strip():
            expected = 0
        told.append(role)
    return told


def _segments(places: Sequence[ClauseRole | None]) -> Iterator[tuple[int, int]]:
    """Runs of paragraphs with one count of numbers: after a title, signature or marker numbers begin anew."""
    first = 0
    for index in range(1, len(places)):
        if places[index] not in _BOUNDARY and places[index - 1] in _BOUNDARY:
            yield first, index
            first = index
    if places:
        yield first, len(places)


def _read_segment(paragraphs: Sequence[Paragraph], places: Sequence[ClauseRole | None]) -> list[Node]:
    texts = [
        None if place in _OUTSIDE or place in _UNNUMBERED else paragraph.text
        for paragraph, place in zip(paragraphs, places, strict=True)
    ]
    marks = find_marks(texts, [paragraph.hashes for paragraph in paragraphs])
    ranks = infer_ranks(marks)
    marks = _with_missing_labels(marks, texts, ranks)
    reader = _Reader(marks, ranks)
    by_index = {mark.index: mark for mark in marks}
    nodes: list[Node] = []
    for index, (paragraph, place) in enumerate(zip(paragraphs, places, strict=True)):
        mark = by_index.get(index)
        if place in _OUTSIDE or (place == "caption" and _is_annexed(paragraph.text)):
            reader.leave()
            nodes.append(Node(paragraph, "", "", 0, ()))
        elif mark is not None:
            text = paragraph.text[mark.label.end :]
            name = mark.label.text or unspaced(text)
            oddity = reader.open(mark, name)
            path = reader.path()
            sentence = paragraph.text.rstrip()[-1:] in ("。", "；") and (
                mark.style == labels.ARTICLE or bool(_PAUSE.search(text))
            )
            leads = bool(paragraph.hashes) or _leads(index, reader.rank(), by_index, places, ranks, sentence)
            heading = Heading(name, "heading") if not mark.label.text else numbered_heading(text, leads=leads)
            nodes.append(Node(paragraph, mark.label.text, heading.text, len(path), path, heading.kind, True, oddity))
        else:
            path = reader.path_for(paragraph.text)
            heading = Heading("", "text") if place in _UNNUMBERED else unnumbered_heading(paragraph.text)
            nodes.append(Node(paragraph, "", heading.text, len(path), path, heading.kind))
    return nodes


def _is_annexed(caption: str) -> bool:
    """Whether a caption is that of an attached table (附表1.1 …), which belongs to no clause."""
    label = read_label(caption)
    return label is not None and label.style == labels.ANNEX


def _leads(
    index: int,
    rank: float,
    by_index: dict[int, Mark],
    places: Sequence[ClauseRole | None],
    ranks: dict[str, int],
    sentence: bool,
) -> bool:
    """Whether something stands under a clause: text or deeper clauses follow, or it heads by its outermost style.

    An article that is a whole `sentence`, or another clause that is one with a pause in it, heads only what is below.
    """
    if rank == 0 and not sentence:
        return True
    if index + 1 >= len(places) or places[index + 1] in _OUTSIDE:
        return False
    following = by_index.get(index + 1)
    return following is None or ranks[following.style] > rank


def _with_missing_labels(marks: list[Mark], texts: Sequence[str | None], ranks: dict[str, int]) -> list[Mark]:
    """The marks, and one without label for each heading that a gap in the count asks for (总体要求 before 二、)."""
    labelled = {mark.index: mark for mark in marks}
    counted: dict[str, int] = {}  # style → its last number, wherever
    stack: list[Mark] = []
    missing: list[Mark] = []
    for mark in marks:
        while stack and ranks[stack[-1].style] > ranks[mark.style]:
            stack.pop()
        sibling = stack.pop() if stack and stack[-1].style == mark.style else None
        last = sibling.number if sibling else 0
        if (
            mark.number - last == 2
            and mark.style in _TITLED
            and (sibling or counted.get(mark.style) != mark.number - 1)
        ):
            since = sibling.index if sibling else stack[-1].index if stack else -1
            place = _heading_between(since + 1, mark.index, texts, labelled)
            if place is not None:
                missing.append(Mark(place, Label("", mark.style, (), 0), mark.style, mark.number - 1))
        stack.append(mark)
        counted[mark.style] = mark.number
    return sorted([*marks, *missing], key=lambda mark: mark.index) if missing else marks


def _heading_between(since: int, until: int, texts: Sequence[str | None], labelled: dict[int, Mark]) -> int | None:
    """The paragraph that looks like a heading of its own: best right before a list that begins, else the last one."""
    best = None
    for index in range(since, until):
        text = texts[index]
        if index in labelled or text is None or not stands_alone(text):
            continue
        following = labelled.get(index + 1)
        if following is not None and following.number == 1:
            return index
        best = index
    return best


class _Reader:
    """Opens clauses one after the other and knows where it stands."""

    def __init__(self, marks: Sequence[Mark], ranks: dict[str, int]) -> None:
        self._ranks = ranks
        self._stack: list[_Level] = []
        self._path: tuple[str, ...] | None = ()
        self._outside = False
        self._last: dict[str, int] = {}  # the last number of each style, for counts that run on
        self._next = 0  # position in marks
        self._marks = marks
        self._places: dict[str, list[int]] = {}  # style → positions of its marks
        for position, mark in enumerate(marks):
            self._places.setdefault(mark.style, []).append(position)
        self._run_breaks = _run_breaks(marks, ranks)

    def leave(self) -> None:
        """Stand outside all clauses until the next one opens: a signature or an attached table follows."""
        self._outside = True

    def path(self) -> tuple[str, ...]:
        if self._path is None:
            self._path = tuple(level.name for level in self._stack)
        return self._path

    def rank(self) -> float:
        """The rank of the clause opened last."""
        return self._stack[-1].rank

    def path_for(self, text: str) -> tuple[str, ...]:
        """The path of a paragraph without label: that of the clause before it.

        A dash item is one paragraph; text that speaks of 前款 belongs to the article, not to its last item.
        """
        if self._outside:
            return ()
        path = self.path()
        if self._stack and self._stack[-1].style == labels.DASH:
            return path[:-1]
        if _BACK_TO_ARTICLE.match(text[:20]):
            for depth, level in enumerate(self._stack, 1):
                if level.style == labels.ARTICLE:
                    return path[:depth]
        return path

    def open(self, mark: Mark, name: str) -> str:
        """Open the clause of the next mark; what is odd about its number, "" if nothing."""
        position = self._next
        self._next += 1
        self._outside = False
        oddity = ""
        if not mark.label.text and not mark.style.startswith(HASH):
            oddity = f"标题“{name}”缺少编号，按第{mark.number}项处理"
        elif meant := self._meant_style(mark, position):
            oddity = f"编号“{mark.label.text}”与前后编号的样式不一致，按同级条款处理"
            mark = mark.meant_as(meant)
        rank: float = self._ranks[mark.style]
        self._leave_inner_list(mark)
        while self._stack and self._stack[-1].rank > rank and not self._continues_again(mark):
            self._stack.pop()
        open_level = self._stack[-1] if self._stack and self._stack[-1].style == mark.style else None
        if open_level is not None and self._begins_again(open_level, mark, position):
            self._push(_Level(mark.style, rank + 0.5, mark.number, name, again=True))
        else:
            oddity = oddity or self._odd_number(mark, open_level, name)
            if open_level is not None:
                self._stack.pop()
            again = open_level is not None and open_level.again
            self._push(_Level(mark.style, rank + 0.5 if again else rank, mark.number, name, again))
        self._last[mark.style] = mark.number
        self._path = None
        return oddity

    def _push(self, level: _Level) -> None:
        self._stack.append(level)

    def _leave_inner_list(self, mark: Mark) -> None:
        """Close a list inside a list of its style when the mark goes on with a clause around it."""
        inner = next((depth for depth, level in enumerate(self._stack) if level.again), 0)
        for depth in range(inner - 1, -1, -1):
            level = self._stack[depth]
            if level.style == mark.style != self._stack[inner].style and level.number + 1 == mark.number:
                del self._stack[depth + 1 :]
                return

    def _continues_again(self, mark: Mark) -> bool:
        """Whether the mark goes on with the list inside a list of its own style that stands on top."""
        top = self._stack[-1]
        if not top.again or top.style != mark.style:
            return False
        outer = next(level for level in self._stack if level.style == mark.style)
        return mark.number == top.number + 1 or mark.number != outer.number + 1

    def _begins_again(self, level: _Level, mark: Mark, position: int) -> bool:
        """Whether a list begins inside an item of the same style, (1. (1. 2. 3.) 2.): the outer count then goes on."""
        if mark.number != 1 or level.again or not mark.label.numbers:
            return False
        return self._run_breaks[position] == level.number + 1

    def _meant_style(self, mark: Mark, position: int) -> str | None:
        """The style a mistyped label was meant to have: it fills a gap in an open list (`2、` between 一、 三、)."""
        if not mark.label.numbers or mark.number < 2:
            return None
        number = mark.number
        own = next((level for level in reversed(self._stack) if level.style == mark.style), None)
        fits = number == (own.number if own else self._last.get(mark.style, 0)) + 1
        following = self._marks[position + 1] if position + 1 < len(self._marks) else None
        for level in reversed(self._stack):
            if level.style == mark.style or level.number + 1 != number or level.again:
                continue
            if self._number_after(level.style, position) != number + 1:
                continue
            heads_list = (
                following is not None
                and following.number == 1
                and level.rank < self._ranks[following.style] < self._ranks[mark.style]
            )
            if not fits or heads_list:
                return level.style
        return None

    def _number_after(self, style: str, position: int) -> int | None:
        """The number of the next mark of a style after a position."""
        places = self._places[style]
        found = bisect_right(places, position)
        return self._marks[places[found]].number if found < len(places) else None

    def _odd_number(self, mark: Mark, open_level: _Level | None, name: str) -> str:
        if not mark.label.numbers:
            return ""
        number = mark.number
        if open_level is None:
            runs_on = number == self._last.get(mark.style, 0) + 1
            return "" if number == 1 or runs_on else f"编号从“{name}”开始，前面缺少编号"
        last = open_level.number
        if number == last + 1:
            return ""
        if number == last:
            return f"编号“{name}”重复"
        if number == 1:
            return f"编号在同一级内从“{name}”重新开始"
        if number > last:
            return f"编号从“{open_level.name}”跳到“{name}”"
        return f"编号“{name}”排在“{open_level.name}”之后"


def _run_breaks(marks: Sequence[Mark], ranks: dict[str, int]) -> list[int]:
    """For each mark, the number its style goes on with where the count 1, 2, 3 … from it breaks off; 0 if nowhere.

    Looks no further than the next mark of an outer style.
    """
    breaks = [0] * len(marks)
    ahead: dict[str, tuple[int, int]] = {}  # style → number and break of its next mark
    for position in range(len(marks) - 1, -1, -1):
        mark = marks[position]
        rank = ranks[mark.style]
        for style in [style for style in ahead if ranks[style] > rank]:
            del ahead[style]
        number, breaks_at = ahead.get(mark.style, (0, 0))
        breaks[position] = breaks_at if number == mark.number + 1 else number
        ahead[mark.style] = (mark.number, breaks[position])
    return breaks
