"""Arrow record batches in, the same out with the results: what Spark's `mapInArrow` asks for.

    scoring = ArrowScoring(rules)
    schema = scoring.schema(to_arrow_schema(people.schema))
    scored = people.mapInArrow(scoring, from_arrow_schema(schema))

Spark has no categories, so words are text. A row with a cell that is not known has no outcome.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.dataframe_columns import column_of
from recommender.batch.header import Header, header_of
from recommender.batch.output_columns import result_columns
from recommender.batch.score_rows import score_rows
from recommender.content.words import Wording
from recommender.core.model import RuleBase
from recommender.core.tally import tabulate


@dataclass(frozen=True, slots=True)
class ArrowScoring:
    """A function over record batches that can be pickled, and so sent to another machine.

    Columns are named and filled as those of a file are, by ids or by the texts of these wordings.
    """

    rules: RuleBase
    wordings: Sequence[Wording] = ()
    reasons: bool = True

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The batches, in order, with the results added. Raises InvalidTable where they cannot be read."""
        texts = AnswerTexts(tabulate(self.rules), lambda: self.wordings)
        header: Header | None = None
        for batch in batches:
            header = header or header_of(texts, batch.schema.names)
            yield self._scored(texts, header, batch)

    def schema(self, given: pa.Schema) -> pa.Schema:
        """The schema of what batches of this schema become. Raises InvalidTable where they cannot be read."""
        (empty,) = self([pa.RecordBatch.from_pylist([], given)])
        return empty.schema

    def _scored(self, texts: AnswerTexts, header: Header, batch: pa.RecordBatch) -> pa.RecordBatch:
        answers = {name: column_of(pa.chunked_array([batch.column(p)])) for name, p in header.positions.items()}
        scored = score_rows(texts, answers, len(batch), reasons=self.reasons)
        for name, result in result_columns(texts.table.rules, scored, batch.schema.names).items():
            column = result.as_arrow()
            batch = batch.append_column(
                name, column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
            )
        return batch
