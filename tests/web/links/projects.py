"""Copies of the project whose rules and words are changed, as they may be some day."""

import shutil
from pathlib import Path

from web.guide.project import PROJECT


def copied(target: Path, *left_out: str) -> Path:
    """A project with the rules and the content of this one, without these languages."""
    shutil.copytree(PROJECT / "content", target / "content", ignore=shutil.ignore_patterns(*left_out))
    (target / "rules").mkdir()
    for file in (PROJECT / "rules").glob("*.yaml"):
        shutil.copy(file, target / "rules")
    return target


def edited(project: Path, file: str, old: str, new: str) -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def raise_version(project: Path, version: str) -> None:
    rules = (project / "rules" / "rulebase.yaml").read_text(encoding="utf-8")
    line = next(line for line in rules.splitlines() if line.startswith("version:"))
    edited(project, "rules/rulebase.yaml", line, f"version: {version}")
