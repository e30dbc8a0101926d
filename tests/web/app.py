"""The Streamlit pages in Streamlit's own test harness: opened, pressed, read."""

from collections.abc import Mapping

from streamlit.testing.v1 import AppTest

from recommender import NOT_SURE
from recommender.core.model import NOTHING_ELSE
from web.guide.edition import the_edition
from web.guide.project import PROJECT
from web.links.journey import Journey
from web.links.journey_address import resolve_journey, seal_journey
from web.services.clock import today
from web.services.services import the_services

SCRIPT = str(PROJECT / "web" / "ui" / "script.py")


def page(query: Mapping[str, str]) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def page_at(journey: Journey, flags: frozenset[str] | None = frozenset()) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    app.query_params["at"] = address(journey)
    if flags is not None:
        app.session_state["flags"] = {journey.view: flags}
    return app.run()


def go_back_to(app: AppTest, at: object) -> AppTest:
    """What the browser's Back does: the page runs again under an older address."""
    app.query_params["at"] = at
    return app.run()


def address(journey: Journey) -> str:
    return seal_journey(the_services().sealer, the_edition().rules, journey, today=today())


def shown(app: AppTest) -> str:
    assert not app.exception
    return " ".join(element.proto.body for element in app.get("html")).replace("&#39;", "'").replace("&#34;", '"')


def token_of(app: AppTest) -> str:
    at: str | list[str] = app.query_params["at"]
    return at if isinstance(at, str) else at[0]


def where(app: AppTest) -> Journey:
    return resolve_journey(the_services(), the_edition().rules, token_of(app), today=today())


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def choose(app: AppTest, view: str, question: str, *options: str) -> AppTest:
    """Choose these answers on the page of a question, in this order."""
    if the_edition().rules.second_to(question) is None:
        app.radio(key=f"answer-{view}-{question}").set_value(options[0])
    for option in options if the_edition().rules.second_to(question) else ():
        app.checkbox(key=f"answer-{view}-{question}-{option}").check().run()
    return app


def given(question: str, option: str) -> dict[str, str]:
    """The answers that one choice on the page of a question gives."""
    second = the_edition().rules.second_to(question)
    alone = NOT_SURE if option == NOT_SURE else NOTHING_ELSE
    return {question: option, **({second.id: alone} if second else {})}


def chosen(app: AppTest, view: str, question: str) -> list[str]:
    """The options that are chosen on the page of a question, in their order there."""
    if the_edition().rules.second_to(question) is None:
        option = app.radio(key=f"answer-{view}-{question}").value
        return [option] if option else []
    start = f"answer-{view}-{question}-"
    return [str(box.key).removeprefix(start) for box in app.checkbox if box.value]
