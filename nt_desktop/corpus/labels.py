"""The labels that number the clauses of a document: what stands in front of a clause, and what only looks like it.

A label is read from the beginning of one line or paragraph, without its neighbours. Where more than one reading is
possible (`3.5G网络` is 3.5 or 3.), `label_readings` gives them all and the outline chooses by what stands around.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nt_desktop.places import load_resource

CHAPTER = "第一章"
SECTION = "第一节"
PART = "第一部分"
ARTICLE = "第一条"
FIRST = "第一，"
HAN = "一、"
HAN_BRACKET = "（一）"
HAN_IS = "一是"
NUMBER = "1."
DOTTED = "1.1"
NUMBER_BRACKET = "（1）"
NUMBER_PAREN = "1）"
CIRCLE = "①"
LETTER = "a."
ROMAN = "Ⅰ."
BARE = "1"
DASH = "——"
ANNEX = "附件"

_LABEL_REACH = 48  # no label is longer; keeps the patterns off a line of megabytes
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100}
_HAN_NUMBER = "[一二三四五六七八九十百零〇○]"
_S = r"[ \t\u00a0\u3000]*"
_STOP = "[.．。]"


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, but for spaces inside it.

    `style` is one of this module's constants (`一、`, `1.1`, …); `numbers` its value, (1, 2, 3) for `1.2.3`, () where
    it counts nothing. `end` is where, in the text it was read from, the words after it begin. `weak` marks a
    reading that needs the support of its neighbours: a decimal, a letter, a dash.
    """

    text: str
    style: str
    numbers: tuple[int, ...]
    end: int
    weak: bool = False


def han_number(text: str) -> int | None:
    """The value of a Chinese numeral up to 999 (`二十三`, `一百零二`, `二〇`), None where it is none."""
    if not text:
        return None
    if not any(c in _HAN_UNITS for c in text):
        if any(c not in _HAN_DIGITS for c in text):
            return None
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    total, digit, last_unit = 0, None, 1000
    for char in text:
        if char in _HAN_UNITS:
            unit = _HAN_UNITS[char]
            if unit >= last_unit or digit == 0:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last_unit = None, unit
        elif char in _HAN_DIGITS:
            if digit:
                return None
            digit = _HAN_DIGITS[char]
        else:
            return None
    return total + (digit or 0)


def read_label(text: str) -> Label | None:
    """The label a line or paragraph begins with, in its likeliest reading; None where it begins with none."""
    readings = label_readings(text)
    return readings[0] if readings and readings[0].style != BARE else None


def label_readings(text: str) -> tuple[Label, ...]:
    """Every label the text may begin with, the likeliest first; () where it begins with none.

    A number that no mark follows (`1 总则`, `30万千瓦`) is a reading of style BARE: a label only in a document whose
    decimals need it.
    """
    head = text[:_LABEL_REACH]
    stripped = head.lstrip(" \t\u00a0\u3000\ufeff")
    if not stripped:
        return ()
    indent = len(head) - len(stripped)
    first = stripped[0]
    if first == "第":
        readings = _ordinal(stripped)
    elif first in "（(〔﹙":
        readings = _bracketed(stripped)
    elif first.isdecimal():
        readings = _arabic(stripped)
    elif first in "一二三四五六七八九十":
        readings = _han(stripped)
    elif first == "附":
        readings = _annex(stripped)
    else:
        readings = _sign(stripped)
    if not indent:
        return readings
    return tuple(Label(r.text, r.style, r.numbers, r.end + indent, r.weak) for r in readings)


@cache
def _quantity() -> re.Pattern[str]:
    """What makes a decimal in front of it a quantity."""
    words = load_resource("outline.toml")["quantity"]
    return re.compile(rf"(?!{_any_of(words['except'])})(?:{_any_of(words['words'])})")


