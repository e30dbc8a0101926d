"""Pages that stay open: while the answers are cleared on another, over midnight, and longer than an address is good."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from tests.browser.visitor import ABLE
from tests.web.app import go_back_to, page_at, press, shown, token_of, where
from tests.web.loaded import EDITION
from web.links.journey import RESULT, Journey
from web.links.journey_address import DAYS_KEPT

CLEARED, EXPIRED = EDITION.say("error.cleared.text"), EDITION.say("error.address-old.text")
GOAL, CHANGED = "role", "habit"


@pytest.fixture
def in_days(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Lets the clock of the pages go on by so many days."""
    start = datetime.date(2026, 11, 30)

    def go_on(days: int) -> None:
        for place in ("web.ui.session.today", "tests.web.app.today"):
            monkeypatch.setattr(place, lambda: start + datetime.timedelta(days))

    go_on(0)
    return go_on


def answer(app: AppTest, option: str) -> AppTest:
    """Choose an answer to the first question, and go on."""
    app.radio(key="answer-self-goal").set_value(option)
    return press(app, "continue")


def test_a_page_whose_answers_are_cleared_on_another_says_so_and_never_brings_them_back() -> None:
    journey = Journey("self", "goal", {"goal": CHANGED})
    first, second = page_at(replace(journey, step=RESULT, answers=ABLE)), page_at(journey)
    before = token_of(second)
    press(first, "clear")
    answer(second, GOAL)
    assert CLEARED in shown(second)
    assert set(second.query_params) <= {"lang"}
    assert CLEARED in shown(go_back_to(second, before))
    second.query_params.clear()
    second.query_params["view"] = "self"
    assert second.run().session_state["given"]["self"].answers == {}


def test_a_page_that_is_open_over_midnight_goes_on(in_days: Callable[[int], None]) -> None:
    app = page_at(Journey("self", "goal"))
    in_days(1)
    assert where(answer(app, GOAL)).answers == {"goal": GOAL}


def test_a_page_that_is_open_for_longer_than_its_address_goes_on_and_the_old_address_says_that_it_is_old(
    in_days: Callable[[int], None],
) -> None:
    app = page_at(Journey("self", "goal"))
    old = token_of(app)
    in_days(DAYS_KEPT + 1)
    assert where(answer(app, GOAL)).answers == {"goal": GOAL}
    assert EXPIRED in shown(go_back_to(app, old))


def test_a_page_that_is_used_all_day_keeps_no_more_than_at_first() -> None:
    app = page_at(Journey("self", "goal"))
    sizes = []
    for option in (GOAL, CHANGED) * 4:
        press(answer(app, option), "back")
        sizes.append(sum(len(repr(app.session_state[kept])) for kept in ("given", "chosen", "flags")))
    assert sizes[-1] == sizes[1]
