"""What if: the result for the answers given, next to that for changed answers, and the answers that differ."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from recommender import NOT_SURE, AnswerSheet, Approach, Recommendation, recommend
from recommender.core.model import CERTAINTIES
from web.documents.verdict import BalanceShown, balance_shown, decided_by, verdict_words
from web.guide.answer_texts import answer_text
from web.guide.edition import Edition, TemplateValues
from web.links.disclosure import Verdict, verdict_of


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two results: its title, the verdict, the words for it, and the balance."""

    title: str
    verdict: Verdict
    headline: str
    certainty: str
    balance: BalanceShown


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it counts: its words, its points to each side, and why."""

    answer: str
    points: tuple[int, int]
    because: str


@dataclass(frozen=True, slots=True)
class Moved:
    """One answer that differs, before and after."""

    topic: str
    before: Given
    after: Given


@dataclass(frozen=True, slots=True)
class WhatIf(TemplateValues):
    """Two results side by side, what the change does to the result, and that it is on hold, or "".

    `points` are the headings of the points to each side.
    """

    template = "what-if.html"
    sides: tuple[Side, Side]
    moved: list[Moved]
    points: list[str]
    verdict: str
    held: str


def what_if_document(edition: Edition, sheet: AnswerSheet, changes: Mapping[str, str]) -> Markup:
    """The two results side by side. `changes` has option ids, or "not sure", by question; the flags stay.

    Where a gate stops the guide, there is no result, and the document is empty.
    """
    changed = AnswerSheet(sheet.view, {**sheet.answers, **changes}, sheet.flags)
    before, after = (recommend(edition.table, some) for some in (sheet, changed))
    if before.decision.approach is None or after.decision.approach is None:
        return Markup()
    sides = (
        _side(edition, before, before.decision.approach, "what-if.before"),
        _side(edition, after, after.decision.approach, "what-if.after"),
    )
    moved = [_moved(edition, before, after, question) for question in changes]
    held = edition.say("what-if.held") if before.decision.provisional else ""
    verdict = _verdict(*(side.verdict for side in sides))
    points = [words["points"] for words in edition.wording.approaches.values()]
    return edition.render(WhatIf(sides, moved, points, edition.say(verdict), held))


def _verdict(before: Verdict, after: Verdict) -> str:
    """The id of the text that says what the change does."""
    if (before.outcome, before.little) != (after.outcome, after.little):
        return "what-if.other"
    more = CERTAINTIES.index(after.certainty) - CERTAINTIES.index(before.certainty)
    return "what-if.more-certain" if more > 0 else "what-if.less-certain" if more < 0 else "what-if.same"


def _side(edition: Edition, recommendation: Recommendation, approach: Approach, title: str) -> Side:
    verdict = verdict_of(edition.rules, recommendation.sheet.view, approach)
    return Side(
        edition.say(title),
        verdict,
        verdict_words(edition, verdict).headline,
        edition.wording.certainty.name[approach.certainty],
        balance_shown(edition, approach, decided_by(edition, approach)),
    )


def _moved(edition: Edition, before: Recommendation, after: Recommendation, question: str) -> Moved:
    topic = edition.wording.questions[question].topic
    return Moved(topic, _given(edition, before, question), _given(edition, after, question))


def _given(edition: Edition, recommendation: Recommendation, question: str) -> Given:
    option = recommendation.sheet.answers.get(question, NOT_SURE)
    text = answer_text(edition, question, option, recommendation.sheet.view)
    if option == NOT_SURE:
        return Given(text, (0, 0), "")
    reason = next(reason for reason in recommendation.reasons if reason.question == question)
    because = edition.wording.questions[question].options[option].because
    return Given(text, reason.points, because)
