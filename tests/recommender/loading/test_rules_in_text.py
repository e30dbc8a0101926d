"""A rule base read from text: it is what its file is, and its faults name the text as it is called."""

import pytest

from recommender import FaultyFiles, load_rules
from recommender.loading.rules import rules_in_text
from tests.conftest import ROOT

FILE = ROOT / "rules" / "rulebase.yaml"
TEXT = FILE.read_text(encoding="utf-8")


def test_a_text_is_the_same_rule_base_as_its_file() -> None:
    assert rules_in_text(TEXT, "rulebase.yaml") == load_rules(FILE)


def test_every_fault_is_told_with_its_line_and_the_name_of_the_text() -> None:
    broken = TEXT.replace("grade: A}", "grade: E}", 2)
    with pytest.raises(FaultyFiles) as error:
        rules_in_text(broken, "my rules")
    faults = error.value.faults
    assert [fault.location.path for fault in faults] == ["my rules"] * 2
    for fault in faults:
        assert fault.location.source_line == broken.splitlines()[fault.location.line - 1]
        assert "grade" in fault.message
