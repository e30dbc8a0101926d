"""A leader's page for the conversation: what it says, and that nothing on it is about the person or the answers."""

import html
import re

import pytest
from hypothesis import given
from starlette.testclient import TestClient

from recommender import NOT_SURE, AnswerSheet, decide, tally_of
from recommender.content.guidance import cell_of
from tests.web.answers import sheets
from tests.web.loaded import EDITION, EDITIONS, RULES, SERVICES
from web.documents.conversation import conversation_document
from web.links.journey import RESULT, Journey
from web.links.journey_address import seal_journey
from web.services.clock import today

WISH = "conversation.ask-5"
MOST_WORDS, MOST_FRENCH_WORDS = 330, 400
OPENINGS: dict[str, tuple[str, dict[str, str]]] = {
    "coaching": ("choice", {"goal": "habit", "experience": "years"}),
    "mentoring": ("choice", {"goal": "role", "experience": "never", "ideas": "none"}),
    "mentoring-then-coaching": (
        "choice",
        {"finder": "both", "experience": "some", "stage": "first-years", "wants": "space"},
    ),
    "both": (
        "choice",
        {"goal": "confidence", "block": "confidence", "block2": "place", "experience": "years"}
        | {"expertise": "whole-job", "finder": "me", "stage": "next-step", "format": "longer"},
    ),
    "either": ("choice", {}),
    "training-first": ("training", {"block": "facts"}),
    "expert-first": ("expert", {"block": "answer"}),
    "fix-the-job-first": ("job", {"block": "conditions"}),
    "talk-first": ("any", {"readiness": "no-need"}),
}
"""For each outcome that answers alone can give: the opening, and a leader's answers that give it."""

EACH_WISH = [
    AnswerSheet("leader", {"wants": wish.id, "experience": experience, "ideas": ideas})
    for wish in RULES.question["wants"].options_for("leader")
    for experience, ideas in (("years", "plenty"), ("never", "none"))
]


def outcome_of(sheet: AnswerSheet) -> str:
    return decide(EDITION.table, tally_of(EDITION.table, sheet)).outcome


def shown(page: str) -> str:
    """The words of a page's main part."""
    return words(page.partition("<main")[2].partition(">")[2].partition("</main>")[0])


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def opening_of(outcome: str, opening: str) -> str:
    return EDITION.wording.outcomes[outcome].opening or EDITION.say(f"conversation.first-{opening}")


def ask(client: TestClient, sheet: AnswerSheet, language: str = "en") -> tuple[int, str, str]:
    """What the route answers: the status, the page, and the address that was sent."""
    at = seal_journey(SERVICES.sealer, RULES, Journey(sheet.view, RESULT, sheet.answers), today=today())
    response = client.post(f"/copy?lang={language}", data={"at": at, "as": "conversation"})
    assert response.headers["cache-control"] == "private, no-cache"
    assert "noindex" in response.headers["x-robots-tag"]
    assert "content-disposition" not in response.headers
    return response.status_code, response.text, at


def test_every_outcome_that_answers_alone_can_give_has_its_opening() -> None:
    assert set(OPENINGS) == set(RULES.led_to)


@pytest.mark.parametrize("outcome", OPENINGS)
def test_a_leader_gets_an_opening_that_fits_and_nothing_that_could_be_quoted(client: TestClient, outcome: str) -> None:
    opening, answers = OPENINGS[outcome]
    sheet = AnswerSheet("leader", answers)
    assert outcome_of(sheet) == outcome
    status, page, at = ask(client, sheet)
    text = shown(page)
    assert status == 200
    assert EDITION.say("quoted", said=opening_of(outcome, opening)) in text
    assert at not in page
    assert not re.search(r"coach|mentor|points|certain", text, re.IGNORECASE)
    assert 'href="./help?lang=en"' in page
    assert "<script" not in page


