"""A tiny collection made by hand: one plan with two clauses, a table of two rows, a target and a duty."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from nt_desktop.catalog.manifest import FileRecord, write_manifest
from nt_desktop.catalog.schema import SeedText
from nt_desktop.catalog.writing import CatalogWriter
from nt_desktop.model import Cell, Clause, Document, Duty, Evidence, Observation, Span, Table, Target

SEED = "plan.txt"
TEXT = "某市治水计划\n一、目标\n到2025年，污水处理率达95%以上。（市水利局牵头）\n\t年份\n\t目标\n\n\t2025\n\t95%\n"
KEY = "某政办发〔2023〕7号"

DOCUMENT = Document(
    key=KEY,
    seed=SEED,
    order=1,
    title="某市治水计划",
    kind="计划",
    doc_number=KEY,
    issuer=None,
    date="2023-04-25",
    attached_plan=None,
    parent=None,
    region="市",
    period="2023/2025",
    first_line="某市治水计划",
    last_line="95%",
    start=0,
    end=len(TEXT),
    evidence=(Evidence("region", "某市", 0, 2),),
)
HEADING = Clause(
    f"{KEY}#一", SEED, KEY, 1, 1, "一、", "目标", ("一、",), "一、目标", 7, 11, "heading", (Span(0, 7, 4),)
)
CLAUSE = Clause(
    f"{KEY}#一¶1", SEED, KEY, 2, 1, "", "", ("一、",), TEXT[12:38], 12, 38, "text", (Span(0, 12, 10), Span(10, 22, 16))
)
TABLE = Table(
    key=f"{KEY}#表1",
    seed=SEED,
    document=KEY,
    clause=CLAUSE.key,
    order=1,
    caption="",
    n_cols=2,
    n_header_rows=1,
    header=("年份", "目标"),
    rows=(("年份", "目标"), ("2025", "95%")),
    section_rows=(),
    start=TEXT.index("\t年份"),
    end=len(TEXT) - 1,
    unit=None,
    cells=tuple(
        Cell(row, col, 1, 1, words, TEXT.index("\t" + words) + 1, TEXT.index("\t" + words) + 1 + len(words))
        for row, col, words in ((0, 0, "年份"), (0, 1, "目标"), (1, 0, "2025"), (1, 1, "95%"))
    ),
)
TARGET = Target(
    key=f"{CLAUSE.key}!1",
    seed=SEED,
    document=KEY,
    clause=CLAUSE.key,
    table=None,
    row_label=None,
    col_label=None,
    quote="污水处理率达95%以上",
    kind="target",
    indicator="污水处理率",
    comparator=">=",
    value=Decimal("95"),
    value_max=None,
    unit="%",
    change=False,
    baseline=None,
    deadline="2025",
    scope=None,
    lead=("市水利局",),
    participants=(),
    start=20,
    end=30,
    lead_canonical=("市水利局",),
    base_value=95.0,
    base_unit="%",
)
DUTY = Duty(CLAUSE.key, KEY, SEED, "市水利局", "市水利局", "lead", "2025", 32, 36)
OBSERVATION = Observation("大纲", SEED, 2, "缺少“二、”", 7, 11, KEY)


def write_sample_index(folder: Path) -> Path:
    """An index folder with the sample's catalogue and one file that stands for the full text."""
    folder.mkdir(parents=True)
    writer = CatalogWriter(folder)
    writer.add("seeds", [SeedText(SEED, "0" * 64, "utf-8", TEXT)])
    writer.add("documents", [DOCUMENT])
    writer.add("clauses", [HEADING, CLAUSE])
    writer.add("tables", [TABLE])
    writer.add("targets", [TARGET])
    writer.add("duties", [DUTY])
    writer.add("observations", [OBSERVATION])
    writer.finish()
    (folder / "whoosh").mkdir()
    (folder / "whoosh" / "terms").write_bytes(b"\x00" * 64)
    write_manifest(folder, writer.counts, DOCUMENT.date, (FileRecord(SEED, 1, "0" * 64),), ())
    return folder
