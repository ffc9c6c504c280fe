from __future__ import annotations

from pathlib import Path

import pytest

from nt_desktop.output.excerpt import Excerpt, ExcerptOptions
from nt_desktop.output.excerpts import make_excerpt
from tests.hand_library import NOTICE, PLAN, HandLibrary, sample_library


@pytest.fixture
def library() -> HandLibrary:
    return sample_library()


@pytest.fixture
def excerpt(library: HandLibrary) -> Excerpt:
    """Two clauses and a table of the plan, a heading of the notice, with a note, targets and source codes."""
    options = ExcerptOptions(
        notes=((f"{PLAN}#二/23", "向局长汇报时用。"),), targets=True, source_codes=True, printed="2026-11-22"
    )
    keys = [f"{PLAN}#一/一/1", f"{PLAN}#二/23", f"{PLAN}#表1/5", f"{NOTICE}#一"]
    return make_excerpt(library, keys, options)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with a blank and Chinese characters in its name."""
    folder = tmp_path / "摘录 输出"
    folder.mkdir()
    return folder
