"""A real Spark on this machine scores a folder with `mapInArrow`. requirements-spark.txt and a Java are needed."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recommender import RuleBase, Table
from recommender.batch.arrow_batches import ArrowScoring
from recommender.batch.dataframes import score_frame
from tests.conftest import ROOT
from tests.recommender.batch.files import as_text
from tests.recommender.batch.folders import NAMES, filled

pytestmark = [
    pytest.mark.deep,
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]

LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.executorEnv.PYTHONPATH": str(ROOT),
}


@pytest.fixture
def spark(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]")
    for name, value in LOCAL.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def test_spark_comes_to_the_same_results(spark: Any, rules: RuleBase, table: Table, tmp_path: Path) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    people, target = filled(table, tmp_path / "people", rows=5_000), tmp_path / "scored"
    (people / "rest.parquet").rename(people / "year=2026" / "rest.parquet")
    read, scoring = spark.read.parquet(str(people)), ArrowScoring(rules)
    schema = scoring.schema(to_arrow_schema(read.schema))
    scored = read.mapInArrow(scoring, from_arrow_schema(schema))
    scored.write.partitionBy("year").parquet(str(target))
    assert len(list(target.glob("year=*"))) == 2
    found, given = (_in_order(pq.read_table(folder)) for folder in (target, people))
    assert len(given) == 5_000 * len(NAMES)
    assert as_text(found) == as_text(_in_order(score_frame(table, given)[0].select(found.column_names)))


def _in_order(rows: pa.Table) -> pa.Table:
    return rows.sort_by("id")
