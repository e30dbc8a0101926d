"""Results side by side: by answers or by sides, as views or as times; and the form that takes the links."""

import datetime
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from recommender import AnswerSheet, decide, recommend
from tests.counted import counted_calls
from tests.examples import examples
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.loaded import EDITION, RULES, SERVICES
from tests.web.routes.opened import LEADERS, OWN
from tests.web.routes.test_links import shared
from web.documents.comparison import KINDS, MOST, OF_VIEWS, OVER_TIME, ComparedResult, Comparison, compare
from web.documents.partial_result import side_in_words
from web.guide.edition import Edition
from web.links.created import create_link, result_link
from web.links.disclosure import DISCLOSURE_LEVELS, disclose
from web.services.clock import today


def compared(*compared_results: tuple[AnswerSheet, str], kind: str = OF_VIEWS) -> Comparison:
    results = [
        ComparedResult(EDITION, disclose(EDITION.table, *one), TODAY + datetime.timedelta(n))
        for n, one in enumerate(compared_results)
    ]
    return compare(EDITION, results, kind=kind)


@examples(20)
@given(st.lists(sheets(RULES), min_size=2, max_size=MOST))
def test_every_answered_topic_stands_in_one_place_and_what_differs_most_comes_first(
    given_sheets: list[AnswerSheet],
) -> None:
    found = compared(*((sheet, "answers") for sheet in given_sheets))
    topics = [line.topic for line in (*found.differ, *found.agree, *found.alone)]
    answered = {question for sheet in given_sheets for question in sheet.answers}
    assert sorted(topics) == sorted(EDITION.wording.questions[question].topic for question in answered)
    assert [line.apart for line in found.differ] == sorted((line.apart for line in found.differ), reverse=True)
    assert found.first == found.differ[:3]
    assert all(line.apart == 0 for line in (*found.agree, *found.alone))
    outcomes = {recommend(EDITION.table, sheet).decision.outcome for sheet in given_sheets}
    assert found.same == (len(outcomes) == 1)


@examples(20)
@given(sheets(RULES), st.sampled_from(DISCLOSURE_LEVELS))
def test_a_result_beside_itself_differs_in_nothing(sheet: AnswerSheet, level: str) -> None:
    found = compared((sheet, level), (sheet, level))
    assert found.differ == ()
    assert found.same


def test_how_far_apart_answers_lie_is_told_in_points() -> None:
    found = compared(
        (AnswerSheet("self", {"experience": "years"}), "answers"),
        (AnswerSheet("self", {"experience": "never"}), "answers"),
    )
    points = {o.id: o.points[0] - o.points[1] for o in RULES.question["experience"].options}
    assert found.differ[0].apart == points["years"] - points["never"]


@pytest.mark.parametrize("other", ["result", "reasons"])
def test_what_a_link_does_not_hold_is_not_compared_and_that_is_said(other: str) -> None:
    found = compared((OWN, "answers"), (LEADERS, other))
    assert found.columns[1].lacks == EDITION.say(f"compare.lacks.{other}")
    assert found.by_sides == (other == "reasons")
    if other == "result":
        assert found.differ == found.agree == ()
        assert len(found.alone) == len(OWN.answers)
    else:
        said = {text for line in (*found.differ, *found.agree) for _, text in line.positions}
        assert said <= {side_in_words(EDITION, side) for side in (*RULES.approaches, "alike")}


def test_times_stand_in_the_order_of_their_days() -> None:
    results = [
        ComparedResult(EDITION, OWN, TODAY + datetime.timedelta(9)),
        ComparedResult(EDITION, AnswerSheet("self", {"goal": "role"}), TODAY),
    ]
    found = compare(EDITION, results, kind=OVER_TIME)
    assert [EDITION.day(TODAY) in found.columns[0].name, EDITION.day(TODAY) in found.columns[1].name] == [True, False]
    goal = next(line for line in found.differ if line.topic == EDITION.wording.questions["goal"].topic)
    assert [text for _, text in goal.positions] == [
        EDITION.wording.questions["goal"].options[option].text["self"] for option in ("role", "habit")
    ]


