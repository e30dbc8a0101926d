"""Arrow record batches: they get the results that a frame gets, words as text, in batches as they came."""

import pickle
import re

import pyarrow as pa
import pytest

from recommender import InvalidTable, RuleBase, Table, Wording
from recommender.batch.arrow_batches import ArrowScoring
from recommender.batch.dataframes import score_frame
from tests.conftest import RESULTS
from tests.recommender.batch.files import as_text, random_rows


@pytest.mark.parametrize("reasons", [True, False])
def test_batches_get_the_results_that_the_frame_gets(rules: RuleBase, table: Table, reasons: bool) -> None:
    rows, scoring = random_rows(table, 100, bad=[3]), ArrowScoring(rules, reasons=reasons)
    batches = list(scoring(rows.to_batches(max_chunksize=30)))
    assert [len(batch) for batch in batches] == [30, 30, 30, 10]
    assert as_text(pa.Table.from_batches(batches)) == as_text(score_frame(table, rows, reasons=reasons)[0])
    assert scoring.schema(rows.schema) == batches[0].schema


def test_words_are_text_and_totals_small_whole_numbers(rules: RuleBase, table: Table) -> None:
    schema = ArrowScoring(rules).schema(random_rows(table, 1).schema)
    kinds = [str(schema.field(name).type) for name in RESULTS]
    assert kinds == ["string", "string", "int8", "int8", "int8", "int8", "string"]


def test_a_result_beside_a_column_of_its_name_gets_another(rules: RuleBase, table: Table) -> None:
    rows = random_rows(table, 3).append_column("lead", pa.array([1, 2, 3]))
    (batch,) = ArrowScoring(rules, reasons=False)(rows.to_batches())
    assert batch.schema.names[-6:] == ["outcome", "certainty", "coaching", "mentoring", "scored-lead", "answered"]


def test_no_batch_gives_no_batch(rules: RuleBase) -> None:
    assert list(ArrowScoring(rules)([])) == []


def test_texts_that_stand_for_ids_are_read(rules: RuleBase, table: Table, wording: Wording) -> None:
    rows = random_rows(table, 3)
    topic = wording.questions["goal"].topic
    (batch,) = ArrowScoring(rules, (wording,))(rows.rename_columns({"goal": topic}).to_batches())
    assert batch.column("outcome").to_pylist() == score_frame(table, rows)[0]["outcome"].to_pylist()


def test_what_cannot_be_read_is_reported_with_the_schema(rules: RuleBase) -> None:
    with pytest.raises(InvalidTable, match=re.escape("There is no column 'view'.")):
        ArrowScoring(rules).schema(pa.schema([("screening", pa.string()), ("goal", pa.string())]))


def test_it_can_be_pickled_whatever_has_been_asked_of_the_rules(rules: RuleBase, table: Table) -> None:
    assert rules.question["goal"].id == "goal"
    rows = random_rows(table, 3).to_batches()
    scoring = ArrowScoring(rules)
    assert list(pickle.loads(pickle.dumps(scoring))(rows)) == list(scoring(rows))
