"""The page about the JSON interface: all of its description, in the look and the words of the guide, and no script."""

import re
from html import unescape

import pytest

from recommender import VIEWS
from tests.web.loaded import EDITIONS
from web.documents.api_description import api_description
from web.documents.api_page import api_page
from web.guide.edition import Edition

RATE = 1_234


def page(edition: Edition) -> str:
    description = api_description(edition, rate=RATE, root="")
    return api_page(edition, description, rate=RATE, address="", root="./")


@pytest.mark.parametrize("language", EDITIONS)
def test_the_page_tells_everything_that_can_be_asked(language: str) -> None:
    edition = EDITIONS[language]
    shown, description = unescape(page(edition)), api_description(edition, rate=RATE, root="")
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            assert f"<code>{method.upper()} /api/v1{path}</code>" in shown
            assert operation["summary"] in shown
            assert operation["description"] in shown
    for view in VIEWS:
        for question in edition.rules.questions_for(view):
            assert edition.wording.ask(question.id, view, {}) in shown
            assert all(f"<code>{option.id}</code>" in shown for option in question.options_for(view))
        assert all(f"<code>{gate.id}</code>" in shown for gate in edition.rules.gates_for(view))
    assert edition.say("result.guide") in shown
    assert edition.number(RATE) in shown


@pytest.mark.parametrize("language", EDITIONS)
def test_the_page_needs_no_script_and_no_other_host(language: str) -> None:
    shown = page(EDITIONS[language])
    assert "<script" not in shown
    assert re.findall(r'(?:href|src)="(?:https?:)?//', shown) == []
    assert f'<html lang="{EDITIONS[language].say("language")}">' in shown
