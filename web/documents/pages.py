"""The plain documents: pages that need no script, no session and no Streamlit."""

from collections.abc import Sequence

from recommender import VIEWS
from recommender.content.guidance_words import GRID_FIELDS
from recommender.core.model import GROUPS, Evidence, Gate
from recommender.explanation.caveats import help_first
from web.documents.drawings import draw_outcome
from web.documents.reading_time import guide_minutes
from web.documents.result import contact_values, maker_values
from web.documents.sources import listed, usual_day
from web.guide.edition import Edition
from web.guide.palette import DARK, LIGHT

SAFETY = GROUPS[0]


def app_style(edition: Edition) -> str:
    """The style of our documents, and what it needs besides where Streamlit draws the page."""
    sheets = ("fonts.css", "style.css", "start.css", "result.css", "forms.css", "app.css")
    return "".join(edition.render(sheet, root="./") for sheet in sheets)


def start_document(edition: Edition) -> str:
    """The first page: what this is, what it takes, and what happens to the answers."""
    return edition.render(
        "start.html", **page_values(edition, edition.say("start.title"), private=False), **start_values(edition)
    )


def start_values(edition: Edition) -> dict[str, object]:
    """What the body of the first page is filled in with."""
    words = edition.wording
    return {
        "minutes": guide_minutes(edition, "self"),
        "approaches": words.approaches,
        "no_trial": words.certainty.no_trial,
        "drawing": draw_outcome("both", edition.say("drawing.both")),
    }


def options_document(edition: Edition, order: Sequence[str]) -> str:
    """The choice without a quiz: every option under the same headings, the two approaches first, in this order."""
    names = (*order, *(name for name in edition.advice.grid if name not in order))
    fields = [field for field in GRID_FIELDS if field != "name"]
    page = page_values(edition, edition.say("options.title"), private=False)
    sources = {name: edition.guidance.sources[f"option-{name}"] for name in names}
    values = {
        "options": {name: edition.advice.grid[name] for name in names},
        "fields": fields,
        "no_trial": edition.wording.certainty.no_trial,
        "keys": {name: ", ".join(keys) for name, keys in sources.items()},
        "sources": listed(edition, [Evidence(keys, "") for keys in sources.values()]),
        "version": edition.rules.version,
        "rules_date": edition.day(edition.rules.date),
        **maker_values(edition),
        "usual_day": usual_day(edition),
    }
    return edition.render("options.html", **page, **values)


def agreement_document(edition: Edition) -> str:
    """One page with blanks to agree on, to be printed."""
    section = edition.advice.sections["agreement"]
    keys = ", ".join(edition.guidance.sources["agreement"])
    return edition.render(
        "agreement.html", **page_values(edition, section.title, private=False), section=section, keys=keys
    )


def help_document(edition: Edition) -> str:
    """Whom to turn to at once, whatever the guide says."""
    gates = {
        view: help_first(edition.wording, view, [g.id for g in edition.rules.gates_for(view) if _is_about_safety(g)])
        for view in VIEWS
    }
    lines = [edition.say(f"help.line-{number}") for number in range(1, 6)]
    page = page_values(edition, edition.say("help.title"), private=False)
    return edition.render("help.html", **page, views=VIEWS, gates=gates, lines=lines, **contact_values(edition))


def _is_about_safety(gate: Gate) -> bool:
    return gate.stops and gate.group == SAFETY


def message_document(edition: Edition, message: str, *, root: str, **values: str) -> str:
    """A page with a title, a sentence and the way to the first page."""
    page = page_values(edition, edition.say(f"{message}.title"), private=True, root=root)
    return edition.render("message.html", **page, text=edition.say(f"{message}.text", **values))


def page_values(edition: Edition, title: str, *, private: bool, root: str = "./") -> dict[str, object]:
    """What the frame of every document is filled in with. A private one is not to be listed anywhere."""
    papers = {"light": LIGHT["paper"], "dark": DARK["paper"]}
    return {"title": title, "papers": papers, "private": private, "root": root}
