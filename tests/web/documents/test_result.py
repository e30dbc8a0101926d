"""The result document: what it must hold for any answers, and what it must never hold."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from recommender import VIEWS, AnswerSheet, recommend
from recommender.content.guidance import cell_of
from recommender.content.words import APPROACH_TOPICS
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.loaded import EDITION, RULES
from web.documents.result import result_document
from web.documents.verdict import rests_on
from web.guide.edition import Edition
from web.guide.templates import call_links


def document(sheet: AnswerSheet) -> str:
    return result_document(EDITION, sheet, created=TODAY).__html__()


def points(part: str) -> list[tuple[int, int]]:
    """The two points of each row."""
    cells = [int(number) for number in re.findall(r'<td class="n">(\d+)</td>', part)]
    return list(zip(cells[::2], cells[1::2], strict=True))


@given(sheets(RULES))
def test_the_points_shown_add_up_to_the_totals_shown(sheet: AnswerSheet) -> None:
    approach = recommend(EDITION.table, sheet).decision.approach
    assert approach is not None
    *rows, totals = points(document(sheet))
    assert len(rows) == len(sheet.answers)
    assert totals == (sum(row[0] for row in rows), sum(row[1] for row in rows)) == approach.points


@given(sheets(RULES))
def test_the_headline_certainty_and_every_pattern_are_told(sheet: AnswerSheet) -> None:
    decision = recommend(EDITION.table, sheet).decision
    words, shown = (
        EDITION.wording,
        re.sub(r"</?a\b[^>]*>", "", document(sheet)).replace("&#39;", "'").replace("&#34;", '"'),
    )
    assert decision.approach is not None
    little = decision.outcome in ("both", "either") and decision.approach.unanswered >= RULES.bands.unanswered[-1].count
    headline = EDITION.say("result.too-little") if little else words.outcomes[decision.outcome].headline[sheet.view]
    assert f"<h1>{headline}</h1>" in shown
    assert words.certainty.name[decision.approach.certainty] in shown
    cell = cell_of(EDITION.guidance, sheet) if decision.outcome in RULES.choices else None
    if cell:
        assert EDITION.advice.cells[cell.id].text[sheet.view] in shown
    for pattern in decision.patterns:
        assert (words.patterns[pattern].text[sheet.view] in shown) != (pattern in (cell.covers if cell else ()))


def test_every_sheet_shows_both_approaches_under_the_same_headings() -> None:
    shown = document(AnswerSheet("self", {"goal": "habit"}))
    for words in EDITION.wording.approaches.values():
        for topic in APPROACH_TOPICS:
            assert words[topic].replace("'", "&#39;") in shown


def test_what_the_rules_or_words_hold_is_never_read_as_markup() -> None:
    assert call_links(["999", "116 123", ""])("<b>call 999 & 116 123</b>") == (
        '&lt;b&gt;call <a href="tel:999">999</a> &amp; <a href="tel:116123">116 123</a>&lt;/b&gt;'
    )


def test_a_drawing_says_in_words_what_it_shows(edition: Edition) -> None:
    shown = result_document(edition, AnswerSheet("self", {"goal": "habit"}), created=TODAY).__html__()
    alternative = re.search(r'class="balance" role="img" aria-label="([^"]+)"', shown)
    assert alternative is not None
    points = next(option.points[0] for option in RULES.question["goal"].options if option.id == "habit")
    assert f"coaching ahead by {points}" in alternative[1]
    assert f"Coaching has {points} points and mentoring has 0." in shown


def test_every_text_of_the_pages_is_used_somewhere(edition: Edition) -> None:
    folder = Path(__file__).resolve().parents[3]
    files = [*folder.glob("web/**/*.py"), *folder.glob("recommender/people/*.py"), *folder.glob("content/templates/*")]
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    named = set(re.findall(r"""["']([a-z-]+(?:\.[a-z0-9-]+)*)["']""", source))
    # These are put together from a step, a view, a field or an error and a fixed part.
    built = re.compile(r"(screening|answers|result|error\.\w+)\.(title|text)|screening\.help\.\w+|result\.who\.\w+")
    also_built = re.compile(
        r"help\.for\.\w+|help\.line-\d|shared\.you\.\w+|result\.too-little\.\w+|approach\.\w+|result\.change-\d"
    )
    starts = tuple(re.findall(r"""(?:say\(|\[)\s*f?["']([a-z]+\.[a-z0-9.-]*)(?:\{|["']\s*~)""", source))
    unused = [
        key
        for key in edition.wording.pages
        if not (key in named or key.startswith(starts) or built.fullmatch(key) or also_built.fullmatch(key))
    ]
    assert unused == []


FULL = {
    **{"goal": "result", "block": "drive", "block2": "place", "finder": "me", "experience": "often"},
    **{"ideas": "several", "expertise": "one-skill", "stage": "settled", "wants": "tell", "readiness": "doubts"},
    **{"format": "set"},
}
GATE_OF = {
    "support-first": "health",
    "safeguarding-first": "danger",
    "process-first": "process",
    "standards-first": "standards",
    "direct-first": "urgent",
}
ANSWERS_FOR: dict[str, dict[str, str]] = {
    "coaching": FULL,
    "mentoring": {"goal": "role", "experience": "never", "ideas": "none"},
    "mentoring-then-coaching": {"finder": "both", "experience": "some", "stage": "first-years", "wants": "space"},
    "both": {"goal": "confidence", "block": "confidence", "block2": "place", "experience": "years"}
    | {"expertise": "whole-job", "finder": "me", "stage": "next-step", "format": "longer"},
    "either": {"goal": "growth", "block": "nothing", "finder": "both", "readiness": "ready", "ideas": "one"},
    "training-first": {"block": "facts"},
    "expert-first": {"block": "answer"},
    "fix-the-job-first": {"block": "conditions"},
    "talk-first": {"readiness": "no-need"},
}
SHEETS_OF = {
    outcome: [
        AnswerSheet(view, ANSWERS_FOR.get(outcome, FULL), frozenset([GATE_OF[outcome]] if outcome in GATE_OF else []))
        for view in VIEWS
    ]
    for outcome in RULES.outcomes
}
PARTS = ("next", "reasons", "change", "tension", "sure", "both", "situations", "ready", "sources")
LED_TO = {"sure", "both", "next", "sources"}


@pytest.mark.parametrize("view", VIEWS)
def test_the_parts_stand_in_their_order_and_every_link_within_the_document_leads_to_one(view: str) -> None:
    shown = document(AnswerSheet(view, FULL))
    assert re.findall(r'<(?:h2|details class="fold"|div) id="([a-z]+)"', shown) == list(PARTS)
    assert set(re.findall(r'href="#([a-z-]+)"', shown)) == LED_TO
    for check in EDITION.advice.ready:
        assert check.ask in shown


def test_the_answers_that_a_result_rests_on_most_are_named_in_one_sentence() -> None:
    words = EDITION.wording.questions
    by_points = {**FULL, "wants": "show"}
    shown = document(AnswerSheet("self", by_points))
    sentence = next(line for line in shown.splitlines() if "mostly because of two answers" in line)
    assert words["finder"].options["me"].text["self"] in sentence
    assert words["experience"].options["often"].text["self"] in sentence


@given(sheets(RULES))
def test_the_answers_named_speak_for_the_result_or_are_those_of_its_pattern(sheet: AnswerSheet) -> None:
    recommendation = recommend(EDITION.table, sheet)
    approach = recommendation.decision.approach
    assert approach is not None
    sentence = rests_on(EDITION, recommendation, approach)
    if approach.pattern:
        pattern = next(pattern for pattern in RULES.patterns if pattern.id == approach.pattern)
        allowed = {question for line in pattern.lines for question, _ in line}
    elif approach.outcome in ("coaching", "mentoring"):
        way = 1 if approach.outcome == "coaching" else -1
        allowed = {reason.question for reason in recommendation.reasons if reason.lead * way > 0}
    else:
        allowed = {reason.question for reason in recommendation.reasons if reason.lead}
    named = {q for q in sheet.answers if f"({EDITION.wording.questions[q].topic})" in sentence}
    assert named <= allowed
    assert bool(named) == bool(sentence)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("outcome", RULES.outcomes)
def test_every_outcome_has_its_document(outcome: str, view: str) -> None:
    sheet = next(sheet for sheet in SHEETS_OF[outcome] if sheet.view == view)
    assert recommend(EDITION.table, sheet).decision.outcome == outcome
    shown = document(sheet)
    assert f"<h1>{escape(EDITION.wording.outcomes[outcome].headline[view])}</h1>" in shown
    assert shown.count("<h1>") == 1
    assert ('id="next"' in shown) == (not RULES.stops({GATE_OF.get(outcome, "")}))
    assert (".ics" in shown) == (outcome not in GATE_OF)


def test_a_result_on_hold_sets_no_day_to_review() -> None:
    shown = document(AnswerSheet("self", FULL, frozenset({"private"})))
    assert ".ics" not in shown
    assert shown.count(EDITION.contacts[0].url) == 1


def test_where_one_approach_fits_the_answers_stand_for_it_and_against_it() -> None:
    shown = document(AnswerSheet("self", FULL))
    speak_for = shown.index(EDITION.say("result.for", outcome="coaching"))
    against = shown.index(EDITION.say("result.against", outcome="coaching", other="mentoring"))
    assert speak_for < shown.index(EDITION.wording.questions["experience"].topic, speak_for) < against
    assert shown.index(EDITION.wording.questions["block2"].topic, against) > against


def test_every_source_named_in_the_document_is_in_its_list_of_sources() -> None:
    shown = document(AnswerSheet("leader", FULL))
    listed = set(re.findall(r"<dt>([A-Z]\d+)", shown))
    named = set(re.findall(r"\b[DEFGPR]\d+\b", re.sub(r"<[^>]*>", " ", shown.split('id="sources"')[0])))
    assert named
    assert named <= listed


def test_steps_of_ones_own_stand_among_the_steps_and_the_review_is_last() -> None:
    shown = document(AnswerSheet("self", FULL))
    steps = re.search(r'<h2 id="next">.*?<ol>(.*?)</ol>', shown, re.DOTALL)
    assert steps is not None
    told = re.findall(r"<li>(.*?)</li>", steps[1])
    assert 3 <= len(told) <= 5
    assert EDITION.advice.steps["doubts"]["self"] in told
    assert told[-1] == EDITION.wording.outcomes["coaching"].steps["self"][-1]
    assert "/review/2027-01-18.ics" in shown  # eight weeks on is a Saturday, so the Monday after


@given(st.dates(datetime.date(2026, 1, 1), datetime.date(2030, 1, 1)))
def test_a_review_is_never_at_a_weekend_and_at_most_two_days_late(created: datetime.date) -> None:
    shown = result_document(EDITION, AnswerSheet("self", FULL), created=created).__html__()
    found = re.search(r"review/([\d-]+)\.ics", shown)
    assert found is not None
    review = datetime.date.fromisoformat(found[1])
    late = review - created - datetime.timedelta(weeks=EDITION.guidance.review["coaching"])
    assert review.weekday() < 5
    assert 0 <= late.days <= 2


@pytest.mark.parametrize("outcome", [outcome for outcome in ANSWERS_FOR if outcome not in RULES.choices])
def test_where_something_else_comes_first_no_helper_is_sold(outcome: str) -> None:
    answers = ANSWERS_FOR[outcome]
    assert recommend(EDITION.table, AnswerSheet("self", answers)).decision.outcome == outcome
    shown = document(AnswerSheet("self", answers))
    assert EDITION.wording.approaches["coaching"]["finding"] not in shown
    assert EDITION.say("agreement.open") not in shown
    assert ".ics" in shown
