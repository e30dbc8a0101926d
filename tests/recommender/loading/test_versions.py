"""Versions are compared and raised by their numbers, not as text."""

import pytest

from recommender.loading.versions import next_version, order_of


def test_versions_are_in_the_order_of_their_numbers() -> None:
    assert sorted(["1.10.0", "2.0.0", "1.9.1", "1.9.0"], key=order_of) == ["1.9.0", "1.9.1", "1.10.0", "2.0.0"]


@pytest.mark.parametrize(
    ("version", "after"), [("1.0.0", "1.0.1"), ("1.0.255", "1.1.0"), ("1.255.255", "2.0.0"), ("0.9.9", "0.9.10")]
)
def test_the_next_version_is_the_least_that_is_higher(version: str, after: str) -> None:
    assert next_version(version) == after
