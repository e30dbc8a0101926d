"""The page that a leader takes into the conversation: how to hold it, and nothing about the person or the answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender import AnswerSheet, decide, tally_of
from recommender.content.guidance import cell_of
from web.documents.pages import MessagePage, Page
from web.guide.edition import Edition

_QUESTIONS = range(1, 5)
_WISH = 5
"""The number of the question after those, about the help that the person would choose."""

_ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationPage(Page):
    """What to say first, what to ask, and lines that may help besides, if any."""

    template = "conversation.html"
    openings: Sequence[str]
    questions: Sequence[str]
    lines: Sequence[str]
    answers_form: bool = True


def open_conversation_document(edition: Edition) -> str:
    """The page for a leader whatever the answers, where something else comes first."""
    openings = [edition.say(f"conversation.first-{name}") for name in ("expected", _ANY)]
    questions = [edition.say(f"conversation.ask-{number}") for number in (*_QUESTIONS, _WISH)]
    return edition.render(
        ConversationPage(
            title=edition.say("conversation.title"),
            openings=openings,
            questions=questions,
            lines=(),
            answers_form=False,
        )
    )


def conversation_document(edition: Edition, sheet: AnswerSheet) -> str:
    """The page for a leader's answers. They choose among its words, and none of them, nor any result, is on it."""
    outcome = decide(edition.table, tally_of(edition.table, sheet)).outcome
    cell = cell_of(edition.guidance, sheet) if outcome in edition.rules.choices else None
    asked = (*_QUESTIONS,) if cell else (*_QUESTIONS, _WISH)
    page = ConversationPage(
        title=edition.say("conversation.title"),
        private=True,
        openings=[_opening(edition, outcome)],
        questions=[edition.say(f"conversation.ask-{number}") for number in asked],
        lines=edition.advice.cells[cell.id].say[sheet.view] if cell else (),
    )
    return edition.render(page)


def _opening(edition: Edition, outcome: str) -> str:
    """The outcome's own opening, or one that leaves all open."""
    if outcome in edition.rules.choices:
        return edition.say("conversation.first-choice")
    return edition.wording.outcomes[outcome].opening or edition.say(f"conversation.first-{_ANY}")


def no_conversation_document(edition: Edition) -> str:
    """Why answers about oneself have no such page."""
    title, text = edition.say("conversation.self"), edition.say("conversation.self-text")
    return edition.render(MessagePage(title=title, private=True, text=text, answers_form=True))
