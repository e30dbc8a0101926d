"""The rule bases in examples/: each passes what ours has to pass, and each of its pages speaks of its own choice."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from recommender import NOT_SURE, AnswerSheet
from recommender.cli.main import main
from recommender.content.cases import Case
from recommender.core.model import VIEWS
from recommender.core.outcomes import BOTH, EITHER
from recommender.loading.cases import load_cases
from recommender.loading.rules import load_rules
from tests.conftest import ROOT
from tests.web.loaded import SERVICES, client_of
from web.documents.calendar import review_calendar
from web.guide.edition import Edition, load_editions
from web.links.disclosure import DISCLOSURE_LEVELS
from web.links.journey import RESULT, Journey
from web.links.journey_address import seal_journey
from web.services.clock import today

EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
PAGES = (
    "/",
    "/help",
    "/options",
    "/agreement",
    "/how-it-thinks",
    "/conversation",
    "/open",
    "/compare",
    "/api",
    "/no/such",
)
FORMS = ("/plain", *(f"/plain?view={view}" for view in VIEWS))
BEGINNINGS = tuple(f"/?view={view}" for view in (*VIEWS, "team"))

OURS = re.compile(r"mentor", re.IGNORECASE)
PROGRAM = re.compile(r"coach-or-mentor[:/]")
"""What the software calls its own formats, whatever a guide chooses between."""


def other_words(text: str) -> list[str]:
    """Where a text names what this project's own guide chooses between."""
    return [text[max(0, found.start() - 30) : found.end() + 30] for found in OURS.finditer(PROGRAM.sub("", text))]


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.name)
def folder(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def edition(folder: Path) -> Edition:
    return load_editions(folder)["en"]


@pytest.fixture(scope="module")
def client(folder: Path) -> TestClient:
    return client_of(editions=load_editions(folder))


@pytest.fixture(scope="module")
def cases(folder: Path) -> tuple[Case, ...]:
    return tuple(load_cases(folder / "cases", load_rules(folder / "rules" / "rulebase.yaml")).cases)


def run(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> str:
    assert main(["--folder", str(folder), *words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_it_has_no_faults(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "No faults." in run(capsys, folder, "check")


def test_the_audit_finds_nothing_that_is_not_meant(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, folder, "audit", "--today", "2026-11-29", "--json"))
    assert [one for one in found if one["severity"] == "error" or not one.get("because")] == []


def test_every_case_ends_as_it_should_and_every_rule_has_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = json.loads(run(capsys, folder, "cases", "--json"))
    assert [case["name"] for case in ran["cases"] if not case["passes"]] == []
    assert ran["missing"] == []


def test_no_file_of_it_names_another_choice(folder: Path) -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in folder.rglob("*.yaml")}
    assert {file: other_words(text) for file, text in texts.items() if other_words(text)} == {}


def test_its_cases_reach_every_outcome(edition: Edition, cases: tuple[Case, ...]) -> None:
    reached = {case.outcome for case in cases}
    assert reached >= {*edition.rules.approaches, *edition.rules.in_turn, BOTH, EITHER}
    assert reached == {*edition.rules.outcomes}


@pytest.mark.parametrize("path", [*PAGES, *FORMS, *BEGINNINGS])
def test_every_page_is_about_its_own_choice(client: TestClient, edition: Edition, path: str) -> None:
    page = client.get(path)
    assert page.status_code == (404 if path == "/no/such" else 200)
    assert edition.say("product") in page.text
    assert other_words(page.text) == []


def sealed(edition: Edition, sheet: AnswerSheet) -> str:
    given = {
        question.id: sheet.answers.get(question.id, NOT_SURE) for question in edition.rules.questions_for(sheet.view)
    }
    return seal_journey(SERVICES.sealer, edition.rules, Journey(sheet.view, RESULT, given), today=today())


def documents(client: TestClient, edition: Edition, sheet: AnswerSheet) -> Iterator[str]:
    """The result for a sheet on the plain form, as copies, and as each recipient of a link sees it."""
    answers = {f"answer-{question.id}": NOT_SURE for question in edition.rules.questions_for(sheet.view)}
    answers |= {f"answer-{question}": option for question, option in sheet.answers.items()}
    flags = sorted(sheet.flags) or ["none"]
    yield client.post("/plain", data={"view": sheet.view, "flag": flags, **answers}).raise_for_status().text
    if sheet.flags:
        return
    at = sealed(edition, sheet)
    for kind in ("page", "whole", "html", "json", *(("conversation",) if sheet.view == "leader" else ())):
        copy = client.post("/copy", data={"at": at, "as": kind}).raise_for_status()
        yield f"{copy.headers.get('content-disposition', '')} {copy.text}"
    for level in DISCLOSURE_LEVELS:
        yield client.post("/preview", data={"at": at, "level": level, "days": "7"}).raise_for_status().text


def test_every_result_is_about_its_own_choice(client: TestClient, edition: Edition, cases: tuple[Case, ...]) -> None:
    for case in cases:
        headline = edition.wording.outcomes[str(case.outcome)].headline[case.sheet.view]
        shown = list(documents(client, edition, case.sheet))
        assert headline in shown[0], case.name
        assert [other_words(text) for text in shown if other_words(text)] == [], case.name


def test_the_review_in_a_calendar_is_about_nothing_else(edition: Edition) -> None:
    assert other_words(review_calendar(edition, today()).decode()) == []


def test_no_page_says_what_it_rests_on_where_there_is_nothing(client: TestClient, edition: Edition) -> None:
    start, end = edition.say("result.rests-on", keys="|").split("|")
    for path in PAGES:
        assert f"{start}{end}" not in client.get(path).text


def test_the_first_page_counts_its_own_questions_and_minutes(client: TestClient, edition: Edition) -> None:
    asked = max(len(edition.rules.pages_for(view)) for view in VIEWS)
    assert edition.say("start.time-text", questions=asked, count=2) in client.get("/").text
