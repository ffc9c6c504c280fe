"""The report a person checks a collection by: what it says, where it points, and that nothing breaks it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from nt_desktop.catalog.catalog import Catalog
from nt_desktop.catalog.manifest import FileRecord, Problem, write_manifest
from nt_desktop.catalog.schema import SeedText
from nt_desktop.catalog.writing import CatalogWriter
from nt_desktop.errors import OutputError
from nt_desktop.model import Document, Observation
from nt_desktop.output.report import write_report

TEXT = "某市治水计划\n一、目标\n力争占比达\n90%以上。\n三、保障\n合计<10>个。\n"
OTHER = "无事的资料\n"
DOCUMENT = Document(
    "计划",
    "a.txt",
    1,
    "某市治水计划",
    "计划",
    None,
    None,
    "2023-04-25",
    None,
    None,
    None,
    None,
    "某市治水计划",
    "合计",
    0,
    len(TEXT),
)


def observation(kind: str, line: int, words: str, message: str, other: str | None = None) -> Observation:
    start = TEXT.index(words)
    other_start = None if other is None else TEXT.index(other)
    other_end = None if other is None or other_start is None else other_start + len(other)
    return Observation(kind, "a.txt", line, message, start, start + len(words), "计划", other_start, other_end)


OBSERVATIONS = [
    observation("断行拼接", 3, "达\n90", "已接成一句"),
    observation("大纲", 5, "三、", "编号从“一、”跳到“三、”"),
    observation("合计不符", 6, "<10>", "各项之和是 9 & 不是 10", "90%以上"),
]


class Page(HTMLParser):
    """The ids, inner links, text and tags of a page; fails on a tag that is not closed."""

    VOID = frozenset({"meta", "br", "link", "img", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.marked: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        for name in ("href", "src"):
            if values.get(name):
                self.links.append(str(values[name]))
        if tag == "mark":
            self.marked.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.words += data
        if "mark" in self.open:
            self.marked[-1] += data


def make_catalog(folder: Path, observations: list[Observation], problems: tuple[Problem, ...] = ()) -> Catalog:
    folder.mkdir()
    writer = CatalogWriter(folder)
    writer.add("seeds", [SeedText("a.txt", "0" * 64, "utf-8", TEXT), SeedText("b.txt", "1" * 64, "utf-8", OTHER)])
    writer.add("documents", [DOCUMENT])
    writer.add("observations", observations)
    writer.finish()
    seeds = (FileRecord("a.txt", 1, "0" * 64), FileRecord("b.txt", 1, "1" * 64))
    write_manifest(folder, writer.counts, "2023-04-25", seeds, problems)
    return Catalog.open(folder)


def report(tmp_path: Path, observations: list[Observation], problems: tuple[Problem, ...] = ()) -> Page:
    path = tmp_path / "核对 报告.html"
    with make_catalog(tmp_path / "index", observations, problems) as catalog:
        write_report(catalog, path)
    return Page(path.read_text(encoding="utf-8"))


def test_every_observation_is_quoted_with_its_line(tmp_path: Path) -> None:
    page = report(tmp_path, OBSERVATIONS)
    assert page.marked == ["<10>", "90%以上", "三、", "达⏎90"]  # by weight of the kind, the second place with its entry
    assert "编号从“一、”跳到“三、”" in page.words
    assert "各项之和是 9 & 不是 10" in page.words
    assert "第 4 行" in page.words
    assert page.words.count("某市治水计划") == 3


def test_links_lead_somewhere_and_nothing_is_loaded(tmp_path: Path) -> None:
    page = report(tmp_path, OBSERVATIONS)
    assert page.links
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert len(page.ids) == len(set(page.ids))


def test_problems_come_first(tmp_path: Path) -> None:
    page = report(tmp_path, OBSERVATIONS, (Problem("坏.txt", None, "文件是空的"), Problem("乱.txt", 7, "编码不对")))
    assert (
        page.words.index("坏.txt：文件是空的")
        < page.words.index("乱.txt，第 7 行：编码不对")
        < page.words.index("合计不符")
    )


def test_counts_and_files_are_named(tmp_path: Path) -> None:
    page = report(tmp_path, OBSERVATIONS)
    assert "2 个资料文件，资料截至 2023-04-25" in page.words
    assert "3待核对" in page.words.replace("\n", "")
    assert "b.txt" in page.words


def test_nothing_to_check(tmp_path: Path) -> None:
    page = report(tmp_path, [])
    assert "没有需要核对的内容" in page.words
    assert page.marked == []


def test_many_of_a_kind_are_folded(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    with make_catalog(tmp_path / "index", OBSERVATIONS[:1] * 60 + OBSERVATIONS[1:]) as catalog:
        write_report(catalog, path)
    html = path.read_text(encoding="utf-8")
    assert '<details id="f1-断行拼接">' in html
    assert '<details open id="f1-大纲">' in html
    assert len(Page(html).marked) == 63


def test_long_quotations_are_cut(tmp_path: Path) -> None:
    whole = Observation("表格", "a.txt", 1, "整篇", 0, 10_000, "计划")
    (marked,) = report(tmp_path, [whole]).marked
    assert marked.startswith("某市治水计划⏎一、目标")
    assert marked.endswith("…")


def test_an_unknown_kind_is_listed_last(tmp_path: Path) -> None:
    new = observation("新种类", 2, "目标", "说明")
    assert report(tmp_path, [new, *OBSERVATIONS]).marked[-1] == "目标"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with make_catalog(tmp_path / "index", []) as catalog, pytest.raises(OutputError, match="无法写入"):
        write_report(catalog, tmp_path / "没有" / "报告.html")
