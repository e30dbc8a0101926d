"""What was handed out opens for good, and what was published as JSON stays: tokens and shapes kept from their day."""

import json
from typing import Any

import pytest

from recommender.core.errors import UnknownRules
from tests.web.frozen.shapes import FILE, missing, published, shape_of
from tests.web.frozen.tokens import JOURNEY, held, kept
from tests.web.loaded import EDITION, RULES
from tests.web.routes.api.asked import CLIENT
from web.links.link import SHARED
from web.links.releases import RELEASED

TOKENS = kept()
THEN = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("one", TOKENS, ids=lambda one: f"{one['version']}-{one['kind']}-{one['token'][:6]}")
def test_a_token_of_its_day_holds_what_it_held(one: dict[str, Any]) -> None:
    if one["kind"] == JOURNEY and one["version"] != RULES.version:
        with pytest.raises(UnknownRules):
            held(one["kind"], one["token"])
    else:
        assert held(one["kind"], one["token"]) == one["holds"]


def test_a_link_without_an_end_shows_its_result_to_whoever_opens_it() -> None:
    links = [one for one in TOKENS if one["kind"] == SHARED and one["holds"]["last_day"] is None]
    for one in links:
        answer = CLIENT.get(f"/s/{one['token']}", headers={"Accept": "application/json"}).json()
        assert [result["rules"]["version"] for result in answer["results"]] == [one["version"]]
        content = one["holds"]["results"][0]["content"]
        assert answer["results"][0]["view"] == content.get("verdict", content)["view"]
    assert len(links) >= 8


def test_every_release_has_its_tokens() -> None:
    released = {file.stem for file in (EDITION.folder / RELEASED).glob("*.json")}
    assert {one["version"] for one in TOKENS} == released


def test_nothing_that_was_published_is_gone() -> None:
    assert missing(THEN, published()) == []


def test_a_field_that_goes_or_changes_its_kind_is_noticed() -> None:
    then, now = {"it": shape_of({"a": 1, "b": [{"c": "d"}]})}, {"it": shape_of({"a": "1", "b": [{}]})}
    assert missing(then, now) == ["it: .a as number", "it: .b[].c as text"]
