"""After "Clear my answers" no address of the journey gives an answer, whichever route is asked."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from recommender import AnswerSheet
from recommender.core.errors import DatabaseUnavailable
from tests.web.loaded import EDITION, RULES, SERVICES
from web.links.journey import ANSWERS, RESULT, Journey
from web.links.journey_address import clearing_id, kept_until, seal_journey
from web.services.clock import today

SHEET = AnswerSheet("self", {"goal": "habit", "experience": "years", "ideas": "plenty"})

ASKING: dict[str, Callable[[TestClient, str], Any]] = {
    "the page": lambda client, at: client.get("/", params={"at": at}),
    "a copy": lambda client, at: client.post("/copy", data={"at": at}),
    "a file": lambda client, at: client.post("/copy", data={"at": at, "as": "json"}),
    "a page to keep": lambda client, at: client.post("/copy", data={"at": at, "as": "html"}),
    "a preview": lambda client, at: client.post("/preview", data={"at": at, "level": "answers", "days": "30"}),
    "a preview of the whole address": lambda client, at: client.post("/preview", data={"at": f"http://x/?at={at}"}),
}


def addresses(journey: Journey) -> list[str]:
    """Every address of a journey: those of its steps, and another sealing of the same step."""
    steps = [Journey("self", step, SHEET.answers, id=journey.id) for step in (ANSWERS, RESULT, RESULT)]
    return [seal_journey(SERVICES.sealer, RULES, step, today=today()) for step in steps]


@pytest.mark.parametrize("way", ASKING)
def test_a_cleared_address_gives_nothing(way: str, client: TestClient) -> None:
    journey = Journey("self", RESULT, SHEET.answers)
    at = addresses(journey)
    assert [ASKING[way](client, each).status_code for each in at] == [200, 200, 200]
    SERVICES.revocations.revoke(clearing_id(journey), kept_until(today()), today=today())
    for each in at:
        response = ASKING[way](client, each)
        assert response.status_code == 410
        assert response.headers["cache-control"] == "no-store"
        assert EDITION.say("error.cleared.text") in response.text
        assert not any(words in response.text for words in _texts())


@pytest.mark.parametrize("way", ASKING)
def test_the_guide_goes_on_where_nobody_can_tell_what_was_cleared(
    way: str, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> bool:
        raise DatabaseUnavailable

    monkeypatch.setattr(type(SERVICES.revocations), "any_revoked", away)
    [at, *_] = addresses(Journey("self", RESULT, SHEET.answers))
    assert ASKING[way](client, at).status_code == 200


def _texts() -> list[str]:
    return [
        EDITION.wording.questions[question].options[option].text["self"] for question, option in SHEET.answers.items()
    ]
