"""What a link may show: the result; the result with its reasons; or the answers themselves, and so everything.

What is not chosen is not there to be shown: a value of a lower level is computed when the link is created, and the
answers that it came from are left behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from recommender import AnswerSheet, Approach, Reason, Table, decide, tally_of
from recommender.core.model import RuleBase
from recommender.core.outcomes import BOTH, EITHER
from recommender.explanation.reasons import reasons_for

DISCLOSURE_LEVELS = ("result", "reasons", "answers")
"""From the least that a recipient may see to the most."""

NOT_ANSWERED, ALIKE = "not-answered", "alike"
"""What an answer speaks for, apart from one of the approaches. `alike`: both as much, or neither."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result alone. `little`: the points are even and most answers missing, so that too little is known."""

    view: str
    outcome: str
    certainty: str
    little: bool


@dataclass(frozen=True, slots=True)
class Weighing:
    """The result with its reasons: both totals, and by question which side its answer speaks for: one of `sides_of`.

    `pattern`: some of the answers together gave the outcome, and not the points.
    """

    verdict: Verdict
    points: tuple[int, int]
    sides: Mapping[str, str]
    pattern: bool

    @property
    def view(self) -> str:
        return self.verdict.view


Content = Verdict | Weighing | AnswerSheet
"""What a link holds at each of LEVELS. A sheet in a link has no flags."""


def disclosure_of(content: Content) -> str:
    """Which of LEVELS this is."""
    if isinstance(content, AnswerSheet):
        return "answers"
    return "reasons" if isinstance(content, Weighing) else "result"


def disclose(table: Table, sheet: AnswerSheet, level: str) -> Content:
    """What a link at this level holds of a sheet without flags."""
    if level == "answers":
        return AnswerSheet(sheet.view, dict(sheet.answers))
    approach = _approach(table, sheet)
    verdict = verdict_of(table.rules, sheet.view, approach)
    if level == "result":
        return verdict
    given = {reason.question: side_of(table.rules, reason) for reason in reasons_for(table, sheet.answers)}
    sides = {question.id: given.get(question.id, NOT_ANSWERED) for question in table.rules.questions}
    return Weighing(verdict, approach.points, sides, approach.pattern is not None)


def verdict_of(rules: RuleBase, view: str, approach: Approach) -> Verdict:
    """The result alone."""
    caps = rules.bands.unanswered
    little = approach.outcome in (BOTH, EITHER) and bool(caps) and approach.unanswered >= caps[-1].count
    return Verdict(view, approach.outcome, approach.certainty, little)


def verdict_in(table: Table, content: Content) -> Verdict:
    """The result alone, however much more a link holds."""
    if isinstance(content, AnswerSheet):
        return verdict_of(table.rules, content.view, _approach(table, content))
    return content.verdict if isinstance(content, Weighing) else content


def sides_of(rules: RuleBase) -> tuple[str, ...]:
    """All that an answer can speak for under these rules. Links have their places in this order."""
    return (NOT_ANSWERED, *rules.approaches, ALIKE)


def side_of(rules: RuleBase, reason: Reason) -> str:
    """What an answer speaks for."""
    return rules.approaches[reason.lead < 0] if reason.lead else ALIKE


def _approach(table: Table, sheet: AnswerSheet) -> Approach:
    approach = decide(table, tally_of(table, sheet)).approach
    assert approach is not None, "a sheet without flags is always scored"
    return approach
