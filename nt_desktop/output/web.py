"""An excerpt as one HTML file that prints well: no scripts, nothing loaded from elsewhere."""

from __future__ import annotations

from html import escape

from nt_desktop.output.excerpt import DISCLAIMER, Excerpt, Grid, Passage, Text
from nt_desktop.output.layouts import Use, face_wishes, measures
from nt_desktop.output.wording import (
    citation_line,
    dates_line,
    meta_parts,
    path_line,
    source_code_line,
    targets_grid,
)

_HEADING_CLASSES = ("h1", "h2", "h3")


def render_html(excerpt: Excerpt) -> str:
    """The excerpt as an HTML page with its style sheet inside."""
    body: list[str] = []
    if excerpt.options.title:
        body.append(f'<h1 class="title">{escape(excerpt.options.title)}</h1>')
    document = ""
    for passage in excerpt.passages:
        if passage.document != document and not passage.whole and passage.title:
            body.append(f'<header><h1 class="title">{escape(passage.title)}</h1>')
            body.append(f'<p class="meta">{"　".join(escape(part) for part in meta_parts(passage))}</p></header>')
        document = passage.document
        body.append(_passage(passage, excerpt))
    printed, collected = dates_line(excerpt.printed, excerpt.collected)
    ends = "　".join(escape(words) for words in (DISCLAIMER, printed, collected) if words)
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(excerpt.title)}</title>\n'
        f"<style>{_style(excerpt)}</style></head>\n<body>\n"
        + "\n".join(body)
        + f"\n<footer>{ends}</footer>\n</body></html>\n"
    )


def grid_html(grid: Grid, attributes: str = "") -> str:
    """A table with merged cells; its header rows stand in `thead`, which browsers repeat on each printed page."""
    by_row: list[list[str]] = [[] for _ in range(grid.n_rows)]
    for cell in sorted(grid.cells, key=lambda each: (each.row, each.col)):
        header = cell.row < grid.n_header_rows
        tag = "th" if header else "td"
        rows = min(cell.row_span, grid.n_header_rows - cell.row) if header else cell.row_span
        spans = f' rowspan="{rows}"' if rows > 1 else ""
        spans += f' colspan="{cell.col_span}"' if cell.col_span > 1 else ""
        words = escape(cell.text).replace("\n", "<br>")
        by_row[cell.row].append(f"<{tag}{spans}>{words}</{tag}>")
    lines = [f"<tr>{''.join(cells)}</tr>" for cells in by_row]
    head, body = lines[: grid.n_header_rows], lines[grid.n_header_rows :]
    thead = f"<thead>{''.join(head)}</thead>" if head else ""
    return f"<table{attributes}>{thead}<tbody>{''.join(body)}</tbody></table>"


def _passage(passage: Passage, excerpt: Excerpt) -> str:
    parts = ['<section class="whole">' if passage.whole else "<section>"]
    path = path_line(passage)
    if excerpt.options.headings and path and not passage.whole:
        parts.append(f'<p class="path">{escape(path)}</p>')
    before = ""
    for block in passage.blocks:
        if isinstance(block, Text):
            parts.append(_text(block))
            before = "".join(block.text.split())
        else:
            if block.caption and "".join(block.caption.split()) != before:
                parts.append(f'<p class="caption">{escape(block.caption)}</p>')
            parts.append(f'<div class="wide">{grid_html(block)}</div>')
            before = ""
    if passage.targets:
        parts.append('<p class="caption">量化指标</p>' + grid_html(targets_grid(passage.targets)))
    if passage.note:
        parts.append(f'<p class="note"><b>备注：</b>{escape(passage.note).replace(chr(10), "<br>")}</p>')
    if passage.title:
        parts.append(f'<p class="source">{escape(citation_line(passage))}</p>')
    if excerpt.options.source_codes:
        parts.append(f'<p class="code">{escape(source_code_line(passage))}</p>')
    parts.append("</section>")
    return "\n".join(parts)


def _text(block: Text) -> str:
    words = escape(block.text)
    key = escape(block.key, quote=True)
    if block.role in ("heading", "text") and block.lead:
        name = _HEADING_CLASSES[min(max(block.depth, 1), 3) - 1]
        if block.lead >= len(block.text.rstrip()):
            return f'<p id="{key}" class="{name}">{words}</p>'
        lead, rest = escape(block.text[: block.lead]), escape(block.text[block.lead :])
        return f'<p id="{key}"><span class="{name}">{lead}</span>{rest}</p>'
    return f'<p id="{key}" class="{block.role}">{words}</p>'


def _style(excerpt: Excerpt) -> str:
    spec = measures(excerpt.options.layout)
    fonts: dict[Use, str] = {
        wish.use: ", ".join(f'"{family}"' for family in (*wish.families, *wish.stand_ins)) for wish in face_wishes()
    }
    return f"""
@page {{ size: A4; margin: {spec.top}mm {spec.right}mm {spec.bottom}mm {spec.left}mm; }}
body {{ font: {spec.body}pt/1.8 {fonts["body"]}, serif; max-width: {spec.characters + 1}em; margin: 2em auto;
  color: #000; background: #fff; text-align: justify; }}
p {{ margin: 0; text-indent: 2em; white-space: pre-wrap; }}
.title {{ font: bold {spec.title}pt/1.5 {fonts["title"]}, serif; text-align: center; margin: 1em 0 .4em; }}
p.title {{ text-indent: 0; }}
.meta, .doc_number {{ text-align: center; text-indent: 0; }}
.meta {{ font-size: {spec.meta}pt; margin-bottom: 1em; }}
.path, .code, footer {{ color: #555; font-size: {spec.small}pt; text-indent: 0; }}
.h1 {{ font-family: {fonts["first"]}, sans-serif; }}
.h2 {{ font-family: {fonts["second"]}, serif; font-weight: bold; }}
.h3 {{ font-weight: bold; }}
.recipients, .note, .source, .code {{ text-indent: 0; }}
.issuer, .date {{ text-align: right; padding-right: 4em; }}
.caption {{ font: bold {spec.small}pt/1.8 {fonts["first"]}, sans-serif; text-align: center; text-indent: 0; }}
.note {{ border-left: 2px solid #555; padding-left: .8em; font-size: {spec.small}pt; margin: .5em 0; }}
.source, .code {{ text-align: right; font-size: {spec.small}pt; }}
section {{ margin-bottom: 1.5em; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%;
  font: {spec.table}pt/1.4 {fonts["song"]}, serif; margin: .3em 0 .8em; }}
th, td {{ border: 1px solid #000; padding: .2em .4em; text-align: left; }}
th {{ text-align: center; font-family: {fonts["first"]}, sans-serif; }}
tr {{ break-inside: avoid; }}
footer {{ border-top: 1px solid #555; padding-top: .4em; text-align: center; }}
@media print {{ body {{ margin: 0; max-width: none; }} .title, .h1, .h2, .path {{ break-after: avoid; }} }}
"""
