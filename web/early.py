"""The page that is there before Streamlit is: the screening page, which is what the guide begins with in each session.

Streamlit takes seconds on a slow phone. Until then this one is there to be read and ticked, and `early.js` hands over
what was ticked and pressed once Streamlit has drawn its own. Nothing of it is sent anywhere.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from markupsafe import Markup

from recommender.errors import LinkError
from web.guide import Guide, today
from web.journey import SCREENING, Journey, clearing_id, journey_at
from web.languages import PARAMETER
from web.screening import AGREED, AGREEMENT, NONE, agreement_ids, field_key, tick_ids, tick_texts


def early_page(guide: Guide, query: Mapping[str, str]) -> Markup:
    """The page for an address with this query, or nothing where the guide does not begin with screening there."""
    try:
        journey = journey_at(guide.sealer, guide.rules, query, today=today())
        if query.get("at") and journey and guide.sharing.revocations.any_revoked([clearing_id(journey)]):
            return Markup()
    except LinkError:
        return Markup()
    return _screening(guide, journey, query) if journey else Markup()


def _screening(guide: Guide, journey: Journey, query: Mapping[str, str]) -> Markup:
    rules, view = guide.rules, journey.view
    texts = tick_texts(guide, view)
    agreements = agreement_ids(rules, view)
    return guide.render(
        "early.html",
        view=view,
        again=journey.step != SCREENING,
        button=guide.say("button.save" if journey.changing else "button.continue"),
        ticks=[(field_key(view, name), texts[name]) for name in (*tick_ids(rules, view), NONE)],
        agreement=field_key(view, AGREEMENT),
        agreements=[texts[name] for name in (AGREED, *agreements)] if agreements else [],
        in_language=lambda language: "?" + urlencode({**query, PARAMETER: language}),
    )
