"""The shipped words, to be broken."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A copy of the shipped words, to be broken, with the list of page texts and the register beside it."""
    for name in ("page-texts.yaml", "evidence.yaml"):
        shutil.copy(ROOT / "content" / name, tmp_path)
    return Path(shutil.copytree(ROOT / "content" / "en", tmp_path / "en"))
