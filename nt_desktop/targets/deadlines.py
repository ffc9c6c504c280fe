"""Dates in running text, as deadlines: `2025`, `2023-12-31`, `2023-06-30`, `每年`.

| wording | value |
| --- | --- |
| 到2025年, 2025年, 2025年度, 2025年期间, “十四五”期末 | `2025` |
| 2023年底前, 2023年底, 今年底, 年底前 | `2023-12-31` |
| 2025年6月底, 6月底前, 2023年5月, 2021.9, 7月1日 | `2025-06-30`, …, the last day of what is named |
| 二季度, 上半年, 2023年三季度末 | `2023-06-30`, `2023-06-30`, `2023-09-30` |
| 2023年1月—2023年4月, 1-3月 | the end of the range |
| 每年, 每季度末, 每周 | as written |
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nt_desktop.targets.plain import tidy

DateRole = Literal["deadline", "asof", "recurring", "baseline", "since"]

_YEAR = r"(?:19|20)\d\d"
_RELATIVE = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "全年": 0,
    "年内": 0,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "明年": 1,
    "前年": -2,
}
_RELATIVE_WORDS = "|".join(sorted(_RELATIVE, key=lambda word: -len(word))).replace(
    "年内", "(?<![0-9一二两三四五六七八九十几])年内"
)
_DASH = r"(?:——|[-—–~～至到])"
_HALVES = {"上半年": 6, "下半年": 12}
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_PLANS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030}
_RATE_A_DAY = r"每[日天]\d+(?:\.\d+)?[万亿]?(?:吨|立方|方|升|千瓦时|标)"  # 每日60万吨 is a unit, 万吨/日

_DATE = re.compile(
    rf"(?P<recurring>(?!{_RATE_A_DAY})每(?:年度?|半年|个?季度?|个?月|周|天|日|两年|三年|半月|双月)(?:末|底|初)?|(?<![0-9一二三四五六七八九十两几多全])年(?=集中收储|均?处理|均?减排|均?新增|产出))"
    rf"|(?P<plan>[“\"]?(?P<plan_name>十[一二三四五]五)[”\"]?(?:时期|期间|规划期)?(?:内)?(?P<plan_end>末|期末|以来|初)?)"
    rf"|(?:(?:(?P<first_year>{_YEAR})年?|(?P<first_relative>{_RELATIVE_WORDS}))?(?:(?P<first_month>\d{{1,2}})月(?:份)?(?:\d{{1,2}}日)?)?{_DASH})?"
    rf"(?:(?P<year>{_YEAR})(?:年度?|(?=\.\d{{1,2}}(?!\d))|(?=/\d{{1,2}}(?!\d)))|(?P<relative>{_RELATIVE_WORDS})|(?P<bare_end>年底|年末))?"
    rf"(?:[./]?(?P<month>\d{{1,2}})(?:月份?|(?<=[./]\d)|(?<=[./]\d\d))(?:(?P<day>\d{{1,2}})日)?"
    r"|(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1234])季度|(?P<festival>春节|国庆|汛期))?"
    r"(?P<edge>年?(?:底|末)|初(?![步始级次中期审评])|上旬|中旬|下旬)?(?P<tail>以?前|之前|以内|内|期间|止|起|以来)?"
)
_LEAD = re.compile(r"(?:截至|截止到|截止|直到|到|至|于|自|从|由)$")
_BASE_BEFORE = re.compile(r"(?:较之?|相较于?|相比于?|比|与|同|对比|在|以|自|从)$")
_AVOIDED = re.compile(r"(?:不在|不得在|避免在|避开|错开)[\d\-—–~～至到月]*$")  # 尽可能不在7-9月期间安排停工检修
_OF_A_PLAN = re.compile(
    r"(?!.{0,3}(?:达到|实现|完成|建成|新增|力争|累计))[^，。；：]{2,30}?(?:底线|限值|设置方案|规划|方案|名单|清单|计划)"
)
_BASE_AFTER = re.compile(r"(?:全年|同期|底|末|年底|年末)*(?:相比|的?基础上|为基准|为基数|的水平)")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: where it stands, its ISO value (or 每年 …), and what it is for.

    `role` is `asof` behind 截至, `baseline` behind 较/比 or before 同期/基础上, `since` before 起/以来, else
    `deadline`. `year` is the year it lies in, None for 每年. `start` takes in a leading 到, 至, 截至.
    """

    start: int
    end: int
    value: str
    role: DateRole
    year: int | None


def month_end(year: int, month: int) -> str:
    """The last day of a month, ISO."""
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def scan_dates(text: str, year: int | None = None) -> tuple[DateMention, ...]:
    """Return the dates of a plain text (see `plain.read_plain`) in reading order.

    `year` is what 6月底前, 年底前 and 今年 are counted from; without it those are left out, unless a year stands before
    them in the same text.
    """
    found: list[DateMention] = []
    position, first = 0, year or 0
    while position < len(text):
        match = _next(text, position)
        if match is None:
            break
        mention = _read(text, match, year)
        if mention is not None:
            found.append(mention)
            named = match["year"] and mention.year is not None and mention.role in ("deadline", "asof")
            if named and (mention.year or 0) >= first:  # what is past dates nothing that is to come
                year = mention.year
        position = max(match.end(), position + 1)
    return tuple(found)


