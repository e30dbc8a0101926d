"""What the result page offers in the app: links, invitations, the answer to one, copies, and clearing the answers."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from recommender import NOT_SURE, AnswerSheet
from recommender.core.errors import DatabaseUnavailable
from tests.web.ui.test_pages import SCRIPT as SCRIPT
from tests.web.ui.test_pages import key_of_the_tests, page, press, shown, where
from web.guide.edition import the_guide, today
from web.links.created import make
from web.links.disclosure import LEVELS, level_of
from web.links.invitations import invitation
from web.links.journey import ANSWERS, RESULT, Journey, seal_journey
from web.links.link import DAYS, INVITATION, Link, link_id, open_link
from web.links.owner_page import open_managed
from web.links.resolution import open_invitation

__all__ = ["key_of_the_tests"]

OWN = {"goal": "habit", "experience": "years", "ideas": NOT_SURE}


def result_page(view: str, ticks: frozenset[str] = frozenset(), *, invitation_token: str = "") -> AppTest:
    guide = the_guide()
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    app.query_params["at"] = seal_journey(guide.sealer, guide.rules, Journey(view, RESULT, OWN), today=today())
    if invitation_token:
        app.query_params["from"] = invitation_token
    app.session_state["ticks"] = {view: ticks}
    return app.run()


def addresses(app: AppTest, which: str = "link") -> tuple[str, str]:
    """The tokens of a link that was made, and of its private page."""
    [(link, manage)] = re.findall(rf'id="{which}" href="([^"]+)".*?data-manage href="([^"]+)"', shown(app), re.DOTALL)
    return link.rpartition("/")[2], manage.rpartition("/")[2].partition("?")[0]


def opened(token: str, purpose: str = "shared result") -> Link:
    guide = the_guide()
    return open_link(guide.sealer, lambda _: guide.rules, token, today=today(), purpose=purpose)


def days_of(link: Link) -> int | None:
    return None if link.last_day is None else (link.last_day - link.results[0].made).days


def test_at_first_a_link_shows_the_result_with_reasons_for_30_days() -> None:
    link = opened(addresses(press(result_page("self"), "make-link"))[0])
    assert level_of(link.results[0].content) == "reasons"
    assert days_of(link) == 30


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("days", ["7", "90", "never"])
def test_a_link_shows_what_was_chosen_for_as_long_as_was_chosen(level: str, days: str) -> None:
    guide, app = the_guide(), result_page("self")
    app.radio(key="link.choose").set_value(level)
    app.radio(key="link.days").set_value(days)
    app.run()
    assert guide.say(f"link.not.{level}") in shown(app)
    token, manage = addresses(press(app, "make-link"))
    link = opened(token)
    assert (level_of(link.results[0].content), days_of(link)) == (level, DAYS[days])
    managed = open_managed(guide.sealer, manage)
    assert (managed.link, managed.kind, managed.last_day) == (link_id(token), level, link.last_day)
    assert guide.say(f"link.made-for.{level}") in shown(app)


def test_another_choice_makes_another_link_and_the_first_can_still_be_managed() -> None:
    app = press(result_page("self"), "make-link")
    _, first = addresses(app)
    app.radio(key="link.choose").set_value("result").run()
    assert "make-link" in [button.key for button in app.button]
    assert the_guide().say("link.earlier") in shown(app)
    app = press(app, "make-link")
    _, second = addresses(app)
    assert first != second
    assert shown(app).count(first) == 1


def test_a_link_can_be_sent_in_every_way_and_each_says_the_same_address() -> None:
    guide, app = the_guide(), press(result_page("self"), "make-link")
    token, _ = addresses(app)
    html = shown(app)
    assert f'data-copy="/s/{token}"' in html.replace("http://", "").replace("://", "") or f"/s/{token}" in html
    assert re.search(rf'data-share="[^"]*/s/{token}"[^>]* hidden>', html)
    assert re.search(rf'href="mailto:\?subject=[^"]+&amp;body=[^"]*%3A%20[^"]*/s/{token}"', html)
    assert re.search(r'<img class="qr" src="data:image/svg', html)
    assert guide.say("link.qr-drawing", link="").strip() in html


def test_the_preview_button_sends_the_choice_and_no_tick() -> None:
    app = result_page("self")
    app.radio(key="link.choose").set_value("answers").run()
    form = re.search(r'<form[^>]*action="\./preview[^>]*>.*?</form>', shown(app), re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form[0]))
    at = app.query_params["at"]
    assert fields == {"at": at if isinstance(at, str) else at[0], "level": "answers", "days": "30", "own": ""}


def test_only_a_leader_with_nothing_on_hold_can_invite() -> None:
    assert "invite" in [button.key for button in result_page("leader").button]
    for app in (result_page("self"), result_page("leader", frozenset(["job"]))):
        assert "invite" not in [button.key for button in app.button]
        assert the_guide().say("invite.title") not in shown(app)


def test_a_leader_makes_an_invitation_that_holds_their_answers_sealed() -> None:
    app = press(result_page("leader"), "invite")
    token, manage = addresses(app, "invitation-link")
    assert opened(token, INVITATION).results[0].content == AnswerSheet(
        "leader", {"goal": "habit", "experience": "years"}
    )
    assert open_managed(the_guide().sealer, manage).kind == INVITATION
    assert the_guide().say("link.made-for.invitation") in shown(app)


def invited() -> str:
    guide = the_guide()
    link = invitation(guide, AnswerSheet("leader", {"goal": "role"}), today=today())
    return make(guide, "", link, purpose=INVITATION).address.removeprefix("/i/")


def test_an_invitation_is_kept_through_the_whole_journey() -> None:
    token = invited()
    app = page({"view": "self", "from": token})
    app.checkbox(key="tick-self-none").check()
    press(app, "continue")
    assert where(app).view == "self"
    assert app.query_params["from"] in (token, [token])


def test_whoever_was_invited_can_answer_with_one_link_that_shows_both() -> None:
    guide, token = the_guide(), invited()
    app = result_page("self", invitation_token=token)
    for text in ("back.title", "back.text", "back.who", "back.until"):
        assert guide.say(text) in shown(app)
    for words in guide.wording.questions["goal"].options["role"].text.values():
        assert words not in shown(app).split(guide.say("back.title"))[1].split(guide.say("link.title"))[0]
    link = opened(addresses(press(app, "answer-back"))[0])
    assert [result.view for result in link.results] == ["leader", "self"]
    assert link.invitation == link_id(token)


@pytest.mark.parametrize(
    ("view", "ticks", "token", "text"),
    [
        ("self", ["job"], None, "back.on-hold"),
        ("self", [], "nonsense", "back.gone"),
        ("leader", [], None, None),
    ],
)
def test_where_it_cannot_be_answered_that_is_said_and_nothing_is_told_of_why(
    view: str, ticks: list[str], token: str | None, text: str | None
) -> None:
    app = result_page(view, frozenset(ticks), invitation_token=token or invited())
    assert "answer-back" not in [button.key for button in app.button]
    for told in ("back.on-hold", "back.gone"):
        assert (the_guide().say(told) in shown(app)) == (told == text)


@pytest.mark.parametrize(("ticks", "offered"), [([], True), (["job"], False)])
def test_copies_are_offered_of_what_is_not_on_hold(ticks: list[str], offered: bool) -> None:
    app = result_page("self", frozenset(ticks))
    assert ('action="./copy' in shown(app)) == offered
    assert (the_guide().say("copy.on-hold") in shown(app)) != offered


def clear(app: AppTest) -> None:
    press(app, "clear")
    assert "at" not in app.query_params
    assert not app.radio


@pytest.mark.parametrize("step", [ANSWERS, RESULT])
def test_clearing_empties_address_and_session_and_closes_every_address_of_the_journey(step: str) -> None:
    guide, journey = the_guide(), Journey("self", step, {"goal": "habit"})
    earlier = Journey("self", "goal", {}, id=journey.id)
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    app.query_params["at"] = seal_journey(guide.sealer, guide.rules, journey, today=today())
    app.session_state["ticks"] = {"self": frozenset()}
    app.run()
    clear(app)
    assert guide.say("clear.title") in shown(app)
    assert guide.say("clear.text") in shown(app)
    assert "ticks" not in app.session_state
    for old in (journey, earlier):
        again = page({"at": seal_journey(guide.sealer, guide.rules, old, today=today())})
        assert guide.say("clear.gone") in shown(again)
        assert not again.checkbox


def test_where_the_database_is_away_clearing_says_what_is_left_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    guide, app = the_guide(), result_page("self")

    def away(*_: object, **__: object) -> bool:
        raise DatabaseUnavailable("away")

    for name in ("revoke", "any_revoked"):
        monkeypatch.setattr(guide.sharing.revocations, name, away)
    clear(app)
    assert guide.say("clear.text-away") in shown(app)
    assert guide.say("screening.again") in shown(page({"at": where_at(Journey("self", RESULT, OWN))}))


def where_at(journey: Journey) -> str:
    return seal_journey(the_guide().sealer, the_guide().rules, journey, today=today())


def test_an_invitation_that_opens_shows_nothing_of_itself_in_the_app() -> None:
    token = invited()
    assert open_invitation(the_guide(), token, "x").link.results[0].view == "leader"
    app = page({"view": "self", "from": token})
    assert the_guide().wording.questions["goal"].options["role"].text["leader"] not in shown(app)
