"""Line breaks that a conversion lost in the front of a document: title, 文号, recipients and signature on one line.

Only the front is looked at, the lines from a title or 文号 to the issued plan: elsewhere the same words are citations.
Lines are cut, never changed, so that offsets stay those of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nt_desktop.corpus import formalities
from nt_desktop.corpus.labels import CHAPTER, DASH, HAN, read_label
from nt_desktop.corpus.lines import Line
from nt_desktop.corpus.titles import announced_title

_FRONT = 20  # visible lines the front of a document may have
_TITLE = 200  # characters a title that is read on has at most
_RECIPIENTS = 300
_BODY = 6000  # characters of a line in which a signature is looked for
_WHITE = " \t\u00a0\u3000"
_YEAR = re.compile(r"[〔\[［﹝【（(](?:19|20)\d\d[〕\]］﹞】）)]")
_SAID = frozenset("，。；：！？,;:!?")
_QUOTED = re.compile(r"《[^》]*》?|“[^”]*”?")
_NUMBER = re.compile(
    r"(?P<open>[（(]?)(?P<office>[\u4e00-\u9fff]{1,12})[〔\[［﹝【（(](?:19|20)\d\d[〕\]］﹞】）)]第?\d{1,5}号[）)]?"
)
_DATED = re.compile(
    r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_MAY_END_TITLE = re.compile(r"[知复定见报告函令]$")
_NOTE = re.compile(r"[（(]此件[^（）()]{1,20}[）)]")


def with_lost_breaks(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those of a document's front cut where a break is lost; each piece keeps its line's number."""
    front = _Front()
    following = iter([line.text for line in lines if not line.blank])
    next(following, "")
    for line in lines:
        if line.blank:
            yield line
            continue
        below = next(following, "")
        yield from [line] if line.text.startswith("\t") else _cut(line, front.cuts(line.text, below))


def _cut(line: Line, cuts: Sequence[int]) -> Iterator[Line]:
    first = 0
    for stop in (*cuts, len(line.text)):
        if line.text[first:stop].strip():
            yield Line(line.number, line.start + first, line.start + stop, line.text[first:stop])
            first = stop


