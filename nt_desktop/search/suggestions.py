"""What to try when a query finds nothing: without the word that fails, spelt otherwise, or by its sound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from nt_desktop.normal import normal_form
from nt_desktop.search.found import all_both, count, members
from nt_desktop.search.matching import Matcher, Shelf
from nt_desktop.search.names import Names
from nt_desktop.search.query import ParsedQuery, Word, shortened, write_query
from nt_desktop.search.relaxing import is_question
from nt_desktop.search.results import Suggestion
from nt_desktop.search.schema import TEXT
from nt_desktop.search.whoosh_parts import query

_MOST = 6
_LONGEST_SPELT = 12
_MOST_SPELT = 2
_LOOKED_AT = 2000  # units whose text is looked at for a spelling


def suggest(parsed: ParsedQuery, matcher: Matcher, shelf: Shelf, names: Callable[[], Names]) -> tuple[Suggestion, ...]:
    """Other queries that find something, the most helpful first."""
    tree = parsed.tree
    parts = list(tree.subqueries) if isinstance(tree, query.And) else [tree]
    wanted = [part for part in parts if not isinstance(part, query.Not)]
    made: dict[str, Suggestion] = {}
    failing = [part for part in wanted if not count(matcher.units_satisfying(part))]
    unknown = [part for part in failing if isinstance(part, Word) and not is_question(part.text)]
    for part in unknown[:_MOST_SPELT]:
        for other, sound in _spellings(part.text, matcher, shelf, names):
            spelt = Word(normal_form(other), other, part.quoted)
            typed, n = _instead(parts, part, spelt, matcher)
            if n:
                label = f"按拼音：“{shortened(typed)}”" if sound else f"您是不是要找“{shortened(typed)}”"
                made.setdefault(typed, Suggestion("pinyin" if sound else "spelling", label, typed, n))
            if len(made) >= _MOST:
                break
    if len(wanted) > 1:
        for part in (failing or wanted)[:_MOST]:
            typed, n = _instead(parts, part, None, matcher)
            if n:
                made.setdefault(typed, Suggestion("without", f"不含“{shortened(write_query(part))}”再找", typed, n))
    return tuple(made.values())[:_MOST]


def _instead(parts: list[Any], part: Any, other: Word | None, matcher: Matcher) -> tuple[str, int]:
    """The query with another word, or none, in the place of a part; and how many units it finds."""
    changed = [other if one is part else one for one in parts if one is not part or other is not None]
    if all(isinstance(one, query.Not) for one in changed):
        return "", 0
    tree = query.And(changed)
    return write_query(tree), count(matcher.units_satisfying(tree))


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
