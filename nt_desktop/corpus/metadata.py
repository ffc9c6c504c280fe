"""What a document is: kind, 文号, issuer, date, region and period, each with the words it was read from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from nt_desktop.corpus import formalities
from nt_desktop.corpus.entries import Entry, Item
from nt_desktop.corpus.parts import Part
from nt_desktop.model import DocumentKind, Evidence, Observation
from nt_desktop.places import load_resource

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*[—–\-－~～至到]+\s*((?:19|20)\d\d)\s*年?(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年(?!\s*\d{1,2}\s*月\s*\d{1,2}\s*日)")
_SPAN = re.compile(
    r"(?:实施期限?|规划期限?|有效期|期限)[^。；]{0,12}?((?:19|20)\d\d)\s*年?[^。；\d]{0,6}[—–\-－~～至到]+\s*((?:19|20)\d\d)\s*年?"
)
_LONG_NAME = 4  # characters from which 城市 at the end of a name is a word
_CHRONICLE_YEARS = 3  # mentions of another year that make a chronicle's heading doubtful


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a document that are read from its formal lines; dates and periods are ISO."""

    kind: DocumentKind
    doc_number: str | None
    issuer: str | None
    date: str | None
    region: str | None
    period: str | None
    evidence: tuple[Evidence, ...]


def read_metadata(items: Sequence[Item], part: Part, title: str, plan: str | None) -> Metadata:
    """Read a part's fields. `title` and `plan` are its clean titles."""
    evidence: list[Evidence] = []
    number, issuer, date = None, None, None
    issuers: list[str] = []
    for index in sorted(part.formal):
        role = part.formal[index]
        item = items[index]
        if not isinstance(item, Entry):
            continue
        if role == "doc_number" and number is None:
            number = formalities.doc_number(item.text, bracketed=True)
            if number is not None and formalities.is_order(title):
                number = formalities.bare(title) + number
            evidence.append(Evidence("doc_number", item.text, item.start, item.end))
        elif role == "issuer" and date is None:
            both = formalities.issuer_and_date(item.text)
            issuers.append(both[0] if both else formalities.signatories(item.text) or item.text)
            evidence.append(Evidence("issuer", item.text, item.start, item.end))
            if both:
                date = both[1]
                evidence.append(Evidence("date", item.text, item.start, item.end))
        elif role == "date" and date is None and part.kind != "chronicle":
            date = (
                formalities.iso_date(item.text)
                or formalities.iso_month(item.text)
                or formalities.session_date(item.text)
            )
            if date:
                evidence.append(Evidence("date", item.text, item.start, item.end))
    if issuers:
        issuer = "、".join(formalities.bare(name) for name in issuers)
    if issuer is None and formalities.is_order(title):
        issuer = formalities.bare(title).removesuffix("令")
        evidence += [
            Evidence("issuer", line.text, line.start, line.end) for line in _lines(items, part, ("title",))[:1]
        ]
    region, region_evidence = _region(items, part, issuer)
    period, period_evidence = _period(items, part)
    evidence += [found for found in (region_evidence, period_evidence) if found]
    return Metadata(_kind(part, title, plan), number, issuer, date, region, period, tuple(evidence))


def with_common_region(found: Sequence[Metadata]) -> tuple[Metadata, ...]:
    """Give documents that name no region the one that most of the same source are about."""
    votes = Counter(data.region for data in found if data.region)
    if not votes:
        return tuple(found)
    common = votes.most_common(1)[0][0]
    witness = next(
        proof for data in found if data.region == common for proof in data.evidence if proof.field == "region"
    )
    return tuple(
        data if data.region else replace(data, region=common, evidence=(*data.evidence, witness)) for data in found
    )


def contradictions(items: Sequence[Item], part: Part, data: Metadata, seed: str) -> tuple[Observation, ...]:
    """Years and titles that do not agree within one document: kind 原文疑误, nothing is repaired."""
    found = [*_number_against_date(items, part, data, seed), *_title_against_plan(items, part, seed)]
    found += _date_against_date(items, part, seed)
    found += _chronicle_against_entries(items, part, data, seed)
    return tuple(found)


