from __future__ import annotations

import pytest

from nt_desktop.corpus.repeats import repeated_at_break


@pytest.mark.parametrize(
    ("before", "after", "repeated"),
    [
        ("将数字人", "人民币支付功能嵌入校园缴费平台", 1),
        ("组织联合演练。（市生", "生态环境局牵头", 1),
        ("完善数字", "人民币数据管理机制", 0),  # nothing is doubled
        ("由市水利局", "局长担任组长", 0),  # both are as they should be
        ("由区政府办事处", "处长负责", 0),
        ("对事故负责人", "人力资源部门应当", 0),
        ("要逐步", "步入正轨", 0),
        ("推进污水处", "污水处理厂建设", 3),
        ("污水处理厂", "处理能力不足", 0),  # not at the very break
    ],
)
def test_a_doubled_character_is_dropped_only_where_a_known_term_says_so(before: str, after: str, repeated: int) -> None:
    assert repeated_at_break(before, after) == repeated
