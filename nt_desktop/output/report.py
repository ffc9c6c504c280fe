"""The report of a build: what was inferred from the sources and what is odd in them, as one HTML page to check by.

Self-contained, without scripts; every entry has its own address (`#f2-17`), so that it can be sent to a colleague.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from nt_desktop.catalog.catalog import Catalog
from nt_desktop.catalog.manifest import Problem
from nt_desktop.corpus.source import LINE_BREAK
from nt_desktop.model import Observation
from nt_desktop.output.whole_file import written_whole
from nt_desktop.places import resources_folder

KINDS = {
    "文件": "文件边界、标题等需要确认",
    "原文疑误": "原文可能有误，照原样保留",
    "前后矛盾": "两处说法不一致",
    "合计不符": "表内合计与各项之和不等",
    "存疑单元格": "单元格的归属没有把握",
    "表格": "表格的结构不合常规",
    "大纲": "编号跳号、重复或写法不一致",
    "重复字": "换行处重复的字已去掉",
    "断行拼接": "跨行的句子已接成一句",
}
"""The kinds of observation in the order of their weight, and what each says."""

_COUNTED = {
    "documents": "文件",
    "clauses": "条款",
    "tables": "表格",
    "targets": "指标",
    "duties": "任务分工",
    "references": "引用",
}
_FOLDED_FROM = 40  # entries of one kind in one file that are folded away at first
_BEFORE = 14  # characters shown before and after the quoted words
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class _Text:
    """A source text and where its lines begin."""

    text: str
    starts: tuple[int, ...]

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset)


def write_report(catalog: Catalog, path: Path) -> None:
    """Write the report on an index as HTML. Raises OutputError where the file cannot be written."""
    page = "".join(_page(catalog))
    with written_whole(path) as temporary:
        temporary.write_text(page, encoding="utf-8", errors="replace", newline="\n")


def _page(catalog: Catalog) -> Iterator[str]:
    observations = sorted(
        catalog.observations(), key=lambda item: (item.seed, _weight(item.kind), item.start, item.end)
    )
    by_seed = {seed: list(group) for seed, group in groupby(observations, key=lambda item: item.seed)}
    seeds = [record.name for record in catalog.manifest.seeds]
    seeds += [seed for seed in by_seed if seed not in seeds]
    style = (resources_folder() / "report.css").read_text(encoding="utf-8")
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>资料核对报告</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    yield from _summary(catalog, len(observations))
    yield from _problems(catalog.manifest.problems)
    yield from _overview(seeds, by_seed)
    titles = {document.key: document.title for document in catalog.documents()}
    for number, seed in enumerate(seeds, 1):
        if found := by_seed.get(seed):
            yield from _file(number, seed, found, _text_of(catalog, seed), titles)
    yield "</body>\n</html>\n"


def _summary(catalog: Catalog, observed: int) -> Iterator[str]:
    counts = catalog.counts()
    manifest = catalog.manifest
    latest = f"，资料截至 {escape(manifest.latest_date)}" if manifest.latest_date else ""
    yield "<h1>资料核对报告</h1>\n"
    yield f'<p class="faint">{len(manifest.seeds)} 个资料文件{latest}。'
    yield "行号是资料文件中的行号；引文照原文，⏎ 表示换行。</p>\n"
    yield '<ul class="counts">\n'
    for key, name in _COUNTED.items():
        yield f"<li><b>{counts.get(key, 0)}</b><span>{name}</span></li>\n"
    yield f"<li><b>{observed}</b><span>待核对</span></li>\n</ul>\n"


def _problems(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        place = problem.file if problem.line is None else f"{problem.file}，第 {problem.line} 行"
        yield f'<p class="problem"><b>{escape(place)}</b>：{escape(problem.message)}</p>\n'


def _overview(seeds: Sequence[str], by_seed: dict[str, list[Observation]]) -> Iterator[str]:
    """How many entries of each kind there are in each file, linked to them."""
    if not by_seed:
        yield "<p>没有需要核对的内容。</p>\n"
        return
    kinds = sorted({item.kind for found in by_seed.values() for item in found}, key=_weight)
    yield '<table class="overview">\n<tr><th>资料文件</th>'
    yield "".join(f'<th class="number">{escape(kind)}</th>' for kind in kinds)
    yield "</tr>\n"
    for number, seed in enumerate(seeds, 1):
        found = by_seed.get(seed, [])
        name = f'<a href="#f{number}">{escape(seed)}</a>' if found else escape(seed)
        yield f"<tr><td>{name}</td>"
        for kind in kinds:
            count = sum(item.kind == kind for item in found)
            link = f'<a href="#{_kind_id(number, kind)}">{count}</a>' if count else "0"
            yield f'<td class="number{"" if count else " zero"}">{link}</td>'
        yield "</tr>\n"
    yield "</table>\n"


def _file(
    number: int, seed: str, found: Sequence[Observation], text: _Text | None, titles: dict[str, str]
) -> Iterator[str]:
    yield f'<h2 id="f{number}">{escape(seed)}</h2>\n<p class="faint">{len(found)} 处</p>\n'
    entry = 0
    for kind, group in groupby(found, key=lambda item: item.kind):
        items = list(group)
        is_open = "" if len(items) >= _FOLDED_FROM else " open"
        meaning = KINDS.get(kind, "")
        yield f'<details{is_open} id="{_kind_id(number, kind)}">\n<summary>{escape(kind)} {len(items)}'
        yield f'<span class="faint">{meaning}</span></summary>\n<table class="found">\n'
        yield '<tr><th class="number">行</th><th>原文</th><th>说明</th></tr>\n'
        for item in items:
            entry += 1
            yield _row(f"f{number}-{entry}", item, text, titles)
        yield "</table>\n</details>\n"


def _row(entry: str, item: Observation, text: _Text | None, titles: dict[str, str]) -> str:
    quote = _quote(text.text, item.start, item.end) if text else ""
    if text and item.other_start is not None:
        other = _quote(text.text, item.other_start, item.other_end or item.other_start)
        quote += f'<span class="other"><span class="faint">第 {text.line(item.other_start)} 行</span> {other}</span>'
    title = titles.get(item.document or "", "")
    about = f'<br><span class="faint">{escape(title)}</span>' if title else ""
    return (
        f'<tr id="{entry}"><td class="number"><a href="#{entry}">{item.line}</a></td>'
        f"<td>{quote}</td><td>{escape(item.message)}{about}</td></tr>\n"
    )


def _quote(text: str, start: int, end: int) -> str:
    """The words at an offset, marked, with what stands before and after on the page."""
    stop = min(end, start + _QUOTED)
    cut = "…" if stop < end else ""
    before = _visible(text[max(0, start - _BEFORE) : start], "before")
    after = "" if cut else _visible(text[end : end + _BEFORE], "after")
    return f"{before}<mark>{_visible(text[start:stop], 'inside')}{cut}</mark>{after}"


def _visible(text: str, where: str) -> str:
    """Source text for the page: line breaks inside the quotation are shown, around it they end it."""
    lines = [" ".join(line.split()) for line in LINE_BREAK.split(text)]
    if where == "before":
        return escape(lines[-1])
    if where == "after":
        return escape(lines[0])
    return '<span class="break">⏎</span>'.join(escape(line) for line in lines)


def _text_of(catalog: Catalog, seed: str) -> _Text:
    text = catalog.source_text(seed)
    return _Text(text, (0, *(match.end() for match in LINE_BREAK.finditer(text))))


def _kind_id(number: int, kind: str) -> str:
    return f"f{number}-{escape(kind)}"


def _weight(kind: str) -> int:
    order = tuple(KINDS)
    return order.index(kind) if kind in KINDS else len(order)
