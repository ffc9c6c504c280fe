"""Gives Qt's print preview our icons, and leaves out what our pages have no use for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QToolBar, QToolButton

from nt_desktop.ui.icons import icon

IN_ORDER = (
    "fit-width", "fit-page", "zoom-out", "zoom-in", "portrait", "landscape", "first", "previous", "next", "last",
    "pages-1", "pages-2", "pages-4", "page-setup", "print",
)  # fmt: skip
"""Qt's actions with an icon, in the order in which they stand in its tool bar."""
FIXED = frozenset({"portrait", "landscape", "page-setup"})


def dress_preview(preview: QPrintPreviewDialog, turns: bool = False) -> None:
    """`turns` keeps the choice of paper and its direction; an excerpt has its own."""
    bar = preview.findChild(QToolBar)
    if bar is None:
        return
    actions = [action for action in bar.actions() if not action.icon().isNull()]
    if len(actions) != len(IN_ORDER):  # another Qt: its own icons do
        return
    for name, action in zip(IN_ORDER, actions, strict=True):
        action.setIcon(icon(name))
        if name in FIXED and not turns:
            action.setVisible(False)
    for action in bar.actions():
        if isinstance(bar.widgetForAction(action), QComboBox):
            action.setVisible(False)  # the zoom in per cent of the printer's dots says nothing
    bar.setMovable(False)
    _name_buttons(bar, actions[-1])


def _name_buttons(bar: QToolBar, printing: QAction) -> None:
    for button in bar.findChildren(QToolButton):
        button.setAccessibleName(button.toolTip() or button.text())
    last = bar.widgetForAction(printing)
    if isinstance(last, QToolButton):
        printing.setText("打印…")
        last.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
