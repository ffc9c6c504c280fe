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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a query; `is_scrap` where it is a single character left of a word that stands nowhere."""

    text: str
    is_quoted: bool = False
    is_scrap: bool = False


@dataclass(frozen=True, slots=True)
class _Asking:
    """Words that ask for a kind of answer, the answers as patterns, and how much they count."""

    words: tuple[str, ...]
    answers: tuple[str, ...]
    share: float

    def pattern(self, names: Sequence[str]) -> re.Pattern[bytes]:
        """What a unit that answers has, if these are the words of the query."""
        named = "(?:" + "|".join(map(re.escape, names)) + ")"
        made = (re.escape(answer).replace(r"\#", "[0-9]").replace("…", named) for answer in self.answers)
        return re.compile("|".join(made).encode())


@cache
def _questions() -> tuple[re.Pattern[str], frozenset[str], tuple[_Asking, ...]]:
    data = load_resource("questions.toml")
    words = sorted(map(normal_form, data["words"]), key=len, reverse=True)
    how_many = f"几(?:{'|'.join(data['counters'])})"
    fillers = frozenset(map(normal_form, data["fillers"]))
    asking = tuple(
        _Asking(tuple(map(normal_form, entry["words"])), tuple(map(_kept, entry["answers"])), entry.get("share", 1.0))
        for entry in data["asking"]
    )
    return re.compile("|".join([*map(re.escape, words), how_many])), fillers, asking


def is_question(word: str) -> bool:
    """Whether a word given in normal form only asks for something: nothing is left of it without its question words."""
    pattern, fillers, _ = _questions()
    return pattern.search(word) is not None and all(part in fillers for part in pattern.split(word) if part)


def _kept(answer: str) -> str:
    """The normal form of an answer, but for the … in it."""
    return "…".join(map(normal_form, answer.split("…")))


def loosen(words: Sequence[Word], shelf: Shelf, matcher: Matcher, weights: Weights, equivalents: bool) -> Loosened:
    """The concepts of a query. Quoted words stay whole, and only they must be in the text itself."""
    pattern, fillers, _ = _questions()
    ignored: list[str] = []
    pieces: list[_Piece] = []
    for word in words:
        if word.quoted:
            pieces.append(_Piece(word.text, is_quoted=True))
            continue
        for piece in filter(None, _CUT.split(word.text[:_LONGEST_WORD])):
            left = [part for part in pattern.split(piece) if part]
            if pattern.search(piece):
                ignored += pattern.findall(piece)
                left = [part for part in left if part not in fillers and (len(part) > 1 or part.isascii())]
            elif piece in fillers and len(words) > 1:
                ignored.append(piece)
                left = []
            pieces += map(_Piece, left)
    pieces = list(_joined(pieces[:_MOST_CONCEPTS], matcher))
    pieces = [part for piece in pieces for part in _split(piece, shelf, matcher, weights) if _counts(part, fillers)]
    if not pieces:
        pieces = [_Piece(word.text, word.quoted) for word in words]
        ignored.clear()
    pieces = list(dict.fromkeys(pieces))
    concepts = [_concept(piece, shelf, matcher, weights, equivalents) for piece in pieces]
    names = tuple(piece.text for piece in pieces)
    asked = "".join(word.text for word in words)
    return Loosened(tuple(concepts), names, tuple(dict.fromkeys(ignored)), _answers(asked, names, weights))


def _answers(asked: str, names: Sequence[str], weights: Weights) -> tuple[tuple[re.Pattern[bytes], float], ...]:
    """What a good answer has besides the words, each with its share of their weight."""
    relaxed = weights.relaxed
    asking = [entry for entry in _questions()[2] if any(word in asked for word in entry.words)]
    answers = [(entry.pattern(names), relaxed["answer"] * entry.share / len(asking)) for entry in asking]
    measures = [re.compile(f"[0-9](?:[万亿])?{re.escape(unit)}".encode()) for unit in _HOW_MANY.findall(asked)]
    return (*answers, *((measure, relaxed["measure"]) for measure in measures))


def _counts(piece: _Piece, fillers: frozenset[str]) -> bool:
    """Whether a piece of a word that was cut is more than a particle."""
    return not piece.is_scrap or piece.text not in fillers


def _joined(pieces: Iterable[_Piece], matcher: Matcher) -> Iterator[_Piece]:
    """The pieces with a figure and what follows it joined, where texts have them so."""
    at: _Piece | None = None
    for piece in pieces:
        is_free = at is not None and not at.is_quoted and not piece.is_quoted
        if at is not None and is_free and _MEASURE.search(at.text) and _GOES_ON.match(piece.text):
            joined = normal_form(f"{at.text}{piece.text}")
            if count(matcher.units_with(joined)):
                at = _Piece(joined)
                continue
        if at is not None:
            yield at
        at = piece
    if at is not None:
        yield at


def _split(piece: _Piece, shelf: Shelf, matcher: Matcher, weights: Weights) -> list[_Piece]:
    """A word that stands nowhere, cut where its neighbouring characters seldom stand together; any other as it is."""
    text = piece.text
    if piece.is_quoted or len(text) < 3 or count(matcher.units_with(text)):
        return [piece]
    known = [normal_form(other) for other in equivalents_of(text)]
    if any(count(matcher.units_with(other)) for other in known):
        return [piece]
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
    return [_Piece(part, is_scrap=_is_scrap(part)) for part in _mended(pieces, matcher)]


def _is_scrap(part: str) -> bool:
    return len(part) == 1 and not part.isascii()


def _mended(parts: Sequence[str], matcher: Matcher) -> Iterator[str]:
    """The parts of a word with neighbouring single characters joined again where they stand together in texts."""
    at = ""
    for part in parts:
        if at and _is_scrap(part) and count(matcher.units_with(at + part)):
            at += part
            continue
        if at:
            yield at
        at = part if _is_scrap(part) else ""
        if not at:
            yield part
    if at:
        yield at


def _concept(piece: _Piece, shelf: Shelf, matcher: Matcher, weights: Weights, equivalents: bool) -> Concept:
    relaxed, text = weights.relaxed, piece.text
    wordings = [Wording(text.encode(), 1.0, text)]
    if not piece.is_quoted:
        if equivalents:
            wordings += [
                Wording(normal_form(other).encode(), relaxed["equivalent"], other) for other in equivalents_of(text)
            ]
        if _AGAINST.match(text):
            wordings.append(Wording(text[1:].encode(), relaxed["equivalent"], text[1:]))
        wordings += [Wording(normal_form(other).encode(), relaxed["near_word"], other) for other in near_words_of(text)]
    known = [wording for wording in wordings if count(matcher.units_with(wording.needle.decode()))]
    parts = [] if piece.is_quoted else _parts(text, shelf)
    n = sum(count(matcher.units_with(wording.needle.decode())) for wording in known if wording.share > 0.5)
    weight = idf(min(n, shelf.n_units), shelf.n_units) if n else sum(idf_ for _, idf_ in _gram_weights(text, shelf)) / 2
    weight = max(min(weight, 12.0), 0.5)
    return Concept(wordings, weight * relaxed["scrap"] if piece.is_scrap else weight, parts)


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
