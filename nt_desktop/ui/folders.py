"""Where the window finds and keeps things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

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
