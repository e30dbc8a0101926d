"""What a file of people is said to be: why it cannot be read, and what in it was understood otherwise."""

from collections.abc import Mapping

from recommender.core.model import SCREENING, VIEW, VIEWS
from recommender.people.column_words import entry_in_words, heading
from recommender.people.messages import KNOWN_KINDS, Note, UnreadableFile
from recommender.people.score_people import FaultyCell, ScoredPeople
from web.guide.edition import Edition

MEGABYTE = 1_000_000
_IN_BYTES = ("too-big", "bomb")
_MOST_NOTES = 60
_NOT_WRITTEN = {"": "fault-blank", "=?": "fault-formula"}
"""What stands for a cell that nothing was written into, and for a formula without a value; and the text for each."""
_ALL_WORDS_ARE_READ = "cell-read-as"
"""A note for those who write ids. Here the words of an answer are read as they are meant to be."""


def error_in_words(edition: Edition, error: UnreadableFile) -> str:
    """Why a file cannot be read, and what to do."""
    values: dict[str, object] = {**error.values, "known": KNOWN_KINDS}
    if "questions" in values:
        values["questions"] = tuple(words.topic for words in edition.wording.questions.values())
    if error.kind in _IN_BYTES:
        values["most"] = int(str(values["most"])) // MEGABYTE
    return _worded(edition, f"team.error.{error.kind}", values)


def notes_in_words(edition: Edition, scored: ScoredPeople) -> list[str]:
    """What was understood otherwise than it was written, and what is missing, the first so many."""
    notes = [note for note in scored.people.notes if not _is_plain(edition, note)]
    lines = [_note(edition, note) for note in notes[:_MOST_NOTES]]
    counts = {"unanswered": scored.unanswered, "unscreened": scored.unscreened}
    return lines + [edition.say(f"team.{name}", count=count) for name, count in counts.items() if count]


def _is_plain(edition: Edition, note: Note) -> bool:
    """Whether a note says what goes without saying here: that an answer's words, or a heading of ours, were read."""
    if note.kind != "column-read-as":
        return note.kind == _ALL_WORDS_ARE_READ
    meant, column = (str(note.values[name]) for name in ("meant", "column"))
    views = edition.rules.question[meant].views if meant in edition.rules.question else VIEWS
    return column in {heading(edition.wording, meant, view) for view in views}


def topic_of(edition: Edition, column: str) -> str:
    """A column by what it is about: a question's topic, the view, or the screening."""
    if column == VIEW:
        return edition.say("team.who")
    return edition.say("screening.heading") if column == SCREENING else edition.wording.questions[column].topic


def fault_in_words(edition: Edition, cell: FaultyCell) -> str:
    """What stands in a faulty cell: as it is written, or a flag of the other view in that view's words."""
    if cell.value in _NOT_WRITTEN:
        return edition.say(f"team.{_NOT_WRITTEN[cell.value]}", column=cell.column)
    value = cell.value
    if cell.meant == SCREENING and value in edition.wording.gates:
        value = entry_in_words(edition.wording, SCREENING, value)
    return edition.say("team.fault", column=cell.column, value=value)


def _note(edition: Edition, note: Note) -> str:
    values = dict(note.values)
    for name in ("meant", "question"):
        if name in values:
            values[name] = topic_of(edition, str(values[name]))
    return _worded(edition, f"team.note.{note.kind}", values)


def _worded(edition: Edition, text: str, values: Mapping[str, object]) -> str:
    shown = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return edition.say(text, **shown)
