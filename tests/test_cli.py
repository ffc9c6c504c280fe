from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from nt_desktop import faults, places
from nt_desktop.cli import main
from nt_desktop.faults import LOG_NAME
from nt_desktop.search.engine import Engine

RECORDS = ("documents", "clauses", "tables", "targets", "duties", "references")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.fixture
def on_seeds(built_index: Path) -> tuple[str, str]:
    return "--index", str(built_index)


@pytest.mark.parametrize("what", RECORDS)
def test_every_record_is_dumped_as_a_line_of_json(
    capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str], what: str
) -> None:
    code, out, _ = run(capsys, "dump", what, *on_seeds)
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert records
    assert all({"seed", "start", "end"} <= record.keys() for record in records)


def test_search_answers_with_the_names_of_the_design(
    capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str]
) -> None:
    code, out, _ = run(capsys, "search", "秸秆 综合利用率", "--json", "--limit", "3", *on_seeds)
    answer = json.loads(out)
    assert code == 0
    assert {"query", "total", "elapsed_ms", "suggestions", "hits"} <= answer.keys()
    assert len(answer["hits"]) == 3
    for hit in answer["hits"]:
        names = {"clause", "document", "title", "path", "score", "snippet", "text", "seed", "start", "end"}
        assert names <= hit.keys()
        assert "秸秆" in hit["text"]
        assert "综合利用率" in hit["text"]


def test_other_names_are_searched_unless_they_are_switched_off(
    capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str]
) -> None:
    _, out, _ = run(capsys, "search", "市发改委", "--json", "--limit", "5000", *on_seeds)
    with_others = [hit["text"] for hit in json.loads(out)["hits"]]
    _, out, _ = run(capsys, "search", "市发改委", "--json", "--limit", "5000", "--no-equivalents", *on_seeds)
    answer = json.loads(out)
    assert answer["total"] == len(answer["hits"])
    assert all("市发改委" in hit["text"].replace(" ", "") for hit in answer["hits"])
    assert len(with_others) > answer["total"]
    assert any("发展和改革委员会" in text for text in with_others)


def test_a_search_in_words_tells_count_and_time(capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str]) -> None:
    code, out, _ = run(capsys, "search", "秸秆 综合利用率", *on_seeds)
    assert code == 0
    assert "命中" in out


@pytest.mark.parametrize("query", ["", "，。！", '"', "-", "((", "龘" * 10_000, "😀", "\udc80", "标题:"])
def test_a_query_that_says_nothing_is_no_error(
    capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str], query: str
) -> None:
    code, out, err = run(capsys, "search", "--json", *on_seeds, "--", query)
    assert (code, err) == (0, "")
    assert json.loads(out)["total"] == 0


def test_show_gives_a_document_a_clause_and_a_row(
    capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str]
) -> None:
    code, out, _ = run(capsys, "show", "通政办发〔2023〕24号", *on_seeds)
    assert code == 0
    assert "南通市减污降碳协同增效三年行动计划" in out
    code, out, _ = run(capsys, "show", "通政办发〔2023〕24号#一/三/1", "--json", *on_seeds)
    assert code == 0
    assert json.loads(out)["path"] == ["一、", "（三）", "1."]
    code, out, _ = run(capsys, "dump", "tables", *on_seeds)
    row = json.loads(out.splitlines()[0])["key"] + "/1"
    code, out, _ = run(capsys, "show", row, "--json", *on_seeds)
    assert code == 0
    assert json.loads(out)["key"] == row


