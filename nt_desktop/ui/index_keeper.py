"""Opens the index for the window, builds it anew where that is needed, and hands out readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nt_desktop.catalog.manifest import Damage, Manifest, damaged_files, is_small
from nt_desktop.catalog.signature import Trust, trust_in
from nt_desktop.errors import IndexMissingError, IndexOutdatedError, NtDesktopError
from nt_desktop.model import Document
from nt_desktop.progress import IsCancelled, Report
from nt_desktop.search.results import FacetValue
from nt_desktop.ui.job import Job
from nt_desktop.ui.job_dialog import JobDialog
from nt_desktop.ui.reader import Reader, Session
from nt_desktop.ui.wording import year_of

if TYPE_CHECKING:
    from nt_desktop.building import Built


@dataclass(frozen=True, slots=True)
class Collection:
    """What is open: every document, what the manifest says of the index, and whose signature it carries."""

    documents: dict[str, Document]
    manifest: Manifest
    trust: Trust


def load_collection(session: Session, stale: IsCancelled) -> Collection:
    """The question that opens the catalogue."""
    documents = {document.key: document for document in session.catalog.documents()}
    return Collection(documents, session.catalog.manifest, trust_in(session.catalog.folder))


def warm_up(session: Session, stale: IsCancelled) -> None:
    """The question that opens the search engine before anybody asks it."""
    _ = session.engine


def collection_facets(documents: Iterable[Document]) -> dict[str, tuple[FacetValue, ...]]:
    """What the whole collection can be narrowed to, with how many documents have each."""
    kinds, years, regions = Counter[str](), Counter[str](), Counter[str]()
    every = tuple(documents)
    for document in every:
        kinds[document.kind] += 1
        regions[document.region or ""] += 1
        years[year_of(document)] += 1
    return {
        "kind": _values(kinds.most_common()),
        "year": _values(sorted(years.items(), reverse=True)),
        "region": _values(regions.most_common()),
        "document": tuple(FacetValue(each.key, each.title, 0) for each in every if each.parent is None),
    }


def _values(counts: Iterable[tuple[str, int]]) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(value, value, count) for value, count in counts if value)


class IndexKeeper(QObject):
    """Announces that the collection is open, or what is wrong with it.

    There are two readers, so that a search never waits for a document that is being loaded.
    """

    opened = Signal(object)
    trouble = Signal(Exception)
    damaged = Signal(object)
    failed = Signal(Exception)
    built = Signal(object)
    build_cancelled = Signal()

    def __init__(self, seeds: Path, index: Path, window: QWidget) -> None:
        super().__init__(window)
        self.seeds = seeds
        self.index = index
        self._window = window
        self._searching: Reader | None = None
        self._reading: Reader | None = None
        self._jobs: list[Job] = []
        self._is_closed = False
        self._dialog: JobDialog | None = None

    @property
    def searching(self) -> Reader | None:
        return self._searching

    @property
    def reading(self) -> Reader | None:
        return self._reading

    def open(self) -> None:
        """Open the index; where it is missing or older than the seeds, build it first."""

        def work(report: Report, cancelled: IsCancelled) -> bool:
            from nt_desktop.building import is_outdated
            from nt_desktop.catalog.index_folder import recover

            recover(self.index)
            return is_outdated(self.seeds, self.index)

        job = Job(work, self)
        self._jobs.append(job)
        job.succeeded.connect(self._checked)
        job.failed.connect(self._unusable)
        job.start()

    def _check_bytes(self, collection: Collection) -> None:
        """Look through every byte of a large index while it is used already; a small one was before it was opened."""
        if is_small(collection.manifest):
            return

        def work(report: Report, cancelled: IsCancelled) -> tuple[Damage, ...]:
            return damaged_files(self.index, report, cancelled)

        job = Job(work, self)
        self._jobs.append(job)
        job.succeeded.connect(lambda damages: self.damaged.emit(damages) if damages and not self._is_closed else None)
        job.failed.connect(self.trouble)
        job.start()

    def _checked(self, outdated: bool) -> None:
        if self._is_closed:
            return
        self._jobs.clear()
        if outdated:
            self.rebuild()
        else:
            self._start()

    def _unusable(self, error: Exception) -> None:
        """An index of an older form or none at all is built; a damaged one is left for the user to decide."""
        if self._is_closed:
            return
        from nt_desktop.building import seed_paths

        self._jobs.clear()
        if isinstance(error, IndexMissingError | IndexOutdatedError) and seed_paths(self.seeds):
            self.rebuild()
        else:
            self.trouble.emit(error)

    def _start(self, after_failure: bool = False) -> None:
        """Open the index as it is; after a build that failed, whose reason is being shown, without another word."""
        if self._is_closed:
            return  # what was under way has ended since
        self.close_readers()
        self._searching = Reader(self.index, self)
        self._reading = Reader(self.index, self)
        for reader in (self._searching, self._reading):
            reader.failed.connect(self._reader_failed)
        failure = (lambda _: None) if after_failure else self.trouble.emit
        reading = self._reading

        def go_on(_: object) -> None:
            """Searching is ready, what is wrong with it is told by the first search: the rest may take its time."""
            reading.ask("collection", load_collection, self._loaded, failure)

        self._searching.ask("engine", warm_up, go_on, go_on)

    def _loaded(self, collection: Collection) -> None:
        self.opened.emit(collection)
        self._check_bytes(collection)

    def _reader_failed(self, error: Exception) -> None:
        (self.trouble if isinstance(error, NtDesktopError) else self.failed).emit(error)

    def rebuild(self) -> None:
        """Build the index anew, with a dialog that shows how far it is."""
        if self._dialog is not None or self._is_closed:
            return
        self.close_readers()

        def work(report: Report, cancelled: IsCancelled) -> Built:
            from nt_desktop.building import build_index

            return build_index(self.seeds, self.index, report, cancelled)

        self._dialog = JobDialog("建立索引", work, self._window)
        self._dialog.succeeded.connect(self._built)
        self._dialog.failed.connect(self._not_built)
        self._dialog.was_cancelled.connect(self._cancelled)
        self._dialog.start()

    def _built(self, built: Built) -> None:
        self._dialog = None
        self.built.emit(built)
        self._start()

    def _not_built(self, error: Exception) -> None:
        self._dialog = None
        self.trouble.emit(error)
        self._start(after_failure=True)

    def _cancelled(self) -> None:
        self._dialog = None
        self.build_cancelled.emit()
        self._start()

    def verify(self, done: Callable[[tuple[Damage, ...]], None]) -> None:
        """Check every byte of the index against the manifest, with a dialog."""

        def work(report: Report, cancelled: IsCancelled) -> tuple[Damage, ...]:
            return damaged_files(self.index, report, cancelled)

        dialog = JobDialog("校验索引", work, self._window)
        dialog.succeeded.connect(done)
        dialog.failed.connect(self.trouble)
        dialog.start()

    def close_readers(self) -> None:
        for reader in (self._searching, self._reading):
            if reader is not None:
                reader.close()
                reader.deleteLater()
        self._searching = self._reading = None

    def close(self) -> None:
        """Stop everything for good; waits for what is under way."""
        self._is_closed = True
        if self._dialog is not None:
            self._dialog.cancel()
            self._dialog.job.wait(20)
        for job in self._jobs:
            job.cancel()
            job.wait(20)
        self.close_readers()
