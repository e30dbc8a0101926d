"""The record of `make validity`: the shipped one is what the command gives today, and its date is that of a change."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from recommender import RuleBase, tabulate
from recommender.core.parts import parts_of
from recommender.loading.agreement import load_agreement
from validity.__main__ import RECORD
from validity.agreement import cross_validated, held_out, judge
from validity.cases import READERS, Published, load_published
from validity.record import record_of, write_record
from validity.research import load_research

DAY, LATER = datetime.date(2026, 11, 29), datetime.date(2026, 12, 1)


@pytest.fixture(scope="module")
def published(rules: RuleBase) -> Published:
    return load_published(rules)


@pytest.fixture(scope="module")
def record(rules: RuleBase, published: Published) -> dict[str, Any]:
    fitted = held_out(rules, load_research(rules), published)
    return record_of(rules, published, {reader: cross_validated(fitted, published, reader) for reader in READERS})


def test_the_shipped_record_is_what_the_command_gives(record: dict[str, Any]) -> None:
    shipped = json.loads(RECORD.read_text(encoding="utf-8"))
    del shipped["date"]
    assert shipped == record, "run `make validity`"


def test_practice_counts_each_case_in_which_an_option_was_given(rules: RuleBase, published: Published) -> None:
    found = load_agreement(RECORD, rules)
    assert found
    assert {part for part in parts_of(rules) if not part.startswith("question")} == set(found.practice)
    readings = [reading for reading in published.readings("likely") if not reading.case.contested]
    for question in rules.questions:
        for option in question.options:
            given = [one for one in readings if one.sheet.answers.get(question.id) == option.id]
            counts = found.practice[f"option {question.id}={option.id}"]
            assert sum(counts.values()) == len(given)
            assert counts.get("mentoring", 0) == sum(one.case.verdict == "mentoring" for one in given)


def test_misses_and_agreements_are_all_cases_that_are_not_contested(rules: RuleBase, record: dict[str, Any]) -> None:
    (figure,) = (one for one in record["figures"] if one["id"] == "not-contested" and one["reader"] == READERS[0])
    assert figure["of"] == record["cases"] - record["contested"]
    assert sum(one["cases"] for one in record["missed"]) == figure["of"] - figure["true"]


def test_a_case_is_judged_by_the_rules_fitted_without_its_site(rules: RuleBase, published: Published) -> None:
    fitted = held_out(rules, load_research(rules), published, count=2)
    assert sorted(site for group in fitted for site in group.sites) == list(published.sites)
    judged = cross_validated(fitted, published, READERS[1])["likely"]
    assert len(judged) == len(published.readings("likely", READERS[1]))
    for one in judged:
        (group,) = (group for group in fitted if one.reading.case.site in group.sites)
        assert judge(group.table, [one.reading]) == [one]
    assert fitted[0].table.rules.digest != tabulate(rules).rules.digest or fitted[1].table != fitted[0].table


def test_the_date_of_a_record_is_that_of_its_last_change(tmp_path: Path) -> None:
    path = tmp_path / "agreement.json"
    for digest, day, dated in (("a", DAY, DAY), ("a", LATER, DAY), ("b", LATER, LATER)):
        write_record(path, {"digest": digest}, day)
        assert json.loads(path.read_text(encoding="utf-8")) == {"digest": digest, "date": dated.isoformat()}
