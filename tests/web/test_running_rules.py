"""Rules and words that are edited while the guide runs change nothing: they are read at the start, and never again."""

import pickle
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from recommender import VIEWS, AnswerSheet
from recommender.core.errors import FaultyFiles
from tests.web.loaded import EDITION, RULES, SERVICES, client_of
from web.documents.read_ahead import read_ahead
from web.documents.shared_document import FAILED, SharedDocument, document_bytes
from web.documents.shared_worker import answer
from web.guide.edition import Edition, load_editions
from web.guide.project import PROJECT
from web.links.created import create_link, result_link
from web.links.journey import RESULT, Journey
from web.links.journey_address import seal_journey
from web.links.releases import released_editions
from web.services.clock import today

SHEET = AnswerSheet("self", {"goal": "habit", "experience": "years", "ideas": "plenty"})
CONTENT = (str(PROJECT / "content"), str(PROJECT / "rules"))

_opened = list[str]()
_watching = [False]


def _note(
    event: str, arguments: tuple[Any, ...], watching: list[bool] = _watching, opened: list[str] = _opened
) -> None:  # by defaults: a hook outlives the names of its module
    if watching[0] and event in ("open", "os.scandir", "os.listdir"):
        opened.append(str(arguments[0]))


sys.addaudithook(_note)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """The files that are opened meanwhile."""
    _opened.clear()
    _watching[0] = True
    yield _opened
    _watching[0] = False


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the rules and words."""
    for name in ("rules", "content"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    return tmp_path


def started(project: Path) -> dict[str, Edition]:
    """What a server has once it has started."""
    editions = load_editions(project)
    for edition in editions.values():
        read_ahead(edition)
    return editions


def break_all(project: Path) -> None:
    for file in (*project.rglob("*.yaml"), *project.rglob("*.json"), *project.rglob("*.svg")):
        file.write_text("{ broken: [", encoding="utf-8")


def statuses(client: TestClient, editions: dict[str, Edition]) -> dict[str, int]:
    """The status of all that a visitor can be shown, in each language, of today's rules and of each release."""
    released = released_editions(editions["en"]).values()
    links = [
        create_link(edition, SERVICES, "", result_link(edition, SHEET, level, 30, today=today()))
        for edition in (editions["en"], *released)
        for level in ("answers", "result")
    ]
    at = seal_journey(SERVICES.sealer, RULES, Journey("self", RESULT, SHEET.answers), today=today())
    pages = ["", "help", "plain", "options", "agreement", "how-it-thinks", "conversation", "compare", "open"]
    data = [f"api/v1/{name}" for name in ("audit", "openapi.json")]
    addresses = [
        "/api/v1/questions?view=self&",
        *(f"/{page}?" for page in pages + data),
        *(f"/?view={view}&" for view in VIEWS),
        f"/?at={at}&",
    ]
    addresses += [f"{address}?" for link in links for address in (link.address, link.manage)]
    found = {}
    for language in editions:
        for address in addresses:
            found[f"{language} {address}"] = client.get(f"{address}lang={language}").status_code
        for kind in ("json", "html", "text"):
            copy = client.post("/copy", data={"at": at, "as": kind, "lang": language})
            found[f"{language} {kind}"] = copy.status_code
        sheet = {"view": "self", "answers": dict(SHEET.answers), "screening": []}
        found[f"{language} data"] = client.post("/api/v1/recommend", json=sheet).status_code
    return found


def test_rules_that_are_broken_while_the_guide_runs_are_not_even_read(project: Path, opened: list[str]) -> None:
    editions = started(project)
    client = client_of(SERVICES, editions=editions)
    break_all(project)
    opened.clear()
    assert {page: status for page, status in statuses(client, editions).items() if status != 200} == {}
    assert [name for name in opened if name.startswith((str(project), *CONTENT))] == []


def test_a_start_with_broken_rules_is_refused_with_every_fault(project: Path) -> None:
    break_all(project)
    with pytest.raises(FaultyFiles):
        load_editions(project)


def test_a_start_with_a_broken_release_is_refused(project: Path) -> None:
    release = next((project / "rules" / "released").glob("*.json"))
    release.write_text("{", encoding="utf-8")
    with pytest.raises(FaultyFiles, match=release.name):
        started(project)


def test_a_worker_that_was_started_with_other_rules_makes_no_page() -> None:
    link = result_link(EDITION, SHEET, "answers", 30, today=today())
    wanted = SharedDocument("token", link, EDITION.id, "en", "../", False, "", False, False)
    assert answer(pickle.dumps(wanted)) == document_bytes({"en": EDITION}, wanted)
    assert answer(pickle.dumps(replace(wanted, edition=b"another"))) == FAILED
