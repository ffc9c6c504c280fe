from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import openpyxl
import pytest

from nt_desktop.errors import OutputError
from nt_desktop.model import Duty, TargetKind
from nt_desktop.output.spreadsheets import export_duties, export_tables, export_targets
from tests.hand_library import PLAN, HandLibrary, target


def documents(library: HandLibrary) -> dict:  # type: ignore[type-arg]
    return {document.key: document for document in library.documents()}


def test_targets_are_typed_cells_with_their_source(library: HandLibrary, out: Path) -> None:
    path = out / "指标.xlsx"
    export_targets(library.targets(), documents(library), path)
    sheet = openpyxl.load_workbook(path).active
    heads = [cell.value for cell in sheet[1]]
    first = dict(zip(heads, (cell.value for cell in sheet[2]), strict=True))
    assert first["指标"] == "一般工业大宗固废综合利用率"
    assert first["比较"] == "≥"
    assert first["目标值"] == 95
    assert first["单位"] == "%"
    assert first["期限"] == "2025"
    assert first["牵头"] == "市生态环境局"
    assert first["文号"] == "通政办发〔2023〕24号"
    assert first["来源"].startswith("南通市人民政府办公室关于印发")
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, len(heads)).column_letter}3"


def test_fractions_stay_numbers_and_classes_stay_words(library: HandLibrary, out: Path) -> None:
    path = out / "指标.xlsx"
    key = f"{PLAN}#二/23"
    export_targets(
        [target(key, "甲", "13.5"), target(key, "乙", "1"), replace(target(key, "丙", "1"), value="Ⅲ类")], {}, path
    )
    column = [row[3].value for row in openpyxl.load_workbook(path).active.iter_rows(min_row=2)]
    assert column == [13.5, 1, "Ⅲ类"]


def test_csv_opens_in_excel_as_utf8(library: HandLibrary, out: Path) -> None:
    path = out / "指标.csv"
    export_targets(library.targets(), documents(library), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][0] == "指标"
    assert len(rows) == 3


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_words_never_become_formulas(out: Path, ending: str) -> None:
    path = out / f"指标{ending}"
    export_targets([target(f"{PLAN}#二/23", "=1+1", "5")], {}, path)
    if ending == ".xlsx":
        cell = openpyxl.load_workbook(path).active["A2"]
        assert (cell.value, cell.data_type) == ("=1+1", "s")
    else:
        assert "'=1+1" in path.read_text(encoding="utf-8-sig")


def test_duties_name_department_role_and_clause(library: HandLibrary, out: Path) -> None:
    duty = Duty(f"{PLAN}#二/23", PLAN, "样例.txt", "市生态环境局", "生态环境局", "lead", "2025", 0, 1)
    path = out / "分工.xlsx"
    export_duties([duty], documents(library), path)
    sheet = openpyxl.load_workbook(path).active
    assert [cell.value for cell in sheet[2]][:4] == ["市生态环境局", "生态环境局", "牵头", "2025"]
    assert sheet[2][8].value == f"{PLAN}#二/23"


def test_table_keeps_its_merged_cells(library: HandLibrary, out: Path) -> None:
    path = out / "表.xlsx"
    export_tables([library.table(f"{PLAN}#表1")], path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet["A1"].value == "表1  重点项目进度安排"
    assert {str(cells) for cells in sheet.merged_cells.ranges} == {
        "A2:A3",
        "B2:B3",
        "C2:D2",
        "E2:E3",
        "A4:E4",
        "E6:E7",
    }
    assert sheet["A5"].value == 1
    assert sheet["C6"].value == "完成40%"


def test_empty_export_has_its_heads(out: Path) -> None:
    path = out / "空.xlsx"
    export_targets([], {}, path)
    assert openpyxl.load_workbook(path).active["A1"].value == "指标"


def test_unknown_ending_is_refused(out: Path) -> None:
    with pytest.raises(OutputError, match=r"\.xlsx 或 \.csv"):
        export_targets([], {}, out / "指标.ods")


def test_large_numbers_are_not_rounded(out: Path) -> None:
    path = out / "指标.csv"
    export_targets([replace(target(f"{PLAN}#二/23", "甲", "1"), value=Decimal("1234567890.05"))], {}, path)
    assert "1234567890.05" in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("kind", get_args(TargetKind))
def test_targets_of_every_kind_have_a_word_for_it(library: HandLibrary, out: Path, kind: TargetKind) -> None:
    path = out / "指标.csv"
    export_targets([replace(library.targets()[0], kind=kind)], documents(library), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["类型"] not in ("", kind)
