"""What a change of the rules does to named cases."""

from collections.abc import Iterable
from dataclasses import dataclass

from recommender.analysis.case_results import CaseResult, run_case
from recommender.content.cases import Case
from recommender.core.tally import Table


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A case with another end, or other differences from what it expects, under the new rules."""

    before: CaseResult
    after: CaseResult

    @property
    def case(self) -> Case:
        return self.after.case


def case_changes(old: Table, new: Table, cases: Iterable[Case]) -> tuple[CaseChange, ...]:
    """The cases that change: first those that fail under the new rules alone, then those mended, then all others."""
    results = (CaseChange(run_case(old, case), run_case(new, case)) for case in cases)
    changed = [change for change in results if _end(change.before) != _end(change.after)]
    return tuple(sorted(changed, key=lambda change: (change.after.passes, change.before.passes)))


def _end(result: CaseResult) -> tuple[object, ...]:
    decision = result.decision
    return result.differences, decision and (decision.outcome, decision.certainty)
