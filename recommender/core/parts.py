"""The parts of a rule base that have an id, each named by its kind and id."""

from recommender.core.model import RuleBase


def parts_of(rules: RuleBase) -> list[str]:
    """Every gate, question, option and pattern, such as `gate danger`, `option goal=skill` and `pattern no-time`."""
    questions = [f"question {question.id}" for question in rules.questions]
    options = [f"option {question.id}={option.id}" for question in rules.questions for option in question.options]
    patterns = [f"pattern {pattern.id}" for pattern in rules.patterns]
    return [*(f"gate {gate.id}" for gate in rules.gates), *questions, *options, *patterns]
