"""The words that people read, as frozen values bound to the rule base by id."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from recommender.core.errors import SourceLocation

ByView = Mapping[str, str]
"""A text for each view that has it."""

Steps = Mapping[str, tuple[str, ...]]
"""A list of short texts for each view that has it."""

BANDS = ("clear", "leaning", "close")
APPROACH_TOPICS = ("name", "what", "aim", "helper", "shape", "meeting", "good", "care", "check")
"""What a reader is told of each approach, side by side."""

APPROACH_LABELS = ("points", "lead", "supports", "supports-more", "finding", "load")
"""What each approach is called as a column, as a heading of answers or advice, and beside a number."""

APPROACH_FIELDS = (*APPROACH_TOPICS, *APPROACH_LABELS)


@dataclass(frozen=True, slots=True)
class This:
    """Words for what the help is for: the activity (`doing`), and the subject (`thing`)."""

    doing: str
    thing: str

    def fill(self, text: str) -> str:
        """The text with these words at {doing} and {thing}."""
        return text.format(doing=self.doing, thing=self.thing)


@dataclass(frozen=True, slots=True)
class OptionWords:
    """An option's text in each view that offers it, the reason for its points, and its words for "this"."""

    text: ByView
    because: str
    this: Mapping[str, This] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading above some of a question's options."""

    title: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """A question's short topic, why it is asked, and, for each view, its text and a line of help, or "".

    `groups` are headings above its options. The question about what the help is for has words for "this" of its own,
    for as long as it is unanswered; after that, those of the chosen option are used.
    """

    topic: str
    why: str
    ask: ByView
    help: ByView
    options: Mapping[str, OptionWords]
    groups: tuple[Group, ...] = ()
    this: Mapping[str, This] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GateWords:
    """A flag on the screening page, and the help that comes first where it is set."""

    flag: ByView
    title: str
    say: ByView
    steps: Steps


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """An outcome's name within a sentence, its headline, what it means, the first steps, and its gist in a sentence.

    `meaning`, `steps` and `gist` are empty for an outcome that only gates give: their own words say what to do.
    `drawing` describes its drawing, `advised` says that an author advises it, or is "" where no author can, and
    `opening` is how a leader may begin to speak of it, or "".
    """

    name: str
    headline: ByView
    meaning: ByView
    steps: Steps
    gist: ByView = field(default_factory=dict)
    drawing: str = ""
    advised: str = ""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class PatternWords:
    """The note on a pattern that holds."""

    title: str
    text: ByView


@dataclass(frozen=True, slots=True)
class CertaintyWords:
    """Certainty in words: the name and meaning of each level, and the reasons that are not from patterns.

    `bands` are the names of the bands, and `lead` says why a lead that is not clear limits the certainty.
    """

    name: Mapping[str, str]
    means: Mapping[str, str]
    bands: Mapping[str, str]
    lead: Mapping[str, str]
    unanswered: ByView
    against: ByView
    pattern: ByView
    provisional: ByView


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """An entry of the evidence register. `seen`: whether the source itself was read, or another's account of it.

    `checked` is the day on which the entry was last compared with its source, and `review_by` the day by which it
    should be again.
    """

    cite: str
    url: str
    seen: str
    says: str
    checked: datetime.date
    review_by: datetime.date
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """Every word of one language. `pages` are the texts of the pages themselves, by dotted id."""

    questions: Mapping[str, QuestionWords]
    gates: Mapping[str, GateWords]
    outcomes: Mapping[str, OutcomeWords]
    approaches: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, PatternWords]
    certainty: CertaintyWords
    evidence: Mapping[str, EvidenceSource]
    pages: Mapping[str, str]

    def this(self, view: str, answers: Mapping[str, str]) -> This:
        """The words for what the help is for, as these answers name it."""
        for question, words in self.questions.items():
            if words.this:
                chosen = words.options.get(answers.get(question, ""))
                return (chosen.this if chosen else words.this)[view]
        return This("", "")

    def ask(self, question: str, view: str, answers: Mapping[str, str]) -> str:
        """The text of a question after these answers."""
        return self.this(view, answers).fill(self.questions[question].ask[view])
