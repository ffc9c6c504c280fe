"""The predicates that stand before a value (达到, 较2020年下降, 建成) and the names their objects get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nt_desktop.targets.quantities import Quantity
from nt_desktop.targets.subjects import HIDDEN
from nt_desktop.targets.wording import any_of, words


@cache
def verb_tail() -> re.Pattern[str]:
    """A verb with a counted object at the end of a text: 至少建成, 共完成, 推进省级."""
    return re.compile(
        rf"(?P<verb>{any_of('objects.verbs')})"
        r"(?:了|出|至少|约|共|累计|首批|不少于|其余|或|未来|的?规模|省级|市级|区级|国家级|省|市|全省|全市|各类|辖区内?)*$"
    )


def verb_before(text: str) -> bool:
    """Whether a verb with a counted object ends the text."""
    return bool(verb_tail().search(text[-16:]))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(words("objects.verbs"))


@cache
def _longest_verb() -> int:
    return max(map(len, _verbs()))


def _leading_verbs(text: str) -> Iterator[str]:
    """The verbs that a text begins with, longest first."""
    verbs = _verbs()
    return (text[:i] for i in range(min(len(text), _longest_verb()), 0, -1) if text[:i] in verbs)


def is_verb(text: str, most: int = 3) -> bool:
    """Whether the text is nothing but verbs, up to `most`, that take a counted object: 建成, 改造提升."""
    return any(verb == text or (most > 1 and is_verb(text[len(verb) :], most - 1)) for verb in _leading_verbs(text))


_NOT_ITS_OBJECT = re.compile(r"率|比例|能力|的|量|面积|总|性|化|度|型|业|筑|材(?!料)|档")


def part_verb(name: str) -> tuple[str, str]:
    """The verb at the front of a name and what it governs (拆除, 码头); no verb and the name where there is none."""
    verb = next(_leading_verbs(name[:-2]), "")  # two characters stay
    rest = name[len(verb) :]
    return (verb, rest) if verb and not _NOT_ITS_OBJECT.match(rest) else ("", name)


_ADDING = frozenset(("新增", "增加", "增设", "净增", "减少", "压减"))


def is_flow(verb: str) -> bool:
    """Whether a verb says how much passes in a period (开设, 拆除, 发放), so that the name needs it."""
    return verb in _ADDING or verb in _flows()


@cache
def _flows() -> frozenset[str]:
    return frozenset(words("objects.flows"))


def without_verb(name: str) -> str:
    """An object without its verb, kept where it makes a flow (新增上市公司, 拆除码头) or little is left."""
    verb, rest = part_verb(name)
    if not verb:
        return name
    if is_flow(verb):
        return rest if verb not in _ADDING and ("新增" in rest or "净增" in rest) else name
    return name if len(rest) < 3 and verb not in ("完成", "实现", "达到", "建设", "建成", "推进") else rest


def without_any_verb(name: str) -> str:
    """A name without the verb at its front, a flow or not: 开设钱包数 → 钱包数."""
    return part_verb(name)[1]


def opens_with_verb(left: str, quantity: Quantity) -> bool:
    """Whether a verb at the front of a segment governs the number: 推进省80项…, 拆除…范围内4个码头."""
    if re.search(r"(?:力争|确保|争取|力促)(?:再有|有|再)?$", left):
        return True
    opening = opening_verb().match(left)
    if opening is None:
        return False
    rest = opening["rest"]
    if _AND_OTHERS.search(rest) and "、" in rest:
        return True  # 新建甲河水闸、乙路泵站等3处泵站, 实施河道、管网等六大类54个工程
    if len(rest) > 30 or re.search(r"[在对将由以与向为]|通过|督促|根据", left):
        return False
    return (len(rest) <= 8 and "的" not in rest) or rest.endswith(("等", "内", "上")) or quantity.kind == "measure"


_AND_OTHERS = re.compile(r"等(?:[一二三四五六七八九十\d]+大?[类批个]+)?$")


@cache
def opening_verb() -> re.Pattern[str]:
    """A verb with a counted object at the front of a segment, with what stands between it and the number as `rest`."""
    return re.compile(
        rf"^(?:{HIDDEN}|[前底，]|[一二三四五六七八九十]是|有序|积极|深入|加快|全面|稳步|大力|计划|力争|确保|继续)*"
        rf"(?P<verb>{any_of('objects.verbs')})(?P<rest>.{{0,160}})$"
    )


@cache
def reach_tail() -> re.Pattern[str]:
    """A verb of reaching at the end of a text, with its adverbs: 均达, 分别为, 稳定在, 累计, 提升至."""
    adverbs = any_of("predicates.adverbs")
    reach = re.sub(r"(?<=\|)为(?=\|)", "(?<![行作成视])为", any_of("predicates.reach"))
    return re.compile(
        rf"(?P<adverbs>(?:{adverbs})*)(?P<verb>{reach})(?P<late>(?:{adverbs})*)(?:每(?:[人户亩家辆]|[百千万]人口?){HIDDEN}*)?$"
    )


@cache
def change_tail() -> re.Pattern[str]:
    """A verb of change at the end of a text: 分别增长, 下降, 年均递增, 净增."""
    return re.compile(
        rf"(?:实现|保持)?(?<!改造)(?<!整治)(?P<verb>(?P<increase>{any_of('predicates.increase')})"
        rf"|(?P<decrease>{any_of('predicates.decrease')}))"
        r"(?:达到|达|了|约|近|超|率达|均|分别|各|不低于|不少于|至少|幅度达?)*$"
    )


@cache
def pairing() -> re.Pattern[str]:
    """The words that share one predicate out over several subjects: 分别, 均, 各; never 年均, 人均."""
    return re.compile(rf"(?<![年平人户月日])(?:{any_of('predicates.pairing')})")


_YEARLIKE = (
    r"(?:(?:19|20)\d\d年?(?:同期|全年|度|底|末|年底)?|上一?年度?(?:同期|底|末)?|去年(?:同期|底|末)?|年初|同期|基准年"
    r"|“?十[二三四]五”?末?)"
)
BASELINE = re.compile(
    r"(?:[、，]?(?:(?:较之?|相较于?|相比于?)(?P<what>[^，。；、]{1,14}?)"
    rf"|(?:比|与|同|对比)(?P<when>{_YEARLIKE})(?:的?[^，。；、]{{0,6}}?))(?:水平)?(?:相比)?"
    rf"|同比|环比|在(?P<basis>{_YEARLIKE}|[^，。；]{{2,8}}?)的?基础上)"
    r"(?=(?:分别|均|各|累计|再|总体|平均|年均|进一步|至少|大幅|明显|逐年)*(?:实现|保持|力争)*(?:同比)?"
    r"(?:$|增|提|上升|下降|降|减|削|压|缩|净|节|翻|扩|递|消))"
)

TAIL_ONLY = re.compile(
    r"(?:的?目标|的?水平|的?要求|的?规定|落地|落实|见效|任务|大关|标准|的?规模|等|全覆盖|全处理|全收集|全达标|、|□|的?优良水平|内|之间|，)*(?:(?:方可|才能|才可|并|且).*)?$"
)


_REMARK = re.compile(r"[（(](?:含|不含|包含|包括|其中|详见|见|附|按|[^（）()]*[、，])[^（）()]*[）)]$")
_DOES = re.compile(r"(?:工作|任务|事务|活动|会议|培训|调查|救援|服务)$")  # 1人专门从事旅游工作


def count_name(noun: str, quantity: Quantity) -> str:
    """Name what is counted or measured: 治理项目 + 个 → 治理项目数, 造林 + 亩 → 造林面积."""
    noun = _REMARK.sub("", noun.strip("的、，"))
    noun = "新增" + noun.removesuffix("新增") if noun.endswith("新增") else noun
    noun = noun.removesuffix("等") if "、" in noun else noun
    unit = quantity.unit.lstrip("十百千万亿")
    if quantity.kind == "count":
        return noun + _count_ending(noun, unit)
    if quantity.kind == "measure" and "/" not in unit:
        for units, endings, ending in _MEASURED:
            if units.match(unit) and not endings.search(noun):
                return noun + ending
    return noun


def _count_ending(noun: str, unit: str) -> str:
    if noun.endswith(("数", "量", "人次", "规模")):
        return ""
    if unit.startswith("次"):
        return "次数"
    if unit.startswith("场"):
        return "场次"
    if unit == "人次":
        return "人次"
    if unit in ("人", "名") and _DOES.search(noun):
        return "人数"
    return "户数" if unit.startswith("户") and not noun.endswith("户") else "数"


_MEASURED = (
    (re.compile(r"米$"), re.compile(r"(?<!建筑)$"), "高度"),
    (re.compile(r"亩|公顷|平方"), re.compile(r"(?:面积|率|规模|量)$"), "面积"),
    (re.compile(r"公里|千米|延长米"), re.compile(r"(?:长度|里程|距离|[全总道线]长)$"), "长度"),
    (
        re.compile(r"元|美元"),
        re.compile(
            r"(?:额|资金|收入|产值|规模|投资|融资|费用?|贷款|总量|增加值|余额|量|资|成本|税|利润|总值|出口|消费|存款|预算|标准|价格|单价|经费|奖)$"
        ),
        "额",
    ),
    (re.compile(r"吨|立方|方|千瓦时|度"), re.compile(r"(?:量|能力|产能|规模|容量|总量|产量)$"), "量"),
)
