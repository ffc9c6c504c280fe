"""Lines of prose to paragraphs: sentences cut by the end of a column are joined, nothing else is.

Every decision is made line by line on evidence: how the text so far ends, whether brackets are open, what the next
line begins with, how long the line is against its neighbours, and which characters stand together elsewhere in the
same file. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nt_desktop.corpus import formalities
from nt_desktop.corpus.entries import Entry
from nt_desktop.corpus.habits import Habits, columns
from nt_desktop.corpus.labels import ARTICLE, HAN_IS, Label
from nt_desktop.corpus.repeats import repeated_at_break
from nt_desktop.model import Observation, Span

_OPENERS = "（(《〈“‘「『【〔［["
_CLOSERS = "）)》〉”’」』】〕］]"
_PARTNERS = dict(zip(_CLOSERS, _OPENERS, strict=True)) | {")": "（", "）": "（"}
_SENTENCE = re.compile(r"[。！？；!?;]")
_PAUSE = re.compile(r"[，,。！？；!?;]")
_LEADING = "，。、；：！？）》”’】〕％%,;:!?)"  # no paragraph begins with these
_OPEN_ENDS = "，、,（《“〔(按将把被"  # no paragraph ends with these
_TRAILING = "-—－–~～至和及与或的将把被对为在以按从向由于是"  # only a heading may end with these
_GOES_ON = re.compile(r"的|等(?![级离])|和(?![平谐睦美])|与(?![会此])|及(?!时)|以及|或者")  # no paragraph begins so
_REACH = 400  # a bracket that has been open for longer was mistyped
_TAIL = 700
_HEADING = 45  # no heading is longer
_SHORT_HEADING = 13  # what is shorter is a heading even among sentences
_ARTICLE_HEADING = 8  # nor what follows 第一条 where it is one
_PHRASE = 18  # nor one of the two phrases it may have
_KEY = re.compile(r"[^：:，。、]{2,12}[：:]")  # 责任单位：…
_SET_IN_COLUMNS = re.compile(r"[\u4e00-\u9fff：]\s{2,}[\u4e00-\u9fff]")
_BRACKETED_NUMBER = re.compile(r"[（(][A-Za-z\u4e00-\u9fff]{1,12}[^（）()]{0,4}[\d〔\[][^（）()]{0,30}[）)][；;。，,]?")
_RESPONSIBLE = re.compile(r"[（(〔\[](?P<inside>[^（(〔\[]{1,600})[）)〕\]]{1,2}$")
_NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A reflowed paragraph of prose: `text[i]` stands at `spans` in the source, where `start` to `end` is all of it.

    `line` and `last_line` count from 1. `hashes` is the depth of a Markdown heading, 0 for anything else.
    """

    text: str
    spans: tuple[Span, ...]
    start: int
    end: int
    line: int
    last_line: int
    hashes: int = 0


