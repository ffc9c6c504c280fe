"""Keys of documents and clauses: stable across rebuilds, and such that a person can read them.

`通政办发〔2023〕24号#三/15` is clause 15 under 三、 of that document; `¶2` the second paragraph of a clause, `~2` the
second clause of the same key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from nt_desktop.corpus.outline import Node

_SLUG_LENGTH = 40
_HEADING_LENGTH = 16
_ANNEX_LENGTH = 8
_NOT_A_WORD = re.compile(r"[\W_]+")
_PUNCTUATION = re.compile(r"^[^\w①-⑳]+|[^\w①-⑳]+$|\s+")


def document_key(
    doc_number: str | None, title: str, parent_key: str | None, annex_label: str | None, taken: set[str]
) -> str:
    """The key of a document, which `taken` gains: its 文号, else a slug of its title, `/附件2` for a part.

    A part without a label of its own is named by its title under its parent. Linear over any number of documents of
    the same name.
    """
    if parent_key is not None:
        own = _slug(annex_label or "", _ANNEX_LENGTH) or _slug(title, _SLUG_LENGTH)
        key = f"{parent_key}/{own or '附件'}"
    else:
        key = re.sub(r"[\s#/]+", "", doc_number or "") or _slug(title, _SLUG_LENGTH) or "文件"
    key = _untaken(key, taken)
    taken.add(key)
    return key


def clause_keys(document_key: str, nodes: Sequence[Node]) -> tuple[str, ...]:
    """The key of every node of a document's outline, in the same order; no two alike."""
    keys: list[str] = []
    taken: set[str] = set()
    counts: dict[str, int] = {}
    paragraphs: dict[str, int] = {"": 0}  # path → paragraphs of the clause so far, its own counted
    for node in nodes:
        path = "/".join(_path_part(part) for part in node.path)
        if node.numbered:
            paragraphs[path] = 1
            key = f"{document_key}#{path}"
        else:
            paragraphs[path] = paragraphs.get(path, 1) + 1
            key = f"{document_key}#{path}¶{paragraphs[path]}"
        counts[key] = counts.get(key, 0) + 1
        if counts[key] > 1 or key in taken:
            key = _untaken(key, taken)
        taken.add(key)
        keys.append(key)
    return tuple(keys)


def _path_part(label: str) -> str:
    """A label without its punctuation, an unnumbered heading shortened: 三, 15, 第十九条, 1.1, —."""
    bare = _PUNCTUATION.sub("", label)
    if not bare:
        return label[:1]
    return bare if len(bare) <= _HEADING_LENGTH and "/" not in bare else _slug(bare, _HEADING_LENGTH)


def _slug(text: str, length: int) -> str:
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", text))[:length]


def _untaken(key: str, taken: set[str]) -> str:
    """`key`, or its first `~n` that is free; n is found by halving, since numbers are given out without gaps."""
    if key not in taken:
        return key
    high = 2
    while f"{key}~{high}" in taken:
        high *= 2
    low = high // 2 if high > 2 else 1
    while high - low > 1:
        middle = (low + high) // 2
        if f"{key}~{middle}" in taken:
            low = middle
        else:
            high = middle
    return f"{key}~{high}"
