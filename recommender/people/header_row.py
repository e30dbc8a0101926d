"""Which row of a grid names its columns, and what these names mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommender.batch.answer_texts import AnswerTexts, simplified
from recommender.batch.header import near_name
from recommender.core.model import SCREENING, VIEW
from recommender.people.grid import HEADER_ROWS, Grid, Row, distinct, letters
from recommender.people.limits import Limits
from recommender.people.messages import Note, UnreadableFile


@dataclass(frozen=True, slots=True, eq=False)
class Header:
    """The names of columns as they are written, the row that they stand in, and the place of each that is known.

    `reference` is the place of the column that the template has for the leader's own reference, or None.
    """

    titles: Sequence[str]
    row: int
    places: Mapping[str, int]
    reference: int | None
    notes: tuple[Note, ...]

    @property
    def names(self) -> list[str]:
        """Names that differ. A column without a title has its letters."""
        return distinct(title or letters(place) for place, title in enumerate(self.titles))


def understood(texts: AnswerTexts, titles: Row) -> int:
    """How many different columns these titles are known to name."""
    return len({texts.column(title) for title in titles} - {None})


def own_sheets(texts: AnswerTexts) -> tuple[str, ...]:
    """The names of the sheets of our templates that hold no answers."""
    return tuple(words.pages[f"template.{name}"] for words in texts.wordings for name in ("help-sheet", "list-sheet"))


def header_place(texts: AnswerTexts, grid: Grid, name: str) -> int:
    """The place of the row in which most is understood: the names of the columns may have other rows above them."""
    if not grid.rows:
        raise UnreadableFile("empty", name=name)
    first = range(min(HEADER_ROWS, len(grid.rows)))
    return max(first, key=lambda place: understood(texts, grid.rows[place]))


def header_of(texts: AnswerTexts, titles: Row, name: str, limits: Limits, row: int = 1) -> Header:
    """What these titles mean, which stand in this row of the sheet. Raises UnreadableFile."""
    titles = [title.strip() for title in titles]
    if (columns := sum(map(bool, titles))) > limits.columns:
        raise UnreadableFile("too-many-columns", name=name, columns=columns, most=limits.columns)
    places: dict[str, int] = {}
    for place, title in enumerate(titles):
        meant = texts.column(title)
        if meant in places:
            raise UnreadableFile("duplicate", name=name, first=titles[places[meant]], second=title, meant=meant)
        if meant:
            places[meant] = place
    questions = [question.id for question in texts.table.rules.questions]
    if not places.keys() & {*questions}:
        written = tuple(title for title in titles if title)
        hinted = tuple(_with_hint(title, [*questions, VIEW, SCREENING]) for title in written)
        raise UnreadableFile("no-header", name=name, columns=written, hinted=hinted, questions=tuple(questions))
    reference = _reference(texts, titles)
    unused = [title for place, title in enumerate(titles) if title and place not in (*places.values(), reference)]
    return Header(titles, row, places, reference, tuple(_notes(texts, titles, places, unused)))


def _reference(texts: AnswerTexts, titles: Row) -> int | None:
    ours = {simplified(words.pages["template.reference"]) for words in texts.wordings}
    return next((place for place, title in enumerate(titles) if simplified(title) in ours), None)


def _notes(texts: AnswerTexts, titles: Row, places: Mapping[str, int], unused: Sequence[str]) -> Iterator[Note]:
    for meant, place in places.items():
        if titles[place] != meant:
            yield Note("column-read-as", {"column": titles[place], "meant": meant})
    questions = texts.table.rules.questions
    wanted = [name for name in (*(question.id for question in questions), VIEW, SCREENING) if name not in places]
    near = {title: meant for title in unused if (meant := near_name(title, wanted))}
    yield from (Note("near", {"column": title, "meant": meant}) for title, meant in near.items())
    if others := tuple(title for title in unused if title not in near):
        yield Note("unused", {"columns": others})
    missing = (question.id for question in questions if question.counts and question.id not in places)
    yield from (Note("missing", {"question": question}) for question in missing)


def _with_hint(title: str, wanted: Sequence[str]) -> str:
    near = near_name(title, wanted)
    return f"{title} ({near}?)" if near else title