@dataclass(slots=True)
class _Draft:
    """A paragraph as it grows; knows how it ends without being read again."""

    entries: list[Entry]
    pieces: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    length: int = 0
    tail: str = ""  # the last characters, enough to see how the text ends
    sentences: bool = False
    pauses: bool = False
    open_brackets: list[tuple[str, int]] = field(default_factory=list)

    def add(self, text: str, source_start: int) -> None:
        if not text:
            return
        self.spans.append(Span(self.length, source_start, len(text)))
        self.note(text)
        self.pieces.append(text)
        self.length += len(text)
        self.tail = (self.tail + text[-_TAIL:])[-_TAIL:]

    def add_entry(self, entry: Entry, first: int = 0, stop: int | None = None) -> None:
        """Add the text of a line from `first` to `stop`."""
        for text, start in entry.pieces(first, stop):
            self.add(text, start)

    def note(self, text: str) -> None:
        """Keep account of punctuation and brackets."""
        self.sentences = self.sentences or bool(_SENTENCE.search(text))
        self.pauses = self.pauses or bool(_PAUSE.search(text))
        for match in re.finditer(r"[（(《〈“‘「『【〔［\[）)》〉”’」』】〕］\]]", text):
            char = match[0]
            if char in _OPENERS:
                self.open_brackets.append(("（" if char == "(" else char, self.length + match.start()))
            else:
                partner = _PARTNERS[char]
                for index in range(len(self.open_brackets) - 1, max(-1, len(self.open_brackets) - 5), -1):
                    if self.open_brackets[index][0] == partner:
                        del self.open_brackets[index:]
                        break

    def insert_space(self) -> None:
        """A space that is not in the source, between two words of Latin."""
        self.pieces.append(" ")
        self.length += 1
        self.tail += " "

    @property
    def waiting(self) -> str:
        """The bracket that waits to be closed, "" where none does."""
        if self.open_brackets and self.length - self.open_brackets[-1][1] <= _REACH:
            return self.open_brackets[-1][0]
        return ""

    def finish(self) -> Paragraph:
        first, last = self.entries[0], self.entries[-1]
        return Paragraph(
            text="".join(self.pieces),
            spans=tuple(self.spans),
            start=first.start,
            end=last.end,
            line=first.line.number,
            last_line=last.line.number,
            hashes=first.hashes,
        )


def read_paragraphs(
    entries: Sequence[Entry], habits: Habits, seed: str, observations: list[Observation]
) -> tuple[Paragraph, ...]:
    """The paragraphs of a run of prose lines, none of which is a title, 文号, signature or the like.

    Adds to `observations` an entry for each join (断行拼接), for each character dropped at one (重复字), and for each
    line that ends in the middle of a sentence and yet is not joined.
    """
    paragraphs: list[Paragraph] = []
    draft: _Draft | None = None
    sentences = _items_among_sentences(entries)
    for entry in entries:
        if draft is not None:
            reason = _reason_to_join(draft, entry, habits, draft.entries[0].start in sentences)
            if reason is not None:
                _join(draft, entry, reason, seed, observations)
                continue
            _note_loose_end(draft, entry, seed, observations)
            paragraphs.append(draft.finish())
        draft = _Draft([entry])
        draft.add_entry(entry)
    if draft is not None:
        paragraphs.append(draft.finish())
    return tuple(paragraphs)


def single_paragraph(entries: Sequence[Entry], *, title: bool = False, spaced: bool = False) -> Paragraph:
    """One paragraph of lines known to belong together: a title, or a caption (`spaced`: a blank between its lines).

    In a title the blanks that a line break left between Chinese characters go, unless they stand inside quotes.
    """
    draft = _Draft([])
    for entry in entries:
        draft.entries.append(entry)
        if draft.pieces and (spaced or _needs_space(draft.tail, entry.text)):
            draft.insert_space()
        if not title:
            draft.add_entry(entry)
            continue
        position = 0
        for match in re.finditer(r"[ \t\u3000\u00a0]+", entry.text):
            before, after = entry.text[match.start() - 1], entry.text[match.end()]
            draft.add_entry(entry, position, match.start())
            position = match.end()
            if draft.waiting in ("“", "‘") or not (formalities.is_chinese(before) or formalities.is_chinese(after)):
                position = match.start()
        draft.add_entry(entry, position)
    return draft.finish()


def joined_text(entries: Iterable[Entry]) -> str:
    """The text of lines as if they were one line."""
    text = ""
    for entry in entries:
        text += (" " if text and _needs_space(text, entry.text) else "") + entry.text
    return text


def _items_among_sentences(entries: Sequence[Entry]) -> frozenset[int]:
    """Where numbered lines begin whose neighbours of the same style are sentences, not headings, so that they are too.

    Counted are up to two neighbours on either side; there must be two, and three quarters of them sentences.
    """
    votes: dict[int, list[bool]] = {}
    for ordered in (entries, entries[::-1]):
        run: dict[str, list[Entry]] = {}
        for entry in ordered:
            if entry.label is None:
                continue
            before = run.setdefault(entry.label.style, [])
            if before and not _next_to(entry.label, before[-1].label):
                before.clear()
            ballot = votes.setdefault(entry.start, [])
            ballot += [other.closed or bool(_SENTENCE.search(other.text)) for other in before]
            before.append(entry)
            del before[:-_NEIGHBOURS]
    return frozenset(
        start for start, ballot in votes.items() if len(ballot) >= _NEIGHBOURS and 4 * sum(ballot) >= 3 * len(ballot)
    )


