"""What the reading view shows of one document, gathered from the catalogue off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nt_desktop.errors import Cancelled
from nt_desktop.model import Clause, Document, Duty, Observation, Reference, Table, Target
from nt_desktop.progress import IsCancelled
from nt_desktop.ui.reader import Session


@dataclass(frozen=True, slots=True)
class Page:
    """A document with everything that stands in it; `parent` and `parts` are its neighbours in the collection."""

    document: Document
    clauses: tuple[Clause, ...]
    tables: tuple[Table, ...]
    targets: tuple[Target, ...]
    duties: tuple[Duty, ...]
    references: tuple[Reference, ...]
    observations: tuple[Observation, ...]
    parent: Document | None
    parts: tuple[Document, ...]


def load_page(key: str) -> Callable[[Session, IsCancelled], Page]:
    """The question that loads a document with all its parts."""

    def question(session: Session, stale: IsCancelled) -> Page:
        catalog = session.catalog
        document = catalog.document(key)
        clauses, tables = catalog.clauses(key), catalog.tables(key)
        if stale():
            raise Cancelled
        documents = catalog.documents()
        return Page(
            document,
            clauses,
            tables,
            catalog.targets(document=key),
            catalog.duties(document=key),
            catalog.references(document=key),
            tuple(each for each in catalog.observations() if each.document == key),
            next((each for each in documents if each.key == document.parent), None),
            tuple(each for each in documents if each.parent == key),
        )

    return question
