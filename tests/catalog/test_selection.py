from __future__ import annotations

from dataclasses import replace

import pytest

from nt_desktop.catalog.selection import Selection, matching_duties, matching_targets, parse_selection, year_of
from nt_desktop.errors import QueryError

from .samples import DOCUMENT, DUTY, KEY, TARGET

DOCUMENTS = {KEY: DOCUMENT}


def test_fields_are_joined_by_and_values_by_or() -> None:
    selection = parse_selection("部门=市水利局 年份=2025,2030 年份=每年")
    assert selection.departments == {"市水利局"}
    assert selection.years == {"2025", "2030", "每年"}
    assert parse_selection("") == Selection()
    assert parse_selection('文件="某市 治水计划"').documents == {"某市 治水计划"}


@pytest.mark.parametrize("text", ["部门", "颜色=红", "部门=", "=x", '部门="市水利局'])
def test_what_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(QueryError):
        parse_selection(text)


def test_the_year_of_a_deadline() -> None:
    assert [year_of(d) for d in ("2025", "2023-12-31", "每年", None)] == ["2025", "2023", "每年", "无期限"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("", True),
        ("部门=市水利局 年份=2025 地区=市", True),
        ("牵头=市水利局", True),
        ("牵头=市教育局", False),
        ("年份=2024", False),
        ("类型=目标", True),
        ("类型=result", False),
        (f"文件={KEY}", True),
        ("文件=某市治水计划", True),
        ("指标=污水处理率 单位=%", True),
        ("单位=吨", False),
    ],
)
def test_targets_are_chosen(where: str, found: bool) -> None:
    assert bool(matching_targets([TARGET], DOCUMENTS, parse_selection(where))) is found


def test_duties_are_chosen_by_department_role_and_year() -> None:
    joins = replace(DUTY, role="participant")
    assert matching_duties([DUTY, joins], DOCUMENTS, parse_selection("部门=市水利局")) == (DUTY, joins)
    assert matching_duties([DUTY, joins], DOCUMENTS, parse_selection("牵头=市水利局 年份=2025")) == (DUTY,)
    with pytest.raises(QueryError, match="单位"):
        matching_duties([DUTY], DOCUMENTS, parse_selection("单位=%"))
