"""The query language: words joined by AND, `"…"` exact, `-` excludes, `OR`, brackets, fields in Chinese, year ranges.

Whoosh's parser makes a tree of it. What is not clearly syntax is taken as text: a bracket or hyphen inside a word, the
full-width brackets of running text, a colon after a word that is no field. Slips are read kindly: an open quotation
mark ends with the query, wildcards are dropped because every word is found inside longer ones anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from nt_desktop.normal import normal_form
from nt_desktop.places import load_resource
from nt_desktop.search.schema import TEXT, YEAR
from nt_desktop.search.whoosh_parts import parsing, plugins, query, syntax

LONGEST_QUERY = 2000
MOST_WORDS = 40
_DEEPEST = 12
_LONGEST_NAMED = 40

_BEGIN = r"(?:(?<=[\s(])|^)"
_FOLLOW = r"(?=[\s)]|$)"
_QUOTED = rf'(?:(?<=[\s(:：-])|^)(?:"(?P<text>[^"]*)(?:"{_FOLLOW}|$)|“(?P<curly>[^“”]*)”{_FOLLOW})'
_YEARS = re.compile(r"(\d{4})?\s*(?:\.\.|-|—|~|～|至|到)\s*(\d{4})?")
_BARE_YEARS = rf"{_BEGIN}(?P<text>(?:19|20)\d\d\.\.(?:19|20)\d\d|(?:19|20)\d\d\.\.|\.\.(?:19|20)\d\d){_FOLLOW}"
_WILDCARDS = re.compile(r"[*?？]+")
_OPERATOR = r"(?:OR|AND|NOT|\|\|?|&&?)"
_REPEATED = re.compile(rf"(?<!\S)(?:{_OPERATOR}\s+)+(?={_OPERATOR}(?:\s|$))")
_DANGLING = re.compile(rf"^(?:OR|AND|\|\|?|&&?)\s+|(?<!\S){_OPERATOR}$")
_WORDLIKE = re.compile(r"\w")


class Word(query.Term):  # type: ignore[misc]
    """A run of characters that must stand in a text; `text` is its normal form, `shown` as typed."""

    def __init__(self, text: str, shown: str, quoted: bool) -> None:
        super().__init__(TEXT, text)
        self.shown = shown
        self.quoted = quoted


class FieldTest(query.Term):  # type: ignore[misc]
    """A condition on a field; `text` is the normal form of the value."""

    def __init__(self, fieldname: str, text: str, shown: str) -> None:
        super().__init__(fieldname, text)
        self.shown = shown


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as it was read.

    `tree` is None where nothing is left to look for; `notes` say in Chinese what else was done.
    """

    text: str
    tree: Any
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that are looked for in texts, in the order of the query, without excluded ones."""
        return tuple(_words(self.tree))

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but words that must all be there."""
        tree = self.tree
        return isinstance(tree, Word) or (
            isinstance(tree, query.And) and all(isinstance(part, Word) for part in tree.subqueries)
        )


def _words(tree: Any) -> Iterator[Word]:
    if isinstance(tree, Word):
        yield tree
    elif isinstance(tree, (query.And, query.Or)):
        for part in tree.subqueries:
            yield from _words(part)


class _PhraseNode(syntax.TextNode):  # type: ignore[misc]
    def query(self, parser: Any) -> Any:
        return _leaf(self.fieldname, self.text, quoted=True)


class _WordNode(syntax.WordNode):  # type: ignore[misc]
    def query(self, parser: Any) -> Any:
        return _leaf(self.fieldname, self.text, quoted=False)


class _YearsNode(syntax.TextNode):  # type: ignore[misc]
    def query(self, parser: Any) -> Any:
        return _leaf(YEAR, self.text, quoted=False)


def _leaf(fieldname: str | None, text: str, quoted: bool) -> Any:
    if fieldname and fieldname != TEXT:
        value = normal_form(text)
        return FieldTest(fieldname, value, text) if value else None
    normal = normal_form(text)
    return Word(normal, text.strip(), quoted) if _WORDLIKE.search(normal) else None


