"""A person's corrections of what the rules found, from resources/corrections.toml: confirm, fix or drop by key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from nt_desktop.errors import NtDesktopError
from nt_desktop.model import Target
from nt_desktop.targets.completion import complete

ACTIONS = ("confirm", "fix", "drop")
FIXABLE = frozenset({
    "kind", "indicator", "comparator", "value", "value_max", "unit", "change", "baseline", "deadline", "scope", "lead",
    "participants",
})  # fmt: skip
FILE = "corrections.toml"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person decided about the target with this key; `checked` is an ISO date, `values` are the fixed fields."""

    key: str
    action: str
    checked: str | None
    values: Mapping[str, Any]


def read_corrections(resource: Mapping[str, Any]) -> dict[str, Correction]:
    """The corrections of the file's content, by key.

    Raises NtDesktopError naming the entry that can't be read.
    """
    found = {}
    for entry in resource.get("correction", []):
        correction = Correction(
            str(entry.get("key", "")),
            str(entry.get("action", "")),
            _date(entry.get("checked")),
            entry.get("fields", {}),
        )
        _check(correction)
        found[correction.key] = correction
    return found


def apply_corrections(targets: Iterable[Target], corrections: Mapping[str, Correction]) -> Iterator[Target]:
    """The targets as corrected, in their order."""
    for target in targets:
        correction = corrections.get(target.key)
        if correction is None:
            yield target
        elif correction.action != "drop":
            yield _fixed(target, correction)


def _check(correction: Correction) -> None:
    def wrong(what: str) -> NtDesktopError:
        return NtDesktopError(f"核对记录 {FILE} 中“{correction.key}”一条{what}", "请改正后重新建立索引。")

    if not correction.key:
        raise wrong("没有编号")
    if correction.action not in ACTIONS:
        raise wrong(f"的 action 不是 {'、'.join(ACTIONS)} 之一")
    if correction.action != "drop" and not correction.checked:
        raise wrong("缺少核对日期 checked")
    unknown = sorted(set(correction.values) - FIXABLE)
    if unknown:
        raise wrong(f"的字段 {'、'.join(unknown)} 不能更正")


def _date(value: object) -> str | None:
    return str(value) if value else None


def _fixed(target: Target, correction: Correction) -> Target:
    values = dict(correction.values)
    for name in ("lead", "participants"):
        if name in values:
            values[name] = tuple(values[name])
    for name in ("value", "value_max"):
        if name in values:
            values[name] = _number(values[name])
    return complete(replace(target, **values, checked=correction.checked, confidence=1.0))


def _number(value: object) -> Decimal | str:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return str(value)
