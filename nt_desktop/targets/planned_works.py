"""Plain counts in tables of planned works: so many projects of a kind, so many boilers of one project.

| table | reading |
| --- | --- |
| `2021年…项目汇总表`, 开发区 × `面源污染治理 / 餐饮油烟治理项目`, cell `400` | header is the work, row its scope |
| the same, column `合计` | the caption names the works that are added up |
| `…项目表`, `锅炉提标改造回头看项目` × `锅炉台数`, cell `37` | the row is the work, the header what is counted of it |

Sizes of what is built (规模, 吨位, 面积) and what a list of companies gives for each of them are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nt_desktop.places import load_resource
from nt_desktop.targets.plain import tidy
from nt_desktop.targets.subjects import clean_subject
from nt_desktop.targets.table_columns import has_word, is_total, table_words, unnumbered
from nt_desktop.targets.wording import words

_LABEL = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+")
_COUNT = re.compile(r"\d{1,7}")
_TABLE_NAME = re.compile(r"(?:汇总|明细|一览|计划|清单|分解|安排|任务)*表?(?:[（(][^（()）]*[)）])?$")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-—~～至]\s?(?:19|20)\d\d)?\s?年?度?")


@dataclass(frozen=True, slots=True)
class Work:
    """What a count is of; `from_row` says that the row names it, so that it is no scope of the count besides."""

    name: str
    unit: str
    from_row: bool


def lists_works(caption: str) -> bool:
    """Whether a caption announces works that are to be done, not those that have been or what there is."""
    return has_word(caption, "works") and not tells(caption)


def tells(caption: str) -> bool:
    """Whether a caption says that its table tells what has been done or what there is."""
    return has_word(caption, "kinds.result") or has_word(caption, "kinds.stock")


def counted_work(figure: str, header: str, label: str, caption: str, listing: bool) -> Work | None:
    """What a figure counts at a crossing of row and column of a table that lists works; None where it counts none.

    `header` is the lowest header of the column, `listing` says that the rows are companies or single projects.
    """
    if not _COUNT.fullmatch(tidy(figure)) or has_word(header, "sizes") or has_word(header, "kinds.result"):
        return None
    amount = has_word(header, "amounts")
    if amount and (label.endswith(table_words("undertakings")) or opens_with_task(label)):
        return Work(label + header, counter(header) or counter(label), True)
    if listing or amount or not header or has_word(header, "kinds.baseline"):
        return None
    topic = _topic(caption)
    if is_total(header):
        return Work(topic + header, counter(caption), False)
    return Work(header, counter(caption) or counter(header), False)


def opens_with_task(label: str) -> bool:
    """Whether a row says what is to be done: 改造老旧小区, and not a name that begins like a verb (建筑公司)."""
    return label.startswith(_verbs()) and not label.endswith(table_words("bodies"))


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(verb for verb in words("objects.verbs") if len(verb) > 1)


def counted_in_task(task: str, topic: str) -> str | None:
    """What a count in a column of years counts of a row that tells a whole task: the thing last said to be built.

    `topic` is the section that the row stands in: 就地建设小型设施…等治理模式 under 提高农村污水处理率 counts
    农村污水处理小型设施.
    """
    found = list(_built().finditer(tidy(task)))
    if not found:
        return None
    about = re.sub(r"(?:率|水平|能力)$", "", clean_subject(_LABEL.sub("", tidy(topic))).name)
    return f"{about}{found[-1]['thing']}数"


@cache
def _built() -> re.Pattern[str]:
    verbs, things = "|".join(table_words("built")), "|".join(table_words("things"))
    return re.compile(rf"(?:{verbs})(?P<thing>[^，。；、建]{{0,12}}?(?:{things}))(?![运管监])")


def counter(name: str) -> str:
    """The measure word of what a name ends with or holds: `锅炉台数` is counted in 台; empty where none is known."""
    counters: dict[str, list[str]] = load_resource("table_targets.toml")["counters"]
    return next((word for word, things in counters.items() if any(thing in name for thing in things)), "")


def _topic(caption: str) -> str:
    """What a caption is about, without number, year and the words for a table: `表1 2021年…项目汇总表`."""
    return _TABLE_NAME.sub("", _YEARS.sub("", unnumbered(caption))).strip()
