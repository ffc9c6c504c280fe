"""Pages ready to be painted: where every run of characters and every line stands. Lengths are tenths of a point."""

from __future__ import annotations

from dataclasses import dataclass, field

from nt_desktop.output.typesetting import Piece, Typesetter


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A piece of text with its baseline's left end; `grey` for what is not the document's own words."""

    x: float
    y: float
    piece: Piece
    grey: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line of a given thickness."""

    x1: float
    y1: float
    x2: float
    y2: float
    thickness: float


@dataclass(slots=True)
class Page:
    """What stands on a page. `turned` parts are set for a page turned by a quarter, top to the left (GB/T 9704)."""

    glyphs: list[Glyphs] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    turned: bool = False
    turned_glyphs: list[Glyphs] = field(default_factory=list)
    turned_rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of the PDF's outline: page (from 0), depth (from 0), and the height on the page where it points."""

    title: str
    page: int
    depth: int
    y: float


@dataclass(frozen=True, slots=True)
class Pages:
    """A composed excerpt. `substitutes` are (wanted, used) faces."""

    pages: tuple[Page, ...]
    marks: tuple[Mark, ...]
    title: str
    substitutes: tuple[tuple[str, str], ...]
    typesetter: Typesetter

    @property
    def count(self) -> int:
        return len(self.pages)
