"""The screening page: what it asks, what stops the guide, and that flags leave no trace."""

import pytest

from tests.web.app import go_back_to, page, page_at, press, shown, where
from web.guide.edition import the_edition
from web.links.journey import ANSWERS, RESULT, SCREENING, Journey
from web.ui.page import as_label


@pytest.mark.parametrize("view", ["self", "leader"])
def test_screening_asks_for_flags_and_goes_on_to_the_first_question(view: str) -> None:
    edition = the_edition()
    app = page({"view": view})
    assert edition.say("screening.heading") in shown(app)
    in_order = sorted(edition.rules.gates_for(view), key=lambda gate: gate.group != "safety")
    assert [box.label for box in app.checkbox] == [
        *(as_label(edition.wording.gates[gate.id].flag[view]) for gate in in_order),
        as_label(edition.say("screening.none")),
    ]
    for group in ("safety", "first"):
        assert f"data-group>{edition.say(f'screening.group.{group}')}</h2>" in shown(app)
    assert not app.radio
    app.checkbox(key=f"flag-{view}-none").check()
    press(app, "continue")
    assert where(app) == Journey(view, edition.rules.questions[0].id)


@pytest.mark.parametrize(
    ("names", "message"),
    [([], "screening.choose"), (["none", "job"], "screening.choose-one")],
)
def test_screening_says_what_is_missing_and_stays(names: list[str], message: str) -> None:
    app = page({"view": "self"})
    for name in names:
        app.checkbox(key=f"flag-self-{name}").check()
    press(app, "continue")
    assert the_edition().say(message) in shown(app)
    assert "at" not in app.query_params
    press(app, "continue")
    for name in names:
        assert app.checkbox(key=f"flag-self-{name}").value


@pytest.mark.parametrize("names", [["danger"], ["danger", "none"], ["child", "job"]])
def test_help_does_not_wait_for_the_rest_of_the_screening_page(names: list[str]) -> None:
    app = page({"view": "leader"})
    for name in names:
        app.checkbox(key=f"flag-leader-{name}").check()
    press(app, "continue")
    assert the_edition().wording.outcomes["safeguarding-first"].headline["leader"] in shown(app)


@pytest.mark.parametrize("gate", [gate.id for gate in the_edition().rules.gates_for("leader") if gate.stops])
@pytest.mark.parametrize("step", ["goal", ANSWERS, RESULT])
def test_what_stops_the_guide_stops_it_at_every_step(gate: str, step: str) -> None:
    edition = the_edition()
    app = page_at(Journey("leader", step, {"goal": "habit"}), frozenset([gate]))
    assert edition.wording.gates[gate].title in shown(app)
    assert 'class="balance"' not in shown(app)
    assert not [button for button in app.button if str(button.key).startswith("share")]
    assert [button.key for button in app.button] == ["back"]
    press(app, "back")
    assert where(app).step == SCREENING


def test_flags_are_never_in_the_address() -> None:
    app = page({"view": "self"})
    app.checkbox(key="flag-self-job").check()
    press(app, "continue")
    assert where(app) == Journey("self", the_edition().rules.questions[0].id)


def test_changing_the_flags_from_the_summary_leads_back_to_it() -> None:
    journey = Journey("self", ANSWERS, {"goal": "habit"})
    app = press(page_at(journey), f"change-{SCREENING}")
    assert app.checkbox(key="flag-self-none").value
    press(app, "continue")
    assert where(app) == journey


@pytest.mark.parametrize("view", ["self", "leader"])
def test_back_from_help_shows_just_what_was_ticked_and_infers_nothing(view: str) -> None:
    app = page({"view": view})
    app.checkbox(key=f"flag-{view}-danger").check()
    press(app, "continue")
    go_back_to(app, [])
    app.query_params["view"] = view
    app.run()
    assert [box.key for box in app.checkbox if box.value] == [f"flag-{view}-danger"]
    app.checkbox(key=f"flag-{view}-danger").uncheck()
    press(app, "continue")
    assert the_edition().say("screening.choose") in shown(app)
    assert not app.radio
