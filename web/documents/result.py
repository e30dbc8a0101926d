"""The result document: a recommendation as one piece of semantic HTML, the same in the app, shared and in print."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from markupsafe import Markup

from recommender import NOT_SURE, AnswerSheet, Approach, Reason, Recommendation, WeightSensitivity, recommend
from recommender.content.words import APPROACH_FIELDS
from recommender.core.model import APPROACHES, Evidence
from recommender.explanation.caveats import caveats, help_first, patterns_held
from recommender.explanation.reasons import weightiest_first
from web.documents.advice import advice_keys, advice_values, cell_shown
from web.documents.counterfactuals import ways_elsewhere
from web.documents.sources import Listed, cited, listed, usual_day
from web.documents.verdict import (
    balance_in_words,
    balance_of,
    decided_by,
    outcome_drawing,
    rests_on,
    verdict_of,
)
from web.guide.edition import Edition
from web.guide.own_words import in_own_words

_A_YEAR = datetime.timedelta(365)
_GOAL = "goal"
"""The question whose answer says what the help is for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in the table of reasons, with its points to each side, the weight included."""

    topic: str
    answer: str
    because: str
    sources: str
    weight: int
    coaching: int
    mentoring: int


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The answers that point more to one side, or to both alike, those that weigh most first."""

    title: str
    rows: tuple[Row, ...]


def result_document(
    edition: Edition,
    sheet: AnswerSheet,
    *,
    created: datetime.date,
    root: str = "./",
    more: Sequence[tuple[str, str]] = (),
    own_words: str = "",
) -> Markup:
    """The document for a sheet. Where a gate stops, it holds the help and no score. `root` leads to the first page.

    `more` are further parts of the page that it is shown on, for its list of parts: the id of each, and its text.
    `own_words` is a clean line of the owner's about what the help is for.
    """
    recommendation = recommend(edition.table, sheet)
    decision, words = recommendation.decision, edition.wording
    values: dict[str, Any] = {
        "view": sheet.view,
        "gates": help_first(words, sheet.view, decision.gates),
        "first": words.outcomes[decision.outcome].headline[sheet.view],
        "approach": decision.approach,
        "first_drawing": outcome_drawing(edition, decision.outcome),
        "root": root,
        "more": more,
        "own_words": in_own_words(edition, own_words),
        **contact_values(edition),
    }
    if decision.approach:
        values |= _scored(edition, recommendation, decision.approach)
        values |= advice_values(edition, recommendation, decision.approach, created)
        values |= closing_values(edition, created)
    return edition.render("result.html", **values)


def closing_values(edition: Edition, created: datetime.date) -> dict[str, Any]:
    """What is under every result: the rules and the day, and both approaches side by side."""
    words = edition.wording
    return {
        "version": edition.rules.version,
        "rules_date": edition.day(edition.rules.date),
        "created": edition.day(created),
        "no_trial": words.certainty.no_trial,
        "approaches": words.approaches,
        "approach_fields": [field for field in APPROACH_FIELDS if field != "name"],
        **maker_values(edition),
        "usual_day": usual_day(edition),
    }


def maker_values(edition: Edition) -> dict[str, str]:
    """Until when every source and contact will have been looked at again: a year after the oldest look."""
    looked_at = [source.checked for source in edition.wording.evidence.values()]
    looked_at += [contact.as_of for contact in edition.contacts]
    return {"update": edition.day(min(looked_at) + _A_YEAR)}


def contact_values(edition: Edition) -> dict[str, object]:
    """What the line about the contacts is filled in with: the oldest day of any, and whose pages to look at."""
    return {"checked": edition.day(min(contact.as_of for contact in edition.contacts)), "contacts": edition.contacts}


