"""The parts of Whoosh that are used, imported without what they would load besides.

`whoosh.compat` imports `urllib.request` for a name that nothing uses; with it come `http`, `ssl`, `socket` and
`email`, half of the time that opening takes, in a program that must never touch the network. `whoosh.query` compiles a
hundred regular expressions of English grammar. While Whoosh is imported, modules with just the names asked for stand
in. Its sources also predate today's rules for escapes in strings, which would be a warning on the first import from a
fresh installation.
"""

from __future__ import annotations

import sys
import types
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def urlretrieve(*_: object) -> None:
    """Stands in for the function of that name."""
    raise OSError("the network is never used")


def variations(word: str) -> set[str]:
    """Stands in for the function of that name: a word has no other forms here."""
    return {word}


@contextmanager
def _stand_ins(functions: dict[str, Callable[..., object]]) -> Iterator[None]:
    """Modules of one function each, where nobody has imported the real ones."""
    made = []
    for name, function in functions.items():
        if name not in sys.modules:
            module = types.ModuleType(name)
            setattr(module, function.__name__, function)
            sys.modules[name] = module
            made.append(name)
    try:
        yield
    finally:
        for name in made:
            del sys.modules[name]


_UNUSED: dict[str, Callable[..., object]] = {"urllib.request": urlretrieve, "whoosh.lang.morph_en": variations}

with _stand_ins(_UNUSED), warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import fields, formats, query, reading
    from whoosh.codec import base as codec
    from whoosh.filedb import filestore
    from whoosh.matching import mcore as matching
    from whoosh.qparser import default as parsing
    from whoosh.qparser import plugins, syntax

__all__ = ["codec", "fields", "filestore", "formats", "matching", "parsing", "plugins", "query", "reading", "syntax"]
