"""What a file of people is said to be: why it cannot be read, and what in it was understood otherwise."""

from collections.abc import Mapping

from recommender import NOT_SURE
from recommender.batch.answer_texts import NONE
from recommender.core.model import SCREENING, VIEW, VIEWS
from recommender.people.messages import KNOWN_KINDS, Note, UnreadableFile
from recommender.people.score_people import ScoredPeople
from web.guide.edition import Edition

MEGABYTE = 1_000_000
_IN_BYTES = ("too-big", "bomb")
_MOST_NOTES = 60
_ALL_WORDS_ARE_READ = "cell-read-as"
"""A note for those who write ids. Here the words of an answer are read as they are meant to be."""


def error_in_words(edition: Edition, error: UnreadableFile) -> str:
    """Why a file cannot be read, and what to do."""
    values = {**error.values, "known": KNOWN_KINDS}
    if error.kind in _IN_BYTES:
        values["most"] = int(str(values["most"])) // MEGABYTE
    return _worded(edition, f"team.error.{error.kind}", values)


def notes_in_words(edition: Edition, scored: ScoredPeople) -> list[str]:
    """What was understood otherwise than it was written, and what is missing, the first so many."""
    notes = [note for note in scored.people.notes if note.kind != _ALL_WORDS_ARE_READ]
    lines = [_note(edition, note) for note in notes[:_MOST_NOTES]]
    counts = {"unanswered": scored.unanswered, "unscreened": scored.unscreened}
    return lines + [edition.say(f"team.{name}", count=count) for name, count in counts.items() if count]


def topic_of(edition: Edition, column: str) -> str:
    """A column by what it is about: a question's topic, the view, or the screening."""
    if column == VIEW:
        return edition.say("team.who")
    return edition.say("screening.heading") if column == SCREENING else edition.wording.questions[column].topic


def entry_in_words(edition: Edition, column: str, entry: str, view: str | None) -> str:
    """What may stand in a cell, in words: an answer, a view or a flag."""
    words, view = edition.wording, view or VIEWS[-1]
    if column == VIEW:
        return edition.say(f"team.who.{entry}")
    if column == SCREENING:
        flag = words.gates[entry].flag if entry != NONE else {}
        return flag.get(view) or next(iter(flag.values()), edition.say("screening.none"))
    if entry == NOT_SURE:
        return edition.say("question.not-sure")
    texts = words.questions[column].options[entry].text
    return texts.get(view) or next(iter(texts.values()))


def _note(edition: Edition, note: Note) -> str:
    values = dict(note.values)
    for name in ("meant", "question"):
        if name in values:
            values[name] = topic_of(edition, str(values[name]))
    return _worded(edition, f"team.note.{note.kind}", values)


def _worded(edition: Edition, text: str, values: Mapping[str, object]) -> str:
    shown = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return edition.say(text, **shown)