@cache
def _counted() -> re.Pattern[str]:
    """What makes a run of numbers in front of it names of things."""
    words = load_resource("outline.toml")["counted"]["words"]
    number = rf"(?:{_HAN_NUMBER}+|\d+)"
    return re.compile(rf"({number}){_S}(?:[、，,和及或与至]{_S}{number}{_S})*(?:{_any_of(words)})")


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _value(numeral: str) -> int | None:
    """The value of a numeral in either script."""
    digits = re.sub(r"\s", "", numeral)
    return int(digits) if digits.isdecimal() else han_number(digits)


def _label(match: re.Match[str], style: str, *numbers: int, weak: bool = False) -> tuple[Label, ...]:
    """A label of all that matched; group `label` is what is printed, the rest is space."""
    return (Label(re.sub(r"\s", "", match["label"]), style, numbers, match.end(), weak),)


_ORDINAL = re.compile(
    rf"(?P<label>第{_S}(?P<number>(?:{_HAN_NUMBER}{_S})+|\d{{1,3}}{_S})(?P<kind>章|节|条|编|篇|部分|[，,、：:]))(?P<gap>{_S})"
)
_ORDINAL_STYLES = {"章": CHAPTER, "节": SECTION, "条": ARTICLE, "编": PART, "篇": PART, "部分": PART}
# 第一条生产线, 第三节课, 第一部分内容: the words go on where a label would be followed by a space or a rule.
_ORDINAL_GOES_ON = re.compile(r"(?:规定|款|第|之|生产线|线路|河|课|内容|的|和|、|至|所)")


def _ordinal(text: str) -> tuple[Label, ...]:
    match = _ORDINAL.match(text)
    if match is None:
        return ()
    value = _value(match["number"])
    style = _ORDINAL_STYLES.get(match["kind"], FIRST)
    if value is None or (style != FIRST and not match["gap"] and _ORDINAL_GOES_ON.match(text, match.end())):
        return ()
    return _label(match, style, value)


_BRACKETED = re.compile(
    rf"(?P<label>[（(〔﹙]{_S}(?P<number>(?:{_HAN_NUMBER}{_S})+|\d{{1,3}}{_S}|[a-zA-Z]{_S})[）)〕﹚])(?:{_S}[、.．](?!\d))?{_S}"
)


def _bracketed(text: str) -> tuple[Label, ...]:
    match = _BRACKETED.match(text)
    if match is None:
        return ()
    numeral = match["number"].strip()
    if numeral.isascii() and numeral.isalpha():
        return _label(match, LETTER, _letter_value(numeral), weak=True)
    value = _value(numeral)
    if value is None:
        return ()
    return _label(match, NUMBER_BRACKET if numeral[0].isdecimal() else HAN_BRACKET, value)


_NUMBER = re.compile(rf"(?P<label>(?P<number>\d{{1,3}}){_S}(?P<mark>[.．、。)）]|，(?!\d)))(?P<gap>{_S})")
_BARE = re.compile(rf"(?P<label>\d{{1,2}})(?!\d){_S}(?=[\u4e00-\u9fff])")
_DOTTED = re.compile(rf"(?P<label>\d{{1,2}}(?:{_STOP}\d{{1,2}}){{1,5}})(?!\d)(?P<mark>{_STOP}(?!\d)|、)?(?P<gap>{_S})")


def _arabic(text: str) -> tuple[Label, ...]:
    """`1.` `1、` `1）` `1.1` `1.1.1`; not `1.8万吨`, `2021.12`, `1、2号`, `4月4日`, `50%`."""
    number = _NUMBER.match(text)
    if number is None:
        bare = _BARE.match(text)
        return _label(bare, BARE, int(bare["label"]), weak=True) if bare else ()
    value = int(number["number"])
    mark = number["mark"]
    if mark in ")）":
        return _label(number, NUMBER_PAREN, value)
    if mark in "、，":
        run = _counted().match(text, number.end())
        if run and (_value(run[1]) or 0) > value:
            return ()
        return _label(number, NUMBER, value)
    dotted = _DOTTED.match(text)
    if dotted is None:
        # `1.2023年` is clause 1 that begins with a year; `1. 8万吨` with a gap is clause 1 as well
        return _label(number, NUMBER, value)
    numbers = tuple(int(part) for part in re.split(_STOP, dotted["label"]))
    if len(numbers) == 2 and _quantity().match(text, dotted.end()):
        return ()
    as_item = Label(f"{number['number']}{mark}", NUMBER, (value,), number.end(), weak=True)
    if 0 in numbers:
        return (as_item,)
    return (*_label(dotted, DOTTED, *numbers, weak=not dotted["gap"] and len(numbers) == 2), as_item)


