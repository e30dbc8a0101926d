"""Texts that stand for ids, as form tools write them: in either view, in any language, and never a guess."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from recommender import NOT_SURE, VIEWS, RuleBase, Table, Wording, load_wording
from recommender.batch.answer_texts import AnswerTexts
from recommender.batch.input_tables import in_order
from recommender.core.model import SCREENING, VIEW
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wordings(rules: RuleBase, wording: Wording) -> Sequence[Wording]:
    return [wording, load_wording(ROOT / "content" / "fr", rules)]


@pytest.fixture
def texts(table: Table, wordings: Sequence[Wording]) -> AnswerTexts:
    return AnswerTexts(table, lambda: wordings)


def test_ids_stand_for_themselves_and_no_words_are_loaded(table: Table) -> None:
    texts = AnswerTexts(table, lambda: pytest.fail("loaded"))
    for column, labels in in_order(table).items():
        assert texts.column(column) == column
        assert [texts.answer(column, label) for label in (*labels, "")] == [*labels, ""]
    assert texts.column(SCREENING) == SCREENING
    assert texts.flags(" ".join(table.flags)) == tuple(table.flags)
    assert texts.matched == {}


@pytest.mark.parametrize("change", [str, str.upper, "“{}”".format, " {}\u00a0".format, "\u200b{}?".format])
def test_every_question_is_known_by_its_texts(
    texts: AnswerTexts, wordings: Sequence[Wording], rules: RuleBase, change: type[str]
) -> None:
    for words in wordings:
        for question in rules.questions:
            named = [
                words.questions[question.id].topic,
                *(words.ask(question.id, view, {"goal": "skill"}) for view in VIEWS if view in question.views),
                *(words.ask(question.id, view, {}) for view in VIEWS if view in question.views),
            ]
            assert {texts.column(change(name)) for name in named} == {question.id}
        assert texts.column(change(words.pages["screening.heading"])) == SCREENING
        assert texts.column(change(words.pages["team.who"])) == VIEW


def test_every_option_is_known_by_its_texts_but_for_those_that_two_share(
    texts: AnswerTexts, wordings: Sequence[Wording], rules: RuleBase
) -> None:
    for question in rules.questions:
        for words in wordings:
            options = words.questions[question.id].options
            for option in question.options:
                for text in options[option.id].text.values():
                    assert texts.answer(question.id, f" {text.upper()}. ") == option.id
            assert texts.answer(question.id, words.pages["question.not-sure"]) == NOT_SURE
    assert texts.matched["goal"]["Not sure"] == NOT_SURE


def test_a_view_is_known_by_its_texts(texts: AnswerTexts) -> None:
    assert texts.answer(VIEW, "About myself") == "self"
    assert texts.answer(VIEW, "SELF") == "self"
    assert texts.answer(VIEW, "someone") == "someone"


@pytest.mark.parametrize("text", ["", "  ", "habbit", "0", "???", "\u200b", "habit habit"])
def test_what_is_not_known_stays_as_it_is(texts: AnswerTexts, text: str) -> None:
    assert texts.answer("goal", text) == text.strip()
    assert texts.matched == {}


def test_a_text_that_could_stand_for_two_ids_stands_for_none(table: Table, wording: Wording) -> None:
    texts = AnswerTexts(table, lambda: [wording, wording_of_two(wording)])
    assert texts.answer("goal", wording.questions["goal"].options["habit"].text["self"]).startswith("To change a habit")
    assert texts.answer("goal", wording.questions["goal"].options["skill"].text["self"]) == "skill"


def wording_of_two(wording: Wording) -> Wording:
    """The wording, in which another option has the text of `habit`."""
    question = wording.questions["goal"]
    options = {**question.options, "role": question.options["habit"]}
    return replace(wording, questions={**wording.questions, "goal": replace(question, options=options)})


@pytest.mark.parametrize("joined", [";", "; ", ", ", ","])
@pytest.mark.parametrize("view", VIEWS)
def test_flags_are_known_by_their_texts_however_a_form_tool_joins_them(
    texts: AnswerTexts, wordings: Sequence[Wording], rules: RuleBase, view: str, joined: str
) -> None:
    for words in wordings:
        every = [gate.id for gate in rules.gates_for(view)]
        cell = joined.join(words.gates[gate].flag[view] for gate in every)
        assert texts.flags(cell) == tuple(every)
        assert texts.flags(words.pages["screening.none"]) == ()


@pytest.mark.parametrize(
    ("cell", "flags"),
    [
        ("None of these; Job", ("none", "job")),
        ("job dangr", ("job", "dangr")),
        ("Something else, job", ("Something else", "job")),
        ("Something; else", ("Something", "else")),
        ("none", ()),
        ("", ()),
    ],
)
def test_an_unknown_flag_is_kept_beside_the_others(texts: AnswerTexts, cell: str, flags: tuple[str, ...]) -> None:
    assert texts.flags(cell) == flags
