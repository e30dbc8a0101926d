"""The result document of a link that holds less than the answers: the one template, with parts left out."""

import datetime

from recommender.core.decision import Approach, band_of
from web.documents.result_values import ResultBeginning, ResultDocument, ResultRest, result_shown
from web.documents.sources import contacts_shown
from web.documents.verdict import BalanceShown, balance_shown
from web.guide.edition import Edition
from web.links.disclosure import ALIKE, NOT_ANSWERED, Verdict, Weighing, verdict_in


def partial_document(
    edition: Edition,
    content: Verdict | Weighing,
    *,
    created: datetime.date,
    root: str = "./",
    own_words: str = "",
    whole: bool = False,
) -> ResultDocument:
    """The document for a result without its answers. `root` leads to the first page."""
    verdict = verdict_in(edition.table, content)
    result = result_shown(
        edition,
        verdict,
        created,
        steps=edition.wording.outcomes[verdict.outcome].steps[verdict.view],
        own_words=own_words,
        balance=_balance(edition, content) if isinstance(content, Weighing) else None,
        sides=side_topics(edition, content) if isinstance(content, Weighing) else (),
    )
    contacts = contacts_shown(edition)
    beginning = ResultBeginning(verdict.view, result)
    return ResultDocument(
        edition.render(beginning), edition.render(ResultRest(verdict.view, root, contacts, result, whole=whole))
    )


def _balance(edition: Edition, weighing: Weighing) -> BalanceShown:
    verdict = weighing.verdict
    _, band = band_of(edition.rules, *weighing.points)
    approach = Approach(verdict.outcome, verdict.certainty, band, (), None, weighing.points, unanswered=0)
    return balance_shown(edition, approach, edition.say("result.decided-together") if weighing.pattern else "")


def side_in_words(edition: Edition, side: str) -> str:
    """What an answer speaks for, in words."""
    words = edition.wording.approaches.get(side)
    return words["supports"] if words else edition.say(f"side.{side}")


def side_topics(edition: Edition, weighing: Weighing) -> list[tuple[str, list[str]]]:
    """The topics under each side that they speak for, those without an answer last."""
    topics: dict[str, list[str]] = {side: [] for side in (*edition.rules.approaches, ALIKE, NOT_ANSWERED)}
    for question in edition.rules.questions_for(weighing.view):
        topics[weighing.sides[question.id]].append(edition.wording.questions[question.id].topic)
    return [(side_in_words(edition, side), found) for side, found in topics.items() if found]
