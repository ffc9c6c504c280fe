"""The command line. Each command calls the functions that the window calls, and imports them only when it runs."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from nt_desktop import __version__
from nt_desktop.errors import NtDesktopError, reason_of
from nt_desktop.places import index_folder, seeds_folder
from nt_desktop.progress import Report, silent

if TYPE_CHECKING:
    from nt_desktop.catalog.catalog import Catalog
    from nt_desktop.catalog.rows import TableRow

DONE, NOT_GOOD, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130
RECORDS = ("documents", "clauses", "tables", "targets", "duties", "references")

_WRONG_CALLS = (
    (r"the following arguments are required: (.*)", "还缺少参数 {0}"),
    (r"argument (\S+): invalid choice: '?([^' ]*)'?.*", "参数 {0} 没有“{1}”这个选择"),
    (r"argument (\S+): invalid \w+ value: '(.*)'", "参数 {0} 的值“{1}”不对"),
    (r"argument (\S+): expected .*", "参数 {0} 后面要有值"),
    (r"unrecognized arguments: (.*)", "不认识参数 {0}"),
)


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        said = (form.format(*m.groups()) for rule, form in _WRONG_CALLS if (m := re.fullmatch(rule, message)))
        self.exit(WRONG_CALL, f"命令有误：{next(said, '写法不对')}。{self.format_usage()}")


class _NoOutputError(NtDesktopError):
    """What a command prints can't be written."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"结果写不出去：{reason_of(error)}", "请换一个位置保存后重试。")


