"""A folder that is served in place of the project's own: what is wrong with it is said, and is no traceback."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from recommender.core.errors import GuideError
from tests.conftest import ROOT
from web.guide.edition import load_editions
from web.guide.project import SETTING


@pytest.mark.parametrize("program", [["app.py"], ["-m", "web.links.publish_release"]])
def test_a_setting_that_names_no_guide_is_told_in_words(tmp_path: Path, program: list[str]) -> None:
    environment = {**os.environ, SETTING: str(tmp_path / "missing")}
    ended = subprocess.run(
        [sys.executable, *program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert f"{SETTING} must be a folder with a file rules/rulebase.yaml." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_guide_without_words_in_the_first_language_is_told_so(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "examples" / "start", tmp_path / "mine"))
    (folder / "content" / "en").rename(folder / "content" / "fr")
    with pytest.raises(GuideError, match="has no folder 'en'"):
        load_editions(folder)
