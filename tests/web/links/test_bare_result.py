"""What a count or a mail may tell of a result: never anything that only a screening flag leads to."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from recommender import AnswerSheet, decide, tally_of
from tests.browser.ways import SCORED, answers_for
from tests.web.answers import sheets
from tests.web.loaded import EDITION, RULES
from web.guide.edition import Edition
from web.guide.project import PROJECT
from web.links.bare_result import BareResult, bare_result, bare_results, find_bare_result
from web.links.disclosure import DISCLOSURE_LEVELS, disclose


@given(sheets(RULES, ticked=True))
def test_a_result_can_be_told_where_nothing_was_ticked_and_enough_is_known(sheet: AnswerSheet) -> None:
    told, decision = bare_result(EDITION.table, sheet), decide(EDITION.table, tally_of(EDITION.table, sheet))
    if sheet.flags:
        assert told is None
    elif told:
        assert told == BareResult(RULES.version, decision.outcome, str(decision.certainty))
        assert find_bare_result(EDITION, told.code) == told
    else:
        assert decision.approach
        assert decision.approach.unanswered >= RULES.bands.unanswered[-1].count


@given(sheets(RULES))
def test_a_link_tells_the_same_however_much_it_holds(sheet: AnswerSheet) -> None:
    told = {bare_result(EDITION.table, disclose(EDITION.table, sheet, level)) for level in DISCLOSURE_LEVELS}
    assert told == {bare_result(EDITION.table, sheet)}


def test_what_only_a_flag_leads_to_is_no_result_that_can_be_told() -> None:
    told = list(bare_results(RULES))
    from_flags = {gate.outcome for gate in RULES.gates} - {pattern.outcome for pattern in RULES.patterns}
    assert from_flags
    assert not from_flags & {result.outcome for result in told}
    assert {result.outcome for result in told} == set(SCORED) | {"either"}
    assert not [result for result in told if result.certainty == "provisional"]


def test_each_code_stands_for_one_result_and_shows_no_outcome() -> None:
    told = list(bare_results(RULES))
    assert len({result.code for result in told}) == len(told)
    for result in told:
        assert not [word for word in (*result.outcome.split("-"), result.certainty) if word in result.code]


@pytest.mark.parametrize(
    "code", ["", "-", "2.1.0", "2.1.0-", "2.1.0-000000", "../../2.1.0-1", "9.9.9-3fa9c1", "x" * 9_000, "\0"]
)
def test_any_other_code_stands_for_none(code: str) -> None:
    assert find_bare_result(EDITION, code) is None


def test_a_result_of_released_rules_is_known_under_those_of_today(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "rules", tmp_path / "rules")
    today = raised(EDITION, tmp_path)
    told = bare_result(EDITION.table, AnswerSheet(*answers_for("both")))
    assert told
    assert find_bare_result(today, told.code) == told
    (tmp_path / "rules" / "released" / f"{RULES.version}.json").unlink()
    assert find_bare_result(today, told.code) == told, "a release is read once"
    assert find_bare_result(raised(EDITION, tmp_path), told.code) is None


def raised(edition: Edition, folder: Path) -> Edition:
    """The edition under a later version of its rules."""
    rules = replace(edition.rules, version="200.0.0")
    return replace(edition, table=replace(edition.table, rules=rules), folder=folder)
