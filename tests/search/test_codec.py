import json
import pickle
import random
import shutil

import pytest

from nt_desktop.errors import IndexDamagedError, IndexMissingError, IndexOutdatedError, NtDesktopError
from nt_desktop.normal import normal_form
from nt_desktop.search.codec import open_reader
from nt_desktop.search.engine import Engine
from nt_desktop.search.whoosh_parts import query


def test_whoosh_s_own_searcher_finds_the_same_units_by_their_grams(search_folder, units):
    from whoosh.searching import Searcher

    reader = open_reader(search_folder)
    assert reader.doc_count() == len(units)
    with Searcher(reader) as searcher:
        for grams in (["秸秆"], ["水"], ["生态", "态环", "环境"], ["pm", "2."], ["养殖", "关闭"]):
            wanted = query.And([query.Term("text", gram) for gram in grams])
            found = set(searcher.docs_for_query(wanted))
            assert found == {
                n for n, unit in enumerate(units) if all(gram in normal_form(unit.text) for gram in grams)
            }  # fmt: skip


def test_whoosh_can_list_and_count_the_terms(search_folder, units):
    reader = open_reader(search_folder)
    assert ("text", "秸秆") in reader
    assert ("text", "秸秆秸秆秸") not in reader
    assert reader.doc_frequency("text", "秸秆") == sum("秸秆" in normal_form(unit.text) for unit in units)
    terms = [term for _, term in reader.terms_from("text", "秸") if term.startswith("秸".encode())]
    assert terms == sorted(terms)
    assert "秸秆".encode() in terms


def test_nothing_is_unpickled_and_nothing_written(search_folder, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("unpickled")

    monkeypatch.setattr(pickle, "load", refuse)
    monkeypatch.setattr(pickle, "loads", refuse)
    monkeypatch.setattr(pickle, "Unpickler", refuse)
    before = {path.name: path.stat().st_mtime_ns for path in search_folder.iterdir()}
    open_reader(search_folder)
    with Engine.open(search_folder) as engine:
        assert engine.search("秸秆").total
    assert {path.name: path.stat().st_mtime_ns for path in search_folder.iterdir()} == before


def test_a_folder_without_an_index_says_so(tmp_path):
    with pytest.raises(IndexMissingError):
        Engine.open(tmp_path)


@pytest.mark.parametrize("name", ["postings", "text", "unit.key"])
def test_a_file_cut_short_or_missing_is_named(search_folder, tmp_path, name):
    copy = tmp_path / "copy"
    shutil.copytree(search_folder, copy)
    content = (copy / name).read_bytes()
    (copy / name).write_bytes(content[:-1])
    with pytest.raises(IndexDamagedError, match=name):
        Engine.open(copy)
    (copy / name).unlink()
    with pytest.raises(IndexDamagedError, match=name):
        Engine.open(copy)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": 1, "byteorder": "little"}'])
def test_a_broken_directory_is_a_damaged_index(tmp_path, content):
    (tmp_path / "columns.json").write_text(content, encoding="utf-8")
    with pytest.raises(IndexDamagedError):
        Engine.open(tmp_path)


def test_another_format_asks_for_a_rebuild(search_folder, tmp_path):
    directory = json.loads((search_folder / "columns.json").read_bytes())
    (tmp_path / "columns.json").write_text(json.dumps(directory | {"format": 0}), encoding="utf-8")
    with pytest.raises(IndexOutdatedError):
        Engine.open(tmp_path)


def test_a_changed_byte_gives_an_answer_or_the_error_that_says_so(search_folder, tmp_path):
    """The manifest finds every change; before it is asked, none may lead to anything else than these two."""
    copy = tmp_path / "copy"
    shutil.copytree(search_folder, copy)
    rng = random.Random(1)
    files = sorted(path for path in copy.iterdir() if path.stat().st_size)
    for _ in range(120):
        path = rng.choice(files)
        content = bytearray(path.read_bytes())
        at = rng.randrange(len(content))
        before = content[at]
        content[at] = rng.choice([0, 255, before ^ 1, before ^ 128])
        path.write_bytes(content)
        try:
            with Engine.open(copy) as engine:
                for query in (
                    "秸秆 综合利用率",
                    "谁负责 建筑垃圾",
                    "部门:环保局",
                    "年份:2021..2023 水",
                    "shengtai",
                    "治理",
                ):
                    engine.search(query)
                engine.complete("市")
        except NtDesktopError:
            pass
        content[at] = before
        path.write_bytes(content)
