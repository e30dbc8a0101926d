"""The guide without script: the same questions, the same engine, the same document, and no score before help."""

import logging
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import escape

from recommender import NOT_SURE, VIEWS, AnswerSheet
from recommender.core.tally import offered
from tests.web.answers import sheets
from tests.web.loaded import EDITION, RULES, client_of
from web.documents.result import result_document
from web.routes.forms import MOST_FORM_BYTES
from web.services.clock import today

CLIENT = client_of()
STOPPING = [gate.id for gate in RULES.gates if gate.level == "stop"]
GOAL = RULES.questions[0].id


def form(sheet: AnswerSheet, **more: str) -> dict[str, str | list[str]]:
    """What a browser sends for a sheet: all questions answered, those left out with "not sure"."""
    answers = {f"answer-{name}": option for name, option in given_answers(sheet).items()}
    return {"view": sheet.view, "flag": sorted(sheet.flags) or ["none"], **answers, **more}


def given_answers(sheet: AnswerSheet) -> dict[str, str]:
    """The answers of a sheet as the form sends them."""
    return {q.id: sheet.answers.get(q.id, NOT_SURE) for q in RULES.questions_for(sheet.view)}


def fields(page: str) -> set[tuple[str, str]]:
    return set(re.findall(r'name="([a-z0-9-]+)" value="([a-z-]+)"', page))


@pytest.mark.parametrize("view", ["self", "leader"])
def test_the_form_asks_all_that_the_guide_asks(view: str) -> None:
    first, second = CLIENT.get(f"/plain?view={view}").text, CLIENT.get(f"/plain?view={view}&goal=skill").text
    flags = {("flag", gate.id) for gate in RULES.gates_for(view)} | {("flag", "none")}
    goal, *others = RULES.questions_for(view)
    assert {(f"answer-{goal.id}", option) for option in offered(goal, view)} <= fields(first)
    assert flags | {(f"answer-{q.id}", option) for q in others for option in offered(q, view)} <= fields(second)
    for page in (first, second):
        assert "<script" not in page
        assert page.count("<h1>") == 1


@pytest.mark.parametrize("view", ["self", "leader"])
def test_all_that_is_asked_speaks_of_what_the_help_is_for(view: str) -> None:
    for goal in ("skill", "place"):
        page = CLIENT.get(f"/plain?view={view}&goal={goal}").text
        for question in RULES.questions_for(view)[1:]:
            assert escape(EDITION.wording.ask(question.id, view, {GOAL: goal})) in page


def test_what_the_help_is_for_has_to_be_chosen_first() -> None:
    sent = {"view": "self", "part": "begin", "own": "My first parents’ evening"}
    missing = CLIENT.post("/plain", data=sent)
    assert missing.status_code == 422
    assert 'href="#goal"' in missing.text
    assert 'value="My first parents’ evening"' in missing.text
    begun = CLIENT.post("/plain", data={**sent, "answer-goal": "skill"})
    assert begun.status_code == 200
    assert ("answer-goal", "skill") in fields(begun.text)
    assert "<bdi>My first parents’ evening</bdi>" in begun.text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("<b>bold</b> & co", "&lt;b&gt;bold&lt;/b&gt; &amp; co"),
        ("two\nlines\r\n here", "two lines here"),
        ("\u202ereversed\u202c", "reversed"),
        ("une réunion 👩‍🏫", "une réunion 👩‍🏫"),
        ("اجتماعي الأول", "اجتماعي الأول"),
    ],
)
def test_own_words_are_shown_as_text_and_are_in_no_address(line: str, shown: str) -> None:
    for part, status in (("begin", 200), ("", 200)):
        response = CLIENT.post("/plain", data=form(AnswerSheet("self", {"goal": "skill"}), own=line, part=part))
        assert response.status_code == status
        assert f"<bdi>{shown}</bdi>" in response.text
        assert not re.search(rf'(href|action)="[^"]*{re.escape(shown[:4])}', response.text)
        assert f'name="own" value="{shown}"' in response.text


@pytest.mark.parametrize("part", ["begin", "", "screening"])
def test_own_words_that_are_too_long_are_refused_and_nothing_else_is_lost(part: str) -> None:
    response = CLIENT.post("/plain", data=form(AnswerSheet("self", {"goal": "skill"}), own="x" * 10_000, part=part))
    assert response.status_code == 422
    assert EDITION.say("own.long", count=80) in response.text
    assert ("answer-goal", "skill") in fields(response.text)


