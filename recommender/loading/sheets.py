"""Answer sheets as YAML files have them."""

from collections.abc import Mapping

from recommender.core.model import VIEWS, RuleBase
from recommender.loading.source_node import SaidOfKeys, SourceNode

_ANSWERS = SaidOfKeys(unknown="unknown question '{}'")


def answers_of(value: SourceNode, view: str, rules: RuleBase) -> dict[str, str]:
    """The answers by question. Those in an unknown view are not checked."""
    if view not in VIEWS:
        return {}
    questions = {question.id: question for question in rules.questions_for(view)}
    return {
        name: option.choice([o.id for o in questions[name].options_for(view)], "answer")
        for name, option in value.fields((), questions, said=_ANSWERS).items()
    }


def flags_of(fields: Mapping[str, SourceNode], view: str, rules: RuleBase) -> frozenset[str]:
    """The screening flags among an entry's fields, which may leave them out."""
    if "screening" not in fields or view not in VIEWS:
        return frozenset()
    return frozenset(fields["screening"].choices([gate.id for gate in rules.gates_for(view)], "flag"))
