"""What a result leads to in the app: links, invitations, the answer to one, copies, and clearing the answers."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from recommender import NOT_SURE, AnswerSheet
from recommender.core.errors import DatabaseUnavailable
from tests.web.app import SCRIPT, page, press, shown, where
from web.guide.edition import the_edition
from web.links.created import create_link
from web.links.disclosure import DISCLOSURE_LEVELS, disclosure_of
from web.links.invitations import invitation
from web.links.journey import ANSWERS, ASIDES, COPY, RESULT, SHARE, WHAT_IF, Journey
from web.links.journey_address import seal_journey
from web.links.link import DAYS, INVITATION, Link, link_id, open_link
from web.links.owner_page import open_owner_page
from web.links.resolution import resolve_invitation
from web.services.clock import today
from web.services.services import the_services

OWN = {"goal": "habit", "experience": "years", "ideas": NOT_SURE}


def page_of(
    view: str, step: str = RESULT, flags: frozenset[str] = frozenset(), *, invitation_token: str = ""
) -> AppTest:
    edition = the_edition()
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    app.query_params["at"] = seal_journey(the_services().sealer, edition.rules, Journey(view, step, OWN), today=today())
    if invitation_token:
        app.query_params["from"] = invitation_token
    app.session_state["flags"] = {view: flags}
    return app.run()


def addresses(app: AppTest, which: str = "link") -> tuple[str, str]:
    """The tokens of a link that was made, and of its private page."""
    [(link, manage)] = re.findall(rf'id="{which}" href="([^"]+)".*?data-manage href="([^"]+)"', shown(app), re.DOTALL)
    return link.rpartition("/")[2], manage.rpartition("/")[2].partition("?")[0]


def opened(token: str, purpose: str = "shared result") -> Link:
    edition = the_edition()
    return open_link(the_services().sealer, lambda _: edition.rules, token, today=today(), purpose=purpose)


def days_of(link: Link) -> int | None:
    return None if link.last_day is None else (link.last_day - link.results[0].created).days


def test_at_first_a_link_shows_the_result_with_reasons_for_30_days() -> None:
    link = opened(addresses(press(page_of("self", SHARE), "make-link"))[0])
    assert disclosure_of(link.results[0].content) == "reasons"
    assert days_of(link) == 30


@pytest.mark.parametrize("level", DISCLOSURE_LEVELS)
@pytest.mark.parametrize("days", ["7", "90", "never"])
def test_a_link_shows_what_was_chosen_for_as_long_as_was_chosen(level: str, days: str) -> None:
    edition, app = the_edition(), page_of("self", SHARE)
    app.radio(key="link.choose").set_value(level)
    app.radio(key="link.days").set_value(days)
    app.run()
    assert edition.say(f"link.not.{level}") in shown(app)
    token, manage = addresses(press(app, "make-link"))
    link = opened(token)
    assert (disclosure_of(link.results[0].content), days_of(link)) == (level, DAYS[days])
    owned_link = open_owner_page(the_services().sealer, manage)
    assert (owned_link.link, owned_link.kind, owned_link.last_day) == (link_id(token), level, link.last_day)
    assert edition.say(f"link.created-for.{level}") in shown(app)


def test_another_choice_makes_another_link_and_the_first_can_still_be_managed() -> None:
    app = press(page_of("self", SHARE), "make-link")
    _, first = addresses(app)
    app.radio(key="link.choose").set_value("result").run()
    assert "make-link" in [button.key for button in app.button]
    assert the_edition().say("link.earlier") in shown(app)
    app = press(app, "make-link")
    _, second = addresses(app)
    assert first != second
    assert shown(app).count(first) == 1


def test_a_link_can_be_sent_in_every_way_and_each_says_the_same_address() -> None:
    edition, app = the_edition(), press(page_of("self", SHARE), "make-link")
    token, _ = addresses(app)
    html = shown(app)
    assert re.search(rf'data-copy="[^"]*/s/{token}"', html)
    assert re.search(rf'data-share="[^"]*/s/{token}"[^>]* hidden>', html)
    assert re.search(rf'href="mailto:\?subject=[^"]+&amp;body=[^"]*%3A%20[^"]*/s/{token}"', html)
    assert re.search(r'<img class="qr" src="data:image/svg', html)
    assert edition.say("link.qr-drawing", link="").strip() in html


def test_the_preview_button_sends_the_choice_and_no_tick() -> None:
    app = page_of("self", SHARE)
    app.radio(key="link.choose").set_value("answers").run()
    form = re.search(r'<form[^>]*action="\./preview[^>]*>.*?</form>', shown(app), re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form[0]))
    at = app.query_params["at"]
    assert fields == {"at": at if isinstance(at, str) else at[0], "level": "answers", "days": "30", "own": ""}


def test_only_a_leader_with_nothing_on_hold_can_invite() -> None:
    assert "invite" in [button.key for button in page_of("leader", SHARE).button]
    for app in (page_of("self", SHARE), page_of("leader", SHARE, frozenset(["job"]))):
        assert "invite" not in [button.key for button in app.button]
        assert the_edition().say("invite.title") not in shown(app)


def test_a_leader_makes_an_invitation_that_holds_their_answers_sealed() -> None:
    app = press(page_of("leader", SHARE), "invite")
    token, manage = addresses(app, "invitation-link")
    assert opened(token, INVITATION).results[0].content == AnswerSheet(
        "leader", {"goal": "habit", "experience": "years"}
    )
    assert open_owner_page(the_services().sealer, manage).kind == INVITATION
    assert the_edition().say("link.created-for.invitation") in shown(app)


def invited() -> str:
    edition = the_edition()
    link = invitation(edition, AnswerSheet("leader", {"goal": "role"}), today=today())
    return create_link(edition, the_services(), "", link, purpose=INVITATION).address.removeprefix("/i/")


def test_an_invitation_is_kept_through_the_whole_journey() -> None:
    token = invited()
    app = page({"view": "self", "from": token})
    app.checkbox(key="flag-self-none").check()
    press(app, "continue")
    assert where(app).view == "self"
    assert app.query_params["from"] in (token, [token])


def test_whoever_was_invited_can_answer_with_one_link_that_shows_both() -> None:
    edition, token = the_edition(), invited()
    app = page_of("self", invitation_token=token)
    for text in ("back.title", "back.text", "back.who", "back.until"):
        assert edition.say(text) in shown(app)
    for words in edition.wording.questions["goal"].options["role"].text.values():
        assert words not in shown(app).split(edition.say("back.title"))[1]
    link = opened(addresses(press(app, "answer-back"))[0])
    assert [result.view for result in link.results] == ["leader", "self"]
    assert link.invitation == link_id(token)


@pytest.mark.parametrize(
    ("view", "flags", "token", "text"),
    [
        ("self", ["job"], None, "back.on-hold"),
        ("self", [], "nonsense", "back.gone"),
        ("leader", [], None, None),
    ],
)
def test_where_it_cannot_be_answered_that_is_said_and_nothing_is_told_of_why(
    view: str, flags: list[str], token: str | None, text: str | None
) -> None:
    app = page_of(view, flags=frozenset(flags), invitation_token=token or invited())
    assert "answer-back" not in [button.key for button in app.button]
    for told in ("back.on-hold", "back.gone"):
        assert (the_edition().say(told) in shown(app)) == (told == text)


@pytest.mark.parametrize(("flags", "offered"), [([], True), (["job"], False)])
def test_copies_are_offered_of_what_is_not_on_hold(flags: list[str], offered: bool) -> None:
    app = page_of("self", COPY, frozenset(flags))
    assert ('action="./copy' in shown(app)) == offered
    assert (the_edition().say("copy.on-hold") in shown(app)) != offered


@pytest.mark.parametrize("place", ["above", "below"])
def test_a_result_leads_to_its_pages_from_above_and_below_and_each_leads_back(place: str) -> None:
    app = page_of("self")
    for step in (SHARE, COPY, ANSWERS):
        press(app, f"{step}-{place}")
        assert where(app).step == step
        assert where(app).answers == OWN
        press(app, "to-result" if step in ASIDES else "continue")
        assert where(app).step == RESULT
    press(app, f"{WHAT_IF}-below")
    assert where(app).step == WHAT_IF


def test_a_leader_is_offered_a_page_for_the_conversation_and_a_way_to_ask() -> None:
    app = page_of("leader")
    form = re.search(r"<form[^>]*>(?:(?!</form>).)*conversation.*?</form>", shown(app), re.DOTALL)
    assert form is not None
    assert 'action="./copy' in form[0]
    press(app, "invite-them")
    assert where(app).step == SHARE
    assert "invite" in [button.key for button in app.button]


@pytest.mark.parametrize("view", ["self", "leader"])
def test_nothing_of_a_result_on_hold_leads_away_from_it(view: str) -> None:
    app = page_of(view, flags=frozenset(["job"]))
    assert {button.key for button in app.button} == {"answers-below", "what-if-below", "clear"}
    assert "<form" not in shown(app)


def clear(app: AppTest) -> None:
    press(app, "clear")
    assert "at" not in app.query_params
    assert not app.radio


@pytest.mark.parametrize("step", [ANSWERS, RESULT])
def test_clearing_empties_address_and_session_and_closes_every_address_of_the_journey(step: str) -> None:
    edition, journey = the_edition(), Journey("self", step, {"goal": "habit"})
    earlier = Journey("self", "goal", {}, id=journey.id)
    app = AppTest.from_file(SCRIPT, default_timeout=30)
    app.query_params["at"] = seal_journey(the_services().sealer, edition.rules, journey, today=today())
    app.session_state["flags"] = {"self": frozenset()}
    app.run()
    clear(app)
    assert edition.say("clear.title") in shown(app)
    assert edition.say("clear.text") in shown(app)
    assert "flags" not in app.session_state
    for old in (journey, earlier):
        again = page({"at": seal_journey(the_services().sealer, edition.rules, old, today=today())})
        assert edition.say("error.cleared.text") in shown(again)
        assert not again.checkbox


def test_where_the_database_is_away_clearing_says_what_is_left_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    edition, app = the_edition(), page_of("self")

    def away(*_: object, **__: object) -> bool:
        raise DatabaseUnavailable("away")

    for name in ("revoke", "any_revoked"):
        monkeypatch.setattr(the_services().revocations, name, away)
    clear(app)
    assert edition.say("clear.text-away") in shown(app)
    assert edition.say("screening.again") in shown(page({"at": where_at(Journey("self", RESULT, OWN))}))


def where_at(journey: Journey) -> str:
    return seal_journey(the_services().sealer, the_edition().rules, journey, today=today())


def test_an_invitation_that_opens_shows_nothing_of_itself_in_the_app() -> None:
    token = invited()
    assert resolve_invitation(the_edition(), the_services(), token).link.results[0].view == "leader"
    app = page({"view": "self", "from": token})
    assert the_edition().wording.questions["goal"].options["role"].text["leader"] not in shown(app)
