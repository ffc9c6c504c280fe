"""Choosing among targets and duties: what the panel's filters and `export --where` both mean."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

from nt_desktop.errors import QueryError
from nt_desktop.model import Document, Duty, Target
from nt_desktop.normal import normal_form
from nt_desktop.targets.names import same_department

KIND_NAMES = {"target": "目标", "result": "成效", "standard": "标准", "baseline": "基数"}
NO_DEADLINE = "无期限"


@dataclass(frozen=True, slots=True)
class Selection:
    """Values that a record must have; an empty set asks nothing. Values of one field are alternatives."""

    kinds: frozenset[str] = field(default=frozenset(), metadata={"name": "类型"})
    years: frozenset[str] = field(default=frozenset(), metadata={"name": "年份"})
    regions: frozenset[str] = field(default=frozenset(), metadata={"name": "地区"})
    departments: frozenset[str] = field(default=frozenset(), metadata={"name": "部门"})
    leads: frozenset[str] = field(default=frozenset(), metadata={"name": "牵头"})
    documents: frozenset[str] = field(default=frozenset(), metadata={"name": "文件"})
    indicators: frozenset[str] = field(default=frozenset(), metadata={"name": "指标"})
    units: frozenset[str] = field(default=frozenset(), metadata={"name": "单位"})


FIELD_NAMES = {f.metadata["name"]: f.name for f in fields(Selection)}
DUTY_FIELDS = frozenset({"years", "regions", "departments", "leads", "documents"})


def parse_selection(text: str) -> Selection:
    """Read `部门=市水利局 年份=2025,2030`; values of one field are joined by commas, a value with a blank is quoted.

    Raises QueryError naming the part that can't be read.
    """
    try:
        parts = shlex.split(text.replace("＝", "="))
    except ValueError:
        raise QueryError(f"筛选条件“{text}”的引号不成对", "请补上另一半引号。") from None
    chosen = Selection()
    for part in parts:
        name, sign, values = part.partition("=")
        if not sign or name not in FIELD_NAMES or not values:
            names = "、".join(FIELD_NAMES)
            raise QueryError(f"看不懂筛选条件“{part}”", f"请写成“部门=市水利局”，可用的有：{names}。")
        before: frozenset[str] = getattr(chosen, FIELD_NAMES[name])
        added = frozenset(value for value in values.replace("，", ",").split(",") if value)
        chosen = replace(chosen, **{FIELD_NAMES[name]: before | added})
    return chosen


def year_of(deadline: str | None) -> str:
    """The year of an ISO deadline, the words of one that comes round (每年), or 无期限."""
    if not deadline:
        return NO_DEADLINE
    return deadline[:4] if deadline[:4].isdecimal() else deadline


def matching_targets(
    targets: Iterable[Target], documents: Mapping[str, Document], selection: Selection
) -> tuple[Target, ...]:
    """The targets that the selection lets through, in their order."""
    tests: list[Callable[[Target], bool]] = []
    if selection.kinds:
        tests.append(lambda t: bool({t.kind, KIND_NAMES[t.kind]} & selection.kinds))
    if selection.departments:
        tests.append(lambda t: _answers(t.lead + t.participants, selection.departments))
    if selection.leads:
        tests.append(lambda t: _answers(t.lead, selection.leads))
    if selection.indicators:
        indicators = _normal(selection.indicators)
        tests.append(lambda t: _meet((t.indicator, t.indicator_canonical), indicators))
    if selection.units:
        tests.append(lambda t: bool({t.unit, t.base_unit} & selection.units))
    return tuple(t for t in targets if _placed(t, documents, selection) and all(test(t) for test in tests))


def matching_duties(
    duties: Iterable[Duty], documents: Mapping[str, Document], selection: Selection
) -> tuple[Duty, ...]:
    """The duties that the selection lets through, in their order.

    Raises QueryError where the selection asks for a field that duties do not have.
    """
    for name, attribute in FIELD_NAMES.items():
        if getattr(selection, attribute) and attribute not in DUTY_FIELDS:
            raise QueryError(f"任务分工没有“{name}”这一项", "请去掉这个筛选条件。")
    asked = selection.departments | selection.leads
    return tuple(
        duty
        for duty in duties
        if _placed(duty, documents, selection)
        and (not asked or _answers((duty.department,), asked))
        and (not selection.leads or duty.role == "lead")
    )


def _placed(record: Target | Duty, documents: Mapping[str, Document], selection: Selection) -> bool:
    """Whether year, region and document of a record are among those asked for."""
    document = documents[record.document]
    return (
        (not selection.years or year_of(record.deadline) in selection.years)
        and (not selection.regions or document.region in selection.regions)
        and (not selection.documents or bool({document.key, document.title} & selection.documents))
    )


def _answers(departments: Iterable[str], asked: frozenset[str]) -> bool:
    return any(same_department(name, other) for name in departments for other in asked)


def _normal(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(normal_form, names))


def _meet(names: Iterable[str], asked: frozenset[str]) -> bool:
    return any(normal_form(name) in asked for name in names)
