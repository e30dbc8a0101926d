"""What if: the result as it was answered beside the result with some answers changed, and the answers that differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from recommender import NOT_SURE, Approach, Recommendation, Sheet, recommend
from web.guide import Guide
from web.report import balance_in_words, balance_of, verdict_of


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two results: its title, the outcome (for its look), headline, how sure, the balance and its words."""

    title: str
    outcome: str
    headline: str
    certainty: str
    balance: Markup
    balance_text: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One answer that differs, before and after, each with its points to coaching and to mentoring."""

    topic: str
    before: str
    after: str
    points_before: tuple[int, int]
    points_after: tuple[int, int]


def what_if_document(guide: Guide, sheet: Sheet, changes: Mapping[str, str]) -> Markup:
    """The two results side by side. `changes` has option ids, or "not sure", by question; what is ticked stays.

    Where a gate stops there is no result, and so nothing to show: the document is empty.
    """
    changed = Sheet(sheet.view, {**sheet.answers, **changes}, sheet.ticks)
    before, after = (recommend(guide.table, some) for some in (sheet, changed))
    if before.decision.approach is None or after.decision.approach is None:
        return Markup()
    same = before.decision.approach.outcome == after.decision.approach.outcome
    return guide.render(
        "what-if.html",
        sides=[
            _side(guide, before, before.decision.approach, "what-if.before"),
            _side(guide, after, after.decision.approach, "what-if.after"),
        ],
        moved=[_moved(guide, before, after, question) for question in changes],
        verdict=guide.say("what-if.same" if same else "what-if.other"),
    )


def _side(guide: Guide, recommendation: Recommendation, approach: Approach, title: str) -> Side:
    return Side(
        guide.say(title),
        approach.outcome,
        verdict_of(guide, recommendation, approach)["headline"],
        guide.wording.certainty.name[approach.certainty],
        balance_of(guide, approach),
        balance_in_words(guide, approach),
    )


def _moved(guide: Guide, before: Recommendation, after: Recommendation, question: str) -> Moved:
    return Moved(
        guide.wording.questions[question].topic,
        _answer(guide, before.sheet, question),
        _answer(guide, after.sheet, question),
        _points(before, question),
        _points(after, question),
    )


def _answer(guide: Guide, sheet: Sheet, question: str) -> str:
    option = sheet.answers.get(question, NOT_SURE)
    if option == NOT_SURE:
        return guide.say("question.not-sure")
    return guide.wording.questions[question].options[option].text[sheet.view]


def _points(recommendation: Recommendation, question: str) -> tuple[int, int]:
    found = ((reason.coaching, reason.mentoring) for reason in recommendation.reasons if reason.question == question)
    return next(found, (0, 0))
