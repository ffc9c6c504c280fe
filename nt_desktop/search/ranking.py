"""How well a unit answers a query: BM25F over text, own heading and context, with what stands side by side.

Weights are data (`resources/ranking.toml`). One scorer ranks exact hits, hits through equivalents and the relaxed tier,
so that scores compare.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from nt_desktop.places import load_resource
from nt_desktop.search.matching import Shelf
from nt_desktop.search.roles import ROLES, ROW

_DOC_NUMBER = ROLES.index("doc_number")
_ROW = ROLES.index(ROW)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of `ranking.toml`, a section each."""

    exact: dict[str, float]
    relaxed: dict[str, float]
    role: tuple[float, ...]
    bounds: dict[str, int]


@cache
def default_weights() -> Weights:
    """The weights that the program ships with."""
    return read_weights(load_resource("ranking.toml"))


def read_weights(data: dict[str, Any]) -> Weights:
    """The weights in the form they are used in."""
    return Weights(data["exact"], data["relaxed"], tuple(data["role"][role] for role in ROLES), data["bounds"])


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a concept: its normal form in UTF-8 and how much it counts against the word typed."""

    needle: bytes
    share: float
    shown: str = ""

    @property
    def has_edges(self) -> bool:
        """Whether it begins or ends with a digit, so that it may be part of a longer number."""
        return self.needle[:1].isdigit() or self.needle[-1:].isdigit()


@dataclass(slots=True)
class Concept:
    """A word of the query with all its wordings and, for the relaxed tier, its grams and their weights."""

    wordings: list[Wording]
    weight: float
    parts: list[tuple[bytes, float]] = field(default_factory=list)


@dataclass(slots=True)
class Scored:
    """A unit, its score, and for each concept the wording that was found, None where none was."""

    unit: int
    score: float
    found: list[Wording | None]
    n_whole: int = 0


def _on_edge(text: bytes, start: int, end: int) -> bool:
    """Whether a number that was found is no part of a longer number."""
    if text[start : start + 1].isdigit() and text[max(start - 1, 0) : start].isdigit():
        return False
    return not (text[end - 1 : end].isdigit() and text[end : end + 1].isdigit())


def idf(count: int, n_units: int) -> float:
    """The weight of a word that stands in `count` of `n_units`."""
    return math.log(1 + (n_units - count + 0.5) / (count + 0.5))


class Scorer:
    """Scores units for one query."""

    def __init__(
        self,
        shelf: Shelf,
        concepts: Sequence[Concept],
        weights: Weights,
        answers: Sequence[tuple[re.Pattern[bytes], float]] = (),
    ) -> None:
        self._shelf = shelf
        self._concepts = concepts
        self._weights = weights
        self._answers = answers
        self._contexts: dict[int, list[float]] = {}
        self._texts, self._offsets = shelf.texts.blob, shelf.texts.offsets
        self._relaxed = any(concept.parts for concept in concepts)
        self._is_plain = not self._relaxed and all(len(concept.wordings) == 1 for concept in concepts)
        exact = weights.exact
        self._k1, self._heading, self._around = exact["k1"], exact["heading"], exact["context"]
        self._row_context = weights.relaxed["context_row"]
        self._edge = exact["number_edge"]
        self._norm_base = self._k1 * (1 - exact["b"])
        self._norm_slope = self._k1 * exact["b"] / math.sqrt(shelf.mean_length)
        self._total = sum(concept.weight for concept in concepts)
        self._plan = [(c.weight, [(w, w.needle, w.share, w.has_edges) for w in c.wordings], c.parts) for c in concepts]
        self._names_number = any(concept.wordings[0].needle.endswith("号".encode()) for concept in concepts)

    def score(self, unit: int) -> Scored:
        """Score one unit."""
        exact, relaxed = self._weights.exact, self._weights.relaxed
        shelf, offsets = self._shelf, self._offsets
        text = self._texts[offsets[unit] : offsets[unit + 1]]
        heading_end = shelf.heading_ends[unit]
        role = shelf.roles[unit]
        is_row = role == _ROW
        in_context = self._context_scores(shelf.context_of[unit])
        k1 = self._k1
        norm = self._norm_base + self._norm_slope * math.sqrt(len(text))
        score = 0.0
        places: list[tuple[int, int, float]] = []
        found: list[Wording | None] = []
        n_whole = n_somewhere = 0
        for (weight, wordings, parts), around in zip(self._plan, in_context, strict=True):
            best, best_wording, best_at = 0.0, None, -1
            for wording, needle, share, has_edges in wordings:
                at = text.find(needle)
                if at < 0:
                    continue
                n = float(text.count(needle, at))
                if at < heading_end:
                    n += self._heading
                gain = share * n * (k1 + 1) / (n + norm)
                if has_edges and _on_edge(text, at, at + len(needle)):
                    gain += self._edge * share
                if gain > best:
                    best, best_wording, best_at = gain, wording, at
            found.append(best_wording)
            if best_wording is not None:
                n_whole += 1
                n_somewhere += 1
                gain = best + self._around * around
                places.append((best_at, best_at + len(best_wording.needle), weight * best_wording.share))
            else:
                gain = 0.0
                if parts:
                    share = sum(worth for gram, worth in parts if gram in text)
                    gain = relaxed["part"] * share ** relaxed["part_power"] * (k1 + 1) / (1 + norm) if share else 0.0
                    if share >= 0.99:
                        n_somewhere += 1
                if around:
                    beside = (self._row_context if is_row else relaxed["context"]) * around
                    gain = max(gain, beside) + 0.3 * min(gain, beside)
                    n_somewhere += around >= 0.5
            score += weight * gain
        if len(places) > 1:
            score += self._closeness(places)
        if self._relaxed and n_somewhere >= len(self._plan):
            score += relaxed["covered"] * self._total
        if self._answers and score:
            given = sum(share for answer, share in self._answers if answer.search(text) is not None)
            score += given * self._total
        if shelf.n_targets[unit]:
            score += exact["targets"]
        if role == _DOC_NUMBER and n_whole and (n_whole > 1 or self._names_number):
            score += exact["document_number"]
        return Scored(unit, score * self._weights.role[role], found, n_whole)

    def _closeness(self, places: list[tuple[int, int, float]]) -> float:
        exact = self._weights.exact
        near = exact["near_characters"] * 3
        gained = 0.0
        for (_, end, weight), (start, _, other) in pairwise(places):
            gap = start - end
            if gap == 0:
                gained += exact["beside"] * min(weight, other)
            elif -near < gap < near:
                gained += exact["near"] * min(weight, other)
        return gained

    def _context_scores(self, context: int) -> list[float]:
        """For each concept, how far the context has it, 0 to 1."""
        known = self._contexts.get(context)
        if known is None:
            text = self._shelf.contexts[context]
            if self._is_plain:
                known = [float(wordings[0][1] in text) for _, wordings, _ in self._plan]
            else:
                known = [self._context_score(text, concept) for concept in self._concepts]
            self._contexts[context] = known
        return known

    def _context_score(self, text: bytes, concept: Concept) -> float:
        best = max((wording.share for wording in concept.wordings if wording.needle in text), default=0.0)
        if concept.parts and best < 1:
            relaxed = self._weights.relaxed
            share = sum(weight for gram, weight in concept.parts if gram in text)
            best = max(best, relaxed["context_part"] * share ** relaxed["part_power"])
        return best
