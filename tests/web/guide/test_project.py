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
    missing = f"There is no guide in the folder '{tmp_path / 'missing'}': it has no file rules/rulebase.yaml."
    assert missing in ended.stderr
    assert SETTING in ended.stderr
    assert "Traceback" not in ended.stderr


def run(words: list[str]) -> subprocess.CompletedProcess[str]:
    """What make does with these words, with this environment, which is set up already."""
    make = ["make", "-o", ".venv/.runs", f"BIN={Path(sys.executable).parent}", *words]
    return subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=False)


def test_make_run_of_a_folder_that_is_not_there_starts_nothing() -> None:
    ended = run(["run", "RULES=mien"])
    assert ended.returncode != 0
    assert "There is no guide in the folder 'mien': it has no file rules/rulebase.yaml." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "streamlit" not in ended.stdout.lower(), "it was started"


def test_make_run_of_a_folder_with_a_guide_starts_it() -> None:
    ended = run(["run", "RULES=examples/start", "PORT=none"])
    assert 'COACH_OR_MENTOR_RULES="examples/start"' in ended.stdout
    assert "There is no guide" not in ended.stderr
    assert "'none' is not a valid integer" in ended.stderr, "the words of streamlit, which was asked for no port"


def test_a_guide_without_words_in_the_first_language_is_told_so(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "examples" / "start", tmp_path / "mine"))
    (folder / "content" / "en").rename(folder / "content" / "fr")
    with pytest.raises(GuideError, match="has no folder 'en'"):
        load_editions(folder)
