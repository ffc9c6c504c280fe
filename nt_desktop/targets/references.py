"""Cited documents: 《…》 with the 文号 after it, and a 文号 that stands alone, each with what the citation is for.

| wording | relation |
| --- | --- |
| 根据《江苏省…条例》、《…方案》（苏办发〔2022〕76号）要求 | 依据, for both: joined by 、和及 |
| 《…通知》（通政发〔2017〕23号）同时废止 | 废止 |
| 转发《…》的通知 | 转发 |
| 《…工作规则》已经批准 | 提及 |

The words that decide are in resources/references.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from nt_desktop.model import Document, Reading, Reference, Relation, Span, source_offset
from nt_desktop.places import load_resource

LONGEST_TITLE = 150
"""Characters; the longest real ones have about 100, and what is longer is an unclosed bracket."""

_NUMBER = r"[一-鿿]{1,10}\s?[〔\[【［(（]\s?\d{4}\s?[〕\]】］)）]\s?(?:第\s?)?\d+\s?号"
_ORDER = r"[一-鿿]{2,12}(?:公告|令)\s?(?:\d{4}\s?年\s?)?第\s?\d+\s?号"
_AFTER_TITLE = re.compile(rf"\s?[（(]\s?({_NUMBER}|{_ORDER})\s?[)）]")
_ALONE = re.compile(_NUMBER)
_BRACKET = re.compile(r"[《》]")
_JOIN = re.compile(r"[、，,\s和及与]*(?:以及)?[、，,\s]*")
_SENTENCE_END = re.compile(r"[。；;！\n]")
_ISSUED = re.compile(r"(?:印发|转发|下达|公布)(.+?)的(?:通知|函|公告)$")
_NO_WORD = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class _Citation:
    """Positions in the passage's text; `start` to `end` takes in title and 文号."""

    title: str | None
    doc_number: str | None
    start: int
    end: int


def find_references(reading: Reading) -> tuple[Reference, ...]:
    """The documents that clauses and table rows cite, in reading order, none of them resolved yet.

    A document's own title and number, and a notice's mention of the plan that it issues, cite nothing.
    """
    own = {document.key: _names(document) for document in reading.documents}
    found: list[Reference] = []
    for clause in reading.clauses:
        if clause.role not in ("title", "doc_number", "caption") and _may_cite(clause.text):
            found += _passage_references(clause.key, reading.seed, clause.text, clause.spans, own[clause.document])
    for table in reading.tables:
        for cell in table.cells:
            if _may_cite(cell.text):
                key = table.row_key(cell.row)
                found += _passage_references(key, reading.seed, cell.text, cell.spans, own[table.document])
    return tuple(found)


def resolve_references(references: Sequence[Reference], documents: Sequence[Document]) -> tuple[Reference, ...]:
    """The references with `document` filled in where the corpus has the cited document: by 文号, else by title."""
    by_number = {document.doc_number: document.key for document in reversed(documents) if document.doc_number}
    by_title = {name: document.key for document in reversed(documents) for name in _names(document)}

    def resolved(reference: Reference) -> str | None:
        if reference.doc_number in by_number:
            return by_number[reference.doc_number]
        names = _title_names(reference.title) if reference.title and not reference.doc_number else set()
        return next((by_title[name] for name in sorted(names) if name in by_title), None)

    return tuple(replace(reference, document=resolved(reference)) for reference in references)


def normalise_doc_number(printed: str) -> str:
    """`环办【2015】88号` as `环办〔2015〕88号`, whatever brackets and blanks were typed."""
    squeezed = re.sub(r"\s", "", printed)
    return re.sub(r"[〔\[【［(（](\d{4})[〕\]】］)）]第?", r"〔\1〕", squeezed)


def _may_cite(text: str) -> bool:
    return "《" in text or "号" in text


def _passage_references(key: str, seed: str, text: str, spans: tuple[Span, ...], own: set[str]) -> Iterator[Reference]:
    citations = list(_citations(text))
    for citation, relation in zip(citations, _relations(text, citations), strict=True):
        if citation.title and _title_names(citation.title) & own:
            continue
        start, end = source_offset(spans, citation.start), source_offset(spans, citation.end - 1) + 1
        yield Reference(key, seed, citation.title, citation.doc_number, relation, None, start, end)


def _citations(text: str) -> Iterator[_Citation]:
    """Titles with the 文号 behind them, and 文号 outside titles, in order."""
    position = 0
    for start, end in _titles(text):
        yield from _lone_numbers(text, position, start)
        number = _AFTER_TITLE.match(text, end)
        position = number.end() if number else end
        doc_number = normalise_doc_number(number[1]) if number else None
        yield _Citation(text[start + 1 : end - 1], doc_number, start, position)
    yield from _lone_numbers(text, position, len(text))


def _lone_numbers(text: str, start: int, end: int) -> Iterator[_Citation]:
    for match in _ALONE.finditer(text, start, end) if "号" in text[start:end] else ():
        words = _governing_words()
        head = max((match[0].rfind(word) + len(word) for word in words if word in match[0]), default=0)
        yield _Citation(None, normalise_doc_number(match[0][head:]), match.start() + head, match.end())


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Outermost 《…》 with their brackets; an opening bracket that is never closed is passed over."""
    depth = start = 0
    for match in _BRACKET.finditer(text):
        if match[0] == "《":
            if depth == 0 or match.start() - start > LONGEST_TITLE:
                start, depth = match.start(), 0
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and match.end() - start > 2:
                yield start, match.end()


def _relations(text: str, citations: Sequence[_Citation]) -> Iterator[Relation]:
    """What each citation is for; those joined by 、和及 form a group that is governed as one."""
    groups: list[list[_Citation]] = []
    for citation in citations:
        if groups and _JOIN.fullmatch(text, groups[-1][-1].end, citation.start):
            groups[-1].append(citation)
        else:
            groups.append([citation])
    for number, group in enumerate(groups):
        start = groups[number - 1][-1].end if number else 0
        end = groups[number + 1][0].start if number + 1 < len(groups) else len(text)
        before = _SENTENCE_END.split(text[max(start, group[0].start - LONGEST_TITLE) : group[0].start])[-1]
        after = _SENTENCE_END.split(text[group[-1].end : min(end, group[-1].end + LONGEST_TITLE)], maxsplit=1)[0]
        relation = _relation(before, after)
        yield from (relation for _ in group)


def _relation(before: str, after: str) -> Relation:
    vocabulary = load_resource("references.toml")
    for relation, words in vocabulary["after"].items():
        if any(word in after for word in words):
            return cast(Relation, relation)
    places = [
        (before.rfind(word), relation)
        for relation, words in vocabulary["before"].items()
        for word in words
        if word in before
    ]
    return cast(Relation, max(places)[1]) if places else "提及"


@cache
def _governing_words() -> tuple[str, ...]:
    vocabulary = load_resource("references.toml")["before"]
    return tuple(word for words in vocabulary.values() for word in words)


def _names(document: Document) -> set[str]:
    """What a document is cited by: its title, the plan that it issues, and the plan's name in the title."""
    names = _title_names(document.title)
    return names | _title_names(document.attached_plan) if document.attached_plan else names


def _title_names(title: str) -> set[str]:
    issued = _ISSUED.search(title)
    return {_bare(name) for name in (title, issued[1] if issued else title) if _bare(name)}


def _bare(title: str) -> str:
    return _NO_WORD.sub("", title)
