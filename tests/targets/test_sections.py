from __future__ import annotations

import pytest

from nt_desktop.corpus.reading import read_corpus_file
from nt_desktop.corpus.source import decode
from nt_desktop.targets.findings import find


def kind_under(heading: str, title: str = "平川县“十四五”林业发展规划（2021—2025年）") -> str:
    source = decode("a.txt", f"{title}\n为发展林业，制定本文。\n一、{heading}\n全县森林覆盖率达到36%。\n".encode())
    (target,) = find(read_corpus_file(source), source).targets
    return target.kind


@pytest.mark.parametrize(
    "heading",
    [
        "发展基础",
        "“十三五”时期工作成效",
        "现状与问题",
        "规划背景",
        "存在的主要问题",
        "取得的成绩",
        "面临的形势",
        "现状评价",
    ],
)
def test_a_section_that_tells_holds_results(heading: str) -> None:
    assert kind_under(heading) == "result"


@pytest.mark.parametrize(
    "heading", ["夯实工作基础", "着力解决突出问题", "提升治理成效", "主要目标", "优化发展条件", "创造有利形势"]
)
def test_a_section_that_promises_holds_targets(heading: str) -> None:
    assert kind_under(heading) == "target"


@pytest.mark.parametrize("heading", ["2024年工作打算", "下一步工作", "2024年主要目标和重点任务"])
def test_a_report_promises_under_a_heading_of_what_is_to_come(heading: str) -> None:
    report = "平川县2023年林业工作总结"
    assert kind_under(heading, report) == "target"
    assert kind_under("主要工作完成情况", report) == "result"
