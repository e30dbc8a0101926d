"""Hypothesis strategies for views, answers and flags of the shipped rules."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from recommender import VIEWS, AnswerSheet, RuleBase


@st.composite
def sheets(draw: DrawFn, rules: RuleBase, *, ticked: bool = False) -> AnswerSheet:
    """A sheet with any answers; "not sure" is a question left out. A second answer differs from its first."""
    view = draw(st.sampled_from(VIEWS))
    answers: dict[str, str] = {}
    for question in rules.questions:
        option = draw(st.sampled_from([None, *(option.id for option in question.options_for(view))]))
        first = answers.get(question.second_of or "")
        if option and option != first and (first or not question.second_of):
            answers[question.id] = option
    gates = [gate.id for gate in rules.gates_for(view)]
    return AnswerSheet(view, answers, draw(st.frozensets(st.sampled_from(gates)) if ticked else st.just(frozenset())))
