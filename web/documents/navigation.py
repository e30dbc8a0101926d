"""The links at the top of Streamlit's pages, and of the page that is there before them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from markupsafe import Markup, escape

from web.guide.edition import Edition, TemplateValues
from web.guide.languages import PARAMETER
from web.links.journey_address import without_others

_KEPT = "~kept~"
"""What stands in the bar for the parts of the address, until they are known."""


@dataclass(frozen=True, slots=True)
class NavigationBar(TemplateValues):
    """The bar. `in_language` gives the address of this page in another language."""

    template = "bar.html"
    in_language: Callable[[str], str]


def navigation_bar(edition: Edition, query: Mapping[str, str]) -> Markup:
    """The way to the first page, to help, and to the page with this query in each other language."""
    kept = urlencode(without_others(query))
    return Markup(_bar(edition).replace(_KEPT, escape(f"{kept}&" if kept else "")))


@lru_cache(maxsize=16)
def _bar(edition: Edition) -> str:
    """The bar of a language, which is the same on every page but for the parts of its address."""
    return edition.render(NavigationBar(lambda language: f"?{_KEPT}{urlencode({PARAMETER: language})}"))
