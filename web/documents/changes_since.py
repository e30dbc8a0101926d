"""What today's rules make of an old link's answers: both outcomes, and what has changed, by name."""

from collections.abc import Iterator
from dataclasses import dataclass

from recommender import NOT_SURE, AnswerSheet, Recommendation, recommend
from recommender.core.model import Question, RuleBase
from web.guide.edition import Guide
from web.links.releases import Edition


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """An outcome then and now, as headlines, and the names of what changed between. `now` is "" where none is given."""

    then: str
    now: str
    changed: tuple[str, ...]


def change_since(guide: Guide, edition: Edition, sheet: AnswerSheet) -> OutcomeChange | None:
    """How today's rules answer otherwise than an edition's; None where they say the same.

    An answer that today's rules do not know any more is left out, as if it were "not sure".
    """
    old, new = edition.guide.rules, guide.rules
    if old.digest == new.digest:
        return None
    then, now = recommend(edition.guide.table, sheet), _today(guide, sheet)
    if _end(then) == _end(now):
        return None
    view = sheet.view
    changed = [*_questions(guide, edition.guide, sheet), *_patterns(guide, edition.guide, then, now)]
    if old.bands != new.bands:
        changed.append(guide.say("today.bands"))
    return OutcomeChange(_told(edition.guide, then, view), _told(guide, now, view), tuple(changed))


def _end(recommendation: Recommendation) -> tuple[str, str | None]:
    return recommendation.decision.outcome, recommendation.decision.certainty


def _today(guide: Guide, sheet: AnswerSheet) -> Recommendation:
    known = {
        question: option
        for question, option in sheet.answers.items()
        if question in guide.rules.question and option in _ids(guide.rules.question[question], sheet.view)
    }
    return recommend(guide.table, AnswerSheet(sheet.view, known))


def _told(guide: Guide, recommendation: Recommendation, view: str) -> str:
    decision = recommendation.decision
    return guide.say(
        "today.outcome",
        headline=guide.wording.outcomes[decision.outcome].headline[view],
        certainty=guide.wording.certainty.name[decision.certainty or "close"],
    )


def _questions(guide: Guide, before: Guide, sheet: AnswerSheet) -> Iterator[str]:
    """The topics of questions whose answer here is worth something else now, or that only one of the rules asks."""
    for question in before.rules.questions_for(sheet.view):
        option = sheet.answers.get(question.id, NOT_SURE)
        if _worth(before.rules, question.id, option) != _worth(guide.rules, question.id, option):
            yield guide.say("today.question", topic=before.wording.questions[question.id].topic)
    for question in guide.rules.questions_for(sheet.view):
        if question.id not in before.rules.question:
            yield guide.say("today.new-question", topic=guide.wording.questions[question.id].topic)


def _patterns(guide: Guide, before: Guide, then: Recommendation, now: Recommendation) -> Iterator[str]:
    """The titles of the combinations of answers that hold under one of the rules only."""
    held, holds = then.decision.patterns, now.decision.patterns
    for edition, only in ((before, set(held) - set(holds)), (guide, set(holds) - set(held))):
        for pattern in edition.rules.patterns:
            if pattern.id in only:
                yield guide.say("today.pattern", title=edition.wording.patterns[pattern.id].title)


def _worth(rules: RuleBase, question: str, option: str) -> tuple[int, int] | None:
    """The points of an answer to each side, or None where these rules do not know it."""
    found = rules.question.get(question)
    if found is None or option == NOT_SURE:
        return None if found is None else (0, 0)
    points = {one.id: (found.weight * one.coaching, found.weight * one.mentoring) for one in found.options}
    return points.get(option)


def _ids(question: Question, view: str) -> list[str]:
    return [option.id for option in question.options_for(view)]
