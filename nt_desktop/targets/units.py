"""Units as printed (万吨/年) and what they are in base units, from resources/units.toml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from nt_desktop.places import load_resource

UnitKind = Literal["rate", "measure", "count", "time"]

_BETWEEN_DENOMINATORS = re.compile(r"[·•・*×/]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A simple unit: its kind, the base unit of its dimension, and how many of them it is."""

    name: str
    kind: UnitKind
    base: str
    factor: float


@cache
def simple_units() -> dict[str, Unit]:
    """Units by the name printed, without scales and denominators."""
    return {
        name: Unit(name, dimension["kind"], dimension["base"], float(factor))
        for dimension in load_resource("units.toml")["dimension"]
        for name, factor in dimension["units"].items()
    }


@cache
def scales() -> dict[str, int]:
    """What 万, 亿 and the like before a unit multiply by."""
    return dict(load_resource("units.toml")["scales"])


@cache
def unit_pattern() -> str:
    """Regular expression source of one printed unit, with groups `scale`, `unit` and `per`; longest names first."""

    def any_of(words: list[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))

    denominators = any_of([*simple_units(), *load_resource("units.toml")["denominators"]])
    return (
        rf"(?P<scale>{any_of(list(scales()))})?(?P<unit>{any_of(list(simple_units()))})"
        rf"(?P<per>(?=/)(?:[·•・*×/](?:{denominators}))+|每(?:{any_of(load_resource('units.toml')['spelled_strokes'])}))?"
    )


@cache
def _denominators() -> frozenset[str]:
    return frozenset((*simple_units(), *load_resource("units.toml")["denominators"]))


@cache
def _unit_of(printed: str) -> tuple[UnitKind, float, str] | None:
    """Kind, factor and base of what `unit_pattern` reads; taken apart without it, whose pattern is slow to build."""
    head, stroke, below = printed.partition("/")
    scale = next((s for s in sorted(scales(), key=len, reverse=True) if _is_scaled(head, s)), "")
    unit = simple_units().get(head[len(scale) :])
    parts = _BETWEEN_DENOMINATORS.split(below) if stroke else []
    if unit is None or not _denominators().issuperset(parts):
        return None
    factor = unit.factor * scales().get(scale, 1)
    base = unit.base
    names = []
    for part in parts:
        divisor = simple_units().get(part)
        if divisor is None or divisor.kind == "time":
            names.append(part)
            continue
        names.append(divisor.base)
        factor /= divisor.factor
    return unit.kind, factor, f"{base}/{'·'.join(sorted(names))}" if names else base


def _is_scaled(text: str, scale: str) -> bool:
    return text.startswith(scale) and text[len(scale) :] in simple_units()


def unit_kind(printed: str) -> UnitKind | None:
    """What a printed unit (`万吨/年`) measures; None when it is not known."""
    found = _unit_of(printed)
    return found[0] if found else None


def to_base(value: float, printed: str) -> tuple[float, str]:
    """A value in base units: `to_base(1.8, "万吨")` is `(18000.0, "吨")`. An unknown unit is returned as it is.

    Shares of time stay as printed (`万吨/年` is `吨/年`), areas and volumes below the stroke are turned as well.
    """
    found = _unit_of(printed)
    if found is None:
        return value, printed
    return float(f"{value * found[1]:.10g}"), found[2]


def class_to_base(value: str, printed: str) -> tuple[float | None, str]:
    """The number of a class, so that 三 and Ⅲ compare: `class_to_base("Ⅲ", "类")` is `(3.0, "类")`; None for others."""
    number = load_resource("units.toml")["classes"].get(printed, {}).get(value)
    return (float(number), printed) if number is not None else (None, "")
