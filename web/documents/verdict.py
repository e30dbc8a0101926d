"""What a result says first: its headline and meaning, its drawings, what decided it, and what it mostly rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from recommender import NOT_SURE, AnswerSheet, Approach, Recommendation
from recommender.content.guidance import holds
from recommender.core.model import VIEW, Bands
from recommender.explanation.reasons import weightiest_first
from web.documents.balance import BalanceWords, draw_balance
from web.documents.drawings import draw_outcome
from web.guide.edition import Edition
from web.links.disclosure import Verdict

_MOST_NAMED = 2
"""How many answers are named as those that a result rests on most."""


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A result in a line, and what it means."""

    headline: str
    meaning: str


@dataclass(frozen=True, slots=True)
class BalanceShown:
    """Both totals as a drawing and in words, how large the lead is, and which pattern decided the outcome, or ""."""

    drawing: Markup
    text: str
    lead: str
    bands: Bands
    decided: str


def verdict_words(edition: Edition, verdict: Verdict) -> VerdictWords:
    """The headline and the meaning; where the points are even and most answers missing, that too little is known."""
    if verdict.little:
        return VerdictWords(edition.say("result.too-little"), edition.say(f"result.too-little.{verdict.view}"))
    words = edition.wording.outcomes[verdict.outcome]
    return VerdictWords(words.headline[verdict.view], words.meaning[verdict.view])


def outcome_drawing(edition: Edition, outcome: str) -> Markup:
    """The drawing of an outcome."""
    return draw_outcome(edition.palette, edition.drawings, outcome, edition.wording.outcomes[outcome].drawing)


def decided_by(edition: Edition, approach: Approach) -> str:
    """Which pattern decided the outcome, and whether the points alone say the same; "" where no pattern did."""
    if approach.pattern is None:
        return ""
    same = approach.outcome == _ahead(edition, approach.lead) and approach.band != "close"
    title = edition.wording.patterns[approach.pattern].title
    return edition.say("result.decided-alike" if same else "result.decided-pattern", title=title)


def balance_shown(edition: Edition, approach: Approach, decided: str) -> BalanceShown:
    """The balance, with what decided the outcome."""
    first, second = approach.points
    text = edition.say("result.balance-text", first=first, second=second)
    drawing, lead = _drawn_balance(edition, approach.lead), _lead(edition, approach)
    return BalanceShown(drawing, text, lead, edition.rules.bands, decided)


@lru_cache(maxsize=512)
def _drawn_balance(edition: Edition, points: int) -> Markup:
    """The drawing of a lead of so many points of the first approach."""
    lead = edition.say("result.even")
    if points:
        lead = edition.say("result.lead-to", lead=abs(points), side=_leader(edition, points))
    described = edition.say("result.balance-drawing", lead=lead)
    first, second = (edition.wording.approaches[side]["name"] for side in edition.rules.approaches)
    words = BalanceWords(first, second, edition.say("result.even"), lead, described)
    return draw_balance(points, edition.rules.bands, words)


def rests_on(edition: Edition, recommendation: Recommendation, approach: Approach) -> str:
    """A sentence with what would help, and the answers that this mostly rests on, or "" where none speaks for it.

    Where a pattern decided, these are the pattern's answers; where one approach is ahead, those that speak most for it;
    and where neither is, the answer that speaks most for each.
    """
    sheet = recommendation.sheet
    gist = edition.wording.outcomes[approach.outcome].gist[sheet.view]
    if approach.pattern:
        return _named(edition, sheet, gist, _of_pattern(edition, sheet, approach.pattern))
    by_weight = weightiest_first(recommendation.reasons)
    first = [reason.question for reason in by_weight if reason.lead > 0]
    second = [reason.question for reason in by_weight if reason.lead < 0]
    if approach.outcome in edition.rules.approaches:
        return _named(edition, sheet, gist, first if approach.outcome == edition.rules.approaches[0] else second)
    if first and second:
        answers = _answers(edition, sheet, [first[0], second[0]])
        return edition.say("result.rests-each", gist=gist, **answers)
    return ""


def _of_pattern(edition: Edition, sheet: AnswerSheet, name: str) -> list[str]:
    """The answered questions in a line of the pattern that holds."""
    lines = next(pattern.lines for pattern in edition.rules.patterns if pattern.id == name)
    line = next(line for line in lines if holds((line,), sheet))
    asked = (question for question, _ in line if question != VIEW)
    return [question for question in asked if sheet.answers.get(question, NOT_SURE) != NOT_SURE]


def _named(edition: Edition, sheet: AnswerSheet, gist: str, questions: Sequence[str]) -> str:
    named = questions[:_MOST_NAMED]
    return edition.say(f"result.rests-{len(named)}", gist=gist, **_answers(edition, sheet, named)) if named else ""


def _answers(edition: Edition, sheet: AnswerSheet, questions: Sequence[str]) -> dict[str, str]:
    """Topic and answer of each, as the texts name them: topic_1, answer_1, and so on."""
    values = {}
    for place, question in enumerate(questions, 1):
        words = edition.wording.questions[question]
        values[f"topic_{place}"] = words.topic
        values[f"answer_{place}"] = words.options[sheet.answers[question]].text[sheet.view]
    return values


def _lead(edition: Edition, approach: Approach) -> str:
    if not approach.lead:
        return edition.say("result.lead-none")
    band = edition.wording.certainty.bands[approach.band]
    return edition.say("result.lead-side", lead=abs(approach.lead), side=_leader(edition, approach.lead), band=band)


def _ahead(edition: Edition, lead: int) -> str:
    """The approach that is ahead."""
    return edition.rules.approaches[lead <= 0]


def _leader(edition: Edition, lead: int) -> str:
    return edition.wording.outcomes[_ahead(edition, lead)].name
