"""The result document of a link that holds less than the answers: the one template, with parts left out."""

import datetime
from typing import Any

from markupsafe import Markup

from recommender.core.decision import Approach, band_of
from recommender.core.model import APPROACHES
from web.documents.advice import outcome_advice
from web.documents.result import closing_values, contact_values
from web.documents.verdict import balance_in_words, balance_of, outcome_drawing, verdict_words
from web.guide.edition import Edition
from web.guide.own_words import in_own_words
from web.links.disclosure import SIDES, Verdict, Weighing

NOT_HELD = (
    "balance",
    "bands",
    "decided",
    "doubts",
    "firm",
    "flips",
    "groups",
    "open",
    "published",
    "question",
    "rests_on",
    "sides",
    "sources",
    "tension",
    "told",
    "totals",
    "unanswered",
    "weights",
)
"""Parts of the template that need answers, or reasons: they are left out where they are None."""


def partial_document(
    edition: Edition, content: Verdict | Weighing, *, created: datetime.date, root: str = "./", own_words: str = ""
) -> Markup:
    """The document for a result without its answers. `root` leads to the first page."""
    verdict = content.verdict if isinstance(content, Weighing) else content
    values = {
        **dict.fromkeys(NOT_HELD),
        "view": verdict.view,
        "gates": [],
        "approach": verdict,
        "drawing": outcome_drawing(edition, verdict.outcome),
        "root": root,
        "own_words": in_own_words(edition, own_words),
        **contact_values(edition),
        **verdict_words(edition, verdict.view, verdict.outcome, little=verdict.little),
        "certainty": edition.wording.certainty.name[verdict.certainty],
        "certainty_means": edition.wording.certainty.means[verdict.certainty],
        **outcome_advice(edition, verdict.view, verdict.outcome, created),
        **closing_values(edition, created),
    }
    if isinstance(content, Weighing):
        values |= _balance(edition, content)
        values |= {
            "decided": edition.say("result.decided-together") if content.pattern else "",
            "sides": side_topics(edition, content),
        }
    values["ready"] = [check for check in values["ready"] if check.part != "reasons" or values["sides"]]
    return edition.render("result.html", **values)


def _balance(edition: Edition, weighing: Weighing) -> dict[str, Any]:
    """The drawing of both totals, its twin in words, and how great a lead is called what."""
    verdict, bands = weighing.verdict, edition.rules.bands
    _, band = band_of(bands, weighing.coaching, weighing.mentoring)
    totals = weighing.coaching, weighing.mentoring
    approach = Approach(verdict.outcome, verdict.certainty, band, (), None, *totals, unanswered=0)
    return {
        "balance": balance_of(edition, approach),
        "balance_text": balance_in_words(edition, approach),
        "bands": {"clear": bands.clear, "leaning": bands.leaning},
    }


def side_topics(edition: Edition, weighing: Weighing) -> list[tuple[str, list[str]]]:
    """The topics under each side that they speak for, those without an answer last."""
    topics: dict[str, list[str]] = {side: [] for side in (*APPROACHES, "alike", SIDES[0])}
    for question in edition.rules.questions_for(weighing.view):
        topics[weighing.sides[question.id]].append(edition.wording.questions[question.id].topic)
    return [(edition.say(f"side.{side}"), found) for side, found in topics.items() if found]
