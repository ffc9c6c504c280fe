"""Quantities that are no aim: conditions, thresholds, limits of accidents, durations; and what sets a standard."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from nt_desktop.targets.predicates import verb_before
from nt_desktop.targets.quantities import Quantity
from nt_desktop.targets.segments import Segment
from nt_desktop.targets.wording import any_of

Stretch = tuple[int, int]


def condition_stretches(masked: str) -> tuple[Stretch, ...]:
    """Stretches that say when something holds, in order.

    Covers 对于…大于10吨/年的，, 当…在15天内完成整改的，, 招用人数达到25%并签订合同的，可申请…,
    对担保金额500万元及以下、费率不超过1%的业务给予….
    """
    found = []
    if "的，" in masked or "的," in masked:
        found += [(match.start(), match.end()) for match in _condition().finditer(masked)]
        found += [(match.start(), match.end()) for match in _ENTITLED.finditer(masked)]
    if "对" in masked and ("给予" in masked or "予以" in masked):
        found += [(match.start(), match.end("of")) for match in _FAVOURED.finditer(masked)]
    return tuple(sorted(found))


def holds_at(stretches: tuple[Stretch, ...], position: int) -> bool:
    """Whether a position lies in one of the stretches."""
    nearest = bisect_right(stretches, (position, 1 << 60)) - 1
    return nearest >= 0 and position < stretches[nearest][1]


@cache
def _condition() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[。；;，,、：:]))(?:{any_of('kinds.conditions')})[^。；;]{{2,120}}?"
        r"的(?=，|,)"
    )


_ENTITLED = re.compile(
    r"(?:^|(?<=[。；;，,]))[^。；;，,]{2,200}的(?=[，,](?:可以?|有权|不得|应当)(?:申请|享受|按|获得|优先|给予|减|免))"
)
_FAVOURED = re.compile(r"对(?P<of>[^。；;，,对]{2,60}的)[^。；;，,的\d]{1,12}(?:给予|予以)")
_BEHIND_LIMIT = re.compile(r"级|(?:半径)?范围|半径|的?大户|以?内的|的(?:，|,|、|$)")
_ABOUT = ("左右", "上下")  # 10个左右 is no threshold
_NEGATED = re.compile(r"(?:未|没有|没能)(?:能)?(?:全部|如期|按期)?(?:完成|实现|达到)[^，。；]{0,8}$")
_WHOSE_SHARE = re.compile(r"的(?:占比|比例|比重)")  # 投资2000万元以上的占比
_EVERY_YEARS = re.compile(r"每[一二两三四五六七八九十\d]+(?:年|个月)[^，。；]{0,12}$")
_BEFORE_LIMIT = ("半径", "距离", "单笔", "满", "沿线")
STORES = re.compile(r"(?:贮存|储存|存储|储备)$")  # 能贮存60天左右的蓄粪池: how long is an aim


def is_condition(masked: str, segment: Segment, quantity: Quantity, stretches: tuple[Stretch, ...]) -> bool:
    """Whether a quantity only says for what something holds.

    Covers 30万千瓦及以上机组, 1000万元以下的企业, 低于100毫克/升的污水厂, 供热半径30公里范围内, 3人以上死亡,
    千亿元级, 20年以上的船舶, 单笔1000万元以下、日均利率0.2%以下的业务, 24小时值守.
    """
    before = masked[segment.start : quantity.full_start]
    after = masked[quantity.full_end : segment.end]
    if holds_at(stretches, quantity.start):
        return True
    if _incident().search(after[:8]) or _incident().search(before[-8:]):
        return True
    if quantity.kind == "count" and before.endswith("每"):
        return True
    if quantity.unit == "次" and _EVERY_YEARS.search(before):
        return True  # 每5年修订1次: how often, not how much
    if (("未" in before or "没" in before) and _NEGATED.search(before)) or (
        quantity.kind != "rate" and _WHOSE_SHARE.match(after)
    ):
        return True
    if quantity.kind == "time" and STORES.search(before):
        return False
    if _BEHIND_LIMIT.match(after) or before.endswith(_BEFORE_LIMIT):
        return True
    if _limits_a_noun(before, after, quantity) or _in_list_of_limits(masked, after, quantity):
        return True
    if quantity.spelled and quantity.kind != "rate" and not verb_before(before):
        return not re.search(r"(?:至少|每|共|达到?|为|各|不少于)$", before)
    return quantity.kind == "time" and not _is_time_aim(before, after, quantity)


def _limits_a_noun(before: str, after: str, quantity: Quantity) -> bool:
    """30万千瓦及以上机组, 年销量5000吨以上加油站; but 预留1500亩以上土地, 完成305个以上储罐治理 state an aim."""
    if not quantity.bound or quantity.bound in _ABOUT or quantity.kind == "rate":
        return False
    governed = verb_before(before) and not before.startswith(("对", "向", "给"))  # 对年培训1000人以上的机构
    if re.match(r"的(?=\S)", after) and not governed:
        return True
    if not after or re.match(r"[□、，。]|水平|标准|目标|的?规模", after):
        return False
    if quantity.inclusive or quantity.kind in ("measure", "time"):
        amount = quantity.unit in ("亩", "公里", "平方米", "万平方米", "亿元", "万元", "米")
        return not (governed and amount and not quantity.inclusive and not re.search(r"[下内]", quantity.bound))
    return not (governed or re.search(r"(?:每|达到|不)$", before) or re.match(r"全部|均|完成", after))


def _in_list_of_limits(masked: str, after: str, quantity: Quantity) -> bool:
    """日均利率0.2%以下、资金实际占用10日以内的转贷业务: a list of limits with 的 at its end."""
    if not quantity.bound:
        return False
    following = masked[quantity.full_end : quantity.full_end + 40]
    if re.match(r"、(?:[^，。；]{0,30}(?:以[下内上]|之内)|(?:有|具有|具备|符合|属于)[^，。；]{2,30})的\S", following):
        return True
    return quantity.kind == "rate" and quantity.bound in ("以下", "以内") and bool(re.match(r"[、的](?=\S)", after))


@cache
def _incident() -> re.Pattern[str]:
    return re.compile(any_of("kinds.incident"))


_LASTS = re.compile(
    r"(?:天数|寿命|年限|时间|时长|时限|周期)(?:均|平均|分别|应|要)*"
    r"(?:达到?|为|至|在|提高到|提高至|增加到|稳定在|保持在|延长至|缩短至|缩短到|再?提高|再?延长|再?增加)?$"
)


def _is_time_aim(before: str, after: str, quantity: Quantity) -> bool:
    """Times are aims in 具备未来10天…能力, 提前72小时精准预测…, 缩短至3个工作日, 优良天数不少于300天."""
    if before.endswith("提前"):
        return bool(re.match(r"[^，。]{0,6}(?:预测|预警|预报|发布|完成|建成|完工|投产|投运|实现|达标)", after))
    if "能力" in after and re.search(r"具备|形成|未来", before):
        return True
    if re.search(r"(?:缩短|压缩|减少|压减|控制|降|精简)(?:至|到|在)$", before):
        return True
    return bool(_LASTS.search(before))


def is_standard(segment: str) -> bool:
    """Whether a segment sets what is paid, charged or fined each time: 一次性奖励5000元, 按照50%发放, 奖补比例为20%."""
    return bool(_standard().search(segment))


@cache
def _standard() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of('kinds.standard')})(?!性)|(?:价格|收费标准)[^，]*元|(?<!平均担保)费率|(?<!平均)利率|^按照?|率\d+%规定|执行\d+%"
        r"|(?:时间|时限|期限)[^，]{0,4}不(?:得)?超过\d|建筑(?:高度)?[^，]{0,6}不(?:得)?超过[\d.]+米|原则上不(?:得)?超过[\d.]+(?:米|层)"
        r"|按[^，]{1,24}(?:给予|发放|执行|缴纳|补|收取|计|招聘)|(?:应当|应|须)不[低高少多]于|每(?:家|户|人|个|次|辆|亩)[^，]{0,8}最高"
    )
