"""What a line that stands alone says about a document: 文号, date, issuer, recipients, annex marker, caption.

Each function looks at one line and knows nothing of its neighbours; `documents` weighs them together.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from nt_desktop.corpus.labels import han_number
from nt_desktop.places import load_resource

_SPACE = re.compile(r"\s+")
_SHORT = 60  # no title line, issuer or column head is longer
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")

_DOC_NUMBER = re.compile(
    r"(?:文号[:：])?(?P<office>[\u4e00-\u9fff]{1,14})[〔\[［﹝【（(](?P<year>(?:19|20)\d\d)[〕\]］﹞】）)]第?(?P<number>\d{1,5})号"
)
_ORDER_NUMBER = re.compile(r"(?P<office>[\u4e00-\u9fff]{2,20}令)第?(?P<number>\d{1,4})号")
_SERIAL_NUMBER = re.compile(r"[（(]?(?:(?:19|20)\d\d年)?第?\d{1,4}号[）)]?")  # of announcements and orders
_YMD = re.compile(r"(?P<y>\d{4})[年.．/-](?P<m>\d{1,2})[月.．/-](?P<d>\d{1,2})日?")
_HAN_YMD = re.compile(
    r"(?P<y>[〇○零一二三四五六七八九0]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_ISSUER_AND_DATE = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff（）()、][\u4e00-\u9fff（）()、 \t\u3000]{2,50}?)\s*"
    r"(?P<date>(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.{2,10}日)$"
)
_SESSION = re.compile(
    r"[（(—–―─－-]{0,4}(?P<date>\d{4}年\d{1,2}月\d{1,2}日)在[^。；]{3,50}?(?:会议|大会|全会|次会)上[）)]?"
)
_RANGE_END = r"\d{4}\s*[年.．]\s*\d{1,2}(?:\s*[月.．]\s*\d{1,2}\s*日?|\s*月)?"
_DATE_RANGE = re.compile(rf"^[（(]?\s*({_RANGE_END})\s*[—–\-－~～至到]+\s*({_RANGE_END})\s*[）)]?$")
_QUALIFIER = re.compile(
    r"^[（(](?:试行|暂行|修订.{0,4}|征求意见稿|草案|送审稿|审议稿|公开版|\d{4}\s*年?.{0,12}|[一二三四五六七八九十\d]+年.{0,6})[）)]$"
)
_IN_BRACKETS = re.compile(r"[（(][^（）()]{1,30}[）)]")
_LEADERS = re.compile(r"(?:[·•・‧.．…⋯。_—\-]\s?){3,}\s*[（(]?\d{1,4}[）)]?\s*$")
_ANNEX = re.compile(
    r"^附\s*件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*(?P<mark>[：:．.、]?)\s*(?P<title>.*)$"
)
_CAPTION_LABEL = re.compile(
    r"^(?P<label>附?[表图]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?(?:\s*[.．\-—]\s*\d{1,2}(?!\d))*)\s*[：:、.．]?\s*(?P<title>.*)$"
)
_UNIT = re.compile(r"^(?P<open>[（(])?\s*(?:计量)?单位\s*[：:](?:[^（）()]|[（(][^（）()]*[）)]){1,30}?(?(open)[）)])$")
_NAMES_BODY = re.compile(r"局|委|政府|街道|乡镇|办公室|部门")
_DIARY = re.compile(r"^\s*[·•●]?\s*(?:\d{4}\s*年)?\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_DIARY_DAY = re.compile(r"^[·•●]?\s*\d{1,2}\s*日(?:\s*[—–\-~～、和至]\s*\d{1,2}\s*日)?[\s　，,]")
_NOTE = re.compile(
    r"^(?:[（(]此件|备\s*注|注|说\s*明|资料来源|数据来源|填报说明)\s*(?:[：:]|公开|依|不|主动|发至|有删)"
)
_LETTERHEAD = re.compile(r"(?P<office>[\u4e00-\u9fff（）()、]{3,40})文件")
_TERMINAL = "。！？；：!?;:…"
_CLOSERS = "”’」』）)〕】》〉］]"
_HAN_OR_MARK = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’—…·]")


@dataclass(frozen=True, slots=True)
class Annex:
    """`附件2` on a line: its number where printed, the mark after it, and a title on the same line."""

    number: int | None
    mark: str
    title: str


def bare(text: str) -> str:
    """The text without any white space."""
    return _SPACE.sub("", text)


def plain_digits(text: str) -> str:
    """The text, character for character, with full-width digits as plain ones."""
    return text.translate(_FULL_WIDTH)


def folded(text: str) -> str:
    """For comparing titles: NFKC, only letters and digits."""
    return re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", text)).casefold()


def doc_number(text: str, *, bracketed: bool = False) -> str | None:
    """The 文号 a line consists of, as `通政办发〔2023〕24号`; None where it is not all of the line.

    `bracketed` allows a pair of round brackets around it: below a title it is the document's own.
    """
    if len(text) > _SHORT:
        return None
    plain = plain_digits(bare(text))
    if bracketed and plain[:1] in ("（", "(") and plain[-1:] in ("）", ")"):
        plain = plain[1:-1]
    match = _DOC_NUMBER.fullmatch(plain)
    if match:
        return f"{match['office']}〔{match['year']}〕{match['number']}号"
    match = _ORDER_NUMBER.fullmatch(plain)
    if match:
        return f"{match['office']}第{match['number']}号"
    return plain.strip("（）()") if _SERIAL_NUMBER.fullmatch(plain) else None


def iso_date(text: str) -> str | None:
    """The date a line consists of (`2023年4月4日`, `二〇二三年四月四日`, in brackets or not), as `2023-04-04`."""
    if len(text) > _SHORT:
        return None
    plain = plain_digits(bare(text)).strip("（）()")
    match = _YMD.fullmatch(plain)
    if match:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        match = _HAN_YMD.fullmatch(plain)
        if match is None:
            return None
        year = int(match["y"].translate(_HAN_DIGITS))
        month, day = han_number(match["m"]) or 0, han_number(match["d"]) or 0
    if not (1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def session_date(text: str) -> str | None:
    """The day a report was given, from the line below its title: `——2021年3月5日在…会议上`, ISO."""
    if len(text) > _SHORT or not text.rstrip("）)").endswith("上"):
        return None
    match = _SESSION.fullmatch(plain_digits(bare(text)))
    return iso_date(match["date"]) if match else None


def iso_month(text: str) -> str | None:
    """The month a line consists of, as covers print it (`二〇二一年十二月`), as `2021-12`."""
    plain = bare(text)
    if len(plain) > _SHORT or not plain.endswith("月"):
        return None
    day = iso_date(f"{plain}1日") or iso_date(f"{plain}一日")
    return day[:7] if day else None


def issuer_and_date(text: str) -> tuple[str, str] | None:
    """Issuer and ISO date where one line holds both."""
    if len(text) > _SHORT:
        return None
    match = _ISSUER_AND_DATE.match(text.strip())
    issuer = signatories(match["issuer"]) if match else None
    if match is None or issuer is None:
        return None
    date = iso_date(match["date"])
    return (issuer, date) if date else None


def signatories(text: str) -> str | None:
    """The organs that a line consists of, joined by 、: set apart by blanks, or one whose characters are set wide."""
    names = [bare(name) for name in re.split(r"[ \t\u3000]{2,}", text.strip())]
    if all(is_organisation(name) for name in names):
        return "、".join(names)
    return bare(text) if is_organisation(text) else None


def date_range(text: str) -> str | None:
    """The period a line consists of (`(2023. 4. 1—2023. 5. 15)`), ISO with a stroke; None for anything else."""
    if len(text) > _SHORT:
        return None
    match = _DATE_RANGE.match(text.strip())
    if match is None:
        return None
    parts = []
    for end in match.groups():
        numbers = [int(number) for number in re.findall(r"\d+", end)]
        parts.append("-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])]))
    return "/".join(parts)


def is_qualifier(text: str) -> bool:
    """`（试行）`, `（2023—2025年）`: a line that belongs to the title above it."""
    return len(text) <= 30 and bool(_QUALIFIER.match(bare(text)))


def is_organisation(text: str) -> bool:
    """Whether a line names an organ, as an issuer does, and nothing else."""
    plain = bare(text)
    if not 3 <= len(plain) <= 40 or re.search(r"[，。；：,;:！？《》\d]|关于|印发", plain):
        return False
    return plain.endswith(_endings("issuers"))


def is_recipients(text: str) -> bool:
    """`各县（市、区）人民政府，市各委、办、局：`"""
    plain = text.strip()
    if len(plain) > 300 or not plain.endswith(("：", ":")) or re.search(r"[。；;！？]", plain):
        return False
    if re.match(r"^(?:各|市|区|县|省|有关|自治区|驻|在|机关|本|[\u4e00-\u9fff]{2,4}(?:省|市|区|县))", plain) is None:
        return False
    body = plain[:-1]
    parts = [part for part in re.split(r"[，、,（）()]", body) if part]
    named = [part for part in parts if part.endswith(_words("recipients")) or part.startswith("各")]
    return bool(named) and 2 * len(named) >= len(parts)


def is_contents_entry(text: str) -> bool:
    """A line of a table of contents, with dot leaders and a page number."""
    return len(text) <= 120 and bool(_LEADERS.search(text.rstrip()))


def is_contents_heading(text: str) -> bool:
    """`目 录`."""
    names: list[str] = load_resource("document_kinds.toml")["contents"]["names"]
    return bare(text).casefold() in names


def is_rule(text: str) -> bool:
    """A line drawn between a letterhead and the text."""
    return len(text) >= 3 and not re.search(r"[\w。，；：]", text)


def is_order(title: str) -> bool:
    """`南通市人民政府令`: a title that is completed by its number."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{3,20}令", bare(title)))


