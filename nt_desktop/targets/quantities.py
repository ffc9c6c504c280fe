"""Quantities in running text: numbers with their units and the words that bound them.

Covered: `100 %` `１００％` `百分之五十` `三分之一` `1,200` `1.2万` `30-40%` `1—2个` `1.5倍` `三座`, before them 约 近
超 突破 不少于 不高于 至少, after or inside them 以上 以内 左右 余. Left out: parts of names or codes (PM2.5, 4A级,
G15, DB32/4440-2022), years and other dates, ordinals, 两位数以上, numbers without a unit,
but for what an index is to reach (满意度达到80以上).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from nt_desktop.model import Comparator
from nt_desktop.places import load_resource
from nt_desktop.targets.plain import PlainText, read_plain
from nt_desktop.targets.units import UnitKind, unit_kind, unit_pattern

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMERALS = "零一二两三四五六七八九十百千"

_BEFORE: tuple[tuple[Comparator, str], ...] = (
    (">=", r"不少于|不低于|不小于|不得少于|不得低于|至少为|至少达到?|至少完成|至少|最少|最低|大于等于|≥|>="),
    ("<=", r"不高于|不超过|不大于|不多于|不得高于|不得超过|不得大于|至多|最多|最高|小于等于|控制在|低至|≤|<="),
    (">", r"超过|超出|超额|超|突破|高于|多于|大于|>"),
    ("<", r"低于|少于|小于|不足|不到|<"),
    ("~", r"大约|大概|约为|约|近|接近"),
)
_AFTER: tuple[tuple[Comparator, str], ...] = (
    (">=", r"(?:\(含\)|（含）)?(?:及其?)?以上(?:\(含\)|（含）)?|或以上|起"),
    ("<=", r"(?:\(含\)|（含）)?(?:及)?(?:以内|以下|之内)(?:\(含\)|（含）)?|或以下|内(?=$|[，。；、）])"),
    ("~", r"左右|上下"),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, and where it stands.

    `start` to `end` is the number with its unit, `full_start` to `full_end` takes in the words that bound it (不少于 …,
    … 以上). `value` is in the unit printed; `value_max` is the upper end of a range. `comparator` is None where the
    text states the bare number. `spelled` marks Chinese numerals (三座), `inclusive` a limit with 及/含
    (30万千瓦及以上), `bound` the words behind it.
    """

    start: int
    end: int
    full_start: int
    full_end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator | None
    kind: UnitKind
    spelled: bool = False
    inclusive: bool = False
    bound: str = ""


def read_chinese_number(text: str) -> int | None:
    """The value of Chinese numerals up to 亿 (`一百二十` is 120); None when they are none."""
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            section += (digit or 1) * _PLACES[char]
            digit = 0
        elif char in "万亿":
            total = (total + section + digit) * (10**4 if char == "万" else 10**8)
            section = digit = 0
        else:
            return None
    return total + section + digit if text else None


@cache
def _pattern() -> re.Pattern[str]:
    number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    numeral = rf"[{_NUMERALS}]{{1,12}}"
    digits_unit = rf"(?P<surplus>余|多)?(?:{unit_pattern()})(?P<surplus_after>余|多)?"
    spelled_unit = "|".join(map(re.escape, _spelled_units()))
    return re.compile(
        rf"(?P<percent>百分之(?P<share>{numeral}(?:点{numeral})?))"
        r"|(?P<fraction>(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九]))"
        r"|(?P<half>一半)"
        rf"|(?<![0-9A-Za-z./\-])(?<!\d[,:])(?P<low>{number})(?P<low_unit>[%‰]|[万亿](?=[-—–~～至到]))?"
        rf"(?:(?:——|[-—–~～至到])(?P<high>{number}))?(?:{digits_unit}|(?<=[%‰]))"
        rf"|(?<![第{_NUMERALS}万数几每这那])(?P<numeral>{numeral})(?P<spelled_surplus>余|多)?"
        rf"(?P<spelled_unit>{spelled_unit})"
    )


@cache
def _beginning() -> re.Pattern[str]:
    """What all that the pattern reads begins with: digits, or a numeral that another, 分之, 半 or a unit follows."""
    following = "".join(re.escape(unit[0]) for unit in _spelled_units())
    return re.compile(rf"[\d{_NUMERALS}](?:(?<=\d)\d*|(?=[{_NUMERALS}分半余多{following}]))")


