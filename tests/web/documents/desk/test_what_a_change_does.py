"""What the author's desk says of a change: shares that are exact, and words for what has none yet."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from recommender import FaultyFiles, Table, tabulate
from recommender.analysis.diff import Diff, diff
from recommender.loading.rules import rules_in_text
from recommender.loading.weights import with_weight
from recommender.team.classes import BOTH_OR_EITHER, SOMETHING_ELSE
from recommender.team.outcome_moves import NO_RESULT, OutcomeMoves, PeopleMove
from tests.conftest import ROOT
from web.documents.desk.faults import MOST_SHOWN, DeskFaults, faults_shown
from web.documents.desk.names import answers_in_words, outcome_name, percent
from web.documents.desk.people import people_shown
from web.documents.desk.shares import DeskShares, shares_shown
from web.documents.desk.summary import changed_lines, summary_text
from web.guide.edition import the_edition

EDITION = the_edition()
FILE = (EDITION.folder / "rules" / "rulebase.yaml").read_text(encoding="utf-8")


def table_of(text: str) -> Table:
    return tabulate(rules_in_text(text, "rulebase.yaml"))


@cache
def change_to(text: str) -> Diff:
    return diff(EDITION.table, table_of(text))


def shares_of(text: str) -> DeskShares:
    outcomes = list(dict.fromkeys((*EDITION.rules.outcomes, *table_of(text).rules.outcomes)))
    return shares_shown(EDITION, change_to(text), outcomes, changed=True)


def numbers(texts: Mapping[str, str]) -> float:
    """The sum of these percentages, or of these changes."""
    return sum(float(text.replace("\N{MINUS SIGN}", "-").removesuffix("%") or 0) for text in texts.values())


def test_shares_add_up_before_and_after_and_changes_cancel_out() -> None:
    for view in shares_of(with_weight(FILE, "goal", 3)).views:
        for lines in (view.outcomes, view.certainties):
            assert numbers({line.name: line.before for line in lines}) == pytest.approx(100, abs=0.1)
            assert numbers({line.name: line.after for line in lines}) == pytest.approx(100, abs=0.1)
            assert numbers({line.name: line.change for line in lines}) == pytest.approx(0, abs=0.1)
            assert any(line.change for line in lines)


def test_a_share_that_stays_has_no_change_and_its_bars_are_alike() -> None:
    for view in shares_of(FILE).views:
        assert not view.moves
        for line in (*view.outcomes, *view.certainties):
            assert (line.change, line.before) == ("", line.after)
            assert line.widths[0] == line.widths[1]


def test_moves_are_told_with_the_answers_of_one_of_their_sheets() -> None:
    for view in shares_of(with_weight(FILE, "goal", 3)).views:
        assert [move.sheets for move in view.moves] == sorted((move.sheets for move in view.moves), reverse=True)
        for move in view.moves:
            assert move.old != move.new
            assert move.example


def test_only_certainty_may_change_and_is_told() -> None:
    surer = re.sub(r"(\nbands:\n(?:.*\n)*?  clear: )\d+", r"\g<1>30", FILE)
    assert surer != FILE
    for view in shares_of(surer).views:
        assert not view.moves
        assert not any(line.change for line in view.outcomes)
    assert any(line.change for view in shares_of(surer).views for line in view.certainties)


def test_what_has_no_words_yet_is_told_by_its_id() -> None:
    more = FILE.replace("  - {id: talk-first}\n", "  - {id: talk-first}\n  - {id: brand-new}\n", 1)
    more = more.replace("then: {outcome: training-first,", "then: {outcome: brand-new,", 1)
    assert "outcome: brand-new" in more
    names = [line.name for view in shares_of(more).views for line in view.outcomes]
    assert "brand-new" in names
    assert outcome_name(EDITION, None) == EDITION.say("desk.no-result")
    example = change_to(more).views[0].moves[0].example
    assert len(answers_in_words(EDITION, example)) == len(example.answers)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 9, "0.00%"), (9, 9, "100.00%"), (1, 10**9, "0.01%"), (10**9 - 1, 10**9, "99.99%"), (1, 4, "25.00%")],
)
def test_a_share_is_never_rounded_to_nothing_nor_to_all(part: int, whole: int, shown: str) -> None:
    assert percent(EDITION, part, whole) == shown


def test_a_fault_shows_its_line_around_where_it_is() -> None:
    broken = FILE.replace("evidence: [E9, F1, F12], grade: A}", "evidence: [E9, F1, F12], grade: Z}", 1)
    [fault] = faults_in(broken).faults
    assert fault.marked == "Z"
    assert fault.after == "}"
    assert fault.before.startswith("…")
    assert fault.before.endswith("grade: ")
    assert broken.splitlines()[fault.line - 1].endswith("grade: Z}")


def test_only_the_first_of_many_faults_are_shown() -> None:
    found = faults_in(FILE.replace("grade: A}", "grade: Z}"))
    assert len(found.faults) == MOST_SHOWN
    assert found.more > 0
    assert EDITION.say("desk.faults-more", count=found.more) in EDITION.render(found)


@pytest.mark.parametrize("file", sorted((ROOT / "tests" / "broken").glob("*.yaml")), ids=lambda file: file.stem)
def test_whatever_is_wrong_leads_to_a_line_that_there_is(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = faults_in(text)
    lines = text.split("\n")
    html = EDITION.render(found)
    for fault in found.faults:
        assert 1 <= fault.line <= len(lines)
        assert fault.marked + fault.after in lines[fault.line - 1] + "\n"
        assert f'data-line="{fault.line}"' in html


def faults_in(text: str) -> DeskFaults:
    with pytest.raises(FaultyFiles) as error:
        table_of(text)
    return faults_shown(error.value.faults)


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        (OutcomeMoves(None, None, (), hidden=True), "desk.people-few"),
        (OutcomeMoves(30, None, (), hidden=True), "desk.people-some"),
        (OutcomeMoves(30, 0, (), hidden=False), "desk.people-nobody"),
        (OutcomeMoves(30, 9, (), hidden=True), "desk.people-moved"),
    ],
)
def test_people_are_told_as_far_as_they_may_be(moves: OutcomeMoves, said: str) -> None:
    values = {"least": 5, "people": 30, "moved": 9}
    shown = people_shown(EDITION, moves, left=2)
    assert shown.summary == EDITION.say(said, **values)
    html = EDITION.render(shown)
    assert (EDITION.say("desk.people-hidden", least=5) in html) is moves.hidden
    assert EDITION.say("desk.people-left", count=2) in html


def test_moves_of_people_are_named() -> None:
    ends = [("both", "coaching"), (BOTH_OR_EITHER, SOMETHING_ELSE), ("mentoring", NO_RESULT)]
    moves = OutcomeMoves(60, 60, tuple(PeopleMove(old, new, 20) for old, new in ends), hidden=False)
    words = EDITION.wording
    assert people_shown(EDITION, moves, left=0).moves == [
        (words.outcomes["both"].name, words.outcomes["coaching"].name, 20),
        (words.pages["team.class.both-or-either"], words.pages["team.first"], 20),
        (words.outcomes["mentoring"].name, words.pages["desk.no-result"], 20),
    ]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [("a\nb", "a\nb", 0), ("a\nb", "a\nc", 1), ("a\nb", "b", 1), ("a", "a\nb\nc", 2), ("a\nb\nc", "x\nb\nz", 2)],
)
def test_lines_that_differ_are_counted(before: str, after: str, lines: int) -> None:
    assert changed_lines(before, after) == lines


def test_a_colleague_gets_the_figures_and_the_lines() -> None:
    changed = with_weight(FILE, "goal", 3)
    change = change_to(changed)
    text = summary_text(EDITION, (FILE, changed), change, None, None)
    view = change.views[0]
    assert EDITION.rules.version in text.splitlines()[0]
    assert percent(EDITION, view.moved, view.sheets) in text
    assert text.count("\n-    weight: 1\n+    weight: 3\n") == 1
    assert text.endswith("\n")
