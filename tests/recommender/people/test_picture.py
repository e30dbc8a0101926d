"""The picture of the people in a file: each counted by their own results, and by each column of theirs."""

import pytest

from recommender.batch.answer_texts import AnswerTexts
from recommender.people.people_file import read_people
from recommender.people.picture import picture_of
from recommender.people.score_people import score_people
from tests.recommender.people.files import as_csv

COACHED = ["self", "none", "habit", "years", "plenty"]
MENTORED = ["self", "none", "career", "never", "none"]


@pytest.mark.parametrize("block", [(), ("habit",)], ids=["nothing in the way is said", "a habit is in the way"])
def test_everybody_is_counted_by_their_result_and_by_what_is_in_the_way(
    block: tuple[str, ...], texts: AnswerTexts
) -> None:
    header = ["site", "view", "screening", "goal", "experience", "ideas", *("block" for _ in block)]
    groups = (("North ", COACHED, 7), ("North", MENTORED, 8), ("South", COACHED, 9), ("South", MENTORED, 6))
    people = [[site, *answers, *block] for site, answers, count in groups for _ in range(count)]
    picture = picture_of(
        score_people(texts, read_people(texts, as_csv([header, *people]), "people")), texts.table.rules
    )
    assert {one.id: one.people for one in picture.classes if one.people} == {"coaching": 16, "mentoring": 14}
    assert [(one.id, one.people) for one in picture.blocks] == [(block[0] if block else "not-sure", 30)]
    assert [table.column for table in picture.tables] == ["site"]
    assert [(group.label, group.people) for group in picture.tables[0].groups] == [("North", 15), ("South", 15)]
