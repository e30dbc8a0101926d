"""People of a file scored again under other rules: as each of them would be alone."""

import pytest

from recommender import AnswerSheet, InvalidAnswer, Table, decide, tabulate, tally_of
from recommender.batch.answer_texts import AnswerTexts
from recommender.loading.rules import rules_in_text
from recommender.loading.weights import with_weight
from recommender.people.people_file import read_people
from recommender.people.rescored import outcomes_under
from recommender.people.score_people import ScoredPeople, score_people
from tests.conftest import ROOT
from tests.recommender.people.files import as_csv

TEXT = (ROOT / "rules" / "rulebase.yaml").read_text(encoding="utf-8")
HEADER = ["who", "view", "screening", "goal", "block", "experience", "wants"]
PEOPLE = [
    ["Ana", "self", "none", "habit", "insight", "years", "tell"],
    ["Ben", "leader", "job", "role", "insight", "", ""],
    ["Cem", "leader", "danger process", "role", "insight", "", ""],
    ["Dee", "", "", "growth", "", "never", "questions"],
    ["Eve", "self", "none", "a lot", "", "", ""],
    ["Fay", "self"],
    ["Gus", "self", "none", "career", "drive", "years", "questions"],
]


def alone(table: Table, sheet: AnswerSheet) -> str:
    try:
        return decide(table, tally_of(table, sheet)).outcome
    except InvalidAnswer:
        return ""


@pytest.fixture
def scored(texts: AnswerTexts) -> ScoredPeople:
    people = read_people(texts, as_csv([HEADER, *PEOPLE]), "people")
    return score_people(texts, people, view="self")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        with_weight(with_weight(TEXT, "wants", 3), "experience", 2),
        "\n".join(line for line in TEXT.splitlines() if "{id: growth," not in line),
        "\n".join(line for line in TEXT.splitlines() if "{id: job," not in line),
    ],
    ids=["the same rules", "other weights", "without an option", "without a flag"],
)
def test_each_row_ends_as_that_person_would_alone(text: str, scored: ScoredPeople) -> None:
    new = tabulate(rules_in_text(text, "rules"))
    wanted = ["" if row == 5 else alone(new, scored.sheet_of(row)) for row in range(len(PEOPLE))]
    assert outcomes_under(new, scored) == wanted
    assert len(set(wanted)) > 2


def test_words_in_a_file_mean_what_they_mean_under_the_rules_it_was_read_with(texts: AnswerTexts) -> None:
    words = texts.wordings[1].questions["goal"].options["habit"].text["self"]
    people = read_people(texts, as_csv([["view", "goal"], ["self", words], ["self", "habit"]]), "people")
    scored = score_people(texts, people, assume_screened=True)
    found = outcomes_under(texts.table, scored)
    assert found == scored.results["outcome"].tolist()
    assert found[0] == found[1] != ""
