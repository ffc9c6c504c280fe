"""What the segments around a value say for it: who acts, what is paid, what a limit holds for, what money is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nt_desktop.targets.segments import Segment
from nt_desktop.targets.statement import Payment
from nt_desktop.targets.subjects import HIDDEN, Subject, clean_subject
from nt_desktop.targets.wording import any_of, words

_SHORTEST, _LONGEST = 4, 12  # characters of a name that may be printed in full before
_ADJUSTS = ("放宽", "提高", "降低", "调整", "费率", "利率", "优惠")
_ADJUSTED = re.compile(
    r"^(?P<what>[^，]{4,40}?(?:高度|宽度|面积|数量|比例|率))(?:可以?|应)?(?:适当|酌情|逐步)?(?:放宽|提高|降低|调整)$"
    r"|(?<=[的、，])(?P<business>[^的、，□]{1,6}(?:业务|贷款|融资))(?:实行|执行|给予|享受)[^，]{0,6}(?:费率|利率|优惠)$"
)


def adjusted_subject(text: str, segment: Segment) -> Subject | None:
    """What a limit behind it holds for: 酒店建筑高度适当放宽，…不超过40米; 对…转贷业务实行优惠费率，日利率…."""
    if not text.endswith(_ADJUSTS, segment.start, segment.end):
        return None
    match = _ADJUSTED.search(text[segment.start : segment.end])
    return clean_subject(match["what"] or match["business"]) if match else None


@cache
def _actor() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>各(?:{any_of('subjects.bodies')}))(?:应当?|须|要|需)")


def actor_of(text: str, segment: Segment) -> str | None:
    """Who is to do what the sentence asks for: 各区镇要整合力量，…."""
    match = _actor().match(text, segment.start, segment.end) if text[segment.start] == "各" else None
    return match["who"] if match else None


@cache
def _payments() -> tuple[str, ...]:
    return words("standards.payments")


@cache
def _paying() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:按照?|参照)(?:以下|下列)?(?P<base>[^，。；：]{{2,20}}?标准))?(?:{any_of('standards.pays')})"
        rf"(?P<what>[^，。；：]{{0,12}}(?:{any_of('standards.payments')}))$"
    )


def payment_of(masked: str, segment: Segment) -> Payment | None:
    """What is paid, for the rates behind it that do not say so: 每年发放奖励金，专科在校生按照…的40%."""
    own = "" if segment.quantities else masked[segment.start : segment.end]
    match = _paying().search(own) if own.endswith(_payments()) else None
    return Payment(segment.sentence, match["what"], "", match["base"] or "") if match else None


_PURPOSE = re.compile(
    rf"，用(?:于|{HIDDEN})(?:[{HIDDEN}\-—~至年间期]*)(?P<what>[^，。；{HIDDEN}□]{{4,30}}?)(?=[，。；]|$)"
)
_FUNDS = re.compile(r"(?:安排|设立|预留|落实|拨付|投入).*(?:经费|资金|基金|土地|用地)")


def purpose_behind(text: str, masked: str, segment: Segment) -> str:
    """What money or land is for, where the next segment says it: 安排工作经费66.6万元，用于秸秆利用管理等工作."""
    found = _PURPOSE.match(text, segment.end)
    if found is None or not _FUNDS.search(masked[segment.start : segment.end]):
        return ""
    return re.sub(r"等?(?:工作|方面)?$", "", found["what"])


_CHARGES = ("收费", "费率", "利率", "率", "比例", "比重", "收入", "投资")


def charge_of(text: str, segment: Segment) -> Subject | None:
    """What a segment names that the next one bounds: 再担保业务收费，原则上不高于承担责任的0.5%."""
    subject = clean_subject(text[segment.start : segment.end])
    return subject if subject.name.endswith(_CHARGES) else None


def quoted_in(text: str, segment: Segment) -> str:
    """What a segment quotes: 打响“甲”品牌."""
    quoted = re.search(r"“[^“”]{2,20}”", text[segment.start : segment.end])
    return quoted.group() if quoted else ""


def object_of(text: str, masked: str, segments: Sequence[Segment]) -> str:
    """What the last of some segments is about, its verb left out: 推进缓冲带建设.

    Segments before it that list things of the same kind belong to it: 生态净化型，生态修复型，生态保护型缓冲建设.
    """
    last = segments[-1]
    name = clean_subject(re.sub(rf"[□{HIDDEN}]+", "", masked[last.start : last.end])).name
    first = re.search(r"[、的]", name)
    verbs = list(_governing().finditer(name, 0, first.start() if first else len(name)))
    verbs = verbs or list(_governing().finditer(name))
    name = name[verbs[-1].end() :] if verbs else name[-12:]
    for earlier in reversed(segments[:-1]):
        item = clean_subject(text[earlier.start : earlier.end]).name
        if not re.fullmatch(r"[^的、]{2,10}[型类式]", item) or item[-1] not in name[:10]:
            break
        name = f"{item}、{name}"
    return name


def fuller_name(text: str, segments: Sequence[Segment], name: str) -> str:
    """A name that a segment before has printed in full: 开展VOCs综合治理，完成综合治理项目19个."""
    stem = re.sub(r"(?:项目|工程|任务)$", "", name)
    if not _SHORTEST <= len(stem) <= _LONGEST:
        return name
    for segment in reversed(segments):
        if text.endswith(stem, segment.start, segment.end):
            whole = after_verbs(clean_subject(text[segment.start : segment.end]).name)
            whole = re.split(r"[等的、]", whole)[-1]
            if whole.endswith(stem) and 2 <= len(whole) - len(stem) <= _LONGEST:
                return whole + name[len(stem) :]
    return name


_COUNTED_LIST = re.compile(
    r"(?:确定|排出|列出|明确|公布|制定|建立|梳理)(?:出|了)?(?P<noun>[^，。；、确定]{2,40}?)(?:名单|清单|名录)"
)


@cache
def _before_noun() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{any_of('coverage.removed')})(?:并[转迁])?|.*的)")


def listed_noun(masked: str, position: int) -> str:
    """What the list named last before a position lists: 确定关停企业名单。… lists 企业."""
    lists = list(_COUNTED_LIST.finditer(masked, max(0, position - 80), position))
    return _before_noun().sub("", lists[-1]["noun"]) if lists else ""


def after_verbs(name: str) -> str:
    """The name behind the last verb in it: 完善提升甲铁路 → 甲铁路."""
    verbs = list(_governing().finditer(name))
    return name[verbs[-1].end() :] if verbs else name


@cache
def _governing() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('objects.verbs')}|单列|加快|鼓励|引导)(?=.{{3,}})")
