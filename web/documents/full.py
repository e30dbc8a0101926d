"""The page for whoever opens the guide while it is full: what to do, and that nothing is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from recommender import VIEWS
from web.documents.pages import Page
from web.guide.edition import Edition
from web.guide.languages import PARAMETER
from web.links.journey_address import without_others


@dataclass(frozen=True, slots=True, kw_only=True)
class FullPage(Page):
    """`again` gives the address that was asked for, in a language; `view` is whom it is about, if the address says."""

    template = "full.html"
    again: Callable[[str], str]
    view: str
    begun: bool


def full_document(edition: Edition, query: Mapping[str, str]) -> str:
    """The page for an address with this query."""
    kept, view = without_others(query), query.get("view", "")
    page = FullPage(
        title=edition.say("full.title"),
        private=True,
        again=lambda language: "./?" + urlencode({**kept, PARAMETER: language}),
        view=view if view in VIEWS else "",
        begun="at" in kept,
    )
    return edition.render(page)
