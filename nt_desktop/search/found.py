"""Sets of unit numbers: a Python set where they are few, the bits of one big integer where they are many.

Bits cost an eighth of a byte for each unit of the index, few or many, and are combined and counted at memory speed;
sets cost some fifty bytes a member. Which one a posting list is stored as is decided by the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import compress, islice

Found = set[int] | int

BITS_FROM = 64
"""A posting list with more than one unit in 64 is kept as bits: twice as large as numbers there, but much faster."""

_SET_BYTE = re.compile(rb"[^\0]", re.DOTALL)
_BITS_OF_BYTE = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def count(found: Found) -> int:
    """How many there are."""
    return found.bit_count() if isinstance(found, int) else len(found)


def members(found: Found, limit: int | None = None) -> list[int]:
    """The numbers in ascending order; no more than the first `limit` where it is given."""
    if isinstance(found, int):
        return _bit_numbers(found, limit)
    ordered = sorted(found)
    return ordered if limit is None else ordered[:limit]


def _bit_numbers(bits: int, limit: int | None) -> list[int]:
    raw = as_bytes(bits)
    n = bits.bit_count()
    # one look at each byte is dearer than a search for the next that is not zero only where most are zero
    places: Iterable[int]
    places = compress(range(len(raw)), raw) if n * 8 > len(raw) else (m.start() for m in _SET_BYTE.finditer(raw))
    if limit is not None and limit < n:
        places = islice(places, limit)  # each has a bit at least
    numbers = [at * 8 + bit for at in places for bit in _BITS_OF_BYTE[raw[at]]]
    return numbers if limit is None else numbers[:limit]


def as_bytes(bits: int) -> bytes:
    """The bits as bytes, unit 0 in the lowest bit of the first."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def as_bits(found: Found, size: int) -> int:
    """The bits of a set of numbers below `size`."""
    if isinstance(found, int):
        return found
    raw = bytearray(size // 8 + 1)
    for number in found:
        raw[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(raw, "little")


def both(left: Found, right: Found) -> Found:
    """What is in both."""
    if isinstance(left, int):
        return left & right if isinstance(right, int) else _among(right, left)
    return _among(left, right) if isinstance(right, int) else left & right


def either(left: Found, right: Found, size: int) -> Found:
    """What is in one or the other; `size` is the number of units of the index."""
    if isinstance(left, int) or isinstance(right, int):
        return as_bits(left, size) | as_bits(right, size)
    return left | right


def without(left: Found, right: Found, size: int) -> Found:
    """What is in `left` and not in `right`."""
    if isinstance(left, int):
        return left & ~as_bits(right, size)
    return left - _among(left, right) if isinstance(right, int) else left - right


def all_of(size: int) -> int:
    """Every number below `size`."""
    return (1 << size) - 1


def ranges(spans: Iterable[tuple[int, int]], size: int) -> int:
    """The numbers below `size` in any of these (first, last exclusive) spans."""
    raw = bytearray(size // 8 + 1)
    for first, last in spans:
        last = min(last, size)
        if first >= last:
            continue
        low, high = first >> 3, last >> 3
        if low == high:
            raw[low] |= (1 << (last & 7)) - (1 << (first & 7))
            continue
        raw[low] |= 0xFF & ~((1 << (first & 7)) - 1)
        raw[low + 1 : high] = b"\xff" * (high - low - 1)
        if last & 7:
            raw[high] |= (1 << (last & 7)) - 1
    return int.from_bytes(raw, "little")


def all_both(parts: Iterable[Found]) -> Found:
    """What is in all parts, the smallest first. There must be one part at least."""
    ordered = sorted(parts, key=count)
    found = ordered[0]
    for part in ordered[1:]:
        if not found:
            return set()
        found = both(found, part)
    return found


def _among(numbers: set[int], bits: int) -> set[int]:
    raw = as_bytes(bits)
    size = len(raw) * 8
    return {number for number in numbers if number < size and raw[number >> 3] >> (number & 7) & 1}
