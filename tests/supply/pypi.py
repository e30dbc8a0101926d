"""PyPI's own list of advisories, asked through pip-audit for each locked version."""

import json
import subprocess
import sys
from typing import NamedTuple

from tests.supply import locked

COMMAND = ["-m", "pip_audit", "-r", str(locked.FILE), "--disable-pip", "--format", "json", "--timeout", "15"]
ONLY_OURS = "So only our own list was compared."


class Answer(NamedTuple):
    """What PyPI says: the advisories that apply, in words, and the packages that it did not answer for."""

    apply: list[str]
    asked: int
    unanswered: list[str]


def answer(report: str) -> Answer:
    """The answer in a report of pip-audit, which by itself calls a lock clean also when PyPI knew none of it."""
    asked = json.loads(report)["dependencies"]
    apply = [
        f"{one['name']} {one['version']} is affected by {fault['id']}, mended in {mended(fault['fix_versions'])}"
        for one in asked
        for fault in one.get("vulns", [])
    ]
    return Answer(apply, len(asked), [one["name"] for one in asked if "skip_reason" in one])


def mended(versions: list[str]) -> str:
    return " and ".join(versions) or "no version yet"


def verdict(said: Answer) -> str:
    answered = said.asked - len(said.unanswered)
    if not answered:
        return f"PyPI was not asked: it answered for none of the {said.asked} packages. {ONLY_OURS}"
    found = said.apply or [f"PyPI knows of none in {answered} of the {said.asked} packages of this platform"]
    missing = [f"PyPI did not answer for {', '.join(said.unanswered)}"] if said.unanswered else []
    return "\n".join(found + missing)


def ask() -> tuple[str, bool]:
    """What PyPI says of the lock, and whether it knows of an advisory that applies. Takes some seconds."""
    ended = subprocess.run(
        [sys.executable, *COMMAND, "--progress-spinner", "off"], capture_output=True, text=True, check=False
    )
    if not ended.stdout.strip():
        reason = (ended.stderr.strip().splitlines() or ["no reason given"])[-1]
        return f"PyPI was not asked, since it could not be reached ({reason}). {ONLY_OURS}", False
    said = answer(ended.stdout)
    return verdict(said), bool(said.apply)