_HAN = re.compile(
    rf"(?P<label>(?P<number>(?:{_HAN_NUMBER}{_S})+)(?P<mark>[、.．]|[，,](?!\d)|[)）]|是(?!否|不是|非|以)))(?P<gap>{_S})"
)


def _han(text: str) -> tuple[Label, ...]:
    """`一、` `十二、` `一是`; not `三、四号机组`, `一年一度`, `一是一`."""
    match = _HAN.match(text)
    if match is None:
        return ()
    value = _value(match["number"])
    if value is None:
        return ()
    if match["mark"] == "是":
        return _label(match, HAN_IS, value)
    if match["mark"] in ")）":
        return _label(match, HAN_BRACKET, value, weak=True)
    run = _counted().match(text, match.end())
    if run and (_value(run[1]) or 0) > value:
        return ()
    return _label(match, HAN, value, weak=match["mark"] in "，,")


_ANNEX = re.compile(
    rf"(?P<label>附{_S}[件表图录]{_S}(?P<number>\d{{1,2}}(?:[.．-]\d{{1,2}}(?!\d))?|{_HAN_NUMBER}{{1,3}})?{_S}"
    rf"(?:(?P<mark>[：:])|(?=$|[ \t\u00a0\u3000.．、]|[^\d的和中第规所])))[.．、]?{_S}"
)


def _annex(text: str) -> tuple[Label, ...]:
    match = _ANNEX.match(text)
    if match is None or not (match["number"] or match["mark"] or match.end() == len(text)):
        return ()
    values = [_value(part) for part in re.split("[.．-]", match["number"] or "") if part]
    return _label(match, ANNEX, *(value for value in values if value is not None))


_CIRCLES = {c: i for i, c in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}
_WHOLE_SIGNS = {
    **{c: (NUMBER_BRACKET, i) for i, c in enumerate("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", 1)},
    **{c: (NUMBER, i) for i, c in enumerate("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", 1)},
    **{c: (HAN_BRACKET, i) for i, c in enumerate("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", 1)},
    **{c: (CIRCLE, i) for c, i in _CIRCLES.items()},
}
_ROMAN_SIGNS = {c: i for i, c in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", 1)}
_WHOLE_SIGN = re.compile(rf"(?P<label>.)[.．、]?{_S}")
_ROMAN = re.compile(rf"(?P<label>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{_S}[.．、]){_S}")
_LETTER = re.compile(rf"(?P<label>[a-zA-Z]{_S}(?:[)）]|[.．、](?![a-zA-Z\d]))){_S}")
_DASH = re.compile(rf"(?P<label>[●■◆▲★◇○□]|[—―─－–-]{{2,4}}|[—―─](?=[\u4e00-\u9fff“‘《])){_S}(?=\S)(?![—―─－–\-\d|:])")


def _sign(text: str) -> tuple[Label, ...]:
    """`①` `⑴` `Ⅰ.` `a.` `——`."""
    first = text[0]
    if first in _WHOLE_SIGNS:
        match = _WHOLE_SIGN.match(text)
        assert match is not None
        style, value = _WHOLE_SIGNS[first]
        return _label(match, style, value)
    if match := _ROMAN.match(text):
        return _label(match, ROMAN, _ROMAN_SIGNS[first], weak=True)
    if match := _LETTER.match(text):
        return _label(match, LETTER, _letter_value(first), weak=True)
    if match := _DASH.match(text):
        return _label(match, DASH, weak=True)
    return ()


def _letter_value(letter: str) -> int:
    return ord(letter.lower()) - ord("a") + 1
