"""Two to six results side by side: where they agree, where they differ and by how much, and what to talk about first.

They are different people's views, or one person's at different times. It prepares a conversation, and gives no verdict.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from recommender import AnswerSheet
from web.documents.partial_result import side_in_words
from web.documents.verdict import verdict_words
from web.guide.answer_texts import answer_text
from web.guide.edition import Edition
from web.links.disclosure import NOT_ANSWERED, Content, Verdict, Weighing, disclose, disclosure_of, verdict_in
from web.links.resolution import ResolvedLink

FEWEST, MOST = 2, 6
OF_VIEWS, OVER_TIME = KINDS = ("views", "times")
"""What is compared: different people's views, or one person's at different times."""

_DISCUSSED_FIRST = 3


@dataclass(frozen=True, slots=True)
class ComparedResult:
    """One result to be compared, with the edition that it was created under."""

    edition: Edition
    content: Content
    created: datetime.date


@dataclass(frozen=True, slots=True)
class Column:
    """One result in words: whose view and when, its headline, its certainty, and what its link does not hold."""

    name: str
    headline: str
    certainty: str
    lacks: str


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic, and the position of each result that has one: the column's name, and an answer or a side in words.

    `apart` is by how many points the answers lie apart.
    """

    topic: str
    positions: tuple[tuple[str, str], ...]
    apart: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it. `same`: they come to one outcome. `by_sides`: not all links hold answers, so sides are compared."""

    columns: tuple[Column, ...]
    same: bool
    by_sides: bool
    differ: tuple[TopicLine, ...]
    agree: tuple[TopicLine, ...]
    alone: tuple[TopicLine, ...]

    @property
    def first(self) -> tuple[TopicLine, ...]:
        """What to talk about first."""
        return self.differ[:_DISCUSSED_FIRST]


@dataclass(frozen=True, slots=True)
class _Position:
    """One result on a topic: an answer or a side, its words, and how far it favours the first approach."""

    column: int
    id: str
    text: str
    lead: int


def compared_results(opened: Sequence[ResolvedLink]) -> list[ComparedResult]:
    """Every result in these links; a joint link has two."""
    return [
        ComparedResult(found.edition, result.content, result.created)
        for link in opened
        for found, result in zip(link.found, link.link.results, strict=True)
    ]


def compare(edition: Edition, results: Sequence[ComparedResult], *, kind: str) -> Comparison:
    """The comparison of two to six results; those OVER_TIME are put in order of date."""
    if kind == OVER_TIME:
        results = sorted(results, key=lambda one: one.created)
    verdicts = [verdict_in(one.edition.table, one.content) for one in results]
    columns = tuple(_column(edition, *column) for column in zip(count(1), results, verdicts, strict=False))
    by_sides = not all(isinstance(one.content, AnswerSheet | Verdict) for one in results)
    lines = _lines(edition, results, columns, by_sides=by_sides)
    differ = sorted((line for line, kind in lines if kind == "differ"), key=lambda line: -line.apart)
    return Comparison(
        columns,
        len({verdict.outcome for verdict in verdicts}) == 1,
        by_sides,
        tuple(differ),
        *(tuple(line for line, found in lines if found == kind) for kind in ("agree", "alone")),
    )


def _column(edition: Edition, number: int, one: ComparedResult, verdict: Verdict) -> Column:
    return Column(
        edition.say(f"compare.column.{verdict.view}", number=number, created=edition.day(one.created)),
        verdict_words(one.edition, verdict).headline,
        one.edition.wording.certainty.name[verdict.certainty],
        "" if disclosure_of(one.content) == "answers" else edition.say(f"compare.lacks.{disclosure_of(one.content)}"),
    )


def _lines(
    edition: Edition, results: Sequence[ComparedResult], columns: Sequence[Column], *, by_sides: bool
) -> list[tuple[TopicLine, str]]:
    """A line for each topic on which any result has a position, and whether they differ, agree, or one is alone."""
    topics = {q.id: edition.wording.questions[q.id].topic for q in edition.rules.questions}
    for one in results:
        for asked in one.edition.rules.questions:
            topics.setdefault(asked.id, one.edition.wording.questions[asked.id].topic)
    lines = []
    for question, topic in topics.items():
        positions = [
            position
            for number, one in enumerate(results)
            if (position := _position(edition, number, one, question, by_sides=by_sides))
        ]
        if positions:
            lines.append((_line(topic, positions, columns), _kind(positions)))
    return lines


def _line(topic: str, positions: Sequence[_Position], columns: Sequence[Column]) -> TopicLine:
    leads = [position.lead for position in positions]
    named = tuple((columns[position.column].name, position.text) for position in positions)
    return TopicLine(topic, named, max(leads) - min(leads))


def _kind(positions: Sequence[_Position]) -> str:
    if len(positions) == 1:
        return "alone"
    return "agree" if len({position.id for position in positions}) == 1 else "differ"


def _position(edition: Edition, column: int, one: ComparedResult, question: str, *, by_sides: bool) -> _Position | None:
    """The position of a result on a topic, or None where it has none."""
    content = one.content
    if isinstance(content, AnswerSheet) and by_sides:
        content = disclose(one.edition.table, content, "reasons")
    if isinstance(content, Weighing):
        side, (first, second) = content.sides.get(question, NOT_ANSWERED), one.edition.rules.approaches
        lead = {first: 1, second: -1}.get(side, 0)
        return None if side == NOT_ANSWERED else _Position(column, side, side_in_words(edition, side), lead)
    if isinstance(content, Verdict) or question not in content.answers:
        return None
    asked, option = one.edition.rules.question[question], content.answers[question]
    points = next(found for found in asked.options if found.id == option)
    text = answer_text(one.edition, question, option, content.view)
    return _Position(column, option, text, asked.weight * (points.points[0] - points.points[1]))
