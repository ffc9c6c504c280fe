"""Subscripts and superscripts that sources write as `PM_{2.5}`, `CO<sub>2</sub>`, `m^{3}`: set as such on screen.

The signs around them stay in the text, so that every position stays what it is, but take no room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat

Part = Literal["sign", "sub", "super"]
_SCRIPT = re.compile(r"(<sub>|<sup>|[_^]\{)([^<>{}\n]{1,12})(</su[bp]>|\})")


def script_parts(text: str) -> Iterator[tuple[int, int, Part]]:
    """Spans of a text that are signs around a script, or what is set low or high."""
    for found in _SCRIPT.finditer(text):
        opened, _, closed = found.groups()
        if opened.startswith("<") != closed.startswith("<") or (len(opened) > 2 and opened[1:] != closed[2:]):
            continue
        yield found.start(1), found.end(1), "sign"
        yield found.start(2), found.end(2), "super" if opened in ("<sup>", "^{") else "sub"
        yield found.start(3), found.end(3), "sign"


def set_script(style: QTextCharFormat, part: Part) -> None:
    """Make a format one for this part."""
    if part == "sign":
        font = style.font()
        font.setPixelSize(1)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 1)
        style.setFont(font)
        style.setForeground(Qt.GlobalColor.transparent)
    elif part == "sub":
        style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
    else:
        style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
