"""The questions the window asks of the index; each is a plain function run on a reader's thread."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nt_desktop.model import Target
from nt_desktop.progress import IsCancelled
from nt_desktop.search.results import Filters, Results
from nt_desktop.ui.reader import Session
from nt_desktop.workspace.finding import Finder, Location, make_bookmark
from nt_desktop.workspace.records import Bookmark, Origin

_BREATH = 0.002  # seconds of seeking bookmarks after which others have their turn


@dataclass(frozen=True, slots=True)
class Found:
    """Results with the targets of their hits."""

    results: Results
    targets: tuple[Target, ...]
    by_clause: dict[str, tuple[Target, ...]]
    filtered: bool


def search(query: str, limit: int, filters: Filters, equivalents: bool) -> Callable[[Session, IsCancelled], Found]:
    """Search, and fetch the targets that the hits hold."""

    def question(session: Session, stale: IsCancelled) -> Found:
        results = session.engine.search(query, limit, filters, equivalents, stale)
        keys = [hit.clause for hit in results.hits]
        targets = session.catalog.targets(clauses=keys) if keys else ()
        by_clause: dict[str, list[Target]] = defaultdict(list)
        for target in targets:
            if target.clause is not None:
                by_clause[target.clause].append(target)
        return Found(results, targets, {key: tuple(held) for key, held in by_clause.items()}, filters.narrows)

    return question


def complete(prefix: str) -> Callable[[Session, IsCancelled], tuple[str, ...]]:
    """Ways to go on typing."""

    def question(session: Session, stale: IsCancelled) -> tuple[str, ...]:
        head = prefix.rpartition(" ")[0]
        found = session.engine.complete(prefix)
        return tuple(f"{head} {each.text}".strip() for each in found)

    return question


def all_targets(session: Session, stale: IsCancelled) -> tuple[Target, ...]:
    return session.catalog.targets()


def doubts(session: Session, stale: IsCancelled) -> dict[str, str]:
    """What is said of contradictions and sums that don't add up, by the keys of the targets that stand there."""
    places: list[tuple[str, int, int, str]] = []
    for each in session.catalog.observations():
        if each.kind in ("前后矛盾", "合计不符"):
            places.append((each.seed, each.start, each.end, each.message))
            if each.other_start is not None and each.other_end is not None:
                places.append((each.seed, each.other_start, each.other_end, each.message))
    if not places:
        return {}
    return targets_at(session.catalog.targets(), places)


def targets_at(targets: Sequence[Target], places: Sequence[tuple[str, int, int, str]]) -> dict[str, str]:
    """The targets whose words lie in one of the places (seed, start, end, message), with the messages."""
    by_seed: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        by_seed[target.seed].append(target)
    found: dict[str, str] = {}
    for seed, held in by_seed.items():
        held.sort(key=lambda target: target.start)
        starts = [target.start for target in held]
        longest = max(target.end - target.start for target in held)
        for _, start, end, message in (place for place in places if place[0] == seed):
            for target in held[bisect_left(starts, start - longest) : bisect_left(starts, end)]:
                if target.end > start:
                    found[target.key] = message
    return found


def same_indicator(target: Target) -> Callable[[Session, IsCancelled], tuple[Target, ...]]:
    """All targets of one indicator, whatever its wording."""

    def question(session: Session, stale: IsCancelled) -> tuple[Target, ...]:
        name = target.indicator_canonical or target.indicator
        return tuple(each for each in session.catalog.targets() if name in (each.indicator_canonical, each.indicator))

    return question


def new_bookmark(key: str, words: str, part: str) -> Callable[[Session, IsCancelled], Bookmark]:
    return lambda session, stale: make_bookmark(session.catalog, key, words=words, part=part)


class Seeking:
    """Asks where bookmarks are now, some at a time; what is read of the collection is remembered in between."""

    def __init__(self) -> None:
        self._finder: Finder | None = None
        self._drawn = 0.0

    def astray(self, origins: Sequence[Origin]) -> Callable[[Session, IsCancelled], list[str]]:
        """The identities of those whose place is not what it was."""
        return lambda session, stale: [
            each.identity for each in origins if not stale() and not self._finder_of(session).is_same(each)
        ]

    def locate(self, bookmarks: Sequence[Bookmark]) -> Callable[[Session, IsCancelled], dict[str, Location]]:
        """Where the places of bookmarks are now, by the bookmarks' identities."""
        return lambda session, stale: {
            each.identity: self._finder_of(session).locate(each) for each in bookmarks if not stale()
        }

    def _finder_of(self, session: Session) -> Finder:
        now = time.perf_counter()
        if now - self._drawn > _BREATH:
            time.sleep(0)  # the window may draw: it would wait 5 ms for this thread at each step of its own
            self._drawn = now
        if self._finder is None:
            self._finder = Finder(session.catalog)
        return self._finder


def source_text(seed: str) -> Callable[[Session, IsCancelled], str]:
    return lambda session, stale: session.catalog.source_text(seed)
