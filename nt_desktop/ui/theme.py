"""Colours, type and space of the window: everything the eye sees comes from here.

Two palettes, light and dark, one accent; two sizes and two weights of type; a grid of 4 pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from nt_desktop.places import resources_folder

GRID = 4
INSIDE = 8
BETWEEN = 16
INTERFACE_POINTS = 10.0
READING_POINTS = 12.0
LINE_HEIGHT = 1.7
LINE_CHARACTERS = 42

SANS = ("Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC",
        "Microsoft YaHei", "WenQuanYi Micro Hei", "Droid Sans Fallback")  # fmt: skip
SERIF = (
    "SimSun",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Songti SC",
    "FangSong",
    "AR PL UMing CN",
)

Appearance = Literal["system", "light", "dark"]
Face = Literal["sans", "serif"]


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour in use, as `#rrggbb`. Text on its ground has a contrast of at least 4.5:1."""

    window: str
    base: str
    raised: str
    text: str
    muted: str
    hairline: str
    control: str
    accent: str
    on_accent: str
    selected: str
    hover: str
    hit: str
    hit_current: str
    hit_text: str
    target: str
    tag: str
    warning: str
    warning_ground: str


LIGHT = Colours(
    window="#f6f6f4", base="#ffffff", raised="#ffffff", text="#1f2328", muted="#5f666d", hairline="#e1e1de",
    control="#c9c9c4", accent="#1f5c99", on_accent="#ffffff", selected="#e3edf7", hover="#eeeeeb", hit="#fff0a3",
    hit_current="#ffd24a", hit_text="#1f2328", target="#dcebf9", tag="#ececea", warning="#8a4b00",
    warning_ground="#fff4e0",
)  # fmt: skip
DARK = Colours(
    window="#202224", base="#1a1b1d", raised="#2a2c2f", text="#dcdee0", muted="#9ba1a7", hairline="#323538",
    control="#4a4e52", accent="#82b4e6", on_accent="#10202f", selected="#27384a", hover="#2a2c2f", hit="#554a16",
    hit_current="#755d00", hit_text="#dcdee0", target="#22405e", tag="#303337", warning="#f0b765",
    warning_ground="#3a2e1a",
)  # fmt: skip


class Theme(QObject):
    """The look in force; tells when it changes."""

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance = "system") -> None:
        super().__init__(app)
        self._app = app
        self._appearance: Appearance = appearance
        self._dark: bool | None = None
        app.setStyle("Fusion")
        app.setFont(interface_font())
        app.styleHints().colorSchemeChanged.connect(self.refresh)
        self.refresh()

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    def set_appearance(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self.refresh()

    def refresh(self) -> None:
        """Put on the palette that the system or the user asks for."""
        dark = self._appearance == "dark" or (
            self._appearance == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        if dark == self._dark:
            return
        self._dark = dark
        colours = DARK if dark else LIGHT
        self._app.setPalette(palette_of(colours))
        self._app.setStyleSheet(style_sheet(colours))
        self.changed.emit()


def is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def colours_of(widget: QWidget | None = None) -> Colours:
    """The colours that go with the palette in force."""
    palette = widget.palette() if widget is not None else QApplication.palette()
    return DARK if is_dark(palette) else LIGHT


def palette_of(colours: Colours) -> QPalette:
    """The Qt palette of these colours, its disabled group muted."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    wanted = {
        role.Window: colours.window, role.WindowText: colours.text, role.Base: colours.base,
        role.AlternateBase: colours.window, role.Text: colours.text, role.Button: colours.window,
        role.ButtonText: colours.text, role.BrightText: colours.warning, role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent, role.Link: colours.accent, role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.raised, role.ToolTipText: colours.text, role.PlaceholderText: colours.muted,
        role.Mid: colours.control, role.Midlight: colours.hairline, role.Dark: colours.control,
        role.Light: colours.raised, role.Shadow: colours.control, role.Accent: colours.accent,
    }  # fmt: skip
    for each, colour in wanted.items():
        palette.setColor(each, QColor(colour))
    for each in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(group.Disabled, each, QColor(colours.muted))
    palette.setColor(group.Disabled, role.Highlight, QColor(colours.control))
    return palette


@cache
def style_sheet(colours: Colours) -> str:
    """resources/style.qss with the colours put in."""
    template = Template((resources_folder() / "style.qss").read_text(encoding="utf-8"))
    icons = (resources_folder() / "icons").as_posix()
    shade = "dark" if colours is DARK else "light"
    return template.substitute({name: getattr(colours, name) for name in Colours.__slots__}, icons=icons, shade=shade)


def interface_font(bold: bool = False) -> QFont:
    """The type of everything but running text."""
    return _font(SANS, INTERFACE_POINTS, bold)


def reading_font(face: Face = "sans", points: float = READING_POINTS, bold: bool = False) -> QFont:
    """The type of running text."""
    return _font(SERIF + SANS if face == "serif" else SANS, points, bold)


@cache
def installed(families: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the families that this machine has, best first."""
    here = set(QFontDatabase.families())
    return tuple(family for family in families if family in here)


def _font(families: tuple[str, ...], points: float, bold: bool) -> QFont:
    font = QFont(QGuiApplication.font())
    found = installed(families)
    if found:
        font.setFamilies(list(found))
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def tabular(font: QFont) -> QFont:
    """The font with figures of one width, so that columns of numbers line up."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def has_chinese_font() -> bool:
    """Whether any font of this machine draws Simplified Chinese."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def em(font: QFont) -> float:
    """The width of a Chinese character, in pixels."""
    return QFontMetricsF(font).horizontalAdvance("国")
