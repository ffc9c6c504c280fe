"""What is in front: the hits or the passage that a command means."""

from __future__ import annotations

from nt_desktop.ui.reading_desk import ReadingDesk
from nt_desktop.ui.reading_view import ReadingView
from nt_desktop.ui.results_panel import ResultsPanel


class Front:
    """Asks the list of results, where it has the focus, else the text that is being read."""

    def __init__(self, results: ResultsPanel, reading: ReadingView, desk: ReadingDesk) -> None:
        self._results = results
        self._reading = reading
        self._desk = desk

    def key(self) -> str:
        """The key of the clause or row that is meant; "" where nothing is open."""
        hit = self._results.list.current_hit()
        if hit is not None and (self._results.list.hasFocus() or self._desk.page is None):
            return hit.clause
        return self._reading.key if self._desk.page is not None else ""

    def keys(self) -> tuple[str, ...]:
        """The keys of the hits selected, else of the passage."""
        selected = self._results.list.selected_hits() if self._results.list.hasFocus() else ()
        if selected:
            return tuple(hit.clause for hit in selected)
        key = self.key()
        return (key,) if key else ()

    def words(self) -> str:
        """The words selected in the text, where the text is meant."""
        return self._reading.selected_text if not self._results.list.hasFocus() else ""
