"""The first page, and the page that is there before Streamlit's own: what each address gets."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from recommender import VIEWS
from tests.web.loaded import SERVICES, SHIPPED
from web.guide.edition import Edition
from web.links.journey import Journey
from web.links.journey_address import clearing_id, kept_until, seal_journey
from web.services.clock import today
from web.ui.streamlit_shell import preloads_in, rewrite_shell

MOST_OF_A_FIRST_PAGE = 20_000


def test_the_first_page_is_a_plain_document_with_both_ways_in(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert re.findall("<script[^>]*>", response.text) == ['<script src="./start.js" defer>']
    assert len(response.content) < MOST_OF_A_FIRST_PAGE
    assert 'href="./?view=self&amp;lang=en"' in response.text
    assert 'href="./?view=leader&amp;lang=en"' in response.text


def test_an_address_that_says_where_to_begin_gets_the_shell(client: TestClient) -> None:
    response = client.get("/?view=self")
    assert '<html lang="en-GB">' in response.text
    assert '<script src="./guide.js" defer></script>' in response.text
    assert "prerenderReady" not in response.text
    assert response.headers["cache-control"] == "no-store"


def test_what_is_fetched_late_is_named_early(edition: Edition, tmp_path: Path) -> None:
    scripts = tmp_path / "static" / "js"
    scripts.mkdir(parents=True)
    for name in ("Radio.ab12CD34.js", "Radiology.ab12CD34.js"):
        (scripts / name).touch()
    late = preloads_in(tmp_path)
    assert late == ["./static/js/Radio.ab12CD34.js"]
    page = rewrite_shell(SHIPPED, edition, late)
    assert '<link rel="modulepreload" crossorigin href="./static/js/Radio.ab12CD34.js">' in page


def test_the_shell_fetches_our_faces_and_not_streamlits(edition: Edition) -> None:
    page = rewrite_shell(SHIPPED, edition)
    assert re.findall(r'rel="preload" href="([^"]+)"', page) == ["./guide-sans-1.woff2", "./guide-serif-1.woff2"]


def test_the_page_before_streamlits_own_is_that_of_the_view(client: TestClient, edition: Edition) -> None:
    for view in VIEWS:
        page = client.get(f"/?view={view}").text
        fields = re.findall(r'data-for="flag-(\w+)-([\w-]+)"', page)
        gates = [gate.id for gate in edition.rules.gates_for(view)]
        assert sorted(name for _, name in fields) == sorted([*gates, "none"])
        assert {of for of, _ in fields} == {view}


def test_a_journey_that_was_cleared_has_no_page_before_streamlits_own(client: TestClient, edition: Edition) -> None:
    journey = Journey("self", edition.rules.questions[1].id)
    at = seal_journey(SERVICES.sealer, edition.rules, journey, today=today())
    assert 'id="early"' in client.get(f"/?at={at}").text
    SERVICES.revocations.revoke(clearing_id(journey), kept_until(today()), today=today())
    assert 'id="early"' not in client.get(f"/?at={at}").text


def test_the_page_before_streamlits_own_keeps_the_address_for_the_other_language(
    client: TestClient, edition: Edition
) -> None:
    at = seal_journey(SERVICES.sealer, edition.rules, Journey("self", edition.rules.questions[1].id), today=today())
    page = client.get(f"/?at={at}&from=x").text
    assert edition.say("screening.again") in page
    assert f'href="?at={at}&amp;from=x&amp;lang=fr"' in page


@pytest.mark.parametrize("query", ["at=nonsense", "view=nobody"])
def test_an_address_that_begins_nowhere_gets_the_shell_alone(client: TestClient, query: str) -> None:
    page = client.get(f"/?{query}").text
    assert '<div id="root"></div>' in page
    assert 'id="early"' not in page


@pytest.mark.parametrize("query", ["utm_source=newsletter", "fbclid=1", "view=", "at=", "lang=en&utm_medium=email"])
def test_a_parameter_that_is_not_ours_changes_nothing_of_the_first_page(client: TestClient, query: str) -> None:
    assert client.get(f"/?{query}").text == client.get("/").text


def test_a_parameter_that_is_not_ours_changes_nothing_of_the_page_before_streamlits_own(client: TestClient) -> None:
    assert client.get("/?view=self&utm_source=newsletter").text == client.get("/?view=self").text


def test_a_shell_that_no_longer_looks_as_expected_is_noticed(edition: Edition) -> None:
    with pytest.raises(ValueError, match="has changed"):
        rewrite_shell("<html></html>", edition)
