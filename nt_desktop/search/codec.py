"""A Whoosh codec whose posting lists are read in place: sorted 32-bit numbers, or bits where they are many.

Terms are sorted by field and bytes in one column of strings; a term's posting list begins at a multiple of four bytes
in the column of postings. There are no positions, no weights and no lengths: what a gram cannot decide is decided on
the normal form of the text itself, which is kept outside. Whoosh's own readers and searchers work on this codec
(`open_reader`); the engine asks the terms reader for whole posting lists.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nt_desktop.search.found import BITS_FROM, Found, members
from nt_desktop.search.schema import FACET_FIELDS, schema
from nt_desktop.search.storage import Columns, ColumnWriter
from nt_desktop.search.whoosh_parts import codec, filestore, matching, reading

TERMS, TERM_COUNTS, TERM_PLACES, POSTINGS = "terms", "terms.count", "terms.place", "postings"
_CACHED_LISTS = 256


def _is_bits(fieldname: str, count: int, size: int) -> bool:
    """Whether a posting list is kept as bits: where that is smaller, and for values that every answer is counted by."""
    return count * BITS_FROM > size or fieldname in FACET_FIELDS


class GramSegment(codec.Segment):  # type: ignore[misc]
    """The only segment of an index."""

    def __init__(self, columns: Columns, n_units: int) -> None:
        super().__init__("nt")
        self.columns = columns
        self.n_units = n_units

    def codec(self) -> GramCodec:
        return GramCodec()

    def doc_count_all(self) -> int:
        return self.n_units

    def deleted_count(self) -> int:
        return 0

    def deleted_docs(self) -> tuple[int, ...]:
        return ()

    def is_deleted(self, docnum: int) -> bool:
        return False

    def should_assemble(self) -> bool:
        return False  # a compound file would be copied into memory on opening


class GramFieldWriter(codec.FieldWriter):  # type: ignore[misc]
    """Writes terms, which must come sorted by field and bytes, and their posting lists."""

    def __init__(self, writer: ColumnWriter, sizes: dict[str, int]) -> None:
        self._writer = writer
        self._sizes = sizes
        self._terms: list[bytes] = []
        self._counts = array("I")
        self._places = array("I")
        self._fields: dict[str, list[int]] = {}
        self._field = ""
        self._numbers = array("I")
        self._file = (writer.folder / POSTINGS).open("wb")
        self._size = 0

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        self._field = fieldname
        self._fields[fieldname] = [len(self._terms), len(self._terms)]

    def start_term(self, text: bytes) -> None:
        self._terms.append(text)
        self._numbers = array("I")

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        self._numbers.append(docnum)

    def add_sorted(self, numbers: array[int]) -> None:
        """Add all of a term's units at once."""
        self._numbers = numbers

    def finish_term(self) -> None:
        numbers, size = self._numbers, self._sizes[self._field]
        self._counts.append(len(numbers))
        self._places.append(self._size // 4)
        if _is_bits(self._field, len(numbers), size):
            raw = bytearray((size + 31) // 32 * 4)
            for number in numbers:
                raw[number >> 3] |= 1 << (number & 7)
            self._size += self._file.write(raw)
        else:
            self._size += self._file.write(numbers.tobytes())

    def finish_field(self) -> None:
        self._fields[self._field][1] = len(self._terms)

    def close(self) -> None:
        self._file.close()

    def finish(self) -> dict[str, list[int]]:
        """Write what finds the posting lists again; gives the range of terms of each field."""
        self.close()
        self._writer.strings(TERMS, self._terms)
        self._writer.numbers(TERM_COUNTS, self._counts)
        self._writer.numbers(TERM_PLACES, self._places)
        self._writer.measure(POSTINGS)
        return self._fields


class TermInfo(reading.TermInfo):  # type: ignore[misc]
    """How many units have a term; each once, as far as this index knows."""

    def __init__(self, count: int) -> None:
        super().__init__(weight=count, df=count, minlength=1, maxlength=1, maxweight=1, minid=None, maxid=None)


class GramMatcher(matching.Matcher):  # type: ignore[misc]
    """Walks over a posting list."""

    def __init__(self, numbers: list[int] | memoryview) -> None:
        self._numbers = numbers
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._numbers)

    def reset(self) -> None:
        self._at = 0

    def id(self) -> int:
        return self._numbers[self._at]

    def next(self) -> None:
        self._at += 1

    def skip_to(self, id: int) -> None:
        self._at = bisect_left(self._numbers, id, lo=self._at)

    def all_ids(self) -> Iterator[int]:
        return iter(self._numbers)

    def weight(self) -> float:
        return 1.0

    def value(self) -> bytes:
        return b""

    def value_as(self, astype: str) -> Any:
        return 1

    def supports_block_quality(self) -> bool:
        return False

    def score(self) -> float:
        return 1.0

    def copy(self) -> GramMatcher:
        other = GramMatcher(self._numbers)
        other._at = self._at
        return other


class GramTermsReader(codec.TermsReader):  # type: ignore[misc]
    """Finds terms and gives their posting lists."""

    def __init__(self, columns: Columns) -> None:
        self._terms = columns.strings(TERMS)
        self._counts = columns.numbers(TERM_COUNTS)
        self._places = columns.numbers(TERM_PLACES)
        self._postings = memoryview(columns.blob(POSTINGS))
        self.fields: dict[str, list[int]] = columns.facts["fields"]
        self.sizes: dict[str, int] = columns.facts["sizes"]
        self._known: dict[int, Found] = {}

    def number(self, fieldname: str, text: bytes) -> int | None:
        """Where a term stands, None where it does not exist."""
        low, high = self.fields.get(fieldname, (0, 0))
        at = self._terms.find_sorted(text, low, high)
        return at if at < high and self._terms[at] == text else None

    def count(self, fieldname: str, text: bytes) -> int:
        """In how many units a term stands."""
        at = self.number(fieldname, text)
        return 0 if at is None else self._counts[at]

    def count_of(self, number: int) -> int:
        """In how many units the term that stands there is."""
        return self._counts[number]

    def found(self, fieldname: str, number: int) -> Found:
        """The units of the term that stands there."""
        known = self._known.get(number)
        if known is None:
            if len(self._known) >= _CACHED_LISTS:
                self._known.clear()
            raw, is_bits = self._raw(fieldname, number)
            known = int.from_bytes(raw, "little") if is_bits else set(raw.cast("I").tolist())
            self._known[number] = known
        return known

    def _raw(self, fieldname: str, number: int) -> tuple[memoryview, bool]:
        start, count, size = self._places[number] * 4, self._counts[number], self.sizes[fieldname]
        is_bits = _is_bits(fieldname, count, size)
        return self._postings[start : start + ((size + 31) // 32 if is_bits else count) * 4], is_bits

    def names(self, fieldname: str) -> Iterator[tuple[int, bytes]]:
        """All terms of a field and where they stand."""
        low, high = self.fields.get(fieldname, (0, 0))
        return ((number, self._terms[number]) for number in range(low, high))

    def numbers_of(self, fieldname: str, part: bytes) -> list[int]:
        """Where the terms of a field stand that contain these bytes."""
        low, high = self.fields.get(fieldname, (0, 0))
        if low == high:
            return []
        offsets, blob = self._terms.offsets, self._terms.blob
        at, last = offsets[low], offsets[high]
        found: list[int] = []
        while (at := blob.find(part, at, last)) >= 0:
            number = self._terms.at(at)
            end = offsets[number + 1]
            if at + len(part) <= end:
                found.append(number)
                at = end
            else:
                at += 1
        return found

    def term(self, number: int) -> bytes:
        return self._terms[number]

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self.number(*term) is not None

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        return codec.EmptyCursor()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        for fieldname in sorted(self.fields):
            yield from ((fieldname, text) for _, text in self.names(fieldname))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        low, high = self.fields.get(fieldname, (0, 0))
        first = self._terms.find_sorted(prefix, low, high)
        return ((fieldname, self._terms[number]) for number in range(first, high))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for fieldname, text in self.terms():
            yield (fieldname, text), self.term_info(fieldname, text)

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for _, text in self.terms_from(fieldname, prefix):
            yield (fieldname, text), self.term_info(fieldname, text)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        return TermInfo(self._counts[self._number(fieldname, text)])

    def frequency(self, fieldname: str, text: bytes) -> int:
        return self.count(fieldname, text)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        return self.count(fieldname, text)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> GramMatcher:
        raw, is_bits = self._raw(fieldname, self._number(fieldname, text))
        return GramMatcher(members(int.from_bytes(raw, "little")) if is_bits else raw.cast("I"))

    def indexed_field_names(self) -> list[str]:
        return sorted(self.fields)

    def close(self) -> None:
        self._known.clear()
        self._postings.release()

    def _number(self, fieldname: str, text: bytes) -> int:
        number = self.number(fieldname, text)
        if number is None:
            raise reading.TermNotFound(f"No term {fieldname}:{text!r}")
        return number


class GramUnitReader(codec.PerDocumentReader):  # type: ignore[misc]
    """What Whoosh wants to know of each document, which is a unit here."""

    def __init__(self, n_units: int) -> None:
        self._n_units = n_units

    def doc_count(self) -> int:
        return self._n_units

    def doc_count_all(self) -> int:
        return self._n_units

    def has_deletions(self) -> bool:
        return False

    def is_deleted(self, docnum: int) -> bool:
        return False

    def deleted_docs(self) -> tuple[int, ...]:
        return ()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return 1

    def field_length(self, fieldname: str) -> int:
        return self._n_units

    def min_field_length(self, fieldname: str) -> int:
        return 1

    def max_field_length(self, fieldname: str) -> int:
        return 1

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {}


class GramCodec(codec.Codec):  # type: ignore[misc]
    """Ties the above together for Whoosh."""

    length_stats = False

    def terms_reader(self, storage: Any, segment: GramSegment) -> GramTermsReader:
        return GramTermsReader(segment.columns)

    def per_document_reader(self, storage: Any, segment: GramSegment) -> GramUnitReader:
        return GramUnitReader(segment.n_units)


def open_reader(folder: Path) -> reading.SegmentReader:
    """A Whoosh reader of the index in a folder. Its schema is the program's own: nothing is unpickled."""
    columns = Columns.open(folder)
    segment = GramSegment(columns, columns.facts["sizes"]["text"])
    return reading.SegmentReader(filestore.FileStorage(str(folder), readonly=True), schema(), segment, generation=0)
