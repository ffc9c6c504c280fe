"""Changes to bookmarks, each of which can be taken back and done again."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from nt_desktop.errors import NtDesktopError, WorkspaceError
from nt_desktop.workspace.records import Bookmark, Change, Folder, Record
from nt_desktop.workspace.workspace import Workspace


class BookmarkDesk(QObject):
    """Everything that changes the workspace goes through here, so that 撤销 knows it."""

    changed = Signal()
    refused = Signal(Exception)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.stack = QUndoStack(self)
        self._held: dict[str, Bookmark] | None = None
        self._ordered: tuple[Bookmark, ...] | None = None

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks by folder and position: read once, then kept in step with every change."""
        if self._held is None:
            self._ordered = self.workspace.bookmarks()
            self._held = {each.identity: each for each in self._ordered}
        if self._ordered is None:
            self._ordered = tuple(sorted(self._held.values(), key=_place))
        return self._ordered

    def forget(self) -> None:
        """The workspace holds something else now: nothing can be undone, everything is read anew."""
        self._held = self._ordered = None
        self.stack.clear()
        self.changed.emit()

    def do(self, change: Change) -> None:
        """Apply a change; it can be undone. A change that cannot be kept is announced as refused."""
        if change.put or change.drop:
            self.stack.push(_Step(self, change))

    def apply(self, change: Change) -> Change | None:
        """Apply without remembering; gives what takes it back, None where it was refused."""
        try:
            back = self.workspace.apply(change)
        except (WorkspaceError, NtDesktopError) as error:
            self.refused.emit(error)
            return None
        if self._held is not None:
            for record in change.drop:
                self._held.pop(record.identity, None)
            self._held |= {record.identity: record for record in change.put if isinstance(record, Bookmark)}
            self._ordered = None
        self.changed.emit()
        return back

    def add(self, bookmark: Bookmark) -> None:
        last = max((each.position for each in self.bookmarks()), default=0.0)
        self.do(Change("添加书签", put=(replace(bookmark, position=last + 1),)))

    def edit(self, bookmark: Bookmark, label: str = "修改书签") -> None:
        self.do(Change(label, put=(bookmark,)))

    def delete(self, records: Sequence[Record]) -> None:
        """Drop bookmarks, and folders with all that is in them."""
        drop: dict[str, Record] = {}
        for record in records:
            removed = self.workspace.folder_removal(record).drop if isinstance(record, Folder) else (record,)
            drop |= {each.identity: each for each in removed}
        label = "删除文件夹" if any(isinstance(each, Folder) for each in drop.values()) else "删除书签"
        self.do(Change(label, drop=tuple(drop.values())))

    def new_folder(self, name: str, parent: str = "") -> str:
        identity = uuid.uuid4().hex
        last = max((each.position for each in self.workspace.folders()), default=0.0)
        self.do(Change("新建文件夹", put=(Folder(identity, name, parent, last + 1),)))
        return identity

    def move(self, identities: Sequence[str], folder: str, before: str = "") -> None:
        """Put bookmarks into a folder, ahead of the bookmark `before` or at the end."""
        every = self.bookmarks()
        moving = [each for each in every if each.identity in identities]
        there = [each for each in every if each.folder == folder and each.identity not in identities]
        at = next((number for number, each in enumerate(there) if each.identity == before), len(there))
        low = there[at - 1].position if at else (there[0].position - len(moving) - 1 if there else 0.0)
        high = there[at].position if at < len(there) else low + len(moving) + 1
        step = (high - low) / (len(moving) + 1)
        put = [replace(each, folder=folder, position=low + step * (n + 1)) for n, each in enumerate(moving)]
        self.do(Change("移动书签", put=tuple(put)))


def _place(bookmark: Bookmark) -> tuple[str, float, str, str]:
    return bookmark.folder, bookmark.position, bookmark.created, bookmark.identity


class _Step(QUndoCommand):
    def __init__(self, desk: BookmarkDesk, change: Change) -> None:
        super().__init__(change.label)
        self._desk = desk
        self._forth = change
        self._back: Change | None = None

    def redo(self) -> None:
        self._back = self._desk.apply(self._forth)
        if self._back is None:
            self.setObsolete(True)

    def undo(self) -> None:
        if self._back is not None:
            forth = self._desk.apply(self._back)
            if forth is None:
                self.setObsolete(True)
            else:
                self._forth = forth
