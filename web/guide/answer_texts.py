"""What a question can be answered with, in words."""

from recommender import NOT_SURE
from recommender.core.tally import offered
from web.guide.edition import Edition


def answer_text(edition: Edition, question: str, option: str, view: str) -> str:
    """One answer in words; it may be "not sure"."""
    if option == NOT_SURE:
        return edition.say("question.not-sure")
    return edition.wording.questions[question].options[option].text[view]


def answer_texts(edition: Edition, question: str, view: str) -> dict[str, str]:
    """Every answer that a question has in this view, "not sure" last."""
    options = offered(edition.rules.question[question], view)
    return {option: answer_text(edition, question, option, view) for option in options}
