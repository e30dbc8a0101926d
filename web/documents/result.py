"""The result document: a recommendation as semantic HTML, the same in the app, shared and in print."""

import datetime
from math import ceil

from recommender import NOT_SURE, AnswerSheet, Approach, Reason, Recommendation, WeightSensitivity, recommend
from recommender.core.model import SAFETY, Evidence
from recommender.explanation.caveats import caveats, help_first, notes, patterns_held
from recommender.explanation.reasons import weightiest_first
from web.documents.advice import advice_keys, cell_shown, situations_near, stability_in_words, steps_for, tension
from web.documents.counterfactuals import counterfactual_groups
from web.documents.result_values import (
    Answered,
    ResultBeginning,
    ResultDocument,
    ResultRest,
    ResultShown,
    Row,
    RowGroup,
    result_shown,
)
from web.documents.sources import Listed, cited, contacts_shown, listed
from web.documents.verdict import balance_shown, decided_by, outcome_drawing, rests_on
from web.guide.edition import Edition
from web.links.disclosure import ALIKE, side_of, verdict_of


def result_document(
    edition: Edition,
    sheet: AnswerSheet,
    *,
    created: datetime.date,
    root: str = "./",
    own_words: str = "",
    whole: bool = False,
    heading: str = "h1",
    code: str = "",
) -> ResultDocument:
    """The document for a sheet; where a gate stops the guide, the help and no score. `root` leads to the first page.

    `own_words` is a clean line of the owner's. `whole`: nothing is folded. `heading` is what it begins with. `code` is
    that of the bare result where the calendar's file is to ask whether it fits.
    """
    recommendation = recommend(edition.table, sheet)
    view, decision, approach = sheet.view, recommendation.decision, recommendation.decision.approach
    contacts, help_words = contacts_shown(edition), help_first(edition.wording, view, decision.gates)
    said = " ".join(step for words in help_words for step in words.steps[view])
    gates = [gate for gate in edition.rules.gates if gate.id in decision.gates]
    shown = _shown(edition, recommendation, approach, created, own_words) if approach else None
    beginning = ResultBeginning(
        view,
        shown,
        urgent=any(gate.group == SAFETY for gate in gates),
        contacts=contacts if any(one.number and one.number in said for one in contacts.services) else None,
        help=help_words,
        help_headline=edition.wording.outcomes[decision.outcome].headline[view],
        help_drawing=outcome_drawing(edition, decision.outcome),
        heading=heading,
    )
    rest = ResultRest(view, root, contacts, shown, help_words, whole, code)
    return ResultDocument(edition.render(beginning), edition.render(rest))


def _shown(
    edition: Edition,
    recommendation: Recommendation,
    approach: Approach,
    created: datetime.date,
    own_words: str,
) -> ResultShown:
    return result_shown(
        edition,
        verdict_of(edition.rules, recommendation.sheet.view, approach),
        created,
        steps=steps_for(edition, recommendation.sheet, approach.outcome),
        own_words=own_words,
        balance=balance_shown(edition, approach, decided_by(edition, approach)),
        answered=_answered(edition, recommendation, approach),
    )


def _answered(edition: Edition, recommendation: Recommendation, approach: Approach) -> Answered:
    sheet, words, rules = recommendation.sheet, edition.wording, edition.rules
    cell = cell_shown(edition, sheet, approach.outcome)
    return Answered(
        _question(edition, sheet),
        caveats(rules, words, recommendation),
        rests_on(edition, recommendation, approach),
        _groups(edition, recommendation, approach),
        approach.points,
        [words.questions[question].topic for question in recommendation.unanswered],
        _open(edition, recommendation),
        counterfactual_groups(edition, sheet.view, recommendation.counterfactuals),
        stability_in_words(edition, recommendation),
        _weights(edition, approach, recommendation.weight_sensitivity),
        tension(edition, sheet.view, cell) if cell else None,
        notes(rules, words, recommendation, apart_from=cell.covers if cell else ()),
        situations_near(edition, sheet, recommendation.decision.outcome),
        _sources(edition, recommendation, approach),
    )


def _question(edition: Edition, sheet: AnswerSheet) -> str:
    """What the help is for, by the answer to the first question; "" without it."""
    first = edition.rules.questions[0].id
    goal = sheet.answers.get(first, NOT_SURE)
    if goal == NOT_SURE:
        return ""
    return edition.say("result.question", goal=edition.wording.questions[first].options[goal].text[sheet.view])


def _groups(edition: Edition, recommendation: Recommendation, approach: Approach) -> list[RowGroup]:
    """The reasons in three groups: for the side that fits, against it, and those that speak for both or neither."""
    view, by_weight = recommendation.sheet.view, weightiest_first(recommendation.reasons)
    sides = edition.rules.approaches
    groups = {
        side: [reason for reason in by_weight if side_of(edition.rules, reason) == side] for side in (*sides, ALIKE)
    }
    titles = {side: edition.wording.approaches[side]["supports-more"] for side in sides}
    titles[ALIKE] = edition.say("result.more-alike")
    if approach.outcome in sides:
        other = next(side for side in sides if side != approach.outcome)
        names = {side: edition.wording.outcomes[side].name for side in sides}
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
        reason.points,
    )


def _evidence(edition: Edition, reason: Reason) -> Evidence | None:
    options = edition.rules.question[reason.question].options
    return next(option.evidence for option in options if option.id == reason.option)


def _open(edition: Edition, recommendation: Recommendation) -> str:
    """Whether answers to the skipped questions could still change the outcome, and to what."""
    if not recommendation.unanswered:
        return ""
    if len(recommendation.reachable) == 1:
        return edition.say("result.open-none")
    names = (edition.wording.outcomes[outcome].name for outcome in recommendation.reachable)
    return edition.say("result.open-some", outcomes=", ".join(names))


def _weights(edition: Edition, approach: Approach, weight_sensitivity: WeightSensitivity | None) -> str:
    """How much depends on the weights that we chose, as a percentage at which the result still holds: rounded down."""
    if approach.pattern or weight_sensitivity is None:
        return edition.say("result.weights-pattern")
    if weight_sensitivity.radius is None:
        return edition.say("result.weights-none")
    percent = ceil(100 * weight_sensitivity.radius) - 1
    return edition.say("result.weights", percent=percent) if percent > 0 else edition.say("result.weights-slight")


def _sources(edition: Edition, recommendation: Recommendation, approach: Approach) -> list[Listed]:
    """Every source cited in the document."""
    evidence = [pattern.evidence for pattern in patterns_held(edition.rules, recommendation)]
    evidence += [found for reason in recommendation.reasons if (found := _evidence(edition, reason))]
    if cell := cell_shown(edition, recommendation.sheet, approach.outcome):
        evidence.append(cell.evidence)
    return listed(edition, evidence, advice_keys(edition, approach.outcome))
