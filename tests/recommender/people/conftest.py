"""The texts of both languages, by which files of people are read."""

from collections.abc import Mapping

import pytest

from recommender import RuleBase, Table, Wording, load_wording
from recommender.batch.answer_texts import AnswerTexts
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def wordings(rules: RuleBase, wording: Wording) -> Mapping[str, Wording]:
    return {"en": wording, "fr": load_wording(ROOT / "content" / "fr", rules)}


@pytest.fixture(scope="session")
def texts(table: Table, wordings: Mapping[str, Wording]) -> AnswerTexts:
    return AnswerTexts(table, lambda: list(wordings.values()))
