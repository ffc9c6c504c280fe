"""A query as the parts of a form; it is written in the same language that is typed into the search box."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from nt_desktop.search.query import FieldTest, Word, parse_query, read_years
from nt_desktop.search.results import Filters
from nt_desktop.search.schema import YEAR
from nt_desktop.search.whoosh_parts import query

FIELDS = (("标题", "title"), ("文号", "number"), ("部门", "department"), ("牵头", "lead"), ("指标", "indicator"))
"""Fields of the form: the name in the query language, and that of the index."""
_SYNTAX = re.compile(r'^[-－"“(]|[:："”]|[()]|^(?:OR|AND|NOT|\|\|?|&&?)$|\.\.')


@dataclass(frozen=True, slots=True)
class QueryParts:
    """What a form holds; `fields` are (name, value), `first` and `last` years with 0 for none."""

    every: str = ""
    phrase: str = ""
    either: str = ""
    none: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    first: int = 0
    last: int = 0

    def written(self) -> str:
        """The query in the query language."""
        pieces = [_word(word) for word in self.every.split()]
        if phrase := _quoted(self.phrase):
            pieces.append(phrase)
        either = [_word(word) for word in self.either.split()]
        if either:
            pieces.append(f"({' OR '.join(either)})" if len(either) > 1 else either[0])
        pieces += [f"{name}:{_value(value)}" for name, value in self.fields if value.strip()]
        if self.first or self.last:
            years = str(self.first) if self.first == self.last else f"{self.first or ''}..{self.last or ''}"
            pieces.append(f"年份:{years}")
        pieces += [f"-{_word(word)}" for word in self.none.split()]
        return " ".join(pieces)


def read_parts(text: str) -> QueryParts | None:
    """The parts of a query as typed; None where it says more than the form can hold."""
    tree = parse_query(text).tree
    parts = QueryParts()
    for leaf in tree.subqueries if isinstance(tree, query.And) else [tree] if tree is not None else []:
        with_leaf = _with(parts, leaf)
        if with_leaf is None:
            return None
        parts = with_leaf
    return parts


def _with(parts: QueryParts, leaf: object) -> QueryParts | None:
    if isinstance(leaf, Word):
        if leaf.quoted and not parts.phrase:
            return replace(parts, phrase=leaf.shown)
        return replace(parts, every=_joined(parts.every, leaf))
    if isinstance(leaf, FieldTest):
        years = read_years(leaf.text) if leaf.fieldname == YEAR else None
        if years and not parts.first and not parts.last:
            return replace(parts, first=years[0], last=0 if years[1] == 9999 else years[1])
        name = next((name for name, field in FIELDS if field == leaf.fieldname), "")
        if not name or name in dict(parts.fields):
            return None
        return replace(parts, fields=(*parts.fields, (name, leaf.shown.strip())))
    if isinstance(leaf, query.Not) and isinstance(leaf.query, Word):
        return replace(parts, none=_joined(parts.none, leaf.query))
    if isinstance(leaf, query.Or) and not parts.either and all(isinstance(each, Word) for each in leaf.subqueries):
        for word in leaf.subqueries:
            parts = replace(parts, either=_joined(parts.either, word))
        return parts
    return None


def _joined(before: str, word: Word) -> str:
    return f"{before} {''.join(word.shown.split())}".strip()


def _word(word: str) -> str:
    return _quoted(word) if _SYNTAX.search(word) else word


def _value(value: str) -> str:
    value = " ".join(value.split())
    return _quoted(value) if " " in value or _SYNTAX.search(value) else value


def _quoted(text: str) -> str:
    inner = " ".join(re.sub('["“”]', " ", text).split())
    return f'"{inner}"' if inner else ""


def with_filters(text: str, filters: Filters) -> str:
    """A query that says by itself what filters beside it say; the documents chosen as 范围 are not named."""
    chosen: tuple[tuple[str, Iterable[object]], ...] = (
        ("类型", filters.kinds), ("年份", filters.years), ("地区", filters.regions), ("部门", filters.departments)
    )  # fmt: skip
    groups = []
    for name, values in chosen:
        tests = [f"{name}:{_value(str(value))}" for value in values]
        if tests:
            groups.append(f"({' OR '.join(tests)})" if len(tests) > 1 else tests[0])
    text = text.strip()
    if groups and isinstance(parse_query(text).tree, query.Or):
        text = f"({text})"
    return " ".join((text, *groups)).strip()