class _Gone(Exception):  # noqa: N818 - not an error: whoever read our output has seen enough, as in `dump … | head`
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code is 0 for done, 1 where the answer is "not good", 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a window program on Windows has no streams
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = [_as_typed(each) for each in (sys.argv[1:] if arguments is None else arguments)]
    options = _parser().parse_args(given) if given else argparse.Namespace(run=_open_window)  # the window is in a hurry
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        code = run(options)
        _flush()
    except _Gone:
        return DONE
    except NtDesktopError as error:
        print(error, file=sys.stderr)
        return NOT_GOOD
    except KeyboardInterrupt:
        print("已取消。", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:  # the boundary: whatever nobody foresaw is said, and kept for whoever mends it
        _tell_fault(error)
        return NOT_GOOD
    return code


def _as_typed(argument: str) -> str:
    """An argument as UTF-8 where Python, in a locale that knows no Chinese, has read single bytes."""
    if argument.isascii():
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


def _print(text: str, end: str = "\n") -> None:
    """Print a line of the answer."""
    try:
        print(text, end=end)
    except OSError as error:
        _give_up_output(error)


def _flush() -> None:
    """Push out what was printed while a failure can still be told."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _give_up_output(error)


def _give_up_output(error: OSError) -> NoReturn:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or leaving the program would try once more
    raise (_Gone() if isinstance(error, BrokenPipeError) else _NoOutputError(error)) from error


def _tell_fault(error: Exception) -> None:
    from nt_desktop.faults import details_of, log_fault

    details = details_of(type(error), error, error.__traceback__)
    log = log_fault(details)
    where = f"详细信息已记入“{log}”，请把它交给维护人员。" if log else f"请把下面的详细信息交给维护人员。\n{details}"
    print(f"程序出错（{type(error).__name__}），这个命令没有完成。{where}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="nt-desktop", description="南通市及各县（市、区）规划文件离线检索工具；不带命令时打开窗口。")
    parser.add_argument("--version", action="version", version=__version__, help="显示版本号")
    parser.set_defaults(run=_open_window)
    commands = parser.add_subparsers(title="命令", metavar="命令", parser_class=_Parser)

    def command(name: str, says: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says, description=says)
        made.add_argument("--index", type=Path, default=index_folder(), metavar="文件夹", help="索引所在文件夹")
        made.set_defaults(run=run)
        return made

    build = command("build", "从资料文件建立索引", _build)
    build.add_argument("--seeds", type=Path, default=seeds_folder(), metavar="文件夹", help="资料文件所在文件夹")
    build.add_argument("--key", type=Path, metavar="文件", help="用这个 Ed25519 私钥（PEM）给索引签名")
    build.add_argument("--report", type=Path, metavar="文件", help="另存一份核对报告（HTML）")

    search = command("search", "检索条款和表格", _search)
    search.add_argument("query", metavar="检索词")
    search.add_argument("--limit", type=_count, default=20, metavar="条数", help="最多列出几条，默认 20")
    search.add_argument("--no-equivalents", action="store_true", help="不检索简称、旧称和同义词")
    search.add_argument("--json", action="store_true", help="输出 JSON")

    dump = command("dump", "逐行输出全部记录（JSON Lines）", _dump)
    dump.add_argument("what", choices=RECORDS, metavar="{" + ",".join(RECORDS) + "}")

    show = command("show", "显示一份文件或一条条款", _show)
    show.add_argument("key", metavar="编号")
    show.add_argument("--json", action="store_true", help="输出 JSON")

    export = command("export", "把指标或任务分工导出为表格", _export)
    export.add_argument("what", choices=("targets", "duties"), metavar="{targets,duties}")
    export.add_argument("--out", type=Path, required=True, metavar="文件", help=".xlsx 或 .csv")
    export.add_argument("--where", default="", metavar="条件", help="如“部门=市水利局 年份=2025”")

    excerpt = command("excerpt", "把条款连同出处写成摘录", _excerpt)
    excerpt.add_argument("keys", nargs="+", metavar="编号")
    excerpt.add_argument("--out", type=Path, required=True, metavar="文件", help=".pdf .docx .html 或 .txt")

    command("verify", "逐字节校验索引", _verify)
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _open_window(options: argparse.Namespace) -> int:
    from nt_desktop.ui.app import run

    return run(sys.argv[:1])


def _build(options: argparse.Namespace) -> int:
    from nt_desktop.building import build_index

    sign = None
    if options.key:
        from nt_desktop.catalog.signature import signing_with

        sign = signing_with(options.key)
    built = build_index(options.seeds, options.index, _progress(), sign=sign)
    if options.report:
        from nt_desktop.output.report import write_report

        with _catalog(options) as catalog:
            write_report(catalog, options.report)
    names = {
        "documents": "文件",
        "clauses": "条款",
        "tables": "表格",
        "targets": "指标",
        "duties": "分工",
        "references": "引用",
    }
    counts = "，".join(f"{name} {built.counts[key]}" for key, name in names.items())
    _print(f"索引已建立：{counts}。")
    for problem in built.problems:
        place = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
        print(f"{place}：{problem.message}", file=sys.stderr)
    return NOT_GOOD if built.problems else DONE


def _search(options: argparse.Namespace) -> int:
    from nt_desktop.catalog.index_folder import SEARCH_FOLDER
    from nt_desktop.catalog.records import to_json
    from nt_desktop.search.engine import Engine

    with _catalog(options) as catalog:
        engine = Engine.open(options.index / SEARCH_FOLDER, catalog)
        results = engine.search(options.query, limit=options.limit, equivalents=not options.no_equivalents)
        if options.json:
            _print(json.dumps(to_json(results), ensure_ascii=False))
            return DONE
        for hit in results.hits:
            _print(f"{hit.clause}\n    {hit.title} {' '.join(hit.path)}\n    {hit.snippet}")
        _print(f"命中 {results.total} 条 · {results.elapsed_ms:.0f} ms")
        for suggestion in results.suggestions:
            _print(suggestion.label)
    return DONE


def _dump(options: argparse.Namespace) -> int:
    from nt_desktop.catalog.records import to_json

    with _catalog(options) as catalog:
        if options.what in ("clauses", "tables"):
            read = getattr(catalog, options.what)
            records = (record for document in catalog.documents() for record in read(document.key))
        else:
            records = iter(getattr(catalog, options.what)())
        for record in records:
            _print(json.dumps(to_json(record), ensure_ascii=False))
    return DONE


def _show(options: argparse.Namespace) -> int:
    from nt_desktop.catalog.records import to_json
    from nt_desktop.catalog.rows import TableRow

    with _catalog(options) as catalog:
        passage = catalog.passage(options.key)
        if options.json:
            record = _row_record(passage) if isinstance(passage, TableRow) else to_json(passage)
            _print(json.dumps(record, ensure_ascii=False))
            return DONE
        from nt_desktop.output.excerpts import make_excerpt
        from nt_desktop.output.plain_text import render_text

        _print(render_text(make_excerpt(catalog, [options.key])), end="")
    return DONE


def _row_record(row: TableRow) -> dict[str, Any]:
    """A table's row as JSON: it is no record of its own in the catalogue."""
    table = row.table
    return {
        "key": row.key,
        "seed": table.seed,
        "document": row.document,
        "table": table.key,
        "caption": table.caption,
        "header": list(table.header),
        "cells": list(table.rows[row.row]),
        "text": row.text,
        "start": row.start,
        "end": row.end,
    }


def _export(options: argparse.Namespace) -> int:
    from nt_desktop.catalog.selection import matching_duties, matching_targets, parse_selection
    from nt_desktop.output.spreadsheets import export_duties, export_targets

    selection = parse_selection(options.where)
    with _catalog(options) as catalog:
        documents = {document.key: document for document in catalog.documents()}
        if options.what == "targets":
            targets = matching_targets(catalog.targets(), documents, selection)
            export_targets(targets, documents, options.out)
            found = len(targets)
        else:
            duties = matching_duties(catalog.duties(), documents, selection)
            export_duties(duties, documents, options.out)
            found = len(duties)
    _print(f"已导出 {found} 条到“{options.out}”。")
    return DONE if found else NOT_GOOD


def _excerpt(options: argparse.Namespace) -> int:
    from nt_desktop.output.excerpts import make_excerpt
    from nt_desktop.output.writing import write_excerpt

    with _catalog(options) as catalog:
        write_excerpt(make_excerpt(catalog, options.keys), options.out)
    _print(f"摘录已存为“{options.out}”。")
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from nt_desktop.catalog.manifest import SIGNATURE_NAME, damaged_files, read_manifest
    from nt_desktop.catalog.signature import TRUST_WORDS, trust_in

    damages = damaged_files(options.index, _progress())
    trust = trust_in(options.index)
    for damage in damages:
        print(f"{damage.name}：{damage.reason}。请重建索引，或从原介质重新复制。", file=sys.stderr)
    if not damages and trust != "forged":
        _print(f"索引完好：{len(read_manifest(options.index).files)} 个文件与清单一致，{TRUST_WORDS[trust]}。")
    if trust == "forged":
        said = "与清单和程序里的公钥不符，签名已损坏，或索引被换过。请从原介质重新复制。"
        print(f"{SIGNATURE_NAME}：{said}", file=sys.stderr)
    return NOT_GOOD if damages or trust == "forged" else DONE


def _catalog(options: argparse.Namespace) -> Catalog:
    from nt_desktop.catalog.catalog import Catalog
    from nt_desktop.catalog.index_folder import recover

    recover(options.index)
    return Catalog.open(options.index)


def _progress() -> Report:
    return _progress_bar if sys.stderr is not None and sys.stderr.isatty() else silent


def _progress_bar(stage: str, done: int, total: int) -> None:
    filled = 30 * done // max(total, 1)
    end = "\r\x1b[K" if done == total else ""
    print(f"\r{stage} [{'█' * filled}{' ' * (30 - filled)}] {done}/{total}\x1b[K", end=end, file=sys.stderr, flush=True)