def test_a_form_that_lost_what_the_help_is_for_asks_for_it_and_loses_nothing_else() -> None:
    sent = form(AnswerSheet("self", {"goal": "skill", "wants": "show"}), own="A line")
    del sent["answer-goal"]
    response = CLIENT.post("/plain", data=sent)
    assert response.status_code == 422
    assert re.findall(r'<li><a href="#([a-z0-9-]+)">', response.text) == ["goal"]
    assert ' id="goal"' in response.text
    assert re.search(r'name="answer-wants" value="show"[^>]* checked', response.text)
    assert CLIENT.post("/plain", data={**sent, "answer-goal": "skill"}).status_code == 200


def test_the_same_answer_twice_is_told_at_the_second() -> None:
    response = CLIENT.post(
        "/plain", data=form(AnswerSheet("self", {"goal": "skill", "block": "drive", "block2": "drive"}))
    )
    assert response.status_code == 422
    assert re.findall(r'<li><a href="#([a-z0-9-]+)">', response.text) == ["block2"]
    assert escape(EDITION.say("plain.same-twice")) in response.text


@pytest.mark.parametrize("view", ["self", "leader"])
def test_no_text_browser_chooses_an_answer_by_itself(view: str) -> None:
    """Where no radio button of a group is chosen, some choose the first. So one that says "not answered" is chosen."""
    for address in (f"/plain?view={view}", f"/plain?view={view}&goal=skill"):
        page = CLIENT.get(address).text
        groups = set(re.findall(r'type="radio" name="([a-z0-9-]+)"', page))
        assert groups == set(re.findall(r'type="radio" name="([a-z0-9-]+)" value="" checked', page))
        assert len(re.findall(" checked", page)) == len(groups)


def test_without_a_view_the_page_asks_whom_it_is_about() -> None:
    page = CLIENT.get("/plain").text
    assert 'href="./plain?view=self&amp;lang=en"' in page
    assert "<form" not in page


@given(sheets(RULES))
@example(AnswerSheet("self", {"goal": "skill", "block2": "drive"}))
def test_the_result_is_the_same_document_as_everywhere(sheet: AnswerSheet) -> None:
    response = CLIENT.post("/plain", data=form(sheet))
    assert response.status_code == 200
    document = result_document(EDITION, AnswerSheet(sheet.view, given_answers(sheet)), created=today())
    assert document.__html__() in response.text
    assert response.headers["cache-control"] == "private, no-cache"
    assert "noindex" in response.headers["x-robots-tag"]


@given(
    sheets(RULES, ticked=True), st.sampled_from(STOPPING), st.booleans(), st.sampled_from(["", "screening", "change"])
)
def test_what_stops_the_guide_shows_help_and_no_score_whatever_else_is_sent(
    sheet: AnswerSheet, stop: str, none_too: bool, part: str
) -> None:
    view = next(view for view in (sheet.view, *VIEWS) if stop in {gate.id for gate in RULES.gates_for(view)})
    sent = form(AnswerSheet(view, {}, sheet.flags & {gate.id for gate in RULES.gates_for(view)} | {stop}), part=part)
    if none_too:
        sent["flag"] = [*sent["flag"], "none"]
    response = CLIENT.post("/plain", data={key: sent[key] for key in ("view", "flag", "part")})
    assert response.status_code == 200
    assert '<section class="card help' in response.text
    scored = ["<table", 'class="balance"', EDITION.say("result.change")]
    assert not [part for part in (*scored, 'name="flag"') if part in response.text]
    assert response.headers["cache-control"] == "no-store"
    title = re.search("<title>(.*?)</title>", response.text)
    assert title is not None
    assert title[1].startswith(EDITION.say("screening.title"))


