"""The guide without script: the same questions, the same engine, the same document, and no score before help."""

import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from recommender import NOT_SURE, Sheet
from recommender.tally import offered
from tests.web.answers import sheets
from web.guide import load_guide, today
from web.plain_form import MOST_BYTES
from web.plain_route import plain_route
from web.report import result_document

GUIDE = load_guide({"COACH_OR_MENTOR_KEYS": "A" * 43})
RULES = GUIDE.rules
CLIENT = TestClient(Starlette(routes=[Route("/plain", plain_route(GUIDE), methods=["GET", "POST"])]))
STOPPING = [gate.id for gate in RULES.gates if gate.level == "stop"]
AGREEMENTS = {gate.id for gate in RULES.gates if gate.agreement}
PARTS = ["", "screening", "change"]


def form(sheet: Sheet, **more: str) -> dict[str, str | list[str]]:
    """What a browser sends for a sheet: all questions answered, those left out with "not sure"."""
    answers = {f"answer-{q.id}": sheet.answers.get(q.id, NOT_SURE) for q in RULES.questions}
    ticks = sorted(sheet.ticks - AGREEMENTS) or ["none"]
    agreement = next(iter(sorted(sheet.ticks & AGREEMENTS)), "agreed")
    return {"view": sheet.view, "tick": ticks, "agreement": agreement, **answers, **more}


def fields(page: str) -> set[tuple[str, str]]:
    return set(re.findall(r'name="([a-z-]+)" value="([a-z-]+)"', page))


@pytest.mark.parametrize("view", ["self", "leader"])
def test_the_form_asks_all_that_the_guide_asks(view: str) -> None:
    page = CLIENT.get(f"/plain?view={view}").text
    ticks = {("tick", gate.id) for gate in RULES.gates_for(view) if not gate.agreement} | {("tick", "none")}
    options = {(f"answer-{q.id}", option) for q in RULES.questions for option in offered(q, view)}
    assert ticks | options <= fields(page)
    assert ("agreement", "agreed") in fields(page) or view == "self"
    assert "<script" not in page
    assert page.count("<h1>") == 1


@pytest.mark.parametrize("view", ["self", "leader"])
def test_no_text_browser_chooses_an_answer_by_itself(view: str) -> None:
    """Where no radio button of a group is chosen, some choose the first. So one that says "not answered" is chosen."""
    page = CLIENT.get(f"/plain?view={view}").text
    groups = set(re.findall(r'type="radio" name="([a-z-]+)"', page))
    assert groups == set(re.findall(r'type="radio" name="([a-z-]+)" value="" checked', page))
    assert len(re.findall(" checked", page)) == len(groups)


def test_without_a_view_the_page_asks_whom_it_is_about() -> None:
    page = CLIENT.get("/plain").text
    assert 'href="./plain?view=self&amp;lang=en"' in page
    assert "<form" not in page


@given(sheets(RULES))
def test_the_result_is_the_same_document_as_everywhere(sheet: Sheet) -> None:
    answers = {q.id: sheet.answers.get(q.id, NOT_SURE) for q in RULES.questions}
    response = CLIENT.post("/plain", data=form(sheet))
    assert response.status_code == 200
    assert result_document(GUIDE, Sheet(sheet.view, answers), made=today()) in response.text
    assert response.headers["cache-control"] == "no-store"
    assert "noindex" in response.headers["x-robots-tag"]


@given(
    sheets(RULES, ticked=True), st.sampled_from(STOPPING), st.booleans(), st.sampled_from(["", "screening", "change"])
)
def test_what_stops_the_guide_shows_help_and_no_score_whatever_else_is_sent(
    sheet: Sheet, stop: str, none_too: bool, part: str
) -> None:
    view = sheet.view if stop in {gate.id for gate in RULES.gates_for(sheet.view)} else "leader"
    sent = form(Sheet(view, {}, (sheet.ticks - AGREEMENTS) | {stop}), part=part)
    if none_too:
        sent["tick"] = [*sent["tick"], "none"]
    response = CLIENT.post("/plain", data={key: sent[key] for key in ("view", "tick", "agreement", "part")})
    assert response.status_code == 200
    assert '<section class="card first">' in response.text
    for absent in ("<table", 'class="balance"', "<form", GUIDE.say("result.balance"), GUIDE.say("result.change")):
        assert absent not in response.text
    title = re.search("<title>(.*?)</title>", response.text)
    assert title is not None
    assert title[1].startswith(GUIDE.say("screening.title"))


