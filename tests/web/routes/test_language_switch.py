"""Another language without script: a page that was filled in keeps all of it, and no switch leads to nowhere."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from tests.web.loaded import EDITIONS, RULES
from tests.web.routes.opened import OWN
from tests.web.routes.test_links import shared

FRENCH = EDITIONS["fr"]
GOAL = RULES.questions[0].id
OTHERS = {f"answer-{question}": option for question, option in OWN.answers.items() if question != GOAL}
LINE = "My first <parents’> evening"

Fields = dict[str, str | list[str]]


def switched(client: TestClient, page: str, filled: Fields) -> str:
    """The page in French, after its button was pressed with the form filled in so."""
    button = re.search(r'<button class="link" form="filled" name="part" value="([a-z]*)" formaction="([^"]*)"', page)
    assert button is not None
    assert 'id="filled"' in page
    path = f"/{urlsplit(unescape(button[2])).path.rpartition('/')[2]}"
    response = client.post(f"{path}?lang=fr", data={**filled, "part": button[1]})
    assert response.status_code == 200
    assert '<html lang="fr-FR">' in response.text
    assert FRENCH.say("question.error") not in response.text
    return unescape(response.text)


def chosen(page: str) -> dict[str, str]:
    """What is checked on a page, and what it holds hidden."""
    fields = re.findall(r'<input type="(?:radio|checkbox)" name="([a-z0-9-]+)" value="([^"]+)"[^>]* checked', page)
    return dict([*fields, *re.findall(r'type="hidden" name="([a-z0-9-]+)" value="([^"]*)"', page)])


def test_the_first_step_keeps_what_is_filled_in(client: TestClient) -> None:
    sent: Fields = {"view": "leader", f"answer-{GOAL}": "role", "own": LINE}
    page = switched(client, client.get("/plain?view=leader").text, sent)
    assert chosen(page) == {"view": "leader", f"answer-{GOAL}": "role"}
    assert f'value="{LINE}"' in page
    assert FRENCH.say("plain.goal") in page


@pytest.mark.parametrize("flag", ["none", "job"])
def test_the_form_keeps_flags_answers_and_own_words(flag: str, client: TestClient) -> None:
    sent: Fields = {"view": "self", f"answer-{GOAL}": "habit", "own": LINE, "flag": [flag], **OTHERS}
    begun = client.post("/plain", data={"view": "self", f"answer-{GOAL}": "habit", "part": "begin"})
    page = switched(client, begun.text, sent)
    wanted = {"view": "self", f"answer-{GOAL}": "habit", "flag": flag, "own": LINE, **OTHERS}
    assert wanted.items() <= chosen(page).items()


@pytest.mark.parametrize("flags", [["none"], ["danger"], ["job"]])
def test_a_result_leads_to_its_answers_in_the_other_language_and_holds_no_flag(
    flags: list[str], client: TestClient
) -> None:
    answers = {f"answer-{q.id}": OWN.answers.get(q.id, "not-sure") for q in RULES.questions_for("self")}
    result = client.post("/plain", data={"view": "self", "flag": flags, "own": LINE, **answers})
    assert result.status_code == 200
    held = chosen(result.text)
    assert "flag" not in held
    page = switched(client, result.text, dict(held))
    assert {**answers, "view": "self"}.items() <= chosen(page).items()
    assert "flag" not in chosen(page)


@pytest.mark.parametrize("path", ["/compare", "/compare/start"])
def test_the_form_for_links_keeps_what_was_pasted(path: str, client: TestClient) -> None:
    links = [shared(EDITIONS["en"]).address, "half a li"]
    first = client.get(path) if path == "/compare" else client.post(path, data={"link": links[:1]})
    page = switched(client, first.text, {"link": links, "kind": "times"})
    assert all(f'value="{link}"' in page for link in links)
    assert re.search(r'name="kind" value="times" checked', page)


def test_the_enter_key_presses_no_language(client: TestClient) -> None:
    for path in ("/plain?view=self", "/plain?view=self&goal=role", "/compare"):
        buttons = re.findall(r"<button[^>]*>", client.get(path).text)
        assert "formaction" not in buttons[0]
        assert 'form="filled"' in buttons[0]


def test_pages_that_cannot_be_asked_for_again_offer_no_language(client: TestClient) -> None:
    compared = client.post("/compare", data={"link": [shared(EDITIONS["en"]).address for _ in range(2)]})
    assert compared.status_code == 200
    assert "Français" not in compared.text
