from __future__ import annotations

from pathlib import Path

import pytest

from .samples import write_sample_index


@pytest.fixture
def sample_index(tmp_path: Path) -> Path:
    return write_sample_index(tmp_path / "index")
