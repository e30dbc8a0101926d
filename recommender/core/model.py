"""The rule base as frozen values: approaches, gates, questions, patterns, bands. No words, no files, no arithmetic."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from recommender.core.audit_notes import AuditNotes
from recommender.core.errors import SourceLocation

NOT_SURE = "not-sure"
"""The answer that every question takes: worth nothing to either side, and counted as unanswered."""

NOTHING_ELSE = "nothing-else"
"""The answer to a question about a second answer where the first was the only one. Every such question offers it."""

MOST_POINTS = 3
"""How many points an option can give to one side, before its question's weight."""

VIEW = "view"
"""How a pattern's condition names the view, beside the questions' ids."""

SCREENING = "screening"
"""How a table's column of ticks is named."""

RESULTS = ("outcome", "certainty", "coaching", "mentoring", "lead", "reasons")
"""The columns that scoring adds to a table."""

RESERVED = (VIEW, SCREENING, *RESULTS, "answers", "result", "stop", "none", "own", "questions", "errors")
"""Ids that no question and no gate may have: columns of tables, steps of the web's pages, and fields on them."""

VIEWS = ("self", "leader")
APPROACHES = ("coaching", "mentoring")
GRADES = ("A", "B", "C", "D")
LEVELS = ("stop", "provisional")
GROUPS = ("safety", "first")
"""The headings of the screening page: safety and health, and what else may come first."""

CERTAINTIES = ("provisional", "close", "leaning", "clear")
"""From the least sure to the surest."""

BAND_OUTCOMES = ("coaching", "mentoring", "both", "either")
"""The outcomes that the points alone can give."""

CHOICES = (*BAND_OUTCOMES, "mentoring-then-coaching")
"""Outcomes that are a choice between the two approaches, and not something else first."""

OUTCOMES = (
    "coaching",
    "mentoring",
    "mentoring-then-coaching",
    "both",
    "either",
    "training-first",
    "expert-first",
    "standards-first",
    "support-first",
    "safeguarding-first",
    "process-first",
    "direct-first",
    "fix-the-job-first",
    "talk-first",
)
"""Every outcome that there can be. Links and files carry these ids, so they are never renamed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule rests on: keys of the evidence register, and a grade from A (best) to D."""

    keys: tuple[str, ...]
    grade: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, with its points from 0 to 3 toward each approach, and the views that are offered it."""

    id: str
    coaching: int
    mentoring: int
    evidence: Evidence | None
    views: tuple[str, ...]
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its weight multiplies its options' points; ordered options run from one end to the other.

    `fixed` marks a question about what nobody can change by deciding to, such as what they have done before.
    `second_of` names the question whose second answer this is: both are asked on one page, in the same words.
    A question without options in a view is not asked there, and is never counted as unanswered.
    """

    id: str
    weight: int
    ordered: bool
    fixed: bool
    second_of: str | None
    options: tuple[Option, ...]
    location: SourceLocation = field(compare=False)

    @property
    def views(self) -> tuple[str, ...]:
        """The views in which it is asked."""
        return tuple(view for view in VIEWS if self.options_for(view))

    @property
    def counts(self) -> bool:
        """Whether it counts as unanswered when it is left out."""
        return self.views == VIEWS

    def options_for(self, view: str) -> tuple[Option, ...]:
        """The options that somebody answering in this view is offered, without "not sure"."""
        return tuple(option for option in self.options if view in option.views)


@dataclass(frozen=True, slots=True)
class Gate:
    """A tick on the screening page that puts something else first. Level `stop`: no score is worked out at all.

    `group` is the heading that it stands under, one of GROUPS.
    """

    id: str
    outcome: str
    level: str
    group: str
    views: tuple[str, ...]
    evidence: Evidence
    location: SourceLocation = field(compare=False)

    @property
    def stops(self) -> bool:
        """Whether nothing is scored while this is ticked."""
        return self.level == "stop"


Condition = tuple[str, frozenset[str]]
"""A question's id (or `view`) and the answers to it that meet the condition."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A combination of answers that means more than its points.

    It holds when, in any one of its lines, every condition is met. It may give the outcome, with the most certainty
    that this outcome can have; it may cap the certainty of any result; it may do neither, and only be told.
    """

    id: str
    lines: tuple[tuple[Condition, ...], ...]
    outcome: str | None
    certainty: str | None
    cap: str | None
    evidence: Evidence
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class UnansweredCap:
    """From this many unanswered questions on, a result is at most this certain."""

    count: int
    cap: str


@dataclass(frozen=True, slots=True)
class Bands:
    """What a lead of so many points is called, what makes a close lead `both`, and what missing answers cost."""

    clear: int
    leaning: int
    strong: int
    unanswered: tuple[UnansweredCap, ...]


@dataclass(frozen=True)
class RuleBase:
    """A whole rule base: `date` is the day of its last change, `digest` the SHA-256 of all that can change a result:
    comments and layout of the file, and what it says of its audit, are not in it.
    """

    version: str
    date: datetime.date
    gates: tuple[Gate, ...]
    questions: tuple[Question, ...]
    patterns: tuple[Pattern, ...]
    bands: Bands
    digest: str
    audit: AuditNotes = AuditNotes()

    @cached_property
    def question(self) -> Mapping[str, Question]:
        """The questions by id."""
        return MappingProxyType({question.id: question for question in self.questions})

    @cached_property
    def led_to(self) -> tuple[str, ...]:
        """The outcomes that answers can lead to, screening left aside, in the order of OUTCOMES."""
        found = {*BAND_OUTCOMES, *(pattern.outcome for pattern in self.patterns)}
        return tuple(outcome for outcome in OUTCOMES if outcome in found)

    def questions_for(self, view: str) -> tuple[Question, ...]:
        """The questions that somebody answering in this view is asked."""
        return tuple(question for question in self.questions if view in question.views)

    def pages_for(self, view: str) -> tuple[Question, ...]:
        """The questions with a page of their own in this view: a second answer is given on the page of the first."""
        return tuple(question for question in self.questions_for(view) if question.second_of is None)

    def second_to(self, question: str) -> Question | None:
        """The question that takes the second answer to this one, if any."""
        return next((other for other in self.questions if other.second_of == question), None)

    def stops(self, flags: Collection[str]) -> bool:
        """Whether any of these screening flags stops the guide."""
        return any(gate.stops for gate in self.gates if gate.id in flags)

    def gates_for(self, view: str) -> tuple[Gate, ...]:
        """The gates that somebody answering in this view can tick."""
        return tuple(gate for gate in self.gates if view in gate.views)


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One person's answers: option ids by question id (a question left out is "not sure"), and the gates ticked."""

    view: str
    answers: Mapping[str, str]
    flags: frozenset[str] = frozenset()
