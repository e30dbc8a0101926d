"""The record of agreement with published authors: the shipped one, none, one of other rules, and faults in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from recommender import FaultyFiles, RuleBase
from recommender.content.agreement import Agreeing, Corrected, Measured, Missed
from recommender.loading.agreement import load_agreement
from tests.conftest import ROOT

FIGURE = {"id": "core", "reading": "likely", "reader": "first", "true": 9, "of": 10, "low": 60, "high": 99}
KAPPA = {"reading": "likely", "reader": "second", "kappa": 81, "cases": 10}


def record(rules: RuleBase, **changed: Any) -> dict[str, Any]:
    return {
        "digest": rules.digest,
        "date": "2026-11-29",
        "cases": 12,
        "sites": 7,
        "contested": 2,
        "second-read": 5,
        "figures": [FIGURE],
        "corrected": [KAPPA],
        "readers": {"goal": KAPPA},
        "missed": [
            {"verdict": "mentoring", "outcome": "coaching", "cases": 2},
            {"verdict": "something-else", "kind": "training", "outcome": "coaching", "cases": 1},
        ],
        "practice": {"option goal=result": {"coaching": 3}, "gate danger": {}},
        **changed,
    }


def write(path: Path, written: dict[str, Any]) -> Path:
    (path / "agreement.json").write_text(json.dumps(written, indent=1), encoding="utf-8")
    return path / "agreement.json"


def test_the_shipped_record_is_about_the_shipped_rules(rules: RuleBase) -> None:
    found = load_agreement(ROOT / "rules" / "agreement.json", rules)
    assert found
    assert found.digest == rules.digest


def test_what_is_written_is_read(rules: RuleBase, tmp_path: Path) -> None:
    found = load_agreement(write(tmp_path, record(rules)), rules)
    assert found
    assert (str(found.day), found.cases, found.sites, found.contested, found.second_read) == ("2026-11-29", 12, 7, 2, 5)
    assert found.figures == (Agreeing("core", "likely", "first", Measured(9, 10, 60, 99)),)
    assert found.corrected == (Corrected("likely", "second", 81, 10),)
    assert found.readers == {"goal": Corrected("likely", "second", 81, 10)}
    assert found.missed == (
        Missed("mentoring", "", "coaching", 2),
        Missed("something-else", "training", "coaching", 1),
    )
    assert found.practice == {"option goal=result": {"coaching": 3}, "gate danger": {}}


def test_the_first_figure_of_the_first_reader_stands_for_all(rules: RuleBase, tmp_path: Path) -> None:
    second = {**FIGURE, "reader": "second"}
    for figures, place in (([second, FIGURE], 1), ([second], None), ([], None)):
        found = load_agreement(write(tmp_path, record(rules, figures=figures)), rules)
        assert found
        assert found.headline == (None if place is None else found.figures[place])


def test_a_record_of_other_rules_is_none(rules: RuleBase, tmp_path: Path) -> None:
    assert load_agreement(write(tmp_path, record(rules, digest="0" * 64)), rules) is None


def test_no_record_is_none(rules: RuleBase, tmp_path: Path) -> None:
    assert load_agreement(tmp_path / "agreement.json", rules) is None


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"cases": -1}, "-1 is out of range"),
        ({"figures": [{**FIGURE, "high": 101}]}, "101 is out of range"),
        ({"practice": {"option goal=nothing": {}}}, "unknown key 'option goal=nothing'"),
        ({"practice": {"gate danger": {"luck": 1}}}, "unknown key 'luck'"),
        ({"readers": {"goals": KAPPA}}, "unknown key 'goals'"),
        ({"missed": [{"verdict": "luck", "outcome": "coaching", "cases": 2}]}, "unknown verdict 'luck'"),
    ],
)
def test_a_fault_in_the_record_is_reported(
    rules: RuleBase, tmp_path: Path, changed: dict[str, Any], fault: str
) -> None:
    with pytest.raises(FaultyFiles) as raised:
        load_agreement(write(tmp_path, record(rules, **changed)), rules)
    assert [found.message for found in raised.value.faults] == [fault]
