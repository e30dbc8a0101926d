"""Sheets that are looked for are found if and only if there are any, compared with the oracle on every sheet."""

from hypothesis import given

from recommender import Table, tabulate
from recommender.analysis.sheet_finder import sheets_by_pattern, sheets_where
from recommender.analysis.threshold_sides import AT, LEAD, RATIO, STRONG, Side, threshold_sides
from recommender.core.decision import AHEAD
from tests import oracle
from tests.all_sheets import Read, read_both_views, read_sheet
from tests.rule_bases import Written, load_written, rule_bases

LEVELS = oracle.FROM_LEAST_SURE


def shows(rules: Written, side: Side, read: Read) -> bool:
    """The same as the engine's sides, read literally from the oracle."""
    approach, at, bands = read.approach, side.at == AT, rules["bands"]
    if side.measure in (LEAD, RATIO):
        its, other = approach["points"] if side.approach == rules["approaches"][0] else approach["points"][::-1]
        if side.measure == LEAD:
            certainty = {("clear", True): "clear", ("leaning", False): "close"}.get((side.number, at), "leaning")
            exact = its - other == bands[side.number] - (not at) and read.certainty == certainty
        else:
            exact = 0 < its - other < bands["leaning"] and its == AHEAD * max(other, 1) - (not at)
        return approach["pattern"] is None and exact
    if side.measure == STRONG:
        least = min(approach["points"])
        ends = ("both", bands["strong"]) if at else ("either", bands["strong"] - 1)
        return approach["pattern"] is None and (read.outcome, least) == ends
    cap = next(cap for cap in bands["unanswered"] if str(cap["from"]) == side.number)
    if not at:
        sure = LEVELS.index(read.certainty) > LEVELS.index(cap["cap"])
        return bool(approach["unanswered"] == cap["from"] - 1 and sure)
    others = [most for reason, most in approach["caps"].items() if reason != "unanswered"]
    looser = all(LEVELS.index(most) > LEVELS.index(cap["cap"]) for most in others)
    return bool(approach["unanswered"] == cap["from"] and approach["caps"].get("unanswered") == cap["cap"] and looser)


@given(rules=rule_bases())
def test_each_side_of_a_threshold_is_found_if_and_only_if_a_sheet_shows_it(rules: Written) -> None:
    table, reads = tabulate(load_written(rules)), read_both_views(rules)
    sides = threshold_sides(table.rules)
    found = sheets_where(table, sides)
    for side in sides:
        assert (side in found) == any(shows(rules, side, read) for read in reads), side
        if side in found:
            sheet = found[side]
            answers = {question["id"]: sheet.answers.get(question["id"], "not-sure") for question in rules["questions"]}
            assert shows(rules, side, read_sheet(rules, sheet.view, answers)), side


@given(rules=rule_bases())
def test_a_pattern_is_found_to_hold_and_not_to_hold_if_and_only_if_it_does(rules: Written) -> None:
    table, reads = tabulate(load_written(rules)), read_both_views(rules)
    for pattern in rules["patterns"]:
        found = sheets_by_pattern(table, pattern["id"])
        held = [pattern in oracle.held_patterns(rules, read.view, read.answers) for read in reads]
        assert {*found} == {*held}
        for holds, sheet in found.items():
            answers = {question["id"]: sheet.answers.get(question["id"], "not-sure") for question in rules["questions"]}
            assert (pattern in oracle.held_patterns(rules, sheet.view, answers)) == holds


def test_nothing_is_found_where_nothing_is_wanted(table: Table) -> None:
    assert sheets_where(table, {}) == {}


def test_a_sheet_that_there_is_not_is_not_found_and_the_others_are(table: Table) -> None:
    found = sheets_where(
        table,
        {
            "never": lambda approach: approach.outcome == "safeguarding-first",
            "coaching": lambda approach: approach.outcome == "coaching",
            "unanswered": lambda approach: approach.unanswered == 11,
        },
    )
    assert {*found} == {"coaching", "unanswered"}
    assert found["unanswered"].answers == {}
