"""What decides beside the points, as the page shows it: gates, patterns with their conditions, and the bands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recommender.content.situations import as_verdict
from recommender.core.decision import AHEAD
from recommender.core.model import GROUPS, NOT_SURE, VIEW, Condition, Gate, Pattern
from web.documents.how_it_thinks.parts import Basis, basis_of, elsewhere, sources_of
from web.documents.sources import Listed
from web.guide.edition import Edition


@dataclass(frozen=True, slots=True)
class GateShown:
    """What can be ticked on the screening page, what comes first then, and what happens to the rest of the result."""

    id: str
    flag: str
    elsewhere: str
    outcome: str
    level: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class PatternShown:
    """Answers that mean more together. `lines` are the sets of answers, each as a list of conditions."""

    id: str
    title: str
    lines: tuple[tuple[str, ...], ...]
    effect: str
    says: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class GroupShown:
    """Some gates or patterns under one title, with their sources."""

    title: str
    gates: Sequence[GateShown]
    patterns: Sequence[PatternShown]
    sources: Sequence[Listed]


def gates_shown(edition: Edition) -> list[GroupShown]:
    """All gates by their group on the screening page, each in the order in which they decide."""
    found = []
    for group in GROUPS:
        gates = [gate for gate in edition.rules.gates if gate.group == group]
        if gates:
            sources = sources_of(edition, [f"gate {gate.id}" for gate in gates])
            title = edition.say(f"screening.group.{group}")
            found.append(GroupShown(title, [_gate(edition, gate) for gate in gates], (), sources))
    return found


def patterns_shown(edition: Edition) -> list[GroupShown]:
    """All patterns by what they do: they give the outcome, limit the certainty, or only say more."""
    by_effect: Mapping[str, list[Pattern]] = {"decide": [], "limit": [], "say": []}
    for pattern in edition.rules.patterns:
        by_effect["decide" if pattern.outcome else "limit" if pattern.cap else "say"].append(pattern)
    return [
        GroupShown(
            edition.say(f"how.patterns.{effect}", count=len(patterns)),
            (),
            [_pattern(edition, pattern) for pattern in patterns],
            sources_of(edition, [f"pattern {pattern.id}" for pattern in patterns]),
        )
        for effect, patterns in by_effect.items()
        if patterns
    ]


def bands_shown(edition: Edition) -> list[str]:
    """How points become a result, and how certain it is, in sentences: first what the lead is."""
    bands, words = edition.rules.bands, edition.wording.certainty
    lines = [
        edition.say("how.band-clear", lead=bands.clear, certainty=words.name["clear"]),
        edition.say("how.band-leaning", lead=bands.leaning, most=bands.clear - 1, certainty=words.name["leaning"]),
        edition.say("how.band-close", lead=bands.leaning, times=AHEAD, certainty=words.name["close"]),
        edition.say("how.band-strong", points=bands.strong),
    ]
    caps = [edition.say("how.band-missing", count=cap.count, certainty=words.name[cap.cap]) for cap in bands.unanswered]
    first, second = (edition.wording.outcomes[approach].name for approach in edition.rules.approaches)
    return [edition.say("how.bands-text", first=first, second=second), *lines, *caps]


def _gate(edition: Edition, gate: Gate) -> GateShown:
    flags = {view: edition.wording.gates[gate.id].flag[view] for view in gate.views}
    return GateShown(
        gate.id,
        flags[gate.views[0]],
        elsewhere(edition, flags),
        edition.wording.outcomes[gate.outcome].headline[gate.views[0]],
        edition.say(f"how.level.{gate.level}"),
        basis_of(edition, f"gate {gate.id}", [as_verdict(edition.rules, gate.outcome)]),
    )


def _pattern(edition: Edition, pattern: Pattern) -> PatternShown:
    words = edition.wording.patterns[pattern.id]
    agreeing = [as_verdict(edition.rules, pattern.outcome)] if pattern.outcome else []
    return PatternShown(
        pattern.id,
        words.title,
        tuple(tuple(_condition(edition, condition) for condition in line) for line in pattern.lines),
        _effect(edition, pattern),
        next(iter(words.text.values())),
        basis_of(edition, f"pattern {pattern.id}", agreeing),
    )


def _effect(edition: Edition, pattern: Pattern) -> str:
    names = edition.wording.certainty.name
    told = []
    if pattern.outcome:
        outcome = edition.wording.outcomes[pattern.outcome].name
        told.append(edition.say("how.then", outcome=outcome, certainty=names[pattern.certainty or "clear"]))
    if pattern.cap:
        told.append(edition.say("how.cap", certainty=names[pattern.cap]))
    return " ".join(told) or edition.say("how.note")


def _condition(edition: Edition, condition: Condition) -> str:
    """A question with the answers that meet the condition, in the order of the rules."""
    name, wanted = condition
    if name == VIEW:
        return " ".join(edition.say(f"how.when.{view}") for view in sorted(wanted))
    words = edition.wording.questions[name]
    texts = [
        next(iter(words.options[option.id].text.values()))
        for option in edition.rules.question[name].options
        if option.id in wanted
    ]
    texts += [edition.say("how.not-sure")] if NOT_SURE in wanted else []
    return edition.say("how.answered", topic=words.topic, answers=_either(edition, texts))


def _either(edition: Edition, texts: Iterable[str]) -> str:
    return f" {edition.say('how.or')} ".join(edition.say("quoted", said=text) for text in texts)
