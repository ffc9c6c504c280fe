"""How long work tells how far it is, and asks whether to go on."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[str, int, int], None]
"""Called with the stage in Chinese, how much is done, and how much there is."""
IsCancelled = Callable[[], bool]
"""Asked now and then; the work stops with `errors.Cancelled` once it is true."""


def silent(stage: str, done: int, total: int) -> None:
    """Report to nobody."""


def never() -> bool:
    """Never cancelled."""
    return False
