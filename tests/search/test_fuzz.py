"""Whatever is typed, there is an answer or a sentence, never an exception."""

import os
import random

import pytest

from nt_desktop.search.engine import Engine
from nt_desktop.search.results import Filters

N_QUERIES = int(os.environ.get("NT_DESKTOP_FUZZ", "1000"))  # 100000 for the long run

SYNTAX = [
    *(
        '"',
        "“",
        "”",
        "(",
        ")",
        "（",
        "）",
        "-",
        "－",
        " OR ",
        " AND ",
        " NOT ",
        "|",
        "||",
        "&",
        ":",
        "：",
        "..",
        "*",
        "?",
    ),
    *(
        "标题:",
        "部门：",
        "年份:",
        "文号:",
        "指标:",
        "类型:",
        "牵头:",
        "地区:",
        "2021..2025",
        "\\",
        "'",
        "^2",
        "~3",
        "[",
        "]",
    ),
    *("{", "}", "[a TO b]", "#", "<sub>", "_{", "\t", "\n", "\u3000", "\x00", "\x07", "\ud800", "\udc00", "😀"),
    *(
        "\u0301",
        "\u200b",
        "ﬁ",
        "㎡",
        "\U00020bb7",
        "的",
        "谁负责",
        "多少",
        "。",
        "，",
        "、",
        "shengtai",
        "Ⅲ",
        "０",
        "%",
        "/",
        "│",
    ),
]


def random_query(rng, texts):
    pieces = []
    for _ in range(rng.choice([1, 1, 2, 3, 5, 12])):
        kind = rng.random()
        if kind < 0.45:
            text = rng.choice(texts)
            start = rng.randrange(len(text))
            pieces.append(text[start : start + rng.randint(1, 10)])
        elif kind < 0.9:
            pieces.append(rng.choice(SYNTAX))
        else:
            pieces.append(
                chr(rng.choice([rng.randrange(32, 0x3000), rng.randrange(0x4E00, 0x9FFF), rng.randrange(0x110000)]))
            )
        if rng.random() < 0.4:
            pieces.append(" ")
    query = "".join(pieces)
    if rng.random() < 0.2:
        at = rng.randrange(len(query) + 1)
        query = query[:at] + query[at + 1 :] + query[:at]
    return query


def check(engine: Engine, query: str, rng: random.Random) -> None:
    filters = Filters(years=(2023,)) if rng.random() < 0.05 else Filters()
    results = engine.search(query, limit=rng.choice([0, 1, 20]), filters=filters)
    assert results.query == query
    assert results.total >= 0
    for hit in results.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)
    assert results.hits or results.total or results.message
    engine.complete(query)


def test_random_queries_never_fail(engine, units):
    rng = random.Random(19491001)
    texts = [unit.text for unit in units]
    for _ in range(N_QUERIES):
        query = random_query(rng, texts)
        try:
            check(engine, query, rng)
        except Exception as error:  # say which query it was
            raise AssertionError(repr(query)) from error


@pytest.mark.parametrize(
    "query",
    [
        "环" * 10000,
        "环境保护" * 2500,
        " ".join(["治理"] * 500),
        " ".join(f"词{n}" for n in range(500)),
        "(" * 10000,
        ")" * 10000,
        "(a " * 3000,
        '"' * 9999,
        'a" ' * 3000,
        "-" * 10000,
        "OR " * 3000,
        "NOT " * 3000,
        "标题:" * 2000,
        "a:b:c " * 1000,
        "的" * 300,
        "1 " * 40,
        "abcdefgh" * 1000,
        "\ud800" * 1000,
        "年份:2021..2025 " * 100,
        "%s %d {} \\x",
        "年份:abc",
        "年份:99999",
        "部门:" + "市" * 500,
    ],
)
def test_extreme_queries_are_answered(engine, query):
    check(engine, query, random.Random(1))
