"""Nothing visible in a document is lost or doubled between the source and its clauses and tables."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from nt_desktop.corpus.reading import read_corpus_file
from nt_desktop.corpus.source import Source, decode
from nt_desktop.model import Cell, Clause, Reading
from tests.corpus.reading_texts import DOCUMENTS

_MARKER = re.compile(r"(?m)^[ \t\u3000]*#{1,6}(?=[ \t])")


def _with_other_figures(text: str) -> str:
    """Other names, years and figures, and another order of sentences."""
    rng = random.Random(7)
    text = re.sub(
        r"20[12]\d", lambda match: str(int(match[0]) - 3), text.replace("南通", "盐城").replace("海门", "大丰")
    )
    lines = []
    for line in text.split("\n"):
        sentences = re.findall(r"[^。]*。", line)
        if len(sentences) > 3 and not line.startswith("\t"):
            head, *body = sentences
            rng.shuffle(body)
            line = head + "".join(body) + line[sum(map(len, sentences)) :]
        lines.append(line)
    return "\n".join(lines)


VARIATIONS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "other figures": _with_other_figures,
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "no blank lines": lambda text: re.sub(r"\n\n+", "\n", text),
    "more blank lines": lambda text: re.sub(r"\n(?!\t)", "\n\n", text),
    "cut off": lambda text: text[: 2 * len(text) // 3],
    "begun late": lambda text: text[len(text) // 3 :],
    "indented": lambda text: re.sub(r"(?m)^(?=[^\t\n])", "　　", text),
    "run together": lambda text: re.sub(r"(?<=[知号：；日])\n+(?=[^\s#|])", "", text),
    "without tabs": lambda text: text.replace("\t", ""),
}
FILES = ("000", "001", "002", "003", "004", "county_plan")


def _text(seeds: Path, name: str) -> str:
    path = DOCUMENTS / f"{name}.txt" if name == "county_plan" else next(seeds.glob(f"{name}_*.txt"))
    return path.read_text(encoding="utf-8")


def _covered(source: Source, reading: Reading) -> list[int]:
    """How often each character of the source stands in a clause or cell; checks that spans slice back to the text."""
    counts = [0] * len(source.text)
    parts: list[Clause | Cell] = [*reading.clauses, *(cell for table in reading.tables for cell in table.cells)]
    for part in parts:
        for span in part.spans:
            piece = part.text[span.text_start : span.text_start + span.length]
            assert piece == source.text[span.source_start : span.source_start + span.length]
            for offset in range(span.source_start, span.source_start + span.length):
                counts[offset] += 1
        if part.spans:
            assert part.spans[0].source_start >= part.start
            assert part.spans[-1].source_start + part.spans[-1].length <= part.end
    return counts


@pytest.mark.parametrize("variation", VARIATIONS)
@pytest.mark.parametrize("name", FILES)
def test_clauses_and_tables_tile_their_documents(seeds: Path, name: str, variation: str) -> None:
    source = decode(f"{name}.txt", VARIATIONS[variation](_text(seeds, name)).encode())
    reading = read_corpus_file(source)
    counts = _covered(source, reading)
    dropped = {
        offset for item in reading.observations if item.kind == "重复字" for offset in range(item.start, item.end)
    }
    markers = {offset for match in _MARKER.finditer(source.text) for offset in range(*match.span())}
    for document in reading.documents:
        for offset in range(document.start, document.end):
            if source.text[offset].isspace():
                continue
            wanted = 0 if offset in dropped or offset in markers else 1
            context = source.text[max(0, offset - 20) : offset + 20]
            assert counts[offset] == wanted, f"第{source.line_of(offset)}行：{context!r}"


@pytest.mark.parametrize("name", FILES)
def test_documents_and_their_parts_stand_in_order(seeds: Path, name: str) -> None:
    source = decode(f"{name}.txt", _text(seeds, name).encode())
    reading = read_corpus_file(source)
    assert all(one.end <= two.start for one, two in pairwise(reading.documents))
    assert [document.order for document in reading.documents] == list(range(1, len(reading.documents) + 1))
    for document in reading.documents:
        clauses = [clause for clause in reading.clauses if clause.document == document.key]
        tables = [table for table in reading.tables if table.document == document.key]
        inside = [clause for clause in clauses if clause.role != "colophon"]
        ranges = sorted((part.start, part.end) for part in (*inside, *tables))
        assert all(one[1] <= two[0] for one, two in pairwise(ranges))
        assert all(document.start <= start and end <= document.end for start, end in ranges)
        assert [clause.order for clause in clauses] == list(range(1, len(clauses) + 1))
        assert [clause.start for clause in clauses] == sorted(clause.start for clause in clauses)
        assert [table.order for table in tables] == list(range(1, len(tables) + 1))


@pytest.mark.parametrize("name", FILES)
def test_keys_are_unique_and_parents_known(seeds: Path, name: str) -> None:
    reading = read_corpus_file(decode(f"{name}.txt", _text(seeds, name).encode()))
    keys = [part.key for part in (*reading.documents, *reading.clauses, *reading.tables)]
    assert len(keys) == len(set(keys))
    documents = {document.key for document in reading.documents}
    clauses = {clause.key for clause in reading.clauses}
    assert all(document.parent in documents | {None} for document in reading.documents)
    assert all(clause.document in documents for clause in reading.clauses)
    assert all(table.document in documents and table.clause in clauses | {None} for table in reading.tables)


def test_clauses_end_with_sentences_where_the_source_was_cut_by_columns(seeds: Path) -> None:
    """In the two seeds that come from a PDF in columns, no running text stops before its full stop or bracket."""
    for name in ("000", "003"):
        reading = read_corpus_file(decode(f"{name}.txt", _text(seeds, name).encode()))
        for clause in reading.clauses:
            if clause.role == "text":
                assert clause.text[-1] in "。；：）)”", clause.text[-30:]


@pytest.mark.parametrize("name", ["000", "001", "002", "004"])
def test_paragraphs_cut_anywhere_are_whole_again(seeds: Path, name: str) -> None:
    """Cut most paragraphs at a random place, as columns do: nearly all are found whole, and no two are merged."""
    text = _text(seeds, name)
    rng = random.Random(name)
    whole = read_corpus_file(decode("whole.txt", text.encode()))
    pieces, position, cuts = [], 0, 0
    for clause in whole.clauses:
        if clause.role != "text" or len(clause.text) < 30 or len(clause.spans) != 1 or rng.random() < 0.3:
            continue
        at = clause.start + rng.randrange(14, len(clause.text) - 3)
        if text[at - 1] in "。；：！？;:”’" or text[at].isspace() or text[at - 1].isspace():
            continue
        pieces.append(text[position:at])
        position, cuts = at, cuts + 1
    cut = read_corpus_file(decode("cut.txt", "\n\n".join([*pieces, text[position:]]).encode()))
    assert len(cut.documents) == len(whole.documents)
    before, after = {clause.text for clause in whole.clauses}, {clause.text for clause in cut.clauses}
    assert len(before - after) <= 0.08 * cuts
    grown = [said for said in after - before if sum(len(other) > 8 and other in said for other in before) > 1]
    assert not grown
