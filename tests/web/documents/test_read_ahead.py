"""What the first result needs is there before anybody asks for one: all others would wait while it is made."""

import datetime

import pytest

from recommender import AnswerSheet
from web.documents.read_ahead import read_ahead
from web.documents.result import result_document
from web.guide.edition import load_editions


def test_the_first_result_compiles_no_template(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = load_editions()["fr"]
    read_ahead(edition)

    def compiled(*_: object) -> None:
        raise AssertionError("A template was compiled.")

    monkeypatch.setattr(edition.templates, "compile", compiled)
    assert "<h1" in result_document(edition, AnswerSheet("leader", {}), created=datetime.date(2026, 1, 2)).beginning
