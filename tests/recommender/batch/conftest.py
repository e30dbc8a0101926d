"""Small batches, so that a small file has many of them."""

import pytest

from recommender.batch import csv_text, parquet_file


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of a few rows."""
    monkeypatch.setattr(csv_text, "BLOCK", 2000)
    monkeypatch.setattr(csv_text, "BATCH", 20)
    monkeypatch.setattr(parquet_file, "BATCH", 20)


@pytest.fixture(params=["csv", "parquet"])
def kind(request: pytest.FixtureRequest) -> str:
    """The ending of a file's name."""
    return str(request.param)
