"""The results of cases and their coverage as plain text (for a terminal) and as plain data (for JSON)."""

from collections.abc import Iterator, Sequence
from typing import Any

from recommender.analysis.case_results import CaseResult
from recommender.analysis.coverage import CLAIM, KINDS, OPTION, PATTERN, THRESHOLD, Coverage, Item
from recommender.analysis.threshold_sides import AT, LEAD, RATIO, STRONG, Side
from recommender.cli.reports import percent, sheet_as_text
from recommender.core.model import AnswerSheet


def cases_as_text(results: Sequence[CaseResult], coverage: Coverage) -> str:
    """Each case that fails, with what it expects and what came; then the coverage, and what is missing."""
    failing = [result for result in results if not result.passes]
    lines = [line for result in failing for line in _failure(result)]
    lines.append(f"{len(results)} cases: {len(results) - len(failing)} end as they should, {len(failing)} do not.")
    return "\n".join([*lines, "", *_coverage(coverage)]) + "\n"


def _failure(result: CaseResult) -> Iterator[str]:
    yield f"{result.case.location}: {result.case.name}"
    for difference in result.differences:
        yield f"    {difference.field}: expected {difference.expected}; got {difference.got}"


def _coverage(coverage: Coverage) -> Iterator[str]:
    yield "Coverage by rule:"
    for kind in KINDS:
        covered, whole = coverage.of(kind)
        if whole:
            yield f"  {_plural(kind):<20}{f'{covered} of {whole}':>12}{percent(covered, whole):>10}"
    for missing in coverage.missing:
        yield f"not covered: {_described(missing.item)}"
        if missing.reason:
            yield f"    {missing.reason}"
        if missing.example:
            yield f"    for example: {sheet_as_text(missing.example)}"
    for item in coverage.unreachable:
        yield f"cannot be reached, by any answers: {_described(item)}"
    for claim, reason in coverage.not_drawn.items():
        yield f"not drawn by the rules: claim {claim}: {reason}"


def _plural(kind: str) -> str:
    return {OPTION: "options by view", PATTERN: "patterns both ways", THRESHOLD: "thresholds both ways"}.get(
        kind, "certainties" if kind.endswith("y") else f"{kind}s"
    )


def _described(item: Item) -> str:
    if item.kind == OPTION:
        view, question, option = item.at
        return f"option {question}={option} in the view '{view}'"
    if item.kind == THRESHOLD:
        return f"threshold {_side(Side(*item.at))}"
    return " ".join([item.kind, *item.at[:1], *(what.replace("-", " ") for what in item.at[1:])])


def _side(side: Side) -> str:
    """A side of a threshold, and what a case that covers it looks like."""
    where = "exactly at" if side.at == AT else "just below"
    if side.measure == LEAD:
        return f"{side.number}, toward {side.approach}: a lead {where} it, and the certainty that it gives"
    if side.measure == RATIO:
        return f"ratio, toward {side.approach}: a close lead, and {where} {side.number} times the other's points"
    if side.measure == STRONG:
        return f"strong: a close lead, and {where} {side.number} points on the weaker side"
    return f"unanswered: {where} {side.number} of them, and no tighter cap"


def cases_as_data(results: Sequence[CaseResult], coverage: Coverage) -> dict[str, Any]:
    """The same by ids and numbers, with the names of the cases that cover each item."""
    return {
        "cases": [_result(result) for result in results],
        "coverage": [
            {"kind": kind, "covered": covered, "of": whole} for kind in KINDS for covered, whole in [coverage.of(kind)]
        ],
        "covered": [{**_item(item), "cases": list(names)} for item, names in coverage.covered.items()],
        "missing": [
            {
                **_item(missing.item),
                "reason": missing.reason,
                "example": missing.example and _sheet(missing.example),
            }
            for missing in coverage.missing
        ],
        "unreachable": [_item(item) for item in coverage.unreachable],
        "not_drawn": [{**_item(Item(CLAIM, (claim,))), "reason": why} for claim, why in coverage.not_drawn.items()],
    }


def _result(result: CaseResult) -> dict[str, Any]:
    case, decision = result.case, result.decision
    return {
        "name": case.name,
        "location": str(case.location),
        "passes": result.passes,
        "outcome": decision and decision.outcome,
        "certainty": decision and decision.certainty,
        "patterns": list(decision.patterns) if decision else [],
        "differences": [
            {"field": difference.field, "expected": difference.expected, "got": difference.got}
            for difference in result.differences
        ],
    }


def _sheet(sheet: AnswerSheet) -> dict[str, Any]:
    return {"view": sheet.view, "answers": dict(sheet.answers), "screening": sorted(sheet.flags)}


def _item(item: Item) -> dict[str, Any]:
    return {"kind": item.kind, "at": list(item.at)}
