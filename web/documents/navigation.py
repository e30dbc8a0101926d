"""The links at the top of Streamlit's pages, and of the page that is there before them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from web.guide.edition import Edition, TemplateValues
from web.guide.languages import PARAMETER


@dataclass(frozen=True, slots=True)
class NavigationBar(TemplateValues):
    """The bar. `in_language` gives the address of this page in another language."""

    template = "bar.html"
    in_language: Callable[[str], str]


def navigation_bar(edition: Edition, query: Mapping[str, object]) -> Markup:
    """The way to the first page, to help, and to the page with this query in each other language."""
    return edition.render(NavigationBar(lambda language: "?" + urlencode({**query, PARAMETER: language})))