_HINT = re.compile("[每年月季五12]")  # every trigger has one of these among its first three characters
_TRIGGER = re.compile(
    rf"每[年半个季月周天日两三双]|年(?=集中收储|均?处理|均?减排|均?新增|产出)|十[一二三四五]五|{_RELATIVE_WORDS}|{_YEAR}|年底|年末|\d{{1,2}}月|上半年|下半年|[一二三四1234]季度"
)


def _next(text: str, position: int) -> re.Match[str] | None:
    while hint := _HINT.search(text, position):
        for start in range(max(position, hint.start() - 2), hint.end()):
            if _TRIGGER.match(text, start) and not _inside_number(text, start):
                match = _DATE.match(text, start)
                if match and match.end() > start:
                    return match
        position = hint.end()
    return None


def _inside_number(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return text[start].isdigit() and (before.isdigit() or (before.isascii() and before.isalpha()))


@lru_cache(maxsize=4096)
def find_deadline(text: str, year: int | None = None) -> str | None:
    """The deadline that a short text (a table cell, a heading) names: `2021.12`, `6月底前`; None without one."""
    mentions = [m for m in scan_dates(tidy(text), year) if m.role in ("deadline", "asof", "recurring")]
    return mentions[-1].value if mentions else None


def _read(text: str, match: re.Match[str], year: int | None) -> DateMention | None:
    start, end = match.span()
    lead = _LEAD.search(text[max(0, start - 3) : start])
    full_start = start - len(lead.group()) if lead and lead.group() not in ("自", "从", "由") else start
    if match["recurring"]:
        return DateMention(
            start,
            end,
            "每年" if match["recurring"] in ("年", "每年度") else match["recurring"],
            "recurring",
            None,
        )
    if _AVOIDED.search(text[max(0, full_start - 10) : full_start]):
        return None
    if match["plan"]:
        plan_year = _PLANS.get(match["plan_name"])
        if plan_year is None or match["plan_end"] in ("以来", "初"):
            return DateMention(full_start, end, match["plan_name"], "since", None)
        if not re.search(r"末|期间|时期", match["plan"]):
            return None  # “十四五”规划, “十四五”省控断面
        if _OF_A_PLAN.match(text, end):
            return None  # “十四五”期间生态流量底线要求
        return DateMention(full_start, end, str(plan_year), "deadline", plan_year)
    named = match["year"] or match["relative"] or match["bare_end"]
    if match["year"]:
        year = int(match["year"])
    elif match["relative"]:
        if year is None:
            return None
        year += _RELATIVE[match["relative"]]
    elif match["first_year"] and match["month"]:
        year = int(match["first_year"])
    if year is None or not (named or match["month"] or match["half"] or match["quarter"]):
        return None
    value = str(year)
    edge = match["edge"] or ""
    if match["month"]:
        month = int(match["month"])
        if not 1 <= month <= 12:
            return None
        day = match["day"] or {"上旬": "10", "中旬": "20", "初": "1"}.get(edge)
        if day and int(day) <= calendar.monthrange(year, month)[1]:
            value = f"{year}-{month:02d}-{int(day):02d}"
        else:
            value = month_end(year, month)
    elif match["half"]:
        value = month_end(year, _HALVES[match["half"]])
    elif match["quarter"]:
        value = month_end(year, _QUARTERS[match["quarter"]])
    elif match["bare_end"] or edge in ("底", "末", "年底", "年末"):
        value = f"{year}-12-31"
    elif edge == "初":
        return DateMention(full_start, end, f"{year}年初", "baseline", year)
    before, after = text[max(0, full_start - 4) : full_start], text[end : end + 8]
    role: DateRole = "deadline"
    told = after.startswith(("已", "共", "完成", "累计"))
    if lead and lead.group().startswith("截"):
        role = "asof"
    elif (
        (match["relative"] in ("去年", "上年", "上年度", "前年") and not told)
        or (_BASE_BEFORE.search(before) and not re.search(r"在$", before))
        or _BASE_AFTER.match(after)
    ):
        role = "baseline"
    elif match["tail"] in ("起", "以来") or (lead and lead.group() in ("自", "从", "由")):
        role = "since"
    return DateMention(full_start, end, value, role, year)


_TITLE_YEAR = re.compile(rf"(?<!\d)({_YEAR})年?")
_PLAN_NAME = re.compile("|".join(_PLANS))
_SPAN = re.compile(rf"{_YEAR}年?{_DASH}{_YEAR}|[三五两四]年(?:行动|规划|计划)|中长期")


def plan_start(title: str) -> int | None:
    """The first year of the five-year plan that a title names: `“十四五”…规划` begins in 2021."""
    match = _PLAN_NAME.search(title)
    return _PLANS[match.group()] - 4 if match else None


def plan_year(title: str) -> int | None:
    """The one year that an annual plan's title names (`2021年…工作计划`); None for `三年行动计划（2023—2025年）`."""
    plain = tidy(title)
    if _SPAN.search(plain):
        return None
    years = {int(found) for found in _TITLE_YEAR.findall(re.sub(r"[〔\[][^〕\]]*[〕\]]", "", plain))}
    return years.pop() if len(years) == 1 else None
