"""Bytes of a source file to its text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from nt_desktop.errors import SourceError, reason_of

LINE_BREAK = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SAMPLE = 200_000  # characters looked at to tell a text from what only decodes
_ORDINARY = re.compile(
    r"[\t\n\x0b\x0c\r\x20-\x7e\xa0-\xff\u2000-\u206f\u2100-\u27bf\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\ufe10-\ufe4f\uff00-\uffef]"
)
# The commonest characters of official prose: any honest Chinese text has plenty, a wrongly decoded one has few.
_FREQUENT = re.compile(
    r"[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出会市区发工业年行政府，。、：；（）《》]"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", None),
    (codecs.BOM_UTF32_BE, "utf-32-be", None),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)
_OTHER_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word、WPS 或压缩"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 Excel"),
    (b"{\\rtf", "RTF"),
)
_SAVE_AS = "请用记事本或 WPS 把它另存为 UTF-8 编码的纯文本（.txt）后重新建立索引。"


@dataclass(frozen=True, slots=True)
class Source:
    """A source file as decoded. Offsets everywhere count characters of `text`; a byte order mark is none of them.

    `encoding` is one of `utf-8`, `utf-8-sig`, `utf-16-le`, `utf-16-be`, `gb18030`; `sha256` and `size`
    are of the bytes.
    """

    name: str
    text: str
    encoding: str
    sha256: str
    size: int = 0
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", (0, *(match.end() for match in LINE_BREAK.finditer(self.text))))

    def line_of(self, offset: int) -> int:
        """The line, counted from 1, that the character at `offset` stands on."""
        return bisect_right(self._starts, offset)


def decode(name: str, data: bytes) -> Source:
    """The text of a file's bytes: UTF-8 with or without mark, UTF-16, GB18030.

    Raises SourceError, naming the file, for anything else: an empty file, a binary one, another encoding.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError(Path(name), "文件是空的", "请删除该文件，或放入内容后重新建立索引。")
    for beginning, format_name in _OTHER_FORMATS:
        if data.startswith(beginning):
            raise SourceError(Path(name), f"这是 {format_name} 文件，不是纯文本", _SAVE_AS)
    text, encoding = _text(Path(name), data)
    if not text.strip():
        raise SourceError(Path(name), "文件里没有文字", "请删除该文件，或放入内容后重新建立索引。")
    return Source(name, text, encoding, hashlib.sha256(data).hexdigest(), len(data))


def seed_name(path: Path) -> str:
    """The name a source file goes by: that of the file, with bytes that are no UTF-8 written out."""
    return path.name.encode("utf-8", "backslashreplace").decode("utf-8")


def read_source(path: Path) -> Source:
    """The source file at `path`; raises SourceError where it cannot be read or is no text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(path, reason_of(error), "请检查文件是否存在、是否有权读取。") from error
    return decode(seed_name(path), data)


def _text(path: Path, data: bytes) -> tuple[str, str]:
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            if name is None:
                raise SourceError(path, "文件是 UTF-32 编码", _SAVE_AS)
            try:
                text = data[len(mark) :].decode(codec)
            except UnicodeDecodeError as error:
                raise SourceError(path, f"文件标明是 {codec.upper()} 编码，但内容不符", _SAVE_AS) from error
            if _CONTROL.search(text):
                raise SourceError(path, "文件含有控制字符，不是纯文本", _SAVE_AS)
            return text, name
    readings = ("utf-16-le", "utf-16-be") if b"\x00" in data else ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
    for codec in readings:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text) and (codec == "utf-8" or _plausible(text)):
            return text, codec
    if _CONTROL.search(data[:_SAMPLE].decode("latin-1")):
        raise SourceError(path, "文件不是纯文本（含有二进制内容）", _SAVE_AS)
    raise SourceError(path, "无法识别文字编码（不是 UTF-8、UTF-16 或 GB18030）", _SAVE_AS)


def _plausible(text: str) -> bool:
    """Whether a text that decodes is also Chinese or plain Latin: other encodings decode too, into rare characters."""
    sample = text[:_SAMPLE]
    if len(_ORDINARY.findall(sample)) < 0.97 * len(sample):
        return False
    han = len(_HAN.findall(sample))
    return han < 20 or len(_FREQUENT.findall(sample)) >= 0.06 * han
