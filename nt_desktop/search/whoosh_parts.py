"""The parts of Whoosh that are used, imported without what they would load besides.

`whoosh.compat` imports `urllib.request` for a name that nothing uses; with it come `http`, `ssl`, `socket` and
`email`, half of the time that opening takes, in a program that must never touch the network. `whoosh.query` and
`whoosh.analysis` compile the grammar of English. While Whoosh is imported, modules with just the names asked for stand
in. Its sources also predate today's rules for escapes in strings, which would be a warning on the first import from a
fresh installation.
"""

from __future__ import annotations

import sys
import types
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def _never(*_: object) -> None:
    """Stands in for what must not happen: to fetch from the network."""
    raise OSError("not done in this program")


def _same(word: str) -> str:
    """Stands in for what English is stemmed by."""
    return word


def _alone(word: str) -> set[str]:
    """Stands in for what gives the forms of an English word."""
    return {word}


_UNUSED: dict[str, dict[str, Callable[..., object]]] = {
    "urllib.request": {"urlretrieve": _never},
    "whoosh.lang.morph_en": {"variations": _alone},
    "whoosh.lang.porter": {"stem": _same},
}


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Modules of the names above, where nobody has imported the real ones."""
    made = []
    for name, functions in _UNUSED.items():
        if name not in sys.modules:
            module = types.ModuleType(name)
            module.__dict__.update(functions)
            sys.modules[name] = module
            made.append(name)
    try:
        yield
    finally:
        for name in made:
            del sys.modules[name]


with _stand_ins(), warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields, formats, query, reading
    from whoosh.codec import base as codec
    from whoosh.filedb import filestore
    from whoosh.matching import mcore as matching
    from whoosh.qparser import default as parsing
    from whoosh.qparser import plugins, syntax

__all__ = ["codec", "fields", "filestore", "formats", "matching", "parsing", "plugins", "query", "reading", "syntax"]
