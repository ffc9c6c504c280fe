"""Subscripts as sources write them."""

from __future__ import annotations

import pytest

from nt_desktop.ui.scripts import script_parts


@pytest.mark.parametrize(
    ("text", "signs", "low", "high"),
    [
        ("PM_{2.5}浓度", ["_{", "}"], ["2.5"], []),
        ("CO<sub>2</sub>和m<sup>3</sup>", ["<sub>", "</sub>", "<sup>", "</sup>"], ["2"], ["3"]),
        ("集合{1}和a_b", [], [], []),
        ("<sub>没有结束", [], [], []),
        ("<sub>2</sup>", [], [], []),
    ],
)
def test_signs_and_scripts_are_told_apart(text: str, signs: list[str], low: list[str], high: list[str]) -> None:
    found = {"sign": [], "sub": [], "super": []}  # type: dict[str, list[str]]
    for start, end, part in script_parts(text):
        found[part].append(text[start:end])
    assert (found["sign"], found["sub"], found["super"]) == (signs, low, high)
