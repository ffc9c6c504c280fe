"""Which backup to go back to when the file of bookmarks is damaged, and what that would lose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from nt_desktop.ui.controls import words
from nt_desktop.ui.theme import BETWEEN, INSIDE
from nt_desktop.ui.wording import date_text
from nt_desktop.workspace.backups import Backup, Damage


class RestoreDialog(QDialog):
    """The newest good backup is chosen; `chosen` is None where one starts afresh."""

    def __init__(self, damage: Damage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("恢复书签")
        self.setMinimumWidth(440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName("备份")
        for backup in damage.backups:
            item = QListWidgetItem(f"{date_text(backup.day)}　{backup.bookmarks} 条书签")
            item.setData(Qt.ItemDataRole.UserRole, backup)
            self.list.addItem(item)
        afresh = QListWidgetItem("不用备份，重新开始")
        self.list.addItem(afresh)
        self.list.setCurrentRow(0)
        newest = damage.newest
        said = [f"书签文件已损坏：{damage.reason}。"]
        if newest:
            said.append(f"{date_text(newest.day)}备份之后的改动不在备份中。")
        if damage.lost:
            said.append(f"其中 {len(damage.lost)} 条书签还能从损坏的文件中读出，恢复时会一并找回。")
        said.append("损坏的文件会改名保留，不会删除。")
        self.explanation = words("".join(said))
        buttons = QDialogButtonBox()
        buttons.addButton("恢复", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(BETWEEN, BETWEEN, BETWEEN, BETWEEN)
        column.setSpacing(INSIDE)
        column.addWidget(self.explanation)
        column.addWidget(self.list)
        column.addWidget(buttons)

    @property
    def chosen(self) -> Backup | None:
        item = self.list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Backup) else None