def _next_to(one: Label, other: Label | None) -> bool:
    if other is None or not one.numbers or not other.numbers:
        return other is not None and one.numbers == other.numbers
    return abs(one.numbers[-1] - other.numbers[-1]) == 1


def _reason_to_join(draft: _Draft, entry: Entry, habits: Habits, among_sentences: bool) -> str | None:
    """Why a line goes on the paragraph before it; None where it begins one of its own."""
    last = draft.entries[-1]
    if entry.hashes or last.hashes or entry.mark in ("note", "caption", "unit") or last.mark in ("caption", "unit"):
        return None
    if last.cell != entry.cell or (entry.cell and last.cell):
        return None
    waiting = draft.waiting
    if entry.label is not None and not (waiting and (entry.label.weak or waiting == "《")):
        return None
    tail = draft.tail
    if entry.text[0] in _LEADING and entry.text[:2] not in ("——", "……"):
        return "下一行以标点开头"
    wrapped = _is_wrapped(last, entry, habits)
    if formalities.ends_sentence(tail) and tail[-1] not in "”’":
        return "上一行排满" if wrapped and habits.indented else None
    if waiting and _closes(waiting, entry.text):
        return "括号未闭合"
    if tail[-1] in "）)〕】]》":
        return _after_bracket(draft, tail, entry, wrapped)
    heading = _is_heading(draft, last) and not (among_sentences and draft.length > _SHORT_HEADING)
    if tail[-1] in _OPEN_ENDS or (tail[-1] in _TRAILING and not heading):
        return "句子未完"
    if _GOES_ON.match(entry.text) or (_needs_space(tail, entry.text) and draft.entries[0].label is None):
        return "句子未完"
    if wrapped:
        return "上一行排满"
    if heading:
        return "断处两字成词" if habits.belong_together(tail[-1], entry.text[0]) else None
    if draft.entries[0].label is None and not draft.pauses and draft.length <= _HEADING:
        if _is_running_text(draft.entries[0], entry):
            return "句子未完"
        return "断处两字成词" if _one_word(tail, entry.text, habits) else None
    if not entry.closed and not _PAUSE.search(entry.text) and len(entry.text) <= 20:
        return "断处两字成词" if habits.belong_together(tail[-1], entry.text[0]) else None
    return "句子未完"


def _is_wrapped(last: Entry, entry: Entry, habits: Habits) -> bool:
    """Whether the line before is as wide as a wrapped line is, and the next does not begin a paragraph."""
    if habits.width is None or entry.gap or (habits.indented and entry.indent > 0):
        return False
    return columns(last.text) + 2 * last.indent >= habits.width - 6


def _after_bracket(draft: _Draft, tail: str, entry: Entry, wrapped: bool) -> str | None:
    """A closing bracket ends a paragraph (who is responsible) or stands in a sentence (管委会)."""
    if _BRACKETED_NUMBER.fullmatch(entry.text):
        return "下一行只有编号"
    if tail[-1] in "》":
        return "句子未完" if wrapped or re.match(r"已经|要求|精神|规定|明确|文件", entry.text) else None
    match = _RESPONSIBLE.search(tail)
    before = tail[: match.start()].rstrip() if match else ""
    if match is None or not before or before[-1] in "。！？；;.!?":
        return None
    inside = match["inside"]
    listed = re.search(r"[、，,：:]|负责|牵头|配合|参与|略$|试行|见附", inside)
    if listed or not draft.pauses or not _PAUSE.search(entry.text):
        return "上一行排满" if wrapped else None
    return "句子未完"


