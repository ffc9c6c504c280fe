"""The parts of Whoosh that are used, imported without what they would load besides.

`whoosh.compat` imports `urllib.request` for a name that nothing uses; with it come `http`, `ssl`, `socket` and
`email`, half of the time that opening takes, in a program that must never touch the network. While Whoosh is imported
a module with that one name stands in. Its sources also predate today's rules for escapes in strings, which would be
a warning on the first import from a fresh installation.
"""

from __future__ import annotations

import sys
import types
import warnings


def _no_network(*_: object) -> None:
    raise OSError("no network")


_stand_in = types.ModuleType("urllib.request")
_stand_in.urlretrieve = _no_network  # type: ignore[attr-defined]
_loaded = "urllib.request" in sys.modules
if not _loaded:
    sys.modules["urllib.request"] = _stand_in
try:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from whoosh import fields, formats, query, reading
        from whoosh.codec import base as codec
        from whoosh.filedb import filestore
        from whoosh.matching import mcore as matching
        from whoosh.qparser import default as parsing
        from whoosh.qparser import plugins, syntax
finally:
    if not _loaded:
        del sys.modules["urllib.request"]

__all__ = ["codec", "fields", "filestore", "formats", "matching", "parsing", "plugins", "query", "reading", "syntax"]
