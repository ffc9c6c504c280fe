"""What of a comparison can be drawn: each figure's place in time, and its value in the unit that most of them have."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from nt_desktop.model import Document, Target
from nt_desktop.ui.wording import year_of

STEPS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """A figure at a moment: `moment` is in years, a whole number being the end of that year."""

    moment: float
    value: float
    series: str
    target: Target

    @property
    def time(self) -> str:
        return time_text(self.moment)


@dataclass(frozen=True, slots=True)
class Plot:
    """The points that share a unit, that unit as most of them print it, and how many others were left out."""

    points: tuple[Point, ...]
    unit: str
    left_out: int


def year_meant(target: Target, documents: Mapping[str, Document]) -> str:
    """The year a figure is about: its deadline's, else its document's."""
    if target.deadline and target.deadline[:4].isdigit():
        return target.deadline[:4]
    document = documents.get(target.document)
    return year_of(document) if document else ""


def moment_meant(target: Target, documents: Mapping[str, Document]) -> float | None:
    """When a figure is due, in years; a deadline within a year lies between the ends of two years."""
    year = year_meant(target, documents)
    if not year:
        return None
    month, day = _part(target.deadline, 5), _part(target.deadline, 8)
    if not month or not 1 <= month <= 12:
        return float(year)
    if day:
        first = date(int(year), 1, 1)
        passed = (date(int(year), month, 1) - first).days + day
        return int(year) - 1 + min(1.0, passed / (date(int(year) + 1, 1, 1) - first).days)
    return int(year) - 1 + month / 12


def _part(deadline: str | None, start: int) -> int:
    part = (deadline or "")[start : start + 2]
    return int(part) if (deadline or "")[:4].isdigit() and part.isdigit() else 0


def time_text(moment: float) -> str:
    """`2025年` for the end of a year, else year and month."""
    year = math.ceil(moment - 1e-9)
    if abs(moment - year) < 1e-6:
        return f"{year}年"
    return f"{year}年{max(1, math.ceil((moment - year + 1) * 12 - 0.05))}月"


def plot_of(targets: Sequence[Target], documents: Mapping[str, Document]) -> Plot:
    """What of the targets can be drawn on one scale; changes are left out where levels stand."""
    timed = [(target, moment) for target in targets if (moment := moment_meant(target, documents)) is not None]
    figures = [(target, moment) for target, moment in timed if not isinstance(target.value, str)]
    levels = [(target, moment) for target, moment in figures if not target.change] or figures
    if not levels:
        return Plot((), "", len(targets))
    measure, _ = Counter(map(_measure, (target for target, _ in levels))).most_common(1)[0]
    alike = [(target, moment) for target, moment in levels if _measure(target) == measure]
    unit, _ = Counter(target.unit for target, _ in alike).most_common(1)[0]
    factor = _factor([target for target, _ in alike], unit)
    points = []
    for target, moment in alike:
        document = documents.get(target.document)
        series = (document.region or "") if document else ""
        points.append(Point(moment, _value(target, unit, factor), series, target))
    return Plot(tuple(points), unit, len(targets) - len(points))


def _measure(target: Target) -> str:
    """What two figures must share to be compared: the base unit, however each prints its own."""
    return target.base_unit if target.base_value is not None else target.unit


def _factor(targets: Sequence[Target], unit: str) -> float:
    """How many base units the printed unit is; 1 where nothing tells."""
    for target in targets:
        if target.unit == unit and target.base_value and not isinstance(target.value, str) and target.value:
            return target.base_value / float(target.value)
    return 1.0


def _value(target: Target, unit: str, factor: float) -> float:
    assert not isinstance(target.value, str)
    if target.unit == unit or target.base_value is None:
        return float(target.value)
    return float(f"{target.base_value / factor:.12g}")


def line_of(points: Sequence[Point], documents: Mapping[str, Document]) -> tuple[Point, ...]:
    """The targets that a line joins, one for each moment: where documents differ, the latest one's."""
    promised = sorted((point for point in points if point.target.kind == "target"), key=lambda point: point.moment)

    def dated(point: Point) -> str:
        document = documents.get(point.target.document)
        return (document.date or "") if document else ""

    return tuple(max(group, key=dated) for _, group in groupby(promised, key=lambda point: point.moment))


def ticks(low: float, high: float, steps: int = STEPS) -> list[float]:
    """Round values from below `low` to above `high`."""
    if high <= low:
        low, high = low - 1, high + 1
    rough = (high - low) / steps
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    first = math.floor(low / step) * step
    return [first + step * number for number in range(math.ceil((high - first) / step) + 1)]
