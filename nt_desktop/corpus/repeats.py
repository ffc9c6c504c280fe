"""Characters that a line break repeats by mistake, told by known terms from what is doubled as it should be."""

from __future__ import annotations

from functools import cache

from nt_desktop.places import load_resource


def repeated_at_break(before: str, after: str) -> int:
    """How many characters at the beginning of `after` repeat the end of `before` by mistake.

    A run counts as repeated where, without it, a known term runs across the break, and no known term ends or
    begins at the break as printed (事务处｜处长 is as it should be).
    """
    for length in range(min(4, len(before), len(after) - 1), 0, -1):
        run = after[:length]
        if before[-length:] != run or not all("\u4e00" <= char <= "\u9fff" for char in run):
            continue
        if _crossing_term(before, after[length:], length) and not _whole_term(before, after):
            return length
    return 0


def _crossing_term(before: str, after: str, length: int) -> bool:
    """Whether a known term covers the run at the end of `before` and goes on into `after`."""
    for left in range(length, min(12, len(before)) + 1):
        head = before[-left:]
        for term in _terms().get(head[0], ()):
            if len(term) > left and term.startswith(head) and after.startswith(term[left:]):
                return True
    return False


def _whole_term(before: str, after: str) -> bool:
    """Whether a word ends exactly at the break (负责人｜人力资源): the next may begin with the same character."""
    if before.endswith(tuple(load_resource("terms.toml")["terms"]["endings"])):
        return True
    return any(before[-left:] in _term_set() for left in range(3, min(12, len(before)) + 1))


@cache
def _term_set() -> frozenset[str]:
    words = set(load_resource("terms.toml")["terms"]["words"])
    for department in load_resource("departments.toml").get("department", []):
        words.add(department["name"])
        words.update(department.get("short", []))
        words.update(department.get("former", []))
    return frozenset(word for word in words if len(word) >= 3)


@cache
def _terms() -> dict[str, tuple[str, ...]]:
    """Known terms by their first character."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(_term_set()):
        by_first.setdefault(word[0], []).append(word)
    return {first: tuple(words) for first, words in by_first.items()}
