"""The end of a result in the app: asked once where the operator asks, thanked only where an answer was kept."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from recommender import AnswerSheet
from tests.browser.ways import SCORED, answers_for
from tests.web.app import address, go_back_to, page_at, press, shown
from tests.web.loaded import RULES
from web.guide.edition import the_edition
from web.links.bare_result import bare_result
from web.links.journey import RESULT, Journey
from web.services import engines, outage
from web.services.database import FILE
from web.services.feedback_address import VARIABLE
from web.services.fit_counts import ANSWERS, FIT, FitCell, FitNumbers
from web.services.services import FIT_RATE, FOLDER, the_services

VIEW, GIVEN = answers_for("both")
CLIENT = "192.0.2.1"
BUTTONS = [f"fit-{answer}" for answer in ANSWERS]


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[], FitNumbers]]:
    """A server that asks, and what it counted so far."""
    for name, value in ((FIT, "on"), (VARIABLE, "guide@example.org"), (FOLDER, str(tmp_path))):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(ContextProxy, "ip_address", CLIENT)
    the_services.cache_clear()
    counts = the_services().fit
    assert counts
    yield counts.read
    the_services.cache_clear()


def result_page(flags: frozenset[str] = frozenset()) -> AppTest:
    return page_at(Journey(VIEW, RESULT, GIVEN), flags)


def asked(app: AppTest) -> list[str]:
    return [str(button.key) for button in app.button if button.key in BUTTONS]


def told() -> FitCell:
    result = bare_result(the_edition().table, AnswerSheet(VIEW, GIVEN))
    assert result
    return FitCell(result.version, result.outcome, result.certainty, "now")


def test_a_result_asks_once_and_then_thanks(asking: Callable[[], FitNumbers]) -> None:
    app, edition = result_page(), the_edition()
    assert asked(app) == BUTTONS
    assert f"data-group>{edition.say('fit.title')}</h2>" in shown(app)
    press(app, "fit-partly")
    assert asking() == {told(): {"partly": 1}}
    assert f"<p data-focus=nearest>{edition.say('fit.kept')}</p>" in shown(app)
    assert asked(app) == []
    app.run()
    assert f"<p>{edition.say('fit.kept')}</p>" in shown(app), "the thanks stay, and take the focus once"
    assert asking() == {told(): {"partly": 1}}


def test_another_result_of_the_same_journey_is_asked_about_again(asking: Callable[[], FitNumbers]) -> None:
    journey = Journey(VIEW, RESULT, GIVEN)
    other = next(answers for view, answers in map(answers_for, SCORED[:4]) if view == VIEW and answers != GIVEN)
    app = press(page_at(journey), "fit-yes")
    assert asked(go_back_to(app, address(replace(journey, answers=other)))) == BUTTONS
    assert asked(go_back_to(app, address(journey))) == []


@pytest.mark.parametrize("flag", [gate.id for gate in RULES.gates_for(VIEW) if not gate.stops])
def test_of_a_result_on_hold_nobody_is_asked_and_no_mail_names_it(asking: Callable[[], FitNumbers], flag: str) -> None:
    edition = the_edition()
    app = result_page(frozenset([flag]))
    assert asked(app) == []
    subject = edition.say("feedback.subject-rules", product=edition.say("product"), version=edition.rules.version)
    assert f"subject={quote(subject, safe='')}" in shown(app)
    assert "for=" not in shown(app)


def test_where_the_guide_stops_there_is_help_and_nothing_is_asked(asking: Callable[[], FitNumbers]) -> None:
    app = result_page(frozenset(["health"]))
    assert asked(app) == []
    assert "mailto:" not in shown(app)


def test_where_the_database_takes_nothing_nobody_is_thanked(
    asking: Callable[[], FitNumbers], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outage, "_SECONDS_LEFT_ALONE", 0)
    monkeypatch.setattr(engines, "SECONDS_TO_ANSWER", 0.2)
    app, edition = result_page(), the_edition()
    asking()
    writer = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    press(app, "fit-yes")
    writer.close()
    assert edition.say("fit.away.text") in shown(app)
    assert edition.say("fit.kept") not in shown(app)
    assert asked(app) == BUTTONS
    assert asking() == {}


def test_a_network_counts_only_so_often_a_minute(asking: Callable[[], FitNumbers]) -> None:
    for _ in range(FIT_RATE):
        the_services().fit_limit.seconds_to_wait(CLIENT)
    app = press(result_page(), "fit-yes")
    assert the_edition().say("fit.often.text") in shown(app)
    assert asked(app) == BUTTONS
    assert asking() == {}


def test_the_calendar_of_a_result_asks_later(asking: Callable[[], FitNumbers]) -> None:
    result = bare_result(the_edition().table, AnswerSheet(VIEW, GIVEN))
    assert result
    assert f".ics?lang=en&amp;for={result.code}" in shown(result_page())


def test_without_the_settings_a_result_asks_nothing_and_leads_to_no_mail() -> None:
    app = result_page()
    assert asked(app) == []
    assert "for=" not in shown(app)
    assert "mailto:" not in shown(app)
