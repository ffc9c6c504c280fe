"""Gives Qt's print preview our icons, and leaves out what our pages have no use for."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QToolBar, QToolButton

from nt_desktop.ui.icons import icon

IN_ORDER = (
    "fit-width", "fit-page", "zoom-out", "zoom-in", "portrait", "landscape", "first", "previous", "next", "last",
    "pages-1", "pages-2", "pages-4", "page-setup", "print",
)  # fmt: skip
"""Qt's actions with an icon, in the order in which they stand in its tool bar."""
LEFT_OUT = frozenset({"portrait", "landscape", "page-setup", "print"})
"""An excerpt has its own paper; printing a preview would only save it as PDF."""


def dress_preview(preview: QPrintPreviewDialog) -> None:
    bar = preview.findChild(QToolBar)
    if bar is None:
        return
    actions = [action for action in bar.actions() if not action.icon().isNull()]
    if len(actions) != len(IN_ORDER):  # another Qt: its own icons do
        actions[-1].setVisible(False)
        return
    for name, action in zip(IN_ORDER, actions, strict=True):
        action.setIcon(icon(name))
        if name in LEFT_OUT:
            action.setVisible(False)
    for action in bar.actions():
        if isinstance(bar.widgetForAction(action), QComboBox):
            action.setVisible(False)  # the zoom in per cent of the printer's dots says nothing
    bar.setMovable(False)
    for button in bar.findChildren(QToolButton):
        button.setAccessibleName(button.toolTip() or button.text())
