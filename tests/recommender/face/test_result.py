"""A result in Python: its words, its plain text, and the small report that a notebook shows."""

from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import recommender
from recommender import Guide, Result
from recommender.cli.text_output import recommendation_as_text
from tests.rule_bases import Written, sheets

ANSWERS = {"goal": "role", "experience": "never", "ideas": "plenty", "wants": "tell"}

ABLE = {
    "goal": "habit",
    "experience": "years",
    "ideas": "plenty",
    "wants": "tell",
    "finder": "me",
    "readiness": "ready",
}


@pytest.fixture(scope="module")
def result(guide: Guide) -> Result:
    return guide.recommend(ANSWERS, view="self", screening=())


def test_a_result_has_the_outcome_the_certainty_and_the_reasons(result: Result) -> None:
    approach = result.approach
    assert approach
    assert approach is result.recommendation.decision.approach
    assert (result.outcome, result.certainty) == (approach.outcome, approach.certainty)
    assert result.headline == result.wording.outcomes[result.outcome].headline["self"]
    assert result.certainty_in_words.startswith(result.wording.certainty.name[approach.certainty])
    assert [abs(reason.lead) for reason in result.reasons] == sorted(
        (abs(r.lead) for r in result.reasons), reverse=True
    )
    assert sum(reason.lead for reason in result.reasons) == approach.lead
    assert result.counterfactuals == result.recommendation.counterfactuals
    assert any("7 of 11 questions are open" in caveat for caveat in result.caveats)


def test_a_result_is_printed_as_the_command_line_prints_it(result: Result) -> None:
    assert str(result) == recommendation_as_text(result.rules, result.recommendation, result.wording)
    assert repr(result).startswith(f"<Result: {result.outcome}, {result.certainty}; coaching ")


def test_a_flag_that_stops_leaves_no_certainty_and_no_points(guide: Guide) -> None:
    stopped = guide.recommend(ANSWERS, view="self", screening=["danger"])
    assert (stopped.certainty, stopped.certainty_in_words, stopped.caveats, stopped.approach) == (None, "", (), None)
    assert repr(stopped) == "<Result: safeguarding-first; view self>"
    shown = read(stopped)
    assert "table" not in shown.elements
    assert stopped.wording.gates["danger"].steps["self"][0] in shown.texts


VOID = {"br", "hr", "img", "input", "link", "meta"}


class Read(HTMLParser):
    """A piece of HTML, whose elements have to be closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[tuple[str, str | None]] = set()
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in VOID
        self.elements.append(tag)
        self.attributes.update(attrs)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(result: Result) -> Read:
    return Read(result._repr_html_())


ELEMENTS = {
    "div",
    "h3",
    "h4",
    "p",
    "strong",
    "ul",
    "li",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
}
LEFT = ("style", "text-align: left; font-weight: normal")
ATTRIBUTES = {("scope", "col"), ("scope", "row"), LEFT, ("style", "color: inherit")}


@given(data=st.data(), language=st.sampled_from(["en", "fr"]))
def test_a_notebook_shows_any_result_without_script_own_colour_or_other_host(
    data: st.DataObject, language: str, written: Written, guides: dict[str, Guide]
) -> None:
    sheet = data.draw(sheets(written))
    result = guides[language].recommend(sheet.answers, view=sheet.view, screening=sheet.flags)
    shown = read(result)
    assert set(shown.elements) <= ELEMENTS
    assert shown.attributes <= {("lang", language), *ATTRIBUTES}
    assert shown.texts[0] == result.headline
    assert set(result.caveats) <= set(shown.texts)


@pytest.fixture(scope="module")
def guides(guide: Guide) -> dict[str, Guide]:
    return {"en": guide, "fr": recommender.load(language="fr")}


def test_a_notebook_shows_how_the_answers_counted_and_what_would_change_it(result: Result) -> None:
    shown, pages = read(result).texts, result.wording.pages
    approach = result.approach
    assert approach
    start = shown.index(pages["result.reasons"])
    assert shown[start + 1 : start + 4] == ["Answer", "Coaching", "Mentoring"]
    total = shown.index(pages["result.total"])
    assert shown[total + 1 : total + 3] == [*map(str, approach.points)]
    rows = shown[start + 4 : total]
    assert [tuple(map(int, rows[place + 1 : place + 3])) for place in range(0, len(rows), 3)] == [
        reason.points for reason in result.reasons
    ]
    change = shown.index(pages["result.change"])
    outcomes = {counterfactual.outcome for counterfactual in result.counterfactuals}
    assert len([text for text in shown[change:] if " different answer" in text]) == len(outcomes)
    assert any(text.startswith("More ways like this: ") for text in shown[change:])


def test_a_notebook_shows_the_notes_on_the_patterns_that_hold(guide: Guide) -> None:
    result = guide.recommend(ABLE, view="self", screening=())
    note = result.wording.patterns["asks-to-be-told-can-find-options"]
    shown = read(result).texts
    assert shown[shown.index(f"{note.title}.") + 1].strip() == note.text["self"]


def test_a_result_on_hold_shows_what_comes_first_and_what_would_follow(guide: Guide) -> None:
    held = guide.recommend(ANSWERS, view="leader", screening=["job"])
    shown = read(held).texts
    assert held.wording.gates["job"].steps["leader"][0] in shown
    assert f"{held.wording.pages['result.then']}: mentoring" in shown


def test_a_notebook_says_so_where_nothing_would_change_it(result: Result) -> None:
    settled = replace(result, recommendation=replace(result.recommendation, counterfactuals=()))
    assert result.wording.pages["result.change-none"] in read(settled).texts


def test_what_is_shown_is_escaped(result: Result) -> None:
    hostile = "<script>alert('&')</script>"
    wording = result.wording
    outcome = replace(wording.outcomes[result.outcome], headline=MappingProxyType({"self": hostile}))
    words = replace(
        wording,
        outcomes={name: replace(outcome, name=hostile) for name in wording.outcomes},
        questions={name: replace(words, topic=hostile) for name, words in wording.questions.items()},
        approaches=dict.fromkeys(wording.approaches, {"name": hostile}),
        patterns={
            name: replace(words, title=hostile, text={"self": hostile}) for name, words in wording.patterns.items()
        },
        pages={name: text if "{" in text else hostile for name, text in wording.pages.items()},
        certainty=replace(
            wording.certainty,
            name=dict.fromkeys(wording.certainty.name, hostile),
            means=dict.fromkeys(wording.certainty.means, hostile),
        ),
    )
    shown = replace(result, wording=words, language='en" onclick="x')
    assert "<script" not in shown._repr_html_()
    assert escape(hostile) in shown._repr_html_()
    assert set(read(shown).elements) <= ELEMENTS
    assert read(shown).attributes == {("lang", 'en" onclick="x'), *ATTRIBUTES}
