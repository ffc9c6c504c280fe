"""The three layouts of an excerpt and the type faces they ask for, from resources/layouts.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from nt_desktop.output.excerpt import Layout
from nt_desktop.places import load_resource

Use = Literal["title", "body", "first", "second", "note", "song"]

PAGE_WIDTH = 210.0
PAGE_HEIGHT = 297.0
"""A4 in mm."""
UNITS = 10
"""Layout units in a point: Qt's pixel sizes are whole numbers, type sizes are not (10.5 pt)."""


@dataclass(frozen=True, slots=True)
class Measures:
    """A layout: margins in mm, type sizes in pt, lines on a page and characters on a line."""

    top: float
    bottom: float
    left: float
    right: float
    lines: int
    characters: int
    body: float
    title: float
    meta: float
    small: float
    table: float
    table_least: float
    foot: float


@dataclass(frozen=True, slots=True)
class FaceWish:
    """A face as wanted: its own cuts, then other faces to stand in; those in `bold_where` are set bold for it.

    `word` is the name to write into Word files.
    """

    use: Use
    name: str
    families: tuple[str, ...]
    stand_ins: tuple[str, ...]
    word: str
    bold_where: frozenset[str]


@cache
def measures(layout: Layout) -> Measures:
    """The measures of a layout."""
    given = load_resource("layouts.toml")["layout"][layout]
    return Measures(**given["margins"], **{name: value for name, value in given.items() if name != "margins"})


@cache
def face_wishes() -> tuple[FaceWish, ...]:
    """The faces by use."""
    return tuple(
        FaceWish(
            face["use"],
            face["name"],
            tuple(face["families"]),
            tuple(face["stand_ins"]),
            face["word"],
            frozenset(face.get("bold_where", ())),
        )
        for face in load_resource("layouts.toml")["face"]
    )
