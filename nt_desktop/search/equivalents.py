"""Other wordings of a word, from the vocabularies in resources/: departments, substances, indicators, synonyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from nt_desktop.normal import normal_form
from nt_desktop.places import load_resource

_LONGEST = 24
_LONGEST_REWRITTEN = 60
_MOST = 12


@cache
def _equivalents() -> dict[str, tuple[str, ...]]:
    """Normal form of a wording → its equivalents as they are shown."""
    synonyms = load_resource("synonyms.toml")
    groups: list[Iterable[str]] = [*synonyms["groups"], *load_resource("chemistry.toml")["groups"]]
    for entry in load_resource("departments.toml")["department"]:
        groups.append([entry["name"], *entry.get("short", ()), *entry.get("former", ())])
    for entry in load_resource("indicators.toml")["indicator"]:
        groups.append([entry["name"], *entry.get("same", ())])
    return _table(groups)


@cache
def _near() -> dict[str, tuple[str, ...]]:
    return _table(load_resource("synonyms.toml")["near"])


def _table(groups: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    table: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for group in groups:
        shown = {normal_form(wording): wording for wording in group}
        for normal in shown:
            table[normal].update((wording, None) for other, wording in shown.items() if other != normal)
    return {normal: tuple(others) for normal, others in table.items()}


def equivalents_of(word: str) -> tuple[str, ...]:
    """Other wordings of a word given in normal form: of the whole of it, or of the known names inside it (市发改委)."""
    if len(word) > _LONGEST_REWRITTEN:
        return ()
    return tuple(dict.fromkeys(_rewritten(word, _equivalents())))[:_MOST]


def near_words_of(word: str) -> tuple[str, ...]:
    """Words of a kind with a word given in normal form."""
    return _near().get(word, ())


def _rewritten(word: str, table: dict[str, tuple[str, ...]]) -> Iterator[str]:
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