def _scored(edition: Edition, recommendation: Recommendation, approach: Approach) -> dict[str, Any]:
    words, view, rules, level = edition.wording, recommendation.sheet.view, edition.rules, approach.certainty
    return {
        **verdict_of(edition, recommendation, approach),
        "question": _question(edition, recommendation.sheet),
        "drawing": outcome_drawing(edition, approach.outcome),
        "sides": None,
        "rests_on": rests_on(edition, recommendation, approach),
        "certainty": words.certainty.name[level],
        "certainty_means": words.certainty.means[level],
        "doubts": caveats(rules, words, recommendation),
        "balance": balance_of(edition, approach),
        "balance_text": balance_in_words(edition, approach),
        "bands": {"clear": rules.bands.clear, "leaning": rules.bands.leaning},
        "decided": decided_by(edition, approach),
        "groups": _groups(edition, recommendation, approach),
        "totals": approach,
        "unanswered": [words.questions[question].topic for question in recommendation.unanswered],
        "open": _open(edition, recommendation),
        "flips": ways_elsewhere(edition, view, recommendation.counterfactuals),
        "weights": _weights(edition, approach, recommendation.weight_sensitivity),
        "sources": _sources(edition, recommendation, approach),
    }


def _question(edition: Edition, sheet: AnswerSheet) -> str:
    """The decision to be made, with the goal as it was answered; "" where it was not."""
    goal = sheet.answers.get(_GOAL, NOT_SURE)
    if goal == NOT_SURE:
        return ""
    return edition.say("result.question", goal=edition.wording.questions[_GOAL].options[goal].text[sheet.view])


def _groups(edition: Edition, recommendation: Recommendation, approach: Approach) -> list[RowGroup]:
    """The reasons in three groups: for the side that fits and against it, and those that speak for both or neither."""
    view, by_weight = recommendation.sheet.view, weightiest_first(recommendation.reasons)
    groups = {
        "coaching": [reason for reason in by_weight if reason.lead > 0],
        "mentoring": [reason for reason in by_weight if reason.lead < 0],
        "alike": [reason for reason in by_weight if reason.lead == 0],
    }
    titles = {name: edition.say(f"result.more-{name}") for name in groups}
    if approach.outcome in APPROACHES:
        other = next(side for side in APPROACHES if side != approach.outcome)
        names = {side: edition.wording.outcomes[side].name for side in APPROACHES}
        titles[approach.outcome] = edition.say("result.for", outcome=names[approach.outcome])
        titles[other] = edition.say("result.against", outcome=names[approach.outcome], other=names[other])
    order = sorted(groups, key=lambda name: name != approach.outcome)
    return [RowGroup(titles[name], tuple(_row(edition, view, reason) for reason in groups[name])) for name in order]


def _row(edition: Edition, view: str, reason: Reason) -> Row:
    words = edition.wording.questions[reason.question]
    texts = words.options[reason.option]
    return Row(
        words.topic,
        texts.text[view],
        texts.because,
        cited(_evidence(edition, reason)),
        edition.rules.question[reason.question].weight,
        reason.coaching,
        reason.mentoring,
    )


def _evidence(edition: Edition, reason: Reason) -> Evidence | None:
    options = edition.rules.question[reason.question].options
    return next(option.evidence for option in options if option.id == reason.option)


def _open(edition: Edition, recommendation: Recommendation) -> str:
    """Whether answers to the questions that were left out could still lead elsewhere, and where."""
    if not recommendation.unanswered:
        return ""
    if len(recommendation.reachable) == 1:
        return edition.say("result.open-none")
    names = (edition.wording.outcomes[outcome].name for outcome in recommendation.reachable)
    return edition.say("result.open-some", outcomes=", ".join(names))


def _weights(edition: Edition, approach: Approach, weight_sensitivity: WeightSensitivity | None) -> str:
    """How much depends on the weights that we chose; the percentage is one that still holds, so it is rounded down."""
    if approach.pattern or weight_sensitivity is None:
        return edition.say("result.weights-pattern")
    if weight_sensitivity.radius is None:
        return edition.say("result.weights-none")
    percent = ceil(100 * weight_sensitivity.radius) - 1
    return edition.say("result.weights", percent=percent) if percent > 0 else edition.say("result.weights-slight")


def _sources(edition: Edition, recommendation: Recommendation, approach: Approach) -> list[Listed]:
    """Every source that is cited in what is shown."""
    evidence = [pattern.evidence for pattern in patterns_held(edition.rules, recommendation)]
    evidence += [found for reason in recommendation.reasons if (found := _evidence(edition, reason))]
    if cell := cell_shown(edition, recommendation.sheet, approach.outcome):
        evidence.append(cell.evidence)
    return listed(edition, evidence, advice_keys(edition, approach.outcome))
