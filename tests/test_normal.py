import random

import pytest

from nt_desktop.normal import normal_form, normalise


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("PM_{2.5} 浓度降至 25 微克 / 立方米", "pm2.5浓度降至25微克/立方米"),
        ("PM<sub>2.5</sub>与 臭氧", "pm2.5与臭氧"),
        ("ＰＭ２．５", "pm2.5"),
        ("NO_x", "nox"),
        ("通政办发〔2023〕24号", "通政办发(2023)24号"),
        ("通政办发[2023] 24 号", "通政办发(2023)24号"),
        ("通政办发【2023】24号", "通政办发(2023)24号"),
        ("通政办发（2023）24号", "通政办发(2023)24号"),
        ("劣Ⅴ类", "劣v类"),
        ("到 2025 年底", "到2025年底"),
        ("總則 檢測與修復", "总则检测与修复"),
        ("显著提高", "显著提高"),
        ("总  则", "总则"),
        ("Smart  City 2025 2026", "smart city 2025 2026"),
        ("1—3月 1～3月 1－3月", "1-3月1-3月1-3月"),
        ("“无废城市”", '"无废城市"'),
        ("μg/m³", "μg/m3"),
        ("µg", "μg"),
        ("第一行\n第二行", "第一行第二行"),
        ("a\u200bb\x00c", "abc"),
        ("cafe\u0301", "café"),
        ("x\ud800y", "x\ufffdy"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_one_form_for_every_way_of_setting(printed, expected):
    assert normal_form(printed) == expected
    assert normalise(printed).text == expected


def test_the_form_of_a_form_is_itself():
    for text in ("PM_{2.5} 浓度", "海政办发（2023）30号", "Ⅲ类 水体", "ab  cd"):
        assert normal_form(normal_form(text)) == normal_form(text)


def test_offsets_lead_back_to_the_characters_printed():
    text = "PM_{2.5} 浓度降至 25 微克"
    found = normalise(text)
    assert len(found.offsets) == len(found.text) + 1
    start = found.text.index("pm2.5")
    assert text[slice(*found.original_span(start, start + 5))] == "PM_{2.5"
    start = found.text.index("25微克")
    assert text[slice(*found.original_span(start, start + 4))] == "25 微克"


def test_one_character_that_becomes_several_is_marked_whole():
    text = "为Ⅲ类水"
    found = normalise(text)
    start = found.text.index("iii")
    assert text[slice(*found.original_span(start, start + 3))] == "Ⅲ"
    assert text[slice(*found.original_span(start + 1, start + 2))] == "Ⅲ"


def test_both_functions_agree_and_offsets_rise_on_random_text():
    random.seed(20230424)
    alphabet = "通政办 发〔〕2023 .5PM_{}<sub></sub>Ⅲ\u0301\u3000\t\n—～“”檢é㎡\U00020bb7\ud800"
    for _ in range(500):
        text = "".join(random.choices(alphabet, k=random.randrange(40)))
        found = normalise(text)
        assert found.text == normal_form(text)
        offsets = list(found.offsets)
        assert offsets == sorted(offsets)
        assert offsets[-1] == len(text)
        assert all(0 <= offset < len(text) for offset in offsets[:-1])


def test_a_piece_of_a_chinese_text_has_its_form_inside_the_text_s():
    random.seed(7)
    text = "到 2025 年，全市 PM2.5 浓度降至 25 微克 / 立方米左右，优良天数比率达 88% 以上（市生态环境局牵头）。"
    whole = normal_form(text)
    for _ in range(300):
        start = random.randrange(len(text))
        assert normal_form(text[start : start + random.randrange(1, 12)]) in whole
