"""Compare search engines on any folder of source texts: time to build, time to answer, memory.

    python tests/bench/compare_engines.py seeds
    python tests/bench/compare_engines.py FOLDER [--engines ours,fts5,tantivy,scan] [--work FOLDER] [--repeat 5]

Every engine answers the queries of queries.txt with the best 20 and the total; ours besides with all facets, snippets
and hits through equivalents. Each runs in processes of its own: one that builds, one that opens and answers. tantivy is
left out where it is not installed. All queries are asked in turn, `--repeat` times over; the best try counts for each,
to keep other work of the machine out of the figures.
"""

from __future__ import annotations

import argparse
import json
import math
import mmap
import os
import pickle
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from nt_desktop.corpus.reading import read_corpus_file
from nt_desktop.corpus.source import read_source
from nt_desktop.model import Document
from nt_desktop.normal import normal_form
from nt_desktop.search.units import Unit, document_units
from nt_desktop.targets.findings import find

QUERIES = Path(__file__).with_name("queries.txt")
LIMIT = 20
Answer = Callable[[str], int]
"""Answers a query with the best hits; gives the total."""


def read_units(folder: Path) -> tuple[list[Document], list[Unit]]:
    """All documents and units of a folder, as a build of the program makes them."""
    documents: list[Document] = []
    units: list[Unit] = []
    taken: set[str] = set()
    for path in sorted(folder.glob("*.txt")):
        source = read_source(path)
        reading = read_corpus_file(source, taken)
        findings = find(reading, source)
        for document in reading.documents:
            units += document_units(
                document,
                [clause for clause in reading.clauses if clause.document == document.key],
                [table for table in reading.tables if table.document == document.key],
                [target for target in findings.targets if target.document == document.key],
                [duty for duty in findings.duties if duty.document == document.key],
            )
        documents += reading.documents
    return documents, units


def load_units(work: Path) -> tuple[list[Document], list[Unit]]:
    loaded: tuple[list[Document], list[Unit]] = pickle.loads((work / "units").read_bytes())
    return loaded


# ours


def build_ours(work: Path) -> None:
    from nt_desktop.search.index import build_search_index

    documents, units = load_units(work)
    began = time.process_time()
    build_search_index(work / "ours", units, documents)
    print(json.dumps({"build": time.process_time() - began}))


def open_ours(work: Path) -> Answer:
    from nt_desktop.search.engine import Engine

    engine = Engine.open(work / "ours")

    def answer(query: str) -> int:
        results = engine.search(query, limit=LIMIT)
        return results.total if results.hits and results.hits[0].tier == "exact" else 0

    return answer


# SQLite FTS5 with pairs of characters made here


def pairs(normal: str) -> str:
    return " ".join(f"x{normal[at : at + 2].encode().hex()}" for at in range(len(normal) - 1) if normal[at] != " ")


def singles(normal: str) -> str:
    return " ".join(f"x{character.encode().hex()}" for character in dict.fromkeys(normal) if character != " ")


def build_fts5(work: Path) -> None:
    _, units = load_units(work)
    (work / "fts5.db").unlink(missing_ok=True)
    began = time.process_time()
    database = sqlite3.connect(work / "fts5.db")
    database.execute("PRAGMA journal_mode=OFF")
    database.execute("CREATE VIRTUAL TABLE unit USING fts5(pairs, singles, content='', columnsize=1)")
    normals = (normal_form(unit.text) for unit in units)
    database.executemany(
        "INSERT INTO unit(rowid, pairs, singles) VALUES (?, ?, ?)",
        ((number, pairs(normal), singles(normal)) for number, normal in enumerate(normals)),
    )
    database.execute("INSERT INTO unit(unit) VALUES ('optimize')")
    database.commit()
    database.close()
    print(json.dumps({"build": time.process_time() - began}))


def open_fts5(work: Path) -> Answer:
    database = sqlite3.connect(f"file:{work / 'fts5.db'}?mode=ro&immutable=1", uri=True)

    def answer(query: str) -> int:
        words = [normal_form(word) for word in query.split()]
        match = " AND ".join(
            f'pairs:"{pairs(word)}"' if len(word) > 1 else f'singles:"{singles(word)}"' for word in words
        )
        database.execute("SELECT rowid FROM unit WHERE unit MATCH ? ORDER BY rank LIMIT ?", (match, LIMIT)).fetchall()
        return int(database.execute("SELECT count(*) FROM unit WHERE unit MATCH ?", (match,)).fetchone()[0])

    return answer


# tantivy


def tantivy_index(work: Path):  # type: ignore[no-untyped-def]
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in ("pairs", "singles"):
        builder.add_text_field(name, stored=False, tokenizer_name="whitespace")
    builder.add_integer_field("number", stored=True)
    folder = work / "tantivy"
    folder.mkdir(exist_ok=True)
    index = tantivy.Index(builder.build(), path=str(folder))
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def build_tantivy(work: Path) -> None:
    import tantivy

    _, units = load_units(work)
    began = time.process_time()
    index = tantivy_index(work)
    writer = index.writer(200_000_000, 1)
    for number, unit in enumerate(units):
        normal = normal_form(unit.text)
        writer.add_document(tantivy.Document(pairs=pairs(normal), singles=singles(normal), number=number))
    writer.commit()
    writer.wait_merging_threads()
    print(json.dumps({"build": time.process_time() - began}))