def test_an_unknown_key_is_a_sentence_and_no_traceback(
    capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str]
) -> None:
    code, out, err = run(capsys, "show", "没有的编号", *on_seeds)
    assert (code, out) == (1, "")
    assert "没有的编号" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("search",),
        ("dump", "colours"),
        ("nonsense",),
        ("search", "x", "--limit", "many"),
        ("search", "x", "--limit", "-1"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("命令有误：")
    assert "usage" not in err


def test_a_missing_index_tells_what_to_do(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = run(capsys, "search", "x", "--index", str(tmp_path / "nowhere"))
    assert code == 1
    assert "nt-desktop build" in err


def test_build_prints_counts_reports_oddities_and_names_what_it_could_not_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    seeds, report = tmp_path / "seeds", tmp_path / "report.html"
    seeds.mkdir()
    skipping = "某市治水工作方案\n\n一、目标\n\n污水处理率达95%。\n\n二、任务\n\n治水。\n\n四、保障\n\n落实责任。\n"
    (seeds / "plan.txt").write_text(skipping, encoding="utf-8")
    index = ("--index", str(tmp_path / "index"))
    code, out, err = run(capsys, "build", "--seeds", str(seeds), *index, "--report", str(report))
    assert (code, err) == (0, "")
    assert "文件 1" in out
    assert "plan.txt" in report.read_text(encoding="utf-8")
    (seeds / "bad.txt").write_bytes(b"\x00\x01\x02\x03")
    code, out, err = run(capsys, "build", "--seeds", str(seeds), *index)
    assert code == 1
    assert "bad.txt" in err


def test_verify_finds_the_damaged_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "plan.txt").write_text(
        "某市治水工作方案\n\n一、目标\n\n到2025年，全市污水处理率达95%。\n", encoding="utf-8"
    )
    index = ("--index", str(tmp_path / "index"))
    run(capsys, "build", "--seeds", str(seeds), *index)
    assert run(capsys, "verify", *index)[0] == 0
    catalog = tmp_path / "index" / "catalog.db"
    content = bytearray(catalog.read_bytes())
    content[-1] ^= 1
    catalog.write_bytes(content)
    code, _, err = run(capsys, "verify", *index)
    assert code == 1
    assert "catalog.db" in err


@pytest.mark.usefixtures("qapp")  # writing PDF needs one application for all tests of a process
def test_verify_names_a_signature_that_does_not_fit(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "plan.txt").write_text(
        "某市治水工作方案\n\n一、目标\n\n到2025年，全市污水处理率达95%。\n", encoding="utf-8"
    )
    index = ("--index", str(tmp_path / "index"))
    run(capsys, "build", "--seeds", str(seeds), *index)
    (tmp_path / "index" / "manifest.sig").write_bytes(b"no signature")
    monkeypatch.setattr("nt_desktop.catalog.signature.trust_in", lambda folder: "forged")
    code, out, err = run(capsys, "verify", *index)
    assert (code, out) == (1, "")
    assert "manifest.sig" in err


@pytest.mark.parametrize("ending", [".txt", ".html", ".docx", ".pdf"])
def test_an_excerpt_is_written_for_every_ending(
    capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str], tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"摘录{ending}"
    code, said, _ = run(capsys, "excerpt", "通政办发〔2023〕24号#一/三/1", "--out", str(out), *on_seeds)
    assert code == 0
    assert str(out) in said
    assert out.stat().st_size > 500
    code, _, err = run(capsys, "excerpt", "通政办发〔2023〕24号", "--out", str(tmp_path / "x.odt"), *on_seeds)
    assert code == 1
    assert ".pdf" in err


@pytest.mark.parametrize(("what", "ending"), [("targets", ".csv"), ("targets", ".xlsx"), ("duties", ".csv")])
def test_targets_and_duties_are_exported_by_department(
    capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str], tmp_path: Path, what: str, ending: str
) -> None:
    out = tmp_path / f"导出{ending}"
    code, _, _ = run(capsys, "export", what, "--where", "部门=市水利局", "--out", str(out), *on_seeds)
    assert code == 0
    assert out.stat().st_size > 100
    if ending == ".csv":
        lines = out.read_bytes().decode("utf-8-sig").splitlines()
        assert len(lines) > 1
        # 水务局 is its name elsewhere, 水务 its field in lists like 发改、环保、水务等部门
        assert all("水利局" in line or "水务" in line for line in lines[1:])


def test_a_filter_that_lets_nothing_through_is_not_good(
    capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str], tmp_path: Path
) -> None:
    code, _, err = run(capsys, "export", "targets", "--where", "颜色=红", "--out", str(tmp_path / "x.csv"), *on_seeds)
    assert code == 1
    assert "颜色=红" in err


def test_what_nobody_foresaw_is_a_sentence_and_its_details_are_kept(
    capsys: pytest.CaptureFixture[str], on_seeds: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("没有人料到")

    monkeypatch.setattr(Engine, "search", fail)
    code, out, err = run(capsys, "search", "水", *on_seeds)
    assert (code, out) == (1, "")
    assert err.startswith("程序出错（ZeroDivisionError）")
    assert "Traceback" not in err
    log = places.workspace_folder() / LOG_NAME
    assert str(log) in err
    assert "ZeroDivisionError: 没有人料到" in log.read_text(encoding="utf-8")
    monkeypatch.setattr(faults, "workspace_folder", lambda: log)
    assert "ZeroDivisionError: 没有人料到" in run(capsys, "search", "水", *on_seeds)[2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no medium that is always full")
def test_an_answer_that_cannot_be_written_is_told(on_seeds: tuple[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "nt_desktop", "dump", "documents", *on_seeds],
            stdout=full, stderr=subprocess.PIPE, cwd=Path(__file__).parent.parent, check=False,
        )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr.decode() == "结果写不出去：磁盘已满。请换一个位置保存后重试。\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hands over arguments as text")
def test_chinese_is_read_and_printed_in_a_locale_that_knows_none(on_seeds: tuple[str, str]) -> None:
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run(
        [sys.executable, "-m", "nt_desktop", "search", "秸秆", *on_seeds],
        env=os.environ | bare, capture_output=True, cwd=Path(__file__).parent.parent, check=True,
    )  # fmt: skip
    assert "秸秆" in ran.stdout.decode()


def test_a_wrong_key_is_told_before_anything_is_built(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = run(capsys, "build", "--index", str(tmp_path / "index"), "--key", str(tmp_path / "none.pem"))
    assert code == 1
    assert "none.pem" in err
    assert list(tmp_path.iterdir()) == []
