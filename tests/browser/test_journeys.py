"""Whole journeys: from the first page to a link that somebody else opens."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from recommender import NOT_SURE
from tests.browser.conftest import ON_A_DESKTOP, Elsewhere
from tests.browser.visitor import ABLE, GOAL, RULES, WORDS, Visitor, words_of
from tests.browser.ways import SCORED, open_at, open_result, shared_with_answers, what_if
from web.links.journey import ANSWERS, COPY, RESULT, SHARE, Journey

NEW = {
    "goal": "role",
    "block": "insight",
    "block2": "place",
    "readiness": "ready",
    "stage": "first-years",
    "finder": "experienced",
    "expertise": "whole-job",
    "format": "longer",
    "experience": "never",
    "ideas": "none",
    "wants": "tell",
}


LONGEST = "mentoring-then-coaching"
"""The outcome with the longest result."""


def reach_result(visitor: Visitor, view: str, answers: Mapping[str, str], outcome: str) -> None:
    visitor.start(view)
    visitor.tick()
    visitor.answer(answers)
    visitor.press("button.result")
    visitor.settle(WORDS.outcomes[outcome].headline[view])


def test_a_person_gets_a_result_and_somebody_else_opens_its_link(visitor: Visitor, elsewhere: Elsewhere) -> None:
    visitor.page.add_init_script("delete Navigator.prototype.share")
    reach_result(visitor, "self", ABLE, "coaching")
    result = visitor.result()
    visitor.lead_on(SHARE)
    visitor.let_see("answers")
    opened = elsewhere(visitor.seal_link())
    expect(visitor.page.locator("[data-share]")).to_be_hidden()

    assert result in words_of(opened, "main")
    assert opened.locator("script").count() == 0
    opened.get_by_role("link", name=WORDS.pages["shared.own"]).first.click()
    expect(opened.get_by_role("heading", level=1)).to_have_text(WORDS.pages["start.title"])
    assert (visitor.foreign, visitor.errors) == ([], [])


@pytest.mark.deep
@ON_A_DESKTOP
def test_a_leader_gets_a_result_and_somebody_else_opens_its_link(visitor: Visitor, elsewhere: Elsewhere) -> None:
    reach_result(visitor, "leader", NEW, "mentoring")
    result = visitor.result()
    visitor.lead_on(SHARE)
    visitor.let_see("answers")
    opened = elsewhere(visitor.seal_link())

    assert result in words_of(opened, "main")
    assert WORDS.patterns["leader-view-alone"].text["leader"] in words_of(opened, "main")
    assert (visitor.foreign, visitor.errors) == ([], [])


def test_each_page_that_a_result_leads_to_leads_back_to_it(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", RESULT, ABLE))
    result = visitor.result()
    for step in (SHARE, COPY):
        visitor.lead_on(step)
        visitor.press("button.to-result")
        visitor.arrive(RESULT)
        assert visitor.result() == result


@ON_A_DESKTOP
def test_an_answer_kept_after_what_if_gives_the_new_result_and_says_so(visitor: Visitor) -> None:
    what_if(visitor)
    visitor.press("what-if.keep")
    visitor.arrive(RESULT)
    expect(visitor.page.get_by_role("status").filter(has_text=WORDS.pages["what-if.kept"])).to_have_count(1)


@ON_A_DESKTOP
def test_a_link_within_a_result_unfolds_the_part_that_it_leads_to(visitor: Visitor) -> None:
    shared_with_answers(visitor)
    visitor.page.get_by_text(WORDS.pages["result.all-answers"], exact=True).click()
    expect(visitor.page.locator("#sources")).to_be_hidden()
    visitor.page.locator(".because a").first.click()
    expect(visitor.page.locator("#sources")).to_be_visible()


@ON_A_DESKTOP
@pytest.mark.parametrize(
    "outcome", [pytest.param(one, marks=() if one == LONGEST else pytest.mark.deep) for one in SCORED]
)
def test_on_a_phone_a_result_has_six_screens_at_most_and_the_first_says_what_to_do(
    visitor: Visitor, outcome: str
) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    open_result(outcome)(visitor)
    seen = visitor.page.locator("#verdict"), visitor.page.locator("#next ~ ol li").first
    buttons = visitor.page.locator(".st-key-leads-above").get_by_role("button")
    expect(buttons).to_have_count(3)
    for part in (*seen, *buttons.all()):
        expect(part).to_be_in_viewport(ratio=1)
    assert visitor.page.locator("[data-testid=stMain]").evaluate("all => all.scrollHeight") <= 6 * 844


@ON_A_DESKTOP
def test_ticking_danger_shows_help_at_once_and_no_question(visitor: Visitor) -> None:
    visitor.start("self")
    visitor.tick("danger")
    visitor.settle(WORDS.outcomes["safeguarding-first"].headline["self"])
    assert "999" in words_of(visitor.page, "[data-step=result]")
    expect(visitor.page.locator(".balance")).to_have_count(0)
    expect(visitor.page.get_by_role("button", name=WORDS.pages["button.share"])).to_have_count(0)
    visitor.press("button.back")
    visitor.settle(WORDS.pages["screening.heading"])


@pytest.mark.deep
@ON_A_DESKTOP
def test_a_result_on_hold_shows_help_first_and_makes_no_link(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", RESULT, ABLE), ["job"])
    visitor.settle(WORDS.outcomes["fix-the-job-first"].headline["self"])
    expect(visitor.page.get_by_text(WORDS.pages["link.on-hold"])).to_be_visible()
    expect(visitor.page.get_by_role("button", name=WORDS.pages["button.share"])).to_have_count(0)


def test_back_forward_and_reload_lose_no_answer(visitor: Visitor) -> None:
    visitor.start("self")
    visitor.tick()
    first, second = RULES.questions[0].id, RULES.questions[1].id
    visitor.meet(first)
    visitor.choose(first, ABLE[first])
    visitor.press("button.continue")
    visitor.meet(second)

    visitor.press("button.back")
    visitor.meet(first)
    expect(visitor.page.get_by_role("radio", checked=True)).to_have_count(1)
    visitor.page.go_back()
    visitor.meet(second)
    visitor.page.go_forward()
    visitor.meet(first)

    visitor.page.reload()
    visitor.settle(WORDS.pages["screening.heading"])
    expect(visitor.page.get_by_text(WORDS.pages["screening.again"])).to_be_visible()
    visitor.tick()
    visitor.meet(first)
    text = WORDS.questions[first].options[ABLE[first]].text["self"]
    expect(visitor.page.get_by_role("radio", name=text)).to_be_checked()


@pytest.mark.deep
@ON_A_DESKTOP
def test_an_answer_changed_from_the_summary_leads_back_to_it(visitor: Visitor) -> None:
    open_at(visitor, Journey("self", ANSWERS, ABLE))
    topic = WORDS.questions["wants"].topic
    visitor.page.get_by_role("button", name=WORDS.pages["answers.change-what"].format(topic=topic)).click()
    visitor.meet("wants")
    visitor.choose("wants", "tell")
    visitor.press("button.save")
    visitor.settle(WORDS.pages["answers.heading"])
    summary = words_of(visitor.page, ".st-key-answers")
    assert WORDS.questions["wants"].options["tell"].text["self"] in summary
    for question in set(ABLE) - {"wants"}:
        assert WORDS.questions[question].options[ABLE[question]].text["self"] in summary


def test_steps_say_what_is_missing_then_move_the_focus_on_and_keep_own_words_out_of_the_address(
    visitor: Visitor,
) -> None:
    visitor.start("leader")
    visitor.press("button.continue")
    expect(visitor.page.get_by_role("alert")).to_contain_text(WORDS.pages["screening.choose"])
    expect(visitor.page.get_by_role("alert")).to_be_focused()
    expect(visitor.page.get_by_role("alert")).to_be_in_viewport()
    visitor.page.get_by_text(WORDS.pages["screening.none"], exact=True).click()
    visitor.press("button.continue")
    visitor.meet(GOAL)
    ask = WORDS.ask(GOAL, "leader", {})
    expect(visitor.page.get_by_role("heading", level=1)).to_be_focused()
    expect(visitor.page.get_by_role("status").filter(has_text=ask)).to_have_count(1)
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.type") == "radio"
    visitor.press("button.continue")
    expect(visitor.page.get_by_role("alert")).to_contain_text(WORDS.pages["question.choose"])

    visitor.choose(GOAL, ABLE[GOAL])
    visitor.page.get_by_role("textbox").fill("my first play")
    visitor.go_on()
    visitor.meet(RULES.questions[1].id)
    expect(visitor.page.get_by_text("my first play")).to_be_visible()
    assert "play" not in visitor.page.url


@pytest.mark.deep
@ON_A_DESKTOP
def test_every_question_can_be_answered_with_not_sure(visitor: Visitor) -> None:
    visitor.start("self")
    visitor.tick()
    visitor.answer(dict.fromkeys(ABLE, NOT_SURE))
    visitor.press("button.result")
    visitor.settle(WORDS.pages["result.too-little"])
    visitor.lead_on(SHARE)
    expect(visitor.page.get_by_text(WORDS.pages["link.too-few"])).to_be_visible()
