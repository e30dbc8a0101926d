"""A result as far as a count or a mail may tell it: the rules' version, the outcome and the certainty.

Screening flags never leave the page. So a result for which something was ticked has no bare result, and no outcome that
only a flag leads to can be in one.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from recommender import AnswerSheet, RuleBase, Table
from recommender.core.model import CERTAINTIES
from web.guide.edition import Edition
from web.links.disclosure import Content, verdict_in
from web.links.releases import released_editions

_DIGITS = 6
_CERTAINTIES = tuple(certainty for certainty in CERTAINTIES if certainty != "provisional")
"""Those of a result that waits for nothing."""


@dataclass(frozen=True, slots=True)
class BareResult:
    """A result without anything about anyone."""

    version: str
    outcome: str
    certainty: str

    @property
    def code(self) -> str:
        """What stands for it in an address: who sees a calendar over somebody's shoulder reads no outcome there."""
        digest = hashlib.sha256(f"{self.outcome} {self.certainty}".encode()).hexdigest()
        return f"{self.version}-{digest[:_DIGITS]}"


def bare_result(table: Table, content: Content) -> BareResult | None:
    """What may be told of a result; None where something was ticked, or where too little is known."""
    if isinstance(content, AnswerSheet) and content.flags:
        return None
    verdict = verdict_in(table, content)
    return None if verdict.little else BareResult(table.rules.version, verdict.outcome, verdict.certainty)


def find_bare_result(today: Edition, code: str) -> BareResult | None:
    """The result with this code, under today's rules or released ones; None where there is none."""
    rules = _rules_of_version(today, code.partition("-")[0])
    return next((result for result in bare_results(rules) if result.code == code), None) if rules else None


def bare_results(rules: RuleBase) -> Iterator[BareResult]:
    """All that answers can lead to under these rules."""
    return (BareResult(rules.version, outcome, sure) for outcome in rules.led_to for sure in _CERTAINTIES)


def _rules_of_version(today: Edition, version: str) -> RuleBase | None:
    if version == today.rules.version:
        return today.rules
    released = released_editions(today).get(version)
    return released.rules if released else None
