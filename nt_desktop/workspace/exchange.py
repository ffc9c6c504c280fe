"""The workspace as one JSON file: written out, and merged in without replacing anything."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from nt_desktop.errors import OutputError, WorkspaceError, reason_of
from nt_desktop.workspace.records import Bookmark, Change, Folder, Record, SavedSearch
from nt_desktop.workspace.workspace import Workspace

FORMAT = 1
Choice = Literal["both", "mine", "theirs"]
_KINDS: Mapping[str, type[Record]] = {"folders": Folder, "bookmarks": Bookmark, "saved_searches": SavedSearch}


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring: new records, records that are here already, and (mine, theirs) that differ."""

    new: tuple[Record, ...]
    same: tuple[Record, ...]
    conflicts: tuple[tuple[Record, Record], ...]


def export_workspace(workspace: Workspace, path: Path) -> None:
    """Write bookmarks, folders and saved searches (no history, no settings). Raises OutputError; no half file stays."""
    records: dict[str, tuple[Record, ...]] = {
        "folders": workspace.folders(),
        "bookmarks": workspace.bookmarks(),
        "saved_searches": workspace.saved_searches(),
    }
    content = {"format": "nt-desktop workspace", "version": FORMAT}
    content |= {name: [asdict(record) for record in group] for name, group in records.items()}
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise OutputError(path, reason_of(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def preview_import(workspace: Workspace, path: Path) -> Preview:
    """Compare a file with the workspace. Raises WorkspaceError where it is no such file."""
    present: dict[str, Record] = {}
    groups: tuple[tuple[Record, ...], ...] = (workspace.folders(), workspace.bookmarks(), workspace.saved_searches())
    for group in groups:
        present.update((record.identity, record) for record in group)
    new: list[Record] = []
    same: list[Record] = []
    conflicts: list[tuple[Record, Record]] = []
    for record in _read(path):
        mine = present.get(record.identity)
        if mine is None:
            new.append(record)
        elif mine == record:
            same.append(record)
        else:
            conflicts.append((mine, record))
    return Preview(tuple(new), tuple(same), tuple(conflicts))


def merge(preview: Preview, choice: Choice = "both") -> Change:
    """The change that brings the import in; where mine and theirs differ, keep both, mine, or theirs."""
    put = list(preview.new)
    for _, theirs in preview.conflicts:
        if choice == "theirs":
            put.append(theirs)
        elif choice == "both":
            put.append(replace(theirs, identity=uuid.uuid4().hex))
    return Change("导入书签", put=tuple(put))


def _read(path: Path) -> list[Record]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise WorkspaceError(f"无法读取“{path.name}”：{reason_of(error)}", "请检查该文件。") from error
    except ValueError as error:
        raise WorkspaceError(f"“{path.name}”不是导出的书签文件", "请选择由本程序导出的 .json 文件。") from error
    if not isinstance(content, dict) or content.get("format") != "nt-desktop workspace":
        raise WorkspaceError(f"“{path.name}”不是导出的书签文件", "请选择由本程序导出的 .json 文件。")
    if content.get("version") != FORMAT:
        raise WorkspaceError(f"“{path.name}”由其他版本的程序导出", "请用同一版本的程序重新导出。")
    try:
        return [_record(kind, row) for name, kind in _KINDS.items() for row in content.get(name, ())]
    except (TypeError, KeyError, ValueError) as error:
        raise WorkspaceError(f"“{path.name}”的内容不完整", "请重新导出后再试。") from error


def _record(kind: type[Record], row: Mapping[str, Any]) -> Record:
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in row:
            continue
        value = row[field.name]
        wanted = {"float": (int, float), "tuple[str, ...]": (list,)}.get(str(field.type), (str,))
        if not isinstance(value, wanted):
            raise TypeError(field.name)
        values[field.name] = tuple(str(item) for item in value) if isinstance(value, list) else value
    return kind(**values)
