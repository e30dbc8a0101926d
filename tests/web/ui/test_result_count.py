"""A result that is shown is counted once a visit, and only where nothing was ticked."""

from dataclasses import replace

import pytest

from recommender import NOT_SURE, AnswerSheet
from tests.web.app import page_at
from tests.web.loaded import client_of
from tests.web.routes.test_plain import form
from web.links.journey import RESULT, Journey
from web.watching import figures

ANSWERS = {"goal": "role", "experience": "never"}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The outcomes that are counted."""
    found = list[str]()
    monkeypatch.setattr(figures.RESULTS, "count", found.append)
    return found


def test_a_page_counts_its_result_once_however_often_it_runs(counted: list[str]) -> None:
    app = page_at(Journey("self", RESULT, ANSWERS))
    app.run()
    app.run()
    assert counted == ["mentoring"]


@pytest.mark.parametrize("flag", ["job", "health"])
def test_a_result_for_which_something_was_ticked_is_not_counted(flag: str, counted: list[str]) -> None:
    page_at(Journey("self", RESULT, ANSWERS), frozenset([flag]))
    assert counted == []


def test_a_result_without_answers_is_not_counted(counted: list[str]) -> None:
    page_at(Journey("self", RESULT, {"goal": NOT_SURE}))
    assert counted == []


def test_the_form_without_script_counts_its_result_in_the_same_way(counted: list[str]) -> None:
    client, sheet = client_of(), AnswerSheet("self", ANSWERS)
    assert client.post("/plain", data=form(sheet)).status_code == 200
    assert counted == ["mentoring"]
    client.post("/plain", data=form(sheet, part="all"))
    client.post("/plain", data=form(replace(sheet, flags=frozenset(["job"]))))
    assert counted == ["mentoring"], "the same result unfolded is not another, and a flag is not counted"
