"""The runbook's own commands for backups: what was revoked stays so, and what was shared still opens."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.web.databases import closed_afterwards, empty_database, postgres
from web.services.clock import today
from web.services.services import Services, folder_of, open_services

__all__ = ["closed_afterwards", "empty_database", "postgres"]
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8")
REVOKED, LATER = b"r" * 16, b"l" * 16


def commands(title: str) -> str:
    """The block of commands that begins with this comment."""
    [block] = re.findall(rf"```sh\n(# {title}.*?)```", RUNBOOK, re.DOTALL)
    return str(block)


def run(title: str, environment: dict[str, str]) -> None:
    subprocess.run(["sh", "-euc", commands(title)], env={**os.environ, **environment}, check=True, capture_output=True)


def served(environment: dict[str, str]) -> Services:
    return open_services(environment, folder_of(environment))


def is_revoked(services: Services) -> tuple[bool, bool]:
    return services.revocations.any_revoked([REVOKED]), services.revocations.any_revoked([LATER])


def test_a_file_is_backed_up_while_it_is_used_and_restored(tmp_path: Path) -> None:
    folder, backup, new = (tmp_path / name for name in ("var", "backup", "new"))
    for made in (folder, backup, new):
        made.mkdir()
    services = served({"COACH_OR_MENTOR_FOLDER": str(folder)})
    services.revocations.revoke(REVOKED, None, today=today())
    token = services.sealer.seal(b"content", purpose="test")
    run("back up a file", {"FOLDER": str(folder), "BACKUP": str(backup)})
    services.revocations.revoke(LATER, None, today=today())
    run("restore a file", {"FOLDER": str(new), "BACKUP": str(backup)})
    restored = served({"COACH_OR_MENTOR_FOLDER": str(new)})
    assert is_revoked(restored) == (True, False)
    assert restored.sealer.open(token, purpose="test") == b"content"
    kept = [*backup.iterdir(), new / "links.sqlite3", new / "link-keys"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


@pytest.mark.deep
def test_a_database_of_a_server_is_backed_up_and_restored(empty_database: str, tmp_path: Path) -> None:
    environment = {"DATABASE_URL": empty_database, "COACH_OR_MENTOR_FOLDER": str(tmp_path)}
    services = served(environment)
    services.revocations.revoke(REVOKED, None, today=today())
    run("back up PostgreSQL", {**environment, "BACKUP": str(tmp_path)})
    services.revocations.revoke(LATER, None, today=today())
    run("restore PostgreSQL", {**environment, "BACKUP": str(tmp_path)})
    assert is_revoked(services) == (True, False)


def test_each_place_in_the_runbook_that_it_leads_to_is_there() -> None:
    slugs = {re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-") for line in RUNBOOK.splitlines()}
    led_to = re.findall(r"\]\(#([\w-]+)\)", RUNBOOK)
    assert led_to
    assert set(led_to) <= slugs
