"""What to answer when no text has all the words: the concepts of a query, and the units that come closest.

Question words are taken out (谁负责 建筑垃圾), figures and their units joined (2025 年 6 月底), words cut at
punctuation; a concept may then be met by an equivalent, by a word of a kind, by the grams of a part of it, or by the
headings, caption and table header that a unit stands under.
"""

from __future__ import annotations

import operator
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest

from nt_desktop.normal import normal_form
from nt_desktop.places import load_resource
from nt_desktop.search.equivalents import equivalents_of, near_words_of
from nt_desktop.search.found import Found, count, members
from nt_desktop.search.matching import Matcher, Shelf
from nt_desktop.search.query import Word
from nt_desktop.search.ranking import Concept, Weights, Wording, idf
from nt_desktop.search.schema import CONTEXT, TEXT

_CUT = re.compile(r"[,、;。:!?()\"'《》·│]+|(?<![0-9a-z])[-/]+|[-/]+(?![0-9a-z])")
_MEASURE = re.compile(r"\d(?:[年月日])?$")
_HOW_MANY = re.compile(r"(?:多少|几)[万亿]?([个家户项吨元亩人台辆次条座处天月年米%倍]|公里|公顷|万元|亿元|百分点)")
_AGAINST = re.compile(r"[比较到至在于从](?=[0-9])")
_STAYS = re.compile(r"[0-9.%][0-9.%年月日]|[a-z][a-z]|[0-9][a-z]|[a-z][0-9]|[0-9.]-|-[0-9.]")
_TURNS = re.compile(r"[^0-9.-][0-9]|年[^0-9底度均内初末]|%[^0-9]")
_GOES_ON = re.compile(r"[年月日号个户家项万亿%吨度天米微毫公平立人次台辆亩元季]|\d")
_LONGEST_PARTS = 24
_LONGEST_WORD = 120  # characters of a word that are made use of
_MOST_CONCEPTS = 16


@dataclass(frozen=True, slots=True)
class Loosened:
    """A query loosened: what to look for, what was left out, and what a good answer has besides."""

    concepts: tuple[Concept, ...]
    names: tuple[str, ...]
    ignored: tuple[str, ...]
    answers: tuple[tuple[re.Pattern[bytes], float], ...]


@cache
def _questions() -> tuple[re.Pattern[str], frozenset[str], tuple[tuple[str, re.Pattern[bytes]], ...]]:
    data = load_resource("query.toml")
    words = sorted(map(normal_form, data["questions"]["words"]), key=len, reverse=True)
    fillers = frozenset(map(normal_form, data["questions"]["fillers"]))
    asking = tuple(
        (normal_form(word), re.compile("|".join(map(_pattern, entry["answers"])).encode()))
        for entry in data["asking"]
        for word in entry["words"]
    )
    return re.compile("|".join(map(re.escape, words))), fillers, asking


def loosen(words: Sequence[Word], shelf: Shelf, matcher: Matcher, weights: Weights, equivalents: bool) -> Loosened:
    """The concepts of a query. Quoted words stay whole, and only they must be in the text itself."""
    pattern, fillers, asking = _questions()
    ignored: list[str] = []
    pieces: list[tuple[str, bool]] = []
    asked = "".join(word.text for word in words)
    relaxed = weights.relaxed
    answers = [(answer, relaxed["answer"]) for word, answer in asking if word in asked]
    answers = [(answer, share / len(answers)) for answer, share in answers]
    measures = [re.compile(f"[0-9](?:[万亿])?{re.escape(unit)}".encode()) for unit in _HOW_MANY.findall(asked)]
    answers += [(measure, relaxed["measure"]) for measure in measures]
    for word in words:
        if word.quoted:
            pieces.append((word.text, True))
            continue
        for piece in filter(None, _CUT.split(word.text[:_LONGEST_WORD])):
            left = [part for part in pattern.split(piece) if part]
            if pattern.search(piece):
                ignored += pattern.findall(piece)
                left = [part for part in left if part not in fillers and not _is_rest(part, fillers)]
            elif piece in fillers and len(words) > 1:
                ignored.append(piece)
                left = []
            pieces += [(part, False) for part in left]
    pieces = list(_joined(pieces[:_MOST_CONCEPTS], matcher))
    pieces = [
        (part, quoted)
        for text, quoted in pieces
        for part in ([text] if quoted else _split(text, shelf, matcher, weights))
        if part not in fillers or part == text
    ]
    if not pieces:
        pieces = [(word.text, word.quoted) for word in words]
        ignored.clear()
    concepts = [_concept(text, quoted, shelf, matcher, weights, equivalents) for text, quoted in dict.fromkeys(pieces)]
    return Loosened(
        tuple(concepts), tuple(text for text, _ in dict.fromkeys(pieces)), tuple(dict.fromkeys(ignored)), tuple(answers)
    )


def _pattern(answer: str) -> str:
    """The pattern of an answer's normal form; # stands for a digit."""
    return re.escape(normal_form(answer)).replace(r"\#", "[0-9]")


def _is_rest(part: str, fillers: frozenset[str]) -> bool:
    """Whether what a question word left over is only particles (完成了 keeps 完成)."""
    return len(part) == 1 and (part in fillers or not part.isalnum())


