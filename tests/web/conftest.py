"""A guide with a key of its own, and days to test with."""

import datetime
from pathlib import Path

import pytest

from web.guide.edition import Guide, load_guide

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The shipped guide, with a key file in a folder of the tests."""
    return load_guide({}, Path(tmp_path_factory.mktemp("keys")) / "link-keys")
