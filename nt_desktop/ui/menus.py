"""The menu bar of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from nt_desktop.ui.actions import Menus, Wanted
from nt_desktop.ui.theme import Appearance

if TYPE_CHECKING:
    from nt_desktop.ui.main_window import MainWindow

APPEARANCES: tuple[tuple[Appearance, str], ...] = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))


def make_menus(window: MainWindow) -> Menus:
    """Every command with its key."""
    menus = Menus(window)
    menus.add(
        "文件",
        Wanted("打印预览…", window.print_current, ("Ctrl+P",), "print"),
        Wanted("打印整份文件…", window.print_document),
        Wanted("打印检索结果…", window.print_results),
        None,
        Wanted("另存摘录…", window.save_current, ("Ctrl+S",), "export"),
        Wanted("导出指标…", window.export_targets, ("Ctrl+E",)),
        Wanted("导出任务分工…", window.export_duties),
        None,
        Wanted("导出书签…", lambda: window.bookmarking.exchange("export")),
        Wanted("导入书签…", lambda: window.bookmarking.exchange("import")),
        None,
        Wanted("退出", window.close, ("Ctrl+Q",)),
    )
    _edit(window, menus)
    _view(window, menus)
    menus.add(
        "工具",
        Wanted("重建索引", window.keeper.rebuild),
        Wanted("校验索引", window.verify),
        Wanted("未能读取的资料", window.show_build_problems),
        None,
        Wanted("清除检索和阅读记录", window.clear_traces),
    )
    menus.add("帮助", Wanted("使用说明", window.show_help, ("F1",), "help"), Wanted("关于", window.show_about))
    return menus


def _edit(window: MainWindow, menus: Menus) -> None:
    undo = window.desk.stack.createUndoAction(window, "撤销")
    redo = window.desk.stack.createRedoAction(window, "重做")
    undo.setShortcut(QKeySequence("Ctrl+Z"))
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    menus.icons.wear(undo.setIcon, "undo")
    menus.icons.wear(redo.setIcon, "redo")
    menus.add(
        "编辑",
        undo,
        redo,
        None,
        Wanted("复制条款和出处", window.copy_current, ("Ctrl+Shift+C",), "copy"),
        Wanted("复制为脚注", lambda: window.copy_current("脚注")),
        Wanted("只复制出处", lambda: window.copy_current("仅出处")),
        Wanted("加入书签", window.bookmark_current, ("Ctrl+D",), "bookmark"),
        None,
        Wanted("检索", window.focus_search, ("Ctrl+L", "Ctrl+K"), "search"),
        Wanted("在本文件中查找", window.find_here, ("Ctrl+F",)),
        Wanted("下一处", lambda: window.reading.step(1), ("F3",)),
        Wanted("上一处", lambda: window.reading.step(-1), ("Shift+F3",)),
        Wanted("只在本文件中检索", window.search_here),
    )


def _view(window: MainWindow, menus: Menus) -> None:
    contents, side = window.contents_dock.toggleViewAction(), window.side_dock.toggleViewAction()
    contents.setShortcut(QKeySequence("Ctrl+1"))
    side.setShortcut(QKeySequence("Ctrl+2"))
    view = menus.add("查看", contents, side, None)
    appearance = view.addMenu("外观")
    for value, name in APPEARANCES:
        menus.fill(appearance, Wanted(name, lambda value=value: window.set_appearance(value)))  # type: ignore[misc]
    menus.fill(
        view,
        None,
        Wanted("对照原文", window.reading.toggle_source, ("Ctrl+U",), "source"),
        Wanted("在窗口中打开表格", window.open_table, ("Ctrl+T",), "table"),
        None,
        Wanted("放大", lambda: window.reading.zoom(1), ("Ctrl++", "Ctrl+=")),
        Wanted("缩小", lambda: window.reading.zoom(-1), ("Ctrl+-",)),
        Wanted("标准字号", lambda: window.reading.zoom(0), ("Ctrl+0",)),
        None,
        Wanted("返回", window.reading_desk.go_back, ("Alt+Left",), "back"),
        Wanted("下一区", lambda: window.cycle(1), ("F6",)),
        Wanted("上一区", lambda: window.cycle(-1), ("Shift+F6",)),
        Wanted("恢复默认布局", window.default_layout),
    )
