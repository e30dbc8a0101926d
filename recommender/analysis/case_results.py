"""Running a case: what the rules make of its answers, and where that is not what the case expects."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recommender.content.cases import Case
from recommender.core.decision import Decision, decide
from recommender.core.errors import InvalidAnswer
from recommender.core.tally import Table, tally_of


@dataclass(frozen=True, slots=True)
class Difference:
    """What a case expects in one of its fields, and what came. The field is `answers` where the rules reject one."""

    field: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case, its decision (None where the rules do not accept the answers), and all that is not as expected."""

    case: Case
    decision: Decision | None
    differences: tuple[Difference, ...]

    @property
    def passes(self) -> bool:
        """Whether everything is as the case expects."""
        return not self.differences


def run_case(table: Table, case: Case) -> CaseResult:
    """The result of a case under these rules, which need not be those that it was written for."""
    try:
        decision = decide(table, tally_of(table, case.sheet))
    except InvalidAnswer as error:
        rejected = Difference("answers", f"{error.question}: {', '.join(error.allowed)}", error.value)
        return CaseResult(case, None, (rejected,))
    return CaseResult(case, decision, tuple(_differences(case, decision)))


def run_cases(table: Table, cases: Iterable[Case]) -> tuple[CaseResult, ...]:
    """The result of each case, in order."""
    return tuple(run_case(table, case) for case in cases)


def _differences(case: Case, decision: Decision) -> Iterator[Difference]:
    if case.outcome not in (None, decision.outcome):
        yield Difference("outcome", str(case.outcome), decision.outcome)
    if case.never == decision.outcome:
        yield Difference("never", f"not {case.never}", decision.outcome)
    if case.certainty not in (None, decision.certainty):
        yield Difference("certainty", str(case.certainty), decision.certainty or "none")
    held = ", ".join(decision.patterns) or "none"
    if missing := [pattern for pattern in case.patterns if pattern not in decision.patterns]:
        yield Difference("patterns", ", ".join(missing), held)
    if surplus := [pattern for pattern in case.without if pattern in decision.patterns]:
        yield Difference("without", f"not {', '.join(surplus)}", held)
