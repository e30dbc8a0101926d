"""The shipped rules and words, read once for all tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from recommender import RuleBase, Table, Wording, load_rules, load_wording, tabulate
from tests import examples  # noqa: F401 - its profiles
from tests.parsed import read

ROOT = Path(__file__).resolve().parent.parent

RESULTS = ("outcome", "certainty", "coaching", "mentoring", "lead", "answered", "reasons")
"""The columns that the shipped rules add to a table."""

settings.load_profile("repeatable")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*")}


@pytest.fixture(scope="session", autouse=True)
def _a_folder_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whatever a test starts keeps keys and links in a folder of the tests. Those of this place stay as they are."""
    before = contents(ROOT / "var")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_OR_MENTOR_FOLDER", str(tmp_path_factory.mktemp("var")))
        yield
    assert contents(ROOT / "var") == before


@pytest.fixture(scope="session")
def written() -> dict[str, Any]:
    """The shipped rule base as it is written: plain data, as YAML gives it."""
    rules: dict[str, Any] = read(ROOT / "rules" / "rulebase.yaml")
    return rules


@pytest.fixture(scope="session")
def rules() -> RuleBase:
    return load_rules(ROOT / "rules" / "rulebase.yaml")


@pytest.fixture(scope="session")
def table(rules: RuleBase) -> Table:
    return tabulate(rules)


@pytest.fixture(scope="session")
def wording(rules: RuleBase) -> Wording:
    return load_wording(ROOT / "content" / "en", rules)
