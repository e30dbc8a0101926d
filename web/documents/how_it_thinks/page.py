"""The page "How this guide thinks", filled in. It is made once a day for each edition, on the first request."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from recommender import VIEWS
from recommender.analysis.pulls import longest
from web.documents.how_it_thinks.ends import EndsShown, ends_shown
from web.documents.how_it_thinks.history import ChoiceShown, VersionShown, choices_shown, versions_shown
from web.documents.how_it_thinks.order import GroupShown, bands_shown, gates_shown, patterns_shown
from web.documents.how_it_thinks.parts import ungraded
from web.documents.how_it_thinks.practice import PracticeShown, practice_shown
from web.documents.how_it_thinks.questions import QuestionShown, questions_shown
from web.documents.how_it_thinks.unknown import (
    DissentShown,
    GapShown,
    UnknownShown,
    dissents_shown,
    gaps_shown,
    unknowns_shown,
)
from web.documents.pages import Page
from web.documents.sources import Listed, RulesShown, listed, rules_shown
from web.guide.edition import Edition
from web.services.clock import today


@dataclass(frozen=True, slots=True, kw_only=True)
class HowItThinksPage(Page):
    """A summary, and below it all of the rules with what they rest on, folded. `approaches` names the two sides."""

    template = "how-it-thinks.html"
    summary: Sequence[str]
    approaches: Sequence[str]
    longest: int
    questions: Sequence[QuestionShown]
    answers: int
    gates: Sequence[GroupShown]
    patterns: Sequence[GroupShown]
    bands: Sequence[str]
    ends: EndsShown
    practice: PracticeShown | None
    choices: Sequence[ChoiceShown]
    choices_sources: Sequence[Listed]
    versions: Sequence[VersionShown]
    unknowns: Sequence[UnknownShown]
    unknowns_sources: Sequence[Listed]
    gaps: Sequence[GapShown]
    dissents: Sequence[DissentShown]
    rules: RulesShown


def how_it_thinks_document(edition: Edition) -> str:
    """The page. The day decides which sources are due for review."""
    return _document(edition, today())


@lru_cache(maxsize=8)
def _document(edition: Edition, _: datetime.date) -> str:
    practice, ends, questions = practice_shown(edition), ends_shown(edition), questions_shown(edition)
    return edition.render(
        HowItThinksPage(
            title=edition.say("how.title"),
            summary=_summary(edition, practice),
            approaches=[edition.wording.approaches[approach]["name"] for approach in edition.rules.approaches],
            longest=longest(edition.rules),
            questions=questions,
            answers=sum(len(question.options) for question in questions),
            gates=gates_shown(edition),
            patterns=patterns_shown(edition),
            bands=bands_shown(edition),
            ends=ends,
            practice=practice,
            choices=choices_shown(edition),
            choices_sources=listed(edition, ungraded(edition.background.choices)),
            versions=versions_shown(edition),
            unknowns=unknowns_shown(edition),
            unknowns_sources=listed(edition, ungraded(edition.background.unknowns)),
            gaps=gaps_shown(edition),
            dissents=dissents_shown(edition),
            rules=rules_shown(edition),
        )
    )


def _summary(edition: Edition, practice: PracticeShown | None) -> list[str]:
    rules = edition.rules
    first, second = (edition.wording.outcomes[approach].name for approach in edition.rules.approaches)
    deciding = sum(pattern.outcome is not None for pattern in rules.patterns)
    asked = max(len(rules.questions_for(view)) for view in VIEWS)
    lines = [
        edition.say("how.sum-first", count=len(rules.gates), first=first, second=second),
        edition.say("how.sum-ask", count=asked, most=longest(rules), first=first, second=second),
        edition.say("how.sum-together", count=deciding),
        edition.say("how.sum-unmeasured"),
        edition.say("result.no-trial"),
    ]
    if practice:
        best = practice.headline
        agree = edition.say("how.sum-agree", count=best.count, share=best.share, interval=best.interval)
        lines[3] = f"{agree} {practice.strict}".rstrip()
    return lines
