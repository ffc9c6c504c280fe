"""What is done for index and workspace: told in the banner, and mended where the user agrees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nt_desktop.catalog.manifest import Damage, Problem
from nt_desktop.errors import NtDesktopError, WorkspaceError
from nt_desktop.ui.bookmark_desk import BookmarkDesk
from nt_desktop.ui.index_keeper import Collection, IndexKeeper
from nt_desktop.ui.messages import Banner

if TYPE_CHECKING:
    from nt_desktop.building import Built
    from nt_desktop.ui.restore_dialog import RestoreDialog


class Housekeeping(QObject):
    """Announces sentences for the status bar, errors for a dialog, and that the workspace has other contents."""

    said = Signal(str)
    failed = Signal(Exception)
    restored = Signal()
    forgotten = Signal()

    def __init__(self, banner: Banner, keeper: IndexKeeper, desk: BookmarkDesk, window: QWidget) -> None:
        super().__init__(window)
        self._banner = banner
        self._keeper = keeper
        self._desk = desk
        self._window = window
        self._problems: Sequence[Problem] = ()
        banner.acted.connect(self._act)
        keeper.trouble.connect(self.tell_trouble)
        keeper.damaged.connect(self._verified)
        keeper.built.connect(self._built)
        keeper.opened.connect(self._opened)
        keeper.damaged.connect(self._verified)

    def tell_workspace(self) -> None:
        """Say in the banner what is wrong with the workspace, and offer what can be done."""
        workspace = self._desk.workspace
        if workspace.problem:
            label = "恢复备份…" if workspace.damage and workspace.damage.newest else "重新开始…"
            self._banner.say(workspace.problem, *(("restore", label) if workspace.damage else ()))

    def tell_trouble(self, error: Exception) -> None:
        """Say what is wrong with the index, and offer to build it anew."""
        if isinstance(error, NtDesktopError):
            act = () if isinstance(error, WorkspaceError) else ("rebuild", "重建索引")
            self._banner.say(str(error), *act)
        else:
            self.failed.emit(error)

    def verify(self) -> None:
        """Check every byte of the index."""
        self._keeper.verify(self._verified)

    def show_problems(self) -> None:
        """List what the build could not read."""
        from nt_desktop.ui.problems_dialog import ProblemsDialog

        if self._problems:
            ProblemsDialog(self._problems, self._window).open()
        else:
            self.said.emit("所有资料都已读取")

    def clear_traces(self) -> None:
        """Forget searches and opened documents."""
        try:
            self._desk.workspace.clear_traces()
        except NtDesktopError as error:
            self.failed.emit(error)
        else:
            self.said.emit("检索和阅读记录已清除，书签和已存检索保留")
        self.forgotten.emit()

    def _opened(self, collection: Collection) -> None:
        self._problems = collection.manifest.problems
        if collection.trust == "forged":
            self._banner.say("索引的签名与程序里的公钥不符，资料可能被人换过，请从原介质重新复制后再使用。")

    def _built(self, built: Built) -> None:
        if built.problems:
            self._banner.say(f"索引已建立，有 {len(built.problems)} 处资料未能读取。", "problems", "查看清单")
        else:
            self._banner.hide()
            self.said.emit(f"索引已建立：{built.counts.get('documents', 0)} 件文件")

    def _verified(self, damages: Sequence[Damage]) -> None:
        if not damages:
            self.said.emit("索引完好，每个文件都与清单一致")
        else:
            names = "；".join(f"{each.name}：{each.reason}" for each in damages[:5])
            self._banner.say(f"索引有 {len(damages)} 个文件损坏：{names}。", "rebuild", "重建索引")

    def _act(self, action: str) -> None:
        if action == "rebuild":
            self._banner.hide()
            self._keeper.rebuild()
        elif action == "problems":
            self.show_problems()
        elif action == "restore" and self._desk.workspace.damage is not None:
            from nt_desktop.ui.restore_dialog import RestoreDialog

            dialog = RestoreDialog(self._desk.workspace.damage, self._window)
            dialog.accepted.connect(lambda: self._restore(dialog))
            dialog.open()

    def _restore(self, dialog: RestoreDialog) -> None:
        try:
            self._desk.workspace.restore(dialog.chosen)
        except NtDesktopError as error:
            self.failed.emit(error)
            return
        self._banner.hide()
        self._desk.forget()
        self.restored.emit()
        self.said.emit("书签已恢复")
