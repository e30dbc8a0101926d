"""The rule base as frozen values: outcomes, gates, questions, patterns, bands. No words, no files, no arithmetic."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from types import MappingProxyType
from typing import Any

from recommender.core.audit_notes import AuditNotes
from recommender.core.errors import SourceLocation
from recommender.core.outcomes import BOTH, EITHER, Colours, Outcome

NOT_SURE = "not-sure"
"""An answer to every question, without points, which counts as unanswered."""

NOTHING_ELSE = "nothing-else"
"""The option of every question about a second answer for those who have none."""

MOST_POINTS = 3
"""The most points that an option can give to one side, before its question's weight."""

VIEW = "view"
"""The name of the view in a condition, beside the ids of questions, and in a table."""

SCREENING = "screening"
"""The name of a table's column of screening flags."""

RESERVED = (
    *(VIEW, SCREENING, "outcome", "certainty", "lead", "answered", "reasons"),
    *("answers", "result", "stop", "none", "own", "questions", "errors"),
)
"""Ids that no approach, question or gate may have: columns of tables, steps of the web's pages, and fields on them."""

VIEWS = ("self", "leader")
GRADES = ("A", "B", "C", "D")
LEVELS = ("stop", "provisional")
SAFETY = "safety"
GROUPS = (SAFETY, "first")
"""The headings of the screening page: safety and health, and what else may come first."""

CERTAINTIES = ("provisional", "close", "leaning", "clear")
"""From the least sure to the surest."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule is based on: keys of the evidence register, and a grade from A (best) to D."""

    keys: tuple[str, ...]
    grade: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, with its points from 0 to 3 toward each approach, and the views that offer it."""

    id: str
    points: tuple[int, int]
    evidence: Evidence | None
    views: tuple[str, ...]
    location: SourceLocation = field(compare=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its weight multiplies the points of its options; `ordered` options are a scale.

    `theme` is one of the rule base's themes, or "". `fixed` marks a question about what a decision cannot change, such
    as past experience. `second_of` is the question whose second answer this is: both are asked on one page, in the same
    words. A question without options in a view is not asked there, and never counts as unanswered.
    """

    id: str
    theme: str
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
        """Whether it counts as unanswered when left out."""
        return self.views == VIEWS

    def options_for(self, view: str) -> tuple[Option, ...]:
        """The options that this view offers, without "not sure"."""
        return tuple(option for option in self.options if view in option.views)


@dataclass(frozen=True, slots=True)
class Gate:
    """A flag on the screening page that puts something else first. At level `stop` nothing is scored.

    `group` is its heading on the page, one of GROUPS.
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
        """Whether nothing is scored where this is flagged."""
        return self.level == "stop"


Condition = tuple[str, frozenset[str]]
"""A question's id (or `view`) and the answers to it that meet the condition."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A combination of answers that means more than its points.

    It holds when every condition of any one of its lines is met. It may give the outcome, with a limit on its
    certainty; it may cap the certainty of any result; or it may do neither and be a note only.
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
    """The most certainty of a result from this many unanswered questions on."""

    count: int
    cap: str


@dataclass(frozen=True, slots=True)
class Bands:
    """The least clear and leaning leads, the points from which a close lead is `both`, and caps for missing answers."""

    clear: int
    leaning: int
    strong: int
    unanswered: tuple[UnansweredCap, ...]


@dataclass(frozen=True)
class RuleBase:
    """A rule base. `date` is the day of its last change, and `digest` the SHA-256 of all that can change a result:
    not of comments, layout, themes, colours and audit notes. Nor is the order of outcomes in it: links and files have
    their places, and a release holds them.

    Points, totals and colours come in pairs, in the order of the two `approaches`. `others` are the outcomes beside
    them, `both` and `either`. `obstacle` is the question of what is in the way, if there is one: a picture of many
    people counts its answers. It changes no result.
    """

    version: str
    date: datetime.date
    approaches: tuple[str, str]
    colours: tuple[Colours, Colours]
    others: tuple[Outcome, ...]
    themes: tuple[str, ...]
    gates: tuple[Gate, ...]
    questions: tuple[Question, ...]
    patterns: tuple[Pattern, ...]
    bands: Bands
    digest: str
    audit: AuditNotes = AuditNotes()
    obstacle: str = ""

    @cached_property
    def question(self) -> Mapping[str, Question]:
        """The questions by id."""
        return MappingProxyType({question.id: question for question in self.questions})

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """All outcomes, those that choose between the approaches first. Links and files have their places here."""
        something_else = (outcome.id for outcome in self.others if not outcome.in_turn)
        return (*self.approaches, *self.in_turn, BOTH, EITHER, *something_else)

    @cached_property
    def in_turn(self) -> Mapping[str, tuple[str, ...]]:
        """The outcomes that are one approach and then the other, each with the approaches in that order."""
        return MappingProxyType({outcome.id: outcome.in_turn for outcome in self.others if outcome.in_turn})

    @cached_property
    def band_outcomes(self) -> tuple[str, ...]:
        """The outcomes that the points alone can give."""
        return (*self.approaches, BOTH, EITHER)

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The outcomes that choose between the two approaches. The others put something else first."""
        return (*self.band_outcomes, *self.in_turn)

    @cached_property
    def led_to(self) -> tuple[str, ...]:
        """The outcomes that answers can lead to, without screening, in the order of `outcomes`."""
        found = {*self.band_outcomes, *(pattern.outcome for pattern in self.patterns)}
        return tuple(outcome for outcome in self.outcomes if outcome in found)

    @cached_property
    def result_columns(self) -> tuple[str, ...]:
        """The columns that scoring adds to a table."""
        return ("outcome", "certainty", *self.approaches, "lead", "answered", "reasons")

    @cached_property
    def _asked(self) -> Mapping[str, tuple[Question, ...]]:
        return {view: tuple(question for question in self.questions if view in question.views) for view in VIEWS}

    def __reduce__(self) -> tuple[Any, ...]:
        return RuleBase, tuple(getattr(self, field.name) for field in fields(self))  # without what is cached

    def questions_for(self, view: str) -> tuple[Question, ...]:
        """The questions of this view."""
        return self._asked.get(view, ())

    def pages_for(self, view: str) -> tuple[Question, ...]:
        """The questions with a page of their own in this view. A second answer is given on the page of the first."""
        return tuple(question for question in self.questions_for(view) if question.second_of is None)

    def second_to(self, question: str) -> Question | None:
        """The question that takes the second answer to this one, if any."""
        return next((other for other in self.questions if other.second_of == question), None)

    def stops(self, flags: Collection[str]) -> bool:
        """Whether any of these screening flags stops the guide."""
        return any(gate.stops for gate in self.gates if gate.id in flags)

    def gates_for(self, view: str) -> tuple[Gate, ...]:
        """The gates that this view can flag."""
        return tuple(gate for gate in self.gates if view in gate.views)


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One person's answers: option ids by question id (a question left out is "not sure"), and the gates flagged."""

    view: str
    answers: Mapping[str, str]
    flags: frozenset[str] = frozenset()
