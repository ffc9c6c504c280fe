"""Queries as officials type them, with the places in the real documents that answer them, judged by hand."""

import json
from pathlib import Path

from nt_desktop.catalog.catalog import Catalog

JUDGED = [json.loads(line) for line in Path(__file__).with_name("judged_queries.jsonl").read_text("utf-8").splitlines()]


def test_judged_queries_are_answered_first(engine, built_index):
    with Catalog.open(built_index) as catalog:
        texts = {seed: catalog.source_text(seed) for seed in {seed for q in JUDGED for seed, _ in q["places"]}}

    def lines(hit):
        text = texts.get(hit.seed, "")
        first = text.count("\n", 0, hit.start) + 1
        return range(first, first + text.count("\n", hit.start, hit.end) + 1)

    ranks = {}
    for judged in JUDGED:
        hits = engine.search(judged["query"], limit=10).hits
        answers = (
            rank for rank, hit in enumerate(hits, 1) for seed, line in judged["places"]
            if hit.seed == seed and line in lines(hit)
        )  # fmt: skip
        ranks[judged["query"]] = next(answers, 99)
    late = {query: rank for query, rank in ranks.items() if rank > 1}
    assert sum(rank <= 3 for rank in ranks.values()) >= 0.97 * len(ranks), late
    assert sum(rank == 1 for rank in ranks.values()) >= 0.9 * len(ranks), late
