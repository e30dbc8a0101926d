"""What a change of the rules does to the published situations, and what that does and does not tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.analysis.situation_changes import AgreementChange, SituationChange
from recommender.content.situations import SOMETHING_ELSE
from web.documents.desk.names import outcome_name
from web.guide.edition import Edition, TemplateValues


@dataclass(frozen=True, slots=True)
class SituationShown:
    """A situation with another result: its text, its source, what becomes of the agreement, and the three verdicts."""

    text: str
    title: str
    url: str
    fate: str
    lost: bool
    verdicts: str


@dataclass(frozen=True, slots=True)
class DeskPublished(TemplateValues):
    """How many situations have their author's verdict, before and after, and those with another result.

    `measured` is what was measured of the rules in use on sites that they were not fitted to, or "".
    """

    template = "desk-published.html"
    summary: str
    measured: str
    changes: Sequence[SituationShown]


def published_shown(edition: Edition, change: AgreementChange) -> DeskPublished:
    """The change of the agreement."""
    summary = edition.say("desk.published-text", after=change.after, count=change.situations, before=change.before)
    return DeskPublished(summary, _measured(edition), [_shown(edition, one) for one in change.changes])


def _measured(edition: Edition) -> str:
    headline = edition.agreement.headline if edition.agreement else None
    if headline is None:
        return ""
    share = headline.share
    return edition.say(
        "desk.published-measured",
        same=share.true,
        of=share.of,
        low=edition.share(share.low, 100),
        high=edition.share(share.high, 100),
    )


def _shown(edition: Edition, change: SituationChange) -> SituationShown:
    situation = change.situation
    fates = {(True, False): "lost", (False, True): "won", (False, False): "apart", (True, True): "alike"}
    author = situation.verdict
    return SituationShown(
        edition.advice.situations[situation.id],
        situation.title,
        situation.url,
        edition.say(f"desk.published-{fates[change.before.agrees, change.after.agrees]}"),
        change.before.agrees and not change.after.agrees,
        edition.say(
            "desk.published-line",
            author=edition.say("how.something-else") if author == SOMETHING_ELSE else outcome_name(edition, author),
            before=outcome_name(edition, change.before.outcome),
            after=outcome_name(edition, change.after.outcome),
        ),
    )
