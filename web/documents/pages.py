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
from web.guide.edition import Guide
from web.guide.palette import DARK, LIGHT

SAFETY = GROUPS[0]


def app_style(guide: Guide) -> str:
    """The style of our documents, and what it needs besides where Streamlit draws the page."""
    sheets = ("fonts.css", "style.css", "start.css", "result.css", "forms.css", "app.css")
    return "".join(guide.render(sheet, root="./") for sheet in sheets)


def start_document(guide: Guide) -> str:
    """The first page: what this is, what it takes, and what happens to the answers."""
    return guide.render(
        "start.html", **page_values(guide, guide.say("start.title"), private=False), **start_values(guide)
    )


def start_values(guide: Guide) -> dict[str, object]:
    """What the body of the first page is filled in with."""
    words = guide.wording
    return {
        "minutes": guide_minutes(guide, "self"),
        "approaches": words.approaches,
        "no_trial": words.certainty.no_trial,
        "drawing": draw_outcome("both", guide.say("drawing.both")),
    }


def options_document(guide: Guide, order: Sequence[str]) -> str:
    """The choice without a quiz: every option under the same headings, the two approaches first, in this order."""
    names = (*order, *(name for name in guide.advice.grid if name not in order))
    fields = [field for field in GRID_FIELDS if field != "name"]
    page = page_values(guide, guide.say("options.title"), private=False)
    sources = {name: guide.guidance.sources[f"option-{name}"] for name in names}
    values = {
        "options": {name: guide.advice.grid[name] for name in names},
        "fields": fields,
        "no_trial": guide.wording.certainty.no_trial,
        "keys": {name: ", ".join(keys) for name, keys in sources.items()},
        "sources": listed(guide, [Evidence(keys, "") for keys in sources.values()]),
        "version": guide.rules.version,
        "rules_date": guide.day(guide.rules.date),
        **maker_values(guide),
        "usual_day": usual_day(guide),
    }
    return guide.render("options.html", **page, **values)


def agreement_document(guide: Guide) -> str:
    """One page with blanks to agree on, to be printed."""
    section = guide.advice.sections["agreement"]
    keys = ", ".join(guide.guidance.sources["agreement"])
    return guide.render(
        "agreement.html", **page_values(guide, section.title, private=False), section=section, keys=keys
    )


def help_document(guide: Guide) -> str:
    """Whom to turn to at once, whatever the guide says."""
    gates = {
        view: help_first(guide.wording, view, [g.id for g in guide.rules.gates_for(view) if _is_about_safety(g)])
        for view in VIEWS
    }
    lines = [guide.say(f"help.line-{number}") for number in range(1, 6)]
    page = page_values(guide, guide.say("help.title"), private=False)
    return guide.render("help.html", **page, views=VIEWS, gates=gates, lines=lines, **contact_values(guide))


def _is_about_safety(gate: Gate) -> bool:
    return gate.stops and gate.group == SAFETY


def message_document(guide: Guide, message: str, *, root: str, **values: str) -> str:
    """A page with a title, a sentence and the way to the first page."""
    page = page_values(guide, guide.say(f"{message}.title"), private=True, root=root)
    return guide.render("message.html", **page, text=guide.say(f"{message}.text", **values))


def page_values(guide: Guide, title: str, *, private: bool, root: str = "./") -> dict[str, object]:
    """What the frame of every document is filled in with. A private one is not to be listed anywhere."""
    papers = {"light": LIGHT["paper"], "dark": DARK["paper"]}
    return {"title": title, "papers": papers, "private": private, "root": root}
