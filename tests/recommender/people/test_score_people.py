"""What scoring a file of people asks for, and what it says of each row."""

import pytest

from recommender import Table, decide, tally_of
from recommender.batch.answer_texts import AnswerTexts
from recommender.people.people_file import UnreadableFile, read_people
from recommender.people.score_people import score_people
from tests.conftest import RESULTS
from tests.recommender.people.files import as_csv

HEADER = ["who", "view", "screening", "goal", "block"]
PEOPLE = [
    HEADER,
    ["Ana", "self", "none", "habit", "drive"],
    ["Ben", "leader", "job", "role", "insight"],
    ["Cem", "leader", "danger", "role", "insight"],
    ["Dee", "", "", "", ""],
]


def test_each_row_has_what_its_answers_decide(texts: AnswerTexts, table: Table) -> None:
    scored = score_people(texts, read_people(texts, as_csv(PEOPLE), "people"), view="self")
    assert list(scored.results.columns) == list(RESULTS)
    assert scored.views() == ["self", "leader", "leader", "self"]
    for row in range(4):
        decision = decide(table, tally_of(table, scored.sheet_of(row)))
        result = scored.results.iloc[row]
        assert (result["outcome"], result["certainty"]) == (decision.outcome, decision.certainty)
        if decision.approach:
            assert (result["coaching"], result["lead"]) == (decision.approach.points[0], decision.approach.lead)
    assert scored.results["reasons"][2] == "first: danger"
    assert scored.results["lead"].isna().tolist() == [False, False, True, False]
    assert (scored.faulty_rows, scored.unanswered, scored.unscreened) == (0, 1, 1)


@pytest.mark.parametrize(("missing", "kind"), [("view", "no-view"), ("screening", "no-screening")])
def test_a_missing_column_is_refused_unless_the_caller_answers_for_it(
    texts: AnswerTexts, missing: str, kind: str
) -> None:
    place = HEADER.index(missing)
    people = read_people(texts, as_csv([[*row[:place], *row[place + 1 :]] for row in PEOPLE[:2]]), "people")
    with pytest.raises(UnreadableFile) as refused:
        score_people(texts, people)
    assert refused.value.kind == kind
    scored = score_people(texts, people, view="self", assume_screened=True)
    assert scored.results["outcome"].tolist() == ["coaching"]
    assert scored.views() == ["self"]
    assert scored.sheet_of(0).view == "self"
    assert scored.sheet_of(0).flags == frozenset()


def test_a_faulty_cell_says_what_may_stand_there(texts: AnswerTexts, table: Table) -> None:
    rows = [
        [*HEADER, "basis"],
        ["Ana", "slef", "none", "habbit", "drive", ""],
        ["Ben", "leader", "mood;job", "role", "", ""],
        ["Cem", "self", "", "role", "", "often"],
    ]
    scored = score_people(texts, read_people(texts, as_csv(rows), "people"))
    assert [(fault.sheet_row, fault.column, fault.value, fault.view) for fault in scored.faults] == [
        (2, "goal", "habbit", None),
        (2, "view", "slef", None),
        (3, "screening", "mood", "leader"),
        (4, "basis", "often", "self"),
    ]
    assert scored.faults[1].allowed == ("self", "leader")
    assert scored.faults[2].allowed == ("none", *(gate.id for gate in table.rules.gates_for("leader")))
    assert scored.faults[3].allowed == ("not-sure",)
    assert "habit" in scored.faults[0].allowed
    assert str(scored.faults[0]) == "row 2, column 'goal': 'habbit' is not known here (did you mean 'habit'?)"
    assert (scored.fault_count, scored.faulty_rows) == (4, 3)