def _spelled_units() -> list[str]:
    """Units that Chinese numerals are read with: counted things and multiples (三座, 两倍), never 一年 or 三类."""
    return sorted(load_resource("units.toml")["spelled"], key=lambda name: (-len(name), name))


_BEFORE_PATTERN = re.compile("(?:" + "|".join(f"({words})" for _, words in _BEFORE) + r")(?:达到|达|在|为|于)?$")
_AFTER_PATTERN = re.compile("|".join(f"({words})" for _, words in _AFTER))
_YEAR = re.compile(r"(?:19|20)\d\d")


def scan_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a plain text (see `plain.read_plain`) in reading order. Linear."""
    return tuple(_quantities(text))


def states_quantity(text: str) -> bool:
    """Whether a plain text holds a quantity at all."""
    return next(_quantities(text), None) is not None


def _quantities(text: str) -> Iterator[Quantity]:
    """The pattern is tried only where a number may begin: trying it at every character takes four times as long."""
    pattern, beginning = _pattern(), _beginning()
    position = last_index = 0
    while first := beginning.search(text, position):
        match = pattern.match(text, first.start())
        if match is not None:
            position = match.end()
            quantity = _read(text, match)
            if quantity is not None:
                yield quantity
        else:
            index = _read_index(text, first.start(), last_index) if text[first.start()].isdecimal() else None
            if index is not None:
                last_index = index.end
                yield index
            position = first.end()  # no number begins inside another


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of any text in reading order, positions in that text; spaces and width are no matter."""
    plain = read_plain(text)
    return tuple(_move(quantity, plain) for quantity in scan_quantities(plain.text))


@lru_cache(maxsize=4096)
def read_quantity(text: str) -> Quantity | None:
    """The quantity that a whole text (a table cell) is, bounds included: `95%以上`; None when it says more."""
    found = find_quantities(text)
    if (
        len(found) == 1
        and not text[: found[0].full_start].strip()
        and not text[found[0].full_end :].strip("。；; \n\t")
    ):
        return found[0]
    return None


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    value_max: Decimal | None = None
    surplus = spelled = False
    if match["low"]:
        unit = match["low_unit"]
        if match["unit"]:
            unit = (match["scale"] or "") + match["unit"] + (match["per"] or "").replace("每", "/")
        if _is_date(text, match, unit) or (unit in _GUARDED and not _means_unit(text, match, unit)):
            return None
        if unit[0].isascii() and unit[0].isalpha() and text[end : end + 1].isalpha() and text[end].isascii():
            return None  # 5G, 4A级
        value = Decimal(match["low"].replace(",", ""))
        value_max = Decimal(match["high"].replace(",", "")) if match["high"] else None
        surplus = bool(match["surplus"] or match["surplus_after"])
    elif match["percent"]:
        whole, _, part = match["share"].partition("点")
        number = read_chinese_number(whole)
        value = Decimal(f"{number}.{''.join(str(_DIGITS[c]) for c in part)}" if part else f"{number}")
        unit = "%"
    elif match["fraction"]:
        value = round(Decimal(_DIGITS[match["above"]] * 100) / Decimal(read_chinese_number(match["below"]) or 1), 2)
        unit = "%"
    elif match["half"]:
        value, unit = Decimal(50), "%"
        if start and text[start - 1] in "年月过另":
            return None
    else:
        number = read_chinese_number(match["numeral"])
        if number is None:
            return None
        value, unit, spelled = Decimal(number), match["spelled_unit"], True
        surplus = bool(match["spelled_surplus"])
    each = daily = None
    if "/" not in unit and text.find("每", max(0, start - 24), start) >= 0:
        each = _each().search(text, max(0, start - 24), start)
        daily = _daily().search(text, max(0, start - 3), start) if unit_kind(unit) == "measure" else None
        each = each or daily
    if each is not None:
        unit = f"{unit}/{each['each']}"
    kind = unit_kind(unit)
    if kind is None or (each is not None and kind not in ("count", "measure")):
        return None
    comparator: Comparator | None = ">" if surplus else None
    full_start, full_end = each.start() if each is not None else start, end
    before = _BEFORE_PATTERN.search(text, max(0, start - 8), start)
    if before is not None:
        full_start = min(full_start, before.start())
        comparator = _BEFORE[(before.lastindex or 1) - 1][0]
    after = _AFTER_PATTERN.match(text, end)
    inclusive = False
    bound = ""
    if after is not None:
        full_end, bound = after.end(), after.group()
        inclusive = "及" in bound or "含" in bound or "或" in bound
        if comparator not in (">", "<", ">=", "<=") or (before is not None and before.group().startswith("控制在")):
            comparator = _AFTER[(after.lastindex or 1) - 1][0]
    return Quantity(
        start, end, full_start, full_end, value, value_max, unit, comparator, kind, spelled, inclusive, bound
    )


