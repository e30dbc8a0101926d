"""A start that is refused says all that has to be mended, in the rules and in the settings, and shows no secret."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from web.guide.project import SETTING

SECRET = "secretsecret"


def refused(**settings: str) -> str:
    """What a guide says that does not start with these settings."""
    environment = {**os.environ, **settings}
    ended = subprocess.run(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    return ended.stderr


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The rule base of a project of one's own."""
    shutil.copytree(ROOT / "examples" / "start", tmp_path / "own")
    return tmp_path / "own" / "rules" / "rulebase.yaml"


def test_faults_of_rules_and_of_settings_are_said_at_once(rules: Path) -> None:
    text = rules.read_text(encoding="utf-8")
    rules.write_text(f"{text}\nnonsense: 1\nmore-nonsense: 2\n", encoding="utf-8")
    said = refused(
        **{SETTING: str(rules.parents[1])},
        COACH_OR_MENTOR_KEYS=SECRET,
        COACH_OR_MENTOR_API_RATE="many",
        COACH_OR_MENTOR_PROXY="1",
        COACH_OR_MENTOR_WORKER="perhaps",
        DATABASE_URL=f"mysql://guide:{SECRET}@host/name",
    )
    for words in ("The guide cannot start", "'nonsense'", "'more-nonsense'", "_KEYS", "_API_RATE", "DATABASE_URL"):
        assert words in said
    assert "_WORKER" in said
    assert "COACH_OR_MENTOR_PROXY is no setting of the guide: did you mean 'COACH_OR_MENTOR_PROXIES'?" in said
    assert SECRET not in said


@pytest.mark.deep
def test_rules_of_another_time_show_that_the_clock_is_wrong(rules: Path) -> None:
    text = rules.read_text(encoding="utf-8")
    rules.write_text(re.sub(r"^date: \S+", "date: 2999-12-31", text, flags=re.MULTILINE), encoding="utf-8")
    assert "The clock of this machine says" in refused(**{SETTING: str(rules.parents[1])})
