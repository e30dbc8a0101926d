"""How today's rules judge the answers in an old link: both outcomes, and the names of what has changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from recommender import NOT_SURE, AnswerSheet, Decision, decide, tally_of
from recommender.core.model import Question, RuleBase
from web.guide.edition import Edition
from web.links.releases import FoundEdition


@dataclass(frozen=True, slots=True)
class OutcomeChange:
    """An outcome then and now, as headlines, and what has changed in between. `now` is "" where none is given."""

    then: str
    now: str
    changed: tuple[str, ...]


def change_since(edition: Edition, found: FoundEdition, sheet: AnswerSheet) -> OutcomeChange | None:
    """How today's result differs from that of an earlier edition, or None where it is the same.

    An answer that today's rules no longer know is left out, as if it were "not sure".
    """
    old, new = found.edition.rules, edition.rules
    if old.digest == new.digest:
        return None
    then, now = _decided(found.edition, sheet), _today(edition, sheet)
    if _end(then) == _end(now):
        return None
    view = sheet.view
    changed = [*_questions(edition, found.edition, sheet), *_patterns(edition, found.edition, then, now)]
    if old.bands != new.bands:
        changed.append(edition.say("today.bands"))
    return OutcomeChange(_in_words(found.edition, then, view), _in_words(edition, now, view), tuple(changed))


def _decided(edition: Edition, sheet: AnswerSheet) -> Decision:
    return decide(edition.table, tally_of(edition.table, sheet))


def _end(decision: Decision) -> tuple[str, str | None]:
    return decision.outcome, decision.certainty


def _today(edition: Edition, sheet: AnswerSheet) -> Decision:
    known = {
        question: option
        for question, option in sheet.answers.items()
        if question in edition.rules.question and option in _ids(edition.rules.question[question], sheet.view)
    }
    return _decided(edition, AnswerSheet(sheet.view, known))


def _in_words(edition: Edition, decision: Decision, view: str) -> str:
    return edition.say(
        "today.outcome",
        headline=edition.wording.outcomes[decision.outcome].headline[view],
        certainty=edition.wording.certainty.name[decision.certainty or "close"],
    )


def _questions(edition: Edition, before: Edition, sheet: AnswerSheet) -> Iterator[str]:
    """The topics of questions whose answer now has other points, or that only one of the two rule bases asks."""
    for question in before.rules.questions_for(sheet.view):
        option = sheet.answers.get(question.id, NOT_SURE)
        if _worth(before.rules, question.id, option) != _worth(edition.rules, question.id, option):
            yield edition.say("today.question", topic=before.wording.questions[question.id].topic)
    for question in edition.rules.questions_for(sheet.view):
        if question.id not in before.rules.question:
            yield edition.say("today.new-question", topic=edition.wording.questions[question.id].topic)


def _patterns(edition: Edition, before: Edition, then: Decision, now: Decision) -> Iterator[str]:
    """The titles of the patterns that hold under only one of the two rule bases."""
    held, holds = then.patterns, now.patterns
    for found, only in ((before, set(held) - set(holds)), (edition, set(holds) - set(held))):
        for pattern in found.rules.patterns:
            if pattern.id in only:
                yield edition.say("today.pattern", title=found.wording.patterns[pattern.id].title)


def _worth(rules: RuleBase, question: str, option: str) -> tuple[int, int] | None:
    """The points of an answer to each side, or None where these rules do not know it."""
    found = rules.question.get(question)
    if found is None or option == NOT_SURE:
        return None if found is None else (0, 0)
    points = {one.id: (found.weight * one.points[0], found.weight * one.points[1]) for one in found.options}
    return points.get(option)


def _ids(question: Question, view: str) -> list[str]:
    return [option.id for option in question.options_for(view)]