class _Quotes(plugins.TaggingPlugin):  # type: ignore[misc]
    """`"…"`, also “…” around whole words; an open one ends with the query."""

    priority = -1

    def create(self, parser: Any, match: re.Match[str]) -> Any:
        return _PhraseNode(match["text"] if match["text"] is not None else match["curly"])


class _BareYears(plugins.TaggingPlugin):  # type: ignore[misc]
    """`2021..2025` by itself is a range of years."""

    priority = -1

    def create(self, parser: Any, match: re.Match[str]) -> Any:
        return _YearsNode(match["text"])


class _Fields(plugins.FieldsPlugin):  # type: ignore[misc]
    """Fields by their Chinese names, with either colon."""

    class FieldnameTagger(plugins.RegexTagger):  # type: ignore[misc]
        def create(self, parser: Any, match: re.Match[str]) -> Any:
            return syntax.FieldnameNode(_field_names()[match["text"]], match[0])

    def __init__(self) -> None:
        names = "|".join(sorted(_field_names(), key=len, reverse=True))
        super().__init__(rf"(?:(?<=[\s(-])|^)(?P<text>{names})\s*[:：]\s*(?=\S)", remove_unknown=False)


class _Words(plugins.TaggingPlugin):  # type: ignore[misc]
    """Everything else up to the next blank, or to a bracket that closes a group."""

    priority = 200

    def create(self, parser: Any, match: re.Match[str]) -> Any:
        return _WordNode(match[0])


@cache
def _field_names() -> dict[str, str]:
    fields: dict[str, str] = load_resource("query.toml")["fields"]
    return fields


@cache
def _parser(grouping: bool) -> Any:
    parts = [
        _Quotes(_QUOTED),
        _BareYears(_BARE_YEARS),
        _Fields(),
        plugins.OperatorsPlugin(
            And=r"(?<=\s)(?:AND|&&?)(?=\s)", Or=r"(?<=\s)(?:OR|\|\|?)(?=\s)", AndNot=None, AndMaybe=None,
            Not=rf"{_BEGIN}(?:NOT\s+|[-－](?=[^\s-]))", Require=None,
        ),
        _Words(r"[^\s]*?[^\s()]+(?=\)*(?:\s|$))|[^\s]+" if grouping else r"[^\s]+"),
    ]  # fmt: skip
    if grouping:
        parts.append(plugins.GroupPlugin(r"(?:(?<=[\s(:：-])|^)[(](?=\s*[^\s)])", r"[)](?=[\s)]|$)"))
    return parsing.QueryParser(TEXT, None, plugins=parts)


def parse_query(text: str) -> ParsedQuery:
    """Read a query. Never fails; what could not be used is told in `notes`."""
    notes: list[str] = []
    text = text.strip()
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY]
        notes.append(f"检索词太长，只用了前 {LONGEST_QUERY} 个字")
    text = "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable())
    if _WILDCARDS.search(text) and '"' not in text:
        text = _WILDCARDS.sub(" ", text)
        notes.append("词在更长的词里也能找到，不需要通配符")
    pieces = text.split()
    if len(pieces) > MOST_WORDS:
        text = " ".join(pieces[:MOST_WORDS])
        notes.append(f"词太多，只用了前 {MOST_WORDS} 个")
    text = _DANGLING.sub("", _REPEATED.sub("", text.strip())).strip()
    tree = _tidy(_read(text)) if text else None
    if tree is not None and not any(_positives(tree)):
        notes.append("只有排除的词，没有要找的词")
    return ParsedQuery(text, tree, tuple(notes))


def _read(text: str) -> Any:
    try:
        return _parser(_groups(text)).parse(text)
    except Exception:  # Whoosh's operators stumble over some sequences of themselves: then every word is a word
        return query.And([leaf for piece in text.split() if (leaf := _leaf(None, piece, quoted=False)) is not None])