def find_region(text: str, *, listed: bool = False) -> tuple[str, int, int] | None:
    """The most local region named in a title or issuer, with where: 南通市海门区 is 海门区.

    `listed` asks only for regions on the list, not for words that look like the name of one.
    """
    best: tuple[int, int, str, int, int] | None = None
    for alias, name, depth in _aliases():
        at = text.find(alias)
        if at >= 0 and (best is None or (depth, len(alias)) > best[:2]):
            best = (depth, len(alias), name, at, at + len(alias))
    if best is not None:
        return best[2], best[3], best[4]
    if listed:
        return None
    general = load_resource("regions.toml")["general"]
    pattern = re.compile(general["pattern"])
    for lead in re.finditer(r"^|中共|印发|转发|关于|日在|《|“", text):
        match = pattern.match(text, lead.end())
        if match and _may_be_region(match[0]):
            return match[0], match.start(), match.end()
    return None


def _may_be_region(name: str) -> bool:
    """Whether words that end in 市, 区 or the like can be a place on no list: not 无废城市, not 加快我区."""
    general = load_resource("regions.toml")["general"]
    if name in general["not_names"] or name.startswith(tuple(general["not_beginnings"])):
        return False
    return len(name) < _LONG_NAME or not name.endswith(tuple(general["not_endings"]))


@cache
def _aliases() -> tuple[tuple[str, str, int], ...]:
    """Alias, region name, depth; 1 for a region with a parent, 0 for 南通市, -1 for the province."""
    found = []
    for region in load_resource("regions.toml")["region"]:
        depth = 1 if "parent" in region else (-1 if region["name"].endswith("省") else 0)
        found += [(alias, region["name"], depth) for alias in region["aliases"]]
    return tuple(found)


def _kind(part: Part, title: str, plan: str | None) -> DocumentKind:
    if part.kind == "chronicle":
        return "大事记"
    if formalities.personnel(title):
        return "人事任免"
    rule = load_resource("document_kinds.toml")["part"]
    if part.kind == "part" and re.search(rule["pattern"], formalities.bare(title)):
        return cast(DocumentKind, rule["kind"])
    kind = formalities.title_kind(plan or title)
    if part.kind == "annex":
        return cast(DocumentKind, kind or "附件") if not _is_table_title(title) else "附件"
    return cast(DocumentKind, kind or "其他")


def _is_table_title(title: str) -> bool:
    return formalities.bare(title).endswith(("表", "名单", "清单", "一览", "目录", "名录"))


def _lines(items: Sequence[Item], part: Part, roles: tuple[str, ...]) -> list[Entry]:
    return [
        item for index in sorted(part.formal) if part.formal[index] in roles and isinstance(item := items[index], Entry)
    ]


def _region(items: Sequence[Item], part: Part, issuer: str | None) -> tuple[str | None, Evidence | None]:
    lines = _lines(items, part, ("title",)) + _lines(items, part, ("issuer",))
    best: tuple[int, str, Evidence] | None = None
    depths = {name: depth for _, name, depth in _aliases()}
    for line in lines:
        found = find_region(line.text)
        if found is None:
            continue
        name, start, end = found
        depth = depths.get(name, 0)
        if best is None or depth > best[0]:
            best = (depth, name, Evidence("region", line.text[start:end], line.offset(start), line.offset(end)))
    if best is not None:
        return best[1], best[2]
    paragraphs = _first_paragraphs(items, part)
    lines = _lines(items, part, ("recipients", "date")) + paragraphs
    known_only = len(lines) - len(paragraphs) + _introduction(paragraphs)  # a measure names places that are far away
    for place, line in enumerate(lines):
        found = find_region(line.text[:300], listed=place >= known_only)
        if found is not None:
            name, start, end = found
            return name, Evidence("region", line.text[start:end], line.offset(start), line.offset(end))
    return None, None


def _first_paragraphs(items: Sequence[Item], part: Part) -> list[Entry]:
    return [
        item
        for index, item in enumerate(items[part.first : min(part.last + 1, part.first + 8)], part.first)
        if isinstance(item, Entry) and index not in part.formal
    ]


def _introduction(paragraphs: Sequence[Entry]) -> int:
    """How many paragraphs stand before the first numbered one that follows one without a number."""
    opened = False
    for place, entry in enumerate(paragraphs):
        if entry.label is not None and opened:
            return place
        opened = opened or entry.label is None
    return len(paragraphs)


