"""The parts of a rule base that have an id, each named by its kind and id, with what each is based on."""

from collections.abc import Mapping

from recommender.core.model import Evidence, RuleBase


def parts_of(rules: RuleBase) -> list[str]:
    """Every gate, question, option and pattern, such as `gate danger`, `option goal=skill` and `pattern no-time`."""
    questions = [f"question {question.id}" for question in rules.questions]
    options = [f"option {question.id}={option.id}" for question in rules.questions for option in question.options]
    patterns = [f"pattern {pattern.id}" for pattern in rules.patterns]
    return [*(f"gate {gate.id}" for gate in rules.gates), *questions, *options, *patterns]


def evidence_of_parts(rules: RuleBase) -> Mapping[str, Evidence | None]:
    """The evidence of every gate, option and pattern. An option without points may have none."""
    options = {f"option {q.id}={option.id}": option.evidence for q in rules.questions for option in q.options}
    patterns = {f"pattern {pattern.id}": pattern.evidence for pattern in rules.patterns}
    return {**{f"gate {gate.id}": gate.evidence for gate in rules.gates}, **options, **patterns}
