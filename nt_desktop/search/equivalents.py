"""Other wordings of a word, from the vocabularies in resources/: departments, substances, indicators, synonyms."""

from __future__ import annotations

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from nt_desktop.normal import normal_form
from nt_desktop.places import load_resource, resources_folder

Table = dict[str, list[str]]
"""Normal form of a wording → its equivalents as they are shown."""

_FILES = ("synonyms.toml", "chemistry.toml", "departments.toml", "indicators.toml")

_NUMERALS = "〇一二三四五六七八九"
_NUMERAL = re.compile("[1-9一二两三四五六七八九]")
_DOC_NUMBER = re.compile(r"(?P<issuer>[㐀-鿿]{2,12})\(?(?P<year>(?:19|20)\d\d)[)年]?第?(?P<number>\d{1,4})号?文?件?")
_LONGEST = 24
_LONGEST_REWRITTEN = 60
_MOST = 12


class Vocabulary:
    """The tables, read when first asked for: as an index has them, if it was made of the same files, else anew."""

    def __init__(self) -> None:
        self.compiled = b""

    @cached_property
    def tables(self) -> tuple[Table, Table]:
        if self.compiled:
            try:
                stamp, equivalents, near = json.loads(self.compiled)
            except ValueError:
                stamp = None  # damaged; the files themselves are still there
            if stamp == _stamp():
                return equivalents, near
        return _read()


_vocabulary = Vocabulary()


def offer_compiled(compiled: bytes) -> None:
    """Make known what `compiled_vocabulary` gave when an index was built: it is read in a tenth of the time."""
    _vocabulary.compiled = compiled


def compiled_vocabulary() -> bytes:
    """The tables in the form that `offer_compiled` takes."""
    return json.dumps([_stamp(), *_read()], ensure_ascii=False).encode()


def _stamp() -> int:
    """A number that changes with the files."""
    return zlib.crc32(b"".join((resources_folder() / name).read_bytes() for name in _FILES))


def _read() -> tuple[Table, Table]:
    synonyms, chemistry, departments, indicators = map(load_resource, _FILES)
    groups: list[Iterable[str]] = [*synonyms["groups"], *chemistry["groups"]]
    for entry in departments["department"]:
        groups.append([entry["name"], *entry.get("short", ()), *entry.get("former", ())])
    for entry in indicators["indicator"]:
        groups.append([entry["name"], *entry.get("same", ())])
    return _table(groups), _table(synonyms["near"])


def _table(groups: Iterable[Iterable[str]]) -> Table:
    table: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for group in groups:
        shown = {normal_form(wording): wording for wording in group}
        for normal in shown:
            table[normal].update((wording, None) for other, wording in shown.items() if other != normal)
    return {normal: list(others) for normal, others in table.items()}


def equivalents_of(word: str) -> tuple[str, ...]:
    """Other wordings of a word given in normal form: of the whole of it, or of the known names inside it (市发改委)."""
    if len(word) > _LONGEST_REWRITTEN:
        return ()
    others = [*_rewritten(word, _vocabulary.tables[0]), *_printed_number(word)]
    numbered = _otherwise_numbered(word)
    if numbered and not word.startswith(numbered[0]):
        others += numbered[1:]
    return tuple(dict.fromkeys(others))[:_MOST]


def near_words_of(word: str) -> tuple[str, ...]:
    """Words of a kind with a word given in normal form.

    With a figure in the other numerals where it comes first: 1亩 for 一亩 also stands in 21亩, so that is not the same.
    """
    return (*_vocabulary.tables[1].get(word, ()), *_otherwise_numbered(word)[1:])


def _rewritten(word: str, table: Table) -> Iterator[str]:
    whole = table.get(word, ())
    yield from (other for other in whole if _adds(normal_form(other), word))
    at = 0
    while at < len(word):
        for end in range(min(len(word), at + _LONGEST), at + 1, -1):
            part = word[at:end]
            if part != word and part in table and _stands_free(word, at, end):
                for other in table[part]:
                    made = word[:at] + normal_form(other) + word[end:]
                    if _adds(made, word) and normal_form(other) not in word and part not in whole:
                        yield made
                at = end - 1
                break
        at += 1


@cache
def _counted() -> re.Pattern[str]:
    """A figure below ten before what it counts, and no part of a larger number."""
    counters = "|".join(load_resource("questions.toml")["counters"])
    return re.compile(f"(?<![0-9.一二三四五六七八九十百千万点第])[1-9一二两三四五六七八九](?={counters})")


def _otherwise_numbered(word: str) -> list[str]:
    """A figure below ten that counts something in a word, and the word with the other numeral (消纳一头, 消纳1头)."""
    counted = _counted().search(word) if _NUMERAL.search(word) else None
    if counted is None:
        return []
    figure = counted[0]
    other = _NUMERALS[int(figure)] if figure.isascii() else str(_NUMERALS.index(figure.replace("两", "二")))
    return [figure, word[: counted.start()] + other + word[counted.end() :]]


def _printed_number(word: str) -> Iterator[str]:
    """A 文号 that was typed in another way as it is printed (通政发2017年23号)."""
    number = _DOC_NUMBER.fullmatch(word)
    if number:
        printed = f"{number['issuer']}〔{number['year']}〕{int(number['number'])}号"
        if normal_form(printed) != word:
            yield printed


def _adds(other: str, word: str) -> bool:
    """Whether searching `other` finds more than `word` does, and not far too much."""
    if word in other:
        return False
    return len(other) > 2 or not other.isascii()


def _stands_free(word: str, start: int, end: int) -> bool:
    """Whether a Latin part of a word is not a piece of a longer Latin word or number."""
    before, after = word[start - 1 : start], word[end : end + 1]
    latin = str.isascii
    return not (
        (before and latin(before) and before.isalnum() and latin(word[start]))
        or (after and latin(after) and after.isalnum() and latin(word[end - 1]))
    )
