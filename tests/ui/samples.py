"""Small records made by hand for tests of the panels."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nt_desktop.model import Cell, Clause, Document, Span, Table, Target
from nt_desktop.ui.page import Page

DOCUMENT = Document(
    "通政办发〔2023〕24号", "000.txt", 1, "南通市人民政府办公室关于印发《南通市秸秆利用方案》的通知", "方案",
    "通政办发〔2023〕24号", "南通市人民政府办公室", "2023-04-25", None, None, "南通市", "2023/2025", "", "", 0, 400,
)  # fmt: skip
PART = replace(DOCUMENT, key=f"{DOCUMENT.key}/附件1", title="任务表", parent=DOCUMENT.key, doc_number=None, order=2)
OTHER = replace(DOCUMENT, key="海政发〔2021〕8号", title="海门区水利计划", region="海门区", date="2021-05-01")
DOCUMENTS = {each.key: each for each in (DOCUMENT, PART, OTHER)}


def clause(order: int, text: str, start: int, *, label: str = "", heading: str = "", level: int = 0) -> Clause:
    spans = (Span(0, start, len(text)),)
    place = label.strip("、（）.") or f"¶{order}"
    path = (label,) if label else ()
    return Clause(
        f"{DOCUMENT.key}#{place}", "000.txt", DOCUMENT.key, order, level, label, heading, path, text, start,
        start + len(text), "heading" if heading and heading in text[-len(heading) :] else "text", spans,
    )  # fmt: skip


CLAUSES = (
    clause(1, "一、总体要求", 0, label="一、", heading="总体要求", level=1),
    clause(2, "到2025年，秸秆综合利用率达95%以上，𠮷田镇除外。", 10),
    clause(3, "二、任务", 60, label="二、", heading="任务", level=1),
)
TABLE = Table(
    f"{DOCUMENT.key}#表1", "000.txt", DOCUMENT.key, CLAUSES[2].key, 1, "表1 任务", 3, 1,
    ("序号", "任务", "数量"), (("序号", "任务", "数量"), ("1", "清理河道", "12"), ("1", "修建泵站", "3.5")), (),
    100, 160, "项",
    (
        Cell(0, 0, 1, 1, "序号", 100, 102), Cell(0, 1, 1, 1, "任务", 103, 105), Cell(0, 2, 1, 1, "数量", 106, 108),
        Cell(1, 0, 2, 1, "1", 110, 111, (Span(0, 110, 1),)), Cell(1, 1, 1, 1, "清理河道", 112, 116, (Span(0, 112, 4),)),
        Cell(1, 2, 1, 1, "12", 117, 119, (Span(0, 117, 2),)),
        Cell(2, 1, 1, 1, "修建泵站", 120, 124, (Span(0, 120, 4),)),
        Cell(2, 2, 1, 1, "3.5", 125, 128, (Span(0, 125, 3),)),
    ),
)  # fmt: skip
PAGE = Page(DOCUMENT, CLAUSES, (TABLE,), (), (), (), (), None, (PART,))


def target(number: int, value: str, unit: str = "%", **changes: object) -> Target:
    made = Target(
        f"t{number}", "000.txt", DOCUMENT.key, CLAUSES[1].key, None, None, None, f"达{value}{unit}", "target",
        f"指标{number}", ">=", Decimal(value), None, unit, False, None, "2025", None, ("市水利局", "市住建局"), (),
        20 + number, 25 + number, base_value=float(value), base_unit=unit,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


TARGETS = (
    target(1, "95"),
    target(2, "9", deadline="2023-12-31", lead=("市农业农村局",)),
    target(3, "1.8", "万吨", base_value=18000.0, base_unit="吨", document=OTHER.key, deadline=None),
    target(4, "500", "吨", base_value=500.0, base_unit="吨", document=OTHER.key, deadline="每年"),
    target(5, "1699", "个", kind="result", deadline=None),
)
