"""What to try when a query finds nothing: without the word that fails, spelt otherwise, or by its sound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from nt_desktop.normal import normal_form
from nt_desktop.search.found import all_both, count, members
from nt_desktop.search.matching import Matcher, Shelf
from nt_desktop.search.names import Names
from nt_desktop.search.query import ParsedQuery, Word
from nt_desktop.search.results import Suggestion
from nt_desktop.search.schema import TEXT

_MOST = 6
_LONGEST_SPELT = 12
_MOST_SPELT = 2
_LOOKED_AT = 2000  # units whose text is looked at for a spelling


def suggest(parsed: ParsedQuery, matcher: Matcher, shelf: Shelf, names: Callable[[], Names]) -> tuple[Suggestion, ...]:
    """Other queries that find something, the most helpful first."""
    if not parsed.is_plain:
        return ()
    words = parsed.words
    made: dict[str, Suggestion] = {}
    failing = [word for word in words if not count(matcher.units_with(word.text))]
    for word in failing[:_MOST_SPELT]:
        for other, sound in _spellings(word.text, matcher, shelf, names):
            query = " ".join(other if w is word else _typed(w) for w in words)
            n = _hits(query, words, word, other, matcher)
            if n:
                label = f"您是不是要找“{query}”" if not sound else f"按拼音：“{query}”"
                made.setdefault(query, Suggestion("pinyin" if sound else "spelling", label, query, n))
            if len(made) >= _MOST:
                break
    if len(words) > 1:
        for left_out in (failing or words)[:_MOST]:
            rest = [word for word in words if word is not left_out]
            n = count(all_both([matcher.units_with(word.text) for word in rest]))
            if n:
                query = " ".join(map(_typed, rest))
                made.setdefault(query, Suggestion("without", f"不含“{left_out.shown}”再找", query, n))
    return tuple(made.values())[:_MOST]


def _typed(word: Word) -> str:
    return f'"{word.shown}"' if word.quoted else word.shown


def _hits(query: str, words: tuple[Word, ...], replaced: Word, other: str, matcher: Matcher) -> int:
    return count(all_both([matcher.units_with(normal_form(other) if w is replaced else w.text) for w in words]))


def _spellings(word: str, matcher: Matcher, shelf: Shelf, names: Callable[[], Names]) -> Iterator[tuple[str, bool]]:
    if re.fullmatch("[a-z']{2,40}", word):
        yield from ((name, True) for name, _ in names().sounding_like(word.replace("'", "")))
        return
    if not 2 <= len(word) <= _LONGEST_SPELT:
        return
    found: Counter[str] = Counter()
    for at in range(len(word)):
        before, after = word[:at], word[at + 1 :]
        for other, n in _between(before, after, matcher, shelf).items():
            found[before + other + after] += n
    if len(word) > 2:
        for at in range(len(word)):
            shorter = word[:at] + word[at + 1 :]
            n = count(matcher.units_with(shorter))
            if n and len(shorter) > 1:
                found[shorter] += n
            swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
            n = count(matcher.units_with(swapped))
            if n:
                found[swapped] += 2 * n
    sounds = names().sounds
    own = sounds(word)
    if all(own):
        for name, n in names().sounding_like("".join(own), whole_only=True):
            found[name] += n
    ranked = sorted(found.items(), key=lambda item: (sounds(item[0]) != own or not own, -item[1], item[0]))
    yield from ((spelling, False) for spelling, _ in ranked[:_MOST])


def _between(before: str, after: str, matcher: Matcher, shelf: Shelf) -> Counter[str]:
    """The single characters that stand between two parts of a word in the texts, with how often."""
    found: Counter[str] = Counter()
    if len(before) + len(after) == 1:
        part = before or after
        for number in shelf.terms.numbers_of(TEXT, part.encode()):
            term = shelf.terms.term(number).decode()
            if len(term) == 2 and (term[0] == part if before else term[1] == part):
                other = term[1] if before else term[0]
                if other.isalnum():
                    found[other] += shelf.terms.count_of(number)
        return found
    parts = [part for part in (before, after) if part]
    units = members(all_both([matcher.units_with(part) for part in parts]), _LOOKED_AT)
    pattern = re.compile(f"{re.escape(before)}(\\w){re.escape(after)}")
    for unit in units:
        found.update(set(pattern.findall(shelf.texts.text(unit))))
    return found
