"""Changes to bookmarks, each of which can be taken back and done again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from nt_desktop.errors import NtDesktopError, WorkspaceError
from nt_desktop.workspace.records import Bookmark, Change, Folder, Record
from nt_desktop.workspace.workspace import Workspace


class BookmarkDesk(QObject):
    """Everything that changes the workspace goes through here, so that 撤销 knows it.

    `changed` has the identities of what was put or dropped; none when the workspace holds something else altogether.
    """

    changed = Signal(tuple)
    refused = Signal(Exception)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.stack = QUndoStack(self)
        self._order: dict[str, list[str]] | None = None
        self._held: dict[str, Bookmark] = {}

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks by folder and position, every text of them read."""
        return self.workspace.bookmarks()

    def order(self) -> Mapping[str, Sequence[str]]:
        """The identities in each folder that holds any, in their order; the top is ""."""
        if self._order is None:
            self._order = self.workspace.bookmark_order()
        return self._order

    def few(self, identities: Sequence[str]) -> tuple[Bookmark, ...]:
        """These bookmarks, those that there are; what was read once is held."""
        missing = [identity for identity in identities if identity not in self._held]
        if missing:
            self._held |= {each.identity: each for each in self.workspace.few_bookmarks(missing)}
        return tuple(self._held[identity] for identity in identities if identity in self._held)

    def forget(self) -> None:
        """The workspace holds something else now: nothing can be undone, everything is read anew."""
        self._order = None
        self._held = {}
        self.stack.clear()
        self.changed.emit(())

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
        touched = tuple(record.identity for record in (*change.drop, *change.put))
        self._order = None
        for identity in touched:
            self._held.pop(identity, None)
        self.changed.emit(touched)
        return back

    def add(self, bookmark: Bookmark) -> None:
        self.do(Change("添加书签", put=(replace(bookmark, position=self.workspace.last_position() + 1),)))

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
        """Put bookmarks into a folder, ahead of the bookmark `before` or at the end.

        Where `before` is one of them, it is ahead of the next in the folder that is not.
        """
        chosen = set(identities)
        order = self.order()
        moving = self.few([name for names in order.values() for name in names if name in chosen])
        lying = list(order.get(folder, ()))
        there = [name for name in lying if name not in chosen]
        ahead = lying[: lying.index(before)] if before in lying else lying
        at = sum(name not in chosen for name in ahead)
        if not there:
            low, high = 0.0, float(len(moving) + 1)
        elif at == len(there):
            low = self._position(there[-1])
            high = low + len(moving) + 1
        else:
            high = self._position(there[at])
            low = self._position(there[at - 1]) if at else high - len(moving) - 1
        step = (high - low) / (len(moving) + 1)
        put = [replace(each, folder=folder, position=low + step * (n + 1)) for n, each in enumerate(moving)]
        self.do(Change("移动书签", put=tuple(put)))

    def _position(self, identity: str) -> float:
        return self.few([identity])[0].position


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
