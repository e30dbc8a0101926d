"""The guide as it is shipped, loaded once."""

import pytest

import recommender
from recommender import Guide


@pytest.fixture(scope="session")
def guide() -> Guide:
    return recommender.load()
