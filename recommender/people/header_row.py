"""Which row of a grid names its columns, and what is in the columns under it."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommender.batch.answer_texts import AnswerTexts, simplified
from recommender.core.model import SCREENING, VIEW
from recommender.people.grid import HEADER_ROWS, Grid
from recommender.people.limits import Limits
from recommender.people.messages import Note, UnreadableFile


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns of a table under unique names, and what each row's number was. `meant` has names by question."""

    names: Sequence[str]
    cells: Sequence[Sequence[str]]
    numbers: Sequence[int]
    meant: Mapping[str, str]
    reference: str | None
    malformed: Mapping[int, int]
    notes: tuple[Note, ...]


def understood(texts: AnswerTexts, names: Sequence[str]) -> int:
    """How many of these are names of columns that are known."""
    return len({texts.column(name) for name in names} - {None})


def columns_of(texts: AnswerTexts, grid: Grid, name: str, limits: Limits) -> Columns:
    """The columns under the row of which most is understood. Raises UnreadableFile."""
    if not grid.rows:
        raise UnreadableFile("empty", name=name)
    head = max(range(min(HEADER_ROWS, len(grid.rows))), key=lambda place: understood(texts, grid.rows[place]))
    header, rows, numbers = _trimmed(grid.rows[head]), grid.rows[head + 1 :], grid.numbers[head + 1 :]
    if len(header) > limits.columns:
        raise UnreadableFile("too-many-columns", name=name, columns=len(header), most=limits.columns)
    meant, notes = meant_columns(texts, header, name)
    if not rows:
        raise UnreadableFile("header-only", name=name)
    if len(rows) > limits.rows:
        raise UnreadableFile("too-many-rows", name=name, most=limits.rows)
    names = unique(header)
    width = len(names)
    malformed = {place: len(row) for place, row in enumerate(rows) if len(row) != width and _misfits(row, width)}
    fitted = [row if len(row) == width else (*row, *[""] * width)[:width] for row in rows]
    above = (Note("header-row", {"row": grid.numbers[head]}),) if head else ()
    return Columns(
        names,
        list(zip(*fitted, strict=True)),
        numbers,
        {question: names[place] for question, place in meant.items()},
        None,
        malformed,
        (*grid.notes, *above, *notes),
    )


def meant_columns(texts: AnswerTexts, header: Sequence[str], name: str) -> tuple[Mapping[str, int], list[Note]]:
    """The place of each column that is known, and what is worth knowing about the others. Raises UnreadableFile."""
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        meant = texts.column(title)
        if meant in places:
            raise UnreadableFile("duplicate", name=name, first=header[places[meant]], second=title, meant=meant)
        if meant:
            places[meant] = place
    questions = [question.id for question in texts.table.rules.questions]
    missing = [question for question in questions if question not in places]
    if len(missing) == len(questions):
        columns = tuple(_with_hint(title, [*questions, VIEW, SCREENING]) for title in header if title.strip())
        raise UnreadableFile("no-header", name=name, columns=columns, questions=tuple(questions))
    return places, list(_notes(header, places, missing))


def _notes(header: Sequence[str], places: Mapping[str, int], missing: Sequence[str]) -> Iterator[Note]:
    for meant, place in places.items():
        if header[place] != meant:
            yield Note("column-read-as", {"column": header[place], "meant": meant})
    unused = [title for place, title in enumerate(header) if place not in places.values() and title.strip()]
    wanted = [*missing, *({VIEW, SCREENING} - places.keys())]
    near = {title: meant for title in unused if (meant := _near(title, wanted))}
    yield from (Note("near", {"column": title, "meant": question}) for title, question in near.items())
    if others := tuple(title for title in unused if title not in near):
        yield Note("unused", {"columns": others})
    yield from (Note("missing", {"question": question}) for question in missing)


def _near(title: str, questions: Sequence[str]) -> str:
    by_text = {simplified(question): question for question in questions}
    found = difflib.get_close_matches(simplified(title), by_text, n=1)
    return by_text[found[0]] if found else ""


def _with_hint(title: str, questions: Sequence[str]) -> str:
    near = _near(title, questions)
    return f"'{title}' (did you mean '{near}'?)" if near else f"'{title}'"


def _trimmed(header: Sequence[str]) -> list[str]:
    """The header without what is empty at its end."""
    last = max((place for place, title in enumerate(header) if title.strip()), default=-1)
    return [title.strip() for title in header[: last + 1]]


def _misfits(row: Sequence[str], width: int) -> bool:
    return len(row) < width or any(map(str.strip, row[width:]))


def unique(header: Sequence[str]) -> list[str]:
    """Names that differ: one without a name gets the letters that a spreadsheet has for it, a second one a number."""
    names: list[str] = []
    for place, title in enumerate(header):
        name, number = title or letters(place), 2
        while name in names:
            name, number = f"{title} ({number})", number + 1
        names.append(name)
    return names


def letters(place: int) -> str:
    """What a spreadsheet calls the column at this place, counted from 0."""
    high, low = divmod(place, 26)
    return (letters(high - 1) if high else "") + chr(ord("A") + low)
