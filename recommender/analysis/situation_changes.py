"""What a change of the rules does to the agreement with published situations."""

from collections.abc import Iterable
from dataclasses import dataclass

from recommender.content.situations import Situation, as_verdict, blends_as_one
from recommender.core.decision import decision_if_accepted
from recommender.core.tally import Table


@dataclass(frozen=True, slots=True)
class SituationResult:
    """A situation's outcome, or None where the rules do not accept its answers; and whether its author agrees.

    As in the record of agreement, every blend of the two approaches counts as the same verdict.
    """

    outcome: str | None
    agrees: bool


@dataclass(frozen=True, slots=True)
class SituationChange:
    """A situation with another outcome under the new rules."""

    situation: Situation
    before: SituationResult
    after: SituationResult


@dataclass(frozen=True, slots=True)
class AgreementChange:
    """How many of the situations that nobody contests have their author's verdict, and those with another outcome."""

    situations: int
    before: int
    after: int
    changes: tuple[SituationChange, ...]


def agreement_change(old: Table, new: Table, situations: Iterable[Situation]) -> AgreementChange:
    """The change of agreement: first the situations whose author agrees no more, then those who do now."""
    every = [
        SituationChange(situation, _result(old, situation), _result(new, situation))
        for situation in situations
        if not situation.contested
    ]
    changed = [change for change in every if change.before.outcome != change.after.outcome]
    return AgreementChange(
        len(every),
        sum(change.before.agrees for change in every),
        sum(change.after.agrees for change in every),
        tuple(sorted(changed, key=lambda change: change.after.agrees - change.before.agrees or 2)),
    )


def _result(table: Table, situation: Situation) -> SituationResult:
    decision = decision_if_accepted(table, situation.sheet)
    if decision is None:
        return SituationResult(None, agrees=False)
    theirs, ours = situation.verdict, as_verdict(table.rules, decision.outcome)
    return SituationResult(decision.outcome, blends_as_one(table.rules, theirs) == blends_as_one(table.rules, ours))
