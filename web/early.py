"""The page that is there before Streamlit is: the screening page, which is what the guide begins with in each session.

Streamlit takes seconds on a slow phone. Until then this one is there to be read and ticked, and `early.js` hands over
what was ticked and pressed once Streamlit has drawn its own. Nothing of it is sent anywhere.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from markupsafe import Markup

from recommender import VIEWS
from recommender.errors import LinkError
from web.guide import Guide, today
from web.journey import SCREENING, Journey, open_journey
from web.languages import PARAMETER
from web.screening import AGREED, AGREEMENT, NONE, agreement_ids, field_key, tick_ids


def early_page(guide: Guide, query: Mapping[str, str]) -> Markup:
    """The page for an address with this query, or nothing where the guide does not begin with screening there."""
    journey = _journey(guide, query)
    return _screening(guide, journey, query) if journey else Markup()


def _journey(guide: Guide, query: Mapping[str, str]) -> Journey | None:
    if "at" not in query:
        view = query.get("view", "")
        return Journey(view) if view in VIEWS else None
    try:
        return open_journey(guide.sealer, guide.rules, query["at"], today=today())
    except LinkError:
        return None


def _screening(guide: Guide, journey: Journey, query: Mapping[str, str]) -> Markup:
    rules, view = guide.rules, journey.view
    texts = {gate.id: guide.wording.gates[gate.id].tick[view] for gate in rules.gates_for(view)}
    texts |= {NONE: guide.say("screening.none"), AGREED: guide.say("screening.agreed")}
    agreements = agreement_ids(rules, view)
    return guide.render(
        "early.html",
        view=view,
        again=journey.step != SCREENING,
        go_on=guide.say("button.save" if journey.changing else "button.continue"),
        ticks=[(field_key(view, name), texts[name]) for name in (*tick_ids(rules, view), NONE)],
        agreement=field_key(view, AGREEMENT),
        agreements=[texts[name] for name in (AGREED, *agreements)] if agreements else [],
        in_language=lambda language: "?" + urlencode({**query, PARAMETER: language}),
    )
