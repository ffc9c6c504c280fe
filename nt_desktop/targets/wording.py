"""The words of resources/wording.toml as alternations for regular expressions, longest first."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from nt_desktop.places import load_resource


@cache
def words(path: str) -> tuple[str, ...]:
    """The list at `section.name` of wording.toml."""
    section: Any = load_resource("wording.toml")
    for part in path.split("."):
        section = section[part]
    return tuple(section)


@cache
def any_of(*paths: str) -> str:
    """Alternation source of all words of the lists named, longest first."""
    found = {word for path in paths for word in words(path)}
    return "|".join(re.escape(word) for word in sorted(found, key=lambda word: (-len(word), word)))
