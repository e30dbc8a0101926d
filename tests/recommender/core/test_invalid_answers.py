"""Answers that the rules do not know are rejected with what is allowed."""

import pytest

from recommender import (
    NOT_SURE,
    AnswerSheet,
    InvalidAnswer,
    Table,
    recommend,
)

EVEN = {"goal": "growth", "block": "nothing", "block2": "nothing-else", "finder": "both", "experience": "some"}
EVEN |= {"expertise": "one-skill", "ideas": "one", "stage": "new-role", "wants": "tell", "readiness": "ready"}
EVEN |= {"format": "some"}
EVERY = {**EVEN, "basis": NOT_SURE}
"""An answer to every question."""

REFUSED = {
    "an unknown view": (AnswerSheet("boss", {}), "view", "boss", {"self", "leader"}),
    "an unknown question": (AnswerSheet("self", {"goul": "habit"}), "question", "goul", {"goal", "format"}),
    "an unknown option": (AnswerSheet("self", {"goal": "habbit"}), "goal", "habbit", {"habit", NOT_SURE}),
    "an empty option": (AnswerSheet("self", {"goal": ""}), "goal", "", {"habit", NOT_SURE}),
    "an option of the other view": (
        AnswerSheet("self", {"wants": "not-asked"}),
        "wants",
        "not-asked",
        {"tell", NOT_SURE},
    ),
    "an option of a question of the other view": (
        AnswerSheet("self", {"basis": "often"}),
        "basis",
        "often",
        {NOT_SURE},
    ),
    "an unknown option, with every question answered": (
        AnswerSheet("self", {**EVERY, "goal": "habbit"}),
        "goal",
        "habbit",
        {"habit", NOT_SURE},
    ),
    "an unknown question after a known one": (
        AnswerSheet("self", {"goal": "habit", "goul": "habit"}),
        "question",
        "goul",
        {"goal", "format"},
    ),
    "an unknown question, with as many answers as there are questions": (
        AnswerSheet("self", {"goul" if question == "goal" else question: option for question, option in EVERY.items()}),
        "question",
        "goul",
        {"goal", "format"},
    ),
    "an unknown flag": (AnswerSheet("self", {}, frozenset({"dangr"})), "screening", "dangr", {"danger", "job"}),
    "a flag of the other view": (
        AnswerSheet("self", {}, frozenset({"refused"})),
        "screening",
        "refused",
        {"danger", "job"},
    ),
}


def test_of_several_unknown_flags_the_first_by_its_name_is_refused(table: Table) -> None:
    with pytest.raises(InvalidAnswer, match="'a'"):
        recommend(table, AnswerSheet("self", {}, frozenset("gfedcba")))


@pytest.mark.parametrize(("sheet", "question", "value", "allowed"), REFUSED.values(), ids=REFUSED)
def test_an_answer_that_the_rules_do_not_know_is_refused_with_what_is_allowed(
    table: Table, sheet: AnswerSheet, question: str, value: str, allowed: set[str]
) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        recommend(table, sheet)
    error = refused.value
    assert (error.question, error.value) == (question, value)
    assert allowed <= set(error.allowed)
    assert value not in error.allowed
    for word in (question, f"'{value}'", *error.allowed):
        assert word in str(error)
