"""What tests of the corpus share: texts to readings, and what a reader would see of them."""

from __future__ import annotations

from pathlib import Path

from nt_desktop.corpus.entries import Entry, read_items
from nt_desktop.corpus.habits import read_habits
from nt_desktop.corpus.lines import split_lines
from nt_desktop.corpus.paragraphs import Paragraph, read_paragraphs
from nt_desktop.corpus.reading import read_corpus_file
from nt_desktop.corpus.source import Source, decode, read_source
from nt_desktop.model import Observation, Reading

DOCUMENTS = Path(__file__).resolve().parent / "documents"


def read_text(text: str, name: str = "文件.txt") -> Reading:
    return read_corpus_file(decode(name, text.encode()))


def read_path(path: Path) -> tuple[Source, Reading]:
    source = read_source(path)
    return source, read_corpus_file(source)


def prose(text: str) -> tuple[tuple[Paragraph, ...], list[Observation]]:
    """The paragraphs of lines that are all running text."""
    entries = [item for item in read_items(split_lines(text), ()) if isinstance(item, Entry)]
    observations: list[Observation] = []
    return read_paragraphs(entries, read_habits(entries), "文件.txt", observations), observations
