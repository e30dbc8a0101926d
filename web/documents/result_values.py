"""What the result document is filled in with: all of it, or as much as a link without the answers holds."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from recommender.content.words import GateWords, PatternWords
from web.documents.advice import Advice, Published, Tension, outcome_advice, review_day
from web.documents.counterfactuals import CounterfactualGroup
from web.documents.sources import ContactsShown, Listed, RulesShown, rules_shown
from web.documents.verdict import BalanceShown, VerdictWords, outcome_drawing, verdict_words
from web.guide.edition import Edition, TemplateValues
from web.guide.own_words import in_own_words
from web.links.disclosure import Verdict

WHOLE = "all"
"""What an address, a form or a button says for a result of which nothing is folded."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in the table of reasons, with its points to each side, the weight included."""

    topic: str
    answer: str
    because: str
    sources: str
    weight: int
    points: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The answers that point more to one side, or to both alike, those that weigh most first."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a document shows only where it has the answers. `totals` has the points to each side."""

    question: str
    caveats: Sequence[str]
    rests_on: str
    groups: Sequence[RowGroup]
    totals: tuple[int, int]
    unanswered: Sequence[str]
    open: str
    counterfactuals: Sequence[CounterfactualGroup]
    stability: Sequence[str]
    weights: str
    tension: Tension | None
    notes: Sequence[PatternWords]
    published: Sequence[Published]
    sources: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class ResultShown:
    """A result, as far as it is shown. `sides` has the topics under each side, where reasons are all there is."""

    outcome: str
    look: str
    steps: Sequence[str]
    words: VerdictWords
    drawing: Markup
    own_words: Markup
    certainty: str
    certainty_means: str
    advice: Advice
    review: datetime.date
    review_words: str
    rules: RulesShown
    created: str
    balance: BalanceShown | None
    sides: Sequence[tuple[str, Sequence[str]]]
    answered: Answered | None


@dataclass(frozen=True, slots=True)
class ResultBeginning(TemplateValues):
    """The help that comes first, under its own headline and drawing; or else what fits.

    `urgent`: somebody's safety or health comes first. `contacts` are those behind the numbers in the help, if any.
    `heading` is h1, or h2 where the page has a heading of its own.
    """

    template = "result-beginning.html"
    view: str
    result: ResultShown | None
    urgent: bool = False
    contacts: ContactsShown | None = None
    help: Sequence[GateWords] = ()
    help_headline: str = ""
    help_drawing: Markup = Markup()
    heading: str = "h1"


@dataclass(frozen=True, slots=True)
class ResultRest(TemplateValues):
    """All that follows the beginning: nothing, where a gate stops. `whole`: nothing of it is folded.

    `code` is that of the bare result where the calendar's file is to ask whether it fits, else "".
    """

    template = "result.html"
    view: str
    root: str
    contacts: ContactsShown
    result: ResultShown | None
    help: Sequence[GateWords] = ()
    whole: bool = False
    code: str = ""


class ResultDocument(NamedTuple):
    """A result in two pieces of HTML, between which the guide puts its buttons: how it begins, and the rest."""

    beginning: Markup
    rest: Markup

    def __html__(self) -> str:
        return self.beginning + self.rest


def result_shown(
    edition: Edition,
    verdict: Verdict,
    created: datetime.date,
    *,
    steps: Sequence[str],
    own_words: str,
    balance: BalanceShown | None,
    sides: Sequence[tuple[str, Sequence[str]]] = (),
    answered: Answered | None = None,
) -> ResultShown:
    """A result with all that does not depend on how much of it is held."""
    words, review = edition.wording, review_day(edition, verdict.outcome, created)
    return ResultShown(
        verdict.outcome,
        edition.look(verdict.outcome),
        steps,
        verdict_words(edition, verdict),
        outcome_drawing(edition, verdict.outcome),
        in_own_words(edition, own_words),
        words.certainty.name[verdict.certainty],
        words.certainty.means[verdict.certainty],
        outcome_advice(edition, verdict.outcome),
        review,
        edition.day(review),
        rules_shown(edition),
        edition.day(created),
        balance,
        sides,
        answered,
    )
