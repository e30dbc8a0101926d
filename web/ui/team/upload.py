"""The file of a team: read and scored once, and kept in this session for as long as the file is on the page."""

from functools import lru_cache
from typing import Any

import streamlit as st
from markupsafe import Markup, escape

from recommender.batch.answer_texts import AnswerTexts
from recommender.core.model import SCREENING, VIEW, VIEWS
from recommender.people.people_file import Limits, PeopleFile, UnreadableFile, read_people
from recommender.people.score_people import ScoredPeople, score_people
from web.documents.team_messages import MEGABYTE, error_in_words, notes_in_words
from web.guide.edition import Edition, the_editions
from web.ui.page import as_label, show_alert, show_html, show_text
from web.ui.team.kept import FILE, for_this_file, forget, keep, once

LIMITS = Limits()

_PEOPLE, _SCORED = "people", "scored"


def show_beginning(edition: Edition) -> None:
    """What becomes of a file, before there is one."""
    show_html(f"<h2>{escape(edition.say('team.file'))}</h2>")
    show_text(edition.say("team.private", most=LIMITS.size // MEGABYTE))
    show_text(f"{edition.say('team.leave')} {edition.say('team.private-own')}", "soft small")


def show(edition: Edition) -> ScoredPeople | None:
    """The people in the file on the page, scored; None until there is one that can be read, and all is said."""
    show_html(_words_for_uploader(edition))
    file = st.file_uploader(as_label(edition.say("team.file-label")), key=FILE, max_upload_size=LIMITS.size // MEGABYTE)
    if file is None:
        forget()
        return None
    working = st.empty()
    try:
        people = _people(edition, file, working)
        view, screened = _view(edition, people), _is_screened(edition, people)
        if (view is None and VIEW not in people.columns) or not screened:
            return None
        return _scored(edition, people, view, working)
    except UnreadableFile as error:
        show_alert(edition.say("question.error"), error_in_words(edition, error))
        return None
    finally:
        working.empty()


def keep_mended(people: PeopleFile) -> None:
    """Go on with the people of the file on the page as they are now, since some of their cells were mended."""
    keep(_PEOPLE, st.session_state[FILE].file_id, people)


def own_columns(people: PeopleFile) -> list[str]:
    """The columns that are no answers: first that for the reference as the template names it, if there is one."""
    return sorted(people.own_columns, key=lambda name: name != people.reference)


def show_notes(edition: Edition, scored: ScoredPeople) -> None:
    """What was understood otherwise than it was written, folded."""
    lines = notes_in_words(edition, scored)
    if lines:
        items = Markup().join(Markup("<li>{}</li>").format(line) for line in lines)
        summary = escape(edition.say("team.notes"))
        show_html(f"<details><summary>{summary}</summary><ul>{items}</ul></details>")


@lru_cache(maxsize=1)
def _texts() -> AnswerTexts:
    """What can stand for an id in a file: the words of every language."""
    editions = the_editions()
    table = next(iter(editions.values())).table
    return AnswerTexts(table, lambda: [edition.wording for edition in editions.values()])


def _people(edition: Edition, file: Any, working: Any) -> PeopleFile:
    """The people in an uploaded file."""

    def read() -> PeopleFile:
        forget()
        working.progress(0.2, text=edition.say("team.reading"))
        return read_people(_texts(), file.getvalue(), file.name, LIMITS)

    return once(_PEOPLE, file.file_id, read)


def _scored(edition: Edition, people: PeopleFile, view: str | None, working: Any) -> ScoredPeople:
    """The people scored, in the view that the file has for them, or else in the one that was chosen."""

    def score() -> ScoredPeople:
        working.progress(0.6, text=edition.say("team.scoring", count=len(people.frame)))
        return score_people(_texts(), people, view=view, assume_screened=True)

    return once(_SCORED, (people, view), score)


def _view(edition: Edition, people: PeopleFile) -> str | None:
    """Whose view the answers are, as it is chosen where the file does not say; until then, None."""
    if VIEW in people.columns:
        return None
    show_text(edition.say("team.view-text"))
    return st.radio(
        as_label(edition.say("team.who")),
        VIEWS[::-1],
        index=None,
        format_func=lambda view: as_label(edition.say(f"team.who.{view}")),
        key=for_this_file("team-view"),
    )


def _is_screened(edition: Edition, people: PeopleFile) -> bool:
    """Whether the file says of everyone what has to come first; where it is silent, whether somebody says: nothing."""
    if SCREENING in people.columns:
        silent = int((people.frame[people.columns[SCREENING]].str.strip() == "").sum())
        if not silent:
            return True
        show_text(edition.say("team.screened-some", count=silent))
    else:
        show_text(edition.say("team.screened-text"))
    return st.checkbox(as_label(edition.say("team.screened")), key=for_this_file("team-screened"))


def _words_for_uploader(edition: Edition) -> Markup:
    """The words that our script puts in the place of Streamlit's own, which are in English in every language."""
    names = ("drop", "browse", "remove", "refused")
    words = Markup("").join(Markup(' data-{}="{}"').format(name, edition.say(f"team.{name}")) for name in names)
    return Markup("<span hidden data-uploader{}></span>").format(words)
