"""The docks: a thin title of our own, and at the right the tabs 指标 │ 任务分工 │ 期限 │ 书签."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QTabWidget, QWidget

from nt_desktop.ui.controls import tool_button
from nt_desktop.ui.icons import IconSet
from nt_desktop.ui.theme import GRID, INSIDE


class Dock(QDockWidget):
    """A dock that can be closed and comes back from the 查看 menu."""

    def __init__(self, name: str, title: str, content: QWidget, parent: QMainWindow, titled: bool = True) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self._icons = IconSet()
        self.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetClosable | QDockWidget.DockWidgetFeature.DockWidgetMovable
        )
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        close = tool_button(f"关闭{title}", f"关闭{title}")
        self._icons.wear(close.setIcon, "close")
        close.clicked.connect(self.close)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if titled:
            bar = QWidget()
            row = QHBoxLayout(bar)
            row.setContentsMargins(INSIDE + GRID, GRID, GRID, 0)
            label = QLabel(title)
            label.setProperty("strong", True)
            row.addWidget(label, 1)
            row.addWidget(close)
            self.setTitleBarWidget(bar)
        else:
            self.setTitleBarWidget(QWidget())
            if isinstance(content, QTabWidget):
                content.setCornerWidget(close)
        self.setWidget(content)

    def retint(self) -> None:
        self._icons.retint()


class Tabs(QTabWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)
        self.tabBar().setUsesScrollButtons(False)
        self.setAccessibleName("指标、任务分工、期限、书签")
