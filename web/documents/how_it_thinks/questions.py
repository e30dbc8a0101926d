"""Every question as the page shows it: its texts, its weight, and each answer with its points and what they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recommender.analysis.pulls import Pull, favoured, furthest, longest, pull_of
from recommender.content.situations import blends
from recommender.content.words import QuestionWords
from recommender.core.model import Option, Question, RuleBase
from web.documents.how_it_thinks.parts import Basis, Dissenting, basis_of, dissents_about, elsewhere, sources_of
from web.documents.sources import Listed
from web.guide.edition import Edition


@dataclass(frozen=True, slots=True)
class Bar:
    """The points toward one side, and the width of its bar, in per cent of the longest."""

    points: int
    width: float


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One answer: its text, and that of another view where it differs; a bar for each side; and what it rests on.

    `because` is "" where the answer has the same words as that to the question before it.
    """

    id: str
    text: str
    elsewhere: str
    bars: tuple[Bar, ...]
    pull: str
    because: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """One question: its texts by the name of the view, why it is asked, facts about it, its answers and its sources.

    `bars` are as long as the furthest that any answer pulls to each side.
    """

    id: str
    number: int
    topic: str
    asks: Mapping[str, str]
    why: str
    facts: tuple[str, ...]
    bars: tuple[Bar, ...]
    options: tuple[OptionShown, ...]
    dissents: tuple[Dissenting, ...]
    sources: Sequence[Listed]


def questions_shown(edition: Edition) -> list[QuestionShown]:
    """All questions, in the order in which they are asked."""
    most = longest(edition.rules)
    return [_question(edition, question, number, most) for number, question in enumerate(edition.rules.questions, 1)]


def _question(edition: Edition, question: Question, number: int, most: int) -> QuestionShown:
    words, part = edition.wording.questions[question.id], f"question {question.id}"
    parts = [part, *(f"option {question.id}={option.id}" for option in question.options)]
    return QuestionShown(
        question.id,
        number,
        words.topic,
        {edition.say(f"how.view.{view}"): edition.wording.ask(question.id, view, {}) for view in question.views},
        words.why,
        tuple(_facts(edition, question)),
        _bars(furthest(question), most),
        tuple(_option(edition, question, option, most) for option in question.options),
        dissents_about(edition, part),
        sources_of(edition, parts),
    )


def _facts(edition: Edition, question: Question) -> list[str]:
    """What else there is to know of a question: its weight, its kind, and how alike two readers answered it."""
    facts = [edition.say("how.weight", count=question.weight) if question.weight > 1 else edition.say("how.weight-one")]
    if question.second_of:
        facts.append(edition.say("how.second", topic=edition.wording.questions[question.second_of].topic))
    if len(question.views) == 1:
        facts.append(edition.say(f"how.only.{question.views[0]}"))
    if question.ordered:
        facts.append(edition.say("how.ordered"))
    if question.fixed:
        facts.append(edition.say("how.fixed"))
    alike = edition.agreement.readers.get(question.id) if edition.agreement else None
    if alike:
        facts.append(edition.say("how.readers", kappa=edition.decimal(alike.kappa / 100), cases=alike.cases))
    return facts


def _option(edition: Edition, question: Question, option: Option, most: int) -> OptionShown:
    words, pull = edition.wording.questions[question.id], pull_of(question, option)
    texts = {view: words.options[option.id].text[view] for view in option.views}
    return OptionShown(
        option.id,
        texts[option.views[0]],
        elsewhere(edition, texts),
        _bars(pull, most),
        _in_words(edition, pull),
        "" if _repeats(edition, question, words, option) else words.options[option.id].because,
        basis_of(edition, f"option {question.id}={option.id}", _agreeing(edition.rules, pull)),
    )


def _repeats(edition: Edition, question: Question, words: QuestionWords, option: Option) -> bool:
    """Whether the question before has given the same reason for this answer already."""
    first = edition.wording.questions.get(question.second_of or "")
    return first is not None and first.options.get(option.id) == words.options[option.id]


def _agreeing(rules: RuleBase, pull: Pull) -> tuple[str, ...]:
    """The verdicts that agree with the points: the side with most of them, or either side and blends."""
    sides = favoured(rules, pull)
    return sides if len(sides) < 2 else (*sides, *blends(rules))


def _in_words(edition: Edition, pull: Pull) -> str:
    """The points of an answer in words."""
    sides = [
        edition.say("how.points", count=points, approach=edition.wording.outcomes[approach].name)
        for approach, points in zip(edition.rules.approaches, pull, strict=True)
        if points
    ]
    return ", ".join(sides) or edition.say("how.no-points")


def _bars(pull: Pull, most: int) -> tuple[Bar, ...]:
    return tuple(Bar(points, round(100 * points / most, 1) if most else 0.0) for points in pull)
