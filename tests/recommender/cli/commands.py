"""What the tests of the commands share: how a command is run, what it prints, and copies of what it reads."""

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from recommender.cli.main import main
from tests.conftest import ROOT
from tests.rule_bases import Written

RULES = ROOT / "rules" / "rulebase.yaml"

Printed = pytest.CaptureFixture[str]


def in_one_line(text: str) -> str:
    """A text with its lines and spaces run together, as a reader sees it."""
    return " ".join(text.split())


def one_line_of_error(printed: Printed) -> str:
    """What is on stderr, which has to be one line, with nothing on stdout and no traceback."""
    out, err = printed.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert err.endswith("\n")
    assert err.count("\n") == 1
    return err.strip()


def write(path: Path, rules: Written) -> Path:
    """Write rules or words as JSON, which is YAML as well, and quicker."""
    path.write_text(json.dumps(rules, default=str), encoding="utf-8")
    return path


def printed(capsys: Printed, *words: str, code: int = 0) -> str:
    assert main(words) == code
    out, err = capsys.readouterr()
    assert err == ""
    return out


def printed_json(capsys: Printed, *words: str) -> Any:
    return json.loads(printed(capsys, *words, "--json"))


def row(out: str, start: str) -> list[str]:
    """The cells of the first line that starts so."""
    line = next(line for line in out.splitlines() if line.strip().startswith(start))
    return line.replace(start, "").replace(" %", "%").split()


def copied_content(folder: Path, *languages: str) -> Path:
    """A copy of the shipped words, with each further language a copy of the English; the English folder of it."""
    for name in ("page-texts.yaml", "evidence.yaml", "situations.yaml", "contacts.yaml", "capacity.yaml", "terms.yaml"):
        shutil.copy(ROOT / "content" / name, folder)
    for language in languages:
        shutil.copytree(ROOT / "content" / "en", folder / language)
    return Path(shutil.copytree(ROOT / "content" / "en", folder / "en"))


def changed(written: Written, folder: Path) -> Path:
    """The shipped rules with the weight of one question changed, one option more and one pattern less."""
    new = copy.deepcopy(dict(written))
    next(question for question in new["questions"] if question["id"] == "experience")["weight"] = 2
    new["questions"][0]["options"].append({"id": "fame", "coaching": 0, "mentoring": 0})
    new["patterns"] = [pattern for pattern in new["patterns"] if pattern["id"] != "new-teacher"]
    return write(folder / "new.yaml", new)
