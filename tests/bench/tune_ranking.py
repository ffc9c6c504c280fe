"""Tune the weights of the ranking on judged queries, and report what cross-validation gives.

    python tests/bench/tune_ranking.py --queries queries.jsonl [more.jsonl …] [--index index] [--seeds seeds]

Each line of a query file is `{"query": …, "relevant": [{"seed": …, "line": …}, …]}`; a hit counts when one of its lines
is relevant. Weights are varied one at a time, and a change is kept where it helps the queries it was chosen on. Each
fold is chosen without the queries that it is then judged on, so the cross-validated figures say what unseen queries
would get; the last block is what to write into resources/ranking.toml, if the gain is worth it.
"""

from __future__ import annotations

import argparse
import bisect
import copy
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nt_desktop.places import resources_folder
from nt_desktop.search.engine import Engine
from nt_desktop.search.ranking import read_weights

FACTORS = (0.5, 0.75, 1.35, 2.0)
VARIED = {
    "exact": ("k1", "b", "heading", "context", "beside", "near", "number_edge", "targets"),
    "relaxed": (
        "equivalent", "near_word", "part", "part_power", "context", "context_row", "context_part", "covered", "scrap", "tied",
        "answer", "measure",
    ),
    "role": ("title", "heading", "caption", "row", "header", "section"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the (seed, line) pairs that answer it; `weight` evens out files of different size."""

    query: str
    relevant: frozenset[tuple[str, int]]
    weight: float


class Judge:
    """Ranks of the first relevant hit, for any weights."""

    def __init__(self, index: Path, seeds: Path, queries: list[Judged]) -> None:
        self._index = index
        self._seeds = seeds
        self._lines: dict[str, list[int]] = {}
        self._known: dict[str, list[int]] = {}
        self._engine = Engine.open(index)
        self.queries = queries

    def ranks(self, weights: dict[str, Any]) -> list[int]:
        """For each query the rank of its first relevant hit among ten, 0 for none."""
        name = json.dumps(weights, sort_keys=True)
        if name not in self._known:
            self._engine.weights = read_weights(weights)
            self._known[name] = [self._rank(judged) for judged in self.queries]
        return self._known[name]

    def _rank(self, judged: Judged) -> int:
        for rank, hit in enumerate(self._engine.search(judged.query, limit=10).hits, 1):
            first, last = self._line(hit.seed, hit.start), self._line(hit.seed, max(hit.start, hit.end - 1))
            if any(seed == hit.seed and first <= line <= last for seed, line in judged.relevant):
                return rank
        return 0

    def _line(self, seed: str, offset: int) -> int:
        if seed not in self._lines:
            text = (self._seeds / seed).read_text(encoding="utf-8")
            self._lines[seed] = [0] + [at + 1 for at, character in enumerate(text) if character == "\n"]
        return bisect.bisect_right(self._lines[seed], offset)


def gain(ranks: list[int], queries: list[Judged], chosen: list[int]) -> float:
    """What is maximised: mean reciprocal rank, with half as much again for being among the first three."""
    total = sum(queries[n].weight for n in chosen)
    return sum(
        queries[n].weight * (1 / ranks[n] + 0.5 * (ranks[n] <= 3)) for n in chosen if ranks[n]
    ) / total  # fmt: skip


def variants(weights: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The weights with one of them changed."""
    for section, names in VARIED.items():
        for name in names:
            for factor in FACTORS:
                varied = copy.deepcopy(weights)
                varied[section][name] = round(weights[section][name] * factor, 3)
                yield varied


def tune(judge: Judge, start: dict[str, Any], chosen: list[int], passes: int) -> dict[str, Any]:
    """The best weights for the chosen queries that single changes lead to."""
    best = start
    for _ in range(passes):
        found = max(variants(best), key=lambda weights: gain(judge.ranks(weights), judge.queries, chosen))
        if gain(judge.ranks(found), judge.queries, chosen) <= gain(judge.ranks(best), judge.queries, chosen) + 1e-9:
            break
        best = found
    return best


def report(name: str, ranks: list[int], chosen: list[int]) -> None:
    n = len(chosen)
    first = sum(ranks[q] == 1 for q in chosen) / n
    third = sum(0 < ranks[q] <= 3 for q in chosen) / n
    mrr = sum(1 / ranks[q] for q in chosen if ranks[q]) / n
    print(f"{name:40} first {first:.3f}  top3 {third:.3f}  mrr10 {mrr:.3f}  ({n} queries)", flush=True)


def read_queries(paths: list[Path]) -> tuple[list[Judged], list[range]]:
    """The judged queries of all files, and where each file's are."""
    queries: list[Judged] = []
    files: list[range] = []
    for path in paths:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        files.append(range(len(queries), len(queries) + len(lines)))
        for line in lines:
            relevant = frozenset((place["seed"], place["line"]) for place in line["relevant"])
            queries.append(Judged(line["query"], relevant, 1 / len(lines)))
    return queries, files


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--queries", type=Path, nargs="+", required=True)
    arguments.add_argument("--index", type=Path, default=Path("index/whoosh"))
    arguments.add_argument("--seeds", type=Path, default=Path("seeds"))
    arguments.add_argument("--folds", type=int, default=5)
    arguments.add_argument("--passes", type=int, default=4)
    options = arguments.parse_args()
    queries, files = read_queries(options.queries)
    judge = Judge(options.index, options.seeds, queries)
    start = tomllib.loads((resources_folder() / "ranking.toml").read_text(encoding="utf-8"))
    everything = list(range(len(queries)))
    for path, chosen in zip(options.queries, files, strict=True):
        report(f"{path.name}, as it is", judge.ranks(start), list(chosen))
    unseen = [0] * len(queries)
    for fold in range(options.folds):
        training = [n for n in everything if n % options.folds != fold]
        weights = tune(judge, start, training, options.passes)
        for n in everything[fold :: options.folds]:
            unseen[n] = judge.ranks(weights)[n]
    for path, chosen in zip(options.queries, files, strict=True):
        report(f"{path.name}, cross-validated", unseen, list(chosen))
    best = tune(judge, start, everything, options.passes)
    for path, chosen in zip(options.queries, files, strict=True):
        report(f"{path.name}, tuned on all", judge.ranks(best), list(chosen))
    for section, names in VARIED.items():
        for name in names:
            if best[section][name] != start[section][name]:
                print(f"{section}.{name}: {start[section][name]} -> {best[section][name]}")


if __name__ == "__main__":
    main()
