"""Columns of codes: what they add up to is what the sheet alone would, in as many bits as the rules need."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recommender import NOT_SURE, AnswerSheet, Table, tabulate
from recommender.batch.input_tables import MOST_LABELS, MOST_VIEWS, in_order, reading
from recommender.batch.kernel import score
from recommender.batch.mixed_radix import MOST_ENTRIES, Scratch
from recommender.core.decision import decide
from recommender.core.model import CERTAINTIES, VIEW, VIEWS
from recommender.core.tally import tally_of
from tests.rule_bases import Written, load_written, rule_bases


def scored_alone(table: Table, row: dict[str, str]) -> tuple[Any, ...]:
    """Outcome, certainty, points and lead of one row, or -1 twice where an answer is not offered."""
    view = row.pop(VIEW)
    if any(answer not in dict(table.offered[view])[question] for question, answer in row.items()):
        return (-1, -1)
    approach = decide(table, tally_of(table, AnswerSheet(view, row))).approach
    assert approach is not None
    outcome = table.rules.outcomes.index(approach.outcome)
    return (outcome, CERTAINTIES.index(approach.certainty), *approach.points, approach.lead)


@given(data=st.data(), rules=rule_bases())
def test_codes_in_any_order_of_labels_score_as_sheets_do(data: st.DataObject, rules: Written) -> None:
    table = tabulate(load_written(rules))
    canonical = in_order(table)
    asked = data.draw(st.lists(st.sampled_from(list(table.answers)), unique=True))
    labels = {name: tuple(data.draw(st.permutations(canonical[name]))) for name in [VIEW, *asked]}
    rows = data.draw(st.lists(st.fixed_dictionaries({n: st.sampled_from(labels[n]) for n in labels}), max_size=10))
    columns = {n: np.array([labels[n].index(row[n]) for row in rows], np.uint8) for n in labels}
    found = score(reading(table, tuple(labels.items())), columns, len(rows))
    for number, row in enumerate(rows):
        alone = scored_alone(table, dict.fromkeys(table.answers, NOT_SURE) | row)
        numbers = (*found.points, found.lead)
        together = (found.outcome[number], found.certainty[number], *(some[number] for some in numbers))
        assert together[: len(alone)] == alone


def test_a_code_that_has_no_label_is_a_bad_row_and_the_others_are_scored(table: Table) -> None:
    columns = {
        VIEW: np.array([0, 0, 2, 1], np.uint8),
        "goal": np.array([0, len(in_order(table)["goal"]), 0, 0], np.uint8),
    }
    labels = {name: in_order(table)[name] for name in columns}
    found = score(reading(table, tuple(labels.items())), columns, 4)
    assert (found.outcome < 0).tolist() == [False, True, True, False]


def test_the_greatest_place_fits_the_numbers_that_it_is_worked_out_in() -> None:
    assert np.iinfo(Scratch(1).wide.dtype).max >= MOST_VIEWS * MOST_ENTRIES - 1
    assert MOST_LABELS <= MOST_ENTRIES
    assert len(VIEWS) < MOST_VIEWS


def test_rules_with_more_lines_than_one_word_holds_score_as_sheets_do(written: Written) -> None:
    """Each option caps the certainty by a pattern of its own: more lines than fit into the first word of an answer."""
    options = [
        (question["id"], option["id"]) for question in written["questions"][:3] for option in question["options"]
    ]
    caps = [
        {"id": f"cap-{number}", "when": [{asked: [option]}], "then": {"cap": "close"}, "evidence": ["R1"], "grade": "D"}
        for number, (asked, option) in enumerate(options[:24])
    ]
    patterns = [pattern for pattern in written["patterns"] if "outcome" in pattern.get("then", {})]
    table = tabulate(load_written({**written, "patterns": [*patterns, *caps]}))
    labels = {name: in_order(table)[name] for name in (VIEW, *dict.fromkeys(asked for asked, _ in options))}
    chance = np.random.default_rng(1)
    columns = {name: chance.integers(0, len(labels[name]), 200).astype(np.uint8) for name in labels}
    found = score(reading(table, tuple(labels.items())), columns, 200)
    for number in range(200):
        row = {name: labels[name][columns[name][number]] for name in labels}
        alone = scored_alone(table, dict.fromkeys(table.answers, NOT_SURE) | row)
        assert (found.outcome[number], found.certainty[number]) == alone[:2]
