"""The names of columns: what they answer, and everything that is wrong with them, at once."""

import pandas as pd
import pytest

from recommender import InvalidTable, Table, tabulate
from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.dataframes import score_frame
from recommender.batch.header import Header, header_of
from tests.rule_bases import Written, load_written


def test_each_column_is_an_answer_or_unused_and_each_question_present_or_missing(table: Table) -> None:
    order = [question.id for question in table.rules.questions]
    header = header_of(AnswerTexts(table), ["who", "screening", order[3], "view", "experiance", "q1 goal", "who"])
    assert header.positions == {"screening": 1, order[3]: 2, "view": 3}
    assert header.missing == (*order[:3], *order[4:])
    assert header.unused == {"who": "", "experiance": "experience", "q1 goal": "goal"}


def test_all_questions_may_be_there(table: Table) -> None:
    names = ["view", "screening", *table.answers]
    assert header_of(AnswerTexts(table), names) == Header({name: n for n, name in enumerate(names)}, (), {})


@pytest.mark.parametrize("name", ["Goal", "goal?", " goal ", "\u200bgoal", "“goal”", "GOAL", "\ufeffgoal"])
def test_a_name_is_read_without_its_case_spaces_and_punctuation(table: Table, name: str) -> None:
    texts = AnswerTexts(table)
    assert header_of(texts, ["View", "screening", name]).positions == {"view": 0, "screening": 1, "goal": 2}
    assert texts.matched == {"": {"View": "view", name: "goal"}}


@pytest.mark.parametrize("name", ["last_answer", " Last answer", "Last-Answer"])
def test_a_name_of_two_words_may_be_joined_in_any_way(written: Written, name: str) -> None:
    other = {**written["questions"][0], "id": "last-answer"}
    table = tabulate(load_written({**written, "questions": [*written["questions"], other]}))
    assert header_of(AnswerTexts(table), ["view", "screening", name]).positions["last-answer"] == 2


NO_VIEW = "There is no column 'view'. Add one, with self or leader for each person."
NO_SCREENING = "There is no column 'screening'. Add one, with the ids of the flags that apply, or nothing."
NO_QUESTION = "No column is named after a question. The questions are goal, block, "


@pytest.mark.parametrize(
    ("columns", "messages"),
    [
        (["screening", "goal"], [NO_VIEW]),
        (["view", "goal"], [NO_SCREENING]),
        (["view", "screening", "experiance"], [NO_QUESTION]),
        ([], [NO_VIEW, NO_SCREENING, NO_QUESTION]),
        (["view", "screening", "goal", "goal"], ["Two columns are named 'goal'. Give one of them another name."]),
        (
            ["goal", "Goal ", "wants", "wants", "view"],
            [
                "The columns 'goal' and 'Goal ' are both read as 'goal'. Give one of them another name.",
                "Two columns are named 'wants'.",
                NO_SCREENING,
            ],
        ),
    ],
    ids=["no view", "no screening", "no question", "no column", "a question twice", "several faults"],
)
def test_all_that_is_wrong_with_the_columns_is_reported_at_once(
    table: Table, columns: list[str], messages: list[str]
) -> None:
    with pytest.raises(InvalidTable) as refused:
        score_frame(table, pd.DataFrame([["self"] * len(columns)], columns=columns))
    lines = str(refused.value).splitlines()
    assert len(lines) == len(messages)
    assert all(line.startswith(message) for line, message in zip(lines, messages, strict=True))
