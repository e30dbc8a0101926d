"""The pairs of cases that stand for the claims of a source: alike but for what the claim is about, on its two sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from recommender.analysis.case_results import CaseResult
from recommender.content.cases import Claim
from recommender.core.model import NOT_SURE


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """The names of the cases that stand for a claim, one for each approach; or none of them, and what is wrong."""

    names: tuple[str, ...]
    fault: str


def pair_for(claim: Claim, results: Sequence[CaseResult]) -> ClaimPair:
    """The first pair that stands for a claim. Where there is none, the first thing that is wrong."""
    naming = [result for result in results if result.case.claim == claim.id]
    by_side = {side: [result for result in naming if claim.has(side, result.case.sheet)] for side in claim.sides}
    for side, having in by_side.items():
        if not having:
            answers = " ".join(f"{asked}={answer}" for asked, answer in claim.sides[side].items())
            return ClaimPair((), f"no case that names it has the answers for {side}: {answers}")
    faults = []
    for pair in product(*by_side.values()):
        fault = _fault(claim, dict(zip(by_side, pair, strict=True)))
        if not fault:
            return ClaimPair(tuple(result.case.name for result in pair), "")
        faults.append(fault)
    return ClaimPair((), faults[0])


def _fault(claim: Claim, pair: Mapping[str, CaseResult]) -> str:
    about = {asked for side in claim.sides.values() for asked in side}
    first, *others = (result.case for result in pair.values())
    for other in others:
        one, two = first.sheet, other.sheet
        asked = [name for name in dict.fromkeys([*one.answers, *two.answers]) if name not in about]
        more = [name for name in asked if one.answers.get(name, NOT_SURE) != two.answers.get(name, NOT_SURE)]
        more += [
            name for name, differs in (("view", one.view != two.view), ("screening", one.flags != two.flags)) if differs
        ]
        if more:
            return f"'{first.name}' and '{other.name}' differ in more than the claim: {', '.join(more)}"
    for side, result in pair.items():
        ends = result.decision.outcome if result.decision else "no result"
        if ends != side:
            return f"'{result.case.name}' ends in {ends}, and not in {side}"
    return ""
