"""Names that can be completed while typing: titles, 文号, departments, indicators, short headings.

Stored sorted by normal form, so that those which begin alike stand together; beside each its pinyin, so that
`shengtai` finds 生态. Pinyin is worked out when the index is built and only read afterwards.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from nt_desktop.normal import normal_form
from nt_desktop.search.results import Completion, CompletionKind
from nt_desktop.search.storage import Columns, ColumnWriter

if TYPE_CHECKING:
    from nt_desktop.model import Document
    from nt_desktop.search.units import Unit

KINDS: tuple[CompletionKind, ...] = ("标题", "文号", "部门", "指标", "条目")
_LONGEST_HEADING = 24
_SCANNED = 400  # names with a common beginning that are looked at for the most frequent


class NameCollector:
    """Names while the index is built."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, CompletionKind]] = Counter()

    def add_document(self, document: Document) -> None:
        """Take in a document's title and 文号."""
        self._counts[document.title, "标题"] += 1
        if document.doc_number:
            self._counts[document.doc_number, "文号"] += 1

    def add_unit(self, unit: Unit) -> None:
        """Take in departments, indicators and, where it is a short heading, the unit's text without its label."""
        self._counts.update((name, "部门") for name in unit.departments)
        self._counts.update((name, "指标") for name in unit.indicators)
        if unit.role in ("heading", "text") and 0 < unit.heading_length <= _LONGEST_HEADING:
            heading = (
                unit.text[: unit.heading_length].removeprefix(unit.path[-1] if unit.path else "").strip("　 。：:")
            )
            if len(heading) > 1:
                self._counts[heading, "条目"] += 1

    def write(self, writer: ColumnWriter, words: Iterable[tuple[str, int]]) -> None:
        """Write the names, and the pinyin of names and of these words with their counts."""
        names = sorted((normal_form(name), KINDS.index(kind), name, n) for (name, kind), n in self._counts.items())
        names = [entry for entry in names if entry[0]]
        writer.strings("name.form", (form.encode() + b"\n" for form, _, _, _ in names))
        writer.strings("name.shown", (name.encode("utf-8", "replace") for _, _, name, _ in names))
        writer.numbers("name.kind", array("B", (kind for _, kind, _, _ in names)))
        writer.numbers("name.count", array("I", (n for _, _, _, n in names)))
        spelt: Counter[tuple[str, str]] = Counter()
        for name, n in (*((name, n) for _, _, name, n in names if len(name) <= _LONGEST_HEADING), *words):
            sounds = pinyin_of(name)
            if sounds:
                spelt["".join(sounds), name] += n
        ordered = sorted(spelt.items())
        writer.strings("pinyin.form", (form.encode() for (form, _), _ in ordered))
        writer.strings("pinyin.shown", (name.encode("utf-8", "replace") for (_, name), _ in ordered))
        characters = {c for (_, name), _ in ordered for c in name} | _common_characters()
        by_character = {character: sound[0] for character in sorted(characters) if (sound := pinyin_of(character))}
        writer.blob("pinyin.characters", [json.dumps(by_character, ensure_ascii=False).encode()])
        writer.numbers("pinyin.count", array("I", (n for _, n in ordered)))


def _common_characters() -> set[str]:
    """The 6,763 characters of GB/T 2312: what a slip of the pen may put in the place of a character of the texts."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return set(b"".join(rows).decode("gb2312", "ignore"))


def pinyin_of(text: str) -> list[str]:
    """The pinyin of each character without tones; empty where some character is none of Chinese."""
    from pypinyin import lazy_pinyin  # only building needs it, and it takes long to load

    if not all("\u4e00" <= character <= "\u9fff" for character in text):
        return []
    return list(lazy_pinyin(text))


class Names:
    """The names of an index."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._sounds: dict[str, str] = {}
        self._forms = columns.strings("name.form")
        self._shown = columns.strings("name.shown")
        self._kinds = columns.numbers("name.kind", "B")
        self._counts = columns.numbers("name.count")
        self._pinyin = columns.strings("pinyin.form")
        self._pinyin_shown = columns.strings("pinyin.shown")
        self._pinyin_counts = columns.numbers("pinyin.count")

    def complete(self, typed: str, limit: int) -> tuple[Completion, ...]:
        """Names that begin with what was typed, then names that contain it, then names that sound like it."""
        form = normal_form(typed).encode()
        if not form:
            return ()
        numbers = self._beginning_with(form)
        if len(numbers) < limit:
            numbers += [number for number in self._containing(form) if number not in set(numbers)]
        made = {self._shown.text(number): self._completion(number) for number in numbers[: 2 * limit]}
        if form.isascii() and form.isalpha() and len(made) < limit:
            for name, count in self.sounding_like(form.decode(), limit):
                made.setdefault(name, Completion(name, "条目", count))
        return tuple(made.values())[:limit]

    def sounding_like(self, letters: str, limit: int = 5, whole_only: bool = False) -> list[tuple[str, int]]:
        """Words and names whose pinyin is or begins with these letters, with their counts; whole ones first."""
        wanted = letters.encode()
        at = self._pinyin.find_sorted(wanted, 0, len(self._pinyin))
        found: list[tuple[bool, int, str]] = []
        while at < len(self._pinyin) and len(found) < _SCANNED and self._pinyin[at].startswith(wanted):
            whole = self._pinyin[at] == wanted
            found.append((not whole, -self._pinyin_counts[at], self._pinyin_shown.text(at)))
            at += 1
        return [(name, -count) for longer, count, name in sorted(found)[:limit] if not (longer and whole_only)]

    def sounds(self, word: str) -> tuple[str, ...]:
        """The pinyin of each character of a word that the index knows; "" for others."""
        if not self._sounds:
            self._sounds.update(json.loads(self._columns.blob("pinyin.characters")[:]))
        return tuple(self._sounds.get(character, "") for character in word)

    def _completion(self, number: int) -> Completion:
        return Completion(self._shown.text(number), KINDS[self._kinds[number]], self._counts[number])

    def _beginning_with(self, form: bytes) -> list[int]:
        at = first = self._forms.find_sorted(form, 0, len(self._forms))
        while at < len(self._forms) and at - first < _SCANNED and self._forms[at].startswith(form):
            at += 1
        return sorted(range(first, at), key=lambda number: -self._counts[number])

    def _containing(self, form: bytes) -> list[int]:
        found: list[int] = []
        at = 0
        while len(found) < _SCANNED and (at := self._forms.blob.find(form, at)) >= 0:
            number = self._forms.at(at)
            found.append(number)
            at = self._forms.offsets[number + 1]
        return sorted(found, key=lambda number: (-self._counts[number], number))
