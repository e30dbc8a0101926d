"""The words that people read, as frozen values bound to the rule base by id."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from recommender.errors import Place

ByView = Mapping[str, str]
"""A text for each view that meets it."""

Steps = Mapping[str, tuple[str, ...]]
"""A list of short texts for each view that meets it."""

BANDS = ("clear", "leaning", "close")
APPROACH_FIELDS = ("name", "what", "aim", "helper", "shape", "meeting", "good", "care", "check")


@dataclass(frozen=True, slots=True)
class OptionWords:
    """An option's text in each view that is offered it, and why it points where it points."""

    text: ByView
    because: str


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question's short topic, why it is asked, and, for each view, what is asked and a line of help."""

    topic: str
    why: str
    ask: ByView
    help: ByView
    options: Mapping[str, OptionWords]


@dataclass(frozen=True, slots=True)
class GateWords:
    """What can be ticked on the screening page, and the help that comes first when it is."""

    tick: ByView
    title: str
    say: ByView
    steps: Steps


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """An outcome's name within a sentence, its headline, what it means, and the first steps.

    The last two are empty for an outcome that only gates give: their own words say what to do.
    """

    name: str
    headline: ByView
    meaning: ByView
    steps: Steps


@dataclass(frozen=True, slots=True)
class PatternWords:
    """What is said when a pattern holds."""

    title: str
    text: ByView


@dataclass(frozen=True, slots=True)
class CertaintyWords:
    """How sure, in words: each level's name and meaning, and the reasons that are not a pattern's own.

    `bands` names what a lead of some size is called; `lead` says why a smaller one leaves doubt.
    """

    name: Mapping[str, str]
    means: Mapping[str, str]
    bands: Mapping[str, str]
    lead: Mapping[str, str]
    unanswered: ByView
    against: ByView
    pattern: ByView
    provisional: ByView
    no_trial: str


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of the evidence register. `seen`: the publisher's own page was read, or another's account of it."""

    cite: str
    url: str
    seen: str
    says: str
    checked: datetime.date
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """Every word of one language. `pages` are the texts of the pages themselves, by dotted id."""

    questions: Mapping[str, QuestionWords]
    gates: Mapping[str, GateWords]
    outcomes: Mapping[str, OutcomeWords]
    approaches: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, PatternWords]
    certainty: CertaintyWords
    evidence: Mapping[str, Source]
    pages: Mapping[str, str]
