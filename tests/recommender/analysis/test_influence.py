"""The influence of each question, compared with the oracle for every answer to it on every sheet."""

from collections.abc import Mapping

import pytest
from hypothesis import given

from recommender import NOT_SURE, VIEWS, Table, tabulate
from recommender.analysis.influence import Influence, influences
from tests.all_sheets import Read, answers_of, read_all, read_sheet
from tests.rule_bases import Written, in_view, load_written, rule_bases

Reads = Mapping[tuple[str, ...], Read]


def without_unanswered(rules: Written) -> Written:
    """The same rules without caps for unanswered questions."""
    return {**rules, "bands": {**rules["bands"], "unanswered": []}}


def swapped(read: Read, question: str, answer: str) -> tuple[str, ...]:
    return tuple({**read.answers, question: answer}.values())


def alike(reads: Reads, question: str, one: str, other: str) -> bool:
    """Whether no sheet has another outcome or certainty with the one answer than with the other."""
    swaps = [(read, reads[swapped(read, question, other)]) for read in reads.values() if read.answers[question] == one]
    return all((read.outcome, read.certainty) == (swap.outcome, swap.certainty) for read, swap in swaps)


def toward_first(rules: Written) -> dict[str, int]:
    """How far the outcomes that choose between the approaches lie toward the first of them."""
    first, second = rules["approaches"]
    in_turn = [outcome for outcome in rules.get("outcomes", []) if "in-turn" in outcome]
    starts = {outcome["id"]: outcome["in-turn"][0] for outcome in in_turn}
    return {
        second: -2,
        **{outcome: 1 if begins == first else -1 for outcome, begins in starts.items()},
        "both": 0,
        "either": 0,
        first: 2,
    }


def breaks(rules: Written, reads: Reads, question: str, one: str, other: str) -> int:
    """The number of sheets where the other answer gives an outcome further from the first approach."""
    moves = [
        (read.outcome, reads[swapped(read, question, other)].outcome)
        for read in reads.values()
        if read.answers[question] == one
    ]
    ranks = toward_first(rules)
    known = [[ranks[outcome] for outcome in move] for move in moves if {*move} <= {*ranks}]
    return sum(after < before for before, after in known)


def neighbours_toward_first(rules: Written, view: str, question: str) -> list[tuple[str, str]]:
    """The neighbouring options in pairs, ordered toward the first approach by the leads of both ends."""
    written = next(asked for asked in rules["questions"] if asked["id"] == question)
    options = answers_of(rules, view)[question][:-1]
    leads = leads_of(rules, written)
    way = leads[options[-1]] - leads[options[0]]
    pairs = list(zip(options, options[1:], strict=False))
    if not written["ordered"] or not way:
        return []
    return pairs if way > 0 else [(second, first) for first, second in reversed(pairs)]


def leads_of(rules: Written, question: Written) -> dict[str, int]:
    first, second = rules["approaches"]
    return {option["id"]: option[first] - option[second] for option in question["options"]}


def check(rules: Written, reads: Reads, influence: Influence) -> None:
    view, question = influence.view, influence.question
    answers = answers_of(rules, view)[question]
    for answer in answers:
        outcomes = {read.outcome for read in reads.values() if read.answers[question] == answer}
        assert influence.outcomes[answer] == outcomes
    pairs = [(one, other) for number, one in enumerate(answers) for other in answers[number + 1 :]]
    assert influence.alike == tuple(pair for pair in pairs if alike(reads, question, *pair))
    assert influence.idle == all(alike(reads, question, *pair) for pair in pairs)
    neighbours = neighbours_toward_first(rules, view, question)
    counts = {pair: breaks(rules, reads, question, *pair) for pair in neighbours}
    assert {found.options: found.sheets for found in influence.breaks} == {p: n for p, n in counts.items() if n}
    leads = leads_of(rules, next(asked for asked in rules["questions"] if asked["id"] == question))
    assert influence.turns == tuple(pair for pair in neighbours if leads[pair[0]] > leads[pair[1]])
    for found in influence.breaks:
        options = [{**found.example.answers, question: option} for option in found.options]
        reached = [read_sheet(rules, view, written_out(rules, given)).outcome for given in options]
        assert found.example.answers[question] == found.options[0]
        assert tuple(reached) == found.outcomes
        assert toward_first(rules)[reached[1]] < toward_first(rules)[reached[0]]


def written_out(rules: Written, given: Mapping[str, str]) -> dict[str, str]:
    return {question["id"]: given.get(question["id"], NOT_SURE) for question in rules["questions"]}


@given(rules=rule_bases())
def test_each_influence_is_that_of_the_oracle_over_all_sheets(rules: Written) -> None:
    table = tabulate(load_written(rules))
    for view in VIEWS:
        found = influences(table, view)
        asked = [question for question in rules["questions"] if in_view(question["options"], view)]
        assert [influence.question for influence in found] == [question["id"] for question in asked]
        reads = {tuple(read.answers.values()): read for read in read_all(without_unanswered(rules), view)}
        for influence in found:
            check(rules, reads, influence)


def test_an_answer_decides_alone_where_all_its_sheets_have_one_outcome() -> None:
    outcomes = {"a": frozenset({"both"}), "b": frozenset({"both", "either"}), NOT_SURE: frozenset({"either"})}
    influence = Influence("self", "q", outcomes, alike=(), breaks=(), turns=())
    assert influence.decides() == {"a": "both"}


@pytest.mark.parametrize("view", VIEWS)
def test_of_the_shipped_rules_only_no_need_decides_alone_and_no_question_is_idle(table: Table, view: str) -> None:
    for influence in influences(table, view):
        assert {*influence.decides()} == ({"no-need"} if influence.question == "readiness" else set())
        assert not influence.idle
        assert not influence.turns
