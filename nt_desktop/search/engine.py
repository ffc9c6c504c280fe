"""The search engine: one small interface over index, query language, ranking and help for queries that find nothing.

An engine is opened in the thread that uses it; opening is cheap, and nothing is ever written.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from heapq import nlargest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nt_desktop.errors import Cancelled, IndexDamagedError
from nt_desktop.normal import normal_form, normalise
from nt_desktop.progress import IsCancelled, never
from nt_desktop.search.equivalents import equivalents_of
from nt_desktop.search.facets import allowed_units, make_facets
from nt_desktop.search.found import Found, both, count, members, without
from nt_desktop.search.matching import Matcher, Shelf
from nt_desktop.search.names import Names
from nt_desktop.search.query import FieldTest, ParsedQuery, Word, describe, parse_query, shortened
from nt_desktop.search.ranking import Concept, Scored, Scorer, Weights, Wording, default_weights, idf
from nt_desktop.search.results import Completion, Equivalent, Filters, Hit, Results, Suggestion, Tier
from nt_desktop.search.roles import HEADER_ROW, ROLES, ROW, SECTION_ROW
from nt_desktop.search.schema import DEPARTMENT, INDICATOR, LEAD
from nt_desktop.search.snippets import find_spans, make_snippet, spans_of

if TYPE_CHECKING:
    from nt_desktop.catalog.catalog import Catalog
    from nt_desktop.search.relaxing import Loosened

__all__ = ["Engine", "find_spans"]

_ROW_ROLES = frozenset(ROLES.index(role) for role in (ROW, HEADER_ROW, SECTION_ROW))

_NONSENSE = (ValueError, LookupError, TypeError, ArithmeticError, RecursionError)  # where bytes are not what they were
_MOST_RANKED = 5000  # of more hits, when so many are asked for, all are taken in the order of the documents


class Engine:
    """Searches one index."""

    def __init__(self, shelf: Shelf, weights: Weights) -> None:
        self._shelf = shelf
        self._matcher = Matcher(shelf)
        self.weights = weights
        self._names: Names | None = None

    @classmethod
    def open(cls, folder: Path, catalog: Catalog | None = None, weights: Weights | None = None) -> Engine:
        """Open the search index in a folder. All that a hit shows is in it; the catalogue is not asked.

        Raises IndexMissingError, IndexOutdatedError or IndexDamagedError.
        """
        try:
            shelf = Shelf(folder)
        except (*_NONSENSE, OSError) as error:
            raise IndexDamagedError(folder, f"内容无法读取（{error}）") from error
        return cls(shelf, weights or default_weights())

    def close(self) -> None:
        """Let go of the files of the index."""
        self._shelf.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def search(
        self,
        query: str,
        limit: int = 50,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        equivalents: bool = True,
        cancelled: IsCancelled = never,
    ) -> Results:
        """Answer a query with the best `limit` hits. Never fails for what was typed; raises Cancelled.

        Raises IndexDamagedError where what is stored makes no sense.
        First come the exact hits: all units whose text has every word. Hits through equivalents follow them. Only where
        there are neither come the nearest units, and `relaxed` says how they were found.
        """
        began = time.perf_counter()
        parsed = parse_query(query)
        with self._guarded():
            answer = self._answer(query, parsed, max(limit, 0), filters, equivalents, cancelled)
        return _timed(answer, began)

    def units_with(self, word: str) -> set[str]:
        """The keys of all units whose normal form contains this word's: no ranking, no query language."""
        shelf = self._shelf
        with self._guarded():
            found = members(self._matcher.units_with(normal_form(word)))
            return {shelf.facts_of(shelf.document_of[unit]).key + shelf.keys.text(unit) for unit in found}

    def complete(self, prefix: str, limit: int = 10) -> tuple[Completion, ...]:
        """Ways to go on typing: names that begin with, contain or sound like the last word of `prefix`."""
        words = prefix.split()
        if not words:
            return ()
        with self._guarded():
            found = self._names_opened().complete(words[-1], limit)
            if len(words) > 1 and len(found) < limit:
                whole = self._names_opened().complete(prefix, limit - len(found))
                found += tuple(completion for completion in whole if completion not in found)
        return found

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turns what reading a damaged file leads to into the error that says so."""
        try:
            yield
        except _NONSENSE as error:
            raise IndexDamagedError(self._shelf.columns.folder, f"内容无法读取（{error}）") from error

    def _answer(
        self,
        typed: str,
        parsed: ParsedQuery,
        limit: int,
        filters: Filters,
        equivalents: bool,
        cancelled: IsCancelled,
    ) -> Results:
        understood = describe(parsed)
        words = parsed.words
        if parsed.tree is None:
            message = "请输入要找的文字" if not typed.strip() else "没有可检索的文字，请输入汉字、字母或数字"
            return Results(typed, understood, 0, 0.0, (), message=message)
        if not words and not _has_field(parsed.tree):
            message = "只有排除的词，请再写上要找的词"
            return Results(typed, understood, 0, 0.0, (), message=message)
        allowed = allowed_units(self._shelf, filters)
        exact_all = self._matcher.units_satisfying(parsed.tree)
        exact = exact_all if allowed is None else both(exact_all, allowed)
        _check(cancelled)
        used = self._equivalents(parsed.tree) if equivalents else {}
        related: Found = set()
        if used:
            wider = self._matcher.units_satisfying(parsed.tree, lambda word: used.get(word.shown, ()))
            if allowed is not None:
                wider = both(wider, allowed)
            related = without(wider, exact, self._shelf.n_units)
        _check(cancelled)
        n_exact, n_related = count(exact), count(related)
        known = tuple(Equivalent(word, tuple(others)) for word, others in used.items())
        shown_words = tuple(word.text for word in words)
        if n_exact or n_related:
            hits = self._hits(exact, words, {}, limit, filters, "exact")
            if len(hits) < limit and n_related:
                hits += self._hits(related, words, used, limit - len(hits), filters, "equivalent")
            shown = exact if n_exact else related
            relaxed = "" if n_exact else "原词没有命中，以下是用同义词找到的"
            return Results(
                typed, understood, n_exact or n_related, 0.0, tuple(hits), make_facets(self._shelf, shown),
                (), known, n_related if n_exact else 0, relaxed, "", (), shown_words,
            )  # fmt: skip
        return self._without_hits(typed, understood, parsed, limit, filters, equivalents, allowed, exact_all, known)

    def _without_hits(
        self,
        typed: str,
        understood: str,
        parsed: ParsedQuery,
        limit: int,
        filters: Filters,
        equivalents: bool,
        allowed: Found | None,
        exact_all: Found,
        known: tuple[Equivalent, ...],
    ) -> Results:
        from nt_desktop.search.relaxing import is_question, loosen  # most queries need neither
        from nt_desktop.search.suggestions import suggest

        words = parsed.words
        missing = self._matcher.missing(words)
        suggestions = suggest(parsed, self._matcher, self._shelf, self._names_opened)
        n_elsewhere = count(exact_all)
        message = ""
        hits: list[Hit] = []
        relaxed = ""
        facets_of: Found = set()
        if n_elsewhere:
            message = f"所选筛选条件下没有命中；不加筛选有 {n_elsewhere} 条"
            suggestions = (Suggestion("filter", "去掉全部筛选条件", typed, n_elsewhere),)
        else:
            if words and parsed.is_plain and not any(word.quoted for word in words):
                loosened = loosen(words, self._shelf, self._matcher, self.weights, equivalents)
                hits, facets_of = self._nearest(loosened, limit, allowed, filters)
                relaxed = _explain(loosened) if hits else ""
            unknown = [word for word in missing if not is_question(normal_form(word))]
            if unknown:
                message = "、".join(f"“{shortened(word)}”" for word in unknown[:5]) + "在资料中没有出现"
            else:
                message = "没有同时含有这些词的条款" if len(words) > 1 else "没有命中"
        return Results(
            typed, understood, len(members(facets_of)), 0.0, tuple(hits),
            make_facets(self._shelf, facets_of) if hits else (),
            suggestions, known, 0, relaxed, message, missing, tuple(word.text for word in words),
        )  # fmt: skip

    def _names_opened(self) -> Names:
        if self._names is None:
            self._names = Names(self._shelf.columns)
        return self._names

    def _equivalents(self, tree: Any) -> dict[str, list[str]]:
        """For the words and field values of a query, as typed, the equivalents that stand in the index."""
        if isinstance(tree, (Word, FieldTest)):
            if isinstance(tree, Word):
                others = [] if tree.quoted else equivalents_of(tree.text)
                others = [other for other in others if count(self._matcher.units_with(normal_form(other)))]
            else:
                others = list(equivalents_of(tree.text)) if tree.fieldname in (DEPARTMENT, LEAD, INDICATOR) else []
            return {tree.shown: others} if others else {}
        used: dict[str, list[str]] = {}
        for part in getattr(tree, "subqueries", ()):
            used |= self._equivalents(part)
        return used

    def _hits(
        self, found: Found, words: Sequence[Word], used: dict[str, list[str]], limit: int, filters: Filters, tier: Tier
    ) -> list[Hit]:
        concepts = [self._concept(word, used.get(word.shown, [])) for word in words]
        scorer = Scorer(self._shelf, concepts, self.weights)
        if filters.sort != "relevance":
            chosen = self._in_order(found, limit, filters)
            return [self._hit(scorer.score(unit), concepts, tier) for unit in chosen]
        bound = max(self.weights.bounds["ranked"], limit)
        if count(found) <= bound:
            units = members(found)
        elif limit < _MOST_RANKED:
            units = self._shelf.likeliest(found, bound)
        else:
            units = members(found, limit)
        best = nlargest(limit, map(scorer.score, units), key=lambda s: (s.score, -s.unit))
        return [self._hit(one, concepts, tier) for one in best]

    def _in_order(self, found: Found, limit: int, filters: Filters) -> list[int]:
        if filters.sort == "document":
            return members(found, limit)
        of, facts_of = self._shelf.document_of, self._shelf.facts_of
        return nlargest(limit, members(found), key=lambda unit: (facts_of(of[unit]).date or "", -unit))

    def _concept(self, word: Word, others: Sequence[str]) -> Concept:
        wordings = [Wording(word.text.encode(), 1.0, word.shown)]
        share = self.weights.relaxed["equivalent"]
        wordings += [Wording(normal_form(other).encode(), share, other) for other in others]
        n = max(count(self._matcher.units_with(wording.needle.decode())) for wording in wordings)
        return Concept(wordings, idf(n, self._shelf.n_units))

    def _nearest(
        self, loosened: Loosened, limit: int, allowed: Found | None, filters: Filters
    ) -> tuple[list[Hit], Found]:
        from nt_desktop.search.relaxing import nearest_units

        units = nearest_units(loosened, self._shelf, self._matcher, self.weights, allowed)
        scorer = Scorer(self._shelf, loosened.concepts, self.weights, loosened.answers)
        scored = sorted((scorer.score(unit) for unit in units), key=lambda s: (-s.score, s.unit))
        if not scored or scored[0].score <= 0:
            return [], set()
        scored = self._varied(scored)
        kept = [one for one in scored if one.score > 0.3 * scored[0].score]
        if filters.sort == "document":
            kept.sort(key=lambda one: one.unit)
        hits = [self._hit(one, loosened.concepts, "relaxed") for one in kept[:limit]]
        return hits, {one.unit for one in kept}

    def _varied(self, scored: Sequence[Scored]) -> list[Scored]:
        """The hits with rows of one table after the first held back a little more each, so that none fills the page."""
        held = self.weights.relaxed["same_table"]
        factors: dict[int, float] = {}
        varied = []
        for one in scored:
            if self._shelf.roles[one.unit] in _ROW_ROLES:
                context = self._shelf.context_of[one.unit]
                factor = factors.get(context, 1.0)
                factors[context] = factor * held
                one.score *= factor
            varied.append(one)
        return sorted(varied, key=lambda one: (-one.score, one.unit))

    def _hit(self, scored: Scored, concepts: Sequence[Concept], tier: Tier) -> Hit:
        shelf, unit = self._shelf, scored.unit
        facts = shelf.facts_of(shelf.document_of[unit])
        text = shelf.shown.text(unit)
        normalised = normalise(text)
        needles = [w.needle.decode() for c in concepts for w in c.wordings if w.share >= 0.5]
        spans = spans_of(normalised, needles)
        if not spans and tier == "relaxed":
            spans = spans_of(normalised, (gram.decode() for c in concepts for gram, _ in c.parts))
        snippet, marks = make_snippet(text, spans)
        context = shelf.contexts_shown.text(shelf.context_of[unit])
        path = shelf.paths.text(unit)
        return Hit(
            clause=facts.key + shelf.keys.text(unit),
            document=facts.key,
            title=facts.title,
            doc_number=facts.number,
            date=facts.date,
            path=tuple(path.split("\n")) if path else (),
            headings=tuple(context.split("\n")[1:]),
            score=round(scored.score, 4),
            snippet=snippet,
            marks=marks,
            text=text,
            seed=facts.seed,
            start=shelf.starts[unit],
            end=shelf.ends[unit],
            why=_why(scored, concepts, tier),
            tier=tier,
            is_row=shelf.roles[unit] in _ROW_ROLES,
        )


def _why(scored: Scored, concepts: Sequence[Concept], tier: Tier) -> str:
    if tier == "exact":
        return ""
    others = [w.shown for w in scored.found if w is not None and w.share < 1]
    if tier == "equivalent":
        return "同义词：" + "、".join(dict.fromkeys(others))
    missing = [c.wordings[0].shown for c, w in zip(concepts, scored.found, strict=True) if w is None]
    parts = []
    if others:
        parts.append("近义：" + "、".join(dict.fromkeys(others)))
    if missing:
        parts.append("本条未直接出现：" + "、".join(missing))
    return "；".join(parts) or "各词都有"


def _explain(loosened: Loosened) -> str:
    said = "没有条款同时含有全部检索词，以下按相近程度列出：同义词、标题和表头中的词、词的一部分都算"
    if loosened.ignored:
        said += f"；略去“{'”“'.join(loosened.ignored)}”"
    return said


def _has_field(tree: Any) -> bool:
    if isinstance(tree, FieldTest):
        return True
    return any(_has_field(part) for part in getattr(tree, "subqueries", ()))


def _check(cancelled: IsCancelled) -> None:
    if cancelled():
        raise Cancelled


def _timed(results: Results, began: float) -> Results:
    return replace(results, elapsed_ms=round((time.perf_counter() - began) * 1000, 2))
