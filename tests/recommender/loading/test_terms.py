"""Terms that the guide does not use: each is refused with what to write instead, and nothing else is."""

import shutil
from pathlib import Path

import pytest

from recommender import Fault, FaultyFiles
from recommender.loading.content import languages_in
from recommender.loading.terms import faults_of_terms, load_terms
from tests.conftest import ROOT

TERMS = ROOT / "content" / "terms.yaml"

REFUSED = {
    "Ask Somebody at work.": ("Somebody", "someone"),
    "It is one’s own goal.": ("one’s own", "your own"),
    "Have a talk about it.": ("a talk", "a conversation, or meetings"),
    "Look back after a month.": ("Look back", "review"),
    "It helps with links between people.": ("links between people", "contacts"),
    "A mentor can open doors.": ("doors", "introductions"),
    "So readiness speaks for both.": ("speaks for", "supports"),
    "See the points where they differ.": ("points where", "how your answers counted"),
    "Ask for the right kit.": ("kit", "equipment"),
    "An adjustment not made comes first.": ("adjustment not made", "a reasonable adjustment not in place"),
    "Find the block.": ("the block", "the problem"),
    "See how sure it is.": ("how sure it is", "how certain"),
    "Why we are not surer": ("surer", "more certain"),
    "What is asked for, and what can be done now": ("what can be done now", "what you may need"),
    "Where in working life": ("Where in working life", "career stage"),
    "Will to change": ("Will to change", "readiness to change"),
    "Shape of the help": ("Shape of the help", "how the help is organised"),
    "There is no clear side.": ("no clear side", "either would work"),
    "This fits being shown first.": ("being shown first", "clear instruction first"),
    "It is for new teachers, in their first two years.": (
        "new teachers, in their first two years",
        "early career teachers on induction",
    ),
    "Find someone to hold you to it.": ("hold you to it", "keep me, you or them accountable"),
    "Begin afresh.": ("afresh", "again"),
    "They have no power over your pay.": ("power over", "a say over"),
    "It is a planned run of meetings.": ("planned run", "planned series"),
    "The two pull against each other.": (
        "pull against each other",
        "it is hard to support someone whom you also assess",
    ),
}

ALLOWED = [
    "A main talk to give at a conference. Talk to your GP, and talk it over. She talks to her coach.",
    "There are 14 building blocks in this toolkit. Someone may speak up for you.",
    "How sure are you, from 0 to 10? Links like these do not prove cause.",
    "With know-how of the place, and know-how of the work, you know how to start.",
]


def faults_in(text: str, folder: Path) -> list[Fault]:
    """The faults in a language that has one text."""
    (folder / "en").mkdir()
    (folder / "en" / "pages.yaml").write_text(f"start:\n  lead: >-\n    Good to know.\n    {text}\n", encoding="utf-8")
    if not (folder / "terms.yaml").exists():
        shutil.copy(TERMS, folder)
    return faults_of_terms(folder)


@pytest.mark.parametrize("text", REFUSED)
def test_a_term_is_refused_with_its_place_and_what_to_write_instead(text: str, tmp_path: Path) -> None:
    said, instead = REFUSED[text]
    (fault,) = faults_in(text, tmp_path)
    assert fault.message == f"'start.lead' says '{said}'"
    assert fault.hint == f"write '{instead}'"
    assert Path(fault.location.path) == tmp_path / "en" / "pages.yaml"
    assert (fault.location.line, fault.location.column) == (4, 5 + text.index(said))


@pytest.mark.parametrize("text", ALLOWED)
def test_what_only_looks_like_a_term_is_not_refused(text: str, tmp_path: Path) -> None:
    assert faults_in(text, tmp_path) == []


def test_a_term_that_may_stand_twice_is_refused_the_third_time(tmp_path: Path) -> None:
    (fault,) = faults_in("Know-how, know-how, and more know-how.", tmp_path)
    assert fault.message == "'start.lead' says 'know-how' more than 2 times in all"
    assert fault.hint == "write 'experience, or knowledge'"


def test_a_term_broken_over_two_lines_is_found_at_its_text(tmp_path: Path) -> None:
    (fault,) = faults_in("Do not look\n    back.", tmp_path)
    assert (fault.location.line, fault.message) == (2, "'start.lead' says 'look back'")


def test_ids_are_not_read_as_prose(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "guidance.yaml").write_text("ready: [{ask: Ready?, part: kit}]\n", encoding="utf-8")
    shutil.copy(TERMS, tmp_path)
    assert faults_of_terms(tmp_path) == []


def test_every_term_has_a_text_here_that_it_refuses_or_allows() -> None:
    terms = load_terms(TERMS, languages_in(TERMS.parent))["en"]
    assert [term.instead for term in terms if not term.most] == [instead for _, instead in REFUSED.values()]
    assert [term.most for term in terms if term.most] == [2]


def test_the_shipped_words_have_none_of_the_terms() -> None:
    assert faults_of_terms(TERMS.parent) == []


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("en: [{not: (, write: x}]", "this is not a regular expression: missing ), unterminated subpattern"),
        ("en: [{not: x}]", "'write' is missing here"),
        ("en: [{not: x, write: y, most: 0}]", "0 is out of range"),
        ("fr: [{not: x, write: y}]", "unknown language 'fr'"),
    ],
)
def test_a_fault_in_the_terms_themselves_is_reported(written: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "terms.yaml").write_text(f"{written}\n", encoding="utf-8")
    with pytest.raises(FaultyFiles) as raised:
        faults_in("Good.", tmp_path)
    assert [fault.message.startswith(message) for fault in raised.value.faults] == [True]
