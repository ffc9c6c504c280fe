"""The dataclasses every layer speaks.

Offsets (`start`, `end`) count characters of the decoded source file as it is, end exclusive; a byte order mark is no
character. `Span`s tie cleaned text to those offsets, so that every fact leads back to the characters it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

DocumentKind = Literal[
    "通知",
    "通报",
    "方案",
    "规划",
    "计划",
    "专项工作方案",
    "意见",
    "办法",
    "细则",
    "预案",
    "报告",
    "公告",
    "通告",
    "决定",
    "批复",
    "函",
    "纪要",
    "大事记",
    "人事任免",
    "附件",
    "其他",
]
ClauseRole = Literal[
    "title",
    "doc_number",
    "recipients",
    "heading",
    "text",
    "caption",
    "note",
    "issuer",
    "date",
    "attachment",
    "colophon",
]
TargetKind = Literal["target", "result", "standard", "baseline"]
Comparator = Literal["=", ">=", "<=", ">", "<", "~", "increase", "decrease"]
DutyRole = Literal["lead", "participant"]
Relation = Literal["依据", "转发", "废止", "修订", "提及"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters that stands alike in a cleaned text and in its source."""

    text_start: int
    source_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a derived field (`region`, `period`, ...) was read."""

    field: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """文件: one official document that a reader would cite on its own.

    `order` counts from 1 within its seed. `parent` is the key of the document that issues it. `date` and `period` are
    ISO: `2023-04-25`, `2023/2025`. `first_line` and `last_line` are printed lines with text, as the source has them.
    """

    key: str
    seed: str
    order: int
    title: str
    kind: DocumentKind
    doc_number: str | None
    issuer: str | None
    date: str | None
    attached_plan: str | None
    parent: str | None
    region: str | None
    period: str | None
    first_line: str
    last_line: str
    start: int
    end: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """条款: a node of a document's outline, heading or paragraph, in reading order.

    `text` is the whole reflowed paragraph, label and heading included. `level` is 0 for what stands outside the
    numbering (title, 文号, recipients, issuer, date), else the depth of `path`. An unnumbered paragraph has label ""
    and the path of the clause it stands under. `order` counts from 1 within the document.
    """

    key: str
    seed: str
    document: str
    order: int
    level: int
    label: str
    heading: str
    path: tuple[str, ...]
    text: str
    start: int
    end: int
    role: ClauseRole = "text"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it begins in the grid; it covers `row_span` x `col_span` positions (0-based row and col)."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    start: int
    end: int
    spans: tuple[Span, ...] = ()
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """表: `rows` is the full grid, header rows included; a merged cell stands in every position it covers.

    `header` is one path per column (`形象进度安排 / 一季度`), with line breaks inside a cell taken out.
    `section_rows` are the texts of rows that run across the table. `clause` is the key of the clause it stands
    under. `unit` is a unit that caption or text before the table gives for all its figures. `order` counts within the
    document.
    """

    key: str
    seed: str
    document: str
    clause: str | None
    order: int
    caption: str
    n_cols: int
    n_header_rows: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    section_rows: tuple[str, ...]
    start: int
    end: int
    unit: str | None = None
    cells: tuple[Cell, ...] = ()

    def row_key(self, row: int) -> str:
        """The key of a grid row, counted from 1 with the header rows: `...#表3/5`."""
        return f"{self.key}/{row + 1}"


@dataclass(frozen=True, slots=True)
class Target:
    """指标: a quantified aim with its provenance.

    `kind` is `target` for what is to be reached, `result` for what has been, `standard` for a norm, rate or price, and
    `baseline` for a starting figure that targets in the same table are measured against.
    `value` is in the unit printed (13.5 with `%`), or words for classes (`Ⅲ类`). `quote` is source text between
    `start` and `end`. `base_value` is `value` in `base_unit`, so that 万吨 and 吨 compare. `rule` names the rule that
    found it, `confidence` runs from 0 to 1, `checked` is the ISO date a person confirmed it on.
    """

    key: str
    seed: str
    document: str
    clause: str | None
    table: str | None
    row_label: str | None
    col_label: str | None
    quote: str
    kind: TargetKind
    indicator: str
    comparator: Comparator
    value: Decimal | str
    value_max: Decimal | None
    unit: str
    change: bool
    baseline: str | None
    deadline: str | None
    scope: str | None
    lead: tuple[str, ...]
    participants: tuple[str, ...]
    start: int
    end: int
    indicator_canonical: str = ""
    lead_canonical: tuple[str, ...] = ()
    participants_canonical: tuple[str, ...] = ()
    base_value: float | None = None
    base_unit: str = ""
    rule: str = ""
    confidence: float = 1.0
    checked: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """任务分工: who answers for a clause or table row (`clause` is its key)."""

    clause: str
    document: str
    seed: str
    department: str
    department_canonical: str
    role: DutyRole
    deadline: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """引用: a document cited by a clause; `document` is its key when the corpus has it."""

    clause: str
    seed: str
    title: str | None
    doc_number: str | None
    relation: Relation
    document: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Observation:
    """Something the person who prepares the collection should look at.

    `kind` is one of: 断行拼接, 重复字, 大纲, 表格, 存疑单元格, 合计不符, 前后矛盾, 原文疑误, 文件.
    `line` counts from 1 in the seed. `other_start`/`other_end` give the second place of a contradiction.
    """

    kind: str
    seed: str
    line: int
    message: str
    start: int
    end: int
    document: str | None = None
    other_start: int | None = None
    other_end: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source file says: documents, clauses and tables in reading order, and what was odd."""

    seed: str
    documents: tuple[Document, ...] = ()
    clauses: tuple[Clause, ...] = ()
    tables: tuple[Table, ...] = ()
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What the clauses and tables of one reading promise, and who answers for it."""

    targets: tuple[Target, ...] = ()
    duties: tuple[Duty, ...] = ()
    references: tuple[Reference, ...] = ()
    observations: tuple[Observation, ...] = field(default=())


def source_offset(spans: tuple[Span, ...], position: int) -> int:
    """The source offset of a character of a cleaned text; at the text's end, the offset after its last character."""
    best = spans[0]
    for span in spans:
        if span.text_start > position:
            break
        best = span
    return best.source_start + min(position - best.text_start, best.length)


def text_position(spans: tuple[Span, ...], offset: int) -> int:
    """The position in a cleaned text of a source offset; of the next kept character where it was cleaned away."""
    for span in spans:
        if offset < span.source_start:
            return span.text_start
        if offset < span.source_start + span.length:
            return span.text_start + offset - span.source_start
    last = spans[-1]
    return last.text_start + last.length
