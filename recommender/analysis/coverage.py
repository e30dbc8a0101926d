"""Coverage by rule: which parts of a rule base some case makes the engine use, and which none does.

What a case covers is read from the decision on its sheet. An outcome, a certainty, a side of a threshold and a pattern
count only where the case expects them as well: else a change of the rules could lose them, and no case would fail.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from recommender.analysis.case_results import CaseResult, run_cases
from recommender.analysis.claim_pairs import pair_for
from recommender.analysis.sheet_finder import sheets_by_pattern, sheets_where
from recommender.analysis.threshold_sides import Shown, Side, threshold_sides
from recommender.content.cases import CaseBook
from recommender.core.decision import Approach
from recommender.core.model import CERTAINTIES, AnswerSheet, RuleBase
from recommender.core.tally import Table

OPTION, GATE, PATTERN, THRESHOLD = "option", "gate", "pattern", "threshold"
OUTCOME, CERTAINTY, CLAIM = "outcome", "certainty", "claim"
KINDS = (OPTION, GATE, PATTERN, THRESHOLD, OUTCOME, CERTAINTY, CLAIM)

HOLDS, NOT, DECIDES = "holds", "does-not-hold", "decides"
"""What a pattern does: an outcome pattern must also decide in some case."""


class Item(NamedTuple):
    """One thing to cover, by ids: an option's are view, question and option; a pattern's its own and what it does."""

    kind: str
    at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """An item that no case covers, with a sheet of which a case would; or, for a claim, why its pair does not count."""

    item: Item
    example: AnswerSheet | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the cases cover, by the names of those that do; what is missing; and what no sheet can reach, by proof.

    `not_drawn` are the claims that the rules do not draw, with the reason. Neither these nor what is unreachable count.
    """

    covered: Mapping[Item, tuple[str, ...]]
    missing: tuple[Missing, ...]
    unreachable: tuple[Item, ...]
    not_drawn: Mapping[str, str]

    def of(self, kind: str) -> tuple[int, int]:
        """The number of covered items of this kind, and of all that can be reached."""
        covered = sum(item.kind == kind for item in self.covered)
        return covered, covered + sum(missing.item.kind == kind for missing in self.missing)


def coverage(table: Table, book: CaseBook) -> Coverage:
    """The coverage of a rule base by these cases."""
    results = run_cases(table, book.cases)
    pairs = {claim.id: pair_for(claim, results) for claim in book.claims if claim.sides}
    covered: dict[Item, tuple[str, ...]] = {}
    sides = threshold_sides(table.rules)
    for result in results:
        for item in dict.fromkeys(_covered(result, sides)):
            covered[item] = (*covered.get(item, ()), result.case.name)
    covered |= {Item(CLAIM, (claim,)): pair.names for claim, pair in pairs.items() if pair.names}
    wanted = [*_items(table.rules), *(Item(CLAIM, (claim,)) for claim in pairs)]
    left = [item for item in wanted if item not in covered]
    examples = _examples(table, left)
    return Coverage(
        {item: covered[item] for item in wanted if item in covered},
        tuple(
            Missing(item, examples.get(item), pairs[item.at[0]].fault if item.kind == CLAIM else "")
            for item in left
            if item in examples or item.kind == CLAIM
        ),
        tuple(item for item in left if item not in examples and item.kind != CLAIM),
        {claim.id: claim.not_drawn for claim in book.claims if claim.not_drawn},
    )


def _items(rules: RuleBase) -> Iterator[Item]:
    for question in rules.questions:
        for view in question.views:
            yield from (Item(OPTION, (view, question.id, option.id)) for option in question.options_for(view))
    yield from (Item(GATE, (gate.id,)) for gate in rules.gates)
    for pattern in rules.patterns:
        does = (HOLDS, NOT, DECIDES) if pattern.outcome else (HOLDS, NOT)
        yield from (Item(PATTERN, (pattern.id, does_so)) for does_so in does)
    yield from (Item(THRESHOLD, side) for side in threshold_sides(rules))
    outcomes = {*rules.led_to, *(gate.outcome for gate in rules.gates)}
    yield from (Item(OUTCOME, (outcome,)) for outcome in rules.outcomes if outcome in outcomes)
    yield from (Item(CERTAINTY, (certainty,)) for certainty in CERTAINTIES)


def _covered(result: CaseResult, sides: Mapping[Side, Shown]) -> Iterator[Item]:
    """What the decision on a case's sheet uses, as far as it counts."""
    case, decision = result.case, result.decision
    if decision is None:
        return
    named, sure = case.outcome == decision.outcome, case.certainty == decision.certainty
    yield from (Item(GATE, (gate,)) for gate in decision.gates)
    if named:
        yield Item(OUTCOME, (decision.outcome,))
    if decision.approach is None:  # a gate stopped, and nothing was scored
        return
    yield from (Item(OPTION, (case.sheet.view, *answer)) for answer in case.sheet.answers.items())
    yield from (Item(PATTERN, (pattern, HOLDS)) for pattern in case.patterns if pattern in decision.patterns)
    yield from (Item(PATTERN, (pattern, NOT)) for pattern in case.without if pattern not in decision.patterns)
    if sure:
        yield Item(CERTAINTY, (decision.approach.certainty,))
    if decision.gates or not named:  # a gate hides what the answers lead to
        return
    yield from (Item(PATTERN, (pattern, DECIDES)) for pattern in case.patterns if pattern == decision.approach.pattern)
    if sure:
        yield from (Item(THRESHOLD, side) for side, shows in sides.items() if shows(decision.approach))


def _examples(table: Table, items: Sequence[Item]) -> dict[Item, AnswerSheet]:
    """For each item that can be reached, a sheet that does."""
    found: dict[Item, AnswerSheet] = {}
    shown = threshold_sides(table.rules)
    wanted: dict[Item, Callable[[Approach], bool]] = {}
    for item in items:
        kind, at = item
        if kind == OPTION:
            found[item] = AnswerSheet(at[0], {at[1]: at[2]})
        elif kind == THRESHOLD:
            wanted[item] = shown[Side(*at)]
        elif kind == PATTERN and at[1] != DECIDES:
            sheet = sheets_by_pattern(table, at[0]).get(at[1] == HOLDS)
            found |= {item: sheet} if sheet else {}
        elif kind != CLAIM:
            flagged = _flagged(table.rules, item)
            found |= {item: flagged} if flagged else {}
            wanted |= {} if flagged else {item: partial(_is, item)}
    return found | sheets_where(table, wanted)


def _flagged(rules: RuleBase, item: Item) -> AnswerSheet | None:
    """A sheet that a flag alone brings to this gate, outcome or certainty."""
    for gate in rules.gates:
        certainty = None if gate.stops else CERTAINTIES[0]
        if item in (Item(GATE, (gate.id,)), Item(OUTCOME, (gate.outcome,)), Item(CERTAINTY, (certainty or "",))):
            return AnswerSheet(gate.views[0], {}, frozenset({gate.id}))
    return None


def _is(item: Item, approach: Approach) -> bool:
    """Whether an approach has this outcome or certainty, or this pattern decides it."""
    return (
        item.at[0]
        in {OUTCOME: (approach.outcome,), CERTAINTY: (approach.certainty,), PATTERN: (approach.pattern,)}[item.kind]
    )