def _joined(pieces: Iterable[tuple[str, bool]], matcher: Matcher) -> Iterator[tuple[str, bool]]:
    """The pieces with a figure and what follows it joined, where texts have them so."""
    at: tuple[str, bool] | None = None
    for piece in pieces:
        if at is not None and not at[1] and not piece[1] and _MEASURE.search(at[0]) and _GOES_ON.match(piece[0]):
            joined = normal_form(f"{at[0]}{piece[0]}")
            if count(matcher.units_with(joined)):
                at = (joined, False)
                continue
        if at is not None:
            yield at
        at = piece
    if at is not None:
        yield at


def _split(text: str, shelf: Shelf, matcher: Matcher, weights: Weights) -> list[str]:
    """A word that stands nowhere, cut where its neighbouring characters seldom stand together; any other as it is."""
    if len(text) < 4 or count(matcher.units_with(text)):
        return [text]
    known = [normal_form(other) for other in equivalents_of(text)]
    if any(count(matcher.units_with(other)) for other in known):
        return [text]
    terms, n_units = shelf.terms, shelf.n_units
    single = [terms.count(TEXT, character.encode()) for character in text]
    pieces = [text[0]]
    for at in range(1, len(text)):
        before, character = text[at - 1], text[at]
        both_there = terms.count(TEXT, (before + character).encode())
        expected = single[at - 1] * single[at] / n_units
        if _STAYS.match(text, at - 1):
            loose = False
        elif _TURNS.match(text, at - 1):
            loose = True
        else:
            loose = both_there < max(weights.relaxed["tied"] * expected, 1)
        if loose:
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def _concept(text: str, quoted: bool, shelf: Shelf, matcher: Matcher, weights: Weights, equivalents: bool) -> Concept:
    relaxed = weights.relaxed
    wordings = [Wording(text.encode(), 1.0, text)]
    if not quoted:
        if equivalents:
            wordings += [
                Wording(normal_form(other).encode(), relaxed["equivalent"], other) for other in equivalents_of(text)
            ]
        if _AGAINST.match(text):
            wordings.append(Wording(text[1:].encode(), relaxed["equivalent"], text[1:]))
        wordings += [Wording(normal_form(other).encode(), relaxed["near_word"], other) for other in near_words_of(text)]
    known = [wording for wording in wordings if count(matcher.units_with(wording.needle.decode()))]
    parts = [] if quoted else _parts(text, shelf)
    n = sum(count(matcher.units_with(wording.needle.decode())) for wording in known if wording.share > 0.5)
    weight = idf(min(n, shelf.n_units), shelf.n_units) if n else sum(idf_ for _, idf_ in _gram_weights(text, shelf)) / 2
    return Concept(wordings, max(min(weight, 12.0), 0.5), parts)


def _gram_weights(text: str, shelf: Shelf) -> list[tuple[str, float]]:
    pairs = dict.fromkeys(map(operator.add, text, text[1:])) if len(text) > 1 else [text]
    return [(pair, idf(shelf.terms.count(TEXT, pair.encode()), shelf.n_units)) for pair in list(pairs)[:_LONGEST_PARTS]]


def _parts(text: str, shelf: Shelf) -> list[tuple[bytes, float]]:
    """The grams of a word with their shares of its weight, which add up to one."""
    weighed = _gram_weights(text, shelf)
    total = sum(weight for _, weight in weighed) or 1.0
    return [(gram.encode(), weight / total) for gram, weight in weighed]


def nearest_units(
    loosened: Loosened, shelf: Shelf, matcher: Matcher, weights: Weights, allowed: Found | None
) -> list[int]:
    """The units that share most with the concepts, found from the rarest grams first within a bound of work."""
    wanted: dict[tuple[str, bytes], float] = {}
    for concept in loosened.concepts:
        for wording in concept.wordings:
            for gram, share in _parts(wording.needle.decode(), shelf):
                for field, worth in ((TEXT, 1.0), (CONTEXT, weights.relaxed["context"])):
                    gain = concept.weight * wording.share * share * worth
                    wanted[field, gram] = max(wanted.get((field, gram), 0.0), gain)
    lists: list[tuple[int, str, int, float]] = []
    for (field, gram), gain in wanted.items():
        number = shelf.terms.number(field, gram)
        if number is not None:
            n = shelf.terms.count_of(number)
            if field == CONTEXT:
                n = n * shelf.n_units // max(len(shelf.contexts), 1)
            lists.append((n, field, number, gain))
    lists.sort()
    budget = weights.bounds["postings"]
    gained: defaultdict[int, float] = defaultdict(float)
    first_of = shelf.first_of_context
    for n, field, number, gain in lists:
        budget -= n
        if budget < 0 and gained:
            break
        for at in members(shelf.terms.found(field, number), weights.bounds["postings"]):
            if field == TEXT:
                gained[at] += gain
            else:
                for unit in range(first_of[at], min(first_of[at + 1], shelf.n_units)):
                    gained[unit] += gain
    if allowed is not None:
        among = allowed if not isinstance(allowed, int) else set(members(allowed))
        gained = defaultdict(float, {unit: gain for unit, gain in gained.items() if unit in among})
    return nlargest(weights.bounds["candidates"], gained, key=gained.__getitem__)
