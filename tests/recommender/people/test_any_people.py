"""Whatever is answered, in ids or in words, and in whatever kind of file: it scores as the same sheets alone do.

And whatever happens to a file on its way, it is read or refused.
"""

from collections.abc import Mapping
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from recommender import NOT_SURE, VIEWS, AnswerSheet, RuleBase, Table, Wording, decide, tally_of
from recommender.batch.answer_texts import NONE, AnswerTexts
from recommender.core.model import SCREENING, VIEW
from recommender.people.column_words import column_ids, entries, heading
from recommender.people.people_file import UnreadableFile, read_people
from recommender.people.score_people import score_people
from tests.examples import examples
from tests.recommender.people.files import KINDS


@st.composite
def sheets(draw: st.DrawFn, rules: RuleBase, view: str) -> AnswerSheet:
    answers = {
        question.id: draw(st.sampled_from([*(option.id for option in question.options_for(view)), NOT_SURE]))
        for question in rules.questions_for(view)
        if draw(st.booleans())
    }
    gates = st.sampled_from([gate.id for gate in rules.gates_for(view)])
    return AnswerSheet(view, answers, draw(st.frozensets(gates, max_size=2)))


def row_of(rules: RuleBase, sheet: AnswerSheet, wording: Wording | None) -> list[str]:
    """A sheet as a row of a file: as ids, or in the words of a language."""
    flags = sorted(sheet.flags) or [NONE]
    cells = {VIEW: [sheet.view], SCREENING: flags} | {question: [answer] for question, answer in sheet.answers.items()}
    row = []
    for column in column_ids(rules, sheet.view):
        words = entries(rules, wording, column, sheet.view) if wording else {}
        row.append(";".join(words.get(cell, cell) for cell in cells.get(column, [])))
    return row


@examples(30)
@given(data=st.data(), kind=st.sampled_from([*KINDS]), view=st.sampled_from(VIEWS))
def test_any_people_score_as_each_of_them_does(
    data: st.DataObject,
    table: Table,
    texts: AnswerTexts,
    wordings: Mapping[str, Wording],
    kind: str,
    view: str,
) -> None:
    rules = table.rules
    people = data.draw(st.lists(sheets(rules, view), min_size=1, max_size=6))
    language = data.draw(st.sampled_from(["", *wordings]))
    wording = wordings.get(language)
    ids = column_ids(rules, view)
    header = [heading(wording, column, view) for column in ids] if wording else [*ids]
    rows = [["ref", *header], *([f"P{n}", *row_of(rules, sheet, wording)] for n, sheet in enumerate(people))]
    scored = score_people(texts, read_people(texts, KINDS[kind](rows), "people"))
    assert scored.faults == ()
    for row, sheet in enumerate(people):
        decision = decide(table, tally_of(table, sheet))
        result = scored.results.iloc[row]
        assert (result["outcome"], result["certainty"]) == (decision.outcome, decision.certainty)
        if decision.approach:
            assert tuple(result[approach] for approach in rules.approaches) == decision.approach.points
        assert tally_of(table, scored.sheet_of(row)) == tally_of(table, sheet)


@given(
    kind=st.sampled_from([*KINDS]),
    place=st.floats(0, 1, exclude_max=True),
    lost=st.integers(0, 20),
    came=st.binary(max_size=8),
)
def test_a_file_that_is_changed_anywhere_is_read_or_refused(
    texts: AnswerTexts, kind: str, place: float, lost: int, came: bytes
) -> None:
    data = KINDS[kind]([["ref", "view", "screening", "goal"], *[["P", "self", "none", "habit"]] * 5])
    start = int(place * len(data))
    with suppress(UnreadableFile):
        people = read_people(texts, data[:start] + came + data[start + lost :], "people")
        score_people(texts, people, view="self", assume_screened=True)
