"""What goes into a search and what comes out: plain values, shared by the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tier = Literal["exact", "equivalent", "relaxed"]
FacetName = Literal["region", "year", "kind", "department", "document"]
SortOrder = Literal["relevance", "date", "document"]
SuggestionKind = Literal["without", "spelling", "pinyin", "filter"]
CompletionKind = Literal["标题", "文号", "部门", "指标", "条目"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What hits are narrowed to; an empty tuple narrows nothing, several values of one name are alternatives.

    `years` are the years of the documents' dates. `documents` and `clauses` are keys; `departments` and `regions` are
    names as the facets give them.
    """

    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    sort: SortOrder = "relevance"

    @property
    def narrows(self) -> bool:
        return bool(self.documents or self.kinds or self.years or self.regions or self.departments)


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause or table row that was found.

    `clause` is its key (`…#三/15`, `…#表3/5`). `marks` are (start, end) positions in `snippet`, which is a piece of
    `text`; `snippet_start` is where it begins there (a `…` at either end is not counted in). `tier` says how sure the
    hit is, `why` says it in Chinese (empty for an exact hit in the text itself).
    """

    clause: str
    document: str
    title: str
    doc_number: str | None
    date: str | None
    path: tuple[str, ...]
    headings: tuple[str, ...]
    score: float
    snippet: str
    marks: tuple[tuple[int, int], ...]
    text: str
    seed: str
    start: int
    end: int
    why: str = ""
    tier: Tier = "exact"
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    """`value` is what `Filters` wants, `label` what a reader sees, `count` the hits that have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one property among all hits of the shown tier, the most frequent first."""

    name: FacetName
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query, one click away; `label` says in Chinese what it would do, `count` how many hits it has."""

    kind: SuggestionKind
    label: str
    query: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A word of the query and the other wordings that were searched with it."""

    word: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to go on typing: `text` replaces the word being typed."""

    text: str
    kind: CompletionKind
    count: int = 0


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one query.

    `total` counts the exact hits when there are any, else all that were found in the weaker tier. `related` counts
    hits found only through equivalents, which follow the exact ones in `hits`. `relaxed` is a Chinese sentence that
    says how the query was loosened because nothing had all its words, else empty. `message` is a Chinese sentence for
    a query that cannot be searched or found nothing, else empty. `missing` are words that stand nowhere.
    """

    query: str
    understood: str
    total: int
    elapsed_ms: float
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    equivalents: tuple[Equivalent, ...] = ()
    related: int = 0
    relaxed: str = ""
    message: str = ""
    missing: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
