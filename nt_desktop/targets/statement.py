"""A quantified statement and what surrounds it: the values the rules for sentences work on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from nt_desktop.model import Comparator, TargetKind
from nt_desktop.targets.deadlines import DateMention
from nt_desktop.targets.quantities import Quantity
from nt_desktop.targets.segments import Segment


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a text: the year its 6月底前 lies in, the deadline it inherits, whether it reports what was done.

    `subject` is what a text in brackets is said of when it names nothing itself. What is dated before `first_year` is
    past. In a paragraph of `goals` the date that opens it holds for all its sentences.
    """

    year: int | None = None
    deadline: str | None = None
    report: bool = False
    subject: str | None = None
    first_year: int | None = None
    goals: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of what, how much, by when; `start` and `end` are positions in the text that was read."""

    start: int
    end: int
    indicator: str
    comparator: Comparator
    value: Decimal | str
    value_max: Decimal | None
    unit: str
    change: bool
    baseline: str | None
    deadline: str | None
    scope: str | None
    kind: TargetKind
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Payment:
    """What a sentence pays (奖励金), to whom it was said last, and of what (`base`) the rates behind it are a part."""

    sentence: int
    what: str
    who: str
    base: str

    def to(self, who: str, base: str) -> Payment:
        """The same payment for somebody else."""
        return replace(self, who=who, base=base)


@dataclass(frozen=True, slots=True)
class Group:
    """Quantities listed together (75%、65%); the text they are read with runs from `left_start` to `right_end`."""

    quantities: tuple[Quantity, ...]
    left_start: int
    right_end: int

    @property
    def first(self) -> Quantity:
        return self.quantities[0]

    @property
    def start(self) -> int:
        return self.quantities[0].full_start

    @property
    def end(self) -> int:
        return self.quantities[-1].full_end


@dataclass(frozen=True, slots=True)
class Site:
    """Where a rule is tried: a group of values in its segment, with the masked text to its left and right.

    `dates` are those of the segment.
    """

    segment: Segment
    group: Group
    left: str
    right: str
    dates: tuple[DateMention, ...]
