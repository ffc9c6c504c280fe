"""What Qt's PDF writer leaves undone: an outline, turned pages shown upright, and the right characters for searching.

Qt names a glyph by the lowest character that has it. In Chinese fonts 一 and the radical ⼀ share a glyph, so that
copied text would be full of radicals; the names are put back to the characters that were printed.
"""

from __future__ import annotations

import re
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, Fit, IndirectObject, NameObject, StreamObject, TextStringObject
from PySide6.QtGui import QRawFont

from nt_desktop.output.layouts import PAGE_HEIGHT, UNITS, Use
from nt_desktop.output.pages import Pages

_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s+<([0-9A-Fa-f]+)>\s+(?:\[([^\]]*)\]|<([0-9A-Fa-f]+)>)")
_AT_ONCE = 100  # entries that a block of a character map may have
_PLANE = 0x10000


def finish_pdf(path: Path, pages: Pages) -> None:
    """Rewrite a PDF of these pages in place."""
    writer = PdfWriter(clone_from=PdfReader(path))
    for number, page in enumerate(pages.pages):
        if page.turned:
            writer.pages[number].rotate(90)
    parents: list[IndirectObject] = []
    for mark in pages.marks:
        depth = min(mark.depth, len(parents))
        del parents[depth:]
        turned = pages.pages[mark.page].turned
        fit = Fit.fit() if turned else Fit.xyz(top=PAGE_HEIGHT * 72 / 25.4 - mark.y / UNITS)
        parent = parents[-1] if parents else None
        parents.append(writer.add_outline_item(title=mark.title, page_number=mark.page, parent=parent, fit=fit))
    _name_characters(writer, pages)
    writer.root_object[NameObject("/Lang")] = TextStringObject("zh-CN")
    writer.write(path)


def _name_characters(writer: PdfWriter, pages: Pages) -> None:
    names, rare = _printed_names(pages)
    done: set[int] = set()
    for page in writer.pages:
        resources = page["/Resources"].get_object()
        assert isinstance(resources, DictionaryObject)
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        assert isinstance(fonts, DictionaryObject)
        for reference in fonts.values():
            font = reference.get_object()
            assert isinstance(font, DictionaryObject)
            stream = font["/ToUnicode"].get_object() if "/ToUnicode" in font else None
            if isinstance(stream, StreamObject) and id(stream) not in done:
                done.add(id(stream))
                stream.set_data(_character_map(stream.get_data(), _glyph_count(font), names, rare))


def _character_map(data: bytes, count: int, names: dict[int, int], rare: list[str]) -> bytes:
    """The map from a font's glyphs to characters with the names put right.

    Qt leaves glyphs without a name where the character is beyond U+FFFF; they come in order of use, like all glyphs.
    """
    found: dict[int, str] = {}
    for first, last, array, single in _RANGE.findall(data):
        codes = [int(code, 16) for code in re.findall(rb"<([0-9A-Fa-f]{4})>", array)] if array else [int(single, 16)]
        for glyph, code in zip(range(int(first, 16), int(last, 16) + 1), codes, strict=False):
            if glyph and code:
                found[glyph] = chr(names.get(code, code))
    unnamed = [glyph for glyph in range(1, count) if glyph not in found]
    if len(unnamed) == len(rare):
        found.update(zip(unnamed, rare, strict=True))
    entries = [f"<{glyph:04X}> <{char.encode('utf-16-be').hex().upper()}>" for glyph, char in sorted(found.items())]
    blocks = [entries[start : start + _AT_ONCE] for start in range(0, len(entries), _AT_ONCE)]
    middle = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    head, _, rest = data.partition(b"endcodespacerange")
    return head + b"endcodespacerange\n" + middle.encode("ascii") + b"endcmap" + rest.partition(b"endcmap")[2]


def _glyph_count(font: DictionaryObject) -> int:
    """How many glyphs a font of Qt's has, by its list of widths: `[0 [w0] 1 12 1000 13 [w13 w14]]`."""
    (descendant,) = font["/DescendantFonts"].get_object()  # type: ignore[misc]
    widths = list(descendant.get_object().get("/W", ()))
    count = 0
    while len(widths) > 1:
        first, second = int(widths[0]), widths[1]
        if isinstance(second, list):
            count, widths = first + len(second), widths[2:]
        else:
            count, widths = int(second) + 1, widths[3:]
    return count


def _printed_names(pages: Pages) -> tuple[dict[int, int], list[str]]:
    """For each character Qt would name a printed one by, the one that was printed; and the rare ones, in order."""
    printed: dict[Use, set[str]] = {}
    rare: dict[str, None] = {}
    for page in pages.pages:
        for glyphs in (*page.glyphs, *page.turned_glyphs):
            printed.setdefault(glyphs.piece.use, set()).update(glyphs.piece.text)
            rare.update((char, None) for char in glyphs.piece.text if ord(char) >= _PLANE)
    everything = {ord(char) for chars in printed.values() for char in chars}
    names: dict[int, int] = {}
    lowest_of: dict[str, dict[int, int]] = {}
    for use, chars in printed.items():
        family = pages.typesetter.faces.by_use[use].family
        font = QRawFont.fromFont(pages.typesetter.faces.font(use, 12))
        lowest = lowest_of.setdefault(family, {}) or _lowest_names(font)
        lowest_of[family] = lowest
        plain = [char for char in sorted(chars) if ord(char) < _PLANE and not 0xD800 <= ord(char) < 0xE000]
        for char, glyph in zip(plain, font.glyphIndexesForString("".join(plain)), strict=True):
            wrong = lowest.get(glyph, ord(char))
            if wrong not in everything or wrong < 0x20:
                names[wrong] = ord(char)
    return names, list(rare)


def _lowest_names(font: QRawFont) -> dict[int, int]:
    codes = [code for code in range(1, _PLANE) if not 0xD800 <= code < 0xE000]
    glyphs = font.glyphIndexesForString("".join(map(chr, codes)))
    lowest: dict[int, int] = {}
    for code, glyph in zip(codes, glyphs, strict=True):
        if glyph:
            lowest.setdefault(glyph, code)
    return lowest
