"""Which fonts of this machine take the parts of 小标宋, 仿宋, 黑体 and 楷体."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from nt_desktop.errors import NtDesktopError
from nt_desktop.output.layouts import UNITS, Use, face_wishes


class NoChineseFontError(NtDesktopError):
    """There is no font on this machine that has Chinese characters."""

    def __init__(self) -> None:
        super().__init__("本机没有中文字体，无法排版打印", "请安装一种中文字体，例如 Noto Sans CJK（fonts-noto-cjk）。")


@dataclass(frozen=True, slots=True)
class Face:
    """A font family that plays a part; `bold` where only its bold weight is dark enough for it."""

    family: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Faces:
    """The families for each use, and (wanted, used) for every part that another face plays."""

    by_use: dict[Use, Face]
    substitutes: tuple[tuple[str, str], ...]

    def font(self, use: Use, size: float, bold: bool = False, spacing: float = 1.0) -> QFont:
        """The font of a part; size in pt, spacing as a share of every character's own width.

        Spacing is relative because Qt takes absolute spacing for screen pixels, whatever the device.
        """
        face = self.by_use[use]
        font = QFont(face.family)
        font.setPixelSize(round(size * UNITS))
        font.setBold(bold or face.bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setKerning(False)
        for feature in ("ccmp", "liga", "clig", "locl"):  # —— is not one ⸺, and 8 after GB not another 8
            font.setFeature(QFont.Tag(feature), 0)
        if spacing != 1.0:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing * 100)
        return font


def choose_faces() -> Faces:
    """The best family of this machine for each use. Raises NoChineseFontError where none has Chinese characters."""
    present = {family.casefold(): family for family in QFontDatabase.families()}
    chinese = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    if not chinese:
        raise NoChineseFontError
    by_use: dict[Use, Face] = {}
    substitutes: list[tuple[str, str]] = []
    for wish in face_wishes():
        tried = (*wish.families, *wish.stand_ins)
        found = next((present[name.casefold()] for name in tried if name.casefold() in present), min(chinese))
        by_use[wish.use] = Face(found, found in wish.bold_where)
        if found.casefold() not in {name.casefold() for name in wish.families}:
            substitutes.append((wish.name, found))
    return Faces(by_use, tuple(dict.fromkeys(substitutes)))


_application: QGuiApplication | None = None


def ensure_application() -> None:
    """Make the application object that fonts need, where none runs (command line): without a display."""
    global _application
    if QCoreApplication.instance() is None:
        arguments = ["nt-desktop"]
        if sys.platform.startswith("linux"):
            arguments += ["-platform", "offscreen"]
        _application = QGuiApplication(arguments)