def post(client: TestClient, links: list[str], kind: str = OF_VIEWS) -> tuple[int, str]:
    response = client.post("/compare", data={"link": links, "kind": kind})
    assert response.headers["cache-control"] == "private, no-cache"
    return response.status_code, unescape(response.text)


@pytest.mark.parametrize("kind", KINDS)
def test_two_to_six_links_are_laid_side_by_side(kind: str, client: TestClient, edition: Edition) -> None:
    for count in (2, MOST):
        links = [shared(edition, sheet).address for sheet in [OWN, LEADERS] * 3][:count]
        status, page = post(client, [f"https://guide.example.org{link}?lang=en" for link in links], kind)
        assert status == 200
        assert edition.say(f"compare.heading.{kind}") in page
        assert page.count("<h3>1. ") == 1
        assert f"<h3>{count}. " in page
        assert not [link for link in links if link.removeprefix("/s/") in page]


def test_each_link_that_does_not_open_is_named_with_what_is_wrong(client: TestClient, edition: Edition) -> None:
    good = shared(edition)
    stopped = shared(edition)
    client.post(stopped.manage)
    past = create_link(
        edition, SERVICES, "", result_link(edition, OWN, "answers", 7, today=today() - datetime.timedelta(40))
    )
    status, page = post(client, [good.address, "nonsense", stopped.address, past.address, good.address])
    assert status == 422
    for number, message in (
        (2, edition.say("error.damaged.text")),
        (3, edition.say("error.revoked.text")),
        (4, edition.say("error.expired.text")),
        (5, edition.say("compare.twice")),
    ):
        assert f'id="wrong-{number}">{message}' in page
    assert good.address in page, "what was pasted is still there"


@pytest.mark.parametrize("count", [0, 1])
def test_one_link_is_too_few(count: int, client: TestClient, edition: Edition) -> None:
    status, page = post(client, [shared(edition).address][:count])
    assert status == 422
    assert edition.say("compare.too-few") in page


def test_a_body_that_is_too_long_is_not_read(client: TestClient, edition: Edition) -> None:
    status, page = post(client, ["A" * 20_000, shared(edition).address])
    assert status == 413
    assert edition.say("error.too-long.text") in page


def test_the_button_on_a_shared_page_fills_in_its_own_link(client: TestClient, edition: Edition) -> None:
    token = shared(edition).address.removeprefix("/s/")
    page = client.get(f"/s/{token}").text
    assert f'action="../compare/start?lang=en"><input type="hidden" name="link" value="{token}">' in page
    form = client.post("/compare/start", data={"link": token})
    assert f'value="{token}" id="link-1"' in form.text
    assert 'action="../compare?lang=en"' in form.text


def test_a_link_may_be_pasted_whole_or_in_part_and_is_not_compared_with_itself(
    client: TestClient, edition: Edition
) -> None:
    token, other = (shared(edition).address.removeprefix("/s/") for _ in range(2))
    assert post(client, [f"See https://x.example/guide/s/{token}?lang=fr.", other])[0] == 200
    status, page = post(client, [token, f"<https://x.example/s/{token}>"])
    assert status == 422
    assert edition.say("compare.twice") in page


def test_what_was_pasted_is_shown_as_text(client: TestClient) -> None:
    _, page = post(client, ['"><script>alert(1)</script>', "x"])
    response = client.post("/compare", data={"link": ['"><script>alert(1)</script>', "x"]})
    assert "<script>" not in response.text
    assert "<script>" in page, "once unescaped, it is what was pasted"


@pytest.mark.parametrize("level", DISCLOSURE_LEVELS)
def test_six_results_cost_six_decisions_at_most(level: str, client: TestClient, edition: Edition) -> None:
    links = [shared(edition, level=level).address for _ in range(MOST)]
    with counted_calls(decide, recommend) as calls:
        assert post(client, links)[0] == 200
    assert calls[decide] <= MOST
    assert calls[recommend] == 0