@cache
def _each() -> re.Pattern[str]:
    each = "|".join(sorted(load_resource("units.toml")["each"], key=lambda name: (-len(name), name)))
    return re.compile(
        rf"每(?P<each>{each})口?(?:新增|配备|配置|拥有|设置|设有|建有|安装|建设|平均|至少|不少于|不低于|达到|达|约)*$"
    )


@cache
def _daily() -> re.Pattern[str]:
    return re.compile(rf"每(?P<each>{'|'.join(load_resource('units.toml')['daily'])})$")


_GUARDED = ("分", "G")
_SCORES = re.compile(r"(?:指数|满意度|评分|得分|测评|评价)[^，。；、]{0,8}$")


def _means_unit(text: str, match: re.Match[str], unit: str) -> bool:
    """Whether 分 is a score that is reached (满意度达到85分) and G a bandwidth (出口达到2170G), never 10时30分, 5G."""
    if unit == "分":
        return _SCORES.search(text, max(0, match.start() - 20), match.start()) is not None
    return len(match["low"]) > 2 and text[match.end() : match.end() + 1] in ("", *"，。；、,;以左")


_NEAR = 30  # characters between one index and another of its kind
_BARE = re.compile(r"\d+(?:\.\d+)?(?=以[上下内]|左右|[，。；、,;]|$)")
_INDEX = re.compile(
    r"(?:指数|满意度|系数|评分|得分)[^，。；、\d]{0,8}"
    r"(?:达到|达|提高到|提高至|提升到|提升至|保持在|稳定在|控制在|降至|降到|不低于|不高于|突破)$"
)


_ANOTHER = re.compile(r"[^。；\d]{2,24}(?:达到|达|不低于|不高于|保持在|稳定在)")


def _read_index(text: str, start: int, last: int) -> Quantity | None:
    """A number without a unit, where an index is said to reach it: 指数达到68, 甲业满意度达到80以上，乙业达到75以上.

    `last` is where the index before it ended, or 0.
    """
    number = _BARE.match(text, start)
    if number is None:
        return None
    another = bool(last) and start - last < _NEAR and _ANOTHER.fullmatch(text, last, start) is not None
    if not another and not _INDEX.search(text, max(0, start - 24), start):
        return None
    return _bounded(text, start, number.end(), Decimal(number.group()))


def _bounded(text: str, start: int, end: int, value: Decimal) -> Quantity:
    comparator: Comparator | None = None
    before, after = _BEFORE_PATTERN.search(text, max(0, start - 8), start), _AFTER_PATTERN.match(text, end)
    if before is not None:
        comparator = _BEFORE[(before.lastindex or 1) - 1][0]
    if after is not None:
        comparator = comparator or _AFTER[(after.lastindex or 1) - 1][0]
    full_start, full_end = before.start() if before else start, after.end() if after else end
    bound = after.group() if after else ""
    return Quantity(start, end, full_start, full_end, value, None, "", comparator, "measure", bound=bound)


def _is_date(text: str, match: re.Match[str], unit: str) -> bool:
    """Whether 2023年, 6月, 30日, 3-5月 are a date and no duration."""
    if unit in ("年", "月", "日", "季", "季度"):
        return (
            unit != "年"
            or bool(_YEAR.fullmatch(match["low"]))
            or bool(match["high"] and _YEAR.fullmatch(match["high"]))
        )
    return False


def _move(quantity: Quantity, plain: PlainText) -> Quantity:
    start, end = plain.span(quantity.start, quantity.end)
    full_start, full_end = plain.span(quantity.full_start, quantity.full_end)
    return Quantity(
        start,
        end,
        full_start,
        full_end,
        quantity.value,
        quantity.value_max,
        quantity.unit,
        quantity.comparator,
        quantity.kind,
        quantity.spelled,
        quantity.inclusive,
        quantity.bound,
    )