def test_what_is_missing_is_told_at_the_top_and_at_its_place_and_nothing_is_lost() -> None:
    sent = form(Sheet("leader", {"goal": "habit", "experience": "years"}, frozenset(["job"])))
    del sent["answer-wants"], sent["answer-doors"], sent["agreement"]
    response = CLIENT.post("/plain", data=sent)
    assert response.status_code == 422
    assert re.findall(r'<li><a href="#([a-z-]+)">', response.text) == ["agreement", "wants", "doors"]
    for field in ("agreement", "wants", "doors"):
        assert f' id="{field}"' in response.text
        assert f'aria-describedby="{field}-missing"' in response.text
    checked = set(re.findall(r'name="([a-z-]+)" value="([a-z-]+)"[^>]* checked', response.text))
    kept = {(key, value) for key, value in sent.items() if key.startswith("answer-")}
    assert checked == kept | {("tick", "job")}
    assert GUIDE.say("question.error") in response.text.split("</title>")[0]


@pytest.mark.parametrize(("ticks", "text"), [([], "screening.choose"), (["none", "job"], "screening.choose-one")])
def test_ticks_that_do_not_fit_are_told(ticks: list[str], text: str) -> None:
    response = CLIENT.post("/plain", data={**form(Sheet("self", {})), "tick": ticks})
    assert response.status_code == 422
    assert GUIDE.say(text) in response.text


def test_the_ticks_alone_can_be_looked_at_before_any_question_is_answered() -> None:
    sent = {"view": "self", "tick": ["none"], "part": "screening"}
    response = CLIENT.post("/plain", data=sent)
    assert response.status_code == 200
    assert GUIDE.say("question.error") not in response.text
    assert CLIENT.post("/plain", data={**sent, "tick": []}).status_code == 422


def test_answers_can_be_changed_and_the_ticks_are_asked_again() -> None:
    page = CLIENT.post("/plain", data=form(Sheet("self", {"goal": "habit"}, frozenset(["urgent"])))).text
    hidden = dict(re.findall(r'type="hidden" name="([a-z-]+)" value="([a-z-]+)"', page))
    assert "tick" not in hidden
    assert "urgent" not in hidden.values()
    again = CLIENT.post("/plain", data={**hidden, "part": "change"}).text
    assert re.search(r'name="answer-goal" value="habit"[^>]* checked', again)
    assert not re.search(r'name="tick"[^>]* checked', again)


@pytest.mark.parametrize(
    "body",
    [b"", b"view=nobody", b"\xff\xfe=%zz", b"view=self&" + b"a=1&" * 5000, b"x" * (MOST_BYTES + 1), b"a=1&" * 300],
    ids=["nothing", "unknown view", "no text", "too long", "longer still", "too many"],
)
def test_what_cannot_be_read_begins_again_and_says_so(body: bytes) -> None:
    response = CLIENT.post("/plain", content=body)
    assert response.status_code == 400
    assert GUIDE.say("plain.failed") in response.text


@given(st.dictionaries(st.sampled_from(["view", "tick", "agreement", "part", "answer-goal"]), st.text(max_size=20)))
def test_nothing_that_is_sent_breaks_the_form_or_comes_back_as_markup(sent: dict[str, str]) -> None:
    response = CLIENT.post("/plain", data={"view": "self", **sent, "answer-wants": "<script>"})
    assert response.status_code in (200, 400, 422)
    assert "<script" not in response.text


def test_what_was_ticked_is_logged_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        CLIENT.post("/plain", data=form(Sheet("self", {}, frozenset(["health-helped"]))))
    assert "health" not in caplog.text