def is_column_head(text: str) -> bool:
    """`文件选登`, `【市政府文件】`: names a column of a gazette, belongs to no document."""
    plain = bare(text).strip("【】[]［］〖〗■●◆▲—-·")
    letterhead = _LETTERHEAD.fullmatch(plain)
    if letterhead and is_organisation(letterhead["office"]):
        return True
    names: list[str] = load_resource("document_kinds.toml")["columns"]["names"]
    return plain in names


def is_editorial(text: str) -> bool:
    """`（本期责任编辑：…）`, the address of the editors: belongs to no document."""
    plain = bare(text).lstrip("（(")
    return len(plain) <= _SHORT and plain.startswith(
        tuple(load_resource("document_kinds.toml")["editorial"]["beginnings"])
    )


def is_colophon(text: str) -> bool:
    """`抄送：…`, `南通市人民政府办公室 2023年5月9日印发`."""
    plain = text.strip()
    if len(plain) > 400:
        return False
    if plain.startswith(tuple(load_resource("document_kinds.toml")["colophon"]["beginnings"])):
        return True
    return len(plain) <= _SHORT and bool(re.search(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发$", plain))


def annex_marker(text: str) -> Annex | None:
    """`附件2`, `附件：…`, `附件3 …` at the beginning of a line."""
    if len(text) > 200:
        return None
    match = _ANNEX.match(text.strip())
    if match is None:
        return None
    numeral = match["number"]
    number = None if numeral is None else int(numeral) if numeral.isdecimal() else han_number(numeral)
    title = match["title"].strip()
    if title and not match["mark"] and not re.match(r"^附\s*件\s*\S*\s", text.strip()) and numeral is None:
        return None
    return Annex(number, match["mark"], title)


def caption_label(text: str) -> tuple[str, str] | None:
    """(`附表5.1`, rest of the line) where a line begins with the label of a table."""
    if len(text) > 120:
        return None
    match = _CAPTION_LABEL.match(text.strip())
    if match is None:
        return None
    label, title = match["label"].strip(), match["title"].strip()
    if len(label) == 1 or (label == "附表" and title and title[0] in "所的中内"):
        return None
    if title and re.match(r"^[\u4e00-\u9fff]", title) and not re.search(r"\d|[一二三四五六七八九十]$", label):
        return None
    return label, title


def is_unit_line(text: str) -> bool:
    """`（单位：万吨）` between a caption and its table."""
    return len(text) <= 50 and bool(_UNIT.match(text.strip())) and not _NAMES_BODY.search(text)


def is_diary_entry(text: str) -> bool:
    """`4月4日 …`, `·5月2日，…`: an entry of a 大事记."""
    return bool(_DIARY.match(text[:40]))


def is_diary_day(text: str) -> bool:
    """`1日  …`, `3日至5日  …`: an entry of a 大事记 whose title names the month."""
    return bool(_DIARY_DAY.match(text[:40]))


def is_note(text: str) -> bool:
    """`备注：…` below a table."""
    return bool(_NOTE.match(text.strip()[:12]))


def title_kind(title: str) -> str | None:
    """The kind of document that the end of a title names, None where it names none."""
    plain = _IN_BRACKETS.sub("", bare(title)).rstrip("》”。")
    return next((kind for ending, kind in _title_endings() if plain.endswith(ending)), None)


def announces(title: str) -> bool:
    """Whether a title says, outside 《》, what it is about or issues: `…关于…`, `…印发…`."""
    outer = re.sub(r"《[^》]*》?", "《》", bare(title))
    return any(word in outer for word in load_resource("document_kinds.toml")["announcing"]["words"])


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a paragraph does: with a full stop, a colon, or a bracket that closes after one."""
    plain = text.rstrip()
    if not plain:
        return True
    if plain[-1] in _TERMINAL:
        return True
    inner = plain.rstrip(_CLOSERS)
    return inner != plain and bool(inner) and inner[-1] in "。！？!?"


def is_chinese(char: str) -> bool:
    """Whether no space is needed beside a character when lines are joined."""
    return bool(_HAN_OR_MARK.match(char))


def personnel(title: str) -> bool:
    """Whether a title is about appointments."""
    return any(word in title for word in load_resource("document_kinds.toml")["personnel"]["words"])


def notices() -> tuple[str, ...]:
    """The kinds of document that need no outline to stand alone: a title and a paragraph are enough."""
    return tuple(load_resource("document_kinds.toml")["announcing"]["kinds"])


def independent_endings() -> tuple[str, ...]:
    """What the titles of texts end with that speak about a document and are no part of it: 政策解读."""
    return tuple(load_resource("document_kinds.toml")["part"]["independent"])


@cache
def _title_endings() -> tuple[tuple[str, str], ...]:
    """What titles end with and the kind it means, the longest first."""
    groups: dict[str, list[str]] = load_resource("document_kinds.toml")["endings"]
    pairs = [(ending, kind) for kind, endings in groups.items() for ending in endings]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _endings(group: str) -> tuple[str, ...]:
    return tuple(load_resource("document_kinds.toml")[group]["endings"])


@cache
def _words(group: str) -> tuple[str, ...]:
    return tuple(load_resource("document_kinds.toml")[group]["words"])
