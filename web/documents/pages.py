"""The plain documents: pages that need no script, no session and no Streamlit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from recommender import VIEWS
from recommender.content.guidance_words import GRID_FIELDS, Section
from recommender.content.words import GateWords
from recommender.core.model import SAFETY, Evidence, Gate
from recommender.core.outcomes import BOTH
from recommender.explanation.caveats import help_first
from web.documents.reading_time import guide_minutes
from web.documents.sources import ContactsShown, Listed, RulesShown, contacts_shown, listed, rules_shown
from web.documents.verdict import outcome_drawing
from web.guide.edition import Edition, TemplateValues
from web.guide.templates import LOOK


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(TemplateValues):
    """The frame of every document. A private one is not to be listed anywhere; `root` leads to the first page."""

    title: str
    private: bool = False
    root: str = "./"


@dataclass(frozen=True, slots=True)
class AppStyle(TemplateValues):
    """The style of our documents, and what it needs besides where Streamlit draws the page."""

    template = "all.css"
    root: str = "./"


@dataclass(frozen=True, slots=True)
class Look(TemplateValues):
    """The style of the pages about links, as a file of its own."""

    template = LOOK
    root: str = "./"


@dataclass(frozen=True, slots=True)
class Icon(TemplateValues):
    """The icon in a browser's tab, which is dark, in the colours of the two approaches."""

    template = "icon.svg"
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class TeamStyle(TemplateValues):
    """What the page for a whole team needs besides the style of every page."""

    template = "team-app.css"


@dataclass(frozen=True, slots=True)
class DeskStyle(TemplateValues):
    """What the author's desk needs besides the style of every page."""

    template = "desk-app.css"


@dataclass(frozen=True, slots=True)
class StartBody(TemplateValues):
    """The first page without its frame."""

    template = "start-body.html"
    root: str
    minutes: int
    questions: int
    approaches: Mapping[str, Mapping[str, str]]
    drawing: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage(Page):
    """The first page."""

    template = "start.html"
    body: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsPage(Page):
    """Every option under the same headings, and, by option, the keys of the sources that it rests on."""

    template = "options.html"
    options: Mapping[str, Mapping[str, str]]
    fields: Sequence[str]
    keys: Mapping[str, str]
    sources: Sequence[Listed]
    rules: RulesShown


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage(Page):
    """What to agree on, with the keys of the sources that it rests on."""

    template = "agreement.html"
    section: Section
    keys: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage(Page):
    """Whom to turn to at once: lines for everybody, and the help for each gate about safety, by view."""

    template = "help.html"
    lines: Sequence[str]
    gates: Mapping[str, Sequence[GateWords]]
    contacts: ContactsShown


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage(Page):
    """A title, a sentence, and the way to the first page."""

    template = "message.html"
    text: str
    answers_form: bool = False


def start_document(edition: Edition) -> str:
    """The first page: what this is, what it takes, and what happens to the answers."""
    return edition.render(StartPage(title=edition.say("start.title"), body=start_body(edition)))


def start_body(edition: Edition) -> Markup:
    """The first page without its frame."""
    return edition.render(
        StartBody(
            root="./",
            minutes=guide_minutes(edition, "self"),
            questions=max(len(edition.rules.pages_for(view)) for view in VIEWS),
            approaches=edition.wording.approaches,
            drawing=outcome_drawing(edition, BOTH),
        )
    )


def options_document(edition: Edition, order: Sequence[str]) -> str:
    """The choice without a quiz: every option under the same headings, the two approaches first, in this order."""
    names = (*order, *(name for name in edition.advice.grid if name not in order))
    sources = {name: edition.guidance.sources[f"option-{name}"] for name in names}
    return edition.render(
        OptionsPage(
            title=edition.say("options.title"),
            options={name: edition.advice.grid[name] for name in names},
            fields=[field for field in GRID_FIELDS if field != "name"],
            keys={name: ", ".join(keys) for name, keys in sources.items()},
            sources=listed(edition, [Evidence(keys, "") for keys in sources.values()]),
            rules=rules_shown(edition),
        )
    )


def agreement_document(edition: Edition) -> str:
    """One page with blanks to agree on, to be printed."""
    section = edition.advice.sections["agreement"]
    keys = ", ".join(edition.guidance.sources["agreement"])
    return edition.render(AgreementPage(title=section.title, section=section, keys=keys))


def help_document(edition: Edition) -> str:
    """Whom to turn to at once, whatever the guide says."""
    gates = {
        view: help_first(edition.wording, view, [g.id for g in edition.rules.gates_for(view) if _is_about_safety(g)])
        for view in VIEWS
    }
    lines = [edition.say(f"help.line-{number}") for number in range(1, 6)]
    return edition.render(
        HelpPage(title=edition.say("help.title"), lines=lines, gates=gates, contacts=contacts_shown(edition))
    )


def _is_about_safety(gate: Gate) -> bool:
    return gate.stops and gate.group == SAFETY


def message_document(edition: Edition, message: str, *, root: str, answers_form: bool = False, **values: str) -> str:
    """A page with a title, a sentence and the way to the first page."""
    title, text = edition.say(f"{message}.title"), edition.say(f"{message}.text", **values)
    return edition.render(MessagePage(title=title, private=True, root=root, text=text, answers_form=answers_form))
