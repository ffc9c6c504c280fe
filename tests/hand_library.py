"""A small collection made by hand, with the interface of the catalogue: expected values can be read off this page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from nt_desktop.errors import UnknownKeyError
from nt_desktop.model import Cell, Clause, ClauseRole, Document, Table, Target

PLAN = "通政办发〔2023〕24号"
NOTICE = "海政办发〔2023〕30号"


class HandLibrary:
    def __init__(
        self,
        documents: Sequence[Document],
        clauses: Sequence[Clause],
        tables: Sequence[Table] = (),
        targets: Sequence[Target] = (),
    ) -> None:
        self._documents = tuple(documents)
        self._clauses = tuple(clauses)
        self._tables = tuple(tables)
        self._targets = tuple(targets)

    def documents(self) -> tuple[Document, ...]:
        return self._documents

    def document(self, key: str) -> Document:
        return _one(self._documents, key)

    def clauses(self, document_key: str) -> tuple[Clause, ...]:
        return tuple(clause for clause in self._clauses if clause.document == document_key)

    def clause(self, key: str) -> Clause:
        return _one(self._clauses, key)

    def tables(self, document_key: str) -> tuple[Table, ...]:
        return tuple(table for table in self._tables if table.document == document_key)

    def table(self, key: str) -> Table:
        return _one(self._tables, key)

    def targets(self, document: str | None = None, clauses: Collection[str] | None = None) -> tuple[Target, ...]:
        return tuple(
            target
            for target in self._targets
            if document in (None, target.document) and (clauses is None or target.clause in clauses)
        )

    def edited(self, key: str, text: str) -> HandLibrary:
        clauses = [replace(clause, text=text) if clause.key == key else clause for clause in self._clauses]
        return HandLibrary(self._documents, clauses, self._tables, self._targets)

    def without(self, *keys: str) -> HandLibrary:
        clauses = [clause for clause in self._clauses if clause.key not in keys]
        return HandLibrary(self._documents, clauses, self._tables, self._targets)

    def renamed(self, key: str, new_key: str) -> HandLibrary:
        clauses = [replace(clause, key=new_key) if clause.key == key else clause for clause in self._clauses]
        return HandLibrary(self._documents, clauses, self._tables, self._targets)


def _one(records: Sequence, key: str):  # type: ignore[type-arg,no-untyped-def]
    for record in records:
        if record.key == key:
            return record
    raise UnknownKeyError(key)


def document(key: str, title: str, **more: object) -> Document:
    values: dict[str, object] = {
        "seed": "样例.txt",
        "order": 1,
        "kind": "方案",
        "doc_number": key,
        "issuer": None,
        "date": None,
        "attached_plan": None,
        "parent": None,
        "region": None,
        "period": None,
        "first_line": title,
        "last_line": "",
        "start": 0,
        "end": 1000,
    }
    return Document(key=key, title=title, **(values | more))  # type: ignore[arg-type]


class Paper:
    """Writes the clauses of one document down in order; places are counted up."""

    def __init__(self, document_key: str) -> None:
        self.document = document_key
        self.clauses: list[Clause] = []
        self.tables: list[Table] = []
        self.position = 0

    def add(
        self, place: str, text: str, path: tuple[str, ...] = (), heading: str = "", role: ClauseRole = "text"
    ) -> None:
        label = path[-1] if path and "¶" not in place else ""
        self.clauses.append(
            Clause(
                key=f"{self.document}#{place}",
                seed="样例.txt",
                document=self.document,
                order=len(self.clauses) + 1,
                level=len(path),
                label=label,
                heading=heading,
                path=path,
                text=text,
                start=self.position,
                end=self.position + len(text),
                role=role,
            )
        )
        self.position += len(text) + 1

    def add_table(
        self,
        caption: str,
        rows: Sequence[Sequence[str]],
        n_header_rows: int,
        merged: Sequence[tuple[int, int, int, int]] = (),
    ) -> Table:
        """`merged` are (row, col, row_span, col_span); every other position is a cell of its own."""
        covered = {(r, c) for row, col, rs, cs in merged for r in range(row, row + rs) for c in range(col, col + cs)}
        places = [
            *merged,
            *((r, c, 1, 1) for r in range(len(rows)) for c in range(len(rows[0])) if (r, c) not in covered),
        ]
        cells = tuple(Cell(r, c, rs, cs, rows[r][c], 0, 0) for r, c, rs, cs in sorted(places))
        order = len(self.tables) + 1
        table = Table(
            key=f"{self.document}#表{order}",
            seed="样例.txt",
            document=self.document,
            clause=self.clauses[-1].key,
            order=order,
            caption=caption,
            n_cols=len(rows[0]),
            n_header_rows=n_header_rows,
            header=tuple(rows[n_header_rows - 1]) if n_header_rows else tuple("" for _ in rows[0]),
            rows=tuple(tuple(row) for row in rows),
            section_rows=(),
            start=self.position,
            end=self.position + 10,
            cells=cells,
        )
        self.position += 11
        self.tables.append(table)
        return table


def target(clause: str, indicator: str, value: str, **more: object) -> Target:
    values: dict[str, object] = {
        "key": f"{clause}@1",
        "seed": "样例.txt",
        "document": clause.partition("#")[0],
        "table": None,
        "row_label": None,
        "col_label": None,
        "quote": indicator,
        "kind": "target",
        "comparator": "=",
        "value_max": None,
        "unit": "%",
        "change": False,
        "baseline": None,
        "deadline": "2025",
        "scope": None,
        "lead": (),
        "participants": (),
        "start": 0,
        "end": 0,
    }
    return Target(clause=clause, indicator=indicator, value=Decimal(value), **(values | more))  # type: ignore[arg-type]


def sample_library() -> HandLibrary:
    """Two documents: a city's plan with a table of merged cells, and a district's notice."""
    plan = Paper(PLAN)
    plan.add("¶1", "南通市减污降碳协同增效三年行动计划（2023—2025年）", role="title")
    plan.add("¶2", "为贯彻落实《关于深入打好污染防治攻坚战的实施意见》等文件精神，制订本行动计划。")
    plan.add("一", "一、总体要求", ("一、",), "总体要求", "heading")
    plan.add("一/一", "（一）工作原则", ("一、", "（一）"), "工作原则", "heading")
    plan.add(
        "一/一/1",
        "1. 坚持源头治理。紧盯污染物和温室气体排放源头，突出主要领域、重点行业和关键环节，强化资源能源节约和高效利用。",
        ("一、", "（一）", "1."),
        "坚持源头治理",
    )
    plan.add(
        "一/一/2",
        "2. 坚持系统推进。统筹推进山水林田湖草一体化保护和修复，强化目标协同、领域协同、任务协同。",
        ("一、", "（一）", "2."),
        "坚持系统推进",
    )
    plan.add("一/一/2¶1", "各地各部门应当密切配合，形成合力。", ("一、", "（一）", "2."))
    plan.add("一/二", "（二）主要目标", ("一、", "（二）"), "主要目标", "heading")
    plan.add(
        "一/二/1",
        "到 2025 年，全市 PM_{2.5} 浓度降至 25 微克 / 立方米左右，优良天数比率达 88% 以上；国、省考断面水质优Ⅲ比例均达 100%。",
        ("一、", "（二）", "1."),
    )
    plan.add("二", "二、重点任务", ("二、",), "重点任务", "heading")
    plan.add(
        "二/23",
        "23. 深化固危废处置能力建设。到 2025 年，一般工业大宗固废综合利用率保持 95% 以上。（市生态环境局牵头，市城市管理局等按职责分工负责）",
        ("二、", "23."),
        "深化固危废处置能力建设",
    )
    plan.add("二/23¶1", "重点项目进度安排如下：", ("二、", "23."))
    plan.add_table(
        "表1  重点项目进度安排",
        [
            ["序号", "项目名称", "进度安排", "进度安排", "牵头部门"],
            ["序号", "项目名称", "上半年", "下半年", "牵头部门"],
            ["一、新建项目", "一、新建项目", "一、新建项目", "一、新建项目", "一、新建项目"],
            ["1", "静脉产业园", "完成立项", "开工建设", "生态环境局\n经发局"],
            ["2", "建筑垃圾处置中心", "完成40%", "全部完成", "城市管理局"],
            ["3", "餐厨废弃物收运", "—", "全部完成", "城市管理局"],
        ],
        2,
        [(0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 1, 2), (0, 4, 2, 1), (2, 0, 1, 5), (4, 4, 2, 1)],
    )
    plan.add("¶3", "南通市人民政府办公室", role="issuer")
    plan.add("¶4", "2023年4月25日", role="date")
    notice = Paper(NOTICE)
    notice.add("一", "一、工作目标", ("一、",), "工作目标", "heading")
    notice.add("一/1", "1.到2025年，秸秆综合利用率稳定在95%以上，𠮷祥社区全覆盖。", ("一、", "1."))
    documents = (
        document(
            PLAN,
            "南通市人民政府办公室关于印发南通市减污降碳协同增效三年行动计划（2023—2025年）的通知",
            issuer="南通市人民政府办公室",
            date="2023-04-25",
        ),
        document(
            NOTICE,
            "关于印发南通市海门区“无废城市”建设实施方案的通知",
            issuer="南通市海门区人民政府办公室",
            date="2023-06-30",
            order=2,
        ),
    )
    targets = (
        target(f"{PLAN}#二/23", "一般工业大宗固废综合利用率", "95", comparator=">=", lead=("市生态环境局",)),
        target(f"{NOTICE}#一/1", "秸秆综合利用率", "95", comparator=">="),
    )
    return HandLibrary(documents, (*plan.clauses, *notice.clauses), (*plan.tables, *notice.tables), targets)
