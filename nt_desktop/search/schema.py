"""The fields of the index as Whoosh knows them, and how a text is cut into grams."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Any

from nt_desktop.normal import normal_form
from nt_desktop.search.whoosh_parts import fields, formats

TEXT = "text"
CONTEXT = "context"
DEPARTMENT = "department"
LEAD = "lead"
INDICATOR = "indicator"
YEAR = "year"
TITLE = "title"
NUMBER = "number"
REGION = "region"
KIND = "kind"
DATED = "dated"
GRAM_FIELDS = (CONTEXT, TEXT)
NAME_FIELDS = (DATED, DEPARTMENT, INDICATOR, KIND, LEAD, REGION, YEAR)
FACET_FIELDS = (DATED, DEPARTMENT, KIND, REGION)
DOCUMENT_FIELDS = (NUMBER, TITLE)


def grams(normal: str) -> set[str]:
    """The characters and pairs of characters of a normal form."""
    found = set(normal)
    found.update(map(operator.add, normal, normal[1:]))
    return found


class Grams(fields.FieldType):  # type: ignore[misc]
    """A text whose terms are the characters and character pairs of its normal form."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for gram in sorted(grams(normal_form(value))):
            yield gram.encode(), 1, 1.0, b""

    def process_text(self, qstring: str, mode: str = "", **_: Any) -> Iterator[str]:
        normal = normal_form(qstring)
        return map(operator.add, normal, normal[1:]) if len(normal) > 1 else iter(normal)


class Name(fields.FieldType):  # type: ignore[misc]
    """A value whose one term is its whole normal form."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        yield normal_form(value).encode(), 1, 1.0, b""

    def process_text(self, qstring: str, mode: str = "", **_: Any) -> Iterator[str]:
        yield normal_form(qstring)


def schema() -> fields.Schema:
    """The schema of every search index."""
    return fields.Schema(
        **{name: Grams() for name in GRAM_FIELDS}, **{name: Name() for name in (*NAME_FIELDS, *DOCUMENT_FIELDS)}
    )
