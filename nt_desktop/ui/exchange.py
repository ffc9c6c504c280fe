"""Bookmarks as a file: export, and import that merges and never replaces."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from nt_desktop.ui.bookmark_desk import BookmarkDesk
from nt_desktop.ui.folders import saving_folder
from nt_desktop.workspace.exchange import Choice, Preview, export_workspace, merge, preview_import

FILES = "书签文件 (*.json)"


def export_bookmarks(desk: BookmarkDesk, parent: QWidget) -> str:
    """Ask for a file and write all bookmarks into it; what to say, "" where nothing was done. Raises OutputError."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "导出书签", str(saving_folder() / "书签.json"), FILES)
    if not chosen:
        return ""
    path = Path(chosen)
    export_workspace(desk.workspace, path if path.suffix else path.with_suffix(".json"))
    return f"书签已导出到“{path}”"


def import_bookmarks(desk: BookmarkDesk, parent: QWidget) -> str:
    """Ask for a file, show what it brings, and merge it as one step that can be undone. Raises WorkspaceError."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "导入书签", str(saving_folder()), FILES)
    if not chosen:
        return ""
    preview = preview_import(desk.workspace, Path(chosen))
    choice = ask_how(preview, parent)
    if choice is None:
        return ""
    change = merge(preview, choice)
    if change.put:
        desk.do(change)
    return f"已导入 {len(change.put)} 条，{len(preview.same)} 条本来就有"


def ask_how(preview: Preview, parent: QWidget) -> Choice | None:
    """Show new, same and differing records; None where the user thinks better of it."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "导入书签",
        f"新增 {len(preview.new)} 条，相同 {len(preview.same)} 条。",
        parent=parent,
    )
    choices: dict[object, Choice] = {}
    if preview.conflicts:
        box.setInformativeText(f"有 {len(preview.conflicts)} 条与现有书签不同，怎样处理？")
        for value, label in (("both", "两份都留"), ("mine", "保留现有的"), ("theirs", "改用导入的")):
            choices[box.addButton(label, QMessageBox.ButtonRole.AcceptRole)] = value  # type: ignore[assignment]
    else:
        choices[box.addButton("导入", QMessageBox.ButtonRole.AcceptRole)] = "mine"
    box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return choices.get(box.clickedButton())
