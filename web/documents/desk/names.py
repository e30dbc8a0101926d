"""What outcomes and answers are called on the author's desk, where new ones may have no words yet: by their ids."""

from recommender import AnswerSheet
from recommender.analysis.shares import share_shown
from web.guide.edition import Edition


def outcome_name(edition: Edition, outcome: str | None) -> str:
    """An outcome within a sentence; None where there is no result."""
    if outcome is None:
        return edition.say("desk.no-result")
    words = edition.wording.outcomes.get(outcome)
    return words.name if words else outcome


def question_name(edition: Edition, question: str) -> str:
    """A question by its topic."""
    words = edition.wording.questions.get(question)
    return words.topic if words else question


def answers_in_words(edition: Edition, sheet: AnswerSheet) -> list[tuple[str, str]]:
    """The answers of a sheet, each with the topic of its question."""
    return [(question_name(edition, q), _answer(edition, sheet.view, q, option)) for q, option in sheet.answers.items()]


def _answer(edition: Edition, view: str, question: str, option: str) -> str:
    words = edition.wording.questions.get(question)
    found = words.options.get(option) if words else None
    return found.text.get(view, option) if found else option


def percent(edition: Edition, part: int, whole: int) -> str:
    """A share, as the language writes it."""
    return edition.say("desk.percent", number=edition.decimal(share_shown(part, whole)))
