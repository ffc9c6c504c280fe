"""Small controls as they look everywhere in the window."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton


def tool_button(tip: str, name: str = "", text: str = "") -> QToolButton:
    """A flat button; `tip` says what it does and its key, `name` is read to those who listen."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(name or tip.partition("（")[0])
    return button


def words(text: str = "", muted: bool = False, strong: bool = False) -> QLabel:
    """A label whose words wrap."""
    label = QLabel(text)
    label.setWordWrap(True)
    if muted:
        label.setProperty("muted", True)
    if strong:
        label.setProperty("strong", True)
    return label


def field(placeholder: str, name: str = "") -> QLineEdit:
    """A line to type into; its placeholder is its name unless another is given."""
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    edit.setAccessibleName(name or placeholder)
    return edit


def chip(text: str = "", checkable: bool = False) -> QPushButton:
    """A small rounded button."""
    button = QPushButton(text)
    button.setProperty("chip", True)
    button.setCheckable(checkable)
    return button