def test_what_is_missing_is_told_at_the_top_and_at_its_place_and_nothing_is_lost() -> None:
    sent = form(AnswerSheet("leader", {"goal": "habit", "experience": "years"}, frozenset(["job"])))
    del sent["answer-wants"], sent["answer-basis"]
    response = CLIENT.post("/plain", data=sent)
    assert response.status_code == 422
    assert re.findall(r'<li><a href="#([a-z-]+)">', response.text) == ["wants", "basis"]
    for field in ("wants", "basis"):
        assert f' id="{field}"' in response.text
        assert f'aria-describedby="{field}-missing"' in response.text
    checked = set(re.findall(r'name="([a-z0-9-]+)" value="([a-z-]+)"[^>]* checked', response.text))
    kept = {(key, value) for key, value in sent.items() if key.startswith("answer-") and key != f"answer-{GOAL}"}
    assert (f"answer-{GOAL}", "habit") in fields(response.text)
    assert checked == kept | {("flag", "job")}
    assert EDITION.say("question.error") in response.text.split("</title>")[0]


@pytest.mark.parametrize(("flags", "text"), [([], "screening.choose"), (["none", "job"], "screening.choose-one")])
def test_flags_that_do_not_fit_are_told(flags: list[str], text: str) -> None:
    response = CLIENT.post("/plain", data={**form(AnswerSheet("self", {})), "flag": flags})
    assert response.status_code == 422
    assert EDITION.say(text) in response.text


def test_the_flags_alone_can_be_looked_at_before_any_question_is_answered() -> None:
    sent = {"view": "self", "flag": ["none"], "part": "screening"}
    response = CLIENT.post("/plain", data=sent)
    assert response.status_code == 200
    assert EDITION.say("question.error") not in response.text
    assert CLIENT.post("/plain", data={**sent, "flag": []}).status_code == 422


def test_answers_can_be_changed_and_the_flags_are_asked_again() -> None:
    page = CLIENT.post("/plain", data=form(AnswerSheet("self", {"goal": "habit"}, frozenset(["urgent"])))).text
    hidden = dict(re.findall(r'type="hidden" name="([a-z0-9-]+)" value="([a-z-]+)"', page))
    assert "flag" not in hidden
    assert "urgent" not in hidden.values()
    again = CLIENT.post("/plain", data={**hidden, "part": "change"}).text
    assert ("answer-goal", "habit") in fields(again)
    assert not re.search(r'name="flag"[^>]* checked', again)


@pytest.mark.parametrize(
    "body",
    [b"", b"view=nobody", b"\xff\xfe=%zz", b"a=1&" * 300],
    ids=["nothing", "unknown view", "no text", "too many"],
)
def test_what_cannot_be_read_begins_again_and_says_so(body: bytes) -> None:
    response = CLIENT.post("/plain", content=body)
    assert response.status_code == 400
    assert EDITION.say("plain.failed") in response.text


@pytest.mark.parametrize("path", ["/plain", "/copy", "/preview", "/compare", "/compare/start"])
def test_a_form_that_is_too_long_is_not_read_and_the_page_says_so(path: str) -> None:
    longest = b"view=self&own=" + b"x" * (MOST_FORM_BYTES - 14)
    assert CLIENT.post(path, content=longest).status_code != 413
    response = CLIENT.post(path, content=longest + b"x")
    assert response.status_code == 413
    assert EDITION.say("error.too-long.text") in response.text


@given(st.dictionaries(st.sampled_from(["view", "flag", "part", "own", "answer-goal"]), st.text(max_size=20)))
def test_nothing_that_is_sent_breaks_the_form_or_comes_back_as_markup(sent: dict[str, str]) -> None:
    response = CLIENT.post("/plain", data={"view": "self", **sent, "answer-wants": "<script>"})
    assert response.status_code in (200, 400, 422)
    assert "<script" not in response.text


def test_what_was_ticked_is_logged_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        CLIENT.post("/plain", data=form(AnswerSheet("self", {}, frozenset(["health-helped"]))))
    assert "health" not in caplog.text


@pytest.mark.parametrize(("flags", "offered"), [(frozenset(), True), (frozenset({"job"}), False)])
def test_a_result_without_flags_can_be_had_with_nothing_folded(flags: frozenset[str], offered: bool) -> None:
    sheet = AnswerSheet("self", {"goal": "habit"}, flags)
    folded = CLIENT.post("/plain", data=form(sheet)).text
    assert ('value="all"' in folded) == offered
    sent = form(sheet, part="all")
    whole = CLIENT.post("/plain", data={key: sent[key] for key in sent if key != "flag"})
    assert whole.status_code == 200
    assert not re.findall(r"<details(?![^>]* open)", whole.text)
