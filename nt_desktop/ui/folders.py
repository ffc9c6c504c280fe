"""Where the window finds and keeps things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from nt_desktop import places


@dataclass(frozen=True, slots=True)
class Folders:
    """The documents, the index made of them, and what the user keeps."""

    seeds: Path
    index: Path
    workspace: Path

    @classmethod
    def beside_program(cls) -> Folders:
        return cls(places.seeds_folder(), places.index_folder(), places.workspace_folder())


def short(path: Path) -> str:
    """A path as it is shown, the home folder as ~."""
    home = places.home_folder()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def saving_folder() -> Path:
    """Where a file dialog begins: the user's documents, not the folder the program was started from."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else places.home_folder()
