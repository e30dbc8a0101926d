"""What a change of the rules does to the named cases beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.analysis.case_changes import CaseChange
from recommender.analysis.case_results import CaseResult
from web.documents.desk.names import outcome_name
from web.guide.edition import Edition, TemplateValues


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case that ends differently: its name and place, what becomes of it, its two ends, and what it expected."""

    name: str
    place: str
    fate: str
    fails: bool
    before: str
    after: str
    expected: Sequence[str]


@dataclass(frozen=True, slots=True)
class DeskCases(TemplateValues):
    """How many cases end as they should, before and after, and those that end differently."""

    template = "desk-cases.html"
    summary: str
    changes: Sequence[CaseShown]


def cases_shown(edition: Edition, changes: Sequence[CaseChange], *, cases: int, passed: tuple[int, int]) -> DeskCases:
    """The changes of so many cases, of which so many passed before and pass after."""
    before, after = passed
    summary = edition.say("desk.cases-text", passed=after, count=cases, before=before)
    return DeskCases(summary, [_shown(edition, change) for change in changes])


def _shown(edition: Edition, change: CaseChange) -> CaseShown:
    case, after = change.case, change.after
    fates = {(True, False): "fails", (False, True): "mended", (False, False): "failing", (True, True): "other"}
    return CaseShown(
        case.name,
        str(case.location),
        edition.say(f"desk.case-{fates[change.before.passes, after.passes]}"),
        not after.passes,
        _end(edition, change.before),
        _end(edition, after),
        [
            edition.say("desk.case-expected", what=one.field, expected=one.expected, got=one.got)
            for one in after.differences
        ],
    )


def _end(edition: Edition, result: CaseResult) -> str:
    if result.decision is None:
        return edition.say("desk.no-result")
    name = outcome_name(edition, result.decision.outcome)
    certainty = result.decision.certainty
    return f"{name} ({edition.wording.certainty.name[certainty]})" if certainty else name