class _Front:
    """Where in the front of a document the reading stands."""

    def __init__(self) -> None:
        self._left = 0  # visible lines that may still be of the front
        self._addressed = False
        self._dated = False
        self._issued = ""  # the plan that the notice issues
        self._before = ""  # the visible line above
        self._begun = False

    def cuts(self, text: str, following: str) -> list[int]:
        """Where a visible line is to be cut, in order."""
        cuts = self._head_cuts(text, following)
        position = cuts[-1] if cuts else 0
        if not cuts:
            self._open(text)
        if self._left:
            self._left -= 1
            cuts += self._front_cuts(text, position, following)
        self._before, self._begun = text.strip(_WHITE)[:_TITLE], True
        return cuts

    def _open(self, text: str) -> None:
        """Begin a front where a title or a 文号 stands alone on a line as it should."""
        stripped = text.strip(_WHITE)
        if len(stripped) > _TITLE:
            return
        if stripped.endswith("号") and formalities.doc_number(stripped):
            self._begin(self._before if not self._left else "", anew=not self._left)
        elif _MAY_END_TITLE.search(stripped) and formalities.announces(stripped) and _is_title(stripped):
            self._begin(stripped, anew=True)

    def _begin(self, title: str, *, anew: bool) -> None:
        self._left = _FRONT
        if anew:
            self._addressed = self._dated = False
            self._issued = announced_title(title) or ""

    def _head_cuts(self, text: str, following: str) -> list[int]:
        """Where title, 文号 and recipients part that stand on one line."""
        reach = text[: _TITLE + _RECIPIENTS]
        number = _NUMBER.search(reach[: _TITLE + 40]) if _YEAR.search(reach) else None
        first = len(text) - len(text.lstrip(_WHITE))
        if number is not None:
            title_end = _title_end(reach, first, number)
            if title_end is None or not self._is_announced(reach[first:title_end]):
                return []
            recipients = _recipients_end(reach, number.end())
            rest = text[number.end() :].strip(_WHITE)
            if recipients is None and (rest or not self._stands(following, bool(number["open"]))):
                return []
            self._begin(self._joined(reach[first:title_end]), anew=True)
            self._addressed = recipients is not None
            return [title_end, number.end()] + ([recipients] if recipients else [])
        if not ("：" in reach or ":" in reach):
            return []
        for match in reversed(list(re.finditer("通知|决定|批复|意见|通报|公告|通告", reach[:_TITLE]))):
            title_end = match.end()
            recipients = _recipients_end(reach, title_end)
            if recipients is None or reach[title_end] in "》”（(":
                continue
            title = reach[first:title_end]
            if _is_title(title) and self._is_announced(title):
                self._begin(self._joined(title), anew=True)
                self._addressed = True
                return [title_end, recipients]
        return []

    def _is_announced(self, title: str) -> bool:
        """Whether a title says what it is about, by itself or with the line above it that it goes on."""
        return formalities.announces(title) or (formalities.announces(self._before) and _says_nothing(self._before))

    def _joined(self, title: str) -> str:
        return title if formalities.announces(title) else self._before + title

    def _stands(self, following: str, bracketed: bool) -> bool:
        """Whether title and 文号 that fill a line are the head of a document rather than a citation."""
        return _recipients_end(following, 0) is not None or not (bracketed or self._begun)

    def _front_cuts(self, text: str, position: int, following: str) -> list[int]:
        cuts: list[int] = []
        if not self._addressed and not position:
            end = _recipients_end(text, 0)
            self._addressed = end is not None
            if end is not None and text[end:].strip(_WHITE):
                cuts.append(end)
        label = read_label(text) if not (cuts or position) else None
        if label is not None and label.style in (HAN, CHAPTER):
            self._left = 0
        if label is not None and label.style != DASH:
            return cuts
        first = max([position, *cuts])
        return cuts + (self._signature(text[: first + _BODY], first) or self._last_signature(text, first, following))

    def _signature(self, text: str, first: int) -> list[int]:
        """Where issuer, date and what follows them part: at the end of a line, or above the plan's title."""
        for match in _DATED.finditer(text, first):
            organ = _organ_start(text, first, match.start())
            if organ is None:
                continue
            after = match.end()
            rest = text[after:].strip(_WHITE)
            note = _NOTE.match(text, _skip(text, after))
            if note:
                rest = text[note.end() :].strip(_WHITE)
            title = self._title_after(text, note.end() if note else after)
            if rest and title is None:
                continue
            self._dated = True
            cuts = [organ] if text[:organ].strip(_WHITE) else []
            cuts += [after] if note or title is not None else []
            if title is not None:
                begin, end = title
                cuts += [begin] if note else []
                cuts += [end] if text[end:].strip(_WHITE) else []
                self._left = 0
            return cuts
        return self._plan_title(text, first)

    def _plan_title(self, text: str, first: int) -> list[int]:
        """Where the text of the plan goes on in the line of its title."""
        title = self._title_after(text, first) if self._dated else None
        if title is None:
            return []
        self._left = 0
        end = title[1]
        gap = _skip(text, end) - end
        return [end] if gap >= 2 and text[end:].strip(_WHITE) else []

    def _title_after(self, text: str, position: int) -> tuple[int, int] | None:
        begin = _skip(text, position)
        if len(self._issued) < 4 or not text.startswith(self._issued, begin):
            return None
        return begin, begin + len(self._issued)

    def _last_signature(self, text: str, first: int, following: str) -> list[int]:
        """Where the issuer stands after the last sentence of a line; the date follows below or at the line's end."""
        end = len(text.rstrip(_WHITE))
        stop = text.rfind("。", max(first, end - 160), end)
        if stop < 0 or stop + 1 == end:
            return []
        begin = _skip(text, stop + 1)
        words = text[begin:end]
        dated = _DATED.search(words)
        name = words[: dated.start()] if dated else words
        if dated and (dated.end() != len(words) or not name.strip(_WHITE)):
            return []
        if not formalities.signatories(name):
            return []
        below = _DATED.match(formalities.bare(following[:120]))
        return [stop + 1] if dated or below else []


def _organ_start(text: str, first: int, date: int) -> int | None:
    """Where the issuer before a date begins, or the date itself where it begins the line; None where a sentence
    goes on there."""
    before = text[first:date].rstrip(_WHITE)
    if not before:
        return date
    stop = max(before.rfind(mark, max(0, len(before) - 60)) for mark in "。）)：:")
    begin = first + stop + 1
    name = text[begin:date].strip(_WHITE)
    return begin if name and (stop >= 0 or first) and formalities.signatories(name) else None


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in _WHITE:
        position += 1
    return position


def _title_end(text: str, first: int, number: re.Match[str]) -> int | None:
    """Where the title ends before a 文号 whose first characters cannot be told from it; None where no title does."""
    if number["open"]:
        end = number.start()
        return end if _is_title(text[first:end]) else None
    start, stop = number.span("office")
    for end in range(stop - 2, start - 1, -1):
        if _is_title(text[first:end].rstrip(_WHITE)):
            return end
    return None


def _is_title(text: str) -> bool:
    """Whether a text may be a title, or the last line of one: no sentence, and a kind of document at its end."""
    if len(text) < 4 or text[-1] in "》”）)" or text.count("《") != text.count("》"):
        return False
    return not _SAID.intersection(_QUOTED.sub("", text)) and formalities.title_kind(text) is not None


def _says_nothing(text: str) -> bool:
    """Whether a line is the open beginning of a title: no sentence, and no end of one."""
    return not _SAID.intersection(_QUOTED.sub("", text)) and formalities.title_kind(text) is None


def _recipients_end(text: str, position: int) -> int | None:
    """Where the recipients end that begin at a position, after their colon; None where none do."""
    begin = _skip(text, position)
    colon = re.compile("[：:]").search(text, begin, begin + _RECIPIENTS)
    if colon is None or not formalities.is_recipients(text[begin : colon.end()]):
        return None
    return colon.end()