def _period(items: Sequence[Item], part: Part) -> tuple[str | None, Evidence | None]:
    """The years a document is for: from its title, the line in brackets below it, or what it says of its term."""
    titles = _lines(items, part, ("title",))
    for line in titles[::-1]:
        if match := _YEARS.search(line.text):
            proof = Evidence("period", match[0], line.offset(match.start()), line.offset(match.end()))
            return f"{match[1]}/{match[2]}", proof
    for line in _lines(items, part, ("date",)):
        if spread := formalities.date_range(line.text):
            return spread, Evidence("period", line.text, line.start, line.end)
    for line in titles[::-1]:
        if match := _YEAR.search(line.text):
            return match[1], Evidence("period", match[0], line.offset(match.start()), line.offset(match.end()))
    for item in items[part.first : part.last + 1]:
        if isinstance(item, Entry) and (match := _SPAN.search(item.text[:2000])):
            proof = Evidence("period", match[0], item.offset(match.start()), item.offset(match.end()))
            return f"{match[1]}/{match[2]}", proof
    return None, None


def _number_against_date(items: Sequence[Item], part: Part, data: Metadata, seed: str) -> list[Observation]:
    if data.doc_number is None or data.date is None:
        return []
    year = re.search(r"〔(\d{4})〕", data.doc_number)
    numbers, dates = _lines(items, part, ("doc_number",)), _lines(items, part, ("date", "issuer"))
    if year is None or year[1] == data.date[:4] or not numbers or not dates:
        return []
    date = next((line for line in dates if formalities.iso_date(line.text) == data.date), dates[0])
    return [
        Observation(
            "原文疑误",
            seed,
            numbers[0].line.number,
            f"文号“{data.doc_number}”的年份与成文日期“{date.text}”不一致，请核对原件。",
            numbers[0].start,
            numbers[0].end,
            None,
            date.start,
            date.end,
        )
    ]


def _date_against_date(items: Sequence[Item], part: Part, seed: str) -> list[Observation]:
    """A notice and the plan it issues may be signed twice; the dates should be one."""
    dated = [line for line in _lines(items, part, ("date",)) if formalities.iso_date(line.text)]
    return [
        Observation(
            "原文疑误",
            seed,
            line.line.number,
            f"同一文件有两个成文日期：“{dated[0].text}”与“{line.text}”，请核对原件。",
            line.start,
            line.end,
            None,
            dated[0].start,
            dated[0].end,
        )
        for line in dated[1:]
        if formalities.iso_date(line.text) != formalities.iso_date(dated[0].text)
    ]


def _title_against_plan(items: Sequence[Item], part: Part, seed: str) -> list[Observation]:
    """The figures in a notice's title and in the title of the plan it issues."""
    if part.plan is None or not part.titles:
        return []
    figures = re.findall(r"\d+", part.title)
    if figures == re.findall(r"\d+", part.plan.text) or not figures:
        return []
    notice, plan = items[part.titles[0][0]], items[part.plan.first]
    return [
        Observation(
            "原文疑误",
            seed,
            plan.line.number if isinstance(plan, Entry) else 0,
            f"通知标题与所附文件标题中的数字不一致：“{part.title}”与“{part.plan.text}”，请核对原件。",
            plan.start,
            plan.end,
            None,
            notice.start,
            notice.end,
        )
    ]


def _chronicle_against_entries(items: Sequence[Item], part: Part, data: Metadata, seed: str) -> list[Observation]:
    """A chronicle headed with one year that tells of another."""
    if part.kind != "chronicle" or data.period is None:
        return []
    headed = {data.period[:4], data.period.partition("/")[2][:4]}
    told: Counter[str] = Counter()
    witness: dict[str, tuple[int, int]] = {}
    for index in range(part.first, part.last + 1):
        item = items[index]
        if index in part.formal or not isinstance(item, Entry):
            continue
        for match in re.finditer(r"(?<!\d)(20\d\d)(?!\d)", item.text):
            told[match[1]] += 1
            witness.setdefault(match[1], (item.offset(match.start()), item.offset(match.end())))
    if not told:
        return []
    year, count = told.most_common(1)[0]
    if year in headed or count < _CHRONICLE_YEARS or sum(told[known] for known in headed) * 2 > count:
        return []
    proof = next(
        line for line in _lines(items, part, ("date", "title")) if headed & set(re.findall(r"20\d\d", line.text))
    )
    return [
        Observation(
            "原文疑误",
            seed,
            proof.line.number,
            f"标题所注时间是“{proof.text}”，正文{count}处写的是{year}年，请核对原件。",
            proof.start,
            proof.end,
            None,
            *witness[year],
        )
    ]