def open_tantivy(work: Path) -> Answer:
    index = tantivy_index(work)
    index.reload()
    searcher = index.searcher()

    def answer(query: str) -> int:
        words = [normal_form(word) for word in query.split()]
        text = " AND ".join(
            f'pairs:"{pairs(word)}"' if len(word) > 1 else f'singles:"{singles(word)}"' for word in words
        )
        return int(searcher.search(index.parse_query(text, ["pairs"]), LIMIT, count=True).count)

    return answer


# a scan of the joined text


def build_scan(work: Path) -> None:
    _, units = load_units(work)
    began = time.process_time()
    (work / "scan").write_bytes(b"\n".join(normal_form(unit.text).encode() for unit in units))
    print(json.dumps({"build": time.process_time() - began}))


def open_scan(work: Path) -> Answer:
    with (work / "scan").open("rb") as file:
        text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def lines_with(needle: bytes) -> Iterator[int]:
        at = text.find(needle)
        while at >= 0:
            yield text.rfind(b"\n", 0, at)
            at = text.find(needle, max(text.find(b"\n", at), at + 1))

    def answer(query: str) -> int:
        return len(set.intersection(*(set(lines_with(normal_form(word).encode())) for word in query.split())))

    return answer


ENGINES: dict[str, tuple[Callable[[Path], None], Callable[[Path], Answer]]] = {
    "ours": (build_ours, open_ours),
    "fts5": (build_fts5, open_fts5),
    "tantivy": (build_tantivy, open_tantivy),
    "scan": (build_scan, open_scan),
}


def answer_all(name: str, work: Path, repeat: int) -> None:
    """Open one engine, answer every query, and print what it took as JSON."""
    began = time.perf_counter()
    answer = ENGINES[name][1](work)
    memory = resident()
    answer("秸秆 综合利用率")
    cold = time.perf_counter() - began
    queries = [query for query in QUERIES.read_text(encoding="utf-8").split("\n") if query]
    times = dict.fromkeys(queries, math.inf)
    totals = {}
    for _ in range(repeat):
        for query in queries:
            start = time.perf_counter()
            totals[query] = answer(query)
            times[query] = min(times[query], (time.perf_counter() - start) * 1000)
    found = {"times": list(times.values()), "totals": list(totals.values())}
    print(json.dumps({"cold": cold * 1000, "opened": memory, "after": resident(), **found}))


def resident() -> float:
    """Resident memory of this process in MB."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def size_of(path: Path) -> float:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def run(*arguments: str) -> dict[str, object]:
    """Run this file in a process of its own."""
    done = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def compare(folder: Path, work: Path, names: list[str], repeat: int) -> None:
    work.mkdir(parents=True, exist_ok=True)
    documents, units = read_units(folder)
    (work / "units").write_bytes(pickle.dumps((documents, units), pickle.HIGHEST_PROTOCOL))
    characters = sum(len(unit.text) for unit in units)
    print(
        f"{characters / 1e6:.1f} million characters in {len(units)} units of {len(documents)} documents\n", flush=True
    )
    print("| engine | p50 ms | p95 ms | max ms | open + first ms | MB opened | MB after | build CPU s | index MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    totals: dict[str, object] = {}
    for name in names:
        built = run("--build", name, "--work", str(work))
        found = run("--answer", name, "--work", str(work), "--repeat", str(repeat))
        times = sorted(found["times"])  # type: ignore[call-overload]
        place = work / {"fts5": "fts5.db"}.get(name, name)
        print(
            f"| {name} | {times[len(times) // 2]:.2f} | {times[int(len(times) * 0.95)]:.2f} | {times[-1]:.2f} "
            f"| {found['cold']:.0f} | {found['opened']:.0f} | {found['after']:.0f} | {built['build']:.1f} "
            f"| {size_of(place):.0f} |",
            flush=True,
        )
        totals[name] = found["totals"]
    if len({json.dumps(counted) for counted in totals.values()}) > 1:
        print("\nThe engines do not count alike:")
        queries = [query for query in QUERIES.read_text(encoding="utf-8").split("\n") if query]
        for number, query in enumerate(queries):
            counted = {name: counts[number] for name, counts in totals.items()}  # type: ignore[index]
            if len(set(counted.values())) > 1:
                print(f"  {query}: {counted}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--engines", default="ours,fts5,tantivy,scan")
    parser.add_argument("--work", type=Path, default=Path("build/bench"))
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--build", help=argparse.SUPPRESS)
    parser.add_argument("--answer", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        ENGINES[options.build][0](options.work)
    elif options.answer:
        answer_all(options.answer, options.work, options.repeat)
    elif options.folder:
        names = options.engines.split(",")
        try:
            import tantivy  # noqa: F401
        except ImportError:
            names = [name for name in names if name != "tantivy"]
        compare(options.folder, options.work, names, options.repeat)
    else:
        parser.error("which folder?")


if __name__ == "__main__":
    main()
