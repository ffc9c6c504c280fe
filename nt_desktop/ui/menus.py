"""The menu bar of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from nt_desktop.ui.actions import Menus, Wanted
from nt_desktop.ui.theme import Appearance

if TYPE_CHECKING:
    from nt_desktop.ui.main_window import MainWindow

APPEARANCES: tuple[tuple[Appearance, str], ...] = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))


def make_menus(window: MainWindow) -> Menus:
    """Every command with its key."""
    menus = Menus(window)
    out = window.handouts
    menus.add(
        "文件",
        Wanted("打印预览…", out.print, ("Ctrl+P",), "print"),
        Wanted("打印整份文件…", out.print_document),
        Wanted("打印检索结果…", out.print_results),
        Wanted("打印指标…", out.print_targets),
        None,
        Wanted("另存摘录…", out.save, ("Ctrl+S",), "export"),
        Wanted("导出指标…", out.export_targets, ("Ctrl+E",)),
        Wanted("导出任务分工…", out.export_duties),
        Wanted("导出表格…", out.export_table),
        None,
        Wanted("导出书签…", lambda: window.bookmarking.exchange("export")),
        Wanted("导入书签…", lambda: window.bookmarking.exchange("import")),
        None,
        Wanted("退出", window.close, ("Ctrl+Q",)),
    )
    _edit(window, menus)
    _search(window, menus)
    _view(window, menus)
    _tools(window, menus)
    menus.add("帮助", Wanted("使用说明", window.show_help, ("F1",), "help"), Wanted("关于", window.show_about))
    return menus


def _edit(window: MainWindow, menus: Menus) -> None:
    out = window.handouts
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
        Wanted("复制条款和出处", out.copy, ("Ctrl+Shift+C",), "copy"),
        Wanted("复制为脚注", lambda: out.copy("脚注")),
        Wanted("只复制出处", lambda: out.copy("仅出处")),
        Wanted("复制表格", out.copy_table, (), "table"),
        None,
        Wanted("加入书签", window.bookmark, ("Ctrl+D",), "bookmark"),
        Wanted("整份文件加入书签", window.bookmark_document, ("Ctrl+Shift+D",)),
    )


def _search(window: MainWindow, menus: Menus) -> None:
    saved = QMenu("已存检索", window)
    saved.setToolTipsVisible(True)
    saved.aboutToShow.connect(lambda: window.saved_searches.fill(saved))
    menus.add(
        "检索",
        Wanted("检索", window.focus_search, ("Ctrl+L", "Ctrl+K"), "search"),
        Wanted("高级检索…", window.open_query_form, ("Ctrl+Shift+F",)),
        Wanted("只在本文件中检索", window.search_here),
        None,
        Wanted("保存本次检索", window.save_search, ("Ctrl+Shift+S",), "bookmark"),
        saved,
        Wanted("管理已存检索…", window.saved_searches.manage),
        None,
        Wanted("在本文件中查找", window.find_here, ("Ctrl+F",)),
        Wanted("下一处", lambda: window.reading.step(1), ("F3",)),
        Wanted("上一处", lambda: window.reading.step(-1), ("Shift+F3",)),
    )


def _tools(window: MainWindow, menus: Menus) -> None:
    keeping, state = window.housekeeping, window.state
    traces = QMenu("清除我的痕迹", window)
    menus.fill(
        traces,
        Wanted("立即清除检索和阅读记录", keeping.clear_traces),
        Wanted(
            "退出时自动清除", lambda: state.set_clear_on_exit(not state.clears_on_exit()), is_on=state.clears_on_exit
        ),
    )
    menus.add(
        "工具",
        Wanted("重建索引", window.keeper.rebuild),
        Wanted("校验索引", keeping.verify),
        Wanted("未能读取的资料", keeping.show_problems),
        Wanted("另存核对报告…", window.outbox.save_report),
        None,
        traces,
    )


def _view(window: MainWindow, menus: Menus) -> None:
    contents, side = window.contents_dock.toggleViewAction(), window.side_dock.toggleViewAction()
    contents.setShortcut(QKeySequence("Ctrl+1"))
    side.setShortcut(QKeySequence("Ctrl+2"))
    view = menus.add("查看", contents, side, None)
    appearance = view.addMenu("外观")
    for value, name in APPEARANCES:
        menus.fill(appearance, Wanted(name, lambda value=value: window.state.set_appearance(value)))  # type: ignore[misc]
    menus.fill(
        view,
        None,
        Wanted("对照原文", window.reading.toggle_source, ("Ctrl+U",), "source"),
        Wanted("在窗口中打开表格", window.handouts.open_table, ("Ctrl+T",), "table"),
        None,
        Wanted("放大", lambda: window.reading.zoom(1), ("Ctrl++", "Ctrl+=")),
        Wanted("缩小", lambda: window.reading.zoom(-1), ("Ctrl+-",)),
        Wanted("标准字号", lambda: window.reading.zoom(0), ("Ctrl+0",)),
        None,
        Wanted("返回", window.reading_desk.go_back, ("Alt+Left",), "back"),
        Wanted("下一区", lambda: window.cycle(1), ("F6",)),
        Wanted("上一区", lambda: window.cycle(-1), ("Shift+F6",)),
        Wanted("恢复默认布局", window.state.default_layout),
    )
