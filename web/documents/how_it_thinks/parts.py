"""A part of the rules as the page shows it: its name, what it rests on, what practice says, and who dissents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from recommender.content.background import Choice, Dissent, Unknown
from recommender.content.situations import SOMETHING_ELSE, blends_as_one, verdicts
from recommender.core.model import Evidence
from recommender.core.parts import evidence_of_parts
from web.documents.sources import Listed, listed
from web.guide.edition import Edition


@dataclass(frozen=True, slots=True)
class Dissenting:
    """Sources that point another way, by their keys, and what they say."""

    says: str
    keys: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What a part of the rules rests on, each line "" where there is none.

    `keys` are those of its sources, and `grade` what the grade of the evidence means. `practice` says how many of the
    published cases in which it applies have authors who advise the same, and `verdicts` what all of them advise.
    """

    keys: str
    grade: str
    practice: str
    verdicts: str
    dissents: tuple[Dissenting, ...]


def verdict_name(edition: Edition, verdict: str) -> str:
    """An author's verdict within a sentence."""
    if verdict == SOMETHING_ELSE:
        return edition.say("how.something-else")
    return edition.wording.outcomes[verdict].name


def basis_of(edition: Edition, part: str, agreeing: Sequence[str] = ()) -> Basis:
    """What a part rests on. `agreeing` are the verdicts that agree with it; without any, all are told alike."""
    evidence = evidence_of_parts(edition.rules).get(part)
    practice, verdicts = _practice(edition, part, agreeing)
    return Basis(
        ", ".join(evidence.keys) if evidence else "",
        edition.say(f"how.grade.{evidence.grade.lower()}") if evidence else "",
        practice,
        verdicts,
        dissents_about(edition, part),
    )


def elsewhere(edition: Edition, texts: Mapping[str, str]) -> str:
    """The texts of all views but the first that differ from it, each with its view."""
    first, *others = texts
    return " ".join(
        f"{edition.say('titled', title=edition.say(f'how.view.{view}'))} {edition.say('quoted', said=texts[view])}"
        for view in others
        if texts[view] != texts[first]
    )


def dissents_about(edition: Edition, part: str) -> tuple[Dissenting, ...]:
    """The dissent about one part."""
    return tuple(
        Dissenting(edition.behind.dissents[dissent.id], ", ".join(dissent.sources))
        for dissent in edition.background.dissents
        if part in dissent.parts
    )


def sources_of(edition: Edition, parts: Sequence[str]) -> list[Listed]:
    """The sources that these parts cite, and those that dissent about them."""
    evidence: list[Evidence] = [found for part in parts if (found := evidence_of_parts(edition.rules).get(part))]
    about = [dissent for dissent in edition.background.dissents if set(parts) & set(dissent.parts)]
    return listed(edition, [*evidence, *ungraded(about)])


def ungraded(found: Iterable[Choice | Dissent | Unknown]) -> list[Evidence]:
    """What entries of the background rest on, as evidence that no grade is given to."""
    return [Evidence(one.sources, "") for one in found]


def part_name(edition: Edition, part: str) -> str:
    """A part in words: a gate's flag, a question's topic, an answer with its topic, or a pattern's title."""
    kind, _, name = part.partition(" ")
    named: Mapping[str, Callable[[str], str]] = {
        "gate": lambda gate: next(iter(edition.wording.gates[gate].flag.values())),
        "question": lambda question: edition.wording.questions[question].topic,
        "option": lambda option: _option_name(edition, *option.split("=")),
        "pattern": lambda pattern: edition.wording.patterns[pattern].title,
    }
    return named[kind](name)


def _option_name(edition: Edition, question: str, option: str) -> str:
    words = edition.wording.questions[question]
    text = next(iter(words.options[option].text.values()))
    return edition.say("how.answer-to", topic=words.topic, answer=edition.say("quoted", said=text))


def _practice(edition: Edition, part: str, agreeing: Sequence[str]) -> tuple[str, str]:
    counts = edition.agreement.practice.get(part) if edition.agreement else None
    if counts is None:
        return "", ""
    cases = sum(counts.values())
    if not cases:
        return edition.say("how.practice-none"), ""
    told = [(verdict, counts[verdict]) for verdict in verdicts(edition.rules) if counts.get(verdict)]
    in_words = ", ".join(f"{verdict_name(edition, verdict)} {edition.number(count)}" for verdict, count in told)
    if not agreeing:
        return edition.say("how.practice-split", cases=cases), in_words
    same = sum(counts.get(verdict, 0) for verdict in {blends_as_one(edition.rules, verdict) for verdict in agreeing})
    return edition.say("how.practice", same=same, cases=cases), in_words