def _is_heading(draft: _Draft, last: Entry) -> bool:
    """Whether the text so far, which has no full stop at its end, is a heading with a number: one or two phrases."""
    first = draft.entries[0]
    if first.label is None or first is not last or draft.sentences or draft.length > _HEADING:
        return False
    words = first.text[first.label.end :]
    if first.label.style == ARTICLE and len(words) > _ARTICLE_HEADING:
        return False
    subject, colon, _ = words.partition("：")
    if colon and formalities.is_organisation(re.split("[、，（(]", subject)[0]):
        return False
    phrases = _PAUSE.split(words)
    if len(phrases) == 1:
        return True
    short = all(len(phrase) <= _PHRASE and not phrase.endswith("的") for phrase in phrases)
    return len(phrases) == 2 and short and first.label.style not in (ARTICLE, HAN_IS)


def _is_running_text(first: Entry, entry: Entry) -> bool:
    """Whether a short line without number or comma is the beginning of a sentence rather than a heading or a name."""
    text = first.text
    if not _PAUSE.search(entry.text) or _KEY.match(entry.text) or _SET_IN_COLUMNS.search(text):
        return False
    if formalities.is_diary_entry(text):
        return True
    listing = "、" in text or "：" in text[:-1]
    return len(text) > (16 if listing else 24) and " " not in text


def _one_word(tail: str, text: str, habits: Habits) -> bool:
    return habits.belong_together(tail[-1], text[0]) and bool(_PAUSE.search(text))


def _closes(opener: str, text: str) -> bool:
    """Whether an open bracket is closed by a line before it opens another of its kind."""
    depth = 1
    for char in text[:_REACH]:
        char = {"(": "（", ")": "）"}.get(char, char)
        if char == opener:
            depth += 1
        elif char in _PARTNERS and _PARTNERS[char] == opener:
            depth -= 1
            if depth == 0:
                return True
    return False


def _join(draft: _Draft, entry: Entry, reason: str, seed: str, observations: list[Observation]) -> None:
    tail = draft.tail
    repeated = repeated_at_break(tail, entry.text)
    last = draft.entries[-1]
    head, rest = tail[-8:], entry.text[repeated : repeated + 8]
    if repeated:
        observations.append(
            Observation(
                "重复字",
                seed,
                entry.line.number,
                f"换行处重复排印“{entry.text[:repeated]}”，已按“{head}{rest}”读取。",
                entry.start,
                entry.start + repeated,
                None,
                last.end - repeated,
                last.end,
            )
        )
    observations.append(
        Observation(
            "断行拼接",
            seed,
            entry.line.number,
            f"第{last.line.number}行与第{entry.line.number}行接成一句（{reason}）：“{head}｜{rest}”。",
            entry.start,
            entry.end,
            None,
            last.start,
            last.end,
        )
    )
    draft.entries.append(entry)
    if not repeated and _needs_space(tail, entry.text):
        draft.insert_space()
    draft.add_entry(entry, repeated)


def _note_loose_end(draft: _Draft, entry: Entry, seed: str, observations: list[Observation]) -> None:
    """Record a paragraph that seems to stop in the middle of a sentence."""
    tail = draft.tail
    last = draft.entries[-1]
    if last.hashes or last.cell or last.mark or not draft.sentences or formalities.ends_sentence(tail):
        return
    if tail[-1] in _CLOSERS:
        return
    observations.append(
        Observation(
            "断行拼接",
            seed,
            last.line.number,
            f"这一段末尾没有标点，未与第{entry.line.number}行拼接：“{tail[-12:]}”。",
            last.start,
            last.end,
        )
    )


def _needs_space(before: str, after: str) -> bool:
    """Between two Latin words a line break stands for a space; beside anything else for nothing."""
    left, right = re.search(r"[A-Za-z]+$", before), re.match(r"[A-Za-z]+", after)
    if left is None or right is None:
        return False
    return not (left[0].isupper() and right[0].isupper())  # G｜DP is one word