@given(sheets(RULES))
def test_no_answer_no_result_and_no_figure_of_ours_is_on_the_page(sheet: AnswerSheet) -> None:
    leader = {q: option for q, option in sheet.answers.items() if option in _offered(q)}
    page = conversation_document(EDITION, AnswerSheet("leader", leader))
    text = shown(page)
    result, certainty = EDITION.wording.outcomes[outcome_of(AnswerSheet("leader", leader))], EDITION.wording.certainty
    asked = EDITION.wording.questions
    unwanted = {asked[q].options[option].text["leader"] for q, option in leader.items()}
    unwanted |= {asked[q].options[option].because for q, option in leader.items()}
    unwanted |= {result.headline["leader"], result.meaning["leader"], *certainty.name.values()}
    assert {words for words in unwanted if words in text} == set()
    assert set(re.findall(r"\d+", text)) <= {"999", "0", "10"}  # whom to call, and a scale that a line names


def _offered(question: str) -> set[str]:
    return {option.id for option in RULES.question[question].options_for("leader")}


@pytest.mark.parametrize("sheet", EACH_WISH, ids=lambda sheet: "-".join(sheet.answers.values()))
def test_lines_of_the_cell_are_there_where_one_holds_and_else_the_wish_is_asked_for(sheet: AnswerSheet) -> None:
    text, cell = shown(conversation_document(EDITION, sheet)), cell_of(EDITION.guidance, sheet)
    assert outcome_of(sheet) in RULES.choices
    for some in EDITION.guidance.cells:
        lines = EDITION.advice.cells[some.id].say["leader"]
        assert [line in text for line in lines] == [some == cell] * len(lines)
    assert (EDITION.say("conversation.also") in text) is (cell is not None)
    assert (EDITION.say(WISH) in text) is (cell is None)


def test_every_cell_is_met_above_and_a_wish_that_was_not_asked_for_has_none() -> None:
    cells = {sheet.answers["wants"]: cell_of(EDITION.guidance, sheet) for sheet in EACH_WISH}
    assert {cell_of(EDITION.guidance, sheet) for sheet in EACH_WISH} - {None} == set(EDITION.guidance.cells)
    assert cells["not-asked"] is None


def test_where_something_else_comes_first_no_line_is_about_how_to_help() -> None:
    sheet = AnswerSheet("leader", {"block": "facts", "wants": "tell", "experience": "never", "ideas": "none"})
    assert cell_of(EDITION.guidance, sheet) is not None
    text = shown(conversation_document(EDITION, sheet))
    assert EDITION.say("conversation.also") not in text
    assert EDITION.say(WISH) in text


@pytest.mark.parametrize(("language", "most"), [("en", MOST_WORDS), ("fr", MOST_FRENCH_WORDS)])
def test_the_page_is_short_enough_to_be_read_before_a_meeting(language: str, most: int) -> None:
    all_sheets = [*EACH_WISH, *(AnswerSheet("leader", answers) for _, answers in OPENINGS.values())]
    pages = [conversation_document(EDITIONS[language], sheet) for sheet in all_sheets]
    assert max(len(shown(page).split()) for page in pages) <= most


def test_it_speaks_french(client: TestClient) -> None:
    french = EDITIONS["fr"]
    status, page, _ = ask(client, AnswerSheet("leader", {"block": "facts"}), "fr")
    assert status == 200
    assert '<html lang="fr-FR">' in page
    assert french.wording.outcomes["training-first"].opening in page
    assert 'href="./help?lang=fr"' in page
    assert EDITION.say("conversation.title") not in page


@pytest.mark.parametrize("language", EDITIONS)
def test_answers_about_oneself_have_no_such_page_and_it_is_said_why(client: TestClient, language: str) -> None:
    status, page, _ = ask(client, AnswerSheet("self", {"goal": "habit"}), language)
    assert status == 422
    assert EDITIONS[language].say("conversation.self-text") in page
    assert EDITIONS[language].say("conversation.first") not in page


def test_an_address_that_does_not_open_has_no_such_page(client: TestClient) -> None:
    at = seal_journey(SERVICES.sealer, RULES, Journey("leader", RESULT, {"goal": NOT_SURE}), today=today())
    for damaged in ("", "nonsense", at[:-4], at[:20] + "AAAA" + at[24:]):
        response = client.post("/copy", data={"at": damaged, "as": "conversation"})
        assert response.status_code == 404
        assert EDITION.say("error.damaged.title") in response.text
