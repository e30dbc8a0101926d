"""What a change of the rules does to the people of a file: only figures that are protected, and nothing of anyone."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.team.classes import BOTH_OR_EITHER, SOMETHING_ELSE, class_in_words
from recommender.team.outcome_moves import NO_RESULT, OutcomeMoves
from recommender.team.protection import MINIMUM
from web.documents.desk.names import outcome_name
from web.guide.edition import Edition, TemplateValues


@dataclass(frozen=True, slots=True)
class DeskPeople(TemplateValues):
    """How many people get another result, and from what to what. `left` rows had no result before."""

    template = "desk-people.html"
    summary: str
    moves: Sequence[tuple[str, str, int]]
    hidden: bool
    minimum: int
    left: int


def people_shown(edition: Edition, found: OutcomeMoves, *, left: int) -> DeskPeople:
    """The moves of people."""
    moves = [(_name(edition, move.old), _name(edition, move.new), move.people) for move in found.moves]
    return DeskPeople(_summary(edition, found), moves, found.hidden, MINIMUM, left)


def _summary(edition: Edition, found: OutcomeMoves) -> str:
    if found.people is None:
        return edition.say("desk.people-few", least=MINIMUM)
    if found.moved is None:
        return edition.say("desk.people-some", people=found.people)
    if not found.moved:
        return edition.say("desk.people-nobody", people=found.people)
    return edition.say("desk.people-moved", moved=found.moved, people=found.people)


def _name(edition: Edition, outcome: str) -> str:
    if outcome in (BOTH_OR_EITHER, SOMETHING_ELSE):
        return class_in_words(edition.wording, outcome)
    return outcome_name(edition, None if outcome == NO_RESULT else outcome)
