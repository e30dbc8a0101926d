"""The oracle: a literal interpreter of a rule base, on the plain data that YAML gives.

Nothing here comes from the engine, so that the two can be compared with each other. It is written to be read beside
the comments of rules/rulebase.yaml, and not to be quick.
"""

from collections.abc import Collection, Mapping
from typing import Any

FROM_LEAST_SURE = ["provisional", "close", "leaning", "clear"]


def decide(rules: Mapping[str, Any], view: str, answers: Mapping[str, str], flags: Collection[str]) -> dict[str, Any]:
    """The decision for a sheet. A question that is not in `answers` is "not sure"."""
    flagged = [gate for gate in rules["gates"] if gate["id"] in flags]
    stops = [gate for gate in flagged if gate["level"] == "stop"]
    waits = [gate for gate in flagged if gate["level"] == "provisional"]
    gates = [gate["id"] for gate in stops or waits]
    if stops:  # nothing is scored
        return {"outcome": stops[0]["outcome"], "certainty": None, "gates": gates, "patterns": [], "approach": None}
    given = {question["id"]: answers.get(question["id"], "not-sure") for question in rules["questions"]}
    held = held_patterns(rules, view, given)
    approach = _approach(rules, given, held)
    if waits:
        approach["limits"].append(("provisional", "provisional"))
    _limit_certainty(approach)
    return {
        "outcome": waits[0]["outcome"] if waits else approach["outcome"],
        "certainty": approach["certainty"],
        "gates": gates,
        "patterns": [pattern["id"] for pattern in held],
        "approach": approach,
    }


def held_patterns(rules: Mapping[str, Any], view: str, given: Mapping[str, str]) -> list[Any]:
    """A pattern holds when any one of its lines does; a line, when every answer in it is one of those listed."""
    said = {**given, "view": view}
    return [
        pattern
        for pattern in rules["patterns"]
        if any(all(said[asked] in listed for asked, listed in line.items()) for line in pattern["when"])
    ]


def points(rules: Mapping[str, Any], side: str, given: Mapping[str, str]) -> int:
    """The sum of the answers' points toward one side, times the weights. "Not sure" has no points."""
    total = 0
    for question in rules["questions"]:
        for option in question["options"]:
            if option["id"] == given[question["id"]]:
                total += question["weight"] * option[side]
    return total


def of_one_view(question: Mapping[str, Any]) -> bool:
    """Whether a question belongs to one view: all its options name that view alone."""
    return len({view for option in question["options"] for view in option.get("views", ["self", "leader"])}) == 1


def outcome_of_points(rules: Mapping[str, Any], first: Any, second: Any) -> str:
    """A close lead names the side ahead where that has at least twice the points of the other, and at least two."""
    bands, (one, two) = rules["bands"], rules["approaches"]
    for side, its, other in [(one, first, second), (two, second, first)]:
        if its - other >= bands["leaning"] or (its >= 2 * other and its >= 2):
            return str(side)
    return "both" if first >= bands["strong"] and second >= bands["strong"] else "either"


def _approach(rules: Mapping[str, Any], given: Mapping[str, str], held: list[Any]) -> dict[str, Any]:
    bands, (one, two) = rules["bands"], rules["approaches"]
    first, second = points(rules, one, given), points(rules, two, given)
    lead = first - second
    unanswered = len([q for q in rules["questions"] if given[q["id"]] == "not-sure" and not of_one_view(q)])
    band = "clear" if abs(lead) >= bands["clear"] else "leaning" if abs(lead) >= bands["leaning"] else "close"
    outcome = outcome_of_points(rules, first, second)
    free = band
    limits = [(pattern["id"], pattern["then"]["cap"]) for pattern in held if "cap" in pattern.get("then", {})]
    limits += [("unanswered", cap["cap"]) for cap in bands["unanswered"] if unanswered >= cap["from"]]
    decisive = next((pattern for pattern in held if "outcome" in pattern.get("then", {})), None)
    if decisive:
        outcome = decisive["then"]["outcome"]
        limits.append((decisive["id"], decisive["then"]["certainty"]))
        if outcome not in (one, two):
            free = "clear"  # the points are neither for nor against it
        elif (lead if outcome == one else -lead) < bands["leaning"]:
            limits.append(("against", "close"))
    return {
        "outcome": outcome,
        "band": band,
        "pattern": decisive["id"] if decisive else None,
        "points": (first, second),
        "lead": lead,
        "unanswered": unanswered,
        "free": free,
        "limits": limits,
    }


def _limit_certainty(approach: dict[str, Any]) -> None:
    """Set the certainty, and for each reason that lowers it the tightest limit."""
    free, limits = approach.pop("free"), approach.pop("limits")
    approach["certainty"] = min([free, *(most for _, most in limits)], key=FROM_LEAST_SURE.index)
    approach["caps"] = {}
    for reason, _ in limits:
        most = min((other for name, other in limits if name == reason), key=FROM_LEAST_SURE.index)
        if FROM_LEAST_SURE.index(most) < FROM_LEAST_SURE.index(free):
            approach["caps"][reason] = most
