from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from nt_desktop.corpus.source import decode, read_source
from nt_desktop.errors import SourceError

TEXT = "南通市人民政府关于加强生态环境保护工作的通知\n各县（市、区）人民政府：到2025年，秸秆综合利用率达95%以上。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_the_encodings_of_office_files_are_read(data: bytes, encoding: str) -> None:
    source = decode("文件.txt", data)
    assert source.text == TEXT
    assert source.encoding == encoding


def test_a_byte_order_mark_is_no_character() -> None:
    assert decode("a.txt", codecs.BOM_UTF8 + "通知".encode()).text == "通知"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \r\n\t\n",
        "　　\n".encode(),
        b"\x00\x01\x02\x03" * 50,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00",
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        codecs.BOM_UTF8 + b"\xff\xfe\xfd broken",
        codecs.BOM_UTF16_LE + b"\x41",
        "各縣市政府應當加強環境保護工作，並依照有關規定辦理。".encode("big5") * 20,
        "текст на русском языке, который не читается".encode("cp1251") * 20,
        b"plain text with a zero \x00 inside",
    ],
)
def test_anything_else_is_refused_with_name_and_remedy(data: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        decode("坏文件.txt", data)
    assert "坏文件.txt" in refused.value.message
    assert refused.value.remedy


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"没有\.txt"):
        read_source(tmp_path / "没有.txt")


def test_lines_are_counted_from_one_across_all_kinds_of_breaks() -> None:
    source = decode("a.txt", "一\n二\r\n三\r四".encode())
    assert [source.line_of(source.text.index(char)) for char in "一二三四"] == [1, 2, 3, 4]


def test_the_hash_is_of_the_bytes_as_they_are() -> None:
    assert decode("a.txt", TEXT.encode()).sha256 != decode("a.txt", codecs.BOM_UTF8 + TEXT.encode()).sha256
