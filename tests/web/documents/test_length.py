"""How much of a result is read before anything is unfolded."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given

from recommender import AnswerSheet, recommend
from tests.browser.ways import SCORED, answers_for
from tests.examples import examples
from tests.web.answers import sheets
from tests.web.conftest import TODAY
from tests.web.loaded import EDITIONS, RULES
from web.documents.result import result_document

MOST, MOST_IF_SOMETHING_ELSE = 900, 350
_OUTSIDE_PAGE = 90
"""The words of the page around a document: its bar, its foot, and what a shared page says besides."""


class Reader(HTMLParser):
    """Collects the words that can be read at once: none that are folded, and none that are for paper alone."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (tag == "details" and "open" not in given) or "on-paper" in (given.get("class") or ""):
            self._hidden.append(tag)
        elif self._hidden and tag in (self._hidden[-1], "summary"):
            self._hidden.append("" if tag == "summary" and len(self._hidden) == 1 else tag)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and (tag == self._hidden[-1] or (tag == "summary" and not self._hidden[-1])):
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden or not self._hidden[-1]:
            self.words += re.findall(r"[^\W_][\w’'.-]*", data)


def words_read(html: str) -> int:
    reader = Reader()
    reader.feed(html)
    return len(reader.words)


def test_what_is_folded_or_for_paper_alone_is_not_counted() -> None:
    folded = "<details><summary>two words</summary><p>not <details><summary>no</summary>no</details> read</p></details>"
    assert words_read(f"<p>one</p>{folded}<section class='on-paper x'><section>no</section></section><p>four</p>") == 4
    assert words_read(folded.replace("<details>", "<details open>")) == 6


@pytest.mark.parametrize("language", EDITIONS)
@examples(15)
@given(sheet=sheets(RULES, ticked=True))
@example(sheet=AnswerSheet(*answers_for("both")))
@example(sheet=AnswerSheet(*answers_for("mentoring-then-coaching")))
def test_a_result_is_read_in_a_few_minutes_before_anything_is_unfolded(language: str, sheet: AnswerSheet) -> None:
    edition = EDITIONS[language]
    outcome = recommend(edition.table, sheet).decision.outcome
    most = MOST if outcome in edition.rules.choices else MOST_IF_SOMETHING_ELSE * max(1, len(sheet.flags))
    assert words_read(result_document(edition, sheet, created=TODAY).__html__()) <= most - _OUTSIDE_PAGE


def test_every_outcome_that_answers_give_is_among_the_examples() -> None:
    assert {recommend(EDITIONS["en"].table, AnswerSheet(*answers_for(o))).decision.outcome for o in SCORED} == set(
        SCORED
    )
