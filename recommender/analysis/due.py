"""What the audit says of sources and contacts that are due for review, or soon will be, and of what rests on them."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from recommender.analysis.finding import WARNING, Finding
from recommender.content.background import Background
from recommender.content.capacity import Effort, Efforts
from recommender.content.contacts import Contact
from recommender.content.guidance import Guidance
from recommender.content.reviews import Reviewed, is_due, is_due_soon
from recommender.content.words import EvidenceSource
from recommender.core.model import Evidence, RuleBase


@dataclass(frozen=True, slots=True)
class ToReview:
    """What is checked from time to time: sources by key, and contacts; and what cites sources besides the rules.

    Without `guidance`, only the rules are known, and nothing is said of what else may rest on a source.
    """

    sources: Mapping[str, EvidenceSource] = field(default_factory=dict)
    contacts: Sequence[Contact] = ()
    guidance: Guidance | None = None
    efforts: Efforts = field(default_factory=dict)
    background: Background = Background()


def due_for_review(rules: RuleBase, items: ToReview, today: datetime.date) -> Iterator[Finding]:
    """A warning for each source and contact that is due, or falls due soon, in the order of their files."""
    resting = list(_resting(rules, items))
    for key, source in items.sources.items():
        if is_due_soon(source, today):
            found = {kind: [name for name, keys in parts if key in keys] for kind, parts in resting}
            named = "; ".join(f"{kind} {', '.join(names)}" for kind, names in found.items() if names)
            none = "nothing rests on it" if items.guidance else "no rule rests on it"
            message = f"{_when(source, today)}; {f'these rest on it: {named}' if named else none}"
            yield Finding(WARNING, "evidence-due", (key,), source.location, message)
    for contact in items.contacts:
        if is_due_soon(contact, today):
            yield Finding(WARNING, "contact-due", (contact.name,), contact.location, _when(contact, today))


def _when(item: Reviewed, today: datetime.date) -> str:
    due = "due for review since" if is_due(item, today) else "to be reviewed by"
    return f"{due} {item.review_by}, last checked on {item.checked}"


Parts = list[tuple[str, tuple[str, ...]]]
"""Parts of one kind: each one's id, and the keys of the sources that it rests on."""


def _resting(rules: RuleBase, items: ToReview) -> Iterator[tuple[str, Parts]]:
    """Everything that rests on sources, by its kind."""
    options = [(f"{question.id}={option.id}", option) for question in rules.questions for option in question.options]
    yield "gates", [(gate.id, gate.evidence.keys) for gate in rules.gates]
    yield "options", [(name, option.evidence.keys) for name, option in options if option.evidence]
    yield "patterns", [(pattern.id, pattern.evidence.keys) for pattern in rules.patterns]
    if items.guidance:
        cells = [(cell.id, cell.evidence.keys) for cell in items.guidance.cells]
        yield "guidance", [*cells, *items.guidance.sources.items()]
    efforts = [(approach, part) for approach, effort in items.efforts.items() for part in _evidence(effort)]
    yield "capacity", [(f"{approach}.{name}", evidence.keys) for approach, (name, evidence) in efforts]
    yield "decisions", [(choice.id, choice.sources) for choice in items.background.choices]
    yield "dissents", [(dissent.id, dissent.sources) for dissent in items.background.dissents]
    yield "open questions", [(unknown.id, unknown.sources) for unknown in items.background.unknowns]


def _evidence(effort: Effort) -> list[tuple[str, Evidence]]:
    return [(part.name, getattr(effort, part.name).evidence) for part in fields(effort)]
