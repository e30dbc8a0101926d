"""The page shown until Streamlit has loaded: the screening page, with which the guide begins in each session.

Streamlit takes seconds on a slow phone. Until then this page can be read and ticked, and `early.js` hands over
what was ticked and pressed once Streamlit has drawn its own. None of it is sent anywhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from recommender.core.errors import LinkError
from web.documents.navigation import navigation_bar
from web.guide.edition import Edition, TemplateValues
from web.guide.screening import FlagGroup, field_key, flag_groups
from web.links.journey import SCREENING, Journey
from web.links.journey_address import ClearedAnswers, is_team, journey_at
from web.services.clock import today
from web.services.services import Services

PLACE = "<!--early-->"
"""Where the page goes in Streamlit's shell."""


@dataclass(frozen=True, slots=True)
class PrerenderedScreening(TemplateValues):
    """The page. `again`: the answers are there already, and only the flags are asked once more.

    `key` gives the name of a gate's field.
    """

    template = "early.html"
    view: str
    again: bool
    button: str
    groups: tuple[FlagGroup, ...]
    key: Callable[[str], str]
    bar: Markup


@dataclass(frozen=True, slots=True)
class PrerenderedTeam(TemplateValues):
    """How the page for a whole team begins."""

    template = "early-team.html"
    bar: Markup


def prerendered_page(edition: Edition, services: Services, query: Mapping[str, str]) -> Markup:
    """The page for an address with this query, or nothing where there is none before Streamlit's own.

    Raises ClearedAnswers for an address whose answers were cleared.
    """
    if is_team(query):
        return edition.render(PrerenderedTeam(navigation_bar(edition, query)))
    try:
        journey = journey_at(services, edition.rules, query, today=today())
    except ClearedAnswers:
        raise
    except LinkError:
        return Markup()
    return _screening(edition, journey, query) if journey else Markup()


def _screening(edition: Edition, journey: Journey, query: Mapping[str, str]) -> Markup:
    values = PrerenderedScreening(
        view=journey.view,
        again=journey.step != SCREENING,
        button=edition.say("button.save" if journey.changing else "button.continue"),
        groups=flag_groups(edition, journey.view),
        key=partial(field_key, journey.view),
        bar=navigation_bar(edition, query),
    )
    return edition.render(values)