def _groups(text: str) -> bool:
    """Whether the brackets of a query can be groups: they are balanced and not nested too deep."""
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if not 0 <= depth <= _DEEPEST:
            return False
    return depth == 0 and "(" in text


def _tidy(tree: Any) -> Any:
    """The tree without empty parts and repeats; None where nothing is left."""
    if isinstance(tree, (query.And, query.Or)):
        parts = []
        for part in map(_tidy, tree.subqueries):
            if part is not None and part not in parts:
                parts.append(part)
        if len(parts) > 1:
            return type(tree)(parts)
        return parts[0] if parts else None
    if isinstance(tree, query.Not):
        inner = _tidy(tree.query)
        return None if inner is None else query.Not(inner)
    return tree if isinstance(tree, (Word, FieldTest)) else None


def _positives(tree: Any) -> Iterator[Any]:
    if isinstance(tree, (Word, FieldTest)):
        yield tree
    elif isinstance(tree, (query.And, query.Or)):
        for part in tree.subqueries:
            yield from _positives(part)


def read_years(value: str) -> tuple[int, int] | None:
    """The first and last year of `2023`, `2021..2025`, `2021-2025`, `..2025`; None where it is none of these."""
    if re.fullmatch(r"\d{4}年?", value):
        return int(value[:4]), int(value[:4])
    match = _YEARS.fullmatch(value.replace("年", ""))
    if match and (match[1] or match[2]):
        first, last = int(match[1] or 0), int(match[2] or 9999)
        return min(first, last), max(first, last)
    return None


def write_query(tree: Any, inside: bool = False) -> str:
    """A query in the query language; `parse_query` reads it back to the same tree."""
    if isinstance(tree, Word):
        return f'"{tree.shown}"' if tree.quoted or tree.shown != "".join(tree.shown.split()) else tree.shown
    if isinstance(tree, FieldTest):
        value = tree.shown.strip()
        return f"{load_resource('query.toml')['labels'][tree.fieldname]}:" + (f'"{value}"' if " " in value else value)
    if isinstance(tree, query.Not):
        return f"-{write_query(tree.query, inside=True)}"
    written = (" OR " if isinstance(tree, query.Or) else " ").join(write_query(part, True) for part in tree.subqueries)
    return f"({written})" if inside else written


def describe(parsed: ParsedQuery) -> str:
    """In Chinese, how the query was understood."""
    if parsed.tree is None:
        said = "没有可检索的文字" if parsed.text else ""
    else:
        said = _described(parsed.tree, outermost=True)
    return "；".join(filter(None, (said, *parsed.notes)))


def shortened(text: str) -> str:
    """A text as it is named in a sentence."""
    return text if len(text) <= _LONGEST_NAMED else f"{text[:_LONGEST_NAMED]}…"


def _described(tree: Any, outermost: bool = False) -> str:
    if isinstance(tree, Word):
        return f"“{shortened(tree.shown)}”"
    if isinstance(tree, FieldTest):
        return _described_field(tree)
    if isinstance(tree, query.Not):
        return f"不含{_described(tree.query)}"
    joint = " 或 " if isinstance(tree, query.Or) else " 并且 "
    said = joint.join(_described(part) for part in tree.subqueries)
    return said if outermost else f"（{said}）"


def _described_field(test: FieldTest) -> str:
    label = load_resource("query.toml")["labels"][test.fieldname]
    years = read_years(test.text) if test.fieldname == YEAR else None
    if years:
        first, last = years
        if first == last:
            return f"{label}为 {first}"
        if first == 0 or last == 9999:
            return f"{label}不晚于 {last}" if first == 0 else f"{label}不早于 {first}"
        return f"{label}在 {first} 至 {last} 之间"
    return f"{label}含“{shortened(test.shown.strip())}”"
