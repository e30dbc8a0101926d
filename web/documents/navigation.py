"""The links at the top of Streamlit's pages, and of the page that is there before them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from web.guide.edition import Edition, TemplateValues
from web.guide.languages import PARAMETER
from web.links.journey_address import without_others


@dataclass(frozen=True, slots=True)
class NavigationBar(TemplateValues):
    """The bar. `in_language` gives the address of this page in another language."""

    template = "bar.html"
    in_language: Callable[[str], str]


def navigation_bar(edition: Edition, query: Mapping[str, str]) -> Markup:
    """The way to the first page, to help, and to the page with this query in each other language."""
    kept = without_others(query)
    return edition.render(NavigationBar(lambda language: "?" + urlencode({**kept, PARAMETER: language})))
